/* disposition.h: the field Content-Disposition of an answer (RFC 6266). */
#pragma once
#include <stdbool.h>

#include "base/arena.h"

/* The field for a file of this name, UTF-8 of any kind: as plain text with everything replaced that some program might
 * misread, and, where that is another name, in the encoding of RFC 8187 beside it. Lives in the arena. */
const char *disposition_make(struct arena *arena, bool is_shown, const char *name);
