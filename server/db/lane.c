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

enum {
    FIRST_RETRY_US = 50 * 1000,
    LAST_RETRY_US = 2 * 1000 * 1000,
    CONNECT_US = 5 * 1000 * 1000, /* an attempt to connect may take this long */
    NAME_BYTES = 16,
    MOST_PARAMETERS_SENT = 64,
};

enum lane_state { LANE_DOWN, LANE_CONNECTING, LANE_READY };

enum expected_kind { EXPECT_PREPARED, EXPECT_PROLOGUE, EXPECT_SEGMENT, EXPECT_SYNC };

struct expected {
    enum expected_kind kind;
    struct group *group; /* of a prologue or segment; of a Sync the group that it commits, or NULL */
    size_t segment;      /* of a segment; of a preparation the statement's slot, or SLOT_OF_PROLOGUE */
};

enum { SLOT_OF_PROLOGUE = MOST_STATEMENTS };

struct queue {
    struct group *first;
    struct group *last;
    size_t count;
};

struct lane {
    struct lane_options options;
    int epoll_fd;
    int socket; /* as registered with epoll, or -1 */
    uint32_t events;
    enum lane_state state;
    PGconn *connection;
    int64_t state_since_us;
    int64_t retry_us;
    int64_t retry_at_us;
    uint64_t prepared[MOST_STATEMENTS]; /* generation of what the slot's name stands for on this connection */
    bool prologue_prepared;
    bool sync_owed; /* groups were sent that no Sync follows yet */
    struct queue waiting;
    struct queue in_flight;
    struct expected *ring;
    size_t ring_capacity, ring_first, ring_count;
};

static void queue_push(struct queue *queue, struct group *group)
{
    group->next = NULL;
    if (queue->last)
        queue->last->next = group;
    else
        queue->first = group;
    queue->last = group;
    queue->count++;
}

static void queue_push_front(struct queue *queue, struct group *group)
{
    group->next = queue->first;
    queue->first = group;
    if (!queue->last)
        queue->last = group;
    queue->count++;
}

static struct group *queue_pop(struct queue *queue)
{
    struct group *group = queue->first;

    queue->first = group->next;
    if (!queue->first)
        queue->last = NULL;
    queue->count--;
    return group;
}

static void expect(struct lane *lane, enum expected_kind kind, struct group *group, size_t segment)
{
    if (lane->ring_count == lane->ring_capacity) {
        size_t capacity = lane->ring_capacity ? lane->ring_capacity * 2 : 256;
        struct expected *ring = calloc(capacity, sizeof *ring);

        if (!ring)
            abort();
        for (size_t i = 0; i < lane->ring_count; i++)
            ring[i] = lane->ring[(lane->ring_first + i) & (lane->ring_capacity - 1)];
        free(lane->ring);
        lane->ring = ring;
        lane->ring_capacity = capacity;
        lane->ring_first = 0;
    }
    lane->ring[(lane->ring_first + lane->ring_count++) & (lane->ring_capacity - 1)] =
        (struct expected){.kind = kind, .group = group, .segment = segment};
}

static struct expected *expected_first(struct lane *lane)
{
    return lane->ring_count ? &lane->ring[lane->ring_first] : NULL;
}

static void expected_pop(struct lane *lane)
{
    lane->ring_first = (lane->ring_first + 1) & (lane->ring_capacity - 1);
    lane->ring_count--;
}

void group_finish(struct group *group)
{
    PQclear(group->prologue_result);
    PQclear(group->result);
    PQclear(group->failure);
    group->prologue_result = NULL;
    group->result = NULL;
    group->failure = NULL;
    group->results_read = 0;
}

static void group_complete(struct group *group, enum group_outcome outcome)
{
    for (size_t i = 0; i < group->segment_count; i++)
        group->segments[i].statement->users--;
    group->outcome = outcome;
    group->done(group);
}

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

