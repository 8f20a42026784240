/* forumd seal: seals what is committed, now; the server does it by itself. Connected as the owner or a superuser. */
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/session.h"

int command_seal(const struct config *config, char **arguments)
{
    PGconn *connection;
    long sealed = 1;
    int status = 0;

    if (*arguments) {
        fprintf(stderr, "forumd: seal takes no \"%s\"\n", *arguments);
        return 2;
    }
    connection = session_open(config, NULL, NULL);
    if (!connection)
        return 1;
    while (sealed > 0 && status == 0) {
        PGresult *result;

        /* Waits for whoever is at it, so that in the end everything is sealed. */
        PQclear(PQexec(connection, "begin"));
        PQclear(PQexec(connection, "select from registry.seal_head for update"));
        result = PQexec(connection, "select head, sealed from registry.seal(5000)");
        if (PQresultStatus(result) == PGRES_TUPLES_OK) {
            sealed = strtol(PQgetvalue(result, 0, 1), NULL, 10);
            if (sealed == 0)
                printf("%s\n", PQgetvalue(result, 0, 0));
        } else {
            fprintf(stderr, "forumd: nothing was sealed: %s", PQresultErrorMessage(result));
            status = 1;
        }
        PQclear(result);
        PQclear(PQexec(connection, "commit"));
    }
    PQfinish(connection);
    return status;
}
