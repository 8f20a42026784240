/* schema.c: from the JSON of the contract to rules that can be checked.
 *
 * JSON Schema says that all keywords, $ref and every part of allOf hold at once. So a schema is the strictest of its
 * parts: each part is compiled alone, then merged, and the schema's own keywords are applied on top. Properties are
 * flattened into one list in the order in which they were met. */
#include "contract/schema.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "contract/keyword.h"
#include "contract/reference.h"

enum {
    ANY_KIND = KIND_NULL | KIND_BOOLEAN | KIND_INTEGER | KIND_NUMBER | KIND_STRING | KIND_ARRAY | KIND_OBJECT,
    MOST_UNIQUE_ITEMS = 1000, /* compared pair by pair */
};

static struct schema *compile_here(struct schema_compiler *compiler, json_t *source);

bool compiler_fail(struct schema_compiler *compiler, const char *format, ...)
{
    const char *where = compiler->place ? place_pointer(compiler->place, compiler->arena) : "";
    const char *message;
    va_list args;

    va_start(args, format);
    message = arena_vprintf(compiler->arena, format, args);
    va_end(args);
    compiler->error = *where ? arena_printf(compiler->arena, "%s: %s", where, message) : message;
    return false;
}

/* Compiles what stands under `name` of the present place. */
static struct schema *compile_below(struct schema_compiler *compiler, const char *name, json_t *source)
{
    const struct place *outer = compiler->place;
    struct place here = {outer, name, 0};
    struct schema *schema;

    compiler->place = &here;
    schema = compile_here(compiler, source);
    compiler->place = outer;
    return schema;
}

/* A schema on its own, no part of an allOf: nothing can bring what it still lacks. */
struct schema *compiler_compile_whole(struct schema_compiler *compiler, const char *name, json_t *source)
{
    struct schema *schema = compile_below(compiler, name, source);

    if (schema && schema->required_elsewhere) {
        compiler_fail(compiler, "%s is required but no property", schema->required_elsewhere->name);
        return NULL;
    }
    return schema;
}

bool compiler_add_property(struct schema_compiler *compiler, struct schema *schema, const struct property *property)
{
    if (schema_find_property(schema, property->name))
        return compiler_fail(compiler, "the property %s stands in two parts of this schema", property->name);
    schema->properties[schema->property_count++] = *property;
    return true;
}

/* Room for `count` properties more. The array is copied, not grown: compilation happens once. */
void compiler_reserve_properties(struct schema_compiler *compiler, struct schema *schema, size_t count)
{
    struct property *grown = arena_alloc(compiler->arena, (schema->property_count + count) * sizeof *grown);

    if (schema->property_count)
        memcpy(grown, schema->properties, schema->property_count * sizeof *grown);
    schema->properties = grown;
}

void compiler_require(struct schema_compiler *compiler, struct schema *schema, const char *name)
{
    struct required_name *elsewhere;

    for (size_t i = 0; i < schema->property_count; i++) {
        if (!strcmp(schema->properties[i].name, name)) {
            schema->properties[i].required = true;
            return;
        }
    }
    elsewhere = arena_alloc(compiler->arena, sizeof *elsewhere);
    elsewhere->name = name;
    elsewhere->next = schema->required_elsewhere;
    schema->required_elsewhere = elsewhere;
}

/* Merging. */

/* What only one part may say. */
static bool merge_singles(struct schema_compiler *compiler, struct schema *into, const struct schema *part)
{
    if ((into->values && part->values) || (into->pattern && part->pattern) || (into->items && part->items) ||
        (into->format && part->format && into->format != part->format) ||
        (into->multiple_of > 0 && part->multiple_of > 0))
        return compiler_fail(compiler,
                             "two parts of this schema have an enum, a pattern, a format, items or multipleOf");
    if (part->values) {
        into->enumeration = part->enumeration;
        into->values = part->values;
        into->value_count = part->value_count;
    }
    into->pattern = part->pattern ? part->pattern : into->pattern;
    into->format = part->format ? part->format : into->format;
    into->items = part->items ? part->items : into->items;
    into->multiple_of = part->multiple_of > 0 ? part->multiple_of : into->multiple_of;
    return true;
}

static bool merge_properties(struct schema_compiler *compiler, struct schema *into, const struct schema *part)
{
    struct required_name *waiting = into->required_elsewhere;

    compiler_reserve_properties(compiler, into, part->property_count);
    for (size_t i = 0; i < part->property_count; i++)
        if (!compiler_add_property(compiler, into, &part->properties[i]))
            return false;
    into->required_elsewhere = NULL;
    for (; waiting; waiting = waiting->next)
        compiler_require(compiler, into, waiting->name);
    for (waiting = part->required_elsewhere; waiting; waiting = waiting->next)
        compiler_require(compiler, into, waiting->name);
    return true;
}

