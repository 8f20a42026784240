/* words.h: how names and values are shown in the messages that people read. Results live in the arena. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The text in double quotes; long ones are cut, bytes that are no UTF-8 become question marks. What looks like a date
 * or a number stays bare: 2027-02-30. */
const char *words_quote(struct arena *arena, const char *text, size_t bytes);

/* "draft", "draft or submitted", "draft, submitted or returned": with the word before the last one; `count` is not 0.
 */
const char *words_join(struct arena *arena, const char *const names[], size_t count, const char *last_word);

/* A number without digits that only binary fractions have: 0.1, 5.0, 1e+30. */
const char *words_number(struct arena *arena, double number);
