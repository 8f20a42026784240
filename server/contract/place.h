/* place.h: where a value stands in a body or a parameter, kept as a chain on the stack while a check walks down, so
 * that naming it costs nothing until something is wrong. */
#pragma once
#include <stddef.h>

#include "base/arena.h"

struct place {
    const struct place *parent; /* NULL at the root */
    const char *name; /* a property's; at the root the pointer that everything starts with; NULL for an item */
    size_t index;     /* an item's, from 0 */
};

/* The JSON pointer (RFC 6901) with ~ and / escaped. Lives in `arena`. */
const char *place_pointer(const struct place *place, struct arena *arena);

/* The same for a reader: "The body", "document.url", "item 3 of sdgs", "amount in item 2 of figures.investments". */
const char *place_words(const struct place *place, struct arena *arena);
