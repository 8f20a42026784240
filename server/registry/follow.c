#include "registry/follow.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/clock.h"
#include "http/answer.h"
#include "http/render.h"
#include "registry/checkpoint.h"
#include "registry/exchange_inside.h"

enum {
    LOOK_US = 1000 * 1000,
    PIECE_LIMIT = 500, /* entries of a stream that are asked for at once */
    LONG_PAGE = 200,   /* above, a page is not short any more */
    MOST_COMPARED = 64,
    NUMBER_BYTES = 24,
};

enum column { POSITION, LOOKED_AT, LAST, LINE, COLUMN_COUNT };

struct follow {
    struct answer_stream stream; /* first, so that one is the other */
    struct exchange *exchange;
    struct followers *followers;
    struct follow *next; /* among those who wait */
    struct follow *previous;
    struct follow *next_same; /* answered with this one's page */
    int socket;
    int64_t until_us; /* may wait */
    int64_t after;    /* so far was looked */
    int64_t last;     /* so far the chain has come */
    int64_t limit;
    char after_text[NUMBER_BYTES];
    char limit_text[NUMBER_BYTES];
    const char *after_texts[1];
    const char *limit_texts[1];

    /* Of a stream. */
    struct buffer piece;
    size_t piece_sent;
    int64_t end;  /* where the chain was when it began */
    int64_t left; /* entries that may be sent still; negative for all */
};

struct followers {
    struct feed *feed;
    int event_fd;
    struct follow *first; /* who waits */
    size_t count;
    size_t most;
    int64_t next_look_us;
    struct pollfd *sockets; /* room for `most` */
    struct follow **polled;
    bool is_over;
};

static void resume_page(struct follow *follow);

/* Asking. */

static void put_value(struct follow *follow, const char *name, const char *const *texts)
{
    struct request *request = follow->exchange->request;
    const struct operation *operation = request->operation;
    const struct parameter *parameter = operation_find_parameter(operation, IN_QUERY, name);

    request->values[parameter - operation->parameters] = (struct value){.present = true, .count = 1, .texts = texts};
}

static int64_t get_number(const struct request *request, const char *name, int64_t otherwise)
{
    const struct value *value = request_find_value(request, name);

    return value ? strtoll(value->texts[0], NULL, 10) : otherwise;
}

static enum lane_kind choose_lane(const struct follow *follow)
{
    bool has_key = follow->exchange->request->key_id;

    if (follow->limit > LONG_PAGE)
        return has_key ? LANE_STREAM_OWN : LANE_STREAM_PUBLIC;
    return has_key ? LANE_OWN : LANE_PUBLIC;
}

/* Asks for the entries after the last one that was looked at. False, with the request refused, when there is no room.
 */
