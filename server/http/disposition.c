#include "http/disposition.h"

#include <ctype.h>
#include <string.h>

#include "base/buffer.h"

/* What Serbian's own letters are written with where there are none. */
static const struct {
    const char *letter;
    char plain;
} letters[] = {
    {"č", 'c'}, {"ć", 'c'}, {"đ", 'd'}, {"š", 's'}, {"ž", 'z'},
    {"Č", 'C'}, {"Ć", 'C'}, {"Đ", 'D'}, {"Š", 'S'}, {"Ž", 'Z'},
};

static char plain_letter(const char *at)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (strncmp(letters[i].letter, at, strlen(letters[i].letter)) == 0)
            return letters[i].plain;
    }
    return '_';
}

/* A quote and a backslash would need escapes, which not all readers undo; a percent sign some take for an encoding
 * (RFC 6266, appendix D). One character for each of UTF-8's. */
static void append_plain(struct buffer *out, const char *name)
{
    for (; *name; name++) {
        unsigned char c = (unsigned char)*name;

        if (c >= 0x80 && c < 0xc0)
            continue;
        if (c >= 0x80)
            buffer_append_char(out, plain_letter(name));
        else
            buffer_append_char(out, c < 0x20 || c == 0x7f || strchr("\"\\%/", *name) ? '_' : *name);
    }
}

/* attr-char of RFC 8187 stands as it is. */
static void append_encoded(struct buffer *out, const char *name)
{
    for (; *name; name++) {
        if (isalnum((unsigned char)*name) || strchr("!#$&+-.^_`|~", *name))
            buffer_append_char(out, *name);
        else
            buffer_printf(out, "%%%02X", (unsigned char)*name);
    }
}

const char *disposition_make(struct arena *arena, bool is_shown, const char *name)
{
    struct buffer out = {0};
    struct buffer plain = {0};
    const char *made;

    append_plain(&plain, name);
    buffer_printf(&out, "%s; filename=\"", is_shown ? "inline" : "attachment");
    buffer_append(&out, plain.data, plain.length);
    buffer_append_char(&out, '"');
    if (plain.length != strlen(name) || memcmp(plain.data, name, plain.length) != 0) {
        buffer_append_text(&out, "; filename*=UTF-8''");
        append_encoded(&out, name);
    }
    made = arena_copy(arena, out.data, out.length);
    buffer_finish(&out);
    buffer_finish(&plain);
    return made;
}
