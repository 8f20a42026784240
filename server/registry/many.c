#include "registry/many.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "registry/query.h"

static int compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, UUID_BYTES);
}

/* Those of one millisecond are random; sorted, a list in order of creation has the rows as they were sent. */
static char *make_ids(struct arena *arena, size_t count)
{
    char *ids = arena_alloc(arena, count * UUID_BYTES);

    for (size_t i = 0; i < count; i++)
        id_make_uuid7(ids + i * UUID_BYTES);
    qsort(ids, count, UUID_BYTES, compare_ids);
    return ids;
}

static void append_errors(struct buffer *out, const struct faults *faults)
{
    const char *separator = "";

    buffer_append_text(out, ",\"errors\":[");
    for (const struct fault *fault = faults->first; fault; fault = fault->next) {
        buffer_append_text(out, separator);
        problem_render_fault(out, fault);
        separator = ",";
    }
    buffer_append_char(out, ']');
}

static void append_row(struct buffer *out, const struct batch_row *row, const char *id)
{
    buffer_printf(out, "{\"line\":%zu", row->line);
    if (row->json) {
        buffer_append_text(out, ",\"row\":");
        buffer_append(out, row->json, row->json_bytes);
    }
    if (row->faults.count)
        append_errors(out, &row->faults);
    else
        buffer_printf(out, ",\"id\":\"%s\"", id);
    buffer_append_char(out, '}');
}

static const char *rows_text(struct request *request)
{
    const struct batch_rows *batch = request->batch;
    const char *ids = make_ids(&request->arena, batch->count);
    struct buffer out = {0};
    const char *copied;

    buffer_append_char(&out, '[');
    for (size_t i = 0; i < batch->count; i++) {
        if (i)
            buffer_append_char(&out, ',');
        append_row(&out, &batch->rows[i], ids + i * UUID_BYTES);
    }
    buffer_append_char(&out, ']');
    copied = arena_copy(&request->arena, out.data, out.length);
    buffer_finish(&out);
    return copied;
}

void many_fill_input(struct request *request, const char **engine)
{
    const struct batch_rules *rules = request->operation->batch;

    engine[VALUE_ROWS] = rows_text(request);
    engine[VALUE_DEFAULTS] = schema_defaults_text(rules->row);
    engine[VALUE_LENIENT] = request->prefers_lenient ? "true" : "false";
    engine[VALUE_MOST_ERRORS] = arena_printf(&request->arena, "%zu", rules->most_errors);
}

static void refuse(struct request *request, const PGresult *result)
{
    const char *refused = render_find_value(result, 0, "refused");

    request->problem_extra =
        arena_printf(&request->arena, "{\"refused\":%s,\"errors\":%s,\"errors_left_out\":%s}", refused,
                     render_find_value(result, 0, "errors"), render_find_value(result, 0, "errors_left_out"));
    request_refuse(request, PROBLEM_INVALID_BODY,
                   arena_printf(&request->arena, "%s of %zu rows cannot be taken, and nothing was stored.", refused,
                                request->batch->count));
}

void many_answer(struct request *request, const PGresult *result, const struct render_plan *plan)
{
    struct answer *answer = &request->answer;

    if (strcmp(render_find_value(result, 0, "taken"), "0") == 0) {
        refuse(request, result);
        return;
    }
    answer->status = request_is_dry_run(request) ? MHD_HTTP_OK : request->operation->success_status;
    answer->content_type = "application/json";
    if (request->prefers_lenient)
        answer->preference = "handling=lenient";
    render_row(&answer->body, plan, result, 0);
    buffer_append_char(&answer->body, '\n');
}
