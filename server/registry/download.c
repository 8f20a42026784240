#include "registry/download.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "http/answer.h"
#include "http/digest.h"
#include "http/disposition.h"
#include "http/range.h"
#include "http/render.h"
#include "registry/exchange_inside.h"

enum { NUMBER_BYTES = 24 };

static const char read_slice[] = "select registry.read_document($1::uuid, $2::bigint, $3::integer)";
enum { DOCUMENT_ID, AT, MOST, SLICE_VALUE_COUNT };

struct download {
    struct answer_stream stream; /* first, so that one is the other */
    struct exchange *exchange;
    uint64_t first; /* of the bytes that are sent, in the document */
    bool is_asked;
    const char *values[SLICE_VALUE_COUNT];
    char at[NUMBER_BYTES];
    char most[NUMBER_BYTES];
};

/* Slices. */

static void finish_slice(struct group *group)
{
    struct exchange *exchange = group->owner;

    MHD_resume_connection(exchange->request->connection);
}

static bool ask(struct download *download, size_t most)
{
    struct exchange *exchange = download->exchange;
    struct request *request = exchange->request;
    struct group *group = &exchange->group;
    struct statement *statement;

    if (exchange->room->is_over)
        return false;
    statement = statement_get(lanes_statements(request->lanes), read_slice, SLICE_VALUE_COUNT);
    if (!statement)
        return false;
    snprintf(download->at, sizeof download->at, "%llu", (unsigned long long)(download->first + download->stream.at));
    snprintf(download->most, sizeof download->most, "%zu", most);
    group->segments[0] = (struct segment){.statement = statement, .values = download->values, .answers_binary = true};
    group->segment_count = 1;
    group->done = finish_slice;
    if (!exchange_submit(exchange, request->key_id ? LANE_OWN : LANE_PUBLIC))
        return false;
    MHD_suspend_connection(request->connection);
    download->is_asked = true;
    return true;
}

/* What the group has brought; negative when it brought nothing: the document is gone, hidden, or can not be read. */
static ssize_t take(struct download *download, char *out, size_t most)
{
    struct group *group = &download->exchange->group;
    size_t count = 0;

    if (group->outcome == GROUP_DONE && PQntuples(group->result) == 1)
        count = (size_t)PQgetlength(group->result, 0, 0);
    if (count > most)
        count = most;
    if (count)
        memcpy(out, PQgetvalue(group->result, 0, 0), count);
    group_finish(group);
    return count ? (ssize_t)count : -1;
}

static ssize_t read_stream(struct answer_stream *stream, char *out, size_t most)
{
    struct download *download = (struct download *)stream;

    if (!download->is_asked)
        return ask(download, most) ? 0 : -1;
    download->is_asked = false;
    return take(download, out, most);
}

static void close_stream(struct answer_stream *stream)
{
    group_finish(&((struct download *)stream)->exchange->group);
}

/* The answer. */

static const char *copy_value(struct exchange *exchange, const char *column)
{
    const char *value = render_find_value(exchange->group.result, 0, column);

    return arena_strdup(&exchange->request->arena, value ? value : "");
}

/* Whether the part that the client has is of this document: RFC 9110, section 13.1.5. A date is no strong validator,
 * since two uploads may have the same, so it never is. */
static bool is_same(const struct request *request)
{
    return !request->if_range || strcmp(request->if_range, request->answer.etag) == 0;
}

/* Ranges are of GET alone. */
static enum range_outcome find_range(const struct request *request, uint64_t bytes, struct range *ret_range)
{
    if (request->is_head || answer_is_known(request) || !is_same(request))
        return RANGE_WHOLE;
    return range_parse(request->range, bytes, ret_range);
}

static void describe(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct answer *answer = &request->answer;
    const char *media_type = copy_value(exchange, "media_type");
    const char *sha256 = copy_value(exchange, "sha256");
    const struct stream_type *type = stream_find_type(request->operation->download, media_type, strlen(media_type));
    bool is_shown = type && type->is_shown;
    char *digest = arena_alloc(&request->arena, DIGEST_FIELD_BYTES);
    char *date = arena_alloc(&request->arena, HTTP_DATE_BYTES);
    unsigned char bytes[SHA256_BYTES];

    answer->status = MHD_HTTP_OK;
    answer->content_type = media_type;
    answer->etag = arena_printf(&request->arena, "\"%s-%s\"", copy_value(exchange, "version"), sha256);
    if (clock_format_http_date(copy_value(exchange, "stored_at"), date) == 0)
        answer->last_modified = date;
    if (sodium_hex2bin(bytes, sizeof bytes, sha256, strlen(sha256), NULL, NULL, NULL) == 0) {
        digest_format(bytes, digest);
        answer->content_digest = answer->repr_digest = digest;
    }
    answer->accept_ranges = "bytes";
    answer->content_disposition = disposition_make(&request->arena, is_shown, copy_value(exchange, "name"));
    /* Not where it is shown: browsers show no PDF in a sandbox. */
    if (!is_shown)
        answer->security_policy = "default-src 'none'; sandbox";
}

static void start_stream(struct exchange *exchange, struct range range)
{
    struct request *request = exchange->request;
    struct download *download = arena_alloc(&request->arena, sizeof *download);

    download->exchange = exchange;
    download->first = range.first;
    download->values[DOCUMENT_ID] = copy_value(exchange, "id");
    download->values[AT] = download->at;
    download->values[MOST] = download->most;
    download->stream = (struct answer_stream){.bytes = range.count, .read = read_stream, .close = close_stream};
    request->answer.stream = &download->stream;
}

static void answer(struct exchange *exchange)
{
    struct request *request = exchange->request;
    uint64_t bytes = strtoull(copy_value(exchange, "size_bytes"), NULL, 10);
    struct range range = {.first = 0, .count = bytes};

    describe(exchange);
    switch (find_range(request, bytes, &range)) {
    case RANGE_WHOLE:
        break;
    case RANGE_PART:
        request->answer.status = MHD_HTTP_PARTIAL_CONTENT;
        request->answer.content_digest = NULL;
        request->answer.content_range =
            arena_printf(&request->arena, "bytes %llu-%llu/%llu", (unsigned long long)range.first,
                         (unsigned long long)(range.first + range.count - 1), (unsigned long long)bytes);
        break;
    case RANGE_BEYOND:
        request->answer = (struct answer){.is_private = request->answer.is_private, .closes = request->answer.closes};
        request->answer.content_range = arena_printf(&request->arena, "bytes */%llu", (unsigned long long)bytes);
        request_refuse(request, PROBLEM_RANGE,
                       arena_printf(&request->arena, "The document has %llu bytes.", (unsigned long long)bytes));
        return;
    }
    start_stream(exchange, range);
}

void download_finish(struct group *group)
{
    struct exchange *exchange = group->owner;

    if (group->outcome != GROUP_DONE)
        exchange_tell_failure(exchange);
    else if (PQntuples(group->result) == 0)
        request_refuse(exchange->request, PROBLEM_NOT_FOUND, "There is nothing at this address, or it is not public.");
    else
        answer(exchange);
    exchange_resume(exchange);
}
