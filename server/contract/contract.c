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

enum rendition contract_find_suffix(const struct contract *contract, const char *suffix)
{
    enum rendition found = 0;

    while (found < RENDITION_COUNT && (!contract->suffixes[found] || strcmp(contract->suffixes[found], suffix) != 0))
        found++;
    return found;
}

const char *contract_suffix(const struct contract *contract, enum rendition rendition)
{
    return contract->suffixes[rendition];
}

bool contract_route_rendition(const struct contract *contract, const char *path, struct arena *arena,
                              struct route *ret_route, enum rendition *ret_rendition)
{
    const char *slash = strrchr(path, '/');
    const char *dot = slash ? strrchr(slash, '.') : NULL;
    enum rendition rendition = dot ? contract_find_suffix(contract, dot + 1) : RENDITION_COUNT;
    struct route route = {0};

    *ret_rendition = RENDITION_COUNT;
    if (rendition != RENDITION_COUNT &&
        contract_route(contract, arena_copy(arena, path, (size_t)(dot - path)), arena, &route) &&
        route.by_method[METHOD_GET] && route.by_method[METHOD_GET]->renditions & RENDITION_BIT(rendition)) {
        *ret_rendition = rendition;
        *ret_route = route;
        for (enum method method = 0; method < METHOD_COUNT; method++)
            if (method != METHOD_GET)
                ret_route->by_method[method] = NULL;
        return true;
    }
    return contract_route(contract, path, arena, ret_route);
}

void contract_destroy(struct contract *contract)
{
    if (contract)
        json_decref(contract->document);
}
