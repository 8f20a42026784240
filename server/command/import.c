/* forumd import --as KIND FILE */
#include <stdio.h>

#include "command/command.h"

int command_import(const struct config *config, char **arguments)
{
    (void)config;
    (void)arguments;
    fputs("forumd: this build has no import\n", stderr);
    return 1;
}
