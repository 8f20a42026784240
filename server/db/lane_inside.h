/* lane_inside.h: a lane from the inside; only for lane*.c. */
#pragma once
#include "db/expected.h"
#include "db/lane.h"

/* The name of a slot is taken by a statement of before. */
static const uint64_t unknown_generation = UINT64_MAX;

enum lane_state { LANE_DOWN, LANE_CONNECTING, LANE_READY };

struct lane {
    struct lane_options options;
    int epoll_fd;
    int socket; /* as registered with epoll, or -1 */
    uint32_t events;
    enum lane_state state;
    PGconn *connection;
    int64_t state_since_us;
    int64_t retry_us;
    int64_t retry_at_us; /* INT64_MAX: not by itself */
    int64_t used_us;     /* when something was asked for last */
    uint64_t prepared[MOST_STATEMENTS]; /* generation of what the slot's name stands for on this connection */
    bool prologue_prepared;
    bool sync_owed; /* groups were sent that no Sync follows yet */
    const char *const *entered;        /* the prologue's values that were sent last */
    char entered_as[ENTERED_AS_BYTES]; /* what the prologue answered last */
    struct group_queue waiting;
    struct group_queue in_flight;
    struct group *open; /* the group whose end was not sent yet, or NULL: it has the connection for itself */
    struct expectations expected;
};

/* The connection broke or could not be made: plans the next attempt. */
void lane_lose_connection(struct lane *lane, const char *why);

/* Sends what waits, as far as the lane takes it. */
void lane_send_waiting(struct lane *lane);

/* What was sent of the open group is answered: it goes on, pauses, or ends. */
void lane_continue_open_group(struct lane *lane);
