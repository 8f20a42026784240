/* dump_inside.h: a dump from the inside; only for this folder. */
#pragma once
#include <jansson.h>
#include <libpq-fe.h>

#include "base/signer.h"
#include "dump/folder.h"
#include "dump/tables.h"
#include "registry/registry.h"

/* The manifest's format; another number for what a verifier of before would not understand. */
static const char dump_format[] = "forum register dump 1";

/* What a dump is of. Texts are PostgreSQL's. */
struct dump_moment {
    const char *taken_at; /* RFC 3339 */
    const char *name;     /* of the register, a UUID */
    const char *position; /* of the last sealed change */
    const char *hash;
};

/* datapackage.json as text, to be freed: a Tabular Data Package (specs.frictionlessdata.io, version 1) of the CSV files
 * among `files`. */
char *describe_package(const struct contract *contract, const struct dump_moment *moment,
                       const struct folder_file *files, size_t count);

/* manifest.json as text, to be freed. */
char *describe_manifest(const struct dump_moment *moment, const struct folder_file *files, size_t count);

/* What is signed of a manifest, whose SHA-256 in hexadecimal is given; in the arena. */
const char *describe_signed_text(const char *name, const char *position, const char *manifest_sha256,
                                 const char *taken_at, const char *key_id, struct arena *arena);
