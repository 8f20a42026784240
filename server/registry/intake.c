#include "registry/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/helper.h"
#include "base/log.h"
#include "http/recognise.h"
#include "http/render.h"
#include "http/upload.h"
#include "registry/exchange_inside.h"
#include "registry/registry.h"

enum { CHUNK_BYTES = 256 * 1024, MOST_CONTENT_BYTES = 128, NUMBER_BYTES = 24 };

static const char too_many_statements[] = "Too many different requests are under way.";

/* One chunk, with its bytes as they are. */
static const char put_chunk[] = "select registry.put_document_chunk($1::uuid, $2::bigint, $3::bytea)";
enum { DOCUMENT_ID, STARTS_AT, BYTES, CHUNK_VALUE_COUNT };
static const int chunk_formats[CHUNK_VALUE_COUNT] = {[BYTES] = 1};

struct intake {
    struct job job;
    struct exchange *exchange;
    char content[MOST_CONTENT_BYTES]; /* as libmagic calls it; empty when that fails */
    struct segment answer;            /* the last statement */
    struct statement *chunk;
    const char *values[CHUNK_VALUE_COUNT];
    int lengths[CHUNK_VALUE_COUNT];
    char starts_at[NUMBER_BYTES];
    char *bytes;   /* of the chunk under way */
    uint64_t next; /* where the one after that starts */
    bool is_put;   /* all but the bytes */
    bool is_new;   /* nothing was there before */
};

/* Whether it may come. */

static void finish_asking(struct group *group)
{
    struct exchange *exchange = group->owner;

    exchange_tell_failure(exchange);
    exchange_resume(exchange);
}

bool intake_ask(struct exchange *exchange)
{
    struct request *request = exchange->request;

    exchange->group.done = finish_asking;
    if (!exchange_compose(exchange, "")) {
        request_refuse(request, PROBLEM_UNAVAILABLE, too_many_statements);
        return false;
    }
    if (!exchange_submit(exchange, LANE_OWN))
        return false;
    exchange_suspend(request);
    request->state = REQUEST_ASKING;
    return true;
}

/* Into the database. */

void intake_fill_input(struct request *request, const char **engine)
{
    const struct upload *upload = request->upload;

    if (!upload->type)
        return; /* it has not come yet */
    engine[VALUE_MEDIA_TYPE] = upload->type->name;
    engine[VALUE_FILE_ENDING] = upload->type->endings[0];
    engine[VALUE_SIZE_BYTES] = arena_printf(&request->arena, "%llu", (unsigned long long)upload->spool.bytes);
    engine[VALUE_SHA256] = upload->sha256_text;
}

/* PUT is answered with the report, and with the ETag that GET of the document now has: RFC 9110, section 9.3.4. */
static void tell(struct intake *intake)
{
    struct exchange *exchange = intake->exchange;
    struct request *request = exchange->request;
    const char *version = render_find_value(exchange->group.result, 0, "version");

    exchange_answer_rows(exchange);
    if (request->problem != PROBLEM_NONE)
        return;
    request->answer.etag = arena_printf(&request->arena, "\"%s-%s\"", version, request->upload->sha256_text);
    if (intake->is_new) {
        request->answer.status = MHD_HTTP_CREATED;
        request->answer.location = arena_copy(&request->arena, request->target, strcspn(request->target, "?"));
    }
}

static void finish_putting(struct group *group)
{
    struct exchange *exchange = group->owner;
    struct intake *intake = exchange->intake;

    if (group->outcome == GROUP_DONE)
        tell(intake);
    else
        exchange_tell_failure(exchange);
    intake->chunk->users--;
    intake->answer.statement->users--;
    free(intake->bytes);
    upload_close(exchange->request->upload);
    exchange_resume(exchange);
}

static void read_put(struct intake *intake, const PGresult *result)
{
    const char *is_new = render_find_value(result, 0, "is_new");
    const char *wants_bytes = render_find_value(result, 0, "wants_bytes");

    intake->is_put = true;
    intake->is_new = is_new && *is_new == 't';
    if (wants_bytes && *wants_bytes == 'f')
        intake->next = intake->exchange->request->upload->spool.bytes;
}

