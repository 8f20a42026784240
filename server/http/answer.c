#include "http/answer.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* The header fields that an answer brings with it. */
static const struct field_row {
    const char *name;
    size_t offset;
} field_rows[] = {
    {"ETag", offsetof(struct answer, etag)}, /* of an item its version first */
    {"Last-Modified", offsetof(struct answer, last_modified)},
    {"Location", offsetof(struct answer, location)}, /* of what was made */
    {"Link", offsetof(struct answer, link)},         /* to the next page */
    {"Allow", offsetof(struct answer, allow)},
    {"Preference-Applied", offsetof(struct answer, preference)},
    {"Accept-Ranges", offsetof(struct answer, accept_ranges)},
    {"Content-Range", offsetof(struct answer, content_range)},
    {"Content-Disposition", offsetof(struct answer, content_disposition)},
    {"Content-Digest", offsetof(struct answer, content_digest)}, /* of what is sent */
    {"Repr-Digest", offsetof(struct answer, repr_digest)},       /* of the whole */
    {"Content-Security-Policy", offsetof(struct answer, security_policy)},
};

enum {
    FIELD_COUNT = sizeof field_rows / sizeof *field_rows,
    STREAM_BLOCK_BYTES = 64 * 1024, /* of a stream, in memory: a slow client costs this much */
    LEAST_CODED_BYTES = 1024,       /* what fits into a packet is not sent sooner for being smaller */
};

static const char **field_place(struct answer *answer, size_t field)
{
    return (const char **)((char *)answer + field_rows[field].offset);
}

static const char *field_text(const struct answer *answer, size_t field)
{
    return *(const char *const *)((const char *)answer + field_rows[field].offset);
}

static void add(struct MHD_Response *response, const char *name, const char *value)
{
    if (value)
        MHD_add_response_header(response, name, value);
}

void answer_problem(struct request *request)
{
    struct answer *answer = &request->answer;

    answer->body.length = 0;
    answer->etag = NULL;
    answer->last_modified = NULL;
    answer->location = NULL;
    answer->link = NULL;
    answer->preference = NULL;
    answer->is_minimal = false;
    answer->status = problem_type(request->problem)->status;
    answer->content_type = "application/problem+json";
    if (answer->status == MHD_HTTP_SERVICE_UNAVAILABLE || request->problem == PROBLEM_IDEMPOTENCY_KEY_IN_USE ||
        request->problem == PROBLEM_NO_ROOM)
        answer->retry_after_s = 1;
    problem_render(&answer->body, request->problem, request->problem_detail, request->id, &request->faults,
                   request->problem_extra);
}

void answer_tag(struct request *request, const char *version)
{
    struct answer *answer = &request->answer;
    unsigned long long hash = XXH3_64bits(answer->body.data, answer->body.length);
    char *tag = arena_alloc(&request->arena, ETAG_BYTES);

    if (version)
        snprintf(tag, ETAG_BYTES, "\"%.20s-%016llx\"", version, hash);
    else
        snprintf(tag, ETAG_BYTES, "\"%016llx\"", hash);
    answer->etag = tag;
}

static const char *copy_text(struct request *request, const char *text)
{
    return text ? arena_strdup(&request->arena, text) : NULL;
}

void answer_copy(struct request *request, const struct answer *from)
{
    struct answer *answer = &request->answer;

    answer->status = from->status;
    answer->content_type = from->content_type;
    answer->etag = copy_text(request, from->etag);
    answer->last_modified = copy_text(request, from->last_modified);
    answer->link = copy_text(request, from->link);
    buffer_append(&answer->body, from->body.data, from->body.length);
}

/* Texts, each ended by a zero (an absent one is empty, which none is otherwise): the status, whether it is minimal, the
 * media type, the header fields; then the body. */
void answer_pack(const struct answer *answer, struct buffer *out)
{
    buffer_printf(out, "%u", answer->status);
    buffer_append_char(out, '\0');
    buffer_append_text(out, answer->is_minimal ? "minimal" : "");
    buffer_append_char(out, '\0');
    buffer_append_text(out, answer->content_type ? answer->content_type : "");
    buffer_append_char(out, '\0');
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const char *text = field_text(answer, i);

        buffer_append_text(out, text ? text : "");
        buffer_append_char(out, '\0');
    }
    buffer_append(out, answer->body.data, answer->body.length);
}