static bool ask(struct follow *follow, void (*done)(struct group *group))
{
    struct exchange *exchange = follow->exchange;

    snprintf(follow->after_text, sizeof follow->after_text, "%lld", (long long)follow->after);
    snprintf(follow->limit_text, sizeof follow->limit_text, "%lld", (long long)follow->limit);
    follow->after_texts[0] = follow->after_text;
    follow->limit_texts[0] = follow->limit_text;
    put_value(follow, "after", follow->after_texts);
    put_value(follow, "limit", follow->limit_texts);
    exchange->group = (struct group){.done = done};
    if (!exchange->room->is_over && exchange_compose(exchange, ""))
        return exchange_submit(exchange, choose_lane(follow));
    request_refuse(exchange->request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
    return false;
}

static struct follow *follow_of(struct group *group)
{
    struct exchange *exchange = group->owner;

    return exchange->follow;
}

/* How far was looked: with a full page, to its last entry. */
static void note_progress(struct follow *follow, const PGresult *result, int rows)
{
    int64_t looked_at = strtoll(PQgetvalue(result, 0, LOOKED_AT), NULL, 10);

    if (rows == follow->limit)
        looked_at = strtoll(PQgetvalue(result, rows - 1, POSITION), NULL, 10);
    if (looked_at > follow->after)
        follow->after = looked_at;
    follow->last = strtoll(PQgetvalue(result, 0, LAST), NULL, 10);
}

/* There is one row at least, without an entry when there is none. */
static int count_entries(const PGresult *result)
{
    assert(PQnfields(result) == COLUMN_COUNT);
    return PQgetisnull(result, 0, POSITION) ? 0 : PQntuples(result);
}

static void append_line(struct buffer *out, const PGresult *result, int row)
{
    buffer_append(out, PQgetvalue(result, row, LINE), (size_t)PQgetlength(result, row, LINE));
}

/* Waiting. */

static bool is_gone_or_over(const struct follow *follow, int64_t now_us)
{
    return now_us >= follow->until_us || follow->followers->is_over;
}

static void stop_waiting(struct follow *follow)
{
    struct followers *followers = follow->followers;

    if (follow->next)
        follow->next->previous = follow->previous;
    if (follow->previous)
        follow->previous->next = follow->next;
    else
        followers->first = follow->next;
    follow->next = follow->previous = NULL;
    followers->count--;
}

/* False, with the request refused, when too many wait already. */
static bool start_waiting(struct follow *follow)
{
    struct followers *followers = follow->followers;

    if (followers->count == followers->most) {
        request_refuse(follow->exchange->request, PROBLEM_UNAVAILABLE,
                       "Too many clients are waiting for changes already; ask again later, or without wait.");
        return false;
    }
    follow->next = followers->first;
    if (follow->next)
        follow->next->previous = follow;
    followers->first = follow;
    followers->count++;
    if (followers->count == 1)
        followers->next_look_us = clock_monotonic_us() + LOOK_US;
    if (follow->until_us < followers->next_look_us)
        followers->next_look_us = follow->until_us;
    return true;
}

/* Pages. */

static void append_page_end(struct follow *follow)
{
    buffer_printf(&follow->exchange->request->answer.body,
                  "],\"page\":{\"limit\":%lld,\"position\":%lld,\"last\":%lld}}\n", (long long)follow->limit,
                  (long long)follow->after, (long long)(follow->last > follow->after ? follow->last : follow->after));
}

static void answer_page(struct follow *follow, const PGresult *result, int rows)
{
    struct request *request = follow->exchange->request;
    struct buffer *out = &request->answer.body;

    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = "application/json";
    buffer_append_text(out, "{\"data\":[");
    for (int i = 0; i < rows; i++) {
        if (i)
            buffer_append_char(out, ',');
        append_line(out, result, i);
    }
    append_page_end(follow);
    answer_tag(request, NULL);
}

static void finish_page(struct group *group);

/* The page is there, or a refusal: so it is for those who asked the same. */
static void resume_page(struct follow *follow)
{
    struct request *request = follow->exchange->request;

    for (struct follow *next, *same = follow->next_same; same; same = next) {
        struct request *other = same->exchange->request;

        next = same->next_same;
        same->next_same = NULL;
        if (request->problem == PROBLEM_NONE)
            answer_copy(other, &request->answer);
        else
            request_refuse(other, request->problem, request->problem_detail);
        exchange_resume(same->exchange);
    }
    follow->next_same = NULL;
    exchange_resume(follow->exchange);
}

/* Nothing has come so far: waits on, asks again when the chain has grown meanwhile, or gives up. */
static void wait_on(struct follow *follow)
{
    group_finish(&follow->exchange->group);
    follow->exchange->group = (struct group){0};
    if (feed_head(follow->followers->feed) > follow->after) {
        if (ask(follow, finish_page))
            return;
    } else if (start_waiting(follow)) {
        return;
    }
    resume_page(follow);
}

/* Those who asked the same wait on by themselves, each as long as it likes. */
static void finish_page(struct group *group)
{
    struct follow *follow = follow_of(group);
    int64_t now_us = clock_monotonic_us();
    int rows;

    if (group->outcome != GROUP_DONE) {
        exchange_tell_failure(follow->exchange);
        resume_page(follow);
        return;
    }
    rows = count_entries(group->result);
    note_progress(follow, group->result, rows);
    if (rows == 0 && follow->after >= follow->last && !is_gone_or_over(follow, now_us)) {
        struct follow *same = follow->next_same;

        follow->next_same = NULL;
        for (struct follow *next; same; same = next) {
            next = same->next_same;
            same->next_same = NULL;
            same->after = follow->after;
            same->last = follow->last;
            wait_on(same);
        }
        wait_on(follow);
        return;
    }
    answer_page(follow, group->result, rows);
    resume_page(follow);
}

static void answer_nothing(struct follow *follow)
{
    stop_waiting(follow);
    answer_page(follow, NULL, 0);
    resume_page(follow);
}

static bool start_page(struct follow *follow)
{
    struct request *request = follow->exchange->request;

    follow->limit = get_number(request, "limit", LONG_PAGE);
    follow->until_us = clock_monotonic_us() + get_number(request, "wait", 0) * 1000000;
    if (request->is_head)
        follow->until_us = 0;
    /* A stranger who has everything waits at once; whether a key is one, PostgreSQL says first. */
    if (!request->key_id && feed_head(follow->followers->feed) == follow->after &&
        !is_gone_or_over(follow, clock_monotonic_us())) {
        follow->last = follow->after;
        if (!start_waiting(follow))
            return false;
    } else if (!ask(follow, finish_page)) {
        return false;
    }
    exchange_suspend(request);
    return true;
}

/* Lines: everything, piece by piece as the client takes it. */

/* What has a place never changes, so a tag of where the chain ends tells whether there would be anything else: for this
 * address, and this key. */
static const char *make_tag(const struct follow *follow)
{
    struct request *request = follow->exchange->request;
    const char *asked = arena_printf(&request->arena, "%s %s %lld", request->target,
                                     request->key_id ? request->key_id : "", (long long)follow->end);

    return arena_printf(&request->arena, "\"%016llx\"", (unsigned long long)XXH3_64bits(asked, strlen(asked)));
}

static void take_piece(struct follow *follow, const PGresult *result)
{
    int rows = count_entries(result);

    follow->piece.length = 0;
    follow->piece_sent = 0;
    for (int i = 0; i < rows; i++) {
        append_line(&follow->piece, result, i);
        buffer_append_char(&follow->piece, '\n');
    }
    note_progress(follow, result, rows);
    if (follow->left >= 0)
        follow->left -= rows;
}

static void finish_piece(struct group *group)
{
    struct follow *follow = follow_of(group);

    if (group->outcome == GROUP_DONE)
        take_piece(follow, group->result);
    else
        follow->exchange->request->problem = PROBLEM_UNAVAILABLE; /* it breaks off: there is no other word any more */
    group_finish(group);
    MHD_resume_connection(follow->exchange->request->connection);
}

static bool is_all_sent(const struct follow *follow)
{
    return follow->after >= follow->end || follow->left == 0;
}

static bool ask_piece(struct follow *follow, void (*done)(struct group *group))
{
    follow->limit = follow->left >= 0 && follow->left < PIECE_LIMIT ? follow->left : PIECE_LIMIT;
    return ask(follow, done);
}

static ssize_t read_lines(struct answer_stream *stream, char *out, size_t most)
{
    struct follow *follow = (struct follow *)stream;
    size_t count = follow->piece.length - follow->piece_sent;

    if (follow->exchange->request->problem != PROBLEM_NONE)
        return STREAM_BROKEN;
    if (count == 0) {
        if (is_all_sent(follow))
            return STREAM_ENDED;
        if (!ask_piece(follow, finish_piece))
            return STREAM_BROKEN;
        MHD_suspend_connection(follow->exchange->request->connection);
        return 0;
    }
    if (count > most)
        count = most;
    memcpy(out, follow->piece.data + follow->piece_sent, count);
    follow->piece_sent += count;
    return (ssize_t)count;
}

static void close_lines(struct answer_stream *stream)
{
    struct follow *follow = (struct follow *)stream;

    buffer_finish(&follow->piece);
    group_finish(&follow->exchange->group);
}

static void finish_first_piece(struct group *group)
{
    struct follow *follow = follow_of(group);
    struct request *request = follow->exchange->request;

    if (group->outcome == GROUP_DONE) {
        take_piece(follow, group->result);
        follow->end = follow->last;
        follow->stream = (struct answer_stream){.bytes = unknown_bytes, .read = read_lines, .close = close_lines};
        request->answer.status = MHD_HTTP_OK;
        request->answer.content_type = "application/x-ndjson";
        request->answer.etag = make_tag(follow);
        request->answer.content_disposition = "attachment; filename=\"changes.ndjson\"";
        request->answer.stream = &follow->stream;
    } else {
        exchange_tell_failure(follow->exchange);
    }
    exchange_resume(follow->exchange);
}

static bool start_lines(struct follow *follow)
{
    follow->left = get_number(follow->exchange->request, "limit", -1);
    if (!ask_piece(follow, finish_first_piece))
        return false;
    exchange_suspend(follow->exchange->request);
    return true;
}

bool follow_start(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct follow *follow;

    if (request->operation->feed == FEED_CHECKPOINT)
        return checkpoint_start(exchange);
    follow = arena_alloc(&request->arena, sizeof *follow);
    exchange->follow = follow;
    follow->exchange = exchange;
    follow->followers = exchange->room->followers;
    follow->after = get_number(request, "after", 0);
    follow->socket = request_socket(request);
    return request->operation->feed == FEED_LINES ? start_lines(follow) : start_page(follow);
}

/* The room. */

struct followers *followers_create(struct feed *feed, size_t most)
{
    struct followers *followers = calloc(1, sizeof *followers);

    if (!followers)
        abort();
    followers->feed = feed;
    followers->most = most;
    followers->next_look_us = INT64_MAX;
    followers->sockets = calloc(most + 1, sizeof *followers->sockets);
    followers->polled = calloc(most + 1, sizeof(struct follow *));
    if (!followers->sockets || !followers->polled)
        abort();
    followers->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (followers->event_fd >= 0 && feed_listen(feed, followers->event_fd))
        return followers;
    followers_destroy(followers);
    return NULL;
}

void followers_destroy(struct followers *followers)
{
    if (!followers)
        return;
    if (followers->event_fd >= 0) {
        feed_stop_listening(followers->feed, followers->event_fd);
        close(followers->event_fd);
    }
    free(followers->sockets);
    free(followers->polled);
    free(followers);
}

int followers_descriptor(const struct followers *followers)
{
    return followers->event_fd;
}

/* Strangers who wait for the same, from the same place on, ask once. */
static bool join(struct follow *follow, struct follow *asking)
{
    const struct request *request = follow->exchange->request;
    size_t tries = MOST_COMPARED;

    if (request->key_id)
        return false;
    for (; asking && tries--; asking = asking->next) {
        if (!asking->exchange->request->key_id && asking->after == follow->after &&
            strcmp(asking->exchange->request->target, request->target) == 0) {
            follow->next_same = asking->next_same;
            asking->next_same = follow;
            return true;
        }
    }
    return false;
}

void followers_take_news(struct followers *followers)
{
    int64_t head = feed_head(followers->feed);
    struct follow *asking = NULL; /* linked by `next`, which nobody uses who does not wait */
    uint64_t ignored;

    if (read(followers->event_fd, &ignored, sizeof ignored) < 0)
        return; /* already taken */
    for (struct follow *next, *follow = followers->first; follow; follow = next) {
        next = follow->next;
        if (follow->after >= head)
            continue;
        stop_waiting(follow);
        if (!join(follow, asking)) {
            follow->next = asking;
            asking = follow;
        }
    }
    for (struct follow *next, *follow = asking; follow; follow = next) {
        next = follow->next;
        follow->next = NULL;
        if (!ask(follow, finish_page))
            resume_page(follow);
    }
}

/* A client that has closed its side is answered too, since it may have closed that one alone. */
static void find_gone(struct followers *followers)
{
    nfds_t count = 0;

    for (struct follow *follow = followers->first; follow; follow = follow->next) {
        followers->polled[count] = follow;
        followers->sockets[count++] = (struct pollfd){.fd = follow->socket, .events = POLLRDHUP};
    }
    if (poll(followers->sockets, count, 0) <= 0)
        return;
    for (nfds_t i = 0; i < count; i++) {
        if (followers->sockets[i].revents)
            followers->polled[i]->until_us = 0;
    }
}

int64_t followers_next_us(const struct followers *followers)
{
    return followers && followers->first ? followers->next_look_us : INT64_MAX;
}

void followers_handle_time(struct followers *followers, int64_t now_us)
{
    int64_t next_us = now_us + LOOK_US;

    if (now_us < followers_next_us(followers) || !followers || !followers->first)
        return;
    find_gone(followers);
    for (struct follow *next, *follow = followers->first; follow; follow = next) {
        next = follow->next;
        if (is_gone_or_over(follow, now_us))
            answer_nothing(follow);
        else if (follow->until_us < next_us)
            next_us = follow->until_us;
    }
    followers->next_look_us = next_us;
}

void followers_close(struct followers *followers)
{
    if (!followers)
        return;
    followers->is_over = true;
    while (followers->first)
        answer_nothing(followers->first);
}

void followers_note(struct followers *followers, const struct request *request)
{
    bool has_changed =
        request->method != METHOD_GET && !request->is_options && request->answer.status < MHD_HTTP_MULTIPLE_CHOICES;

    if (followers && has_changed)
        feed_note_change(followers->feed);
}
