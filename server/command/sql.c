/* forumd sql OPERATION [NAME=VALUE ...]: prints the statements that the operation sends for these parameters, with the
 * values of $1, $2, ... as comments: for explain, for pgbench, and to see what a template becomes. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "http/request.h"
#include "registry/page.h"
#include "registry/registry.h"

/* Puts NAME=VALUE into the request as its query would. */
static bool take_parameter(struct request *request, const char *pair)
{
    const struct operation *operation = request->operation;
    size_t length = strcspn(pair, "=");

    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct parameter *parameter = &operation->parameters[i];

        if (strlen(parameter->name) != length || strncmp(parameter->name, pair, length) != 0 || pair[length] != '=')
            continue;
        request->values[i] = parameter_check(parameter, pair + length + 1, &request->faults);
        return true;
    }
    fprintf(stderr, "forumd: %s has no parameter %.*s\n", operation->id, (int)length, pair);
    return false;
}

static void take_defaults(struct request *request)
{
    for (size_t i = 0; i < request->operation->parameter_count; i++) {
        const struct parameter *parameter = &request->operation->parameters[i];

        if (!request->values[i].present && parameter->default_text) {
            request->values[i] = parameter_check(parameter, parameter->default_text, &request->faults);
            request->values[i].is_default = true;
        }
    }
}

static void print_statements(struct request *request, const struct query *query)
{
    struct page page = {0};
    const char *no_properties[MOST_STATEMENT_VALUES * 4] = {0};
    struct query_input input = {.parameters = request->values, .body_properties = no_properties, .page = &page};
    struct composed composed = {0};

    if (request->operation->total)
        input.engine[VALUE_TOTAL] = "true";
    if (request->operation->is_list)
        page_read(request, &page);
    input.choice = choice_make(request->operation, request->values, &page, &request->arena);
    for (size_t i = 0; i < query_statement_count(query); i++) {
        struct buffer sql = {0};

        query_compose(query, i, &input, &request->arena, &composed, &sql);
        printf("%.*s;\n", (int)(sql.length - strspn(sql.data, "\n")), sql.data + strspn(sql.data, "\n"));
        for (size_t j = 0; j < composed.value_count; j++)
            printf("-- $%zu = %s\n", j + 1, composed.values[j] ? composed.values[j] : "null");
        buffer_finish(&sql);
    }
    buffer_finish(&composed.key);
}

static int show(struct registry *registry, char **arguments)
{
    struct request request = {0};
    int status = 1;

    request_init(&request, "");
    request.operation = contract_find_operation(registry->contract, arguments[0]);
    if (!request.operation || !registry_find_endpoint(registry, request.operation)->query) {
        fprintf(stderr, "forumd: there is no operation %s that has SQL\n", arguments[0]);
    } else {
        status = 0;
        for (char **pair = arguments + 1; *pair && status == 0; pair++)
            status = take_parameter(&request, *pair) ? 0 : 2;
        take_defaults(&request);
        for (const struct fault *fault = request.faults.first; fault; fault = fault->next)
            fprintf(stderr, "forumd: %s\n", fault->message);
        if (status == 0)
            print_statements(&request, registry_find_endpoint(registry, request.operation)->query);
    }
    request_finish(&request);
    return status;
}

int command_sql(const struct config *config, char **arguments)
{
    const char *error = NULL;
    struct registry *registry;
    int status;

    (void)config;
    if (!*arguments) {
        fputs("Usage: forumd sql OPERATION [NAME=VALUE ...]\n", stderr);
        return 2;
    }
    registry = registry_load(&error);
    if (!registry) {
        fprintf(stderr, "forumd: %s\n", error);
        return 1;
    }
    status = show(registry, arguments);
    registry_destroy(registry);
    return status;
}
