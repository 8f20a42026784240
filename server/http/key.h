/* key.h: the text of a key, forum_KEYID_SECRET: 32 hex digits of its id and 256 random bits in base64url.
 * Only the digest of the secret is kept or sent to PostgreSQL. */
#pragma once
#include <stdbool.h>

#include "base/id.h"

enum {
    KEY_BYTES = sizeof "forum_" - 1 + 32 + 1 + 43 + 1,
    KEY_DIGEST_BYTES = 2 + 64 + 1, /* bytea's text: \x and 64 hex digits */
};

/* Takes a key apart; false when it does not have the form of one. `ret_id` has UUID_BYTES, `ret_digest`
 * KEY_DIGEST_BYTES. */
bool key_parse(const char *text, char *ret_id, char *ret_digest);

/* Makes a secret for the key with that id. `ret_key` has KEY_BYTES. */
void key_make(const char *id, char *ret_key, char *ret_digest);
