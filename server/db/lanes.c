#include "db/lanes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "db/login.h"

enum { MOST_LANES_OF_A_KIND = 16, SETTINGS_BYTES = 256, ANSWER_GRACE_US = 5 * 1000 * 1000 };

static const int64_t step_us = 50 * 1000; /* between the first connections of a kind */
static const int64_t on_demand_idle_us = 60 * 1000 * 1000;

/* Who is asking is decided by PostgreSQL, at the head of every group that is not anonymous. */
static const char prologue[] =
    "select role, member_id from registry.enter($1::uuid, $2::bytea, $3::text[], $4::boolean, "
    "$5::text)";

static const struct lane_row {
    const char *name;
    bool is_public; /* logs in as forum_public, else as forum_app */
    bool reads_only;
    bool shares_sync;
    size_t max_waiting;
    size_t max_in_flight;
    int64_t queue_us;  /* how long a group may wait behind others; 0: as for a connection */
    bool is_on_demand; /* connected while it is needed */
} rows[LANE_KIND_COUNT] = {
    [LANE_PUBLIC] = {"public", true, true, true, 4096, 1024, 0, false},
    [LANE_OWN] = {"own", false, true, true, 2048, 256, 0, false},
    [LANE_WRITE] = {"write", false, false, false, 1024, 16, 0, false},
    [LANE_UPLOAD] = {"upload", false, false, false, 256, 1, 60 * 1000 * 1000, true},
    [LANE_STREAM_PUBLIC] = {"stream-public", true, true, false, 64, 1, 10 * 1000 * 1000, true},
    [LANE_STREAM_OWN] = {"stream-own", false, true, false, 64, 1, 10 * 1000 * 1000, true},
};

struct lanes {
    struct statement_cache *statements;
    struct lane *lanes[LANE_KIND_COUNT][MOST_LANES_OF_A_KIND];
    unsigned count[LANE_KIND_COUNT];
    struct login logins[LANE_KIND_COUNT];
};

static bool is_stream(enum lane_kind kind)
{
    return kind == LANE_STREAM_PUBLIC || kind == LANE_STREAM_OWN;
}

bool lanes_know_asker(enum lane_kind kind)
{
    return !rows[kind].is_public;
}

static int64_t timeout_of(enum lane_kind kind, const struct lanes_options *options)
{
    if (is_stream(kind))
        return options->stream_timeout_us;
    return rows[kind].reads_only ? options->read_timeout_us : options->write_timeout_us;
}

/* A change that waits for its next part holds its locks with no statement's time running (lane.h): a machine that is
 * gone must be noticed by its socket.
 *
 * What is left as a parameter of a short read tells the planner nothing (query.h): it need not look at the values again
 * and again. What takes long is worth a plan of its own. A page's rows are in memory or on a disk without a head: at the usual
 * cost of a random page, four, the planner takes an index of which it reads ten times as much. */
static const char *settings_of(enum lane_kind kind)
{
    if (is_stream(kind))
        return "-c default_transaction_read_only=on -c plan_cache_mode=force_custom_plan -c cursor_tuple_fraction=1 "
               "-c client_connection_check_interval=1000";
    if (rows[kind].reads_only)
        return "-c default_transaction_read_only=on -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1";
    return "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";
}

