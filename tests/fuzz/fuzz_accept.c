/* A text as Accept and as Accept-Encoding. What is wanted is within bounds, and a list wants no less for an empty
 * element more. */
#include <string.h>

#include "base/arena.h"
#include "fuzz.h"
#include "http/accept.h"
#include "http/coding.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"application/json", "text/csv", "application/x-ndjson", "*/*", ""};
    struct arena arena;
    char *text;
    char *longer;

    arena_init(&arena);
    text = arena_copy(&arena, (const char *)data, size);
    longer = arena_printf(&arena, ",%s", text);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        unsigned quality = accept_quality(text, types[i]);

        if (quality > 1000 || quality != accept_quality(longer, types[i]))
            __builtin_trap();
    }
    if (accept_coding_quality(text, "gzip") > 1000 || accept_coding_quality(text, "identity") > 1000 ||
        coding_choose(text) >= CODING_COUNT)
        __builtin_trap();
    arena_finish(&arena);
    return 0;
}
