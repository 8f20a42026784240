/* prefer.h: the Prefer header field (RFC 7240), by which a client says how it likes its answer. */
#pragma once
#include <stdbool.h>

/* Whether the field, which may be NULL, has the preference `name` with that value: `return=minimal`, also in quotes,
 * also among others. Of a preference that stands there twice the first one counts. */
bool prefer_has(const char *field, const char *name, const char *value);
