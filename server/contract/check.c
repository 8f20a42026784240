/* check.c: a value against a compiled schema, with every fault said in a sentence. */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "contract/schema_rules.h"
#include "contract/words.h"

enum { MOST_LISTED_VALUES = 12, MOST_LISTED_PROPERTIES = 6, MOST_DECIMALS = 6 };

/* The patch itself is checked as a merge patch; what it sets is checked whole. */
static void check_value(const struct schema *schema, json_t *value, enum schema_mode mode, const struct place *place,
                        struct faults *faults);

void schema_refuse(struct faults *faults, const struct place *place, const char *code, const char *format, ...)
{
    const char *message;
    va_list args;

    if (faults->count >= MOST_FAULTS) {
        faults->count++; /* not worth its words */
        return;
    }
    va_start(args, format);
    message = arena_vprintf(faults->arena, format, args);
    va_end(args);
    faults_add(faults, place_pointer(place, faults->arena), code, "%s %s", place_words(place, faults->arena), message);
}

/* Kinds. */

struct scalar schema_scalar_of(json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_STRING:
        return (struct scalar){KIND_STRING, json_string_value(value), json_string_length(value), 0, 0};
    case JSON_INTEGER:
        return (struct scalar){KIND_INTEGER, NULL, 0, json_number_value(value), json_integer_value(value)};
    case JSON_REAL:
        return (struct scalar){KIND_NUMBER, NULL, 0, json_real_value(value), 0};
    case JSON_TRUE:
    case JSON_FALSE:
        return (struct scalar){KIND_BOOLEAN, NULL, 0, json_is_true(value), 0};
    case JSON_OBJECT:
        return (struct scalar){KIND_OBJECT, NULL, 0, 0, 0};
    case JSON_ARRAY:
        return (struct scalar){KIND_ARRAY, NULL, 0, 0, 0};
    case JSON_NULL:
        break;
    }
    return (struct scalar){KIND_NULL, NULL, 0, 0, 0};
}

bool schema_allows_kind(const struct schema *schema, enum json_kind kind)
{
    return schema->kinds & kind || (kind == KIND_INTEGER && schema->kinds & KIND_NUMBER);
}

static const char *scalar_words(const struct scalar *scalar, struct arena *arena)
{
    switch (scalar->kind) {
    case KIND_NULL:
        return "null";
    case KIND_BOOLEAN:
        return scalar->number != 0 ? "true" : "false";
    case KIND_ARRAY:
        return "a list";
    case KIND_OBJECT:
        return "an object";
    case KIND_STRING:
        return words_quote(arena, scalar->text, scalar->bytes);
    case KIND_INTEGER:
    case KIND_NUMBER:
        break;
    }
    if (scalar->text)
        return arena_copy(arena, scalar->text, scalar->bytes);
    if (scalar->kind == KIND_INTEGER)
        return arena_printf(arena, "%" JSON_INTEGER_FORMAT, scalar->integer);
    return words_number(arena, scalar->number);
}

/* "an object with sr and en": short ones name what they take. */
static const char *object_words(const struct schema *schema, struct arena *arena)
{
    if (!schema->property_count || schema->property_count > MOST_LISTED_PROPERTIES)
        return "an object";
    return arena_printf(
        arena, "an object with %s",
        words_join(arena, schema->property_names, schema->property_count, schema->min_properties == 1 ? "or" : "and"));
}

static const char *kinds_words(const struct schema *schema, struct arena *arena)
{
    const char *words[8];
    size_t count = 0;

    if (schema->kinds & KIND_OBJECT)
        words[count++] = object_words(schema, arena);
    if (schema->kinds & KIND_ARRAY)
        words[count++] = "a list";
    if (schema->kinds & KIND_STRING)
        words[count++] = schema->format ? schema->format->words : "text";
    if (schema->kinds & KIND_INTEGER)
        words[count++] = "a whole number";
    if (schema->kinds & KIND_NUMBER)
        words[count++] = "a number";
    if (schema->kinds & KIND_BOOLEAN)
        words[count++] = "true or false";
    if (schema->kinds & KIND_NULL)
        words[count++] = "null";
    return words_join(arena, words, count, "or");
}

/* Scalars. */

static bool is_same(const struct scalar *a, const struct scalar *b)
{
    if (a->kind == KIND_STRING || b->kind == KIND_STRING)
        return a->kind == b->kind && a->bytes == b->bytes && !memcmp(a->text, b->text, a->bytes);
    if (a->kind == KIND_INTEGER && b->kind == KIND_INTEGER)
        return a->integer == b->integer;
    if (a->kind == KIND_NULL || a->kind == KIND_BOOLEAN || b->kind == KIND_NULL || b->kind == KIND_BOOLEAN)
        return a->kind == b->kind && a->number == b->number;
    return a->number == b->number;
}

