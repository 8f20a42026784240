/* stream.h: media types whose bytes are passed on as they come and are never in memory as a whole. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct stream_type {
    const char *name;              /* application/pdf */
    const char *const *endings;    /* of file names, without their dot, the usual one first; ends with NULL */
    const char *const *recognised; /* what libmagic may call such bytes; ends with NULL */
    bool is_shown;                 /* by a browser, rather than saved */
};

/* Those that an operation takes or answers. */
struct stream_rules {
    const struct stream_type *types;
    size_t count;
    size_t most_bytes;
};

/* By its name without parameters, or NULL. */
const struct stream_type *stream_find_type(const struct stream_rules *rules, const char *name, size_t bytes);

bool stream_has_ending(const struct stream_type *type, const char *ending);
bool stream_is_recognised(const struct stream_type *type, const char *content);
