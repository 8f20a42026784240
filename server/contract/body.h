/* body.h: a request's body as JSON, with the faults that JSON itself can have said in words. */
#pragma once
#include <jansson.h>
#include <stddef.h>

#include "contract/fault.h"

enum { MOST_NESTED_LEVELS = 32 };

/* Parses one JSON object or array: RFC 8259, no duplicate names (RFC 8259 section 4 leaves them open: we refuse), valid
 * UTF-8, no U+0000, at most MOST_NESTED_LEVELS deep. Returns a reference that the caller owns, or NULL after adding one
 * fault whose message says line and column. */
json_t *body_parse(const char *text, size_t bytes, struct faults *faults);
