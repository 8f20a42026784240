/* expected.h: what a connection was asked and has not answered yet, in order: PostgreSQL answers in the order in which
 * it was asked. */
#pragma once
#include <stddef.h>

struct group;

enum expected_kind {
    EXPECT_DEALLOCATED, /* a slot's name is free again */
    EXPECT_PREPARED,
    EXPECT_PROLOGUE,
    EXPECT_SEGMENT,
    EXPECT_NOTHING, /* of interest: the end of a transaction block */
    EXPECT_SYNC
};

enum { NO_SLOT = -1 }; /* the prologue's */

struct expected {
    enum expected_kind kind;
    struct group *group; /* of a prologue or segment; of a Sync the group that it commits; of what is prepared the open
                            group that it was prepared in; else NULL */
    int slot;            /* of the statement that is prepared or deallocated */
};

/* A ring that grows; all zero is an empty one. */
struct expectations {
    struct expected *ring;
    size_t capacity, first, count;
};

void expectations_finish(struct expectations *all);
void expectations_push(struct expectations *all, struct expected expected);

/* The next to be answered, or NULL. */
const struct expected *expectations_first(const struct expectations *all);

void expectations_pop(struct expectations *all);
