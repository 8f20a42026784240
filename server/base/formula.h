/* formula.h: texts that a spreadsheet would take for a formula and carry out, and the apostrophe that makes them
 * harmless. https://owasp.org/www-community/attacks/CSV_Injection */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Whether an apostrophe goes before the text: behind apostrophes that it may have already, it starts with = + - @, a
 * tab or a line end, and is no number. */
bool formula_is_like(const char *text, size_t bytes);

/* How many bytes of the text's start are such an apostrophe: 1 or 0. */
size_t formula_mark_bytes(const char *text, size_t bytes);