/* The next text of those that end at `end`, copied; NULL when there is none. */
static const char *take_text(struct request *request, const char **at, const char *end)
{
    const char *zero = memchr(*at, '\0', (size_t)(end - *at));
    const char *text;

    if (!zero)
        return NULL;
    text = arena_copy(&request->arena, *at, (size_t)(zero - *at));
    *at = zero + 1;
    return text;
}

bool answer_unpack(struct request *request, const char *bytes, size_t count)
{
    struct answer *answer = &request->answer;
    const char *end = bytes + count;
    const char *status = take_text(request, &bytes, end);
    const char *minimal = status ? take_text(request, &bytes, end) : NULL;
    const char *content_type = minimal ? take_text(request, &bytes, end) : NULL;

    if (!content_type)
        return false;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const char *text = take_text(request, &bytes, end);

        if (!text)
            return false;
        *field_place(answer, i) = *text ? text : NULL;
    }
    answer->status = (unsigned)strtoul(status, NULL, 10);
    answer->is_minimal = *minimal;
    answer->content_type = *content_type ? content_type : NULL;
    answer->body.length = 0;
    buffer_append(&answer->body, bytes, (size_t)(end - bytes));
    return true;
}

/* RFC 9110, section 13.1.2: weak comparison, a list of tags or an asterisk. */
bool answer_is_known(const struct request *request)
{
    const char *known = request->if_none_match;

    if (!known || !request->answer.etag || request->answer.status != MHD_HTTP_OK)
        return false;
    return strcmp(known, "*") == 0 || strstr(known, request->answer.etag) != NULL;
}

