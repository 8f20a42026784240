/* forumd check: prepares and describes every statement on the migrated database, in every order and with none, one and
 * several of its filters, and with every column that can be asked for, and compares its columns with the contract: a
 * drift between openapi.yaml, SQL and schema fails here, not in a request. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/session.h"
#include "registry/groups.h"
#include "registry/page.h"
#include "registry/registry.h"

enum { MOST_GROUP_PROPERTIES = 64 };

/* What a value of each of PostgreSQL's types becomes in JSON; anything else is a string. */
static const struct type_row {
    Oid type;
    unsigned kinds;
} types[] = {
    {16, KIND_BOOLEAN},
    {20, KIND_INTEGER | KIND_NUMBER},
    {21, KIND_INTEGER | KIND_NUMBER},
    {23, KIND_INTEGER | KIND_NUMBER},
    {114, KIND_OBJECT | KIND_ARRAY},
    {1700, KIND_NUMBER},
    {3802, KIND_OBJECT | KIND_ARRAY},
    {1005, KIND_ARRAY},
    {1007, KIND_ARRAY},
    {1009, KIND_ARRAY},
    {1016, KIND_ARRAY},
    {1231, KIND_ARRAY},
    {2951, KIND_ARRAY},
};

struct check {
    struct registry *registry;
    PGconn *public;
    PGconn *app;
    const struct endpoint *endpoint;
    const struct query *query; /* of the endpoint's */
    const struct schema *answer;
    const char *group; /* the column that is grouped by, or NULL */
    size_t statements;
    size_t faults;
};

static void complain(struct check *check, const char *what, const char *detail)
{
    fprintf(stderr, "forumd: %s: %s%s\n", check->endpoint->operation->id, what, detail);
    check->faults++;
}

static unsigned kinds_of(Oid type)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].type == type)
            return types[i].kinds;
    }
    return KIND_STRING;
}

/* What a group has when all is counted: of what can be grouped by only that which is. */
static const struct property *of_group(const struct check *check, const struct property *all, size_t *count)
{
    static struct property properties[MOST_GROUP_PROPERTIES];
    size_t measures;
    size_t kept = 0;

    schema_properties(check->endpoint->operation->total, &measures);
    for (size_t i = 0; i < *count && kept < MOST_GROUP_PROPERTIES; i++) {
        if (i >= *count - measures || (check->group && strcmp(all[i].name, check->group) == 0))
            properties[kept++] = all[i];
    }
    *count = kept;
    return properties;
}

static void compare_column(struct check *check, const PGresult *description, int column,
                           const struct property *property)
{
    const char *name = PQfname(description, column);

    if (!name || strcmp(name, property->name) != 0)
        complain(check, "the contract has another property where the rows have the column ",
                 name ? name : "of nothing");
    else if (!(schema_kinds(property->schema) & kinds_of(PQftype(description, column))))
        complain(check, "the contract has another type for the column ", name);
}

/* `all`: also what is answered only on request. */
static void compare_columns(struct check *check, const PGresult *description, bool all)
{
    const struct operation *operation = check->endpoint->operation;
    size_t count = 0;
    const struct property *properties = check->answer ? schema_properties(check->answer, &count) : NULL;
    int column = 0;

    if (operation->success_status == 204 || operation->download || operation->feed || check->query == check->endpoint->before)
        return;
    if (operation->total)
        properties = of_group(check, properties, &count);
    for (size_t i = 0; i < count; i++) {
        if (all ? operation_has_property(operation, &properties[i]) : !properties[i].on_request)
            compare_column(check, description, column++, &properties[i]);
    }
    if (!properties || PQnfields(description) != column)
        complain(check, "its rows do not have as many columns as the contract's schema has properties", "");
}

