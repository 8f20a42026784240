/* body.h: a request's body as JSON, with the faults that JSON itself can have said in words. */
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "contract/fault.h"

enum { MOST_NESTED_LEVELS = 32 };

/* Parses one JSON object or array: RFC 8259, no duplicate names (RFC 8259 section 4 leaves them open: we refuse), valid
 * UTF-8, no U+0000, at most MOST_NESTED_LEVELS deep. Returns a reference that the caller owns, or NULL after adding one
 * fault whose message says line and column. */
json_t *body_parse(const char *text, size_t bytes, struct faults *faults);

/* The same for a text that starts on that line of a larger one: messages count from there. */
json_t *body_parse_line(const char *text, size_t bytes, size_t line, struct faults *faults);

/* The object's text without the members that `faults` point into: of the rest the database can be asked. Lives in
 * faults->arena. */
const char *body_faultless_text(json_t *body, const struct faults *faults);

/* Whether the text is a number of JSON that body_parse takes. */
bool body_is_number(const char *text);
