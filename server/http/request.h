/* request.h: one request from its first header to its last answered byte.
 * It belongs to the worker whose daemon accepted it, and everything in it lives in its arena. It outlives a client that
 * leaves: while a connection is suspended libmicrohttpd does not notice, and the query's answer still comes. */
#pragma once
#include <jansson.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "contract/contract.h"
#include "db/lanes.h"
#include "http/coding.h"
#include "http/gate.h"
#include "http/problem.h"

struct upload;

enum {
    MOST_BODY_BYTES = 1024 * 1024,
    MOST_DRAINED_BYTES = 8 * 1024 * 1024, /* of a body that is refused, so that the connection stays usable */
    MOST_URL_BYTES = 8 * 1024,
    MOST_HEADER_BYTES = 16 * 1024,
    REQUEST_ID_BYTES = 65,
    ETAG_BYTES = 48,
};

enum request_state {
    REQUEST_HEADERS,
    REQUEST_ASKING, /* whether the body is wanted at all */
    REQUEST_BODY,
    REQUEST_RUNNING,
    REQUEST_ANSWERED
};

/* What a stream's `read` says instead of a number of bytes. */
enum { STREAM_BROKEN = -1, STREAM_ENDED = -2 };

static const uint64_t unknown_bytes = UINT64_MAX;

/* Bytes that are read while they are sent: libmicrohttpd asks for them piece by piece. */
struct answer_stream {
    uint64_t bytes; /* unknown_bytes: until STREAM_ENDED */
    uint64_t at; /* where libmicrohttpd has come to */
    /* Puts at least one byte into `out` and returns how many; 0 when the connection was suspended until there are some;
     * STREAM_ENDED; STREAM_BROKEN to break off, which the client sees as such. */
    ssize_t (*read)(struct answer_stream *stream, char *out, size_t most);
    void (*close)(struct answer_stream *stream); /* gives back what is not in the request's arena */
};

/* What will be sent. Texts are literals or live in the request's arena. */
struct answer {
    unsigned status;
    struct buffer body;
    const char *content_type;
    const char *content_encoding; /* of the body as it stands here, or of the stream; NULL for none */
    const char *etag; /* with its quotes, or NULL */
    const char *last_modified;
    const char *location;
    const char *link;
    const char *allow;
    const char *preference; /* of the client's, that was heeded */
    const char *accept_ranges;
    const char *content_range;
    const char *content_disposition;
    const char *content_digest;
    const char *repr_digest;
    const char *security_policy;
    struct answer_stream *stream; /* in place of the body, or NULL */
    bool is_minimal;        /* the client preferred to get no body */
    unsigned retry_after_s; /* 0 for no word of it */
    bool closes;     /* the connection, since the server is stopping */
    bool is_private; /* an answer to a key: never to be stored */
    bool is_replay;  /* of the first answer to this Idempotency-Key */
};

struct request {
    struct arena arena;
    struct MHD_Connection *connection;
    struct lanes *lanes;    /* of its worker */
    const void *registry;   /* of the process */
    struct request *next;   /* among the worker's free ones */
    enum request_state state;
    int64_t started_us;
    char id[REQUEST_ID_BYTES];
    const char *trace_parent;
    const char *method_text;
    const char *target; /* path and query as sent */
    enum method method;
    bool is_head;
    bool is_options;
    bool is_1_0; /* HTTP/1.0, which has no chunks */

    struct route route;
    const struct operation *operation; /* NULL until routed */
    struct value values[MOST_PARAMETERS];

    const char *key_id;     /* the UUID of the key that was sent, or NULL for anonymous */
    const char *key_digest; /* bytea's text of the digest of its secret */
    const char *key_text;   /* as it was sent, with the secret; libmicrohttpd's */
    const char *role;       /* for the log, once PostgreSQL has said it */

    bool has_if_match;
    const char *if_match; /* the version, or NULL for any */
    const char *if_none_match;
    const char *origin;
    const char *content_type;    /* as sent, or NULL */
    const char *content_range;   /* the same */
    const char *content_digest;
    const char *repr_digest;
    const char *digest;
    const char *range;
    const char *if_range;
    const char *idempotency_key; /* or NULL, also where the operation does not know it */
    enum rendition rendition; /* of a list */
    enum coding coding;       /* that the client wants */
    bool prefers_minimal;
    bool prefers_lenient; /* to have the good rows taken where others are faulty */

    bool has_body;
    bool awaits_continue;    /* the client sends the body only when it is asked to */
    uint64_t declared_bytes; /* of the body, as Content-Length says */
    size_t drained_bytes;
    struct buffer body;
    json_t *json;
    enum batch_format batch_format; /* of the body; BATCH_NONE for JSON */
    struct batch_rows *batch;            /* its rows, or NULL where it is one object to be created */
    struct upload *upload;               /* in its place, where the operation takes one */

    struct faults faults;
    enum problem_kind problem;
    const char *problem_detail;
    const char *problem_extra; /* a JSON object's text whose members join the problem */

    struct passage passage;
    struct answer answer;
};

/* What is the same for all requests of the process. */
struct http_options {
    const struct contract *contract;
    struct gate *gate;
    const char *cors_origins; /* comma separated: who may send a key from a browser */
    uint64_t most_upload_bytes; /* 0: as the contract says */
    const char *spool;          /* the folder for uploads under way */
};

void request_init(struct request *request, const char *target);
void request_finish(struct request *request);

/* Gives back what is not in the arena. */
void request_drop(struct request *request);

/* Reads the request line and the header fields: routes, checks, and sets the problem if something is wrong. */
void request_begin(struct request *request, const struct http_options *options, const char *path, const char *method,
                   const char *version);

/* Whether the request is to be answered now, with its problem, before its body comes: where the body ends is not sure, or the
 * client waits to be told, or it is too much to drain. The connection ends with that answer. */
bool request_is_over(const struct request *request);

/* How many bytes the body may have. */
size_t request_most_body_bytes(const struct request *request);

/* Takes some of the body. Returns false when so much is coming that the connection had better be closed. */
bool request_take_body(struct request *request, const char *bytes, size_t count);

/* The body is whole: parses and validates it. Faults of the body set the problem, those of JSON itself at once. Faults of
 * single rows do not: what becomes of the others is the database's business too. */
void request_end(struct request *request);

/* Of its connection, or a negative number. */
int request_socket(const struct request *request);

/* Sets the problem, if none is set yet. `detail` may be NULL, else lives as long as the request. */
void request_refuse(struct request *request, enum problem_kind kind, const char *detail);

/* The text of a top-level property of the body for a query, or NULL when it is absent or null. */
const char *request_body_text(struct request *request, const char *name);

/* Whether nothing shall be written, only said what would be. */
bool request_is_dry_run(const struct request *request);

/* The value of the operation's parameter of that name, or NULL when it is absent. */
const struct value *request_find_value(const struct request *request, const char *name);
