/* buffer.h: bytes that grow, for answers and statements.
 * The memory comes from malloc, so that it can be handed to libmicrohttpd, which frees it after sending. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buffer {
    char *data; /* not terminated; NULL while empty */
    size_t length;
    size_t capacity;
};

void buffer_finish(struct buffer *buffer);

/* Room for `bytes` more; returns where they go. The caller adds what it wrote to `length`. */
char *buffer_reserve(struct buffer *buffer, size_t bytes);

/* Moves ownership of the memory to the caller, who frees it; the buffer is empty afterwards. */
char *buffer_take(struct buffer *buffer);

[[gnu::format(printf, 2, 3)]] void buffer_printf(struct buffer *buffer, const char *format, ...);

static inline void buffer_append(struct buffer *buffer, const char *bytes, size_t count)
{
    if (!count)
        return;
    memcpy(buffer_reserve(buffer, count), bytes, count);
    buffer->length += count;
}

static inline void buffer_append_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, text, strlen(text));
}

static inline void buffer_append_char(struct buffer *buffer, char c)
{
    *buffer_reserve(buffer, 1) = c;
    buffer->length++;
}
