/* command.h: what `forumd` can do beside serving, one file each. Each returns the exit status and says on standard error what
 * went wrong. `arguments` are those after the command's name, ended by NULL. */
#pragma once
#include "config.h"

int command_check(const struct config *config, char **arguments);  /* the database fits the contract */
int command_dump(const struct config *config, char **arguments);   /* writes all that is public into a folder */
int command_health(const struct config *config, char **arguments); /* the server at --listen is ready */
int command_import(const struct config *config, char **arguments); /* takes in a file of real commitments */
int command_key(const struct config *config, char **arguments);    /* makes a key on a new installation */
int command_seal(const struct config *config, char **arguments);   /* seals what was changed */
int command_serve(const struct config *config, char **arguments);
int command_signing_key(const struct config *config, char **arguments); /* makes a key for checkpoints */
int command_sql(const struct config *config, char **arguments);    /* shows an operation's composed SQL */
int command_verify(const struct config *config, char **arguments); /* checks such a folder */
