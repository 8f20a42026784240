#include "import/decimal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 30, MOST_SCALE = 30, MOST_EXPONENT = 30 };

static bool scale_up(struct decimal *value, int scale)
{
    while (value->scale < scale) {
        if (__builtin_mul_overflow(value->units, 10, &value->units))
            return false;
        value->scale++;
    }
    return true;
}

static bool read_exponent(const char *text, int *ret_exponent)
{
    char *end;
    long exponent = strtol(text, &end, 10);

    if (end == text || *end || isspace((unsigned char)*text) || labs(exponent) > MOST_EXPONENT)
        return false;
    *ret_exponent = (int)exponent;
    return true;
}

/* The digits with at most one point; `at` ends behind them. */
static bool read_digits(const char **at, struct decimal *value)
{
    int digits = 0;
    bool behind_point = false;

    for (;; ++*at) {
        if (isdigit((unsigned char)**at)) {
            if (++digits > MOST_DIGITS)
                return false;
            value->units = value->units * 10 + (**at - '0');
            value->scale += behind_point;
        } else if (**at == '.' && !behind_point) {
            behind_point = true;
        } else {
            return digits > 0;
        }
    }
}

bool decimal_parse(const char *text, struct decimal *ret_value)
{
    struct decimal value = {0};
    bool negative = *text == '-';
    int exponent = 0;

    text += negative;
    if (!read_digits(&text, &value))
        return false;
    if ((*text == 'e' || *text == 'E') && !read_exponent(text + 1, &exponent))
        return false;
    if (*text && *text != 'e' && *text != 'E')
        return false;
    value.scale -= exponent;
    if (value.scale > MOST_SCALE || !scale_up(&value, 0))
        return false;
    if (negative)
        value.units = -value.units;
    *ret_value = value;
    return true;
}

bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret_value)
{
    struct decimal product = {.scale = a.scale + b.scale};

    if (__builtin_mul_overflow(a.units, b.units, &product.units) || product.scale > MOST_SCALE)
        return false;
    *ret_value = product;
    return true;
}

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret_value)
{
    struct decimal difference;

    if (!scale_up(&a, b.scale) || !scale_up(&b, a.scale))
        return false;
    difference.scale = a.scale;
    if (__builtin_sub_overflow(a.units, b.units, &difference.units))
        return false;
    *ret_value = difference;
    return true;
}

struct decimal decimal_trim(struct decimal value)
{
    while (value.scale > 0 && value.units % 10 == 0) {
        value.units /= 10;
        value.scale--;
    }
    return value;
}

int decimal_compare(struct decimal a, struct decimal b)
{
    struct decimal difference;

    a = decimal_trim(a);
    b = decimal_trim(b);
    if (!decimal_subtract(a, b, &difference))
        return a.scale < b.scale ? 1 : -1; /* the one that can not be scaled up is the larger */
    return (difference.units > 0) - (difference.units < 0);
}

const char *decimal_text(struct decimal value, struct arena *arena)
{
    char reversed[2 * (MOST_DIGITS + MOST_SCALE) + 4];
    size_t count = 0;
    decimal_units left;
    char *text;

    value = decimal_trim(value);
    left = value.units;
    for (int place = 0; left != 0 || place <= value.scale; place++) {
        if (place && place == value.scale)
            reversed[count++] = '.';
        reversed[count++] = (char)('0' + abs((int)(left % 10)));
        left /= 10;
    }
    if (value.units < 0)
        reversed[count++] = '-';
    text = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++)
        text[i] = reversed[count - 1 - i];
    return text;
}
