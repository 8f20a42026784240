#include "contract/words.h"

#include <string.h>

#include "base/text.h"

enum { MOST_SHOWN_BYTES = 80 };

static bool is_bare(const char *text, size_t bytes)
{
    return bytes && text[0] >= '0' && text[0] <= '9' && strspn(text, "0123456789-+.:TZ") == bytes;
}

/* How much of a text is shown: never a part of a sequence. */
static size_t shown_bytes(const char *text, size_t bytes)
{
    size_t shown = MOST_SHOWN_BYTES;

    if (bytes <= MOST_SHOWN_BYTES)
        return bytes;
    while (shown && ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--;
    return shown;
}

const char *words_quote(struct arena *arena, const char *text, size_t bytes)
{
    size_t shown = shown_bytes(text, bytes);
    char *copy = arena_copy(arena, text, shown);

    if (!text_is_utf8(copy, shown))
        for (size_t i = 0; i < shown; i++)
            if ((unsigned char)copy[i] >= 0x80)
                copy[i] = '?';
    if (shown == bytes && is_bare(copy, bytes))
        return copy;
    return arena_printf(arena, "\"%s%s\"", copy, shown < bytes ? "…" : "");
}

const char *words_join(struct arena *arena, const char *const names[], size_t count, const char *last_word)
{
    size_t bytes = strlen(last_word) + 2 * count + 1;
    char *joined;
    char *out;

    for (size_t i = 0; i < count; i++)
        bytes += strlen(names[i]);
    joined = out = arena_alloc(arena, bytes + 1);
    for (size_t i = 0; i < count; i++) {
        if (i && i + 1 == count) {
            *out++ = ' ';
            out = stpcpy(out, last_word);
            *out++ = ' ';
        } else if (i) {
            out = stpcpy(out, ", ");
        }
        out = stpcpy(out, names[i]);
    }
    return joined;
}

const char *words_number(struct arena *arena, double number)
{
    const char *text = arena_printf(arena, "%.15g", number);

    if (strpbrk(text, ".en"))
        return text;
    return arena_printf(arena, "%s.0", text);
}
