/* verify_chain.c: the chain of changes in a dump, and the signatures of chain and manifest. What is hashed and signed
 * how, docs/verify.md says. */
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "dump/reader.h"
#include "dump/verify_inside.h"
#include "http/json_scan.h"

enum { HASH_BYTES = crypto_hash_sha256_BYTES };

static const char seal_start[] = ",\"seal\":";
static const char position_start[] = "{\"position\":";

/* The last place where the seal can start: texts before it may hold the same words. */
static char *find_seal(char *line, size_t bytes)
{
    size_t length = sizeof seal_start - 1;

    for (size_t at = bytes; at-- > 0;)
        if (bytes - at >= length && memcmp(line + at, seal_start, length) == 0)
            return line + at;
    return NULL;
}

struct seal {
    unsigned char rest[HASH_BYTES];
    unsigned char leaf[HASH_BYTES];
    unsigned char hash[HASH_BYTES];
    bool has_rest;
    bool has_leaf;
    bool has_hash;
};

static bool read_hash(const struct json_member *member, unsigned char *out)
{
    size_t count = 0;

    return member->bytes == 2 * HASH_BYTES + 2 &&
           sodium_hex2bin(out, HASH_BYTES, member->value + 1, 2 * HASH_BYTES, NULL, &count, NULL) == 0 &&
           count == HASH_BYTES;
}

static void read_seal(const char *at, struct seal *seal)
{
    const struct {
        const char *name;
        unsigned char *out;
        bool *has;
    } parts[] = {{"rest", seal->rest, &seal->has_rest},
                 {"leaf", seal->leaf, &seal->has_leaf},
                 {"hash", seal->hash, &seal->has_hash}};
    struct json_member member;

    while (json_next_member(&at, &member))
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (strlen(parts[i].name) == member.name_bytes &&
                memcmp(parts[i].name, member.name, member.name_bytes) == 0)
                *parts[i].has = read_hash(&member, parts[i].out);
}

/* The hash of two texts, one behind the other. */
static void hash_both(const unsigned char *first, const unsigned char *second, unsigned char *out)
{
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, first, HASH_BYTES);
    crypto_hash_sha256_update(&state, second, HASH_BYTES);
    crypto_hash_sha256_final(&state, out);
}

/* Goes one link on from `hash`; false when this line is not that link. */
static bool follow_link(char *line, size_t bytes, long long position, unsigned char *hash)
{
    char *end = find_seal(line, bytes);
    unsigned char shown[HASH_BYTES];
    unsigned char computed[HASH_BYTES];
    struct seal seal = {0};

    if (!end || strncmp(line, position_start, sizeof position_start - 1) != 0 ||
        strtoll(line + sizeof position_start - 1, NULL, 10) != position)
        return false;
    read_seal(end + sizeof seal_start - 1, &seal);
    if (!seal.has_hash || seal.has_rest == seal.has_leaf)
        return false;
    if (seal.has_rest) {
        crypto_hash_sha256(shown, (const unsigned char *)line, (size_t)(end - line));
        hash_both(shown, seal.rest, seal.leaf);
    }
    hash_both(hash, seal.leaf, computed);
    memcpy(hash, computed, HASH_BYTES);
    return memcmp(computed, seal.hash, HASH_BYTES) == 0;
}

void verify_chain(struct verification *check)
{
    unsigned char hash[HASH_BYTES] = {0};
    char text[2 * HASH_BYTES + 1];
    size_t before = check->faults;
    long long position = 0;
    struct reader reader;
    bool is_whole;
    size_t bytes;
    char *line;

    if (!reader_init(&reader, check->folder, "changes.ndjson"))
        verify_complain(check, "changes.ndjson can not be read");
    while (check->faults == before && (line = reader_line(&reader, &bytes, &is_whole)))
        if (!follow_link(line, bytes, ++position, hash) || !is_whole)
            verify_complain(check, "changes.ndjson: the chain is broken at position %lld", position);
    if (check->faults == before && reader.is_broken)
        verify_complain(check, "changes.ndjson can not be read behind position %lld", position);
    reader_finish(&reader);
    if (check->faults != before)
        return;
    sodium_bin2hex(text, sizeof text, hash, sizeof hash);
    if (position != json_integer_value(json_object_get(check->manifest, "position")) ||
        strcmp(text, verify_text(check->manifest, "hash")) != 0)
        verify_complain(check, "changes.ndjson ends at position %lld with the hash %s; manifest.json says otherwise",
                        position, text);
    else
        printf("%lld changes are in one unbroken chain\n", position);
}

/* Signatures. */

