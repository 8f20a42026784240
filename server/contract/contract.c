#include "contract/contract.h"

#include <stdlib.h>
#include <string.h>

#include "contract/load.h"
#include "contract/route.h"

const struct operation *contract_operations(const struct contract *contract, size_t *ret_count)
{
    *ret_count = contract->operation_count;
    return contract->operations;
}

const struct operation *contract_find_operation(const struct contract *contract, const char *id)
{
    for (size_t i = 0; i < contract->operation_count; i++)
        if (!strcmp(contract->operations[i].id, id))
            return &contract->operations[i];
    return NULL;
}

const struct schema *contract_find_schema(const struct contract *contract, const char *name)
{
    for (size_t i = 0; i < contract->schema_count; i++)
        if (!strcmp(contract->schemas[i].name, name))
            return contract->schemas[i].schema;
    return NULL;
}

bool operation_has_property(const struct operation *operation, const struct property *property)
{
    return !property->on_request || strcmp(property->name, "highlights") != 0 ||
           operation_find_parameter(operation, IN_QUERY, "highlight");
}

bool contract_route(const struct contract *contract, const char *path, struct arena *arena, struct route *ret_route)
{
    return route_tree_find(contract->routes, path, arena, ret_route);
}

void contract_destroy(struct contract *contract)
{
    if (contract)
        json_decref(contract->document);
}