/* The allowed values in words, the one that was probably meant first. */
static const char *values_words(const struct schema *schema, const struct scalar *scalar, struct arena *arena)
{
    const char **names = arena_alloc(arena, (schema->value_count + 1) * sizeof(const char *));
    const char *nearest = NULL;
    size_t count = 0;

    for (size_t i = 0; i < schema->value_count; i++) {
        const struct scalar *value = &schema->values[i];

        if (value->kind != KIND_NULL)
            names[count++] = value->kind == KIND_STRING ? value->text : scalar_words(value, arena);
    }
    if (!count)
        return "null";
    if (scalar->kind == KIND_STRING)
        nearest = text_find_nearest(scalar->text, names);
    for (size_t i = count; nearest && i-- > 1;) {
        const char *moved = names[i];

        if (moved != nearest)
            continue;
        memmove(names + 1, names, i * sizeof *names);
        names[0] = moved;
        break;
    }
    if (count > MOST_LISTED_VALUES) {
        names[MOST_LISTED_VALUES] = arena_printf(arena, "%zu more", count - MOST_LISTED_VALUES);
        count = MOST_LISTED_VALUES + 1;
    }
    return arena_printf(arena, "%s%s", count > 1 ? "one of " : "", words_join(arena, names, count, "or"));
}

static void refuse_kind(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                        struct faults *faults)
{
    struct arena *arena = faults->arena;
    const char *value;

    if (faults->count >= MOST_FAULTS) {
        faults->count++;
        return;
    }
    value = scalar_words(scalar, arena);
    if (scalar->kind == KIND_STRING)
        value = arena_printf(arena, *value == '"' ? "the text %s" : "the text \"%s\"", value);
    if (schema->values)
        schema_refuse(faults, place, "type", "must be %s; it is %s", values_words(schema, scalar, arena), value);
    else
        schema_refuse(faults, place, "type", "must be %s; it is %s", kinds_words(schema, arena), value);
}

static bool check_enumeration(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                              struct faults *faults)
{
    if (!schema->values)
        return true;
    for (size_t i = 0; i < schema->value_count; i++)
        if (is_same(&schema->values[i], scalar))
            return true;
    if (faults->count >= MOST_FAULTS)
        faults->count++;
    else
        schema_refuse(faults, place, "enum", "must be %s; %s is not", values_words(schema, scalar, faults->arena),
                      scalar_words(scalar, faults->arena));
    return false;
}

static const char *pattern_words(const struct schema *schema, struct arena *arena)
{
    const char *shape = schema->shape;

    if (!shape)
        shape = arena_printf(arena, "text of the form %s", pattern_source(schema->pattern));
    return schema->example ? arena_printf(arena, "%s, like %s", shape, schema->example) : shape;
}

static void check_length(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                         struct faults *faults)
{
    size_t length;

    if (scalar->bytes <= schema->max_length && !schema->min_length)
        return;
    length = text_count_code_points(scalar->text, scalar->bytes);
    if (length > schema->max_length)
        schema_refuse(faults, place, "max_length", "must have at most %zu characters; it has %zu", schema->max_length,
                      length);
    if (length < schema->min_length && !length)
        schema_refuse(faults, place, "min_length", "must not be empty");
    else if (length < schema->min_length)
        schema_refuse(faults, place, "min_length", "must have at least %zu characters; it has %zu", schema->min_length,
                      length);
}

static void check_string(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                         struct faults *faults)
{
    size_t count = faults->count;
    const char *wrong;

    check_length(schema, scalar, place, faults);
    if (faults->count > count)
        return; /* of the wrong length, so its form is no news */
    wrong = schema->format ? schema->format->check(scalar->text, scalar->bytes) : NULL;
    if (wrong)
        schema_refuse(faults, place, "format", "must be %s; %s %s", schema->format->words,
                      words_quote(faults->arena, scalar->text, scalar->bytes), wrong);
    else if (schema->pattern && !pattern_matches(schema->pattern, scalar->text, scalar->bytes))
        schema_refuse(faults, place, "pattern", "must be %s; %s is not", pattern_words(schema, faults->arena),
                      words_quote(faults->arena, scalar->text, scalar->bytes));
}

/* Doubles hold 15 digits and decimal fractions only nearly, so the quotient may miss a whole number by a few of its own
 * last bits. What PostgreSQL stores are the digits as sent. */
