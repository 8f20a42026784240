#include "http/key.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { SECRET_RAW_BYTES = 32, SECRET_TEXT_BYTES = 43, ID_DIGITS = 32 };

static const char prefix[] = "forum_";

static void digest_secret(const char *secret, char *ret_digest)
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, (const unsigned char *)secret, SECRET_TEXT_BYTES);
    ret_digest[0] = '\\';
    ret_digest[1] = 'x';
    sodium_bin2hex(ret_digest + 2, KEY_DIGEST_BYTES - 2, digest, sizeof digest);
    sodium_memzero(digest, sizeof digest);
}

bool key_parse(const char *text, char *ret_id, char *ret_digest)
{
    const char *digits = text + sizeof prefix - 1;
    const char *secret;
    char *out = ret_id;

    if (strncmp(text, prefix, sizeof prefix - 1) != 0 || strlen(text) != KEY_BYTES - 1)
        return false;
    for (int i = 0; i < ID_DIGITS; i++) {
        if (!isdigit((unsigned char)digits[i]) && !(digits[i] >= 'a' && digits[i] <= 'f'))
            return false;
        if (i == 8 || i == 12 || i == 16 || i == 20)
            *out++ = '-';
        *out++ = digits[i];
    }
    *out = '\0';
    secret = digits + ID_DIGITS + 1;
    if (secret[-1] != '_')
        return false;
    for (int i = 0; i < SECRET_TEXT_BYTES; i++) {
        if (!isalnum((unsigned char)secret[i]) && secret[i] != '-' && secret[i] != '_')
            return false;
    }
    digest_secret(secret, ret_digest);
    return true;
}

void key_make(const char *id, char *ret_key, char *ret_digest)
{
    unsigned char raw[SECRET_RAW_BYTES];
    char secret[SECRET_TEXT_BYTES + 1];
    char *out = ret_key + sprintf(ret_key, "%s", prefix);

    for (; *id; id++) {
        if (*id != '-')
            *out++ = *id;
    }
    *out++ = '_';
    randombytes_buf(raw, sizeof raw);
    sodium_bin2base64(secret, sizeof secret, raw, sizeof raw, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    memcpy(out, secret, sizeof secret);
    digest_secret(secret, ret_digest);
    sodium_memzero(raw, sizeof raw);
    sodium_memzero(secret, sizeof secret);
}
