#include "base/signer.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SEED_BYTES = crypto_sign_SEEDBYTES, PREFIX_BYTES = 16, SPKI_PREFIX_BYTES = 12, MOST_FILE_BYTES = 4096 };

/* DER before the seed: RFC 8410, section 7. */
static const unsigned char private_prefix[PREFIX_BYTES] = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                           0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
/* DER before the public key: section 4. */
static const unsigned char public_prefix[SPKI_PREFIX_BYTES] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                               0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
static const char private_begin[] = "-----BEGIN PRIVATE KEY-----\n";
static const char private_end[] = "\n-----END PRIVATE KEY-----\n";

struct signer {
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    char id[SIGNER_ID_BYTES];
    char public_key[SIGNER_KEY_TEXT_BYTES];
    char public_pem[SIGNER_PEM_BYTES];
};

static char *encode(char *out, size_t room, const unsigned char *bytes, size_t count)
{
    return sodium_bin2base64(out, room, bytes, count, sodium_base64_VARIANT_ORIGINAL);
}

static void describe(struct signer *signer, const unsigned char *public_key)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    unsigned char der[SPKI_PREFIX_BYTES + crypto_sign_PUBLICKEYBYTES];
    char text[SIGNER_PEM_BYTES];

    crypto_hash_sha256(hash, public_key, crypto_sign_PUBLICKEYBYTES);
    sodium_bin2hex(signer->id, sizeof signer->id, hash, sizeof signer->id / 2);
    encode(signer->public_key, sizeof signer->public_key, public_key, crypto_sign_PUBLICKEYBYTES);
    memcpy(der, public_prefix, sizeof public_prefix);
    memcpy(der + sizeof public_prefix, public_key, crypto_sign_PUBLICKEYBYTES);
    snprintf(signer->public_pem, sizeof signer->public_pem,
             "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n", encode(text, sizeof text, der, sizeof der));
}

/* The bytes of the one block of a PEM file; false when it is something else. */
static bool decode_pem(const char *text, unsigned char *out, size_t bytes)
{
    const char *begin = strstr(text, private_begin);
    const char *end = begin ? strstr(begin, private_end + 1) : NULL;
    size_t count = 0;

    if (!end)
        return false;
    begin += strlen(private_begin);
    return sodium_base642bin(out, bytes, begin, (size_t)(end - begin), "\r\n", &count, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           count == bytes;
}

/* The file's text; a negative errno, or -EPERM when others may read it. */
static int read_file(const char *path, char *out, size_t room)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count;
    int error = 0;

    if (fd < 0)
        return -errno;
    count = read(fd, out, room - 1);
    if (count < 0 || fstat(fd, &status) < 0)
        error = -errno;
    else if (status.st_mode & (S_IRWXG | S_IRWXO))
        error = -EPERM;
    close(fd);
    out[count > 0 ? count : 0] = '\0';
    return error;
}

struct signer *signer_load(const char *path, const char **ret_error)
{
    static _Thread_local char complaint[400];
    unsigned char der[PREFIX_BYTES + SEED_BYTES] = {0};
    unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
    char text[MOST_FILE_BYTES];
    struct signer *signer = NULL;
    int error = read_file(path, text, sizeof text);

    *ret_error = complaint;
    if (error == -EPERM)
        snprintf(complaint, sizeof complaint, "the signing key %.200s may be read by others; chmod 600 it", path);
    else if (error)
        snprintf(complaint, sizeof complaint, "the signing key %.200s can not be read: %s", path, strerror(-error));
    else if (!decode_pem(text, der, sizeof der) || memcmp(der, private_prefix, PREFIX_BYTES) != 0)
        snprintf(complaint, sizeof complaint, "%.200s is no Ed25519 key; make one: forumd signing-key create %.100s",
                 path, path);
    else if (!(signer = calloc(1, sizeof *signer)))
        abort();
    if (signer) {
        crypto_sign_seed_keypair(public_key, signer->secret, der + PREFIX_BYTES);
        describe(signer, public_key);
    }
    sodium_memzero(text, sizeof text);
    sodium_memzero(der, sizeof der);
    return signer;
}

void signer_destroy(struct signer *signer)
{
    if (!signer)
        return;
    sodium_memzero(signer, sizeof *signer);
    free(signer);
}

const char *signer_id(const struct signer *signer)
{
    return signer->id;
}

const char *signer_public_key(const struct signer *signer)
{
    return signer->public_key;
}

const char *signer_public_pem(const struct signer *signer)
{
    return signer->public_pem;
}

void signer_sign(const struct signer *signer, const char *text, size_t bytes, char *out)
{
    unsigned char signature[crypto_sign_BYTES];

    crypto_sign_detached(signature, NULL, (const unsigned char *)text, bytes, signer->secret);
    encode(out, SIGNER_SIGNATURE_BYTES, signature, sizeof signature);
}

static bool write_file(int fd, const char *text, size_t bytes)
{
    return write(fd, text, bytes) == (ssize_t)bytes && fsync(fd) == 0;
}

bool signer_create_file(const char *path, const char **ret_error)
{
    unsigned char der[PREFIX_BYTES + SEED_BYTES];
    char base64[SIGNER_PEM_BYTES];
    char text[sizeof private_begin + SIGNER_PEM_BYTES + sizeof private_end];
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    int bytes;
    bool written;

    if (fd < 0) {
        *ret_error = errno == EEXIST ? "the file is there already, and a key is never overwritten" : strerror(errno);
        return false;
    }
    memcpy(der, private_prefix, PREFIX_BYTES);
    randombytes_buf(der + PREFIX_BYTES, SEED_BYTES);
    bytes = snprintf(text, sizeof text, "%s%s%s", private_begin, encode(base64, sizeof base64, der, sizeof der),
                     private_end);
    written = write_file(fd, text, (size_t)bytes);
    *ret_error = strerror(errno);
    close(fd);
    if (!written)
        unlink(path);
    sodium_memzero(der, sizeof der);
    sodium_memzero(base64, sizeof base64);
    sodium_memzero(text, sizeof text);
    return written;
}
