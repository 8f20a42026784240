/* arena.h: memory that lives as long as one request.
 * Everything a request needs is taken from its arena and dies with it; nothing is freed by hand.
 * Running out of memory ends the process: a register that cannot allocate a few kilobytes cannot answer either,
 * and every acknowledged change is safe in PostgreSQL. An arena belongs to one thread. */
#pragma once
#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;

struct arena {
    struct arena_chunk *chunks; /* newest first; the oldest is kept by arena_reset */
    char *next;
    size_t left_bytes;
};

void arena_init(struct arena *arena);
void arena_finish(struct arena *arena);

/* Forgets everything, keeping the first chunk for the next request. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t bytes);

/* Copies with a terminating zero; the result lives as long as the arena. */
char *arena_copy(struct arena *arena, const char *text, size_t bytes);
char *arena_strdup(struct arena *arena, const char *text);
[[gnu::format(printf, 2, 3)]] char *arena_printf(struct arena *arena, const char *format, ...);
char *arena_vprintf(struct arena *arena, const char *format, va_list args);