static void check_statement(struct check *check, PGconn *connection, const char *sql, bool is_last, bool all)
{
    PGresult *prepared = PQprepare(connection, "", sql, 0, NULL);
    PGresult *description = NULL;

    check->statements++;
    if (PQresultStatus(prepared) != PGRES_COMMAND_OK) {
        complain(check, PQresultErrorMessage(prepared), sql);
    } else if (is_last) {
        description = PQdescribePrepared(connection, "");
        compare_columns(check, description, all);
    }
    PQclear(description);
    PQclear(prepared);
}

static void check_shape(struct check *check, const struct query_input *input, struct arena *arena)
{
    const struct endpoint *endpoint = check->endpoint;
    size_t count = query_statement_count(check->query);
    struct composed composed = {0};

    for (size_t i = 0; i < count; i++) {
        struct buffer sql = {0};

        query_compose(check->query, i, input, arena, &composed, &sql);
        buffer_append_char(&sql, '\0');
        if (endpoint->operation->method == METHOD_GET && endpoint->operation->allows_anonymous)
            check_statement(check, check->public, sql.data, i + 1 == count, input->choice);
        check_statement(check, check->app, sql.data, i + 1 == count, input->choice);
        buffer_finish(&sql);
    }
    buffer_finish(&composed.key);
}

/* Every property, where a request can choose. */
static const struct choice *choose_all(const struct operation *operation, struct arena *arena)
{
    size_t count;
    const struct property *properties;
    struct choice *choice;
    const char **names;

    if (!operation_find_parameter(operation, IN_QUERY, "fields"))
        return NULL;
    properties = schema_properties(operation->answer, &count);
    choice = arena_alloc(arena, sizeof *choice);
    names = arena_alloc(arena, (count + 1) * sizeof *names);
    *choice = (struct choice){.names = names};
    for (size_t i = 0; i < count; i++) {
        if (operation_has_property(operation, &properties[i]))
            names[choice->count++] = properties[i].name;
    }
    choice->shown = choice->count;
    return choice;
}

/* Two texts that PostgreSQL takes for a value, where it stands in the statement's text. */
static const char *const *samples_of(const struct schema *schema)
{
    static const char *const days[] = {"2026-01-31", "2026-02-28"};
    static const char *const others[] = {"1", "2"};
    static const char *const answers[] = {"true", "false"};
    const char *format = schema_format(schema);

    if (format && (strcmp(format, "date") == 0 || strcmp(format, "moment") == 0))
        return days;
    return schema_kinds(schema) == KIND_BOOLEAN ? answers : others;
}

/* All filters absent, or each with `values` values; parameters of the path are always there. */
static void fill_values(const struct operation *operation, struct value *out, size_t values)
{
    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct parameter *parameter = &operation->parameters[i];
        bool present = parameter->place == IN_PATH || values > 0;

        out[i] = (struct value){.present = present,
                                .count = parameter->items && values > 1 ? 2 : 1,
                                .texts = samples_of(parameter->items ? parameter->items : parameter->schema)};
    }
}

/* The first page in that order, one behind a row, and one behind a row that has no value in the order's first column.
 */
static void check_pages(struct check *check, struct query_input *input, struct page *page, struct arena *arena)
{
    static const char *const somewhere[MOST_SORT_COLUMNS + 1] = {"1", "1", "1", "1", "1"};
    static const char *const behind_null[MOST_SORT_COLUMNS + 1] = {NULL, "1", "1", "1", "1"};

    input->page = page;
    check_shape(check, input, arena);
    page->after = somewhere;
    check_shape(check, input, arena);
    if (!page->columns[0].nullable)
        return;
    page->after = behind_null;
    check_shape(check, input, arena);
}

static void check_orders(struct check *check, struct query_input *input, struct arena *arena)
{
    const struct operation *operation = check->endpoint->operation;
    const struct parameter *sort = operation_find_parameter(operation, IN_QUERY, "sort");
    json_t *names = sort && sort->items ? schema_enum(sort->items) : NULL;
    json_t *name;
    size_t i;

    json_array_foreach(names, i, name)
    {
        const char *text = json_string_value(name);
        bool descending = *text == '-';
        struct page page = {.limit = 50};

        page_add_column(&page, operation, text + descending, descending);
        if (strcmp(text + descending, operation->key_column) != 0)
            page_add_column(&page, operation, operation->key_column, !descending);
        check_pages(check, input, &page, arena);
    }
}

