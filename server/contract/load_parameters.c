/* load_parameters.c: an operation's parameters. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "contract/load.h"
#include "contract/schema_rules.h"

static const struct {
    const char *name;
    enum parameter_place place;
    const char *style; /* the only one that we read */
} places[] = {
    {"path", IN_PATH, "simple"},
    {"query", IN_QUERY, "form"},
    {"header", IN_HEADER, "simple"},
};

enum { PLACE_COUNT = sizeof places / sizeof *places };

static bool read_place(struct loader *loader, json_t *source, struct parameter *parameter)
{
    const char *name = json_string_value(json_object_get(source, "in"));
    const char *style = json_string_value(json_object_get(source, "style"));

    for (size_t i = 0; name && i < PLACE_COUNT; i++) {
        if (strcmp(places[i].name, name) != 0)
            continue;
        parameter->place = places[i].place;
        if (style && strcmp(style, places[i].style) != 0)
            return loader_fail(loader, "the parameter %s must have the style %s", parameter->name, places[i].style);
        return true;
    }
    return loader_fail(loader, "the parameter %s must be in path, query or header", parameter->name);
}

static bool is_scalar_kind(unsigned kinds)
{
    return kinds == KIND_STRING || kinds == KIND_INTEGER || kinds == KIND_NUMBER || kinds == KIND_BOOLEAN;
}

static bool read_schema(struct loader *loader, json_t *source, struct parameter *parameter)
{
    const struct schema *schema = loader_compile(loader, json_object_get(source, "schema"), parameter->name);

    if (!schema)
        return false;
    parameter->schema = schema;
    if (is_scalar_kind(schema_kinds(schema)))
        return true;
    if (schema_kinds(schema) != KIND_ARRAY || !schema_items(schema) ||
        !is_scalar_kind(schema_kinds(schema_items(schema))))
        return loader_fail(loader, "the parameter %s must have one scalar type, or be a list of one", parameter->name);
    if (parameter->place == IN_QUERY && !json_is_false(json_object_get(source, "explode")))
        return loader_fail(loader, "the parameter %s must have explode: false", parameter->name);
    if (schema->unique_items && schema->max_items > 1000)
        return loader_fail(loader, "the parameter %s needs maxItems", parameter->name);
    parameter->items = schema_items(schema);
    return true;
}

static const char *scalar_text(struct arena *arena, json_t *value)
{
    char *dumped;
    const char *text;

    if (json_is_string(value))
        return json_string_value(value);
    dumped = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    text = arena_strdup(arena, dumped ? dumped : "");
    free(dumped);
    return text;
}

/* As a client would have written it. */
static const char *default_text(struct arena *arena, json_t *value)
{
    const char *text = "";
    size_t index;
    json_t *item;

    if (!value)
        return NULL;
    if (!json_is_array(value))
        return scalar_text(arena, value);
    json_array_foreach(value, index, item)
    {
        text = arena_printf(arena, "%s%s%s", text, index ? "," : "", scalar_text(arena, item));
    }
    return *text ? text : NULL;
}

static bool read_parameter(struct loader *loader, json_t *source, struct parameter *parameter)
{
    static const char *const known[] = {"name",      "in",      "description", "required", "schema",
                                        "style",     "explode", "deprecated",  "example",  "examples",
                                        "x-formats", "x-names", NULL};

    parameter->name = json_string_value(json_object_get(source, "name"));
    if (!parameter->name)
        return loader_fail(loader, "a parameter has no name");
    if (!loader_check_keys(loader, source, parameter->name, known) || !read_place(loader, source, parameter) ||
        !read_schema(loader, source, parameter))
        return false;
    if (!loader_read_formats(loader, source, parameter))
        return false;
    parameter->names = json_string_value(json_object_get(source, "x-names"));
    parameter->required = json_is_true(json_object_get(source, "required"));
    if (parameter->place == IN_PATH && !parameter->required)
        return loader_fail(loader, "the path parameter %s must be required", parameter->name);
    parameter->default_text = default_text(loader->arena, schema_default(parameter->schema));
    return true;
}

static struct parameter *find_parameter(struct parameter *parameters, size_t count, const struct parameter *like)
{
    for (size_t i = 0; i < count; i++)
        if (parameters[i].place == like->place && !strcasecmp(parameters[i].name, like->name))
            return &parameters[i];
    return NULL;
}

