/* How a lane reads its answers: PostgreSQL answers in the order in which it was asked, so the lane remembers what it
 * asked as a ring of expectations (a statement prepared, a segment of a group, a Sync) and takes them off one by one.
 * PQgetResult gives each command's results followed by NULL, and a Sync as a result of its own without a NULL. */
#include "db/lane.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/lane_inside.h"

enum {
    FIRST_RETRY_US = 50 * 1000,
    LAST_RETRY_US = 2 * 1000 * 1000,
    CONNECT_US = 5 * 1000 * 1000, /* an attempt to connect may take this long */
};

static void watch_socket(struct lane *lane, uint32_t events)
{
    int socket = lane->connection ? PQsocket(lane->connection) : -1;
    struct epoll_event event = {.events = events, .data.ptr = lane};

    if (socket == lane->socket && events == lane->events)
        return;
    if (lane->socket >= 0 && lane->socket != socket)
        epoll_ctl(lane->epoll_fd, EPOLL_CTL_DEL, lane->socket, NULL);
    /* libpq may close one socket and open another under the same number between two calls, which drops the registration
     * silently: so modify, and add when there was nothing to modify. */
    if (socket >= 0 && epoll_ctl(lane->epoll_fd, EPOLL_CTL_MOD, socket, &event) < 0 && errno == ENOENT)
        epoll_ctl(lane->epoll_fd, EPOLL_CTL_ADD, socket, &event);
    lane->socket = socket;
    lane->events = events;
}

static void change_state(struct lane *lane, enum lane_state state)
{
    assert(state != lane->state);
    assert(state != LANE_READY || lane->state == LANE_CONNECTING);
    lane->state = state;
    lane->state_since_us = clock_monotonic_us();
}

/* No answer will come: without its end, PostgreSQL has surely undone a change. */
static enum group_outcome outcome_unanswered(const struct group *group)
{
    return group->writes && !group->is_open ? GROUP_LOST : GROUP_UNAVAILABLE;
}

/* Gives every group in flight its fate: a read goes back to the head of the queue once, a write is lost. */
static void recall_in_flight(struct lane *lane)
{
    struct group_queue lost = {0};
    struct group_queue again = {0};

    while (lane->in_flight.count) {
        struct group *group = group_queue_pop(&lane->in_flight);
        bool repeats = !group->writes && !group->repeated;

        group_finish(group);
        group->repeated |= repeats;
        group_queue_push(repeats ? &again : &lost, group);
    }
    group_queue_prepend(&lane->waiting, &again);
    while (lost.count) {
        struct group *group = group_queue_pop(&lost);

        group_complete(group, outcome_unanswered(group));
    }
}

static void disconnect(struct lane *lane)
{
    if (lane->socket >= 0)
        epoll_ctl(lane->epoll_fd, EPOLL_CTL_DEL, lane->socket, NULL);
    lane->socket = -1;
    lane->events = 0;
    PQfinish(lane->connection);
    lane->connection = NULL;
    lane->expected.count = 0;
    lane->open = NULL;
    lane->sync_owed = false;
    lane->prologue_prepared = false;
    memset(lane->prepared, 0, sizeof lane->prepared);
}

/* The connection broke or could not be made: plan the next attempt. */
void lane_lose_connection(struct lane *lane, const char *why)
{
    log_error("database", "lane=%s message=%s", lane->options.name, log_quote(why));
    disconnect(lane);
    lane->retry_us = lane->retry_us ? lane->retry_us * 2 : FIRST_RETRY_US;
    if (lane->retry_us > LAST_RETRY_US)
        lane->retry_us = LAST_RETRY_US;
    lane->retry_at_us = clock_monotonic_us() + lane->retry_us;
    change_state(lane, LANE_DOWN);
    recall_in_flight(lane);
}

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

