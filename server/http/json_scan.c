#include "http/json_scan.h"

#include <string.h>

static const char blanks[] = " \t\r\n";

/* What follows the string that starts at `at`. */
static const char *skip_string(const char *at)
{
    for (at++; *at; at += *at == '\\' && at[1] ? 2 : 1) {
        size_t plain = strcspn(at, "\"\\");

        at += plain;
        if (*at == '"')
            return at + 1;
        if (!*at)
            break;
    }
    return at;
}

static const char *skip_value(const char *at)
{
    size_t depth = 0;

    if (!*at)
        return at;
    do {
        if (*at == '"') {
            at = skip_string(at);
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if ((*at == '}' || *at == ']') && depth) {
            depth--;
            at++;
        } else if (depth) {
            at += *at != '\0';
        } else {
            at += strcspn(at, ",}] \t\r\n");
            return at;
        }
    } while (depth && *at);
    return at;
}

/* Goes to the next name or value: past the bracket or the comma. False at the end. */
static bool go_to_next(const char **at)
{
    *at += strspn(*at, blanks);
    if (**at != '{' && **at != '[' && **at != ',')
        return false;
    *at += 1;
    *at += strspn(*at, blanks);
    return **at && **at != '}' && **at != ']';
}

bool json_next_member(const char **at, struct json_member *ret_member)
{
    const char *end;

    if (!go_to_next(at) || **at != '"')
        return false;
    end = skip_string(*at);
    ret_member->name = *at + 1;
    ret_member->name_bytes = end - *at >= 2 ? (size_t)(end - *at) - 2 : 0;
    *at = end + strspn(end, blanks);
    *at += **at == ':';
    *at += strspn(*at, blanks);
    ret_member->value = *at;
    *at = skip_value(*at);
    ret_member->bytes = (size_t)(*at - ret_member->value);
    return true;
}

bool json_next_item(const char **at, struct json_item *ret_item)
{
    if (!go_to_next(at))
        return false;
    ret_item->value = *at;
    *at = skip_value(*at);
    ret_item->bytes = (size_t)(*at - ret_item->value);
    return true;
}

static unsigned hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    return ((unsigned)c | 0x20) - 'a' + 10;
}

static unsigned read_unit(const char *at)
{
    return hex_digit(at[0]) << 12 | hex_digit(at[1]) << 8 | hex_digit(at[2]) << 4 | hex_digit(at[3]);
}

static void append_code_point(struct buffer *out, unsigned c)
{
    char *at = buffer_reserve(out, 4);
    size_t bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    if (bytes == 1)
        at[0] = (char)c;
    else
        at[0] = (char)((0xf00u >> bytes & 0xf0) | c >> 6 * (bytes - 1));
    for (size_t i = 1; i < bytes; i++)
        at[i] = (char)(0x80 | (c >> 6 * (bytes - 1 - i) & 0x3f));
    out->length += bytes;
}

/* The escape at `at`, whose backslash is passed; returns what follows it. */
static const char *append_escape(struct buffer *out, const char *at, const char *end)
{
    static const char letters[] = "bfnrt";
    static const char meant[] = "\b\f\n\r\t";
    const char *letter = strchr(letters, *at);

    if (*at == 'u' && end - at >= 5) {
        unsigned unit = read_unit(at + 1);

        at += 5;
        if (unit >= 0xd800 && unit < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
            unit = 0x10000 + ((unit - 0xd800) << 10) + (read_unit(at + 2) - 0xdc00);
            at += 6;
        }
        append_code_point(out, unit);
        return at;
    }
    buffer_append_char(out, letter && *letter ? meant[letter - letters] : *at);
    return at + 1;
}

void json_append_text(struct buffer *out, const char *value, size_t bytes)
{
    const char *end = value + bytes;

    if (bytes < 2 || *value != '"') {
        buffer_append(out, value, bytes);
        return;
    }
    end--;
    for (value++; value < end;) {
        const char *escape = memchr(value, '\\', (size_t)(end - value));

        buffer_append(out, value, (size_t)((escape ? escape : end) - value));
        if (!escape)
            return;
        value = append_escape(out, escape + 1, end);
    }
}
