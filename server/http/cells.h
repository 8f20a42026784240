/* cells.h: one row of PostgreSQL taken apart into the cells of a table: of an object's text each property that is a
 * column. What CSV and XLSX have in common. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "contract/table.h"

/* How a cell's text is to be read. */
enum cell_form {
    FORM_NULL,
    FORM_PLAIN, /* as it is: a number, a date, a text */
    FORM_JSON,  /* a value of JSON */
    FORM_ARRAY, /* PostgreSQL's text of an array */
};

struct cell {
    enum cell_form form;
    const char *text; /* within the result's */
    size_t bytes;
};

/* One column of the result, and the table's that come from it, which lie one behind the other. */
struct cell_source {
    int number;
    const struct table_column *columns;
    size_t count;
    enum cell_form form;
    bool is_boolean; /* PostgreSQL's t and f */
    bool is_time;
};

struct cell_plan {
    size_t source_count;
    size_t count; /* of all cells */
    struct cell_source sources[MOST_COLUMNS];
};

/* `most`: so many of the result's columns are shown, from the first on. */
void cell_plan_init(struct cell_plan *plan, const struct table *table, const PGresult *result, int most);

/* The cells of one source; `ret_cells` has room for its count. */
void cells_read(const struct cell_source *source, const PGresult *result, int row, struct cell *ret_cells);

/* The same of a value that stands somewhere else, in the source's form; `text` ends with a zero, perhaps behind
 * `bytes`. */
void cells_read_value(const struct cell_source *source, bool is_null, const char *text, size_t bytes,
                      struct cell *ret_cells);

/* Appends the text that a cell stands for: a string of JSON without its quotes and escapes, a list's items with
 * semicolons between, times in RFC 3339, true and false. */
void cell_append_text(struct buffer *out, const struct cell_source *source, const struct table_column *column,
                      const struct cell *cell);
