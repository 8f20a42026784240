#include "db/group.h"

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
