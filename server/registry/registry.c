#include "registry/registry.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/embedded.h"
#include "registry/service.h"

static const char *roles_text(struct arena *arena, const struct operation *operation)
{
    struct buffer text = {0};
    const char *copied;

    buffer_append_char(&text, '{');
    for (const char *const *role = operation->roles; *role; role++)
        buffer_printf(&text, "%s%s", text.length > 1 ? "," : "", *role);
    buffer_append_char(&text, '}');
    copied = arena_copy(arena, text.data, text.length);
    buffer_finish(&text);
    return copied;
}

/* NULL when the operation has no such file. A file that is wrong sets *ret_error. */
static const struct query *load_query(struct registry *registry, const struct operation *operation,
                                      const struct schema *answer, const char *name, const char **ret_error)
{
    const struct embedded *file = embedded_find(name);
    const char *error = NULL;
    const struct query *query;

    if (!file)
        return NULL;
    query = query_compile(registry->contract, operation, answer, file->data, &registry->arena, &error);
    if (!query)
        *ret_error = arena_printf(&registry->arena, "server/%s: %s", name, error);
    return query;
}

static const char *load_endpoint(struct registry *registry, struct endpoint *endpoint,
                                 const struct operation *operation)
{
    struct arena *arena = &registry->arena;
    const char *name = arena_printf(arena, "sql/%s.sql", operation->sql_name);
    const char *many = arena_printf(arena, "sql/%s.many.sql", operation->sql_name);
    const char *before = arena_printf(arena, "sql/%s.before.sql", operation->sql_name);
    const char *error = NULL;

    endpoint->operation = operation;
    endpoint->roles_text = roles_text(arena, operation);
    endpoint->handler = operation->has_handler ? service_find_handler(operation->id) : NULL;
    endpoint->query = load_query(registry, operation, operation->answer, name, &error);
    if (operation->batch && !error)
        endpoint->many = load_query(registry, operation, operation->batch->answer, many, &error);
    if (operation->upload && !error)
        endpoint->before = load_query(registry, operation, NULL, before, &error);
    if (error)
        return error;
    if (operation->has_handler && !endpoint->handler)
        return arena_printf(arena, "%s has x-handler, but no handler is in registry/service.c", operation->id);
    if (!operation->has_handler && !endpoint->query)
        return arena_printf(arena, "%s has no server/%s", operation->id, name);
    if (operation->has_handler && endpoint->query)
        return arena_printf(arena, "%s has both x-handler and server/%s", operation->id, name);
    if (operation->batch && !endpoint->many)
        return arena_printf(arena, "%s takes rows, but has no server/%s", operation->id, many);
    if (operation->upload && (!endpoint->before || query_statement_count(endpoint->query) < 2))
        return arena_printf(arena, "%s streams its body: it needs server/%s, and an answer after what puts it",
                            operation->id, before);
    return NULL;
}

/* Whether it is "sql/NAME.sql", or "sql/NAME.many.sql" of an operation that takes rows, or "sql/NAME.before.sql" of one
 * that streams its body. */
static bool is_file_of(const struct operation *operation, const char *file)
{
    size_t length = strlen(operation->sql_name);
    const char *ending = file + strlen("sql/") + length;

    if (strncmp(file + strlen("sql/"), operation->sql_name, length) != 0)
        return false;
    return strcmp(ending, ".sql") == 0 || (operation->batch && strcmp(ending, ".many.sql") == 0) ||
           (operation->upload && strcmp(ending, ".before.sql") == 0);
}

/* SQL that no operation asks for is a leftover or a slip in a name. */
static const char *find_orphan(struct registry *registry)
{
    for (const struct embedded *file = embedded_files; file->name; file++) {
        bool used = strncmp(file->name, "sql/", 4) != 0;

        for (size_t i = 0; !used && i < registry->endpoint_count; i++)
            used = is_file_of(registry->endpoints[i].operation, file->name);
        if (!used)
            return arena_printf(&registry->arena, "server/%s belongs to no operation of openapi.yaml", file->name);
    }
    return NULL;
}

/* The line of the plan after `line`, or the first one, that holds a change: its name is all before the first space. */
static const char *next_change(const char *line)
{
    do {
        line += strcspn(line, "\n");
        line += *line == '\n';
    } while (*line && strchr("%@#\n", *line));
    return *line ? line : NULL;
}

static const char *last_change(struct arena *arena, const char *plan)
{
    const char *last = "";

    for (const char *line = next_change(plan); line; line = next_change(line))
        last = arena_copy(arena, line, strcspn(line, " \n"));
    return last;
}

