/* key_use.h: remembers when keys were used, at most once a minute each, without keeping anybody waiting.
 * One table belongs to one worker. It is small: a key that falls out of it is noted a little more often. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"
#include "http/request.h"

enum { KEY_USES = 256 };

struct key_uses {
    struct {
        char id[UUID_BYTES];
        int64_t noted_us;
    } rows[KEY_USES];
};

/* Notes that the request's key, which was good, was used just now: in a transaction of its own that nobody waits for.
 */
void key_uses_note(struct key_uses *uses, const struct request *request);
