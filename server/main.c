/* forumd: the register's server and its few commands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "command/command.h"
#include "config.h"
#include "version.h"

static const struct command_row {
    const char *name;
    int (*run)(const struct config *config, char **arguments);
    const char *meaning;
} commands[] = {
    {"check", command_check, "compare every statement with the contract, on the migrated database"},
    {"health", command_health, "ask the server at --listen whether it is ready"},
    {"import", command_import, "--as forum|sbti|emission FILE: take in real commitments"},
    {"key", command_key, "create --role ROLE: make a key on a new installation"},
    {"serve", command_serve, "serve (the default)"},
    {"sql", command_sql, "OPERATION [NAME=VALUE ...]: show the SQL of an operation"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void)
{
    puts("Usage: forumd [OPTIONS] [COMMAND] [ARGUMENTS]\n\nCommands:");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-8s %s\n", commands[i].name, commands[i].meaning);
    puts("\nOptions (flag, name in the environment, meaning):");
    config_print_options(stdout);
}

/* Options may stand before the command and after it; what is left are its arguments. */
static int run(const struct command_row *command, int argc, char **argv, int first)
{
    struct config config;
    int index = 1;
    const char *error = config_read(&config, argc, argv, &index);

    if (!error && index < first)
        error = "an option is not known; forumd --help lists them";
    if (error) {
        fprintf(stderr, "forumd: %s\n", error);
        return 2;
    }
    return command->run(&config, argv + first + (first < argc && strcmp(argv[first], command->name) == 0));
}

int main(int argc, char **argv)
{
    const struct command_row *command = NULL;
    int first = 1;

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("forumd " FORUM_VERSION);
        return 0;
    }
    if (id_init() < 0) {
        fputs("forumd: there is no source of randomness\n", stderr);
        return 1;
    }
    /* Skip the options before the command: each is --flag=value or --flag value. */
    while (first < argc && strncmp(argv[first], "--", 2) == 0)
        first += strchr(argv[first], '=') ? 1 : 2;
    for (size_t i = 0; i < COMMANDS && first < argc; i++) {
        if (strcmp(commands[i].name, argv[first]) == 0)
            command = &commands[i];
    }
    if (!command && first < argc) {
        fprintf(stderr, "forumd: there is no command %s; forumd --help lists them\n", argv[first]);
        return 2;
    }
    if (!command)
        for (size_t i = 0; i < COMMANDS; i++)
            if (strcmp(commands[i].name, "serve") == 0)
                command = &commands[i];
    return run(command, argc, argv, first > argc ? argc : first);
}
