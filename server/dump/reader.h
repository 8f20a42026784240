/* reader.h: a file of a dump, read once from its beginning, with memory for one line. Nobody says that it is well
 * formed. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum { MOST_LINE_BYTES = 16 * 1024 * 1024 };

struct reader {
    int descriptor;
    struct buffer bytes; /* read, from `at` on not given yet */
    size_t at;
    bool is_over; /* there is no more to read */
    bool is_broken;
};

/* Opens a file within a folder; false when it is not there or no ordinary file. reader_finish must be called either
 * way. */
bool reader_init(struct reader *reader, int folder, const char *path);
void reader_finish(struct reader *reader);

/* The next line without its end, with a zero after it, until the next call; NULL at the end, and when it is longer than
 * MOST_LINE_BYTES. `ret_is_whole` says whether it had an end. */
char *reader_line(struct reader *reader, size_t *ret_bytes, bool *ret_is_whole);

/* Whether these bytes come next; they are read. */
bool reader_takes(struct reader *reader, const char *bytes, size_t count);

bool reader_is_at_end(struct reader *reader);

/* The whole of a small file, ended by a zero, to be freed; NULL when it can not be read or is larger than
 * MOST_LINE_BYTES. */
char *reader_read_all(int folder, const char *path, size_t *ret_bytes);
