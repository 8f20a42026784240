/* id.h: identifiers that we make. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UUID_BYTES = sizeof "0190a8f0-0000-7000-8000-000000000000" };

/* Must be called once before the others; returns 0 or -EIO without a source of randomness. */
int id_init(void);

/* A UUID version 7 (RFC 9562, section 5.7) of this moment; `out` has UUID_BYTES. */
void id_make_uuid7(char *out);

/* The UUID version 7 of a given moment whose random part is the digest of `seed`: the same seed gives the same id, so that
 * taking in the same record again finds it. */
void id_derive_uuid7(int64_t wall_us, const char *seed, size_t seed_bytes, char *out);

/* Whether `text` is a UUID in its usual form, of any version; upper case counts. */
bool id_is_uuid(const char *text);