/* Without these bytes nothing is committed. */
static bool put_next_chunk(struct intake *intake)
{
    struct request *request = intake->exchange->request;
    struct group *group = &intake->exchange->group;
    ssize_t count = spool_read(&request->upload->spool, intake->next, intake->bytes, CHUNK_BYTES);

    if (count <= 0) {
        log_error("spool", "request=%s message=%s", request->id,
                  log_quote(count < 0 ? strerror((int)-count) : "cut off"));
        request_refuse(request, PROBLEM_UNAVAILABLE, "The document could not be read back before it was stored.");
        return false;
    }
    snprintf(intake->starts_at, sizeof intake->starts_at, "%llu", (unsigned long long)intake->next);
    intake->lengths[BYTES] = (int)count;
    intake->next += (uint64_t)count;
    group->segments[0] = (struct segment){
        .statement = intake->chunk, .values = intake->values, .lengths = intake->lengths, .formats = chunk_formats};
    group->segment_count = 1;
    return true;
}

static bool go_on(struct group *group)
{
    struct intake *intake = ((struct exchange *)group->owner)->intake;

    if (!intake->is_put)
        read_put(intake, group->result);
    if (intake->next < intake->exchange->request->upload->spool.bytes)
        return put_next_chunk(intake);
    group->segments[0] = intake->answer;
    group->segment_count = 1;
    group->more = NULL;
    return true;
}

static bool compose(struct intake *intake)
{
    struct exchange *exchange = intake->exchange;
    struct group *group = &exchange->group;

    intake->chunk = statement_get(lanes_statements(exchange->request->lanes), put_chunk, CHUNK_VALUE_COUNT);
    if (!intake->chunk)
        return false;
    intake->chunk->users++;
    if (!exchange_compose(exchange, "")) {
        intake->chunk->users--;
        return false;
    }
    intake->answer = group->segments[--group->segment_count];
    intake->answer.statement->users++;
    intake->values[DOCUMENT_ID] = exchange->input.engine[VALUE_NEW_ID];
    intake->values[STARTS_AT] = intake->starts_at;
    intake->values[BYTES] = intake->bytes;
    group->more = go_on;
    group->done = finish_putting;
    return true;
}

static bool put(struct intake *intake)
{
    intake->bytes = malloc(CHUNK_BYTES);
    if (!intake->bytes)
        abort();
    if (!compose(intake)) {
        free(intake->bytes);
        request_refuse(intake->exchange->request, PROBLEM_UNAVAILABLE, too_many_statements);
        return false;
    }
    if (exchange_submit(intake->exchange, LANE_UPLOAD))
        return true;
    intake->chunk->users--;
    intake->answer.statement->users--;
    free(intake->bytes);
    return false;
}

/* What it is. */

/* In the helper's thread; the loop does not touch the spool meanwhile. */
static void look(struct job *job)
{
    struct intake *intake = (struct intake *)job;
    const struct spool *spool = &intake->exchange->request->upload->spool;
    char *start = malloc(RECOGNISED_BYTES);
    const char *content = NULL;
    ssize_t count;

    if (!start)
        abort();
    count = spool_read(spool, 0, start, RECOGNISED_BYTES);
    if (count > 0)
        content = recognise(intake->exchange->room->recogniser, start, (size_t)count);
    snprintf(intake->content, sizeof intake->content, "%s", content ? content : "");
    free(start);
}

static void finish_looking(struct job *job)
{
    struct intake *intake = (struct intake *)job;
    struct request *request = intake->exchange->request;

    upload_settle(request, *intake->content ? intake->content : NULL);
    if (request->problem == PROBLEM_NONE && put(intake))
        return;
    upload_close(request->upload);
    exchange_resume(intake->exchange);
}

void intake_start(struct exchange *exchange)
{
    struct intake *intake = arena_alloc(&exchange->request->arena, sizeof *intake);

    intake->exchange = exchange;
    intake->job = (struct job){.work = look, .done = finish_looking};
    exchange->intake = intake;
    exchange_suspend(exchange->request);
    desk_submit(exchange->room->desk, &intake->job);
}
