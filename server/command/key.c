/* forumd key create --role ROLE [--label TEXT] [--member ID]: prints the new key, once, on standard output. */
#include <stdio.h>
#include <string.h>

#include "base/id.h"
#include "command/command.h"
#include "command/session.h"
#include "http/key.h"

static const char usage[] = "Usage: forumd key create --role member|staff|admin [--label TEXT] [--member ID]\n";

struct wish {
    const char *role;
    const char *label;
    const char *member;
};

static bool read_wish(char **arguments, struct wish *wish)
{
    const struct {
        const char *flag;
        const char **place;
    } flags[] = {{"--role", &wish->role}, {"--label", &wish->label}, {"--member", &wish->member}};

    if (!arguments[0] || strcmp(arguments[0], "create") != 0)
        return false;
    for (arguments++; *arguments; arguments += 2) {
        size_t i = 0;

        while (i < 3 && strcmp(flags[i].flag, arguments[0]) != 0)
            i++;
        if (i == 3 || !arguments[1])
            return false;
        *flags[i].place = arguments[1];
    }
    return wish->role != NULL;
}

int command_key(const struct config *config, char **arguments)
{
    struct wish wish = {.label = "Made on the command line"};
    char id[UUID_BYTES];
    char key[KEY_BYTES];
    char digest[KEY_DIGEST_BYTES];
    PGconn *connection;
    PGresult *result;
    int status = 1;

    if (!read_wish(arguments, &wish)) {
        fputs(usage, stderr);
        return 2;
    }
    connection = session_open(config, NULL, NULL);
    if (!connection)
        return 1;
    id_make_uuid7(id);
    key_make(id, key, digest);
    result = PQexecParams(connection, "select registry.make_key($1, $2::uuid, $3, $4::bytea, $5::uuid)", 5, NULL,
                          (const char *const[]){wish.role, wish.member, wish.label, digest, id}, NULL, NULL, 0);
    if (PQresultStatus(result) == PGRES_TUPLES_OK) {
        puts(key);
        status = 0;
    } else {
        fprintf(stderr, "forumd: no key was made: %s", PQresultErrorMessage(result));
    }
    PQclear(result);
    PQfinish(connection);
    return status;
}
