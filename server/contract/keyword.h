/* keyword.h: what each keyword of JSON Schema does to a schema under compilation; only for schema.c. */
#pragma once
#include "contract/schema_rules.h"

struct compiled {
    json_t *source;
    struct schema *schema;
    struct compiled *next;
};

struct schema_compiler {
    json_t *document;
    struct arena *arena;
    struct compiled *compiled;
    const struct place *place; /* of what is being compiled, for errors */
    const char *error;
};

/* One keyword. `apply` tells the compiler's error and returns false when the value makes no sense. */
struct keyword {
    const char *name;
    bool (*apply)(struct schema_compiler *compiler, const struct keyword *keyword, struct schema *schema,
                  json_t *value);
    size_t offset; /* of what it sets in struct schema, where that is a bound or a flag */
    bool largest_wins;
};

/* Applies every keyword that stands in `source` itself; an unknown one is an error. */
bool keyword_apply_all(struct schema_compiler *compiler, struct schema *schema, json_t *source);

/* Gives `into` the stricter of both schemas' bounds. */
void keyword_merge_bounds(struct schema *into, const struct schema *part);

/* From schema.c, for the keywords that have schemas within. */

/* Sets the compiler's error, with the place, and returns false. */
[[gnu::format(printf, 2, 3)]] bool compiler_fail(struct schema_compiler *compiler, const char *format, ...);

/* Compiles what stands under `name` of the present place, as a schema on its own; NULL after an error. */
struct schema *compiler_compile_whole(struct schema_compiler *compiler, const char *name, json_t *source);

/* Makes room for `count` properties more. */
void compiler_reserve_properties(struct schema_compiler *compiler, struct schema *schema, size_t count);
bool compiler_add_property(struct schema_compiler *compiler, struct schema *schema, const struct property *property);
void compiler_require(struct schema_compiler *compiler, struct schema *schema, const char *name);
