/* forumd import --as KIND FILE [--refused PATH] */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "import/import.h"

/* The value of an option given as "--name value" or "--name=value"; moves *arguments past it. */
static const char *take_option(char ***arguments, const char *name)
{
    const char *argument = **arguments;
    size_t length = strlen(name);

    if (strncmp(argument, name, length) != 0)
        return NULL;
    if (argument[length] == '=') {
        ++*arguments;
        return argument + length + 1;
    }
    if (argument[length] || !(*arguments)[1])
        return NULL;
    *arguments += 2;
    return (*arguments)[-1];
}

int command_import(const struct config *config, char **arguments)
{
    struct import_options options = {.database = config->database};

    while (*arguments) {
        const char *value;

        if ((value = take_option(&arguments, "--as")))
            options.kind = value;
        else if ((value = take_option(&arguments, "--refused")))
            options.refused = value;
        else if (**arguments != '-' && !options.path)
            options.path = *arguments++;
        else
            break;
    }
    if (*arguments || !options.kind || !options.path) {
        fputs("Usage: forumd import --as sbti|emission|forum FILE [--refused PATH]\n", stderr);
        return 2;
    }
    return import_run(&options);
}
