/* load.c: from the contract's JSON to operations, schemas and routes. What is not understood is an error, so that
 * nothing in the contract can be a wish. */
#include "contract/load.h"

#include <stdarg.h>
#include <string.h>

#include "contract/reference.h"

bool loader_fail(struct loader *loader, const char *format, ...)
{
    const char *message;
    va_list args;

    va_start(args, format);
    message = arena_vprintf(loader->arena, format, args);
    va_end(args);
    loader->error = loader->subject ? arena_printf(loader->arena, "%s: %s", loader->subject, message) : message;
    return false;
}

json_t *loader_resolve(struct loader *loader, json_t *value, const char *what)
{
    json_t *found = reference_resolve(loader->contract->document, value);

    if (!found)
        loader_fail(loader, "%s: $ref leads nowhere", what);
    return found;
}

bool loader_check_keys(struct loader *loader, json_t *object, const char *what, const char *const known[])
{
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        const char *const *name = known;

        while (*name && strcmp(*name, key) != 0)
            name++;
        if (!*name)
            return loader_fail(loader, "%s: the key %s is not known", what, key);
    }
    return true;
}

const struct schema *loader_compile(struct loader *loader, json_t *source, const char *what)
{
    const struct schema *schema;
    const char *error = NULL;

    if (!source) {
        loader_fail(loader, "%s has no schema", what);
        return NULL;
    }
    schema = schema_compile(loader->compiler, source, &error);
    if (!schema)
        loader_fail(loader, "%s: %s", what, error);
    return schema;
}

const char *const *loader_read_texts(struct loader *loader, json_t *list)
{
    const char **texts;
    size_t index;
    json_t *item;

    if (!json_is_array(list))
        return NULL;
    texts = arena_alloc(loader->arena, (json_array_size(list) + 1) * sizeof(const char *));
    json_array_foreach(list, index, item)
    {
        if (!json_is_string(item))
            return NULL;
        texts[index] = json_string_value(item);
    }
    return texts;
}

static const char *const operation_keys[] = {"operationId", "summary",   "description", "tags",       "parameters",
                                             "requestBody", "responses", "security",    "deprecated", "externalDocs",
                                             "x-roles",     "x-handler", "x-sql",       "x-location", "x-resource",
                                             "x-limit",     "x-key",     "x-parent",    "x-slow",     "x-feed",     NULL};

static const struct {
    const char *key;
    enum method method;
} methods[] = {
    {"get", METHOD_GET}, {"post", METHOD_POST}, {"put", METHOD_PUT}, {"patch", METHOD_PATCH}, {"delete", METHOD_DELETE},
};

enum { METHODS_KNOWN = sizeof methods / sizeof *methods };

static bool load_operation(struct loader *loader, const char *path, json_t *item, size_t method)
{
    struct contract *contract = loader->contract;
    struct operation *operation = &contract->operations[contract->operation_count];
    json_t *source = json_object_get(item, methods[method].key);

    loader->subject = arena_printf(loader->arena, "%s %s", method_name(methods[method].method), path);
    if (!loader_check_keys(loader, source, "the operation", operation_keys))
        return false;
    operation->id = json_string_value(json_object_get(source, "operationId"));
    if (!operation->id)
        return loader_fail(loader, "there is no operationId");
    if (contract_find_operation(contract, operation->id))
        return loader_fail(loader, "another operation is called %s", operation->id);
    operation->path = path;
    operation->method = methods[method].method;
    if (!loader_read_parameters(loader, json_object_get(item, "parameters"), json_object_get(source, "parameters"),
                                operation) ||
        !loader_read_exchange(loader, source, operation) || !loader_name_properties(loader, operation))
        return false;
    if (!route_tree_add(contract->routes, operation, loader->arena))
        return loader_fail(loader, "another path that differs in names only has this method");
    contract->operation_count++;
    return true;
}

static bool load_path(struct loader *loader, const char *path, json_t *item)
{
    static const char *const known[] = {"get",        "post",    "put",         "patch", "delete",
                                        "parameters", "summary", "description", NULL};

    loader->subject = path;
    if (*path != '/')
        return loader_fail(loader, "a path must start with /");
    if (!loader_check_keys(loader, item, "the path", known))
        return false;
    for (size_t i = 0; i < METHODS_KNOWN; i++)
        if (json_object_get(item, methods[i].key) && !load_operation(loader, path, item, i))
            return false;
    return true;
}

static bool load_paths(struct loader *loader)
{
    json_t *paths = json_object_get(loader->contract->document, "paths");
    size_t most = json_object_size(paths) * METHODS_KNOWN;
    const char *path;
    json_t *item;

    loader->contract->operations = arena_alloc(loader->arena, (most + 1) * sizeof *loader->contract->operations);
    json_object_foreach(paths, path, item)
    {
        if (!load_path(loader, path, item))
            return false;
    }
    loader->subject = NULL;
    return loader->contract->operation_count ? true : loader_fail(loader, "the contract has no operations");
}

static bool load_schemas(struct loader *loader)
{
    struct contract *contract = loader->contract;
    json_t *sources = json_object_get(json_object_get(contract->document, "components"), "schemas");
    const char *name;
    json_t *source;

    contract->schemas = arena_alloc(loader->arena, (json_object_size(sources) + 1) * sizeof *contract->schemas);
    json_object_foreach(sources, name, source)
    {
        const struct schema *schema = loader_compile(loader, source, name);

        if (!schema)
            return false;
        contract->schemas[contract->schema_count++] = (struct named_schema){name, schema};
    }
    return true;
}

struct contract *contract_load(const char *json, size_t bytes, struct arena *arena, const char **ret_error)
{
    struct contract *contract = arena_alloc(arena, sizeof *contract);
    struct loader loader = {.contract = contract, .arena = arena};
    json_error_t error;

    contract->document = json_loadb(json, bytes, JSON_REJECT_DUPLICATES, &error);
    if (!contract->document) {
        *ret_error = arena_printf(arena, "line %d, column %d: %s", error.line, error.column, error.text);
        return NULL;
    }
    contract->routes = route_tree_create(arena);
    loader.compiler = schema_compiler_create(contract->document, arena);
    if (!loader_read_suffixes(&loader) || !load_schemas(&loader) || !load_paths(&loader)) {
        *ret_error = loader.error;
        contract_destroy(contract);
        contract = NULL;
    }
    schema_compiler_destroy(loader.compiler);
    return contract;
}
