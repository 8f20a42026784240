#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY_BYTES = 1024 };

void buffer_finish(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

char *buffer_reserve(struct buffer *buffer, size_t bytes)
{
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY_BYTES;
    char *grown;

    if (buffer->data && buffer->capacity - buffer->length >= bytes)
        return buffer->data + buffer->length;
    while (capacity - buffer->length < bytes)
        capacity *= 2;
    grown = realloc(buffer->data, capacity);
    if (!grown) {
        fputs("out of memory\n", stderr);
        abort();
    }
    buffer->data = grown;
    buffer->capacity = capacity;
    return buffer->data + buffer->length;
}

char *buffer_take(struct buffer *buffer)
{
    char *data = buffer->data;

    *buffer = (struct buffer){0};
    return data;
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0)
        abort();
    va_start(args, format);
    vsnprintf(buffer_reserve(buffer, (size_t)length + 1), (size_t)length + 1, format, args);
    va_end(args);
    buffer->length += (size_t)length;
}
