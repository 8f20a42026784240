/* forumd: the register's server and its few commands. */
#include <malloc.h>
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
    {"dump", command_dump, "DIR: write all that is public into a new folder"},
    {"health", command_health, "ask the server at --listen whether it is ready"},
    {"import", command_import, "--as forum|sbti|emission FILE: take in real commitments"},
    {"key", command_key, "create --role ROLE: make a key on a new installation"},
    {"seal", command_seal, "seal what was changed: the server does it by itself, each second"},
    {"serve", command_serve, "serve (the default)"},
    {"signing-key", command_signing_key, "create FILE: make the key that checkpoints are signed with"},
    {"sql", command_sql, "OPERATION [NAME=VALUE ...]: show the SQL of an operation"},
    {"verify", command_verify, "[--key FILE] DIR: check a dump"},
};

enum { KEPT_BYTES = 8 * 1024 * 1024, TOP_PAD_BYTES = 256 * 1024 };

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void)
{
    puts("Usage: forumd [OPTIONS] [COMMAND] [ARGUMENTS]\n\nCommands:");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-12s %s\n", commands[i].name, commands[i].meaning);
    puts("\nOptions (flag, name in the environment, meaning):");
    config_print_options(stdout);
}

static const struct command_row *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    return NULL;
}

int main(int argc, char **argv)
{
    const struct command_row *command;
    struct config config;
    const char *error;

    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_help();
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("forumd " FORUM_VERSION);
        return 0;
    }
    /* Pages of some ten kilobytes come and go all the time: giving their memory back to the kernel and asking for it again
     * took a tenth of a page's time. */
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_TOP_PAD, TOP_PAD_BYTES);
    mallopt(M_MMAP_THRESHOLD, KEPT_BYTES);
    if (id_init() < 0) {
        fputs("forumd: there is no source of randomness\n", stderr);
        return 1;
    }
    error = config_read(&config, argv + 1);
    if (error) {
        fprintf(stderr, "forumd: %s\n", error);
        return 2;
    }
    command = find_command(argv[1] ? argv[1] : "serve");
    if (!command) {
        fprintf(stderr, "forumd: there is no command or option %s; forumd --help lists them\n", argv[1]);
        return 2;
    }
    return command->run(&config, argv[1] ? argv + 2 : argv + 1);
}
