/* render.h: rows of PostgreSQL straight into JSON text.
 * Numbers are written as PostgreSQL has them, never through a double; dates as they are; times in RFC 3339 UTC; json and
 * jsonb as they are; arrays as JSON arrays. The sessions speak UTF-8, ISO dates and UTC. */
#pragma once
#include <libpq-fe.h>
#include <stddef.h>

#include "base/buffer.h"

/* Appends `"text"` with what JSON wants escaped. The text is valid UTF-8. */
void render_string(struct buffer *out, const char *text, size_t bytes);

struct render_plan;

/* How to write the rows of one statement, of which at most the first `most` columns are shown; a single block of malloc, freed
 * with free(). */
struct render_plan *render_plan_create(const PGresult *result, int most);

/* Appends row `row` as a JSON object. */
void render_row(struct buffer *out, const struct render_plan *plan, const PGresult *result, int row);

/* The same of what stands from column `first` on. */
void render_row_from(struct buffer *out, const struct render_plan *plan, const PGresult *result, int row, int first);

/* The value of a column by name in a row, or NULL when it is null or there is none. */
const char *render_find_value(const PGresult *result, int row, const char *column);