static void start_connecting(struct lane *lane)
{
    change_state(lane, LANE_CONNECTING);
    lane->connection = PQconnectStartParams(lane->options.keywords, lane->options.values, 0);
    if (!lane->connection || PQstatus(lane->connection) == CONNECTION_BAD) {
        lane_lose_connection(lane, lane->connection ? PQerrorMessage(lane->connection) : "out of memory");
        return;
    }
    PQsetNoticeReceiver(lane->connection, ignore_notice, NULL);
    watch_socket(lane, EPOLLOUT);
}

static void continue_connecting(struct lane *lane)
{
    switch (PQconnectPoll(lane->connection)) {
    case PGRES_POLLING_READING:
        watch_socket(lane, EPOLLIN);
        return;
    case PGRES_POLLING_WRITING:
        watch_socket(lane, EPOLLOUT);
        return;
    case PGRES_POLLING_OK:
        break;
    default:
        lane_lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    if (PQsetnonblocking(lane->connection, 1) < 0 || !PQenterPipelineMode(lane->connection)) {
        lane_lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    watch_socket(lane, EPOLLIN);
    lane->retry_us = 0;
    change_state(lane, LANE_READY);
}

static void finish_group(struct lane *lane, struct group *group)
{
    group_queue_remove(&lane->in_flight, group);
    group_complete(group, group->failure ? GROUP_FAILED : GROUP_DONE);
}

/* A neighbour in the same Sync failed before it: send it again, alone. */
static void send_again_alone(struct lane *lane, struct group *group)
{
    group_queue_remove(&lane->in_flight, group);
    group_finish(group);
    group->repeated = true;
    group_queue_push(&lane->waiting, group);
}

/* Groups of one asker share a prologue, which stands before the first of them. */
static void accept_segment(struct lane *lane, const struct expected *expected, PGresult *result)
{
    struct group *group = expected->group;
    bool is_prologue = expected->kind == EXPECT_PROLOGUE;
    ExecStatusType status = PQresultStatus(result);
    bool succeeded = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
    PGresult **place = succeeded ? &group->result : &group->failure;

    group->results_read += !is_prologue;
    if (is_prologue && succeeded)
        snprintf(lane->entered_as, ENTERED_AS_BYTES, "%s", PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
    if ((is_prologue && succeeded) || status == PGRES_PIPELINE_ABORTED || (!succeeded && group->failure)) {
        PQclear(result); /* of errors the first says what was wrong */
        return;
    }
    memcpy(group->entered_as, lane->entered_as, ENTERED_AS_BYTES);
    PQclear(*place);
    *place = result;
}

/* Groups that share a Sync are over with their last result; the others with their Sync, which commits. */
static void settle_shared_group(struct lane *lane, struct group *group)
{
    if (group->results_read < group->segment_count)
        return;
    if (group->failure || group->result)
        finish_group(lane, group);
    else
        send_again_alone(lane, group);
}

/* Whether no more will be said on this connection: the server has said that it goes away, or libpq that it is gone; its
 * own errors have no SQLSTATE. */
static bool is_end(const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    return PQresultStatus(result) == PGRES_FATAL_ERROR &&
           (!state || strncmp(state, "57P0", 4) == 0 || strncmp(state, "08", 2) == 0);
}

/* What the slot's name stands for when preparing or deallocating failed: the sending side has counted on success. */
static void correct_prepared(struct lane *lane, const struct expected *expected, const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    if (expected->slot == NO_SLOT)
        lane->prologue_prepared = false;
    else if (expected->kind == EXPECT_DEALLOCATED)
        lane->prepared[expected->slot] = state && strcmp(state, "26000") == 0 ? 0 : unknown_generation;
    else if (lane->prepared[expected->slot] != unknown_generation)
        lane->prepared[expected->slot] = 0;
}

static void accept_preparation(struct lane *lane, const struct expected *expected, PGresult *result)
{
    struct group *group = expected->group;
    ExecStatusType status = PQresultStatus(result);

    if (status != PGRES_COMMAND_OK)
        correct_prepared(lane, expected, result);
    if (status == PGRES_FATAL_ERROR) {
        log_error("prepare", "lane=%s message=%s", lane->options.name, log_quote(PQresultErrorMessage(result)));
        if (group && !group->failure) {
            group->failure = result;
            return;
        }
    }
    PQclear(result);
}

/* A Sync's own result ends it; an error before that is the commit's. */
static void accept_sync(struct lane *lane, struct group *group, PGresult *result)
{
    if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
        PQclear(result);
        expectations_pop(&lane->expected);
        if (group)
            finish_group(lane, group);
    } else if (group && !group->failure) {
        group->failure = result;
    } else {
        PQclear(result);
    }
}

/* Takes one result off; returns false when there is none yet, or the lane was lost. */
static bool read_result(struct lane *lane)
{
    struct expected expected;
    PGresult *result;

    if (PQisBusy(lane->connection))
        return false;
    result = PQgetResult(lane->connection);
    if (!expectations_first(&lane->expected)) {
        PQclear(result);
        return false;
    }
    if (!result && PQstatus(lane->connection) != CONNECTION_BAD)
        return true; /* the end of one command's results */
    if (!result || is_end(result)) {
        lane_lose_connection(lane, result ? PQresultErrorMessage(result) : PQerrorMessage(lane->connection));
        PQclear(result);
        return false;
    }
    expected = *expectations_first(&lane->expected);
    if (expected.kind == EXPECT_SYNC) {
        accept_sync(lane, expected.group, result);
        return true;
    }
    expectations_pop(&lane->expected);
    if (expected.kind == EXPECT_PREPARED || expected.kind == EXPECT_DEALLOCATED) {
        accept_preparation(lane, &expected, result);
        return true;
    }
    if (expected.kind == EXPECT_NOTHING) {
        PQclear(result);
        return true;
    }
    accept_segment(lane, &expected, result);
    if (expected.kind == EXPECT_SEGMENT && lane->options.shares_sync && !expected.group->repeated)
        settle_shared_group(lane, expected.group);
    else if (expected.group == lane->open && lane->open->results_read == lane->open->segment_count)
        lane_continue_open_group(lane);
    return true;
}

struct lane *lane_create(int epoll_fd, const struct lane_options *options)
{
    struct lane *lane = calloc(1, sizeof *lane);

    if (!lane)
        abort();
    lane->options = *options;
    lane->epoll_fd = epoll_fd;
    lane->socket = -1;
    lane->retry_at_us = options->waits_to_open ? INT64_MAX : clock_monotonic_us();
    return lane;
}

void lane_open(struct lane *lane, int64_t at_us)
{
    if (lane->retry_at_us == INT64_MAX)
        lane->retry_at_us = at_us;
}

void lane_destroy(struct lane *lane)
{
    if (!lane)
        return;
    disconnect(lane);
    while (lane->in_flight.count) {
        struct group *group = group_queue_pop(&lane->in_flight);

        group_complete(group, outcome_unanswered(group));
    }
    while (lane->waiting.count)
        group_complete(group_queue_pop(&lane->waiting), GROUP_UNAVAILABLE);
    expectations_finish(&lane->expected);
    free(lane);
}

bool lane_submit(struct lane *lane, struct group *group)
{
    assert(!group->more || !lane->options.shares_sync); /* its pause would be its neighbours' too */
    assert((lane->options.prologue != NULL) == (group->prologue_values != NULL));
    if (lane->waiting.count >= lane->options.max_waiting)
        return false;
    group_hold_statements(group);
    group->is_open = false;
    group->submitted_us = lane->used_us = clock_monotonic_us();
    group->repeated = false;
    group->is_paused = false;
    group->lane = lane;
    group_queue_push(&lane->waiting, group);
    lane_open(lane, group->submitted_us);
    return true;
}

void lane_go_on(struct group *group)
{
    assert(group->is_paused);
    lane_continue_open_group(group->lane);
}

static bool is_waiting(const struct lane *lane, const struct group *group)
{
    for (const struct group *waiting = lane->waiting.first; waiting; waiting = waiting->next) {
        if (waiting == group)
            return true;
    }
    return false;
}

void lane_abandon(struct group *group)
{
    struct lane *lane = group->lane;

    if (is_waiting(lane, group)) {
        group_queue_remove(&lane->waiting, group);
        group_complete(group, GROUP_UNAVAILABLE);
    } else if (group->is_paused) {
        lane_go_on(group);
    } else if (lane->open == group) {
        assert(lane->in_flight.count == 1);
        group_queue_remove(&lane->in_flight, group);
        disconnect(lane);
        change_state(lane, LANE_DOWN);
        lane->retry_at_us = lane->waiting.count ? clock_monotonic_us() : INT64_MAX;
        group_complete(group, GROUP_UNAVAILABLE);
    }
}

void lane_flush(struct lane *lane)
{
    int unsent;

    if (lane->state != LANE_READY)
        return;
    if (lane->waiting.count)
        lane_send_waiting(lane);
    if (lane->state != LANE_READY)
        return;
    unsent = PQflush(lane->connection);
    if (unsent < 0)
        lane_lose_connection(lane, PQerrorMessage(lane->connection));
    else
        watch_socket(lane, unsent ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

void lane_handle_events(struct lane *lane, uint32_t events)
{
    (void)events;
    if (lane->state == LANE_CONNECTING) {
        continue_connecting(lane);
        return;
    }
    if (lane->state != LANE_READY)
        return;
    if (!PQconsumeInput(lane->connection)) {
        while (lane->state == LANE_READY && lane->expected.count && read_result(lane))
            ; /* what arrived before the connection broke still counts */
        if (lane->state == LANE_READY)
            lane_lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    while (lane->state == LANE_READY && read_result(lane))
        ;
}

/* How long a group may wait now: for a connection, or behind others on one. */
static int64_t most_wait_us(const struct lane *lane)
{
    return lane->state == LANE_READY && lane->options.queue_us ? lane->options.queue_us : lane->options.wait_us;
}

/* A connection that nothing has asked for lately is given back. */
static void rest(struct lane *lane)
{
    disconnect(lane);
    change_state(lane, LANE_DOWN);
    lane->retry_at_us = INT64_MAX;
}

int64_t lane_handle_time(struct lane *lane, int64_t now_us)
{
    int64_t next = INT64_MAX;

    if (lane->state == LANE_DOWN && now_us >= lane->retry_at_us)
        start_connecting(lane);
    if (lane->state == LANE_CONNECTING && now_us - lane->state_since_us >= CONNECT_US)
        lane_lose_connection(lane, "no connection within 5 s");
    if (lane->state == LANE_READY && lane->in_flight.count &&
        !lane->in_flight.first->is_paused && now_us - lane->in_flight.first->submitted_us >= lane->options.answer_us)
        lane_lose_connection(lane, "no answer in time");
    group_queue_give_up(&lane->waiting, now_us - most_wait_us(lane));
    if (lane->options.idle_us && lane->state == LANE_READY && !lane_load(lane) &&
        now_us - lane->used_us >= lane->options.idle_us)
        rest(lane);
    if (lane->state == LANE_DOWN)
        next = lane->retry_at_us;
    else if (lane->state == LANE_CONNECTING)
        next = lane->state_since_us + CONNECT_US;
    else if (lane->in_flight.count && !lane->in_flight.first->is_paused)
        next = lane->in_flight.first->submitted_us + lane->options.answer_us;
    else if (lane->options.idle_us)
        next = lane->used_us + lane->options.idle_us;
    if (lane->waiting.count && lane->waiting.first->submitted_us + most_wait_us(lane) < next)
        next = lane->waiting.first->submitted_us + most_wait_us(lane);
    return next;
}

bool lane_is_ready(const struct lane *lane)
{
    return lane->state == LANE_READY;
}

bool lane_is_failing(const struct lane *lane)
{
    return lane->state != LANE_READY && lane->retry_us > 0;
}

size_t lane_load(const struct lane *lane)
{
    return lane->waiting.count + lane->in_flight.count;
}
