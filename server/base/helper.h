/* helper.h: a thread for what would keep a loop waiting.
 * A job is handed over at the desk of a loop, worked on in the helper's thread, one after the other, and comes back to the
 * desk, where its loop finishes it. Until then it belongs to the helper. */
#pragma once

struct desk;
struct helper;

struct job {
    void (*work)(struct job *job); /* in the helper's thread */
    void (*done)(struct job *job); /* in the loop's, once; NULL at no desk */
    struct desk *desk;             /* its own */
    struct job *next;
};

/* NULL when the thread can not be started. */
struct helper *helper_create(void);

/* Works off what was handed over, and ends the thread. No desk is left by then. NULL is allowed. */
void helper_destroy(struct helper *helper);

/* Hands over a job that nobody waits for. It must last as long as the helper. */
void helper_submit(struct helper *helper, struct job *job);

/* One for each loop. NULL when there is no descriptor for it. */
struct desk *desk_create(struct helper *helper);

/* Waits for the jobs that were handed over at it, and finishes them. NULL is allowed. */
void desk_destroy(struct desk *desk);

/* Can be read when jobs have come back. */
int desk_descriptor(const struct desk *desk);

void desk_submit(struct desk *desk, struct job *job);

/* Finishes the jobs that have come back. */
void desk_finish_jobs(struct desk *desk);
