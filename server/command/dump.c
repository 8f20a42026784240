/* forumd dump DIR: writes all that is public into a new folder. */
#include <stdio.h>

#include "command/command.h"
#include "command/session.h"
#include "dump/dump.h"

int command_dump(const struct config *config, char **arguments)
{
    struct dump_options options = {.path = arguments[0]};
    struct signer *signer = NULL;
    const char *error = NULL;
    int status;

    if (!arguments[0] || *arguments[0] == '-' || !*arguments[0] || arguments[1]) {
        fputs("Usage: forumd [--signing-key FILE] dump DIR\n", stderr);
        return 2;
    }
    if (*config->signing_key && !(signer = signer_load(config->signing_key, &error))) {
        fprintf(stderr, "forumd dump: %s\n", error);
        return 1;
    }
    options.signer = signer;
    options.connection = session_open(config, "forum_public", config->public_password);
    status = options.connection ? dump_write(&options) : 1;
    PQfinish(options.connection);
    signer_destroy(signer);
    return status;
}
