/* bulk.h: what many records do alike, in one statement.
 * A row sent alone costs PostgreSQL three times what it costs among others. So creating and the plain steps of a life
 * cycle go many at once into the same tables, past the same constraints, triggers and transition table as a request's.
 * What is refused there, whole, is sent again request by request with the API's own SQL, which says why. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "import/channel.h"
#include "import/draft.h"

enum { BULK_FORMS = 6, MOST_BULK_VALUES = 4 };

/* The drafts of one operation. */
struct bulk_group {
    struct buffer values[MOST_BULK_VALUES]; /* arrays, an element a draft */
    struct row **rows;                      /* whose drafts they are; NULL for a company */
    size_t count;
};

struct bulk {
    struct arena *arena; /* of the batch */
    size_t most;         /* drafts of one operation that fit */
    struct bulk_group groups[BULK_FORMS];
};

/* The SQL, once for the process: it follows from the contract. Texts live in `arena`. The screens need a connection:
 * they call the functions that the database generates from its constraints. Returns NULL, or what went wrong. */
struct bulk_sql {
    const char *sql[BULK_FORMS];
    const char *screens[BULK_FORMS]; /* or NULL */
};
const char *bulk_sql_init(struct bulk_sql *sql, const struct registry *registry, PGconn *connection,
                          struct arena *arena);

/* Of a checked draft: the place of its form in the order in which forms are carried out, BULK_FORMS when it does not go
 * with others. */
size_t bulk_find_form(const struct draft *draft);

void bulk_init(struct bulk *bulk, struct arena *arena, size_t most);
void bulk_clear(struct bulk *bulk);
void bulk_finish(struct bulk *bulk);

/* Adds a checked draft; false when it is not of a kind that goes with others. */
bool bulk_add(struct bulk *bulk, const struct draft *draft, struct row *row);

/* Asks which rows would violate constraints, and calls `refuse` for each with their names, comma separated. */
void bulk_screen(struct bulk *bulk, const struct bulk_sql *sql, struct channel *channel,
                 void (*refuse)(void *owner, struct row *row, const char *constraints), void *owner);

/* Adds the steps that carry out all that was added, at most BULK_FORMS, as of a moment. */
void bulk_compose(struct bulk *bulk, const struct bulk_sql *sql, struct channel *channel, const char *moment,
                  struct step *steps, size_t *step_count);
