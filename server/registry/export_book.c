#include "registry/export_book.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "base/helper.h"
#include "base/log.h"
#include "http/book_writer.h"
#include "registry/choice.h"
#include "registry/export_inside.h"

enum { MOST_BOOKS = 2 }; /* of a worker, each with its files */

struct export_book {
    struct job job; /* first, so that one is the other */
    struct export *export;
    struct answer_stream stream;
    const char *folder;
    const char *sheet_name;
    struct book *writer; /* made with the first batch */
    struct spool spool;
    bool is_counted; /* among the worker's */
    bool is_working; /* the job is the helper's */
    bool closes;     /* the job is to put it together */
    bool is_closed;
    int error; /* negative errno */
};

/* In the helper's thread. */

static void open_writer(struct export_book *book)
{
    const struct export *export = book->export;
    const struct choice *choice = export->exchange->input.choice;

    book->writer = book_create(book->folder, book->sheet_name, export->exchange->request->operation->table,
                               export->batch, choice ? (int)choice->shown : INT_MAX, &book->error);
}

static void work(struct job *job)
{
    struct export_book *book = (struct export_book *)job;

    if (!book->writer)
        open_writer(book);
    if (book->error)
        return;
    if (!book->closes) {
        book->error = book_write(book->writer, book->export->batch);
        return;
    }
    book->error = book_close(book->writer, &book->spool);
    book->writer = NULL;
}

/* The file, once it is whole. */

static ssize_t read_book(struct answer_stream *stream, char *out, size_t most)
{
    const struct export_book *book =
        (const struct export_book *)((const char *)stream - offsetof(struct export_book, stream));
    ssize_t count = spool_read(&book->spool, stream->at, out, most);

    return count > 0 ? count : STREAM_BROKEN;
}

static void close_book(struct answer_stream *stream)
{
    struct export_book *book = (struct export_book *)((char *)stream - offsetof(struct export_book, stream));

    spool_close(&book->spool);
    group_finish(&book->export->exchange->group);
}

/* In the loop. */

static void put_away(struct export *export)
{
    struct export_book *book = export->book;

    PQclear(export->batch);
    PQclear(export->ahead);
    export->batch = export->ahead = NULL;
    book_destroy(book->writer);
    book->writer = NULL;
    export->exchange->room->book_count -= book->is_counted;
    book->is_counted = false;
}

static void answer(struct export *export)
{
    struct export_book *book = export->book;

    put_away(export);
    export_leave_room(export);
    book->stream = (struct answer_stream){.bytes = book->spool.bytes, .read = read_book, .close = close_book};
    export->exchange->request->answer.stream = &book->stream;
    exchange_resume(export->exchange);
}

static void give_up(struct export *export)
{
    struct export_book *book = export->book;
    struct request *request = export->exchange->request;

    put_away(export);
    spool_close(&book->spool);
    if (book->error == -E2BIG)
        request_refuse(
            request, PROBLEM_NOT_ACCEPTABLE,
            arena_printf(&request->arena,
                         "These are more rows than a sheet of Excel takes, which is %d, or more in them than its "
                         "file may have. Take CSV (.csv), or fewer with filters and fields.",
                         MOST_BOOK_ROWS));
    else if (book->error)
        request_refuse(request, PROBLEM_NO_ROOM, "There is no room for the workbook. CSV (.csv) needs none.");
    if (book->error && book->error != -E2BIG)
        log_error("workbook", "request=%s message=%s", request->id, log_quote(strerror(-book->error)));
    export_fail(export);
}

static void submit(struct export_book *book, bool closes)
{
    book->export->exchange->room->book_count += !book->is_counted;
    book->is_counted = true;
    book->closes = closes;
    book->is_working = true;
    desk_submit(book->export->exchange->room->binder, &book->job);
}

static bool is_hopeless(const struct export *export)
{
    return export->is_given_up || export->book->error || export->exchange->room->is_over ||
           (export->state == EXPORT_OVER && !export->is_complete);
}

void export_book_proceed(struct export *export)
{
    struct export_book *book = export->book;

    if (book->is_working)
        return;
    if (is_hopeless(export)) {
        bool is_over = export->state == EXPORT_OVER;

        export->is_given_up = true;
        if (is_over)
            give_up(export);
        return;
    }
    if (!export->batch) {
        export->batch = export->ahead;
        export->ahead = NULL;
    }
    if (export->batch)
        submit(book, false);
    else if (export->is_complete && !book->is_closed)
        submit(book, true);
    else if (book->is_closed && export->state == EXPORT_OVER)
        answer(export);
}

static void finish_work(struct job *job)
{
    struct export_book *book = (struct export_book *)job;
    struct export *export = book->export;
    struct group *group = &export->exchange->group;

    book->is_working = false;
    if (book->closes)
        book->is_closed = !book->error;
    PQclear(export->batch);
    export->batch = NULL;
    export_book_proceed(export);
    if (export->state != EXPORT_OVER && export->is_given_up)
        export_abandon(export);
    else if (export->state == EXPORT_FETCHING && group->is_paused && !export->ahead)
        lane_go_on(group);
}

bool export_book_open(struct export *export)
{
    struct exchange *exchange = export->exchange;
    struct request *request = exchange->request;
    struct export_book *book = arena_alloc(&request->arena, sizeof *book);

    if (exchange->room->book_count >= MOST_BOOKS) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many workbooks are being written. CSV (.csv) need not wait.");
        return false;
    }
    *book = (struct export_book){.job = {.work = work, .done = finish_work},
                                 .export = export,
                                 .spool = {.fd = -1},
                                 .folder = exchange->room->spool,
                                 .sheet_name = strrchr(request->operation->path, '/') + 1};
    request->coding = CODING_IDENTITY; /* it is compressed already */
    export->book = book;
    return true;
}
