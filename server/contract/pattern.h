/* pattern.h: a regular expression of the contract, compiled once and matched by any thread. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct pattern;

/* Compiles ECMA 262's common subset, which is what JSON Schema asks for: \d and \s are ASCII, $ is the very end, the
 * text is UTF-8. Lives in `arena`. Returns NULL with *ret_error when it is wrong. */
const struct pattern *pattern_compile(const char *source, struct arena *arena, const char **ret_error);

/* Whether the pattern occurs in `text`, which is valid UTF-8. One that would take too long does not match. */
bool pattern_matches(const struct pattern *pattern, const char *text, size_t bytes);

const char *pattern_source(const struct pattern *pattern);
