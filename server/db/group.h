/* group.h: what is sent to PostgreSQL as one transaction: its statements, and what became of them. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/statement.h"

enum { MOST_SEGMENTS = 12, MOST_PARAMETERS_SENT = 64, ENTERED_AS_BYTES = 16 };

enum group_outcome {
    GROUP_DONE,        /* every statement succeeded; a change is committed */
    GROUP_FAILED,      /* PostgreSQL refused: see `failure`; nothing was changed */
    GROUP_UNAVAILABLE, /* never sent, or surely not carried out: no connection, or it broke before the end was sent */
    GROUP_LOST         /* sent, and the connection broke before the answer: whether it was carried out is unknown */
};

/* One statement with its values, owned by the submitter until they were answered. */
struct segment {
    struct statement *statement;
    const char *const *values; /* NULL for SQL's null */
    const int *lengths;        /* of the binary values; may be NULL when all are text */
    const int *formats;        /* 1 for a binary value, 0 for text; may be NULL when all are text */
    bool answers_binary;       /* its result's values, rather than as text */
};

struct group {
    struct segment segments[MOST_SEGMENTS];
    size_t segment_count;
    const char *const *prologue_values; /* of the lane's prologue; NULL on a lane without one */
    bool writes;                        /* not repeated by itself after a lost connection */

    /* Its segments begin a transaction block, so that it may have a cursor: `begin` is the first of them, and the lane ends
     * the block, whatever became of it. */
    bool has_block;

    /* May be NULL. Called each time when all segments have succeeded, the last one's result in `result`: either puts
     * the segments that come next in the same transaction, from the first on, and returns true; or returns false, and
     * the transaction is committed. It sets itself to NULL when those are the last: their commit then needs no further
     * turn. While such a group is open its lane sends nothing else, and PostgreSQL waits for us with whatever is
     * locked: it must not wait for anybody. Where nothing is locked, a reading group may: `more` sets `is_paused`, puts no
     * segments and returns true. Then lane_go_on calls it again. */
    bool (*more)(struct group *group);
    bool is_paused;
    void (*done)(struct group *group);
    void *owner;

    /* Set when done is called. The results belong to the group: group_finish clears them. */
    enum group_outcome outcome;
    char entered_as[ENTERED_AS_BYTES]; /* the first value of what the prologue answered, or empty */
    PGresult *result;  /* of the last segment */
    PGresult *failure; /* the error, when outcome is GROUP_FAILED */

    /* The lane's own. */
    struct group *next;
    int64_t submitted_us; /* or when it went on for the last time */
    size_t results_read;
    bool is_open;  /* nothing of it can be committed yet: its Sync was not sent */
    bool repeated; /* or can not be, by itself */
    struct lane *lane; /* where it is open */
};

/* Whether the first `count` values of two prologues are the same: the same asker, for the same. */
bool group_is_same_asker(const char *const *values, const char *const *others, size_t count);

/* Clears a group's results, so that it can be submitted again. */
void group_finish(struct group *group);

/* The lane's: keeps the statements of all segments from being replaced, until group_complete. */
void group_hold_statements(const struct group *group);
void group_complete(struct group *group, enum group_outcome outcome);

/* The lane's: asks the group for more, and forgets what was answered when there is. */
bool group_go_on(struct group *group);

/* Groups one after the other, linked by `next`. */
struct group_queue {
    struct group *first;
    struct group *last;
    size_t count;
};

void group_queue_push(struct group_queue *queue, struct group *group);
struct group *group_queue_pop(struct group_queue *queue);

/* Takes one out from anywhere: nearly always it is the first. */
void group_queue_remove(struct group_queue *queue, struct group *group);

/* Completes, as unavailable, those at the front that were submitted then or before. */
void group_queue_give_up(struct group_queue *queue, int64_t until_us);

/* Puts those of `before` in front, in their order; `before` is empty afterwards. */
void group_queue_prepend(struct group_queue *queue, struct group_queue *before);
