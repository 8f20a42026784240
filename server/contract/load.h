/* load.h: the contract from the inside; only for load*.c and contract.c. */
#pragma once
#include "contract/contract.h"
#include "contract/route.h"

struct named_schema {
    const char *name;
    const struct schema *schema;
};

struct contract {
    json_t *document; /* enumerations and defaults point into it */
    struct operation *operations;
    size_t operation_count;
    struct named_schema *schemas;
    size_t schema_count;
    struct route_node *routes;
    const char *suffixes[RENDITION_COUNT]; /* NULL where there is none */
};

/* What loading has in hand. The first error ends it. */
struct loader {
    struct contract *contract;
    struct arena *arena;
    struct schema_compiler *compiler;
    const char *subject; /* of errors: "listMembers", "GET /v1/members" */
    const char *error;
};

/* Sets the error and returns false. */
[[gnu::format(printf, 2, 3)]] bool loader_fail(struct loader *loader, const char *format, ...);

/* Follows $ref; `what` names it in the error. */
json_t *loader_resolve(struct loader *loader, json_t *value, const char *what);

/* Every key of `object` must be one of `known`, which ends with NULL. */
bool loader_check_keys(struct loader *loader, json_t *object, const char *what, const char *const known[]);

const struct schema *loader_compile(struct loader *loader, json_t *source, const char *what);

/* The texts of a list with a NULL at the end, or NULL when it is no list of texts. */
const char *const *loader_read_texts(struct loader *loader, json_t *list);

/* Fills in parameters from those of the path and of the operation, which win. */
bool loader_read_parameters(struct loader *loader, json_t *of_path, json_t *of_operation, struct operation *operation);

/* Which names the parameters with x-names take: those of the answer's properties, which must have been read. */
bool loader_name_properties(struct loader *loader, struct operation *operation);

/* The media types of a body or an answer that are streamed; NULL when none is. */
bool loader_read_streams(struct loader *loader, json_t *content, const struct stream_rules **ret_rules);

/* Of an operation with the parameter group_by: its answer is one group, and it has a total. */
bool loader_read_groups(struct loader *loader, struct operation *operation);

/* x-suffixes of the contract, before its operations; what a list is answered as; which formats know a parameter. */
bool loader_read_suffixes(struct loader *loader);
bool loader_read_renditions(struct loader *loader, json_t *content, struct operation *operation);
bool loader_read_formats(struct loader *loader, json_t *source, struct parameter *parameter);

/* Fills in everything but id, method, path and parameters. */
bool loader_read_exchange(struct loader *loader, json_t *source, struct operation *operation);
