/* channel.h: one connection of an import: the operations of the API, many to a pipeline.
 * The statements between two syncs are one transaction. A channel belongs to one thread. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "import/draft.h"
#include "import/plan.h"
#include "registry/registry.h"

struct step {
    const struct statement *statement;
    const char *const *values;
    const char *moment; /* when what it does happened, or NULL: now */
    struct row *row;    /* that it is for, or NULL: for the company itself */
};

struct channel;

/* A plain connection, to be finished by the caller, as the user that `database` names. NULL with *ret_error, which
 * lives in `arena`. */
PGconn *channel_connect(const char *database, struct arena *arena, const char **ret_error);

/* Connects to `database` (a libpq URI or connection string, with the user that it names). NULL with *ret_error, which
 * lives in `arena`. */
struct channel *channel_open(const struct registry *registry, const char *database, struct arena *arena,
                             const char **ret_error);
void channel_close(struct channel *channel);

/* Whether the connection broke; then nothing more can be done with it. */
bool channel_is_lost(const struct channel *channel);
const char *channel_error(const struct channel *channel);

/* Checks a draft's body against the contract as that of a request. Returns NULL, or the reason why it is refused, in
 * `kept`. */
const char *channel_check(const struct channel *channel, struct draft *draft, struct arena *arena, struct arena *kept);

/* Adds the steps of a checked draft's operation; it has at most MOST_QUERY_STATEMENTS. */
void channel_compose(struct channel *channel, const struct draft *draft, struct row *row, struct arena *arena,
                     struct step *steps, size_t *step_count);

/* The statement of an SQL text, known by a name of its own. */
const struct statement *channel_find_statement(struct channel *channel, const char *name, const char *sql,
                                               size_t parameter_count);

/* Prepares what the drafts composed since need for the first time. Call with nothing under way, before sending. */
void channel_prepare(struct channel *channel);

/* Sends one transaction that begins by entering as the operator and says with forum.moment when each step happened;
 * channel_read_transaction must follow, in the same order, with the same steps. */
void channel_send_transaction(struct channel *channel, const struct step *steps, size_t count);

/* Reads what became of it: the index of the step that failed with *ret_failure (to be cleared), `count` when all went
 * well. When the connection broke, *ret_failure is NULL and the index 0. */
size_t channel_read_transaction(struct channel *channel, const struct step *steps, size_t count,
                                PGresult **ret_failure);

/* Asks one question in a transaction of its own; NULL when it fails or the connection broke. The caller clears it. */
PGresult *channel_ask(struct channel *channel, const struct statement *statement, const char *const *values);

/* Has all that this channel committed written to disk before it returns; false when the connection broke. */
bool channel_settle(struct channel *channel);
