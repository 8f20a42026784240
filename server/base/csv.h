/* csv.h: a whole CSV file (RFC 4180) in memory, with the line on which each row starts.
 * A file that is no CSV is refused as a whole; a row that does not fit the header is for the caller to refuse. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { MOST_FIELD_BYTES = 64 * 1024, MOST_COLUMNS = 64 };

struct csv_row {
    size_t line; /* from 1; a row may have several */
    size_t field_count;
    const char **fields; /* never NULL; unquoted ones without blanks around them */
    bool is_utf8;        /* and without zero bytes */
};

struct csv_table {
    struct csv_row header;
    struct csv_row *rows;
    size_t row_count;
    bool has_more; /* than `most_rows`: what follows was not looked at */
};

struct csv_options {
    char delimiter;
    size_t most_rows; /* below the header */
};

/* Reads `text`; everything lives in `arena`. Returns false with *ret_error when it is no CSV or past a limit. */
bool csv_read(const char *text, size_t bytes, const struct csv_options *options, struct arena *arena,
              struct csv_table *ret_table, const char **ret_error);

/* A comma or a semicolon: whichever the first line has more of outside quotes. Spreadsheets write semicolons where the
 * comma stands before decimals. */
char csv_find_delimiter(const char *text, size_t bytes);

/* The place of a column, or -1. */
int csv_find_column(const struct csv_table *table, const char *name);