/* Whether the configured list names the origin. */
static bool is_trusted_origin(const char *origins, const char *origin)
{
    size_t length = strlen(origin);

    for (const char *at = origins; at && *at; at += strcspn(at, ","), at += *at == ',') {
        if (strncmp(at, origin, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    }
    return false;
}

/* Public reads from anywhere; answers to a key, and changes, for the origins that are configured. */
static void add_cors(struct MHD_Response *response, const struct request *request, const struct http_options *options)
{
    const char *origin = request->origin;

    if (!origin)
        return;
    if (is_trusted_origin(options->cors_origins, origin)) {
        add(response, "Access-Control-Allow-Origin", origin);
        add(response, "Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
        add(response, "Access-Control-Allow-Headers",
            "Authorization, Content-Digest, Content-Type, If-Match, If-None-Match, If-Range, Idempotency-Key, Prefer, "
            "Range, "
            "Repr-Digest, X-Request-Id");
    } else {
        add(response, "Access-Control-Allow-Origin", "*");
        add(response, "Access-Control-Allow-Methods", "GET, HEAD");
        add(response, "Access-Control-Allow-Headers", "If-None-Match, If-Range, Range, X-Request-Id");
    }
    add(response, "Access-Control-Expose-Headers",
        "Accept-Ranges, Content-Digest, Content-Disposition, Content-Range, ETag, Idempotency-Replayed, Link, "
        "Location, "
        "Preference-Applied, RateLimit, RateLimit-Policy, Repr-Digest, Retry-After, X-Request-Id");
    if (request->is_options)
        add(response, "Access-Control-Max-Age", "86400");
}

static void add_number(struct MHD_Response *response, const char *name, unsigned number)
{
    char text[16];

    snprintf(text, sizeof text, "%u", number);
    add(response, name, text);
}

/* The fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers-09): which limits hold, and what is left of
 * each. */
static void add_limits(struct MHD_Response *response, const struct passage *passage)
{
    char policies[MOST_LIMITS * 64];
    char left[MOST_LIMITS * 64];
    size_t policies_bytes = 0;
    size_t left_bytes = 0;

    for (size_t i = 0; i < passage->count; i++) {
        const struct taken_limit *limit = &passage->limits[i];
        const char *comma = i ? ", " : "";

        policies_bytes +=
            (size_t)snprintf(policies + policies_bytes, sizeof policies - policies_bytes, "%s\"%s\";q=%u;w=%u", comma,
                             limit->policy->name, limit->policy->quota, limit->policy->window_s);
        left_bytes += (size_t)snprintf(left + left_bytes, sizeof left - left_bytes, "%s\"%s\";r=%u;t=%u", comma,
                                       limit->policy->name, limit->verdict.remaining, limit->verdict.reset_s);
    }
    if (passage->count) {
        add(response, "RateLimit-Policy", policies);
        add(response, "RateLimit", left);
    }
}

/* libmicrohttpd 0.9.75 ends the answer to a HEAD too with the chunk that ends chunks, which would be read as the beginning of
 * the next answer on that connection. */
static bool leaves_a_chunk(const struct request *request)
{
    const struct answer_stream *stream = request->answer.stream;

    return request->is_head && stream && stream->bytes == unknown_bytes;
}

static void add_fields(struct MHD_Response *response, const struct request *request, const struct http_options *options)
{
    const struct answer *answer = &request->answer;

    add(response, "X-Request-Id", request->id);
    add(response, "X-Content-Type-Options", "nosniff");
    add(response, "Vary",
        options->cors_origins && *options->cors_origins ? "Accept, Accept-Encoding, Authorization, Origin"
                                                        : "Accept, Accept-Encoding, Authorization");
    if (answer->is_private)
        add(response, "Cache-Control", "private, no-store");
    else if (answer->etag)
        add(response, "Cache-Control", "public, max-age=0, must-revalidate");
    else
        add(response, "Cache-Control", "no-store");
    for (size_t i = 0; i < FIELD_COUNT; i++)
        add(response, field_rows[i].name, field_text(answer, i));
    if (answer->is_replay)
        add(response, "Idempotency-Replayed", "true");
    if (answer->closes || leaves_a_chunk(request))
        add(response, "Connection", "close");
    if (answer->retry_after_s)
        add_number(response, "Retry-After", answer->retry_after_s);
    if (answer->status == MHD_HTTP_UNAUTHORIZED)
        add(response, "WWW-Authenticate", "Bearer realm=\"forum\"");
    add_limits(response, &request->passage);
    add_cors(response, request, options);
}

static ssize_t read_stream(void *context, uint64_t at, char *out, size_t most)
{
    struct answer_stream *stream = context;
    ssize_t count;

    stream->at = at;
    count = stream->read(stream, out, most);
    if (count == STREAM_ENDED)
        return MHD_CONTENT_READER_END_OF_STREAM;
    return count < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : count;
}

static struct MHD_Response *create_response(struct answer *answer, bool has_body)
{
    size_t length = answer->body.length;

    if (has_body && answer->stream)
        return MHD_create_response_from_callback(answer->stream->bytes == unknown_bytes ? MHD_SIZE_UNKNOWN
                                                                                        : answer->stream->bytes, STREAM_BLOCK_BYTES, read_stream, answer->stream,
                                                 NULL);
    if (has_body && length)
        return MHD_create_response_from_buffer(length, buffer_take(&answer->body), MHD_RESPMEM_MUST_FREE);
    answer->body.length = 0;
    return MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);
}

/* Codes the body where the client wants that and it is worth it. Only what is read, not what is changed: an answer that shows a
 * secret together with what somebody else chose should not tell by its length (BREACH). */
static void apply_coding(struct request *request)
{
    struct answer *answer = &request->answer;
    struct buffer coded = {0};
    struct coder *coder;

    if (request->coding == CODING_IDENTITY || request->method != METHOD_GET || answer->status != MHD_HTTP_OK ||
        answer->stream || answer->body.length < LEAST_CODED_BYTES)
        return;
    if (answer->etag)
        answer->etag = arena_printf(&request->arena, "%.*s%s\"", (int)strlen(answer->etag) - 1, answer->etag,
                                    coding_tag_ending(request->coding));
    if (answer_is_known(request))
        return; /* nothing will be sent of it */
    coder = coder_create(request->coding);
    if (coder && coder_write(coder, answer->body.data, answer->body.length, true, &coded)) {
        buffer_finish(&answer->body);
        answer->body = coded;
        answer->content_encoding = coding_name(request->coding);
    } else {
        buffer_finish(&coded);
    }
    coder_destroy(coder);
}

enum MHD_Result answer_send(struct request *request, const struct http_options *options)
{
    struct answer *answer = &request->answer;
    struct MHD_Response *response;
    enum MHD_Result queued;
    bool has_body;

    apply_coding(request);
    if (answer_is_known(request))
        answer->status = MHD_HTTP_NOT_MODIFIED;
    gate_leave(options->gate, request);
    has_body = answer->status != MHD_HTTP_NOT_MODIFIED && answer->status != MHD_HTTP_NO_CONTENT && !answer->is_minimal;
    response = create_response(answer, has_body);
    if (!response)
        return MHD_NO;
    if (has_body)
        add(response, "Content-Type", answer->content_type);
    if (has_body)
        add(response, "Content-Encoding", answer->content_encoding);
    add_fields(response, request, options);
    queued = MHD_queue_response(request->connection, answer->status, response);
    MHD_destroy_response(response);
    request->state = REQUEST_ANSWERED;
    return queued;
}