static bool create_lanes(struct lanes *lanes, enum lane_kind kind, int epoll_fd, const struct lanes_options *options,
                         const char **ret_error)
{
    const struct lane_row *row = &rows[kind];
    struct login *login = &lanes->logins[kind];
    int64_t timeout_us = timeout_of(kind, options);
    const char *password = row->is_public ? options->public_password : options->app_password;
    char settings[SETTINGS_BYTES];
    struct lane_options lane = {
        .name = row->name,
        .prologue = row->is_public ? NULL : prologue,
        .prologue_parameter_count = row->is_public ? 0 : 5,
        .identity_count = row->is_public ? 0 : 4, /* all but the request's id, which only changes are told with */
        .shares_sync = row->shares_sync,
        .max_waiting = row->max_waiting,
        .max_in_flight = row->max_in_flight,
        .wait_us = options->wait_us,
        .queue_us = row->queue_us,
        .idle_us = row->is_on_demand ? on_demand_idle_us : 0,
        .answer_us = timeout_us + ANSWER_GRACE_US,
    };

    snprintf(settings, sizeof settings, "-c statement_timeout=%d -c lock_timeout=%d %s", (int)(timeout_us / 1000),
             (int)(timeout_us / 1000), settings_of(kind));
    if (!login_init(login, options->database, row->is_public ? "forum_public" : "forum_app", password, settings,
                    ret_error))
        return false;
    lane.keywords = login->keywords;
    lane.values = login->values;
    lanes->count[kind] = options->connections[kind];
    if (lanes->count[kind] > MOST_LANES_OF_A_KIND)
        lanes->count[kind] = MOST_LANES_OF_A_KIND;
    for (unsigned i = 0; i < lanes->count[kind]; i++) {
        lane.waits_to_open = kind != LANE_PUBLIC;
        lanes->lanes[kind][i] = lane_create(epoll_fd, &lane);
    }
    return true;
}

struct lanes *lanes_create(int epoll_fd, const struct lanes_options *options, const char **ret_error)
{
    struct lanes *lanes = calloc(1, sizeof *lanes);

    if (!lanes)
        abort();
    lanes->statements = statement_cache_create();
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        if (!create_lanes(lanes, kind, epoll_fd, options, ret_error)) {
            lanes_destroy(lanes);
            return NULL;
        }
    }
    return lanes;
}

void lanes_open(struct lanes *lanes)
{
    int64_t now_us = clock_monotonic_us();

    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (unsigned i = 0; i < lanes->count[kind] && !rows[kind].is_on_demand; i++)
            lane_open(lanes->lanes[kind][i], now_us + (i + 1) * step_us);
    }
}

void lanes_destroy(struct lanes *lanes)
{
    if (!lanes)
        return;
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (unsigned i = 0; i < lanes->count[kind]; i++)
            lane_destroy(lanes->lanes[kind][i]);
        login_finish(&lanes->logins[kind]);
    }
    statement_cache_destroy(lanes->statements);
    free(lanes);
}

bool lanes_submit(struct lanes *lanes, enum lane_kind kind, struct group *group)
{
    struct lane *best = lanes->lanes[kind][0];

    for (unsigned i = 1; i < lanes->count[kind]; i++) {
        struct lane *lane = lanes->lanes[kind][i];
        bool is_alike = rows[kind].is_on_demand || lane_is_ready(lane) == lane_is_ready(best);
        bool is_better = is_alike ? lane_load(lane) < lane_load(best) : lane_is_ready(lane);

        if (is_better)
            best = lane;
    }
    return lane_submit(best, group);
}

void lanes_flush(struct lanes *lanes)
{
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (unsigned i = 0; i < lanes->count[kind]; i++)
            lane_flush(lanes->lanes[kind][i]);
    }
}

int64_t lanes_handle_time(struct lanes *lanes, int64_t now_us)
{
    int64_t next = INT64_MAX;

    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        for (unsigned i = 0; i < lanes->count[kind]; i++) {
            int64_t at = lane_handle_time(lanes->lanes[kind][i], now_us);

            next = at < next ? at : next;
        }
    }
    return next;
}

bool lanes_can_read(const struct lanes *lanes)
{
    return lane_is_ready(lanes->lanes[LANE_PUBLIC][0]);
}

bool lanes_are_ready(const struct lanes *lanes)
{
    for (enum lane_kind kind = 0; kind < LANE_KIND_COUNT; kind++) {
        bool ready = false;

        for (unsigned i = 0; i < lanes->count[kind]; i++)
            ready |= !lane_is_failing(lanes->lanes[kind][i]);
        if (!ready)
            return false;
    }
    return true;
}

struct statement_cache *lanes_statements(struct lanes *lanes)
{
    return lanes->statements;
}
