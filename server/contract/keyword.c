#include "contract/keyword.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Bounds. */

static double stricter_number(double a, double b, bool largest_wins)
{
    return largest_wins ? fmax(a, b) : fmin(a, b);
}

static size_t stricter_size(size_t a, size_t b, bool largest_wins)
{
    return (a > b) == largest_wins ? a : b;
}

static double *number_at(const struct schema *schema, size_t offset)
{
    return (double *)(void *)((char *)schema + offset);
}

static size_t *size_at(const struct schema *schema, size_t offset)
{
    return (size_t *)(void *)((char *)schema + offset);
}

static bool apply_number(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                         json_t *value)
{
    double *bound = number_at(schema, keyword->offset);

    if (!json_is_number(value))
        return compiler_fail(compiler, "%s must be a number", keyword->name);
    *bound = stricter_number(*bound, json_number_value(value), keyword->largest_wins);
    return true;
}

static bool apply_size(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                       json_t *value)
{
    size_t *bound = size_at(schema, keyword->offset);

    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return compiler_fail(compiler, "%s must be a whole number from 0", keyword->name);
    *bound = stricter_size(*bound, (size_t)json_integer_value(value), keyword->largest_wins);
    return true;
}

static bool apply_flag(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                       json_t *value)
{
    bool *flag = (bool *)((char *)schema + keyword->offset);

    if (!json_is_boolean(value))
        return compiler_fail(compiler, "%s must be true or false", keyword->name);
    *flag |= json_is_true(value);
    return true;
}

static bool apply_multiple_of(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                              json_t *value)
{
    (void)keyword;
    if (schema->multiple_of > 0 || json_number_value(value) <= 0)
        return compiler_fail(compiler, "multipleOf must be one number above 0");
    schema->multiple_of = json_number_value(value);
    return true;
}

/* Kinds and values. */

static unsigned parse_kind(const char *name)
{
    static const struct {
        const char *name;
        unsigned kind;
    } kinds[] = {
        {"null", KIND_NULL},     {"boolean", KIND_BOOLEAN}, {"integer", KIND_INTEGER}, {"number", KIND_NUMBER},
        {"string", KIND_STRING}, {"array", KIND_ARRAY},     {"object", KIND_OBJECT},
    };

    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].name, name))
            return kinds[i].kind;
    return 0;
}

static bool apply_type(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                       json_t *value)
{
    unsigned kinds = parse_kind(json_string_value(value));
    size_t index;
    json_t *name;

    (void)keyword;
    json_array_foreach(value, index, name)
    {
        unsigned kind = parse_kind(json_string_value(name));

        if (!kind)
            return compiler_fail(compiler, "type has something that is no type of JSON Schema");
        kinds |= kind;
    }
    if (!kinds)
        return compiler_fail(compiler, "type must be a type of JSON Schema or a list of them");
    schema->kinds &= kinds;
    return true;
}

static bool add_value(struct schema_compiler *compiler, struct schema *schema, json_t *value)
{
    struct scalar scalar = schema_scalar_of(value);

    if (scalar.kind == KIND_ARRAY || scalar.kind == KIND_OBJECT)
        return compiler_fail(compiler, "enum and const may only have scalars");
    schema->values[schema->value_count++] = scalar;
    return true;
}

static bool apply_enum(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                       json_t *value)
{
    size_t index;
    json_t *item;

    (void)keyword;
    if (!json_array_size(value))
        return compiler_fail(compiler, "enum must be a list with at least one value");
    if (schema->values)
        return compiler_fail(compiler, "there is another enum or const in a part of this schema");
    schema->enumeration = value;
    schema->values = arena_alloc(compiler->arena, json_array_size(value) * sizeof *schema->values);
    json_array_foreach(value, index, item)
    {
        if (!add_value(compiler, schema, item))
            return false;
    }
    return true;
}

static bool apply_const(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                        json_t *value)
{
    (void)keyword;
    if (schema->values)
        return compiler_fail(compiler, "there is another enum or const in a part of this schema");
    schema->values = arena_alloc(compiler->arena, sizeof *schema->values);
    return add_value(compiler, schema, value);
}

static bool apply_format(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                         json_t *value)
{
    const struct format *format = json_is_string(value) ? format_find(json_string_value(value)) : NULL;

    (void)keyword;
    if (!format)
        return compiler_fail(compiler, "the format %s is not known",
                             json_is_string(value) ? json_string_value(value) : "?");
    if (schema->format && schema->format != format)
        return compiler_fail(compiler, "there is another format in a part of this schema");
    schema->format = format;
    return true;
}

static bool apply_pattern(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                          json_t *value)
{
    const char *error = NULL;

    (void)keyword;
    if (!json_is_string(value))
        return compiler_fail(compiler, "pattern must be text");
    if (schema->pattern)
        return compiler_fail(compiler, "there is another pattern in a part of this schema");
    schema->pattern = pattern_compile(json_string_value(value), compiler->arena, &error);
    return schema->pattern ? true : compiler_fail(compiler, "%s", error);
}

static bool apply_shape(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                        json_t *value)
{
    (void)keyword;
    if (!json_is_string(value))
        return compiler_fail(compiler, "x-shape must be text that says in words what the pattern asks for");
    schema->shape = json_string_value(value);
    return true;
}

static bool apply_description(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                              json_t *value)
{
    (void)compiler;
    (void)keyword;
    schema->description = json_string_value(value);
    return true;
}

static bool apply_examples(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                           json_t *value)
{
    (void)keyword;
    if (!json_is_array(value))
        return compiler_fail(compiler, "examples must be a list");
    schema->examples = value;
    if (json_is_string(json_array_get(value, 0)))
        schema->example = json_string_value(json_array_get(value, 0));
    return true;
}

