#include "contract/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    MOST_MATCH_STEPS = 100 * 1000, /* a pattern with nested repeats ends here after about a millisecond */
    MOST_HEAP_KIB = 1024,
    MOST_ERROR_BYTES = 256,
};

struct pattern {
    const char *source;
    pcre2_code *code;
    pcre2_match_context *limits; /* only read while matching */
};

/* PCRE2 takes what lives as long as the pattern from the arena, which frees it in the end. */
static void *take_from_arena(size_t bytes, void *arena)
{
    return arena_alloc(arena, bytes);
}

static void leave_to_arena(void *memory, void *arena)
{
    (void)memory;
    (void)arena;
}

static const char *compile_error(int error, size_t offset, struct arena *arena)
{
    PCRE2_UCHAR text[MOST_ERROR_BYTES];

    pcre2_get_error_message(error, text, sizeof text);
    return arena_printf(arena, "the pattern is wrong at character %zu: %s", offset + 1, (const char *)text);
}

const struct pattern *pattern_compile(const char *source, struct arena *arena, const char **ret_error)
{
    /* No PCRE2_UCP: in ECMA 262 \d is [0-9], and a Cyrillic letter is \p{L}, never \w. */
    const uint32_t options = PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_ALT_BSUX | PCRE2_NEVER_BACKSLASH_C;
    pcre2_general_context *memory = pcre2_general_context_create(take_from_arena, leave_to_arena, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    struct pattern *pattern = arena_alloc(arena, sizeof *pattern);
    size_t offset;
    int error;

    pattern->source = source;
    pattern->code = pcre2_compile((PCRE2_SPTR)source, PCRE2_ZERO_TERMINATED, options, &error, &offset, context);
    if (!pattern->code) {
        *ret_error = compile_error(error, offset, arena);
        return NULL;
    }
    pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE); /* where it can not, pcre2_match interprets */
    pattern->limits = pcre2_match_context_create(memory);
    pcre2_set_match_limit(pattern->limits, MOST_MATCH_STEPS);
    pcre2_set_heap_limit(pattern->limits, MOST_HEAP_KIB);
    return pattern;
}

bool pattern_matches(const struct pattern *pattern, const char *text, size_t bytes)
{
    /* Its memory must come from malloc: made from the pattern, it would come from the arena that all threads share. */
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    int result;

    result = match ? pcre2_match(pattern->code, (PCRE2_SPTR)text, bytes, 0, PCRE2_NO_UTF_CHECK, match, pattern->limits)
                   : PCRE2_ERROR_NOMEMORY;
    pcre2_match_data_free(match);
    return result >= 0;
}

const char *pattern_source(const struct pattern *pattern)
{
    return pattern->source;
}
