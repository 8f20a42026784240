/* json_scan.h: JSON that PostgreSQL wrote, read without building anything from it. It is well formed, so nothing is
 * checked beyond not running past its end, which is a zero. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

struct json_member {
    const char *name; /* as it stands there, without quotes */
    size_t name_bytes;
    const char *value;
    size_t bytes;
};

struct json_item {
    const char *value;
    size_t bytes;
};

/* Takes the next one; *at starts at the brace or bracket. False at the end. */
bool json_next_member(const char **at, struct json_member *ret_member);
bool json_next_item(const char **at, struct json_item *ret_item);

/* Appends a string without quotes and escapes; anything else as it is. */
void json_append_text(struct buffer *out, const char *value, size_t bytes);
