#include "registry/export.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/row_writer.h"
#include "registry/choice.h"
#include "registry/export_book.h"
#include "registry/export_head.h"
#include "registry/export_inside.h"

/* A batch is in memory twice at most, as PostgreSQL's answer: that written and the one ahead. */
enum {
    FIRST_ROWS = 64,
    BATCH_BYTES = 512 * 1024, /* that a batch should have; how large rows are is learnt from the batch before */
    SLICE_BYTES =
        16 * 1024, /* written in one turn of the loop, so that nobody waits for it: a tenth of a millisecond */
    SOCKET_BYTES = 128 * 1024, /* in the kernel, for a client that is slow: enough for some MB a second over an ocean */
    LEAST_PACE = 16 * 1024,    /* bytes a second that a client must take, on the average, after the first minute */
};

static const int64_t pace_grace_us = 60 * 1000 * 1000;

static const struct {
    int rows;
    const char *sql;
} fetches[] = {
    {1024, "fetch forward 1024 from rows"},
    {256, "fetch forward 256 from rows"},
    {FIRST_ROWS, "fetch forward 64 from rows"},
    {16, "fetch forward 16 from rows"},
};

enum { FETCH_COUNT = sizeof fetches / sizeof *fetches, FIRST_FETCH = 2 };

/* The list of those under way. */

static void enter_room(struct export *export)
{
    struct exchange_room *room = export->exchange->room;

    export->next = room->exports;
    if (export->next)
        export->next->previous = export;
    room->exports = export;
    export->is_listed = true;
}

void export_leave_room(struct export *export)
{
    if (!export->is_listed)
        return;
    export->is_listed = false;
    if (export->next)
        export->next->previous = export->previous;
    if (export->previous)
        export->previous->next = export->next;
    else
        export->exchange->room->exports = export->next;
}

/* Batches. */

static bool put_fetch(struct export *export)
{
    struct group *group = &export->exchange->group;
    struct statement_cache *statements = lanes_statements(export->exchange->request->lanes);
    struct statement *statement = statement_get(statements, fetches[export->fetch].sql, 0);

    if (!statement)
        return false;
    group->segments[group->segment_count++] = (struct segment){.statement = statement};
    return true;
}

/* The most rows that are likely to fit. */
static void choose_fetch(struct export *export, const PGresult *batch)
{
    size_t row_bytes = PQresultMemorySize(batch) / (size_t)(PQntuples(batch) ? PQntuples(batch) : 1) + 1;

    export->fetch = 0;
    while (export->fetch + 1 < FETCH_COUNT && (size_t)fetches[export->fetch].rows * row_bytes > BATCH_BYTES)
        export->fetch++;
}

static void resume(struct export *export)
{
    if (!export->is_suspended)
        return;
    export->is_suspended = false;
    MHD_resume_connection(export->exchange->request->connection);
}

/* Moves on to the batch ahead, and has the one behind it fetched. */
static void advance(struct export *export)
{
    struct group *group = &export->exchange->group;

    if (!export->batch) {
        export->batch = export->ahead;
        export->ahead = NULL;
        export->row = 0;
    }
    if (export->state == EXPORT_FETCHING && group->is_paused && !export->ahead)
        lane_go_on(group);
}

/* Bytes. */

static void write_rows(struct export *export, struct buffer *out)
{
    int count = PQntuples(export->batch);

    while (export->row < count && out->length < SLICE_BYTES)
        row_writer_row(export->writer, out, export->batch, export->row++);
    if (export->row < count)
        return;
    PQclear(export->batch);
    export->batch = NULL;
}

static bool code(struct export *export, bool ends)
{
    bool coded = coder_write(export->coder, export->rows.data, export->rows.length, ends, &export->ready);

    export->rows.length = 0;
    return coded;
}

/* Puts something into `ready`, or at least takes some rows. False when there is nothing to take. */
static bool produce(struct export *export)
{
    advance(export);
    if (export->batch) {
        write_rows(export, export->coder ? &export->rows : &export->ready);
        advance(export);
        if (export->coder && !code(export, false))
            export->is_broken = true;
        return true;
    }
    if (!export->is_complete || export->is_broken)
        return false;
    export->is_ended = true;
    if (export->coder && !code(export, true))
        export->is_broken = true;
    return true;
}

/* A stranger who takes a byte a second would hold a connection to the database for days. */
static bool is_too_slow(const struct export *export)
{
    int64_t taking_us = clock_monotonic_us() - export->started_us - pace_grace_us;

    return taking_us > 0 && (int64_t) export->stream.at < taking_us / 1000000 * LEAST_PACE;
}

