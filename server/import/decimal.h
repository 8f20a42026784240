/* decimal.h: decimal numbers as published, computed without rounding.
 * A number is units / 10^scale. Results that do not fit are an error, never a rounding. */
#pragma once
#include <stdbool.h>

#include "base/arena.h"

__extension__ typedef __int128 decimal_units; /* 38 digits */

struct decimal {
    decimal_units units;
    int scale; /* 0 or more */
};

/* Reads "45.00", "0.517", "2.3253e+06"; false when it is no such number or has more than 30 digits. */
bool decimal_parse(const char *text, struct decimal *ret_value);

[[nodiscard]] bool decimal_multiply(struct decimal a, struct decimal b, struct decimal *ret_value);
[[nodiscard]] bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *ret_value);

/* Without trailing zeros behind the point. */
struct decimal decimal_trim(struct decimal value);

/* Below zero when a < b, 0 when equal, above zero when a > b. */
int decimal_compare(struct decimal a, struct decimal b);

/* "45", "-0.517"; in the arena. */
const char *decimal_text(struct decimal value, struct arena *arena);
