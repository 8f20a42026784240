/* dump.h: everything that is public, in one folder (docs/dumps.md). */
#pragma once
#include <libpq-fe.h>
#include <stdio.h>

#include "base/signer.h"

struct dump_options {
    PGconn *connection;          /* as forum_public, that sees nothing else */
    const char *path;            /* of a folder that is not there */
    const struct signer *signer; /* NULL: nothing is signed */
};

/* Writes a dump, and says on standard output what is in it, on standard error what went wrong. Returns the exit status.
 */
int dump_write(const struct dump_options *options);

/* Checks a dump, with the key of the file `key_path` (PEM, or what GET /v1/changes/key answers) or, when that is NULL,
 * the one inside. Says on standard output what fits, on standard error what does not. Returns the exit status. */
int dump_verify(const char *path, const char *key_path);
