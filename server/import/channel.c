#include "import/channel.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "db/login.h"
#include "db/statement.h"

static const char enter_sql[] = "select registry.enter_as_operator('import')";
static const char moment_sql[] = "select set_config('forum.moment', $1, true)";

/* Losing the last moments to a crash is no loss: the next run finds out and goes on. channel_settle ends that. */
static const char connection_settings[] = "-c synchronous_commit=off";

struct channel {
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

PGconn *channel_connect(const char *database, struct arena *arena, const char **ret_error)
{
    struct login login;
    PGconn *connection = NULL;

    if (login_init(&login, database, NULL, NULL, connection_settings, ret_error))
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

struct channel *channel_open(const struct registry *registry, const char *database, struct arena *arena,
                             const char **ret_error)
{
    PGconn *connection = channel_connect(database, arena, ret_error);
    struct channel *channel;
    PGresult *result;
    bool may_enter;

    if (!connection)
        return NULL;
    result = PQprepare(connection, "enter", enter_sql, 0, NULL);
    may_enter = PQresultStatus(result) == PGRES_COMMAND_OK && run_simple(connection, enter_sql);
    PQclear(result);
    result = PQprepare(connection, "moment", moment_sql, 1, NULL);
    may_enter = may_enter && PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!may_enter || PQsetnonblocking(connection, 1) != 0 || !PQenterPipelineMode(connection)) {
        *ret_error = arena_strdup(arena, PQerrorMessage(connection));
        PQfinish(connection);
        return NULL;
    }
    channel = calloc(1, sizeof *channel);
    if (!channel)
        abort();
    channel->registry = registry;
    channel->connection = connection;
    channel->statements = statement_cache_create();
    return channel;
}

void channel_close(struct channel *channel)
{
    if (!channel)
        return;
    PQfinish(channel->connection);
    statement_cache_destroy(channel->statements);
    buffer_finish(&channel->composed.key);
    buffer_finish(&channel->sql);
    free(channel);
}

bool channel_is_lost(const struct channel *channel)
{
    return channel->is_lost;
}

const char *channel_error(const struct channel *channel)
{
    return PQerrorMessage(channel->connection);
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

static const struct statement *add_statement(struct channel *channel, const char *key, size_t key_bytes,
                                             const char *sql, size_t parameter_count)
{
    const struct statement *statement = statement_add(channel->statements, key, key_bytes, sql, parameter_count);

    if (!statement) /* an import has a dozen shapes */
        abort();
    channel->unprepared[channel->unprepared_count++] = statement;
    return statement;
}

static const struct statement *find_statement(struct channel *channel, const struct query *query, size_t number,
                                              const struct query_input *input, struct arena *arena)
{
    struct composed *composed = &channel->composed;
    const struct statement *statement;

    query_compose(query, number, input, arena, composed, NULL);
    statement = statement_find(channel->statements, composed->key.data, composed->key.length);
    if (statement)
        return statement;
    channel->sql.length = 0;
    query_compose(query, number, input, arena, composed, &channel->sql);
    buffer_append_char(&channel->sql, '\0');
    return add_statement(channel, composed->key.data, composed->key.length, channel->sql.data, composed->value_count);
}

const struct statement *channel_find_statement(struct channel *channel, const char *name, const char *sql,
                                               size_t parameter_count)
{
    const struct statement *statement = statement_find(channel->statements, name, strlen(name));

    return statement ? statement : add_statement(channel, name, strlen(name), sql, parameter_count);
}

static void add_steps(struct channel *channel, const struct query *query, const struct query_input *input,
                      const char *moment, struct row *row, struct arena *arena, struct step *steps, size_t *step_count)
{
    for (size_t i = 0; i < query_statement_count(query); i++) {
        const struct statement *statement = find_statement(channel, query, i, input, arena);
        size_t count = channel->composed.value_count;
        const char **values = arena_alloc(arena, (count + 1) * sizeof *values);

        memcpy(values, channel->composed.values, count * sizeof *values);
        steps[(*step_count)++] = (struct step){.statement = statement, .values = values, .moment = moment, .row = row};
    }
}

static const struct endpoint *find_endpoint(const struct channel *channel, const char *name)
{
    const struct operation *operation = contract_find_operation(channel->registry->contract, name);

    return operation ? registry_find_endpoint(channel->registry, operation) : NULL;
}

const char *channel_check(const struct channel *channel, struct draft *draft, struct arena *arena, struct arena *kept)
{
    const struct endpoint *endpoint = find_endpoint(channel, draft->operation);
    struct faults faults = {.arena = arena};

    if (!endpoint || !endpoint->query || !endpoint->operation->body)
        return arena_printf(kept, "the contract has no %s with a body", draft->operation);
    draft->parsed = body_parse(draft->body, draft->body_bytes, &faults);
    if (draft->parsed)
        schema_validate(endpoint->operation->body, draft->parsed,
                        endpoint->operation->merge_patch ? SCHEMA_MERGE_PATCH : SCHEMA_WHOLE, "", &faults);
    return faults.count ? tell_faults(&faults, kept) : NULL;
}

void channel_compose(struct channel *channel, const struct draft *draft, struct row *row, struct arena *arena,
                     struct step *steps, size_t *step_count)
{
    const struct endpoint *endpoint = find_endpoint(channel, draft->operation);
    struct query_input input = {
        .parameters = list_parameters(endpoint->operation, draft->subject, arena),
        .body_properties = list_properties(endpoint->operation, draft->parsed, arena),
        .engine = {[VALUE_BODY] = draft->body, [VALUE_NEW_ID] = draft->new_id},
    };

    add_steps(channel, endpoint->query, &input, draft->moment, row, arena, steps, step_count);
}

/* Sending and reading. */

/* The next result, or NULL between two commands and after a lost connection. Sends while it waits: PostgreSQL stops
 * reading when nobody reads its answers. */
static PGresult *next_result(struct channel *channel)
{
    PGconn *connection = channel->connection;

    while (!channel->is_lost) {
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
    channel->is_lost = true;
    return NULL;
}

/* Reads one command's results; the failure, or NULL. */
static PGresult *read_command(struct channel *channel)
{
    PGresult *failure = NULL;
    PGresult *result;

    while ((result = next_result(channel))) {
        if (PQresultStatus(result) == PGRES_FATAL_ERROR && !failure)
            failure = result;
        else
            PQclear(result);
    }
    if (PQstatus(channel->connection) == CONNECTION_BAD)
        channel->is_lost = true;
    return failure;
}

static void read_sync(struct channel *channel)
{
    PGresult *result = next_result(channel);

    if (PQresultStatus(result) != PGRES_PIPELINE_SYNC)
        channel->is_lost = true;
    PQclear(result);
}

static void send_statement(struct channel *channel, const struct statement *statement, const char *const *values)
{
    char name[16];

    snprintf(name, sizeof name, "s%u", statement->slot);
    if (!PQsendQueryPrepared(channel->connection, name, (int)statement->parameter_count, values, NULL, NULL, 0))
        channel->is_lost = true;
}

/* New statements are prepared in a transaction of their own, since one that fails skips what follows it. */
void channel_prepare(struct channel *channel)
{
    size_t count = channel->unprepared_count;

    if (!count)
        return;
    for (size_t i = 0; i < count; i++) {
        char name[16];

        snprintf(name, sizeof name, "s%u", channel->unprepared[i]->slot);
        if (!PQsendPrepare(channel->connection, name, channel->unprepared[i]->sql, 0, NULL))
            channel->is_lost = true;
    }
    if (!PQpipelineSync(channel->connection))
        channel->is_lost = true;
    for (size_t i = 0; i < count && !channel->is_lost; i++)
        PQclear(read_command(channel));
    read_sync(channel);
    channel->unprepared_count = 0;
}

/* A transaction begins with no moment, which is now. */
static bool is_another_moment(const struct step *steps, size_t place)
{
    return moment_compare(place ? steps[place - 1].moment : NULL, steps[place].moment) != 0;
}

static void send_moment(struct channel *channel, const char *moment)
{
    const char *value = moment ? moment : "";

    if (!PQsendQueryPrepared(channel->connection, "moment", 1, &value, NULL, NULL, 0))
        channel->is_lost = true;
}

void channel_send_transaction(struct channel *channel, const struct step *steps, size_t count)
{
    if (!PQsendQueryPrepared(channel->connection, "enter", 0, NULL, NULL, NULL, 0))
        channel->is_lost = true;
    for (size_t i = 0; i < count && !channel->is_lost; i++) {
        if (is_another_moment(steps, i))
            send_moment(channel, steps[i].moment);
        send_statement(channel, steps[i].statement, steps[i].values);
    }
    if (!PQpipelineSync(channel->connection))
        channel->is_lost = true;
}

size_t channel_read_transaction(struct channel *channel, const struct step *steps, size_t count, PGresult **ret_failure)
{
    PGresult *first = read_command(channel); /* of entering */
    size_t failed = first ? 0 : count;

    for (size_t i = 0; i < count && !channel->is_lost; i++) {
        PGresult *failure = is_another_moment(steps, i) ? read_command(channel) : NULL;

        if (!failure)
            failure = read_command(channel);
        else
            PQclear(read_command(channel));
        if (failure && !first) {
            first = failure;
            failed = i;
        } else {
            PQclear(failure);
        }
    }
    read_sync(channel);
    if (channel->is_lost) {
        PQclear(first);
        first = NULL;
        failed = 0;
    }
    *ret_failure = first;
    return failed;
}

PGresult *channel_ask(struct channel *channel, const struct statement *statement, const char *const *values)
{
    PGresult *answer = NULL;
    PGresult *result;

    channel_prepare(channel);
    send_statement(channel, statement, values);
    if (!PQpipelineSync(channel->connection))
        channel->is_lost = true;
    while ((result = next_result(channel))) {
        if (PQresultStatus(result) == PGRES_TUPLES_OK && !answer)
            answer = result;
        else
            PQclear(result);
    }
    read_sync(channel);
    return answer;
}

bool channel_settle(struct channel *channel)
{
    static const char *const statements[] = {"set synchronous_commit = on", "select pg_current_xact_id()"};

    /* Writing to disk happens in order: once a later transaction is there, so are all before it. */
    for (int i = 0; i < 2 && !channel->is_lost; i++) {
        if (!PQsendQueryParams(channel->connection, statements[i], 0, NULL, NULL, NULL, NULL, 0) ||
            !PQpipelineSync(channel->connection))
            channel->is_lost = true;
        PQclear(read_command(channel));
        read_sync(channel);
    }
    return !channel->is_lost;
}
