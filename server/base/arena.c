#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_CHUNK_BYTES = 8 * 1024, /* a point read fits without a second chunk */
    ALIGNMENT = 16,
};

struct arena_chunk {
    struct arena_chunk *older;
    size_t bytes;
    _Alignas(ALIGNMENT) char data[];
};

static void add_chunk(struct arena *arena, size_t bytes)
{
    struct arena_chunk *chunk = malloc(sizeof *chunk + bytes);

    if (!chunk) {
        fputs("out of memory\n", stderr);
        abort();
    }
    chunk->older = arena->chunks;
    chunk->bytes = bytes;
    arena->chunks = chunk;
    arena->next = chunk->data;
    arena->left_bytes = bytes;
}

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
    add_chunk(arena, FIRST_CHUNK_BYTES);
}

/* Frees every chunk but the oldest. */
static void drop_newer_chunks(struct arena *arena)
{
    while (arena->chunks && arena->chunks->older) {
        struct arena_chunk *chunk = arena->chunks;

        arena->chunks = chunk->older;
        free(chunk);
    }
}

void arena_finish(struct arena *arena)
{
    drop_newer_chunks(arena);
    free(arena->chunks);
    *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
    drop_newer_chunks(arena);
    arena->next = arena->chunks->data;
    arena->left_bytes = arena->chunks->bytes;
}

/* Memory that is not zeroed, for copies that overwrite all of it. */
static void *take(struct arena *arena, size_t bytes)
{
    size_t rounded = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    char *memory;

    if (rounded > arena->left_bytes) {
        size_t chunk = arena->chunks->bytes * 2;

        add_chunk(arena, rounded > chunk ? rounded : chunk);
    }
    memory = arena->next;
    arena->next += rounded;
    arena->left_bytes -= rounded;
    return memory;
}

void *arena_alloc(struct arena *arena, size_t bytes)
{
    return memset(take(arena, bytes), 0, bytes);
}

char *arena_copy(struct arena *arena, const char *text, size_t bytes)
{
    char *copy = take(arena, bytes + 1);

    if (bytes)
        memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    int length;
    char *text;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        abort();
    text = take(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
