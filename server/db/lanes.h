/* lanes.h: all lanes of one worker, by what they are for, so that nothing slow stands in front of something fast and
 * nothing public can see what is not. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "db/lane.h"

enum lane_kind {
    LANE_PUBLIC, /* anonymous reads, as forum_public: all of a loop turn share a Sync */
    LANE_OWN,    /* reads by someone with a key, as forum_app: a Sync each */
    LANE_WRITE,  /* everything that changes something, as forum_app: a Sync each, commits share their flush */
    LANE_UPLOAD, /* changes with many bytes, which would stand in front of the others; connected while there are some */
    LANE_STREAM_PUBLIC, /* strangers' reads that take long, as forum_public: a Sync each; connected while there are some */
    LANE_STREAM_OWN,    /* the same by someone with a key, as forum_app */
    LANE_KIND_COUNT
};

struct lanes_options {
    const char *database; /* libpq URI or connection string; its user is replaced by the lane's */
    const char *app_password;    /* or NULL */
    const char *public_password; /* or NULL */
    unsigned connections[LANE_KIND_COUNT];
    int64_t wait_us;
    int64_t read_timeout_us;
    int64_t write_timeout_us;
    int64_t stream_timeout_us;
};

struct lanes;

/* Whether such a lane is told who is asking: then a group has prologue_values. */
bool lanes_know_asker(enum lane_kind kind);

/* NULL with *ret_error (a literal or libpq's text, to be logged) when the connection string is wrong. */
struct lanes *lanes_create(int epoll_fd, const struct lanes_options *options, const char **ret_error);

/* PostgreSQL starts a process a connection, some 20 ms of a processor's time: the one for strangers' reads goes ahead, so that
 * the first answers do not wait for the others. This lets them follow, one after the other. */
void lanes_open(struct lanes *lanes);

void lanes_destroy(struct lanes *lanes);

/* Gives the group to the least loaded lane of the kind; false when it is full: answer 503. */
[[nodiscard]] bool lanes_submit(struct lanes *lanes, enum lane_kind kind, struct group *group);

void lanes_flush(struct lanes *lanes);

/* Returns the monotonic time at which to be called again. */
int64_t lanes_handle_time(struct lanes *lanes, int64_t now_us);

/* Whether strangers' reads can be answered now. */
bool lanes_can_read(const struct lanes *lanes);

/* Whether every kind has a lane with a connection, or one that is still about to get its first. */
bool lanes_are_ready(const struct lanes *lanes);

struct statement_cache *lanes_statements(struct lanes *lanes);