/* Gives every group in flight its fate: a read goes back to the head of the queue once, a write is lost. */
static void recall_in_flight(struct lane *lane)
{
    struct queue lost = {0};
    struct queue again = {0};

    while (lane->in_flight.count) {
        struct group *group = queue_pop(&lane->in_flight);

        group_finish(group);
        if (group->writes || group->repeated) {
            queue_push(&lost, group);
            continue;
        }
        group->repeated = true;
        queue_push(&again, group);
    }
    while (again.count) {
        /* Keep their order: push the last of them first. */
        struct group *last = again.first;
        struct group *before = NULL;

        while (last->next) {
            before = last;
            last = last->next;
        }
        if (before)
            before->next = NULL;
        else
            again.first = NULL;
        again.last = before;
        again.count--;
        queue_push_front(&lane->waiting, last);
    }
    while (lost.count) {
        struct group *group = queue_pop(&lost);

        group_complete(group, group->writes ? GROUP_LOST : GROUP_UNAVAILABLE);
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
    lane->ring_count = 0;
    lane->sync_owed = false;
    lane->prologue_prepared = false;
    memset(lane->prepared, 0, sizeof lane->prepared);
}

/* The connection broke or could not be made: plan the next attempt. */
static void lose_connection(struct lane *lane, const char *why)
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
        lose_connection(lane, lane->connection ? PQerrorMessage(lane->connection) : "out of memory");
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
        lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    if (PQsetnonblocking(lane->connection, 1) < 0 || !PQenterPipelineMode(lane->connection)) {
        lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    watch_socket(lane, EPOLLIN);
    lane->retry_us = 0;
    change_state(lane, LANE_READY);
}

/* A statement is prepared under a Sync of its own, so that a failure around it can not take it along. */
static bool prepare(struct lane *lane, size_t slot, const char *name, const char *sql, bool replaces)
{
    char deallocate[NAME_BYTES + sizeof "deallocate "];

    if (lane->sync_owed) {
        if (!PQpipelineSync(lane->connection))
            return false;
        expect(lane, EXPECT_SYNC, NULL, 0);
        lane->sync_owed = false;
    }
    if (replaces) {
        snprintf(deallocate, sizeof deallocate, "deallocate %s", name);
        if (!PQsendQueryParams(lane->connection, deallocate, 0, NULL, NULL, NULL, NULL, 0))
            return false;
        expect(lane, EXPECT_PREPARED, NULL, slot);
    }
    if (!PQsendPrepare(lane->connection, name, sql, 0, NULL))
        return false;
    expect(lane, EXPECT_PREPARED, NULL, slot);
    if (!PQpipelineSync(lane->connection))
        return false;
    expect(lane, EXPECT_SYNC, NULL, 0);
    return true;
}

static bool prepare_segments(struct lane *lane, const struct group *group)
{
    if (lane->options.prologue && !lane->prologue_prepared) {
        if (!prepare(lane, SLOT_OF_PROLOGUE, "prologue", lane->options.prologue, false))
            return false;
        lane->prologue_prepared = true;
    }
    for (size_t i = 0; i < group->segment_count; i++) {
        const struct statement *statement = group->segments[i].statement;
        uint64_t *prepared = &lane->prepared[statement->slot];
        char name[NAME_BYTES];

        if (*prepared == statement->generation)
            continue;
        snprintf(name, sizeof name, "s%u", statement->slot);
        if (!prepare(lane, statement->slot, name, statement->sql, *prepared != 0))
            return false;
        *prepared = statement->generation;
    }
    return true;
}

static bool send_group(struct lane *lane, struct group *group)
{
    PGconn *connection = lane->connection;

    if (!prepare_segments(lane, group))
        return false;
    if (lane->options.prologue) {
        if (!PQsendQueryPrepared(connection, "prologue", (int)lane->options.prologue_parameter_count,
                                 group->prologue_values, NULL, NULL, 0))
            return false;
        expect(lane, EXPECT_PROLOGUE, group, 0);
    }
    for (size_t i = 0; i < group->segment_count; i++) {
        const struct segment *segment = &group->segments[i];
        char name[NAME_BYTES];

        snprintf(name, sizeof name, "s%u", segment->statement->slot);
        if (!PQsendQueryPrepared(connection, name, (int)segment->statement->parameter_count, segment->values, NULL, NULL,
                                 0))
            return false;
        expect(lane, EXPECT_SEGMENT, group, i);
    }
    if (lane->options.shares_sync && !group->repeated) {
        lane->sync_owed = true;
        return true;
    }
    if (!PQpipelineSync(connection))
        return false;
    expect(lane, EXPECT_SYNC, group, 0);
    return true;
}

static void send_waiting(struct lane *lane)
{
    while (lane->waiting.count && lane->in_flight.count < lane->options.max_in_flight) {
        struct group *group = queue_pop(&lane->waiting);

        queue_push(&lane->in_flight, group);
        if (!send_group(lane, group)) {
            lose_connection(lane, PQerrorMessage(lane->connection));
            return;
        }
    }
    if (lane->sync_owed) {
        lane->sync_owed = false;
        if (!PQpipelineSync(lane->connection)) {
            lose_connection(lane, PQerrorMessage(lane->connection));
            return;
        }
        expect(lane, EXPECT_SYNC, NULL, 0);
    }
}

/* Takes the group out of the list of those in flight: nearly always it is the first. */
static void leave_flight(struct lane *lane, struct group *group)
{
    struct group **link = &lane->in_flight.first;
    struct group *before = NULL;

    while (*link != group) {
        before = *link;
        link = &before->next;
    }
    *link = group->next;
    if (lane->in_flight.last == group)
        lane->in_flight.last = before;
    lane->in_flight.count--;
}

static bool is_group_over(const struct group *group)
{
    return group->failure || group->results_read == group->segment_count;
}

static void finish_group(struct lane *lane, struct group *group)
{
    leave_flight(lane, group);
    group_complete(group, group->failure ? GROUP_FAILED : GROUP_DONE);
}

/* A neighbour in the same Sync failed before it: send it again, alone. */
static void send_again_alone(struct lane *lane, struct group *group)
{
    leave_flight(lane, group);
    group_finish(group);
    group->repeated = true;
    queue_push(&lane->waiting, group);
}

static void accept_segment(const struct expected *expected, PGresult *result)
{
    struct group *group = expected->group;
    bool is_prologue = expected->kind == EXPECT_PROLOGUE;

    switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
        if (is_prologue) {
            group->prologue_result = result;
            return;
        }
        PQclear(group->result);
        group->result = result;
        group->results_read++;
        break;
    case PGRES_PIPELINE_ABORTED:
        PQclear(result);
        if (!is_prologue)
            group->results_read++;
        break;
    default:
        if (!is_prologue)
            group->results_read++;
        if (group->failure)
            PQclear(result);
        else
            group->failure = result;
        break;
    }
}