static ssize_t read_stream(struct answer_stream *stream, char *out, size_t most)
{
    struct export *export = (struct export *)stream;
    size_t count;

    while (export->sent == export->ready.length) {
        if (export->is_broken || is_too_slow(export))
            return STREAM_BROKEN;
        if (export->is_ended)
            return STREAM_ENDED;
        export->sent = export->ready.length = 0;
        if (produce(export))
            continue;
        if (export->is_broken)
            return STREAM_BROKEN;
        export->is_suspended = true;
        MHD_suspend_connection(export->exchange->request->connection);
        return 0;
    }
    count = export->ready.length - export->sent;
    if (count > most)
        count = most;
    memcpy(out, export->ready.data + export->sent, count);
    export->sent += count;
    return (ssize_t)count;
}

static void drop_rows(struct export *export)
{
    PQclear(export->batch);
    PQclear(export->ahead);
    export->batch = export->ahead = NULL;
    row_writer_destroy(export->writer);
    coder_destroy(export->coder);
    export->writer = NULL;
    export->coder = NULL;
    buffer_finish(&export->rows);
    buffer_finish(&export->ready);
}

void export_abandon(struct export *export)
{
    lane_abandon(&export->exchange->group);
}

/* The request ends. What PostgreSQL still has to do with it keeps its arena, in which all of it lies. */
static void close_stream(struct answer_stream *stream)
{
    struct export *export = (struct export *)stream;
    struct request *request = export->exchange->request;

    drop_rows(export);
    export_leave_room(export);
    if (export->state == EXPORT_OVER) {
        group_finish(&export->exchange->group);
        return;
    }
    export->is_left = true;
    export->arena = request->arena;
    arena_init(&request->arena);
    export_abandon(export);
}

/* The answer's head. */

