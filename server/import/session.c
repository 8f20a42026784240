#include "import/session.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "db/login.h"
#include "db/statement.h"

static const char enter_sql[] = "select registry.enter_as_operator('import')";

/* Losing the last moments to a crash is no loss: the next run finds out and goes on. session_settle ends that. */
static const char session_settings[] = "-c synchronous_commit=off";

struct session {
    const struct registry *registry;
    PGconn *connection;
    struct statement_cache *statements;
    struct composed composed;
    struct buffer sql;
    const struct statement *unprepared[MOST_STATEMENTS];
    size_t unprepared_count;
    bool is_lost;
};

/* Connecting. */

static bool run_simple(PGconn *connection, const char *sql)
{
    PGresult *result = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(result);

    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static PGconn *connect_to(const char *database, struct arena *arena, const char **ret_error)
{
    struct login login;
    PGconn *connection = NULL;

    if (login_init(&login, database, NULL, NULL, session_settings, ret_error))
        connection = PQconnectdbParams(login.keywords, login.values, 0);
    else
        *ret_error = arena_strdup(arena, *ret_error);
    login_finish(&login);
    if (connection && PQstatus(connection) != CONNECTION_OK) {
        *ret_error = arena_strdup(arena, PQerrorMessage(connection));
        PQfinish(connection);
        connection = NULL;
    }
    return connection;
}

struct session *session_open(const struct registry *registry, const char *database, struct arena *arena,
                             const char **ret_error)
{
    PGconn *connection = connect_to(database, arena, ret_error);
    struct session *session;
    PGresult *result;
    bool may_enter;

    if (!connection)
        return NULL;
    result = PQprepare(connection, "enter", enter_sql, 0, NULL);
    may_enter = PQresultStatus(result) == PGRES_COMMAND_OK && run_simple(connection, enter_sql);
    PQclear(result);
    if (!may_enter || PQsetnonblocking(connection, 1) != 0 || !PQenterPipelineMode(connection)) {
        *ret_error = arena_strdup(arena, PQerrorMessage(connection));
        PQfinish(connection);
        return NULL;
    }
    session = calloc(1, sizeof *session);
    if (!session)
        abort();
    session->registry = registry;
    session->connection = connection;
    session->statements = statement_cache_create();
    return session;
}

void session_close(struct session *session)
{
    if (!session)
        return;
    PQfinish(session->connection);
    statement_cache_destroy(session->statements);
    buffer_finish(&session->composed.key);
    buffer_finish(&session->sql);
    free(session);
}

bool session_is_lost(const struct session *session)
{
    return session->is_lost;
}

const char *session_error(const struct session *session)
{
    return PQerrorMessage(session->connection);
}

/* Composing. */

static const char *tell_faults(const struct faults *faults, struct arena *kept)
{
    const char *told = "";

    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        told = arena_printf(kept, "%s%s%s: %s", told, *told ? "; " : "", fault->pointer, fault->message);
    return told;
}

static const char *scalar_text(json_t *value, struct arena *arena)
{
    char *dumped;
    char *text;

    if (!value || json_is_null(value))
        return NULL;
    if (json_is_string(value))
        return arena_copy(arena, json_string_value(value), json_string_length(value));
    dumped = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    text = arena_strdup(arena, dumped);
    free(dumped);
    return text;
}

static const char *const *list_properties(const struct operation *operation, json_t *body, struct arena *arena)
{
    size_t count;
    const struct property *properties = schema_properties(operation->body, &count);
    const char **texts = arena_alloc(arena, (count + 1) * sizeof *texts);

    for (size_t i = 0; i < count; i++)
        texts[i] = scalar_text(json_object_get(body, properties[i].name), arena);
    return texts;
}

/* The path has one parameter at most, and nothing else is given. */
static const struct value *list_parameters(const struct operation *operation, const char *subject, struct arena *arena)
{
    struct value *values = arena_alloc(arena, (operation->parameter_count + 1) * sizeof *values);
    const char **texts = arena_alloc(arena, sizeof *texts);

    texts[0] = subject;
    if (subject)
        values[0] = (struct value){.present = true, .count = 1, .texts = texts};
    return values;
}

static const struct statement *find_statement(struct session *session, const struct query *query, size_t number,
                                              const struct query_input *input, struct arena *arena)
{
    struct composed *composed = &session->composed;
    const struct statement *statement;

    query_compose(query, number, input, arena, composed, NULL);
    statement = statement_find(session->statements, composed->key.data, composed->key.length);
    if (statement)
        return statement;
    session->sql.length = 0;
    query_compose(query, number, input, arena, composed, &session->sql);
    buffer_append_char(&session->sql, '\0');
    statement = statement_add(session->statements, composed->key.data, composed->key.length, session->sql.data,
                              composed->value_count);
    if (!statement) /* an import has a dozen shapes */
        abort();
    session->unprepared[session->unprepared_count++] = statement;
    return statement;
}

static void add_steps(struct session *session, const struct query *query, const struct query_input *input,
                      struct row *row, struct arena *arena, struct step *steps, size_t *step_count)
{
    for (size_t i = 0; i < query_statement_count(query); i++) {
        const struct statement *statement = find_statement(session, query, i, input, arena);
        size_t count = session->composed.value_count;
        const char **values = arena_alloc(arena, (count + 1) * sizeof *values);

        memcpy(values, session->composed.values, count * sizeof *values);
        steps[(*step_count)++] = (struct step){.statement = statement, .values = values, .row = row};
    }
}

const char *session_compose(struct session *session, const struct draft *draft, struct row *row, struct arena *arena,
                            struct arena *kept, struct step *steps, size_t *step_count)
{
    const struct operation *operation = contract_find_operation(session->registry->contract, draft->operation);
    const struct endpoint *endpoint = operation ? registry_find_endpoint(session->registry, operation) : NULL;
    struct faults faults = {.arena = arena};
    struct query_input input = {.engine = {[VALUE_BODY] = draft->body, [VALUE_NEW_ID] = draft->new_id}};
    json_t *body;

    if (!endpoint || !endpoint->query || !operation->body)
        return arena_printf(kept, "the contract has no %s", draft->operation);
    body = body_parse(draft->body, draft->body_bytes, &faults);
    if (body) {
        schema_validate(operation->body, body, operation->merge_patch ? SCHEMA_MERGE_PATCH : SCHEMA_WHOLE, "", &faults);
        input.body_properties = list_properties(operation, body, arena);
        json_decref(body);
    }
    if (faults.count)
        return tell_faults(&faults, kept);
    input.parameters = list_parameters(operation, draft->subject, arena);
    add_steps(session, endpoint->query, &input, row, arena, steps, step_count);
    return NULL;
}

/* Sending and reading. */

/* The next result, or NULL between two commands and after a lost connection. Sends while it waits: PostgreSQL stops reading
 * when nobody reads its answers. */
static PGresult *next_result(struct session *session)
{
    PGconn *connection = session->connection;

    while (!session->is_lost) {
        int unsent = PQflush(connection);
        struct pollfd socket = {.fd = PQsocket(connection), .events = unsent > 0 ? POLLIN | POLLOUT : POLLIN};

        if (unsent < 0)
            break;
        if (!PQisBusy(connection))
            return PQgetResult(connection);
        if (poll(&socket, 1, -1) < 0 && errno != EINTR)
            break;
        if ((socket.revents & ~POLLOUT) && !PQconsumeInput(connection))
            break;
    }
    session->is_lost = true;
    return NULL;
}

/* Reads one command's results; the failure, or NULL. */
static PGresult *read_command(struct session *session)
{
    PGresult *failure = NULL;
    PGresult *result;

    while ((result = next_result(session))) {
        if (PQresultStatus(result) == PGRES_FATAL_ERROR && !failure)
            failure = result;
        else
            PQclear(result);
    }
    if (PQstatus(session->connection) == CONNECTION_BAD)
        session->is_lost = true;
    return failure;
}

static void read_sync(struct session *session)
{
    PGresult *result = next_result(session);

    if (PQresultStatus(result) != PGRES_PIPELINE_SYNC)
        session->is_lost = true;
    PQclear(result);
}

static void send_statement(struct session *session, const struct statement *statement, const char *const *values)
{
    char name[16];

    snprintf(name, sizeof name, "s%u", statement->slot);
    if (!PQsendQueryPrepared(session->connection, name, (int)statement->parameter_count, values, NULL, NULL, 0))
        session->is_lost = true;
}

/* New statements are prepared in a transaction of their own, since one that fails skips what follows it. */
void session_prepare(struct session *session)
{
    size_t count = session->unprepared_count;

    if (!count)
        return;
    for (size_t i = 0; i < count; i++) {
        char name[16];

        snprintf(name, sizeof name, "s%u", session->unprepared[i]->slot);
        if (!PQsendPrepare(session->connection, name, session->unprepared[i]->sql, 0, NULL))
            session->is_lost = true;
    }
    if (!PQpipelineSync(session->connection))
        session->is_lost = true;
    for (size_t i = 0; i < count && !session->is_lost; i++)
        PQclear(read_command(session));
    read_sync(session);
    session->unprepared_count = 0;
}

void session_send_transaction(struct session *session, const struct step *steps, size_t count)
{
    if (!PQsendQueryPrepared(session->connection, "enter", 0, NULL, NULL, NULL, 0))
        session->is_lost = true;
    for (size_t i = 0; i < count && !session->is_lost; i++)
        send_statement(session, steps[i].statement, steps[i].values);
    if (!PQpipelineSync(session->connection))
        session->is_lost = true;
}

size_t session_read_transaction(struct session *session, size_t count, PGresult **ret_failure)
{
    PGresult *first = read_command(session); /* of entering */
    size_t failed = first ? 0 : count;

    for (size_t i = 0; i < count && !session->is_lost; i++) {
        PGresult *failure = read_command(session);

        if (failure && !first) {
            first = failure;
            failed = i;
        } else {
            PQclear(failure);
        }
    }
    read_sync(session);
    if (session->is_lost) {
        PQclear(first);
        first = NULL;
        failed = 0;
    }
    *ret_failure = first;
    return failed;
}

bool session_settle(struct session *session)
{
    static const char *const statements[] = {"set synchronous_commit = on", "select pg_current_xact_id()"};

    /* Writing to disk happens in order: once a later transaction is there, so are all before it. */
    for (int i = 0; i < 2 && !session->is_lost; i++) {
        if (!PQsendQueryParams(session->connection, statements[i], 0, NULL, NULL, NULL, NULL, 0) ||
            !PQpipelineSync(session->connection))
            session->is_lost = true;
        PQclear(read_command(session));
        read_sync(session);
    }
    return !session->is_lost;
}