static bool is_multiple(double number, double step)
{
    double quotient = number / step;

    return fabs(quotient - round(quotient)) <= 1e-9 + fabs(quotient) * 4 * 2.220446049250313e-16;
}

/* How many decimals a step of 0.1, 0.01, ... allows; 0 for another step. */
static int decimals_of(double step)
{
    double power = 10;

    for (int decimals = 1; decimals <= MOST_DECIMALS; decimals++, power *= 10)
        if (fabs(step * power - 1) < 1e-9)
            return decimals;
    return 0;
}

/* A bound as a person writes it: 200, 0.5. */
static const char *bound_words(double bound, struct arena *arena)
{
    return arena_printf(arena, "%.15g", bound);
}

static void refuse_bound(const struct scalar *scalar, const char *code, const char *words, double bound,
                         const struct place *place, struct faults *faults)
{
    schema_refuse(faults, place, code, "must be %s %s; it is %s", words, bound_words(bound, faults->arena),
                  scalar_words(scalar, faults->arena));
}

static void check_number(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                         struct faults *faults)
{
    double number = scalar->number;
    int decimals;

    if (number < schema->minimum)
        refuse_bound(scalar, "minimum", "at least", schema->minimum, place, faults);
    if (number > schema->maximum)
        refuse_bound(scalar, "maximum", "at most", schema->maximum, place, faults);
    if (number <= schema->exclusive_minimum)
        refuse_bound(scalar, "minimum", "more than", schema->exclusive_minimum, place, faults);
    if (number >= schema->exclusive_maximum)
        refuse_bound(scalar, "maximum", "less than", schema->exclusive_maximum, place, faults);
    if (schema->multiple_of <= 0 || is_multiple(number, schema->multiple_of))
        return;
    decimals = decimals_of(schema->multiple_of);
    if (decimals)
        schema_refuse(faults, place, "multiple_of", "must have at most %d decimal%s; it is %s", decimals,
                      decimals > 1 ? "s" : "", scalar_words(scalar, faults->arena));
    else
        refuse_bound(scalar, "multiple_of", "a multiple of", schema->multiple_of, place, faults);
}

void schema_check_scalar(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                         struct faults *faults)
{
    if (!schema_allows_kind(schema, scalar->kind)) {
        refuse_kind(schema, scalar, place, faults);
        return;
    }
    if (!check_enumeration(schema, scalar, place, faults))
        return;
    if (scalar->kind == KIND_STRING)
        check_string(schema, scalar, place, faults);
    else if (scalar->kind == KIND_INTEGER || scalar->kind == KIND_NUMBER)
        check_number(schema, scalar, place, faults);
}

/* Lists. */

bool schema_check_item_count(const struct schema *schema, size_t count, const struct place *place,
                             struct faults *faults)
{
    if (count < schema->min_items && !count)
        schema_refuse(faults, place, "min_items", "must not be empty");
    else if (count < schema->min_items)
        schema_refuse(faults, place, "min_items", "must have at least %zu items; it has %zu", schema->min_items, count);
    if (count <= schema->max_items)
        return true;
    schema_refuse(faults, place, "max_items", "must have at most %zu items; it has %zu", schema->max_items, count);
    return false;
}

/* Each item that was there before is a fault; the pairs are few, as the compiler asks for maxItems. */
static void check_unique(json_t *list, const struct place *place, struct faults *faults)
{
    for (size_t i = 1; i < json_array_size(list); i++) {
        for (size_t j = 0; j < i; j++) {
            struct place here = {place, NULL, i};

            if (!json_equal(json_array_get(list, i), json_array_get(list, j)))
                continue;
            schema_refuse(faults, &here, "unique", "is the same as item %zu", j + 1);
            break;
        }
    }
}

static void check_list(const struct schema *schema, json_t *list, const struct place *place, struct faults *faults)
{
    size_t index;
    json_t *item;

    if (!schema_check_item_count(schema, json_array_size(list), place, faults))
        return;
    if (schema->items) {
        json_array_foreach(list, index, item)
        {
            struct place here = {place, NULL, index};

            check_value(schema->items, item, SCHEMA_WHOLE, &here, faults);
        }
    }
    if (schema->unique_items)
        check_unique(list, place, faults);
}

/* Objects. */

