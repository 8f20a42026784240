#include "http/accept.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum { WHOLE = 1000 };

static const char blanks[] = " \t";

/* One element of the list: its name, and how much it is wanted. */
struct element {
    const char *name;
    size_t name_bytes;
    unsigned quality;
};

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

/* 1, 0, 0.5, 0.333, 1.000; what is no quality wants nothing: a client that says something odd is not guessed at. */
static unsigned read_quality(const char *text, size_t bytes)
{
    unsigned quality = 0;
    unsigned unit = WHOLE / 10;

    while (bytes && strchr(blanks, text[bytes - 1]))
        bytes--;
    if (!bytes || bytes > strlen("0.333") || (text[0] != '0' && text[0] != '1') || (bytes > 1 && text[1] != '.'))
        return 0;
    for (size_t i = 2; i < bytes; i++, unit /= 10) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        quality += (unsigned)(text[i] - '0') * unit;
    }
    if (text[0] == '1')
        return quality ? 0 : WHOLE;
    return quality;
}

/* The parameter q among those at `at`, each after a semicolon; WHOLE without. */
static unsigned find_quality(const char *at, const char *end)
{
    while (at < end) {
        size_t length;

        at++; /* the semicolon */
        at += strspn(at, blanks);
        length = length_until(at, ";,");
        if (length >= 2 && (at[0] == 'q' || at[0] == 'Q') && at[1 + strspn(at + 1, blanks)] == '=') {
            const char *value = strchr(at, '=') + 1;

            value += strspn(value, blanks);
            return value <= at + length ? read_quality(value, (size_t)(at + length - value)) : 0;
        }
        at += length;
    }
    return WHOLE;
}

/* Takes the next element off the list; false at its end. Empty ones are passed over. */
static bool take_element(const char **field, struct element *ret_element)
{
    const char *at = *field + strspn(*field, " \t,");
    const char *end = at + length_until(at, ",");
    size_t name_bytes = length_until(at, ";,");

    *field = end;
    if (at == end)
        return false;
    ret_element->quality = find_quality(at + name_bytes, end);
    while (name_bytes && strchr(blanks, at[name_bytes - 1]))
        name_bytes--;
    ret_element->name = at;
    ret_element->name_bytes = name_bytes;
    return true;
}

static bool is_name(const struct element *element, const char *name, size_t bytes)
{
    return element->name_bytes == bytes && strncasecmp(element->name, name, bytes) == 0;
}

/* How closely a range names the media type: 3 for the type itself, 0 when it is not in the range. */
static unsigned closeness(const struct element *element, const char *media_type)
{
    size_t type_bytes = strcspn(media_type, "/") + 1;

    if (is_name(element, media_type, strlen(media_type)))
        return 3;
    if (element->name_bytes == type_bytes + 1 && element->name[type_bytes] == '*' &&
        strncasecmp(element->name, media_type, type_bytes) == 0)
        return 2;
    return is_name(element, "*/*", 3) ? 1 : 0;
}

unsigned accept_quality(const char *field, const char *media_type)
{
    struct element element;
    unsigned closest = 0;
    unsigned quality = 0;

    if (!field || !field[strspn(field, " \t,")])
        return WHOLE;
    while (take_element(&field, &element)) {
        unsigned close = closeness(&element, media_type);

        if (close > closest || (close && close == closest && element.quality > quality)) {
            closest = close;
            quality = element.quality;
        }
    }
    return quality;
}

unsigned accept_coding_quality(const char *field, const char *coding)
{
    bool is_identity = strcmp(coding, "identity") == 0;
    unsigned quality = is_identity ? 1 : 0; /* rather anything that was named */
    bool is_named = false;
    struct element element;

    while (field && take_element(&field, &element)) {
        if (is_name(&element, coding, strlen(coding))) {
            quality = element.quality;
            is_named = true;
        } else if (!is_named && is_name(&element, "*", 1)) {
            quality = element.quality;
        }
    }
    return quality;
}