static bool merge(struct schema_compiler *compiler, struct schema *into, struct schema *part)
{
    if (!part->complete)
        return compiler_fail(compiler, "this schema is a part of itself");
    if (!merge_singles(compiler, into, part) || !merge_properties(compiler, into, part))
        return false;
    keyword_merge_bounds(into, part);
    into->kinds &= part->kinds;
    into->unique_items |= part->unique_items;
    into->closed |= part->closed;
    into->read_only |= part->read_only;
    into->write_only |= part->write_only;
    into->by_day |= part->by_day;
    into->on_request |= part->on_request;
    into->shape = part->shape ? part->shape : into->shape;
    into->description = into->description ? into->description : part->description;
    into->example = part->example ? part->example : into->example;
    into->default_value = part->default_value ? part->default_value : into->default_value;
    return true;
}

/* A closed part knows its own properties only and would refuse those of the others, so that no object could pass. */
static bool check_closed_part(struct schema_compiler *compiler, const struct schema *schema, const struct schema *part)
{
    if (part && part->closed && part->property_count != schema->property_count)
        return compiler_fail(compiler, "a part of this schema allows no properties but its own; "
                                       "put unevaluatedProperties: false beside allOf instead");
    return true;
}

/* Merges $ref and allOf, applies the schema's own keywords, then looks at the parts again. */
static bool compile_parts(struct schema_compiler *compiler, struct schema *schema, json_t *source)
{
    json_t *reference = json_object_get(source, "$ref");
    json_t *parts = json_object_get(source, "allOf");
    size_t count = json_array_size(parts) + 1;
    struct schema **compiled = arena_alloc(compiler->arena, count * sizeof(struct schema *));
    bool own_closed = json_is_false(json_object_get(source, "additionalProperties"));

    if (parts && !json_array_size(parts))
        return compiler_fail(compiler, "allOf must be a list of schemas");
    for (size_t i = 0; i < count; i++) {
        json_t *part = i ? json_array_get(parts, i - 1) : reference;

        if (!part)
            continue;
        if (!i)
            part = json_is_string(reference) ? reference_find(compiler->document, json_string_value(reference)) : NULL;
        if (!part)
            return compiler_fail(compiler, "$ref leads nowhere");
        compiled[i] = compile_below(compiler, i ? "allOf" : "$ref", part);
        if (!compiled[i] || !merge(compiler, schema, compiled[i]))
            return false;
        if (own_closed && compiled[i]->property_count)
            return compiler_fail(compiler, "additionalProperties: false does not see the other parts' properties; "
                                           "use unevaluatedProperties: false");
    }
    if (!keyword_apply_all(compiler, schema, source))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!check_closed_part(compiler, schema, compiled[i]))
            return false;
    return true;
}

/* After all parts are together. */

/* JSON Schema lets type and enum contradict each other; here that is a slip. */
static bool check_values(struct schema_compiler *compiler, const struct schema *schema)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < schema->value_count; i++) {
        kinds |= schema->values[i].kind;
        if (!schema_allows_kind(schema, schema->values[i].kind))
            return compiler_fail(compiler, "enum or const has a value that the type does not allow");
    }
    if (schema->values && schema->kinds != ANY_KIND && schema->kinds & ~kinds & KIND_NULL)
        return compiler_fail(compiler, "the type allows null but enum does not");
    return true;
}

/* What the contract itself shows must be right; examples stand in messages. */
static bool check_own_value(struct schema_compiler *compiler, const struct schema *schema, json_t *value,
                            const char *pointer)
{
    struct faults faults = {.arena = compiler->arena};

    schema_validate(schema, value, SCHEMA_WHOLE, pointer, &faults);
    return faults.count ? compiler_fail(compiler, "%s", faults.first->message) : true;
}

static bool check_own_values(struct schema_compiler *compiler, const struct schema *schema)
{
    size_t index;
    json_t *example;

    if (schema->default_value && !check_own_value(compiler, schema, schema->default_value, "/default"))
        return false;
    json_array_foreach(schema->examples, index, example)
    {
        /* An object may be one of an answer, with what is read only. */
        if (!json_is_object(example) && !check_own_value(compiler, schema, example, "/example"))
            return false;
    }
    return true;
}

static void gather_defaults(struct schema_compiler *compiler, struct schema *schema)
{
    json_t *defaults = json_object();
    char *text;

    for (size_t i = 0; i < schema->property_count; i++)
        if (schema->properties[i].schema->default_value)
            json_object_set(defaults, schema->properties[i].name, schema->properties[i].schema->default_value);
    text = json_dumps(defaults, JSON_COMPACT);
    schema->defaults_text = text ? arena_strdup(compiler->arena, text) : "{}";
    free(text);
    json_decref(defaults);
}

static void gather_names(struct schema_compiler *compiler, struct schema *schema)
{
    schema->property_names = arena_alloc(compiler->arena, (schema->property_count + 1) * sizeof(const char *));
    for (size_t i = 0; i < schema->property_count; i++)
        schema->property_names[i] = schema->properties[i].name;
}

