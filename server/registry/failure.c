#include "registry/failure.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "registry/registry.h"

static const struct state_row {
    const char *state; /* a prefix of the SQLSTATE */
    enum problem_kind kind;
    const char *detail; /* NULL: PostgreSQL's own message is fit for the client */
    bool logged;
} states[] = {
    {"FR400", PROBLEM_INVALID_PARAMETER, NULL, false},
    {"FR401", PROBLEM_KEY_INVALID, NULL, false},
    {"FR403", PROBLEM_FORBIDDEN, NULL, false},
    {"FR404", PROBLEM_NOT_FOUND, NULL, false},
    {"FR409", PROBLEM_CONFLICT, NULL, false},
    {"FRASK", PROBLEM_PLEASE_CONFIRM, NULL, false},
    {"FRBSY", PROBLEM_IDEMPOTENCY_KEY_IN_USE, NULL, false},
    {"FROTH", PROBLEM_IDEMPOTENCY_KEY_REUSED, NULL, false},
    {"FR412", PROBLEM_STALE, NULL, false},
    {"FR422", PROBLEM_INVALID_BODY, NULL, false},
    {"22", PROBLEM_INVALID_BODY, "A value is out of its range, or not of its type.", true},
    {"26000", PROBLEM_UNAVAILABLE, "The database could not prepare for this.", true},
    {"40", PROBLEM_UNAVAILABLE, "Two changes met; nothing of this one was stored.", true},
    {"42501", PROBLEM_FORBIDDEN, "This key may not do that.", true},
    {"53", PROBLEM_UNAVAILABLE, "The database has no room or no connection left.", true},
    {"55P03", PROBLEM_UNAVAILABLE, "Others are changing this right now.", true},
    {"57", PROBLEM_UNAVAILABLE, "The database took too long.", true},
    {"58", PROBLEM_UNAVAILABLE, "The database could not read or write its files.", true},
};

static const char *field_text(struct request *request, const PGresult *failure, int field)
{
    const char *text = PQresultErrorField(failure, field);

    return text ? arena_strdup(&request->arena, text) : NULL;
}

bool failure_add_constraint(struct request *request, const char *name)
{
    const struct constraint *constraint = registry_find_constraint(request->registry, name);

    if (!constraint)
        return false;
    for (const struct fault *fault = request->faults.first; fault; fault = fault->next) {
        if (strcmp(fault->message, constraint->message) == 0)
            return true;
    }
    faults_add(&request->faults, constraint->pointer, constraint->code, "%s", constraint->message);
    return true;
}

/* The watching trigger lists all violated constraints in its detail; PostgreSQL itself names one. */
static bool tell_constraints(struct request *request, const PGresult *failure)
{
    const char *detail = PQresultErrorField(failure, PG_DIAG_MESSAGE_DETAIL);
    const char *one = PQresultErrorField(failure, PG_DIAG_CONSTRAINT_NAME);
    json_t *parsed = detail && *detail == '{' ? json_loads(detail, 0, NULL) : NULL;
    json_t *names = json_object_get(parsed, "constraints");
    bool told = false;
    json_t *name;
    size_t i;

    json_array_foreach(names, i, name)
    {
        if (json_is_string(name))
            told |= failure_add_constraint(request, json_string_value(name));
    }
    json_decref(parsed);
    if (!told && one)
        told = failure_add_constraint(request, one);
    return told;
}

static void tell_missing_column(struct request *request, const PGresult *failure)
{
    const char *column = field_text(request, failure, PG_DIAG_COLUMN_NAME);

    if (!column)
        column = "";
    faults_add(&request->faults, arena_printf(&request->arena, "/%s", column), "required", "%s is needed", column);
    request_refuse(request, PROBLEM_INVALID_BODY, NULL);
}

static void log_failure(const struct request *request, const PGresult *failure)
{
    const char *state = PQresultErrorField(failure, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(failure, PG_DIAG_MESSAGE_PRIMARY);

    log_error("database_refused", "request=%s operation=%s sqlstate=%s message=%s", request->id,
              request->operation ? request->operation->id : "-", state ? state : "-",
              log_quote(message ? message : ""));
}

void failure_tell(struct request *request, const PGresult *failure)
{
    const char *state = PQresultErrorField(failure, PG_DIAG_SQLSTATE);

    if (!state)
        state = "";
    if (strcmp(state, "23502") == 0) {
        tell_missing_column(request, failure);
        return;
    }
    if (strncmp(state, "23", 2) == 0 && tell_constraints(request, failure)) {
        request_refuse(request, strcmp(state, "23505") == 0 ? PROBLEM_CONFLICT : PROBLEM_INVALID_BODY, NULL);
        return;
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        const struct state_row *row = &states[i];

        if (strncmp(state, row->state, strlen(row->state)) != 0)
            continue;
        if (row->logged)
            log_failure(request, failure);
        else
            request->problem_extra = field_text(request, failure, PG_DIAG_MESSAGE_DETAIL);
        request_refuse(request, row->kind,
                       row->detail ? row->detail : field_text(request, failure, PG_DIAG_MESSAGE_PRIMARY));
        return;
    }
    log_failure(request, failure);
    request_refuse(request, PROBLEM_INTERNAL, NULL);
}