static bool apply_default(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                          json_t *value)
{
    (void)compiler;
    (void)keyword;
    schema->default_value = value;
    return true;
}

/* Structure. */

static bool apply_items(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                        json_t *value)
{
    if (schema->items)
        return compiler_fail(compiler, "there are other items in a part of this schema");
    schema->items = compiler_compile_whole(compiler, keyword->name, value);
    return schema->items != NULL;
}

static bool apply_properties(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                             json_t *value)
{
    const struct place *outer = compiler->place;
    struct place here = {outer, keyword->name, 0};
    const char *name;
    json_t *source;

    if (!json_is_object(value))
        return compiler_fail(compiler, "properties must be an object");
    compiler_reserve_properties(compiler, schema, json_object_size(value));
    json_object_foreach(value, name, source)
    {
        struct property property = {.name = name};
        const struct schema *inner;

        compiler->place = &here;
        property.schema = inner = compiler_compile_whole(compiler, name, source);
        compiler->place = outer;
        if (!inner)
            return false;
        property.read_only = inner->read_only;
        property.write_only = inner->write_only;
        property.on_request = inner->on_request;
        if (!compiler_add_property(compiler, schema, &property))
            return false;
    }
    return true;
}

static bool apply_required(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                           json_t *value)
{
    size_t index;
    json_t *name;

    (void)keyword;
    if (!json_is_array(value))
        return compiler_fail(compiler, "required must be a list of names");
    json_array_foreach(value, index, name)
    {
        if (!json_is_string(name))
            return compiler_fail(compiler, "required must be a list of names");
        compiler_require(compiler, schema, json_string_value(name));
    }
    return true;
}

static bool apply_closed(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                         json_t *value)
{
    if (!json_is_boolean(value))
        return compiler_fail(compiler, "%s can only be true or false", keyword->name);
    schema->closed |= json_is_false(value);
    return true;
}

static bool apply_nothing(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                          json_t *value)
{
    (void)compiler;
    (void)keyword;
    (void)schema;
    (void)value;
    return true;
}

/* In the order in which they are applied: `required` looks for properties. */
static const struct keyword keywords[] = {
    {"$ref", apply_nothing, 0, false}, /* merged before */
    {"allOf", apply_nothing, 0, false},
    {"title", apply_nothing, 0, false},
    {"description", apply_description, 0, false},
    {"deprecated", apply_nothing, 0, false},
    {"type", apply_type, 0, false},
    {"enum", apply_enum, 0, false},
    {"const", apply_const, 0, false},
    {"format", apply_format, 0, false},
    {"pattern", apply_pattern, 0, false},
    {"x-shape", apply_shape, 0, false},
    {"examples", apply_examples, 0, false},
    {"minLength", apply_size, offsetof(struct schema, min_length), true},
    {"maxLength", apply_size, offsetof(struct schema, max_length), false},
    {"minimum", apply_number, offsetof(struct schema, minimum), true},
    {"maximum", apply_number, offsetof(struct schema, maximum), false},
    {"exclusiveMinimum", apply_number, offsetof(struct schema, exclusive_minimum), true},
    {"exclusiveMaximum", apply_number, offsetof(struct schema, exclusive_maximum), false},
    {"multipleOf", apply_multiple_of, 0, false},
    {"items", apply_items, 0, false},
    {"minItems", apply_size, offsetof(struct schema, min_items), true},
    {"maxItems", apply_size, offsetof(struct schema, max_items), false},
    {"uniqueItems", apply_flag, offsetof(struct schema, unique_items), false},
    {"properties", apply_properties, 0, false},
    {"required", apply_required, 0, false},
    {"additionalProperties", apply_closed, 0, false},
    {"unevaluatedProperties", apply_closed, 0, false},
    {"minProperties", apply_size, offsetof(struct schema, min_properties), true},
    {"default", apply_default, 0, false},
    {"readOnly", apply_flag, offsetof(struct schema, read_only), false},
    {"writeOnly", apply_flag, offsetof(struct schema, write_only), false},
    {"x-by-day", apply_flag, offsetof(struct schema, by_day), false},
    {"x-on-request", apply_flag, offsetof(struct schema, on_request), false},
};

enum { KEYWORD_COUNT = sizeof keywords / sizeof *keywords };

static bool is_known_keyword(const char *name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (!strcmp(keywords[i].name, name))
            return true;
    return !strncmp(name, "x-", 2);
}

bool keyword_apply_all(struct schema_compiler *compiler, struct schema *schema, json_t *source)
{
    const char *name;
    json_t *value;

    json_object_foreach(source, name, value)
    {
        if (!is_known_keyword(name))
            return compiler_fail(compiler, "the keyword %s is not known", name);
    }
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        value = json_object_get(source, keywords[i].name);
        if (value && !keywords[i].apply(compiler, &keywords[i], schema, value))
            return false;
    }
    return true;
}

void keyword_merge_bounds(struct schema *into, const struct schema *part)
{
    for (const struct keyword *keyword = keywords; keyword < keywords + KEYWORD_COUNT; keyword++) {
        double *number = number_at(into, keyword->offset);
        size_t *size = size_at(into, keyword->offset);

        if (keyword->apply == apply_number)
            *number = stricter_number(*number, *number_at(part, keyword->offset), keyword->largest_wins);
        if (keyword->apply == apply_size)
            *size = stricter_size(*size, *size_at(part, keyword->offset), keyword->largest_wins);
    }
}
