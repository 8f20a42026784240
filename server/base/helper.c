#include "base/helper.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* The first job that came is the first. */
struct jobs {
    struct job *first;
    struct job *last;
};

struct helper {
    pthread_t thread;
    pthread_mutex_t lock; /* of everything here, and of the desks */
    pthread_cond_t changed;
    struct jobs waiting;
    bool is_over;
};

struct desk {
    struct helper *helper;
    int event_fd;
    struct jobs back;
    size_t count; /* of jobs that are not finished */
};

static void push(struct jobs *jobs, struct job *job)
{
    job->next = NULL;
    if (jobs->last)
        jobs->last->next = job;
    else
        jobs->first = job;
    jobs->last = job;
}

static struct job *pop(struct jobs *jobs)
{
    struct job *job = jobs->first;

    if (!job)
        return NULL;
    jobs->first = job->next;
    if (!jobs->first)
        jobs->last = NULL;
    return job;
}

static void give_back(struct helper *helper, struct job *job)
{
    const uint64_t one = 1;

    push(&job->desk->back, job);
    pthread_cond_broadcast(&helper->changed);
    while (write(job->desk->event_fd, &one, sizeof one) < 0)
        ; /* interrupted: the counter has room for more jobs than there is memory */
}

static void *run(void *context)
{
    struct helper *helper = context;

    pthread_mutex_lock(&helper->lock);
    for (;;) {
        struct job *job = pop(&helper->waiting);

        if (job) {
            pthread_mutex_unlock(&helper->lock);
            job->work(job);
            pthread_mutex_lock(&helper->lock);
            if (job->desk)
                give_back(helper, job);
        } else if (helper->is_over) {
            break;
        } else {
            pthread_cond_wait(&helper->changed, &helper->lock);
        }
    }
    pthread_mutex_unlock(&helper->lock);
    return NULL;
}

struct helper *helper_create(void)
{
    struct helper *helper = calloc(1, sizeof *helper);

    if (!helper)
        abort();
    pthread_mutex_init(&helper->lock, NULL);
    pthread_cond_init(&helper->changed, NULL);
    if (pthread_create(&helper->thread, NULL, run, helper) != 0) {
        free(helper);
        return NULL;
    }
    return helper;
}

void helper_destroy(struct helper *helper)
{
    if (!helper)
        return;
    pthread_mutex_lock(&helper->lock);
    helper->is_over = true;
    pthread_cond_broadcast(&helper->changed);
    pthread_mutex_unlock(&helper->lock);
    pthread_join(helper->thread, NULL);
    pthread_mutex_destroy(&helper->lock);
    pthread_cond_destroy(&helper->changed);
    free(helper);
}

void helper_submit(struct helper *helper, struct job *job)
{
    pthread_mutex_lock(&helper->lock);
    push(&helper->waiting, job);
    pthread_cond_broadcast(&helper->changed);
    pthread_mutex_unlock(&helper->lock);
}

struct desk *desk_create(struct helper *helper)
{
    struct desk *desk = calloc(1, sizeof *desk);

    if (!desk)
        abort();
    desk->helper = helper;
    desk->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (desk->event_fd < 0) {
        free(desk);
        return NULL;
    }
    return desk;
}

int desk_descriptor(const struct desk *desk)
{
    return desk->event_fd;
}

void desk_submit(struct desk *desk, struct job *job)
{
    job->desk = desk;
    desk->count++;
    helper_submit(desk->helper, job);
}

static struct job *take_back(struct desk *desk, bool waits)
{
    struct helper *helper = desk->helper;
    struct job *job;

    pthread_mutex_lock(&helper->lock);
    while (!(job = pop(&desk->back)) && waits)
        pthread_cond_wait(&helper->changed, &helper->lock);
    pthread_mutex_unlock(&helper->lock);
    return job;
}

static void finish(struct desk *desk, struct job *job)
{
    desk->count--;
    job->done(job);
}

void desk_finish_jobs(struct desk *desk)
{
    uint64_t ignored;
    struct job *job;

    if (read(desk->event_fd, &ignored, sizeof ignored) < 0)
        return; /* nothing is back */
    while ((job = take_back(desk, false)))
        finish(desk, job);
}

void desk_destroy(struct desk *desk)
{
    if (!desk)
        return;
    while (desk->count)
        finish(desk, take_back(desk, true));
    close(desk->event_fd);
    free(desk);
}
