#include "http/range.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* Takes digits off; more than fit count as the most. False when there is none. */
static bool take_number(const char **at, uint64_t *ret_number)
{
    size_t digits = strspn(*at, "0123456789");

    *ret_number = 0;
    for (size_t i = 0; i < digits; i++) {
        uint64_t digit = (uint64_t)((*at)[i] - '0');

        *ret_number = *ret_number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *ret_number * 10 + digit;
    }
    *at += digits;
    return digits > 0;
}

static enum range_outcome take_last(uint64_t count, uint64_t bytes, struct range *ret_range)
{
    if (count == 0 || bytes == 0)
        return RANGE_BEYOND;
    if (count > bytes)
        count = bytes;
    *ret_range = (struct range){.first = bytes - count, .count = count};
    return RANGE_PART;
}

enum range_outcome range_parse(const char *field, uint64_t bytes, struct range *ret_range)
{
    uint64_t first;
    uint64_t last;
    bool has_first;
    bool has_last;

    if (!field || strncasecmp(field, "bytes=", strlen("bytes=")) != 0)
        return RANGE_WHOLE;
    field += strlen("bytes=");
    field += strspn(field, " \t");
    has_first = take_number(&field, &first);
    if (*field++ != '-')
        return RANGE_WHOLE;
    has_last = take_number(&field, &last);
    field += strspn(field, " \t");
    if (*field || (!has_first && !has_last) || (has_first && has_last && last < first))
        return RANGE_WHOLE;
    if (!has_first)
        return take_last(last, bytes, ret_range);
    if (first >= bytes)
        return RANGE_BEYOND;
    if (!has_last || last >= bytes)
        last = bytes - 1;
    *ret_range = (struct range){.first = first, .count = last - first + 1};
    return RANGE_PART;
}
