#include "db/group.h"

#include <assert.h>
#include <string.h>

#include "base/clock.h"

void group_finish(struct group *group)
{
    PQclear(group->result);
    PQclear(group->failure);
    group->result = NULL;
    group->failure = NULL;
    group->entered_as[0] = '\0';
    group->results_read = 0;
}

bool group_is_same_asker(const char *const *values, const char *const *others, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!values[i] != !others[i] || (values[i] && strcmp(values[i], others[i]) != 0))
            return false;
    }
    return true;
}

void group_hold_statements(const struct group *group)
{
    assert(group->segment_count > 0 && group->segment_count <= MOST_SEGMENTS);
    for (size_t i = 0; i < group->segment_count; i++) {
        assert(group->segments[i].statement->parameter_count <= MOST_PARAMETERS_SENT);
        group->segments[i].statement->users++;
    }
}

static void let_statements_go(const struct segment *segments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        segments[i].statement->users--;
}

void group_complete(struct group *group, enum group_outcome outcome)
{
    let_statements_go(group->segments, group->segment_count);
    group->outcome = outcome;
    group->done(group);
}

bool group_go_on(struct group *group)
{
    struct segment answered[MOST_SEGMENTS];
    size_t answered_count = group->segment_count;

    memcpy(answered, group->segments, sizeof answered);
    group->is_paused = false;
    if (!group->more(group))
        return false;
    if (group->is_paused)
        group->segment_count = 0;
    else
        group_hold_statements(group);
    let_statements_go(answered, answered_count); /* the owner may have made use of them, so not before */
    PQclear(group->result);
    group->result = NULL;
    group->results_read = 0;
    group->submitted_us = clock_monotonic_us();
    return true;
}

void group_queue_push(struct group_queue *queue, struct group *group)
{
    group->next = NULL;
    if (queue->last)
        queue->last->next = group;
    else
        queue->first = group;
    queue->last = group;
    queue->count++;
}

struct group *group_queue_pop(struct group_queue *queue)
{
    struct group *group = queue->first;

    queue->first = group->next;
    if (!queue->first)
        queue->last = NULL;
    queue->count--;
    return group;
}

void group_queue_remove(struct group_queue *queue, struct group *group)
{
    struct group **link = &queue->first;
    struct group *before = NULL;

    while (*link != group) {
        before = *link;
        link = &before->next;
    }
    *link = group->next;
    if (queue->last == group)
        queue->last = before;
    queue->count--;
}

void group_queue_give_up(struct group_queue *queue, int64_t until_us)
{
    while (queue->count && queue->first->submitted_us <= until_us)
        group_complete(group_queue_pop(queue), GROUP_UNAVAILABLE);
}

void group_queue_prepend(struct group_queue *queue, struct group_queue *before)
{
    if (!before->count)
        return;
    before->last->next = queue->first;
    queue->first = before->first;
    if (!queue->last)
        queue->last = before->last;
    queue->count += before->count;
    *before = (struct group_queue){0};
}
