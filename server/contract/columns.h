/* columns.h: a table (table.h) as clients send it in CSV: its header found, its rows made into JSON.
 *
 * A list's cell holds the items with semicolons, commas or blanks between. An empty cell is an absent property. */
#pragma once
#include <stdbool.h>

#include "base/buffer.h"
#include "base/csv.h"
#include "contract/schema.h"

struct columns;

/* The columns of what a client may send; lives in `arena`. NULL with *ret_error when two would have the same name, or
 * there are more than a file may have. */
const struct columns *columns_create(const struct schema *schema, struct arena *arena, const char **ret_error);

/* Where a file has each column: its place in the rows, or -1. In the order of the columns; lives in the arena of
 * `faults`. A name that is no column, one that stands there twice, and a required property without a column are
 * faults. */
const int *columns_find(const struct columns *columns, const struct csv_row *header, struct faults *faults);

/* Appends a row as one JSON object. The row has a cell for each column of the header, in valid UTF-8. What a cell can
 * not be is written as text, which the schema then refuses in its own words; a number with commas is a fault here. */
void columns_write(const struct columns *columns, const int *places, const struct csv_row *row, struct buffer *out,
                   struct faults *faults);
