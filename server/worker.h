/* worker.h: one thread that owns its requests from accept to commit: its own epoll loop, its own libmicrohttpd daemon
 * on the shared port, its own lanes. Nothing is shared between workers but what never changes, and the table of limits.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/helper.h"
#include "config.h"
#include "http/gate.h"
#include "http/recognise.h"
#include "registry/registry.h"

struct worker;

/* Starts the thread, which connects to the database and does not listen yet. NULL with *ret_error (a literal) when that
 * fails. */
struct worker *worker_create(const struct config *config, const char **ret_error);

/* What all workers share, which outlives them. */
struct service {
    const struct registry *registry;
    struct gate *gate;
    struct helper *helper;
    struct helper *binder; /* for what takes seconds: workbooks */
    struct recogniser *recogniser;
};

/* Lets it bind the port and serve, once the database can answer strangers' reads. False when there is no descriptor for
 * it. */
[[nodiscard]] bool worker_serve(struct worker *worker, const struct service *service);

/* Waits until it serves, at most that long. NULL, or a literal that says why it does not. */
const char *worker_wait_serving(struct worker *worker, int64_t timeout_us);

/* Stops accepting, finishes what is under way, ends the thread. NULL is allowed. */
void worker_destroy(struct worker *worker);
