/* coding.h: content codings: which one an answer gets, and the bytes in it. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum coding { CODING_IDENTITY, CODING_GZIP, CODING_ZSTD, CODING_COUNT };

/* What the client wants most; of two that it wants alike the one that is sooner done. */
enum coding coding_choose(const char *accept_encoding);

/* For Content-Encoding; NULL for none. */
const char *coding_name(enum coding coding);

/* What the tag of the same content in this coding ends with, before its last quote: "" for none. */
const char *coding_tag_ending(enum coding coding);

/* The bytes of one answer that are coded as they come. */
struct coder;

/* Not for CODING_IDENTITY. NULL without memory. */
struct coder *coder_create(enum coding coding);
void coder_destroy(struct coder *coder);

/* Appends to `out` what has become of these bytes, perhaps nothing yet; with `ends` all of it. False when it can not go
 * on. */
[[nodiscard]] bool coder_write(struct coder *coder, const char *bytes, size_t count, bool ends, struct buffer *out);
