/* schema.h: one schema of openapi.yaml, compiled, and the check of a JSON value against it.
 * A keyword that the compiler does not know is an error at start: nothing in the contract is silently ignored. */
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "contract/fault.h"

struct schema;

struct property {
    const char *name;
    const struct schema *schema;
    bool required;
    bool read_only;
    bool write_only;
    bool on_request; /* x-on-request: answered only to who asks for it */
};

/* Which rules hold: a merge patch (RFC 7396) may leave out what is required and has null for "remove". */
enum schema_mode { SCHEMA_WHOLE, SCHEMA_MERGE_PATCH };

/* JSON's types as bits: a schema may allow several. */
enum json_kind {
    KIND_NULL = 1,
    KIND_BOOLEAN = 2,
    KIND_INTEGER = 4,
    KIND_NUMBER = 8,
    KIND_STRING = 16,
    KIND_ARRAY = 32,
    KIND_OBJECT = 64
};

/* Compiles `source` (resolving $ref in `document`) for the life of the process; both must outlive the schema. The same
 * source is compiled once, so schemas that refer to each other end. On a contract that is wrong returns NULL and sets
 * *ret_error to a sentence that names the place. */
struct schema_compiler;
struct schema_compiler *schema_compiler_create(json_t *document, struct arena *arena);
void schema_compiler_destroy(struct schema_compiler *compiler); /* the schemas stay: they belong to the arena */
const struct schema *schema_compile(struct schema_compiler *compiler, json_t *source, const char **ret_error);

/* Names the schema of what is answered to this request body, so that a property which only the answer has is refused as
 * "read only", not as unknown. The first one holds. Only for the loader, before any thread reads the schema. */
void schema_set_answer(const struct schema *schema, const struct schema *answer);

/* Adds every fault of `value` under `pointer` ("" for the whole body). */
void schema_validate(const struct schema *schema, json_t *value, enum schema_mode mode, const char *pointer,
                     struct faults *faults);

/* The properties in the contract's order; *ret_count is 0 when it is no object. */
const struct property *schema_properties(const struct schema *schema, size_t *ret_count);
const struct property *schema_find_property(const struct schema *schema, const char *name);

/* The schema of an array's items, or NULL. */
const struct schema *schema_items(const struct schema *schema);

/* Whether the value changes with the day, without a change of the row. */
bool schema_is_by_day(const struct schema *schema);

unsigned schema_kinds(const struct schema *schema);      /* enum json_kind bits */
const char *schema_format(const struct schema *schema);  /* or NULL */
json_t *schema_default(const struct schema *schema);     /* borrowed, or NULL */
json_t *schema_enum(const struct schema *schema);        /* borrowed array, or NULL */
const char *schema_description(const struct schema *schema); /* as the contract has it, or NULL */

/* The defaults of the object's properties as one JSON object text ("{}" when there are none); lives as long as the schema. */
const char *schema_defaults_text(const struct schema *schema);

/* Whether so few values can pass that each may have a statement of its own: those of an enum, integers between near bounds,
 * texts of at most two characters. */
bool schema_has_few_values(const struct schema *schema);

/* Checks the text of a parameter against a scalar schema and adds its faults under `pointer`. */
void schema_validate_text(const struct schema *schema, const char *text, const char *pointer, struct faults *faults);
