#include "base/id.h"

#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"

enum { RAW_BYTES = 16, TIME_BYTES = 6, POOL_BYTES = 1024 };

int id_init(void)
{
    return sodium_init() < 0 ? -EIO : 0;
}

/* Writes the 48-bit time in milliseconds, the version and the variant over 16 random bytes. */
static void format_uuid7(int64_t wall_us, unsigned char raw[RAW_BYTES], char *out)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t ms = (uint64_t)(wall_us / 1000);

    for (int i = 0; i < TIME_BYTES; i++)
        raw[i] = (unsigned char)(ms >> (8 * (TIME_BYTES - 1 - i)));
    raw[6] = (unsigned char)(0x70 | (raw[6] & 0x0f));
    raw[8] = (unsigned char)(0x80 | (raw[8] & 0x3f));
    for (int i = 0; i < RAW_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *out++ = '-';
        *out++ = digits[raw[i] >> 4];
        *out++ = digits[raw[i] & 15];
    }
    *out = '\0';
}

/* Random bytes by the kilobyte: one system call for 64 ids. These are no secrets; keys do not come from here. */
static void take_random(unsigned char raw[RAW_BYTES])
{
    static _Thread_local unsigned char pool[POOL_BYTES];
    static _Thread_local size_t left;

    if (left == 0) {
        randombytes_buf(pool, sizeof pool);
        left = sizeof pool;
    }
    left -= RAW_BYTES;
    memcpy(raw, pool + left, RAW_BYTES);
}

void id_make_uuid7(char *out)
{
    unsigned char raw[RAW_BYTES];

    take_random(raw);
    format_uuid7(clock_wall_us(), raw, out);
}

void id_derive_uuid7(int64_t wall_us, const char *seed, size_t seed_bytes, char *out)
{
    unsigned char raw[RAW_BYTES];

    crypto_generichash(raw, sizeof raw, (const unsigned char *)seed, seed_bytes, NULL, 0);
    format_uuid7(wall_us, raw, out);
}

bool id_is_uuid(const char *text)
{
    for (int i = 0; i < UUID_BYTES - 1; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? text[i] != '-' : !isxdigit((unsigned char)text[i]))
            return false;
    }
    return text[UUID_BYTES - 1] == '\0';
}
