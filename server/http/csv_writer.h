/* csv_writer.h: rows of PostgreSQL as CSV (RFC 4180) in UTF-8, by the columns of a table (contract/table.h).
 *
 * Lines end with CR LF. A null is an empty cell. A list of scalars stands in one cell, semicolons between; what has no
 * better form is JSON. A text that a spreadsheet would take for a formula has an apostrophe before it (base/formula.h).
 * Of an object each property has its own cell; columns of the result that are no property of the table are left out,
 * and so are the table's that the result does not have. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "contract/table.h"

struct csv_style {
    char delimiter;
    bool has_decimal_comma; /* in numbers, and nowhere else */
    bool has_bom;           /* bytes that tell Excel that it is UTF-8 */
};

/* How the result's columns, of which the first `most` are shown, become cells; freed with free(). The table must
 * outlive it. */
struct csv_plan;
struct csv_plan *csv_plan_create(const struct table *table, const PGresult *result, int most);

void csv_write_header(struct buffer *out, const struct csv_plan *plan, const struct csv_style *style);
/* The header and the row of an object as NDJSON has it, well formed and ended by a zero: the same bytes as of the
 * result that it was made from. */
void csv_write_object_header(struct buffer *out, const struct table *table, const struct csv_style *style,
                             const char *object);
void csv_write_object(struct buffer *out, const struct table *table, const struct csv_style *style, const char *object);

void csv_write_row(struct buffer *out, const struct csv_plan *plan, const struct csv_style *style,
                   const PGresult *result, int row);