/* Adds those of one list; a parameter that stands there already is replaced only when `overrides`. */
static bool add_parameters(struct loader *loader, json_t *list, bool overrides, struct parameter *parameters,
                           size_t *count)
{
    size_t inherited = *count;
    size_t index;
    json_t *source;

    json_array_foreach(list, index, source)
    {
        struct parameter parameter = {0};
        struct parameter *known;

        source = loader_resolve(loader, source, "a parameter");
        if (!source || !read_parameter(loader, source, &parameter))
            return false;
        known = find_parameter(parameters, *count, &parameter);
        if (known && (!overrides || known >= parameters + inherited))
            return loader_fail(loader, "the parameter %s stands there twice", parameter.name);
        if (!known && *count == MOST_PARAMETERS)
            return loader_fail(loader, "there are more than %d parameters", MOST_PARAMETERS);
        if (!known)
            known = &parameters[(*count)++];
        *known = parameter;
    }
    return true;
}

/* Moves the parameter of the path's `name` to `at`, behind those that come earlier in the path. */
static bool place_path_parameter(struct loader *loader, const char *name, struct parameter *parameters, size_t count,
                                 size_t at)
{
    for (size_t i = at; i < count; i++) {
        struct parameter found = parameters[i];

        if (found.place != IN_PATH || strcmp(found.name, name) != 0)
            continue;
        memmove(parameters + at + 1, parameters + at, (i - at) * sizeof *parameters);
        parameters[at] = found;
        return true;
    }
    return loader_fail(loader, "the path has {%s}, which is no parameter, or has it twice", name);
}

/* Sorts the path's parameters to the front, in its order, and checks that path and list have the same ones. */
static bool order_path_parameters(struct loader *loader, const char *path, struct parameter *parameters, size_t count)
{
    size_t placed = 0;

    for (const char *at = path; (at = strchr(at, '{')); at++) {
        size_t bytes = strcspn(at, "}/");

        if (at[-1] != '/' || at[bytes] != '}' || (at[bytes + 1] && at[bytes + 1] != '/'))
            return loader_fail(loader, "a path parameter must be a whole segment");
        if (placed == MOST_PATH_PARAMETERS)
            return loader_fail(loader, "there are more than %d path parameters", MOST_PATH_PARAMETERS);
        if (!place_path_parameter(loader, arena_copy(loader->arena, at + 1, bytes - 1), parameters, count, placed++))
            return false;
    }
    for (size_t i = placed; i < count; i++)
        if (parameters[i].place == IN_PATH)
            return loader_fail(loader, "the path does not have the parameter %s", parameters[i].name);
    return true;
}

bool loader_read_parameters(struct loader *loader, json_t *of_path, json_t *of_operation, struct operation *operation)
{
    struct parameter *parameters = arena_alloc(loader->arena, MOST_PARAMETERS * sizeof *parameters);
    size_t count = 0;

    if (!add_parameters(loader, of_path, false, parameters, &count) ||
        !add_parameters(loader, of_operation, true, parameters, &count) ||
        !order_path_parameters(loader, operation->path, parameters, count))
        return false;
    operation->parameters = parameters;
    operation->parameter_count = count;
    return true;
}

/* The items of a parameter are the same for all operations that share it, so this one gets its own. */
static const struct schema *name_items(struct loader *loader, const struct schema *items,
                                       const struct operation *operation, bool on_request)
{
    struct schema *named = arena_alloc(loader->arena, sizeof *named);
    size_t count;
    const struct property *properties = schema_properties(operation->answer, &count);

    *named = *items;
    named->values = arena_alloc(loader->arena, (count + 1) * sizeof *named->values);
    for (size_t i = 0; i < count; i++) {
        if ((properties[i].on_request || !on_request) && operation_has_property(operation, &properties[i]))
            named->values[named->value_count++] =
                (struct scalar){.kind = KIND_STRING, .text = properties[i].name, .bytes = strlen(properties[i].name)};
    }
    return named->value_count ? named : NULL;
}

bool loader_name_properties(struct loader *loader, struct operation *operation)
{
    struct parameter *parameters = (struct parameter *)operation->parameters; /* constant for everyone but the loader */

    for (size_t i = 0; i < operation->parameter_count; i++) {
        struct parameter *parameter = &parameters[i];
        bool on_request = parameter->names && strcmp(parameter->names, "on-request") == 0;

        if (!parameter->names)
            continue;
        if (!on_request && strcmp(parameter->names, "all") != 0)
            return loader_fail(loader, "x-names of the parameter %s must be all or on-request", parameter->name);
        if (!parameter->items || schema_kinds(parameter->items) != KIND_STRING || parameter->items->values)
            return loader_fail(loader, "the parameter %s, which has x-names, must be a list of texts", parameter->name);
        parameter->items = operation->answer ? name_items(loader, parameter->items, operation, on_request) : NULL;
        if (!parameter->items)
            return loader_fail(loader, "the answer has no properties that the parameter %s can name", parameter->name);
    }
    return true;
}
