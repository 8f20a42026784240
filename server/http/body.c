/* body.c: a request's body, from its first byte to what was wrong with it. */
#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "http/request.h"
#include "http/upload.h"

size_t request_most_body_bytes(const struct request *request)
{
    if (request->upload)
        return request->upload->most_bytes;
    return request->batch_format == BATCH_NONE ? MOST_BODY_BYTES : request->operation->batch->most_bytes;
}

bool request_take_body(struct request *request, const char *bytes, size_t count)
{
    uint64_t taken = request->upload ? request->upload->spool.bytes : request->body.length;

    if (request->problem == PROBLEM_NONE && taken + count > request_most_body_bytes(request))
        request_refuse(
            request, PROBLEM_TOO_LARGE,
            arena_printf(&request->arena, "The body has more than %zu bytes.", request_most_body_bytes(request)));
    if (request->problem == PROBLEM_NONE && request->upload) {
        upload_take(request, bytes, count);
        return true;
    }
    if (request->problem == PROBLEM_NONE && request->operation && request->operation->body) {
        buffer_append(&request->body, bytes, count);
        return true;
    }
    request->drained_bytes += count;
    return request->drained_bytes <= MOST_DRAINED_BYTES;
}

static void end_batch(struct request *request)
{
    const struct buffer *body = &request->body;
    struct batch_rows *batch = arena_alloc(&request->arena, sizeof *batch);

    switch (batch_read(request->operation->batch, request->batch_format, body->data ? body->data : "", body->length,
                       &request->faults, batch)) {
    case BATCH_READ:
        request->batch = batch;
        break;
    case BATCH_MALFORMED:
        request_refuse(request, PROBLEM_MALFORMED_BODY, NULL);
        break;
    case BATCH_INVALID:
        request_refuse(request, PROBLEM_INVALID_BODY, NULL);
        break;
    }
}

/* What would become of one object is told as it is of rows. */
static void make_batch_of_json(struct request *request)
{
    request->batch = arena_alloc(&request->arena, sizeof *request->batch);
    batch_of_one(request->operation->batch, request->body.data, request->body.length, request->json, &request->arena,
                 request->batch);
}

bool request_is_dry_run(const struct request *request)
{
    const struct value *value = request->operation->batch ? request_find_value(request, "dry_run") : NULL;

    return value && strcmp(value->texts[0], "true") == 0;
}

void request_end(struct request *request)
{
    const struct operation *operation = request->operation;

    if (request->problem == PROBLEM_NONE && request->upload)
        upload_end(request);
    if (request->problem != PROBLEM_NONE || !operation || !operation->body)
        return;
    if (request->body.length == 0 && !operation->body_required)
        buffer_append_text(&request->body, "{}");
    if (request->batch_format != BATCH_NONE) {
        end_batch(request);
        return;
    }
    request->json = body_parse(request->body.data ? request->body.data : "", request->body.length, &request->faults);
    if (!request->json) {
        request_refuse(request, PROBLEM_MALFORMED_BODY, NULL);
        return;
    }
    if (request_is_dry_run(request)) {
        make_batch_of_json(request);
        return;
    }
    schema_validate(operation->body, request->json, operation->merge_patch ? SCHEMA_MERGE_PATCH : SCHEMA_WHOLE, "",
                    &request->faults);
    if (request->faults.count)
        request_refuse(request, PROBLEM_INVALID_BODY, NULL);
    buffer_append_char(&request->body, '\0'); /* libpq takes text that ends */
    request->body.length--;
}

const char *request_body_text(struct request *request, const char *name)
{
    const json_t *value = json_object_get(request->json, name);
    char *dumped;
    char *copied;

    if (!value || json_is_null(value))
        return NULL;
    if (json_is_string(value))
        return json_string_value(value);
    dumped = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    if (!dumped)
        return NULL;
    copied = arena_strdup(&request->arena, dumped);
    free(dumped);
    return copied;
}
