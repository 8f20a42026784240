#include "registry/rows.h"

#include <string.h>

#include "base/clock.h"
#include "http/answer.h"
#include "registry/groups.h"

/* Of a parameter that the next page's address does not have: the cursor is another, and what was counted is known. */
static bool is_of_this_page(const char *parameter)
{
    return strncmp(parameter, "cursor=", strlen("cursor=")) == 0 || strncmp(parameter, "count=", strlen("count=")) == 0;
}

/* The same address with another cursor, as RFC 8288 wants it. */
static const char *next_link(struct request *request, const char *cursor)
{
    size_t path = strcspn(request->target, "?");
    struct buffer link = {0};
    const char *copied;

    buffer_printf(&link, "<%.*s?", (int)path, request->target);
    for (const char *at = request->target + path; *at; at += strcspn(at, "&")) {
        at++; /* the question mark or the ampersand */
        if (!is_of_this_page(at) && strcspn(at, "&"))
            buffer_printf(&link, "%.*s&", (int)strcspn(at, "&"), at);
    }
    buffer_printf(&link, "cursor=%s>; rel=\"next\"", cursor);
    copied = arena_copy(&request->arena, link.data, link.length);
    buffer_finish(&link);
    return copied;
}

static void answer_list(struct request *request, const PGresult *result, const struct render_plan *plan,
                        const struct page *page)
{
    struct buffer *out = &request->answer.body;
    int rows = PQntuples(result);
    bool has_more = rows > (int)page->limit;

    /* An empty page that is counted has one row, of nulls. */
    if (page->counts && rows == 1 && !render_find_value(result, 0, request->operation->key_column))
        rows = 0;
    if (has_more)
        rows = (int)page->limit;
    buffer_append_text(out, "{\"data\":[");
    for (int i = 0; i < rows; i++) {
        if (i)
            buffer_append_char(out, ',');
        render_row(out, plan, result, i);
    }
    buffer_printf(out, "],\"page\":{\"limit\":%u,", page->limit);
    if (page->counts)
        buffer_printf(out, "\"count\":%s,", render_find_value(result, 0, COUNT_COLUMN));
    buffer_append_text(out, "\"next\":");
    if (has_more) {
        const char *cursor = page_make_cursor(request, page, result, rows - 1);

        buffer_printf(out, "\"%s\"}}\n", cursor);
        request->answer.link = next_link(request, cursor);
    } else {
        buffer_append_text(out, "null}}\n");
    }
    answer_tag(request, NULL);
}

/* The row of the total is the first, and is in no group. */
static void answer_groups(struct request *request, const PGresult *result, const struct render_plan *plan)
{
    const struct value *group_by = request_find_value(request, GROUPS_PARAMETER);
    struct buffer *out = &request->answer.body;

    buffer_append_text(out, "{\"data\":[");
    for (int i = 1; i < PQntuples(result); i++) {
        if (i > 1)
            buffer_append_char(out, ',');
        render_row(out, plan, result, i);
    }
    buffer_append_text(out, "],\"total\":");
    render_row_from(out, plan, result, 0, group_by ? (int)group_by->count : 0);
    buffer_append_text(out, "}\n");
    answer_tag(request, NULL);
}

/* `/v1/commitments/{id}` with the columns of the row in the braces. */
static const char *fill_location(struct request *request, const PGresult *result)
{
    const char *template = request->operation->location;
    struct buffer out = {0};
    const char *copied;

    while (*template) {
        size_t plain = strcspn(template, "{");

        buffer_append(&out, template, plain);
        template += plain;
        if (*template == '{') {
            size_t length = strcspn(template, "}") - 1;
            const char *value = render_find_value(result, 0, arena_copy(&request->arena, template + 1, length));

            buffer_append_text(&out, value ? value : "");
            template += length + 2;
        }
    }
    copied = arena_copy(&request->arena, out.data, out.length);
    buffer_finish(&out);
    return copied;
}

static void answer_item(struct request *request, const PGresult *result, const struct render_plan *plan)
{
    struct answer *answer = &request->answer;
    const char *updated_at = render_find_value(result, 0, "updated_at");

    /* A secret is shown once, so whoever wants a short answer still gets it. */
    answer->is_minimal = request->prefers_minimal && request->method != METHOD_GET && PQfnumber(result, "key") < 0;
    if (answer->is_minimal)
        answer->preference = "return=minimal";
    render_row(&answer->body, plan, result, 0);
    buffer_append_char(&answer->body, '\n');
    answer_tag(request, render_find_value(result, 0, "version"));
    if (updated_at) {
        char *date = arena_alloc(&request->arena, HTTP_DATE_BYTES);

        if (clock_format_http_date(updated_at, date) == 0)
            answer->last_modified = date;
    }
    if (request->operation->location && answer->status == MHD_HTTP_CREATED)
        answer->location = fill_location(request, result);
    if (answer->is_minimal && answer->status == MHD_HTTP_OK)
        answer->status = MHD_HTTP_NO_CONTENT;
}

void rows_answer(struct request *request, const PGresult *result, const struct render_plan *plan,
                 const struct page *page)
{
    request->answer.status = request->operation->success_status;
    request->answer.content_type = "application/json";
    if (request->operation->is_list)
        answer_list(request, result, plan, page);
    else if (request->operation->total)
        answer_groups(request, result, plan);
    else if (PQntuples(result) == 0)
        request_refuse(request, PROBLEM_NOT_FOUND, "There is nothing at this address, or it is not public.");
    else if (request->answer.status != MHD_HTTP_NO_CONTENT)
        answer_item(request, result, plan);
}
