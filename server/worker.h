/* worker.h: one thread that owns its requests from accept to commit: its own epoll loop, its own libmicrohttpd daemon on the
 * shared port, its own lanes. Nothing is shared between workers but what never changes. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "config.h"
#include "registry/registry.h"

struct worker;

/* Binds the port and starts the thread. NULL with *ret_error (a literal) when that fails. */
struct worker *worker_create(const struct config *config, const struct registry *registry, const char **ret_error);

/* Waits until the worker's lanes are connected, at most that long; false when they are not. */
bool worker_wait_ready(struct worker *worker, int64_t timeout_us);

/* Stops accepting, finishes what is under way, ends the thread. NULL is allowed. */
void worker_destroy(struct worker *worker);
