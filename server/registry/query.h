/* query.h: an operation's SQL file, compiled once, and composed for each request.
 *
 * The template language, all of it:
 *   :name        a parameter: of the path, the query (`:due_on.gte`), the body's top level, or one that the engine makes
 *   in :name     `= $n` for one value, `= any ($n)` for several
 *   [[ ... ]]    stands only when the request has every parameter named inside; in an operation that shares the file of
 *                another (x-sql), parameters that it does not have stand nowhere
 *   [[NAME=A,B ... ]] the same, and only when the list NAME has A or B among its values
 *   {columns}    the answer's properties in the contract's order, or those that the request chose (choice.h); `{columns Member}`
 *                those of a named schema
 *   {rows X}     the rows of api.X, or, when the request has as_of, those of past.X as they stood then
 *   {groups}     the columns that group_by names, each followed by a comma; `{groups f}`, `{groups f sdg=TEXT}`: groups.h
 *   {filters OP} the conditions of the list OP: what stands in its file between `where true` and `{after}`
 *   {body_columns} the body's properties that are columns (not write only)
 *   {body}       the body as jsonb, over the contract's defaults
 *   {found X}    joins the words of rows of X, of which only those remain that q finds
 *   {after}      the keyset predicate of the cursor, if there is one
 *   {page}       order by and limit
 * A list is one select, whose last two are `{after}` and `{page}`: it may be written twice, for the rows that have a value in the
 * order's first column and for those that have none, and once more to count.
 * Statements end with a semicolon; the last one's rows are the answer. A statement's text depends only on its shape: which
 * parameters are present, which columns were chosen, the order, the page size, and the value of a filter that has few (a status, a sector, a year: see
 * schema_has_few_values) or is an end of a range (`.gte`, `.lte`). Such a value stands in the text as a literal, so that PostgreSQL plans once for what it selects. Each
 * shape is prepared once. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "contract/contract.h"
#include "db/statement.h"
#include "registry/choice.h"

/* The last column of a list that is counted. */
#define COUNT_COLUMN "all_rows"

enum { MOST_SORT_COLUMNS = 4, MOST_QUERY_STATEMENTS = 8, MOST_STATEMENT_VALUES = 64 };

/* What the engine makes, beside what the request brings. */
enum engine_value {
    VALUE_BODY,           /* the JSON text as sent */
    VALUE_IF_MATCH,       /* the version of If-Match, or NULL */
    VALUE_NEW_ID,         /* a fresh UUID version 7 */
    VALUE_NEW_KEY_ID,     /* a fresh UUID, for a key to be made */
    VALUE_NEW_KEY_DIGEST, /* bytea's text of its digest */
    VALUE_NEW_KEY,        /* the key itself, to be shown once */
    VALUE_REQUEST_ID,
    VALUE_ROWS,        /* a body of rows, as many.h has it in JSON */
    VALUE_DEFAULTS,    /* the contract's, of a row, as a JSON object */
    VALUE_LENIENT,     /* whether the good rows are wanted without the others */
    VALUE_MOST_ERRORS, /* listed in the answer to rows */
    VALUE_MEDIA_TYPE,  /* of an upload */
    VALUE_FILE_ENDING, /* the usual one of that type */
    VALUE_SIZE_BYTES,
    VALUE_SHA256, /* in hexadecimal */
    VALUE_TOTAL,  /* there when groups are answered with their total: its row is the first */
    VALUE_COUNT
};

struct sort_column {
    const char *name;
    bool descending;
    bool nullable; /* nulls come last, whichever way it goes */
};

/* One page of a list: the order, ended by the key column, and where to go on. */
struct page {
    struct sort_column columns[MOST_SORT_COLUMNS + 1];
    size_t column_count;         /* with the key column */
    const char *const *after;    /* a value for each column, NULL for null; or NULL for the first page */
    bool by_relevance;           /* of what q finds: ordered by match_kind and match_place, whose rows registry.search_steps walks */
    unsigned limit;              /* rows shown; one more is asked for; 0 for every row */
    bool counts;                 /* all rows, beside those shown: needs a choice of columns */
};

/* What one request puts into its query. Everything is borrowed. */
struct query_input {
    const struct value *parameters;     /* one for each of the operation's parameters */
    const char *const *body_properties; /* one for each of the body's properties: text, or NULL */
    const char *engine[VALUE_COUNT];
    const struct page *page;     /* of a list */
    const struct choice *choice; /* of columns, or NULL for those that are always answered */
};

struct query;

/* Compiles the text of one of an operation's files, whose rows become `answer`, which may be NULL; lives in `arena`. NULL
 * with *ret_error when the text is wrong. */
const struct query *query_compile(const struct contract *contract, const struct operation *operation,
                                  const struct schema *answer, const char *sql, struct arena *arena,
                                  const char **ret_error);

size_t query_statement_count(const struct query *query);

/* Whether the query refers to that value of the engine. */
bool query_uses(const struct query *query, enum engine_value value);

/* A statement composed for one request: a key of its shape and its values. */
struct composed {
    struct buffer key;
    const char *values[MOST_STATEMENT_VALUES];
    size_t value_count;
};

/* Fills `composed` (whose key's memory is used again and again), and `sql` unless that is NULL. Values live in `arena`. */
void query_compose(const struct query *query, size_t statement, const struct query_input *input, struct arena *arena,
                   struct composed *composed, struct buffer *sql);