/* Groups that share a Sync are over with their last result; the others with their Sync, which commits. */
static void settle_shared_group(struct lane *lane, struct group *group)
{
    bool aborted = !group->failure && !group->result && group->results_read == group->segment_count;

    if (aborted)
        send_again_alone(lane, group);
    else if (is_group_over(group) && group->results_read == group->segment_count)
        finish_group(lane, group);
}

/* Whether the server said that it is going away: what follows is a broken connection. */
static bool is_shutdown(const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

    return state && (strncmp(state, "57P0", 4) == 0 || strncmp(state, "08", 2) == 0);
}

/* A preparation has failed, because of a lock or for want of memory, say: the next group that needs it prepares it again. */
static void forget_preparation(struct lane *lane, size_t slot)
{
    if (slot == SLOT_OF_PROLOGUE)
        lane->prologue_prepared = false;
    else
        lane->prepared[slot] = 0;
}

/* Takes one result off; returns false when there is none yet, or the lane was lost. */
static bool read_result(struct lane *lane)
{
    struct expected expected;
    PGresult *result;

    if (PQisBusy(lane->connection))
        return false;
    result = PQgetResult(lane->connection);
    if (!expected_first(lane)) {
        PQclear(result);
        return false;
    }
    if (!result)
        return true; /* the end of one command's results */
    if (PQresultStatus(result) == PGRES_FATAL_ERROR && is_shutdown(result)) {
        lose_connection(lane, PQresultErrorMessage(result));
        PQclear(result);
        return false;
    }
    expected = *expected_first(lane);
    switch (expected.kind) {
    case EXPECT_PREPARED:
        if (PQresultStatus(result) != PGRES_COMMAND_OK) {
            log_error("prepare", "lane=%s message=%s", lane->options.name, log_quote(PQresultErrorMessage(result)));
            forget_preparation(lane, expected.segment);
        }
        PQclear(result);
        break;
    case EXPECT_SYNC:
        if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
            /* The commit itself failed; the Sync's own result still follows. */
            if (expected.group && !expected.group->failure)
                expected.group->failure = result;
            else
                PQclear(result);
            return true;
        }
        PQclear(result);
        expected_pop(lane);
        if (expected.group)
            finish_group(lane, expected.group);
        return true;
    default:
        accept_segment(&expected, result);
        expected_pop(lane);
        if (expected.kind == EXPECT_SEGMENT && lane->options.shares_sync && !expected.group->repeated)
            settle_shared_group(lane, expected.group);
        return true;
    }
    expected_pop(lane);
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
        struct group *group = queue_pop(&lane->in_flight);

        group_complete(group, group->writes ? GROUP_LOST : GROUP_UNAVAILABLE);
    }
    while (lane->waiting.count)
        group_complete(queue_pop(&lane->waiting), GROUP_UNAVAILABLE);
    free(lane->ring);
    free(lane);
}

