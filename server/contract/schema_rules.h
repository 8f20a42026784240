/* schema_rules.h: a compiled schema from the inside; only for the compiler and the checks. */
#pragma once
#include "contract/format.h"
#include "contract/pattern.h"
#include "contract/place.h"
#include "contract/schema.h"

/* One scalar outside of any JSON tree, so that a parameter's text and a body's value pass the same rules. */
struct scalar {
    enum json_kind kind;
    const char *text; /* a string's bytes; for a number as it was sent, or NULL when only its value is known */
    size_t bytes;
    double number;
    json_int_t integer; /* set for KIND_INTEGER, beside `number` */
};

/* A name in `required` that no property has yet: another part of an allOf may bring it. */
struct required_name {
    const char *name;
    struct required_name *next;
};

/* Every bound has a value that bounds nothing, so that none needs a flag. */
struct schema {
    bool complete; /* false while its compilation is under way: it can be pointed to, not merged */
    unsigned kinds;

    json_t *enumeration; /* the array in the contract; NULL for const */
    struct scalar *values;
    size_t value_count;
    const struct format *format;
    const struct pattern *pattern;
    const char *description; /* or NULL */
    const char *shape; /* x-shape: what the pattern means, in words */
    json_t *examples;
    const char *example; /* the first of them, when it is text */
    size_t min_length;
    size_t max_length;
    double minimum;
    double maximum;
    double exclusive_minimum;
    double exclusive_maximum;
    double multiple_of; /* 0 for any */

    const struct schema *items;
    size_t min_items;
    size_t max_items;
    bool unique_items;

    struct property *properties;
    size_t property_count;
    const char **property_names; /* ends with NULL */
    struct required_name *required_elsewhere;
    bool closed; /* other properties are errors */
    size_t min_properties;
    const struct schema *answer; /* see schema_set_answer */

    json_t *default_value;
    const char *defaults_text;
    bool read_only;
    bool write_only;
    bool by_day; /* x-by-day: its value changes with the day, without a change of the row */
    bool on_request;
};

/* Whether the type admits this kind; an integer is a number too. */
bool schema_allows_kind(const struct schema *schema, enum json_kind kind);

/* Adds the faults of one scalar, its kind included. */
void schema_check_scalar(const struct schema *schema, const struct scalar *scalar, const struct place *place,
                         struct faults *faults);

/* Adds "PLACE MESSAGE". */
[[gnu::format(printf, 4, 5)]] void schema_refuse(struct faults *faults, const struct place *place, const char *code,
                                                 const char *format, ...);

/* Adds the fault of a list that has too few or too many items; false when there are too many to look at. */
bool schema_check_item_count(const struct schema *schema, size_t count, const struct place *place,
                             struct faults *faults);

/* The scalar that `value` is; its kind is KIND_ARRAY or KIND_OBJECT for others. */
struct scalar schema_scalar_of(json_t *value);
