#include "base/formula.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* -5, +12.5, -1,5e3: a sign, digits with a point or a comma among them, perhaps an exponent. */
static bool is_number(const char *text, size_t bytes)
{
    size_t digits = 0;
    size_t marks = 0;
    size_t i = *text == '-' || *text == '+';

    for (; i < bytes && (is_digit(text[i]) || text[i] == '.' || text[i] == ','); i++) {
        digits += is_digit(text[i]);
        marks += !is_digit(text[i]);
    }
    if (!digits || marks > 1)
        return false;
    if (i < bytes && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        i += i < bytes && (text[i] == '-' || text[i] == '+');
        if (i == bytes)
            return false;
        while (i < bytes && is_digit(text[i]))
            i++;
    }
    return i == bytes;
}

bool formula_is_like(const char *text, size_t bytes)
{
    size_t marks = 0;

    while (marks < bytes && text[marks] == '\'')
        marks++;
    if (marks == bytes || !memchr("=+-@\t\r\n", text[marks], 7))
        return false;
    return marks || !is_number(text, bytes);
}

size_t formula_mark_bytes(const char *text, size_t bytes)
{
    return bytes > 1 && *text == '\'' && memchr("'=+-@\t\r\n", text[1], 8) && formula_is_like(text, bytes);
}
