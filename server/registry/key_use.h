/* key_use.h: remembers when keys were used, at most once a minute each, without keeping anybody waiting.
 * One table belongs to one worker. It is small: a key that falls out of it is noted a little more often. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

enum { KEY_USES = 256 };

struct key_uses {
    struct {
        char id[UUID_BYTES];
        int64_t noted_us;
    } rows[KEY_USES];
};

/* Whether this use should be noted now; remembers that it was. */
bool key_uses_should_note(struct key_uses *uses, const char *key_id, int64_t now_us);