static struct value *value_of(const struct operation *operation, struct value *values, const char *name)
{
    const struct parameter *parameter = operation_find_parameter(operation, IN_QUERY, name);

    return parameter ? &values[parameter - operation->parameters] : NULL;
}

/* Everything counted, without groups, and by each column alone. */
static void check_groups(struct check *check, struct query_input *input, struct value *values, struct arena *arena)
{
    const struct operation *operation = check->endpoint->operation;
    json_t *names = schema_enum(operation_find_parameter(operation, IN_QUERY, GROUPS_PARAMETER)->items);
    struct value *group_by = value_of(operation, values, GROUPS_PARAMETER);
    struct value *measures = value_of(operation, values, "measures");
    size_t count;
    const struct property *totals = schema_properties(operation->total, &count);
    const char **texts = arena_alloc(arena, count * sizeof *texts);
    json_t *name;
    size_t i;

    for (i = 0; i < count; i++)
        texts[i] = totals[i].name;
    *measures = (struct value){.present = true, .count = count, .texts = texts};
    *group_by = (struct value){0};
    input->engine[VALUE_TOTAL] = "true";
    check->group = NULL;
    check_shape(check, input, arena);
    json_array_foreach(names, i, name)
    {
        check->group = json_string_value(name);
        *group_by = (struct value){.present = true, .count = 1, .texts = &check->group};
        check_shape(check, input, arena);
    }
}

static void check_query(struct check *check, const struct query *query, const struct schema *answer)
{
    const char *no_properties[MOST_STATEMENT_VALUES * 4] = {0};
    struct value values[MOST_PARAMETERS];
    const struct operation *operation = check->endpoint->operation;

    check->query = query;
    check->answer = answer;
    for (size_t count = 0; count <= 2; count++) {
        struct page page = {.columns = {{.name = operation->key_column}}, .column_count = 1, .limit = 50};
        struct query_input input = {.parameters = values, .body_properties = no_properties, .page = &page};
        struct arena arena;

        arena_init(&arena);
        fill_values(operation, values, count);
        input.choice = count ? choose_all(operation, &arena) : NULL;
        if (operation->is_list)
            check_orders(check, &input, &arena);
        else if (operation->total)
            check_groups(check, &input, values, &arena);
        else
            check_shape(check, &input, &arena);
        arena_finish(&arena);
    }
}

static int check_all(struct check *check)
{
    const char *error = NULL;

    if (!registry_check_database(check->registry, check->public, &error)) {
        fprintf(stderr, "forumd: %s\n", error);
        return 1;
    }
    for (size_t i = 0; i < check->registry->endpoint_count; i++) {
        check->endpoint = &check->registry->endpoints[i];
        if (check->endpoint->query)
            check_query(check, check->endpoint->query, check->endpoint->operation->answer);
        if (check->endpoint->before)
            check_query(check, check->endpoint->before, NULL);
        if (check->endpoint->many)
            check_query(check, check->endpoint->many, check->endpoint->operation->batch->answer);
    }
    printf("%zu operations, %zu statements, %zu faults\n", check->registry->endpoint_count, check->statements,
           check->faults);
    return check->faults ? 1 : 0;
}

int command_check(const struct config *config, char **arguments)
{
    struct check check = {0};
    const char *error = NULL;
    int status = 1;

    (void)arguments;
    check.registry = registry_load(&error);
    if (!check.registry) {
        fprintf(stderr, "forumd: %s\n", error);
        return 1;
    }
    check.public = session_open(config, "forum_public", config->public_password);
    check.app = session_open(config, "forum_app", config->app_password);
    if (check.public && check.app)
        status = check_all(&check);
    PQfinish(check.public);
    PQfinish(check.app);
    registry_destroy(check.registry);
    return status;
}
