/* forumd verify [--key FILE] DIR: checks a dump. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "dump/dump.h"

int command_verify(const struct config *config, char **arguments)
{
    const char *key = NULL;

    (void)config;
    if (arguments[0] && strcmp(arguments[0], "--key") == 0 && arguments[1]) {
        key = arguments[1];
        arguments += 2;
    }
    if (!arguments[0] || *arguments[0] == '-' || arguments[1]) {
        fputs("Usage: forumd verify [--key FILE] DIR\n", stderr);
        return 2;
    }
    return dump_verify(arguments[0], key);
}
