#include "registry/key_use.h"

#include <stdlib.h>
#include <string.h>

static const int64_t interval_us = 60 * 1000 * 1000;

bool key_uses_should_note(struct key_uses *uses, const char *key_id, int64_t now_us)
{
    /* The end of a UUID version 7 is random. */
    size_t row = strtoul(key_id + UUID_BYTES - 1 - 4, NULL, 16) % KEY_USES;

    if (strcmp(uses->rows[row].id, key_id) == 0 && now_us - uses->rows[row].noted_us < interval_us)
        return false;
    strcpy(uses->rows[row].id, key_id);
    uses->rows[row].noted_us = now_us;
    return true;
}
