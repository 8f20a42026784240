/* tables.h: which tables a dump has, in words that its writer, its description and its check share. */
#pragma once
#include <stdbool.h>

#include "contract/contract.h"

enum { MOST_REFERENCES = 4 };

/* A column whose value is the key of a row of a table. */
struct dump_reference {
    const char *column; /* NULL ends the list */
    const char *table;
};

struct dump_table {
    const char *name; /* of its files */
    const char *title;
    const char *operation; /* of the contract, that lists such rows */
    const char *rows;      /* where they are and in which order: the end of a statement */
    bool has_key;          /* each row has an `id`, and they stand in its order */
    struct dump_reference references[MOST_REFERENCES];
};

/* Ends with a row whose name is NULL. */
extern const struct dump_table dump_tables[];

/* The entries of one list of `taxonomies`; named taxonomies/NAME. */
extern const struct dump_table dump_entries;
extern const char dump_entries_folder[]; /* "taxonomies" */

/* The table of that name, or NULL. */
const struct dump_table *dump_find_table(const char *name);

/* The columns of its rows in the contract; never NULL for a contract that was loaded. */
const struct operation *dump_operation(const struct contract *contract, const struct dump_table *table);
