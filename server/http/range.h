/* range.h: the part of a representation that a request asks for (RFC 9110, section 14). */
#pragma once
#include <stdint.h>

enum range_outcome {
    RANGE_WHOLE, /* no range, several, or something else: the whole is always a right answer */
    RANGE_PART,
    RANGE_BEYOND, /* it ends before the range begins: 416 */
};

struct range {
    uint64_t first; /* counted from 0 */
    uint64_t count; /* at least 1 */
};

/* Reads the value of the field Range, which may be NULL, for a representation of so many bytes. `ret_range` is set for
 * RANGE_PART. */
enum range_outcome range_parse(const char *field, uint64_t bytes, struct range *ret_range);
