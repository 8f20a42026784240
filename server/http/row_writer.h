/* row_writer.h: rows of PostgreSQL as CSV or NDJSON, piece by piece: for answers of any length, and for files.
 *
 *     struct row_writer *writer = row_writer_create(RENDITION_CSV, operation->table, &style, result, INT_MAX);
 *     row_writer_begin(writer, &out);
 *     for (int row = 0; row < PQntuples(result); row++)
 *         row_writer_row(writer, &out, result, row);
 *     row_writer_destroy(writer);
 *
 * A table comes from a schema of the contract (contract/table.h, TABLE_GIVEN); the columns that are written are those
 * of the result, in its order. Every later result must have the same columns. */
#pragma once
#include "contract/rendition.h"
#include "http/csv_writer.h"

struct row_writer;

/* `style` is for CSV; NULL for commas, points and no mark. The first `most` columns of the result are shown. */
struct row_writer *row_writer_create(enum rendition rendition, const struct table *table, const struct csv_style *style,
                                     const PGresult *result, int most);
void row_writer_begin(const struct row_writer *writer, struct buffer *out);
void row_writer_row(const struct row_writer *writer, struct buffer *out, const PGresult *result, int row);

/* NULL is allowed. */
void row_writer_destroy(struct row_writer *writer);
