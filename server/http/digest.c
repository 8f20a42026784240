#include "http/digest.h"

#include <sodium.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct member {
    const char *name;
    size_t name_bytes;
    const char *value; /* base64 */
    size_t value_bytes;
};

static bool store(const struct member *member, unsigned char *place, size_t bytes, bool *has)
{
    unsigned char decoded[SHA512_BYTES];
    size_t decoded_bytes = 0;

    if (sodium_base642bin(decoded, sizeof decoded, member->value, member->value_bytes, NULL, &decoded_bytes, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        decoded_bytes != bytes || (*has && memcmp(place, decoded, bytes) != 0))
        return false;
    memcpy(place, decoded, bytes);
    *has = true;
    return true;
}

static bool is_named(const struct member *member, const char *name)
{
    return strlen(name) == member->name_bytes && strncasecmp(name, member->name, member->name_bytes) == 0;
}

static bool take_member(struct digests *digests, const struct member *member)
{
    if (is_named(member, "sha-256"))
        return store(member, digests->sha256, SHA256_BYTES, &digests->has_sha256);
    if (is_named(member, "sha-512"))
        return store(member, digests->sha512, SHA512_BYTES, &digests->has_sha512);
    return true;
}

/* A list of NAME=VALUE, where no value has a comma. Between colons it is a byte sequence of RFC 8941, after which
 * parameters may stand. */
static bool read_members(struct digests *digests, const char *field, bool has_colons)
{
    for (const char *at = field; at; at = *at ? at + 1 : NULL) {
        struct member member;
        size_t bytes = strcspn(at, ",");
        const char *equals;

        while (bytes && strchr(" \t", *at))
            at++, bytes--;
        while (bytes && strchr(" \t", at[bytes - 1]))
            bytes--;
        equals = memchr(at, '=', bytes);
        if (!equals)
            return false;
        member = (struct member){at, (size_t)(equals - at), equals + 1, bytes - (size_t)(equals - at) - 1};
        if (has_colons) {
            const char *end = member.value_bytes > 1 && *member.value == ':'
                                  ? memchr(member.value + 1, ':', member.value_bytes - 1)
                                  : NULL;

            if (!end)
                return false;
            member.value++;
            member.value_bytes = (size_t)(end - member.value);
        }
        if (!take_member(digests, &member))
            return false;
        at += bytes;
        at += strspn(at, " \t");
    }
    return true;
}

bool digests_read(struct digests *digests, const char *field)
{
    return !field || read_members(digests, field, true);
}

bool digests_read_former(struct digests *digests, const char *field)
{
    return !field || read_members(digests, field, false);
}

void digest_format(const unsigned char *sha256, char *out)
{
    char text[sodium_base64_ENCODED_LEN(SHA256_BYTES, sodium_base64_VARIANT_ORIGINAL)];

    sodium_bin2base64(text, sizeof text, sha256, SHA256_BYTES, sodium_base64_VARIANT_ORIGINAL);
    snprintf(out, DIGEST_FIELD_BYTES, "sha-256=:%s:", text);
}
