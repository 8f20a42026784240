/* signer.h: the register's secret key (Ed25519), and what it signs.
 * The file is what `openssl genpkey -algorithm ed25519` writes (RFC 8410: PKCS #8 in PEM), so that either can make it.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum {
    SIGNER_ID_BYTES = 33,        /* hexadecimal: the first half of the SHA-256 of the public key */
    SIGNER_KEY_TEXT_BYTES = 45,  /* base64 of 32 bytes */
    SIGNER_SIGNATURE_BYTES = 89, /* base64 of 64 bytes */
    SIGNER_PEM_BYTES = 128,
};

struct signer;

/* NULL with *ret_error, a sentence, when the file is no such key or others than its owner may read it. */
struct signer *signer_load(const char *path, const char **ret_error);

/* NULL is allowed. The key is wiped. */
void signer_destroy(struct signer *signer);

const char *signer_id(const struct signer *signer);
const char *signer_public_key(const struct signer *signer); /* base64 */
const char *signer_public_pem(const struct signer *signer); /* as openssl reads it */

/* `out` has SIGNER_SIGNATURE_BYTES and gets base64. */
void signer_sign(const struct signer *signer, const char *text, size_t bytes, char *out);

/* Makes a new key in a file that is not there yet, for its owner alone. False with *ret_error. */
bool signer_create_file(const char *path, const char **ret_error);
