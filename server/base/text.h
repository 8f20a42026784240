/* text.h: small questions about text. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* How many code points a valid UTF-8 text has. */
size_t text_count_code_points(const char *text, size_t bytes);

/* Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, nothing overlong, nothing past U+10FFFF). */
bool text_is_utf8(const char *text, size_t bytes);

/* The candidate that `word` was probably meant to be, or NULL when none is near. `candidates` ends with NULL. */
const char *text_find_nearest(const char *word, const char *const candidates[]);