static void shrink_socket(struct request *request)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    int bytes = SOCKET_BYTES;

    if (info)
        setsockopt(info->connect_fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

static void note_asker(struct export *export)
{
    struct exchange *exchange = export->exchange;
    struct request *request = exchange->request;

    if (*exchange->group.entered_as)
        request->role = arena_strdup(&request->arena, exchange->group.entered_as);
    if (request->key_id)
        key_uses_note(&exchange->room->uses, request);
}

/* The first rows are there, so nothing is left that could become a problem document. */
static void start_answer(struct export *export)
{
    struct request *request = export->exchange->request;
    const struct choice *choice = export->exchange->input.choice;
    struct csv_style style;

    note_asker(export);
    if (request->coding != CODING_IDENTITY) {
        export->coder = coder_create(request->coding);
        export->is_broken = !export->coder;
    }
    export_read_style(request, &style);
    export->writer = row_writer_create(request->rendition, request->operation->table, &style, export->batch,
                                       choice ? (int)choice->shown : INT_MAX);
    row_writer_begin(export->writer, export->coder ? &export->rows : &export->ready);
    request->answer.stream = &export->stream;
    export->is_answered = true;
    export->started_us = clock_monotonic_us();
    shrink_socket(request);
    MHD_resume_connection(request->connection);
}

/* The group. */

static void let_cursor_go(struct export *export)
{
    if (export->cursor.statement)
        export->cursor.statement->users--;
    export->cursor.statement = NULL;
}

/* What the data's version says. True when rows are wanted. */
static bool describe(struct export *export)
{
    const PGresult *result = export->exchange->group.result;
    struct request *request = export->exchange->request;

    export_describe(request, export->exchange->input.choice, PQgetvalue(result, 0, 0), PQgetvalue(result, 0, 1));
    if (answer_is_known(request))
        return false;
    if (request->is_head) {
        request->answer.stream = &export->stream;
        export->is_complete = true;
    }
    return !request->is_head;
}

static bool put_cursor(struct export *export)
{
    struct group *group = &export->exchange->group;
    bool put;

    group->segments[group->segment_count++] = export->cursor;
    put = put_fetch(export);
    let_cursor_go(export);
    export->state = EXPORT_FETCHING;
    return put;
}

static void take_batch(struct export *export)
{
    struct group *group = &export->exchange->group;
    PGresult **place = export->batch ? &export->ahead : &export->batch;

    *place = group->result;
    group->result = NULL;
    if (!export->batch)
        export->row = 0;
    export->is_complete = PQntuples(*place) < fetches[export->fetch].rows;
    choose_fetch(export, *place);
    if (export->book)
        export_book_proceed(export);
    else if (export->is_answered)
        resume(export);
    else
        start_answer(export);
}

static bool go_on(struct group *group)
{
    struct export *export = ((struct exchange *)group->owner)->export;

    group->segment_count = 0;
    if (export->is_left || export->is_given_up)
        return false;
    if (export->state == EXPORT_ASKING)
        return describe(export) && put_cursor(export);
    if (group->result)
        take_batch(export);
    if (export->is_complete || export->is_given_up)
        return false;
    if (!export->ahead)
        return put_fetch(export);
    group->is_paused = true;
    return true;
}

void export_fail(struct export *export)
{
    struct exchange *exchange = export->exchange;
    struct request *request = exchange->request;

    export_leave_room(export);
    request->answer = (struct answer){.is_private = request->answer.is_private, .closes = request->answer.closes};
    if (exchange->group.outcome == GROUP_DONE)
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
    else
        exchange_tell_failure(exchange);
    exchange_resume(exchange);
}

static void finish_answered(struct export *export)
{
    const struct group *group = &export->exchange->group;

    if (!export->is_complete || group->outcome != GROUP_DONE) {
        export->is_broken = true;
        log_error("export", "request=%s message=%s", export->exchange->request->id,
                  log_quote(group->failure ? PQresultErrorMessage(group->failure) : "the connection broke"));
    }
    resume(export);
}

static void finish_group(struct group *group)
{
    struct exchange *exchange = group->owner;
    struct export *export = exchange->export;
    bool had_rows = export->state == EXPORT_FETCHING;

    let_cursor_go(export);
    export->state = EXPORT_OVER;
    if (export->is_left) {
        struct arena arena = export->arena; /* everything of it lies there */

        group_finish(group);
        arena_finish(&arena);
    } else if (export->is_answered) {
        finish_answered(export);
        group_finish(group);
    } else if (export->book && had_rows) {
        export_book_proceed(export);
    } else if (group->outcome != GROUP_DONE || had_rows) {
        export_fail(export);
    } else {
        export_leave_room(export);
        exchange_resume(exchange);
    }
}

/* The start. */

static bool compose(struct export *export)
{
    struct exchange *exchange = export->exchange;
    struct request *request = exchange->request;
    struct group *group = &exchange->group;
    struct statement_cache *statements = lanes_statements(request->lanes);
    struct statement *begin = statement_get(statements, "begin", 0);
    struct statement *version;

    if (!begin)
        return false;
    group->segments[group->segment_count++] = (struct segment){.statement = begin};
    begin->users++;
    if (exchange_compose(exchange, "declare rows no scroll cursor for ")) {
        export->cursor = group->segments[--group->segment_count];
        export->cursor.statement->users++;
    }
    begin->users--;
    version = export->cursor.statement
                  ? statement_get(statements, "select registry.data_version(), registry.today()", 0)
                  : NULL;
    if (!version)
        return false;
    group->segments[group->segment_count++] = (struct segment){.statement = version};
    return true;
}

bool export_start(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct export *export = arena_alloc(&request->arena, sizeof *export);
    struct group *group = &exchange->group;

    if (request->is_1_0) {
        request_refuse(request, PROBLEM_VERSION,
                       "In HTTP/1.0 a part of an export could not be told from all of it. Behind a proxy, have it use "
                       "HTTP/1.1 (nginx: proxy_http_version 1.1).");
        return false;
    }
    *export = (struct export){
        .stream = {.bytes = unknown_bytes, .read = read_stream, .close = close_stream},
        .exchange = exchange,
        .fetch = FIRST_FETCH,
    };
    exchange->export = export;
    if (request->rendition == RENDITION_XLSX && !export_book_open(export))
        return false;
    page_read(request, &exchange->page);
    exchange->page.limit = 0;
    group->has_block = true;
    group->more = go_on;
    group->done = finish_group;
    if (!compose(export)) {
        let_cursor_go(export);
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
        return false;
    }
    if (!exchange_submit(exchange, request->key_id ? LANE_STREAM_OWN : LANE_STREAM_PUBLIC)) {
        let_cursor_go(export);
        return false;
    }
    exchange->identity[ENTER_REQUEST_ID] = arena_strdup(&request->arena, request->id); /* it may outlive the request */
    enter_room(export);
    exchange_suspend(request);
    return true;
}

/* Whether the client has closed its side: nobody asks and closes, to read on. */
static bool is_gone(const struct export *export)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(export->exchange->request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char byte;
    ssize_t count = info ? recv(info->connect_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) : 1;

    return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

void exports_sweep(struct exchange_room *room)
{
    for (struct export *next, *export = room->exports; export; export = next) {
        next = export->next;
        if ((!export->is_suspended && export->is_answered) || export->is_given_up || !is_gone(export))
            continue;
        export->is_given_up = true;
        if (export->state != EXPORT_OVER)
            export_abandon(export);
    }
}
