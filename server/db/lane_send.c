/* lane_send.c: what a lane sends: statements prepared where they are new, the segments of groups, the Syncs that end
 * them. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "db/lane_inside.h"

enum { NAME_BYTES = 16 };

static void expect(struct lane *lane, enum expected_kind kind, struct group *group)
{
    expectations_push(&lane->expected, (struct expected){.kind = kind, .group = group, .slot = NO_SLOT});
}

static bool send_sync(struct lane *lane, struct group *group)
{
    lane->sync_owed = false;
    if (!PQpipelineSync(lane->connection))
        return false;
    expect(lane, EXPECT_SYNC, group);
    return true;
}

static bool send_owed_sync(struct lane *lane)
{
    return !lane->sync_owed || send_sync(lane, NULL);
}

/* A statement is prepared under a Sync of its own, so that a failure around it can not take it along. Within an open
 * group, which a Sync would end, it is prepared ahead of what comes next: only another like it can fail before. */
static bool prepare(struct lane *lane, int slot, const char *name, const char *sql, bool replaces)
{
    char deallocate[NAME_BYTES + sizeof "deallocate "];
    struct expected expected = {.group = lane->open, .slot = slot};

    if (!send_owed_sync(lane))
        return false;
    if (replaces) {
        snprintf(deallocate, sizeof deallocate, "deallocate %s", name);
        if (!PQsendQueryParams(lane->connection, deallocate, 0, NULL, NULL, NULL, NULL, 0))
            return false;
        expected.kind = EXPECT_DEALLOCATED;
        expectations_push(&lane->expected, expected);
    }
    if (!PQsendPrepare(lane->connection, name, sql, 0, NULL))
        return false;
    expected.kind = EXPECT_PREPARED;
    expectations_push(&lane->expected, expected);
    return lane->open || send_sync(lane, NULL);
}

static bool prepare_prologue(struct lane *lane)
{
    if (!lane->options.prologue || lane->prologue_prepared)
        return true;
    lane->prologue_prepared = true;
    return prepare(lane, NO_SLOT, "prologue", lane->options.prologue, false);
}

static bool prepare_segments(struct lane *lane, const struct group *group)
{
    for (size_t i = 0; i < group->segment_count; i++) {
        const struct statement *statement = group->segments[i].statement;
        uint64_t *prepared = &lane->prepared[statement->slot];
        char name[NAME_BYTES];
        bool replaces = *prepared != 0;

        if (*prepared == statement->generation)
            continue;
        *prepared = statement->generation;
        snprintf(name, sizeof name, "s%u", statement->slot);
        if (!prepare(lane, (int)statement->slot, name, statement->sql, replaces))
            return false;
    }
    return true;
}

static bool send_segments(struct lane *lane, struct group *group)
{
    for (size_t i = 0; i < group->segment_count; i++) {
        const struct segment *segment = &group->segments[i];
        char name[NAME_BYTES];

        snprintf(name, sizeof name, "s%u", segment->statement->slot);
        if (!PQsendQueryPrepared(lane->connection, name, (int)segment->statement->parameter_count, segment->values,
                                 segment->lengths, segment->formats, segment->answers_binary))
            return false;
        expect(lane, EXPECT_SEGMENT, group);
    }
    return true;
}

static bool send_prologue(struct lane *lane, struct group *group)
{
    if (!lane->options.prologue)
        return true;
    if (!PQsendQueryPrepared(lane->connection, "prologue", (int)lane->options.prologue_parameter_count,
                             group->prologue_values, NULL, NULL, 0))
        return false;
    lane->entered = group->prologue_values;
    expect(lane, EXPECT_PROLOGUE, group);
    return true;
}

/* Whether the group may share the Sync that is owed: its transaction was begun for nobody else. What is sent again, since a
 * neighbour had failed, has none. */
static bool may_join(const struct lane *lane, const struct group *group)
{
    if (!lane->sync_owed || group->repeated)
        return false;
    return !lane->options.prologue ||
           group_is_same_asker(group->prologue_values, lane->entered, lane->options.identity_count);
}

static bool send_group(struct lane *lane, struct group *group)
{
    group->is_open = group->more != NULL;
    group->repeated |= group->is_open; /* it goes on from results that can not be asked for twice */
    if (!prepare_prologue(lane) || !prepare_segments(lane, group))
        return false;
    if (!may_join(lane, group) && (!send_owed_sync(lane) || !send_prologue(lane, group)))
        return false;
    if (!send_segments(lane, group))
        return false;
    if (group->more) {
        lane->open = group;
        return PQsendFlushRequest(lane->connection);
    }
    assert(!group->has_block);
    if (lane->options.shares_sync && !group->repeated) {
        lane->sync_owed = true;
        return true;
    }
    return send_sync(lane, group);
}

/* Ends the group, and its transaction block, in which a failure may have left the session. */
static bool send_end(struct lane *lane, struct group *group)
{
    if (!send_sync(lane, group))
        return false;
    if (!group->has_block)
        return true;
    if (!PQsendQueryParams(lane->connection, "rollback", 0, NULL, NULL, NULL, NULL, 0))
        return false;
    expect(lane, EXPECT_NOTHING, NULL);
    return send_sync(lane, NULL);
}

/* The Sync of what comes last goes with it. */
void lane_continue_open_group(struct lane *lane)
{
    struct group *group = lane->open;
    bool sent = true;

    if (!group->failure && group_go_on(group))
        sent = group->is_paused || (prepare_segments(lane, group) && send_segments(lane, group));
    else
        group->more = NULL;
    if (sent && group->more) {
        sent = group->is_paused || PQsendFlushRequest(lane->connection);
    } else if (sent) {
        group->is_open = false;
        lane->open = NULL;
        sent = send_end(lane, group);
    }
    if (!sent)
        lane_lose_connection(lane, PQerrorMessage(lane->connection));
}

void lane_send_waiting(struct lane *lane)
{
    while (lane->waiting.count && !lane->open && lane->in_flight.count < lane->options.max_in_flight) {
        struct group *group = group_queue_pop(&lane->waiting);

        group_queue_push(&lane->in_flight, group);
        if (!send_group(lane, group)) {
            lane_lose_connection(lane, PQerrorMessage(lane->connection));
            return;
        }
    }
    if (!send_owed_sync(lane))
        lane_lose_connection(lane, PQerrorMessage(lane->connection));
}
