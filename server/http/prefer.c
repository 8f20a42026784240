#include "http/prefer.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char blanks[] = " \t";

/* How far it is to a character of `ends` that stands outside quotes, or to the end. */
static size_t length_until(const char *text, const char *ends)
{
    bool quoted = false;
    size_t length = 0;

    for (; text[length] && (quoted || !strchr(ends, text[length])); length++) {
        if (text[length] == '"')
            quoted = !quoted;
        else if (quoted && text[length] == '\\' && text[length + 1])
            length++;
    }
    return length;
}

static bool is_value(const char *text, size_t length, const char *value)
{
    while (length && strchr(blanks, text[length - 1]))
        length--;
    if (length >= 2 && text[0] == '"' && text[length - 1] == '"') {
        text++;
        length -= 2;
    }
    return strlen(value) == length && memcmp(text, value, length) == 0;
}

bool prefer_has(const char *field, const char *name, const char *value)
{
    size_t name_bytes = strlen(name);

    while (field && *field) {
        size_t whole = length_until(field, ",");
        const char *at = field + strspn(field, blanks);
        size_t length = length_until(at, ",;");

        if (length > name_bytes && strncasecmp(at, name, name_bytes) == 0) {
            size_t gap = strspn(at + name_bytes, blanks);

            if (at[name_bytes + gap] == '=') {
                const char *given = at + name_bytes + gap + 1;

                given += strspn(given, blanks);
                return given <= at + length && is_value(given, (size_t)(at + length - given), value);
            }
        }
        field += whole;
        field += *field == ',';
    }
    return false;
}
