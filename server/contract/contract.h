/* contract.h: openapi.yaml as data: which operations exist, what they take, who may call them.
 * Loaded once at start and never changed, so any thread reads it without a lock. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "contract/batch.h"
#include "contract/fault.h"
#include "contract/rendition.h"
#include "contract/schema.h"
#include "contract/stream.h"
#include "contract/table.h"

enum {
    MOST_PATH_PARAMETERS = 4,
    MOST_PARAMETERS = 64, /* an operation's, of all kinds */
};

enum method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

enum parameter_place { IN_PATH, IN_QUERY, IN_HEADER };

struct parameter {
    const char *name; /* as the contract has it: "status", "due_on.gte", "If-Match" */
    enum parameter_place place;
    const struct schema *schema; /* of the whole value */
    const struct schema *items;  /* set when it is a comma separated list: the schema of one element */
    bool required;
    const char *default_text; /* or NULL; lists comma separated */
    unsigned renditions; /* x-formats: bits of those that know it; 0 for all */
    const char *names;        /* x-names: which of the answer's properties can be named, or NULL */
};

/* x-limit: whose requests are counted how (http/gate.h). */
enum limit_class { LIMIT_USUAL, LIMIT_NONE, LIMIT_APPLICATIONS };

/* x-feed: what an operation tells of the chain of changes (registry/follow.h). */
enum feed_part { FEED_NONE, FEED_PAGE, FEED_LINES, FEED_CHECKPOINT };

struct operation {
    const char *id; /* "listMembers" */
    enum method method;
    const char *path;                    /* "/v1/members/{member_id}" */
    const struct parameter *parameters;  /* path parameters first, in the order of the path */
    size_t parameter_count;
    const struct schema *body;           /* request body, or NULL */
    bool body_required;
    const char *const *body_media_types; /* ends with NULL; NULL without a body */
    const struct batch_rules *batch;     /* of the media types that hold rows; NULL when it takes none */
    const struct stream_rules *upload;   /* the body is streamed, and has no schema; NULL where it is not */
    const struct stream_rules *download; /* so is the answer */
    bool merge_patch;                    /* the body is application/merge-patch+json */
    unsigned success_status;             /* the first 2xx: 200, 201, 204 */
    const struct schema *answer;         /* schema of the item, or of one row of the list; NULL for 204 and other media types */
    bool is_list;                        /* the answer is {data, page} */
    const struct schema *total;          /* the answer is {data, total}, groups of rows; NULL where it is not */
    unsigned renditions;                 /* of a list: bits of what its rows may be answered as */
    const struct table *table;           /* of a list: the columns of its rows */
    const char *const *roles;            /* x-roles; ends with NULL */
    bool allows_anonymous;
    bool has_handler;                    /* x-handler */
    const char *sql_name;                /* x-sql, or id */
    const char *location;                /* x-location, or NULL */
    const char *resource;                /* x-resource, or NULL */
    const char *parent;                  /* x-parent, or NULL: what the path's first id must name, else 404 */
    enum limit_class limit;              /* x-limit */
    enum feed_part feed;                 /* x-feed */
    bool is_slow;                        /* x-slow: it reads much, and must not stand in front of what is short */
    const char *key_column;              /* x-key, or "id": the unique tiebreak of a list */
};

struct contract;

/* Reads the contract's JSON; NULL with *ret_error (lives in `arena`) when it is wrong. */
struct contract *contract_load(const char *json, size_t bytes, struct arena *arena, const char **ret_error);

/* Frees what is not in the arena; takes NULL. The arena must still be there, and nothing may use the contract after. */
void contract_destroy(struct contract *contract);

const struct operation *contract_operations(const struct contract *contract, size_t *ret_count);
const struct operation *contract_find_operation(const struct contract *contract, const char *id);

/* A schema of components/schemas by its name, or NULL. */
const struct schema *contract_find_schema(const struct contract *contract, const char *name);

struct route {
    const struct operation *by_method[METHOD_COUNT]; /* NULL where the path has no such method */
    const char *path_values[MOST_PATH_PARAMETERS];   /* percent-decoded, in the order of the path; in the arena */
    size_t path_value_count;
};

/* Finds the path (decoded by libmicrohttpd, query cut off); false when there is none. A literal segment wins over a
 * parameter. A trailing slash is another path. Values live in `arena`. */
bool contract_route(const struct contract *contract, const char *path, struct arena *arena, struct route *ret_route);

/* The same, and a path whose last segment ends with a suffix of the contract (`/v1/members.csv`) where the operation that
 * reads the path without it offers what the suffix stands for: *ret_rendition says what, or RENDITION_COUNT. Such an address can
 * only be read. */
bool contract_route_rendition(const struct contract *contract, const char *path, struct arena *arena,
                              struct route *ret_route, enum rendition *ret_rendition);

/* What a suffix, without its dot, stands for, or RENDITION_COUNT; and the suffix, or NULL. */
enum rendition contract_find_suffix(const struct contract *contract, const char *suffix);
const char *contract_suffix(const struct contract *contract, enum rendition rendition);

/* `METHOD_COUNT` for a method that the contract never uses; HEAD is GET. */
enum method method_parse(const char *name);
const char *method_name(enum method method);

/* The operation's parameter of that name and place, or NULL. */
const struct parameter *operation_find_parameter(const struct operation *operation, enum parameter_place place,
                                                 const char *name);

/* Whether the operation can answer this property of its answer's schema: highlights are there only where q is. */
bool operation_has_property(const struct operation *operation, const struct property *property);

/* One parameter's value after checking: one text, or several for a list. */
struct value {
    bool present;
    bool is_default;          /* not sent: the contract's */
    size_t count;             /* 1 for a scalar; 1..n for a list */
    const char *const *texts; /* in the arena */
};

/* Checks `text` against the parameter's schema, adding faults under /NAME; a list is split at commas (an element can not be
 * empty). The texts of the value live in faults->arena. */
struct value parameter_check(const struct parameter *parameter, const char *text, struct faults *faults);

/* Adds a fault for each range, NAME.gte to NAME.lte, that ends before it begins. `values` are those of the operation's
 * parameters, after checking. */
void operation_check_ranges(const struct operation *operation, const struct value *values, struct faults *faults);

/* Adds the fault of a query parameter that the operation does not have, with the nearest known name. */
void operation_refuse_parameter(const struct operation *operation, const char *name, struct faults *faults);