static bool finish(struct schema_compiler *compiler, struct schema *schema)
{
    if (!schema->kinds)
        return compiler_fail(compiler, "no value can have this type and that of the other parts");
    if (schema->unique_items && schema->max_items > MOST_UNIQUE_ITEMS)
        return compiler_fail(compiler, "uniqueItems needs maxItems of at most %d", MOST_UNIQUE_ITEMS);
    if (schema->min_length > schema->max_length || schema->min_items > schema->max_items ||
        schema->minimum > schema->maximum)
        return compiler_fail(compiler, "a smallest value is larger than the largest");
    gather_names(compiler, schema);
    gather_defaults(compiler, schema);
    schema->complete = true;
    return check_values(compiler, schema) && check_own_values(compiler, schema);
}

static struct schema *find_compiled(const struct schema_compiler *compiler, const json_t *source)
{
    for (const struct compiled *known = compiler->compiled; known; known = known->next)
        if (known->source == source)
            return known->schema;
    return NULL;
}

static struct schema *add_compiled(struct schema_compiler *compiler, json_t *source)
{
    struct compiled *known = arena_alloc(compiler->arena, sizeof *known);
    struct schema *schema = arena_alloc(compiler->arena, sizeof *schema);

    *schema = (struct schema){
        .kinds = ANY_KIND,
        .max_length = SIZE_MAX,
        .minimum = -INFINITY,
        .maximum = INFINITY,
        .exclusive_minimum = -INFINITY,
        .exclusive_maximum = INFINITY,
        .max_items = SIZE_MAX,
    };
    *known = (struct compiled){source, schema, compiler->compiled};
    compiler->compiled = known;
    return schema;
}

/* A $ref alone is the very schema that it points to, even one that is still being compiled: so recursion ends. */
static struct schema *compile_here(struct schema_compiler *compiler, json_t *source)
{
    struct schema *schema;

    if (json_object_size(source) == 1 && json_object_get(source, "$ref")) {
        source = reference_resolve(compiler->document, source);
        if (!source) {
            compiler_fail(compiler, "$ref leads nowhere");
            return NULL;
        }
    }
    if (!json_is_object(source)) {
        compiler_fail(compiler, "a schema must be an object");
        return NULL;
    }
    schema = find_compiled(compiler, source);
    if (schema)
        return schema;
    schema = add_compiled(compiler, source);
    return compile_parts(compiler, schema, source) && finish(compiler, schema) ? schema : NULL;
}

/* The face. */

struct schema_compiler *schema_compiler_create(json_t *document, struct arena *arena)
{
    struct schema_compiler *compiler = arena_alloc(arena, sizeof *compiler);

    compiler->document = document;
    compiler->arena = arena;
    return compiler;
}

void schema_compiler_destroy(struct schema_compiler *compiler)
{
    (void)compiler; /* all of it lies in the arena */
}

const struct schema *schema_compile(struct schema_compiler *compiler, json_t *source, const char **ret_error)
{
    const struct schema *schema;

    compiler->error = NULL;
    schema = compiler_compile_whole(compiler, "", source);
    if (!schema)
        *ret_error = compiler->error;
    return schema;
}

void schema_set_answer(const struct schema *schema, const struct schema *answer)
{
    /* Schemas are constant for everyone but the loader, which alone calls this. */
    if (!schema->answer)
        ((struct schema *)schema)->answer = answer;
}

const struct property *schema_properties(const struct schema *schema, size_t *ret_count)
{
    *ret_count = schema->property_count;
    return schema->properties;
}

const struct property *schema_find_property(const struct schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->property_count; i++)
        if (!strcmp(schema->properties[i].name, name))
            return &schema->properties[i];
    return NULL;
}

const struct schema *schema_items(const struct schema *schema)
{
    return schema->items;
}

bool schema_is_by_day(const struct schema *schema)
{
    return schema->by_day;
}

unsigned schema_kinds(const struct schema *schema)
{
    return schema->kinds;
}

const char *schema_format(const struct schema *schema)
{
    return schema->format ? schema->format->name : NULL;
}

json_t *schema_default(const struct schema *schema)
{
    return schema->default_value;
}

bool schema_has_few_values(const struct schema *schema)
{
    return schema->value_count > 0 || schema->kinds == KIND_BOOLEAN ||
           (schema->kinds == KIND_INTEGER && schema->maximum - schema->minimum <= 200) ||
           (schema->kinds == KIND_STRING && schema->max_length <= 2);
}

const char *schema_description(const struct schema *schema)
{
    return schema->description;
}

json_t *schema_enum(const struct schema *schema)
{
    return schema->enumeration;
}

const char *schema_defaults_text(const struct schema *schema)
{
    return schema->defaults_text;
}
