/* forumd seal: seals what is committed, and takes the words of rows that were sealed, now; the server does both by itself. Connected as
 * the owner or a superuser. */
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/session.h"

/* Does a step until there is nothing left to do, each in a transaction that waits for whoever is at it, so that in the end all
 * is done. The step answers how much it did, and then what to print in the end, or nothing. */
static bool repeat(PGconn *connection, const char *hold, const char *step)
{
    long done = 1;

    while (done > 0) {
        PGresult *result;

        PQclear(PQexec(connection, "begin"));
        PQclear(PQexec(connection, hold));
        result = PQexec(connection, step);
        done = PQresultStatus(result) == PGRES_TUPLES_OK ? strtol(PQgetvalue(result, 0, 0), NULL, 10) : -1;
        if (done == 0 && PQnfields(result) > 1)
            printf("%s\n", PQgetvalue(result, 0, 1));
        if (done < 0)
            fprintf(stderr, "forumd: not all was sealed: %s", PQresultErrorMessage(result));
        PQclear(result);
        PQclear(PQexec(connection, done < 0 ? "rollback" : "commit"));
    }
    return done == 0;
}

int command_seal(const struct config *config, char **arguments)
{
    PGconn *connection;
    bool is_done;

    if (*arguments) {
        fprintf(stderr, "forumd: seal takes no \"%s\"\n", *arguments);
        return 2;
    }
    connection = session_open(config, NULL, NULL);
    if (!connection)
        return 1;
    is_done = repeat(connection, "select from registry.seal_head for update",
                     "select sealed, head from registry.seal(5000)") &&
              repeat(connection, "select from registry.words_head for update", "select registry.take_words(5000)");
    PQfinish(connection);
    return is_done ? 0 : 1;
}
