/* digest.h: the fields Content-Digest and Repr-Digest (RFC 9530), and Digest, which they replace (RFC 3230). */
#pragma once
#include <stdbool.h>

enum { SHA256_BYTES = 32, SHA512_BYTES = 64, DIGEST_FIELD_BYTES = sizeof "sha-256=::" + 44 };

/* What a client says of the bytes that it sends. */
struct digests {
    bool has_sha256;
    bool has_sha512;
    unsigned char sha256[SHA256_BYTES];
    unsigned char sha512[SHA512_BYTES];
};

/* Adds what the field says, which may be NULL; algorithms that we do not have are passed over. False when the field can
 * not be read, or says something else than one before. */
[[nodiscard]] bool digests_read(struct digests *digests, const char *field);

/* The same of the field Digest: the base64 stands bare. */
[[nodiscard]] bool digests_read_former(struct digests *digests, const char *field);

/* Writes the value of Content-Digest; `out` has DIGEST_FIELD_BYTES. */
void digest_format(const unsigned char *sha256, char *out);
