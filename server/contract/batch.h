/* batch.h: many objects in one body, each a row with faults of its own.
 * A row is known by the line on which it starts, from 1; in CSV the header is line 1. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "contract/columns.h"
#include "contract/fault.h"
#include "contract/schema.h"

enum batch_format { BATCH_NONE, BATCH_NDJSON, BATCH_CSV };

/* BATCH_NONE when a body of this media type, without parameters, holds no rows. */
enum batch_format batch_format_of(const char *media_type, size_t bytes);

/* What an operation says of the rows that it takes. */
struct batch_rules {
    size_t most_rows;
    size_t most_bytes;
    size_t most_errors; /* listed in an answer; the others are counted */
    const struct schema *row;
    const struct columns *columns;
    const struct schema *answer; /* what became of them */
};

struct batch_row {
    size_t line;
    const char *json; /* the object's text; of a faulty row without what is wrong; NULL when nothing is left of it */
    size_t json_bytes;
    struct faults faults;
};

struct batch_rows {
    struct batch_row *rows;
    size_t count;
};

enum batch_outcome {
    BATCH_READ,
    BATCH_MALFORMED, /* it is no CSV, or not in UTF-8 */
    BATCH_INVALID,   /* it has no rows, or too many, or its header is wrong */
};

/* Reads and checks every row. `ret_batch`, which lives in the arena of `faults`, is set for BATCH_READ, also when rows
 * are faulty; otherwise `faults` has what is wrong with the whole. It may point into `text`. */
enum batch_outcome batch_read(const struct batch_rules *rules, enum batch_format format, const char *text, size_t bytes,
                              struct faults *faults, struct batch_rows *ret_batch);

/* Makes one object that was parsed before a batch of one row, on line 1. */
void batch_of_one(const struct batch_rules *rules, const char *text, size_t bytes, json_t *object, struct arena *arena,
                  struct batch_rows *ret_batch);
