/* upload.h: a body that is passed on without ever being in memory as a whole: spooled, hashed, and found to be what it is
 * said to be. It belongs to its request. */
#pragma once
#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "contract/stream.h"
#include "http/digest.h"
#include "http/spool.h"

struct http_options;
struct request;

struct upload {
    const struct stream_rules *rules;
    uint64_t most_bytes;
    const struct stream_type *declared; /* by Content-Type; NULL when the content shall say it */
    const char *ending;                 /* of the file's name, without the dot; NULL without a name */
    struct digests expected;
    struct spool spool;
    crypto_hash_sha256_state sha256;
    crypto_hash_sha512_state sha512; /* only when the client sent such a digest */

    /* Known at its end. */
    char sha256_text[2 * SHA256_BYTES + 1];
    const struct stream_type *type;
};

/* Makes the upload of a request whose operation takes one. */
struct upload *upload_create(struct request *request, const struct http_options *options);

/* Reads what the header fields and parameters say; refuses what can be refused without the bytes. */
void upload_begin(struct request *request);

/* Makes room for the bytes; refuses when there is none. */
void upload_open(struct request *request, const char *folder);

/* Takes some of the bytes; refuses when there is no room, or they are too many. */
void upload_take(struct request *request, const char *bytes, size_t count);

/* All bytes are there: refuses when they are none, or not those that a digest is of. */
void upload_end(struct request *request);

/* Finds the type by what libmagic calls the content; NULL is libmagic's failure. Refuses when content, name and
 * Content-Type do not agree on a type that is taken. */
void upload_settle(struct request *request, const char *content);

/* Lets the bytes go. NULL is allowed, and so is a second time. */
void upload_close(struct upload *upload);