bool lane_submit(struct lane *lane, struct group *group)
{
    assert(group->segment_count > 0 && group->segment_count <= MOST_SEGMENTS);
    assert((lane->options.prologue != NULL) == (group->prologue_values != NULL));
    if (lane->waiting.count >= lane->options.max_waiting)
        return false;
    for (size_t i = 0; i < group->segment_count; i++) {
        assert(group->segments[i].statement->parameter_count <= MOST_PARAMETERS_SENT);
        group->segments[i].statement->users++;
    }
    group->submitted_us = clock_monotonic_us();
    group->repeated = false;
    queue_push(&lane->waiting, group);
    return true;
}

void lane_flush(struct lane *lane)
{
    int unsent;

    if (lane->state != LANE_READY)
        return;
    if (lane->waiting.count)
        send_waiting(lane);
    if (lane->state != LANE_READY)
        return;
    unsent = PQflush(lane->connection);
    if (unsent < 0)
        lose_connection(lane, PQerrorMessage(lane->connection));
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
        while (lane->state == LANE_READY && lane->ring_count && read_result(lane))
            ; /* what arrived before the connection broke still counts */
        if (lane->state == LANE_READY)
            lose_connection(lane, PQerrorMessage(lane->connection));
        return;
    }
    while (lane->state == LANE_READY && read_result(lane))
        ;
}

/* Completes what has waited too long. */
static void give_up_waiting(struct lane *lane, int64_t now_us)
{
    while (lane->waiting.count && now_us - lane->waiting.first->submitted_us >= lane->options.wait_us)
        group_complete(queue_pop(&lane->waiting), GROUP_UNAVAILABLE);
}

int64_t lane_handle_time(struct lane *lane, int64_t now_us)
{
    int64_t next = INT64_MAX;

    if (lane->state == LANE_DOWN && now_us >= lane->retry_at_us)
        start_connecting(lane);
    if (lane->state == LANE_CONNECTING && now_us - lane->state_since_us >= CONNECT_US)
        lose_connection(lane, "no connection within 5 s");
    if (lane->state == LANE_READY && lane->in_flight.count &&
        now_us - lane->in_flight.first->submitted_us >= lane->options.answer_us)
        lose_connection(lane, "no answer in time");
    give_up_waiting(lane, now_us);
    if (lane->state == LANE_DOWN)
        next = lane->retry_at_us;
    else if (lane->state == LANE_CONNECTING)
        next = lane->state_since_us + CONNECT_US;
    else if (lane->in_flight.count)
        next = lane->in_flight.first->submitted_us + lane->options.answer_us;
    if (lane->waiting.count && lane->waiting.first->submitted_us + lane->options.wait_us < next)
        next = lane->waiting.first->submitted_us + lane->options.wait_us;
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
