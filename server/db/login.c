#include "db/login.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How every session speaks: render.c relies on it. One search_path for everybody, so that a plan made by one user serves the
 * functions that run as another. Statements that count a million rows look dear enough to be compiled, which would take
 * longer than they do. */
static const char common_settings[] = "-c DateStyle=ISO -c TimeZone=UTC -c IntervalStyle=iso_8601 "
                                      "-c search_path=pg_catalog -c jit=off -c standard_conforming_strings=on -c idle_in_transaction_session_timeout=60000";

static void add(struct login *login, const char *keyword, const char *value)
{
    if (login->count == MOST_LOGIN_PARAMETERS - 1)
        return;
    login->keywords[login->count] = keyword;
    login->values[login->count++] = value;
    login->keywords[login->count] = NULL;
    login->values[login->count] = NULL;
}

bool login_init(struct login *login, const char *database, const char *role, const char *password, const char *settings,
                const char **ret_error)
{
    static _Thread_local char error_text[256];
    PQconninfoOption *parsed;
    char *error = NULL;
    size_t bytes = sizeof common_settings + strlen(settings) + 2;

    *login = (struct login){0};
    parsed = PQconninfoParse(database, &error);
    if (!parsed) {
        snprintf(error_text, sizeof error_text, "%s", error ? error : "out of memory");
        PQfreemem(error);
        *ret_error = error_text;
        return false;
    }
    login->parsed = parsed;
    login->settings = malloc(bytes);
    if (!login->settings)
        abort();
    snprintf(login->settings, bytes, "%s %s", common_settings, settings);
    for (PQconninfoOption *option = parsed; option->keyword; option++) {
        bool is_users = strcmp(option->keyword, "user") == 0 || strcmp(option->keyword, "password") == 0;

        if (option->val && !(role && is_users) && strcmp(option->keyword, "options") != 0)
            add(login, option->keyword, option->val);
    }
    if (role)
        add(login, "user", role);
    if (role && password && *password)
        add(login, "password", password);
    add(login, "options", login->settings);
    add(login, "client_encoding", "UTF8");
    add(login, "fallback_application_name", "forumd");
    return true;
}

void login_finish(struct login *login)
{
    PQconninfoFree(login->parsed);
    free(login->settings);
    *login = (struct login){0};
}
