/* array.h: PostgreSQL's text of a one-dimensional array, written element by element. */
#pragma once
#include "base/buffer.h"

/* Starts anew in the same memory. */
void array_open(struct buffer *array);

/* Adds an element; NULL for SQL's null. */
void array_put(struct buffer *array, const char *text);

/* Ends it with a zero byte; the text lives until the buffer changes. */
const char *array_close(struct buffer *array);