/* The key of a PEM, or of JSON with `public_key`: the last 32 bytes of what is in base64. */
static bool read_key(const char *text, unsigned char *out)
{
    static const char begin[] = "-----BEGIN PUBLIC KEY-----";
    const char *pem = strstr(text, begin);
    json_t *document = pem && *text == '-' ? NULL : json_loads(text, 0, NULL);
    const char *encoded = document ? verify_text(document, "public_key") : pem ? pem + sizeof begin - 1 : "";
    unsigned char bytes[64];
    size_t count = 0;
    bool is_read = sodium_base642bin(bytes, sizeof bytes, encoded, strcspn(encoded, "-"), "\r\n ", &count, NULL,
                                     sodium_base64_VARIANT_ORIGINAL) == 0 &&
                   count >= KEY_BYTES_RAW;

    if (is_read)
        memcpy(out, bytes + count - KEY_BYTES_RAW, KEY_BYTES_RAW);
    json_decref(document);
    return is_read;
}

static json_t *read_json(struct verification *check, const char *path)
{
    size_t bytes = 0;
    char *text = reader_read_all(check->folder, path, &bytes);
    json_t *document = text ? json_loadb(text, bytes, JSON_REJECT_DUPLICATES, NULL) : NULL;

    free(text);
    return document;
}

/* Whether the document's `signature` is that of this text, which its `text` must be. */
static bool is_signed(const json_t *document, const char *text, const unsigned char *key)
{
    const char *encoded = verify_text(document, "signature");
    unsigned char signature[crypto_sign_BYTES];
    size_t count = 0;

    return strcmp(verify_text(document, "text"), text) == 0 &&
           sodium_base642bin(signature, sizeof signature, encoded, strlen(encoded), NULL, &count, NULL,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           count == sizeof signature &&
           crypto_sign_verify_detached(signature, (const unsigned char *)text, strlen(text), key) == 0;
}

static void check_checkpoint(struct verification *check, const unsigned char *key)
{
    json_t *checkpoint = read_json(check, "checkpoint.json");
    json_int_t position = json_integer_value(json_object_get(checkpoint, "position"));
    const char *text =
        arena_printf(&check->arena, "forum register checkpoint 1\nregister %s\nposition %lld\nhash %s\nat %s\nkey %s\n",
                     verify_text(checkpoint, "register"), (long long)position, verify_text(checkpoint, "hash"),
                     verify_text(checkpoint, "at"), verify_text(checkpoint, "key_id"));

    if (!checkpoint)
        verify_complain(check, "checkpoint.json can not be read");
    else if (!is_signed(checkpoint, text, key))
        verify_complain(check, "checkpoint.json is not signed with this key");
    else if (strcmp(verify_text(checkpoint, "register"), verify_text(check->manifest, "register")) != 0 ||
             position != json_integer_value(json_object_get(check->manifest, "position")) ||
             strcmp(verify_text(checkpoint, "hash"), verify_text(check->manifest, "hash")) != 0)
        verify_complain(check, "checkpoint.json is of another register, or of another moment than this dump");
    json_decref(checkpoint);
}

static void check_manifest(struct verification *check, const json_t *signature, const unsigned char *key)
{
    const char *position = arena_printf(&check->arena, "%lld",
                                        (long long)json_integer_value(json_object_get(check->manifest, "position")));
    const char *text =
        describe_signed_text(verify_text(check->manifest, "register"), position, check->manifest_sha256,
                             verify_text(check->manifest, "taken_at"), verify_text(signature, "key_id"), &check->arena);

    if (!is_signed(signature, text, key))
        verify_complain(check, "signature.json is no signature of this manifest.json with this key");
}

static char *read_key_file(struct verification *check, const char *key_path)
{
    size_t bytes;

    return reader_read_all(key_path ? AT_FDCWD : check->folder, key_path ? key_path : "key.json", &bytes);
}

void verify_signatures(struct verification *check, const char *key_path)
{
    size_t before = check->faults;
    json_t *signature = read_json(check, "signature.json");
    unsigned char key[KEY_BYTES_RAW];
    char *text;

    if (!signature && !key_path && !verify_find_file(check, "checkpoint.json")) {
        printf("it is not signed: nothing shows that it comes from the register\n");
        return;
    }
    text = read_key_file(check, key_path);
    if (!signature) {
        verify_complain(check, "signature.json can not be read: the dump is not signed, or no longer");
    } else if (!text || !read_key(text, key)) {
        verify_complain(check, "%s holds no public key", key_path ? key_path : "key.json");
    } else {
        check_checkpoint(check, key);
        check_manifest(check, signature, key);
        if (check->faults == before)
            printf("chain and manifest are signed with the key %s%s\n", verify_text(signature, "key_id"),
                   key_path ? "" : ", which is in the dump: whose it is, only --key with one that you trust shows");
    }
    free(text);
    json_decref(signature);
}
