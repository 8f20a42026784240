/* work.h: takes the companies of a plan in, with several channels at once.
 * A batch of companies with all their rows is one transaction. When PostgreSQL refuses it, each company is a
 * transaction of its own, request by request, and is sent again without the row that was refused: one bad row refuses
 * only itself. */
#pragma once
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "import/bulk.h"
#include "import/plan.h"
#include "registry/registry.h"

struct work {
    const struct registry *registry;
    const struct bulk_sql *bulk_sql;
    const char *database;
    struct plan *plan;
    atomic_size_t next_company;
    atomic_size_t rows_done;
    atomic_bool is_stopped; /* by an error, or by asking for it */
};

/* One thread with its own connection. */
struct loader;

/* NULL when no connection can be made, with *ret_error, which lives in the plan's arena. */
struct loader *loader_start(struct work *work, const char **ret_error);
bool loader_is_done(const struct loader *loader);

/* Waits for the end. The reasons of rows refused live until loader_destroy. Returns NULL, or what went wrong. */
const char *loader_join(struct loader *loader);
void loader_destroy(struct loader *loader);
