/* table.h: the properties of a schema as the columns of a table, so that nothing need be said twice for CSV, whichever
 * way it goes.
 *
 * A scalar is a column of its name; of an object each property is a column, named after both: `title_sr`. A list of
 * scalars is one column. A list of objects is a column of JSON in what is given, and none in what is taken. */
#pragma once
#include <stddef.h>

#include "base/csv.h"
#include "contract/schema.h"

enum { MOST_TABLE_LEVELS = 4 };

/* What the cells of a column hold. */
enum cell_kind { CELL_TEXT, CELL_NUMBER, CELL_BOOLEAN, CELL_DATE, CELL_TIME, CELL_LIST, CELL_JSON };

struct table_column {
    const char *name;
    const char *pointer;                 /* into one row's object */
    const char *property;                /* of the top level, to which it belongs */
    const char *keys[MOST_TABLE_LEVELS]; /* the way to it below that property */
    size_t key_count;                    /* 0 for the property itself */
    const struct schema *schema;
    enum cell_kind kind;
};

struct table {
    const struct schema *schema;
    struct table_column columns[MOST_COLUMNS];
    const char *names[MOST_COLUMNS + 1]; /* ends with NULL */
    size_t count;
};

/* Which properties count: those that a client may set, or those that it is shown. */
enum table_use { TABLE_TAKEN, TABLE_GIVEN };

/* Lives in `arena`. NULL with *ret_error when two columns would have the same name, or there are more than a file may
 * have. */
const struct table *table_create(const struct schema *schema, enum table_use use, struct arena *arena,
                                 const char **ret_error);

/* Whether one cell holds it all. */
bool table_is_leaf(const struct schema *schema);

/* Whether the property has no column of its own, nor any below. */
bool table_leaves_out(const struct property *property, enum table_use use);