/* A name that the schema does not list. The pointer has all of it, the message as much as a person reads. */
static void refuse_name(const struct schema *schema, const char *name, const struct place *place, struct faults *faults)
{
    const struct property *answered = schema->answer ? schema_find_property(schema->answer, name) : NULL;
    struct place here = {place, name, 0};
    struct arena *arena = faults->arena;
    const char *nearest;
    const char *quoted;

    if (faults->count >= MOST_FAULTS) {
        faults->count++;
        return;
    }
    if (answered && answered->read_only) {
        schema_refuse(faults, &here, "read_only", "is read only; leave it out");
        return;
    }
    quoted = arena_printf(arena, "There is no property %s", words_quote(arena, name, strlen(name)));
    if (place->parent || *place->name)
        quoted = arena_printf(arena, "%s in %s", quoted, place_words(place, arena));
    nearest = text_find_nearest(name, (const char *const *)schema->property_names);
    if (nearest)
        faults_add(faults, place_pointer(&here, arena), "unknown", "%s; did you mean \"%s\"?", quoted, nearest);
    else if (schema->property_count && schema->property_count <= MOST_LISTED_PROPERTIES)
        faults_add(faults, place_pointer(&here, arena), "unknown", "%s; it has %s", quoted,
                   words_join(arena, (const char *const *)schema->property_names, schema->property_count, "and"));
    else
        faults_add(faults, place_pointer(&here, arena), "unknown", "%s", quoted);
}

/* Null in a merge patch removes. A resource always has all of its properties, so at the top removing one means to set
 * it to null, which its schema must allow; further down a property that is not required may go. */
static bool is_removal(const struct property *property, json_t *value, enum schema_mode mode, const struct place *place)
{
    return mode == SCHEMA_MERGE_PATCH && json_is_null(value) && place->parent && !property->required;
}

/* Returns whether the object has the property. */
static bool check_property(const struct property *property, json_t *object, enum schema_mode mode,
                           const struct place *place, struct faults *faults)
{
    json_t *value = json_object_get(object, property->name);
    struct place here = {place, property->name, 0};

    if (!value && property->required && !property->read_only && mode == SCHEMA_WHOLE)
        schema_refuse(faults, &here, "required", "is required");
    if (!value)
        return false;
    if (property->read_only)
        schema_refuse(faults, &here, "read_only", "is read only; leave it out");
    else if (!is_removal(property, value, mode, place))
        check_value(property->schema, value, mode, &here, faults);
    return true;
}

static void refuse_unknown_names(const struct schema *schema, json_t *object, const struct place *place,
                                 struct faults *faults)
{
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value)
    {
        if (!schema_find_property(schema, name))
            refuse_name(schema, name, place, faults);
    }
}

/* Whether a nested merge patch leaves enough properties depends on what it is merged into. */
static void check_property_count(const struct schema *schema, json_t *object, enum schema_mode mode,
                                 const struct place *place, struct faults *faults)
{
    size_t count = json_object_size(object);

    if (count >= schema->min_properties || (mode == SCHEMA_MERGE_PATCH && place->parent))
        return;
    if (schema->min_properties == 1 && schema->property_count && schema->property_count <= MOST_LISTED_PROPERTIES)
        schema_refuse(
            faults, place, "min_properties", "must have at least one of %s",
            words_join(faults->arena, (const char *const *)schema->property_names, schema->property_count, "and"));
    else
        schema_refuse(faults, place, "min_properties", "must have at least %zu propert%s; it has %zu",
                      schema->min_properties, schema->min_properties == 1 ? "y" : "ies", count);
}

static void check_object(const struct schema *schema, json_t *object, enum schema_mode mode, const struct place *place,
                         struct faults *faults)
{
    size_t known = 0;

    for (size_t i = 0; i < schema->property_count; i++)
        known += check_property(&schema->properties[i], object, mode, place, faults);
    if (schema->closed && known < json_object_size(object))
        refuse_unknown_names(schema, object, place, faults);
    check_property_count(schema, object, mode, place, faults);
}

static void check_value(const struct schema *schema, json_t *value, enum schema_mode mode, const struct place *place,
                        struct faults *faults)
{
    struct scalar scalar = schema_scalar_of(value);

    if (!(json_is_object(value) || json_is_array(value)) || !schema_allows_kind(schema, scalar.kind))
        schema_check_scalar(schema, &scalar, place, faults);
    else if (json_is_array(value))
        check_list(schema, value, place, faults);
    else
        check_object(schema, value, mode, place, faults);
}

/* The face. */

void schema_validate(const struct schema *schema, json_t *value, enum schema_mode mode, const char *pointer,
                     struct faults *faults)
{
    struct place root = {NULL, pointer, 0};

    check_value(schema, value, mode, &root, faults);
}
