/* fault.h: what is wrong with an input, gathered so that all of it is said at once. */
#pragma once
#include <stddef.h>

#include "base/arena.h"

enum { MOST_FAULTS = 100 }; /* past this the list only counts: an answer is bounded too */

struct fault {
    size_t line; /* of the row in a body of many; 0 where there is only one */
    const char *pointer; /* RFC 6901, "/due_on"; for a query parameter its name, "/limit" */
    const char *code;    /* stable and short: "format", "required", "unknown", ... */
    const char *message; /* a sentence for the person who sent it */
    struct fault *next;
};

struct faults {
    struct arena *arena; /* owns every fault and its texts */
    size_t line;         /* given to each fault that is added */
    struct fault *first;
    struct fault *last;
    size_t count;
};

/* Adds a fault; `pointer` and the message are copied, `code` is a literal. */
[[gnu::format(printf, 4, 5)]] void faults_add(struct faults *faults, const char *pointer, const char *code,
                                              const char *format, ...);
