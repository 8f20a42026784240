#include "contract/reference.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { MOST_HOPS = 16 };

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes percent-encoding, then ~1 and ~0, in place. */
static void unescape_segment(char *segment)
{
    char *out = segment;

    for (const char *in = segment; *in; in++) {
        char c = *in;

        if (c == '%' && hex_value(in[1]) >= 0 && hex_value(in[2]) >= 0) {
            c = (char)(hex_value(in[1]) * 16 + hex_value(in[2]));
            in += 2;
        }
        if (c == '~' && (in[1] == '0' || in[1] == '1'))
            c = *++in == '0' ? '~' : '/';
        *out++ = c;
    }
    *out = '\0';
}

static json_t *step(json_t *value, const char *segment)
{
    if (json_is_array(value))
        return json_array_get(value, (size_t)strtoul(segment, NULL, 10));
    return json_object_get(value, segment);
}

json_t *reference_find(json_t *document, const char *reference)
{
    struct arena scratch;
    char *rest;

    if (!strcmp(reference, "#"))
        return document;
    if (strncmp(reference, "#/", 2) != 0)
        return NULL;
    arena_init(&scratch);
    rest = arena_strdup(&scratch, reference + 2);
    while (document && rest) {
        char *segment = strsep(&rest, "/");

        unescape_segment(segment);
        document = step(document, segment);
    }
    arena_finish(&scratch);
    return document;
}

json_t *reference_resolve(json_t *document, json_t *value)
{
    for (int hops = 0; value && hops < MOST_HOPS; hops++) {
        json_t *reference = json_object_get(value, "$ref");

        if (!reference)
            return value;
        if (!json_is_string(reference))
            return NULL;
        value = reference_find(document, json_string_value(reference));
    }
    return NULL;
}