static bool has_change(const char *plan, const char *name)
{
    size_t length = strlen(name);

    for (const char *line = next_change(plan); line; line = next_change(line)) {
        if (strcspn(line, " \n") == length && strncmp(line, name, length) == 0)
            return true;
    }
    return false;
}

struct registry *registry_load(const char **ret_error)
{
    struct registry *registry = calloc(1, sizeof *registry);
    const struct embedded *contract = embedded_find("openapi.json");
    const struct operation *operations;

    if (!registry)
        abort();
    arena_init(&registry->arena);
    registry->contract = contract_load(contract->data, contract->bytes, &registry->arena, ret_error);
    if (!registry->contract)
        return NULL;
    operations = contract_operations(registry->contract, &registry->endpoint_count);
    registry->endpoints = arena_alloc(&registry->arena, registry->endpoint_count * sizeof *registry->endpoints);
    for (size_t i = 0; i < registry->endpoint_count; i++) {
        *ret_error = load_endpoint(registry, &registry->endpoints[i], &operations[i]);
        if (*ret_error)
            return NULL;
    }
    *ret_error = find_orphan(registry);
    if (*ret_error)
        return NULL;
    for (const struct embedded *file = embedded_files; file->name; file++)
        registry->program_hash = XXH3_64bits_withSeed(file->data, file->bytes, registry->program_hash);
    registry->schema_version = last_change(&registry->arena, embedded_find("sqitch.plan")->data);
    return registry;
}

void registry_destroy(struct registry *registry)
{
    if (!registry)
        return;
    contract_destroy(registry->contract);
    arena_finish(&registry->arena);
    free(registry);
}

const struct endpoint *registry_find_endpoint(const struct registry *registry, const struct operation *operation)
{
    size_t count;

    return &registry->endpoints[operation - contract_operations(registry->contract, &count)];
}

static const char *check_version(struct registry *registry, PGconn *connection)
{
    PGresult *result =
        PQexec(connection, "select change from sqitch.changes order by committed_at desc, change_id limit 1");
    const char *error = NULL;

    if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0)
        error = arena_printf(&registry->arena,
                             "the database has no schema of the register yet, or not for this user (%s); run: "
                             "sqitch --chdir migrations deploy db:DATABASE_URL",
                             PQresultStatus(result) == PGRES_TUPLES_OK ? "nothing was deployed"
                             : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)
                                 ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)
                                 : PQerrorMessage(connection));
    else if (!has_change(embedded_find("sqitch.plan")->data, PQgetvalue(result, 0, 0)))
        error =
            arena_printf(&registry->arena,
                         "the database is at the change \"%s\", which is newer than this program, built for \"%s\"; "
                         "start the program of that version",
                         PQgetvalue(result, 0, 0), registry->schema_version);
    else if (strcmp(PQgetvalue(result, 0, 0), registry->schema_version) != 0)
        error = arena_printf(&registry->arena,
                             "the database is at the change \"%s\", and this program was built for \"%s\"; run: "
                             "sqitch --chdir migrations deploy db:DATABASE_URL",
                             PQgetvalue(result, 0, 0), registry->schema_version);
    PQclear(result);
    return error;
}

static const char *load_constraints(struct registry *registry, PGconn *connection)
{
    PGresult *result =
        PQexec(connection, "select name, resource, pointer, code, message from registry.constraint_problem");

    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        PQclear(result);
        return arena_printf(&registry->arena, "the constraints can not be read: %s", PQerrorMessage(connection));
    }
    registry->constraint_count = (size_t)PQntuples(result);
    registry->constraints = arena_alloc(&registry->arena, registry->constraint_count * sizeof *registry->constraints);
    for (int i = 0; i < PQntuples(result); i++)
        registry->constraints[i] = (struct constraint){
            .name = arena_strdup(&registry->arena, PQgetvalue(result, i, 0)),
            .resource = arena_strdup(&registry->arena, PQgetvalue(result, i, 1)),
            .pointer = arena_strdup(&registry->arena, PQgetvalue(result, i, 2)),
            .code = arena_strdup(&registry->arena, PQgetvalue(result, i, 3)),
            .message = arena_strdup(&registry->arena, PQgetvalue(result, i, 4)),
        };
    PQclear(result);
    return NULL;
}

bool registry_check_database(struct registry *registry, PGconn *connection, const char **ret_error)
{
    *ret_error = check_version(registry, connection);
    if (!*ret_error)
        *ret_error = load_constraints(registry, connection);
    return !*ret_error;
}

const struct constraint *registry_find_constraint(const struct registry *registry, const char *name)
{
    for (size_t i = 0; i < registry->constraint_count; i++) {
        if (strcmp(registry->constraints[i].name, name) == 0)
            return &registry->constraints[i];
    }
    return NULL;
}
