/* lane.h: one PostgreSQL connection in pipeline mode.
 * A lane belongs to one worker thread and is never shared. Submitting never calls back; the completion comes in a later
 * turn of the loop, exactly once. One group is one transaction: its statements up to the next Sync.
 *
 * Settings made with set_config(..., true) live until the next Sync, so groups may share one only where nobody else can be
 * meant: on a lane that logs in as somebody who can be nobody else (the public lane), and where group after group is begun
 * for one and the same asker, whose prologue then is sent once.
 *
 * A group that goes on after its first results (group.h) is followed by a request to flush instead of a Sync, until it
 * has no more. PostgreSQL counts neither statement_timeout nor idle_in_transaction_session_timeout meanwhile (tried with
 * version 15): that the pause is short is ours to see to, hence `more` waits for nobody. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/group.h"

struct lane_options {
    const char *name;                 /* for the log: "public", "own", "write" */
    const char *const *keywords;      /* libpq's connection parameters, ended by NULL; copied */
    const char *const *values;
    const char *prologue;             /* SQL sent before each group, or NULL */
    size_t prologue_parameter_count;
    size_t identity_count;            /* so many of these, the first, say who asks and for what: the rest may differ */
    bool shares_sync;                 /* the groups of one asker in one loop turn are one transaction */
    size_t max_waiting;               /* groups that wait at most */
    size_t max_in_flight;             /* groups sent and unanswered at most */
    bool waits_to_open;               /* makes no connection before lane_open, or before it is asked for something */
    int64_t wait_us;                  /* how long a group may wait for a connection */
    int64_t queue_us;                 /* how long behind others on one; 0: the same */
    int64_t idle_us;                  /* after how long without a group it lets its connection go; 0: never */
    int64_t answer_us;                /* how long an answer may take before the connection counts as lost */
};

struct lane;

struct lane *lane_create(int epoll_fd, const struct lane_options *options);

/* Lets a lane that waits for it make its first connection at that monotonic time. */
void lane_open(struct lane *lane, int64_t at_us);

/* Groups still waiting or in flight are completed as unavailable or lost. NULL is allowed. */
void lane_destroy(struct lane *lane);

/* Queues `group` behind those already there; the lane refers to it until `group->done` is called.
 * Returns false, taking nothing, when max_waiting groups are waiting: answer 503. */
[[nodiscard]] bool lane_submit(struct lane *lane, struct group *group);

/* Goes on with a group that pauses. */
void lane_go_on(struct group *group);

/* Whoever wanted the group is gone. One that waits is taken from the queue, one that pauses or is about to end by itself
 * ends. One that PostgreSQL is busy with is left behind with its connection, which PostgreSQL notices
 * (client_connection_check_interval). `done` is called, perhaps before this returns. */
void lane_abandon(struct group *group);

/* Sends what was submitted in this turn. Call once at the end of each turn of the loop. */
void lane_flush(struct lane *lane);

/* The lane's socket is ready; `events` are epoll's. The epoll data pointer of a lane's socket is the lane. */
void lane_handle_events(struct lane *lane, uint32_t events);

/* Reconnects, and gives up on groups past their time. Returns the monotonic time at which to be called again. */
int64_t lane_handle_time(struct lane *lane, int64_t now_us);

bool lane_is_ready(const struct lane *lane);

/* Whether it lost its connection, or could not get one, and has none since. */
bool lane_is_failing(const struct lane *lane);

/* Groups waiting and in flight. */
size_t lane_load(const struct lane *lane);
