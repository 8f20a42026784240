/* registry.h: what the process knows for all its workers: the contract, each operation's query or handler, and how a
 * violated constraint is said to a client. Loaded at start, never changed. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

#include "contract/contract.h"
#include "http/request.h"
#include "registry/query.h"

struct endpoint {
    const struct operation *operation;
    const struct query *query;                /* or NULL when a handler answers */
    const struct query *many;                 /* for bodies of rows; NULL when it takes none */
    const struct query *before;               /* asked before a body is streamed; NULL when none is */
    void (*handler)(struct request *request); /* or NULL */
    const char *roles_text;                   /* PostgreSQL's text of the array of roles that may call it */
};

struct constraint {
    const char *name;
    const char *resource;
    const char *pointer;
    const char *code;
    const char *message;
};

struct signer;

struct registry {
    struct arena arena;
    struct contract *contract;
    struct endpoint *endpoints; /* in the order of the contract's operations */
    size_t endpoint_count;
    struct constraint *constraints;
    size_t constraint_count;
    const struct signer *signer; /* of checkpoints; NULL without a key */
    uint64_t program_hash;      /* of the contract, the SQL and the plan: what answers look like */
    const char *schema_version; /* the last change of migrations/sqitch.plan, as built */
};

/* Reads the contract and every SQL file. An operation with neither SQL nor handler, or with both, one that takes rows
 * without OPERATION.many.sql or streams a body without OPERATION.before.sql, and SQL without an operation are errors. NULL with *ret_error, which lives until the process ends. */
struct registry *registry_load(const char **ret_error);
void registry_destroy(struct registry *registry);

const struct endpoint *registry_find_endpoint(const struct registry *registry, const struct operation *operation);

/* Compares the database's last change with the one that this program was built for, and reads the constraints' messages.
 * Returns false with *ret_error, a sentence that says what to do; it lives in the registry's arena. */
bool registry_check_database(struct registry *registry, PGconn *connection, const char **ret_error);

/* By name, or NULL. */
const struct constraint *registry_find_constraint(const struct registry *registry, const char *name);
