#include "command/session.h"

#include <stdio.h>

#include "db/login.h"

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

PGconn *session_open(const struct config *config, const char *role, const char *password)
{
    struct login login;
    const char *error = NULL;
    PGconn *connection = NULL;

    if (!login_init(&login, config->database, role, password, "", &error)) {
        fprintf(stderr, "forumd: the database's address is wrong: %s", error);
        login_finish(&login);
        return NULL;
    }
    connection = PQconnectdbParams(login.keywords, login.values, 0);
    login_finish(&login);
    if (PQstatus(connection) != CONNECTION_OK) {
        fprintf(stderr, "forumd: no connection to the database: %s", PQerrorMessage(connection));
        PQfinish(connection);
        return NULL;
    }
    PQsetNoticeReceiver(connection, ignore_notice, NULL);
    return connection;
}
