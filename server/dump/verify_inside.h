/* verify_inside.h: the check of a dump from the inside; only for verify*.c. */
#pragma once
#include <jansson.h>
#include <stdint.h>

#include "contract/contract.h"
#include "dump/dump_inside.h"

enum { KEY_BYTES_RAW = 32, ROW_ID_BYTES = 16 };

/* The keys of a table's rows, in their order. */
struct row_ids {
    const char *table;
    unsigned char (*items)[ROW_ID_BYTES];
    size_t count;
    size_t room;
};

enum { MOST_KEYED_TABLES = 8 };

struct verification {
    struct arena arena;
    const char *path;
    int folder;
    const struct contract *contract;
    json_t *manifest;
    char manifest_sha256[SHA256_HEX_BYTES];
    struct row_ids ids[MOST_KEYED_TABLES];
    size_t id_count;
    size_t faults;
    size_t faults_of_file; /* of the one at hand, so that one that is wrong throughout does not bury the others */
};

/* Says what is wrong. */
[[gnu::format(printf, 2, 3)]] void verify_complain(struct verification *check, const char *format, ...);

/* A member of the manifest as text; "" when it is not there. */
const char *verify_text(const json_t *object, const char *name);

/* What the manifest says of a file, or NULL. */
const json_t *verify_find_file(const struct verification *check, const char *path);

/* The two files of a table: the same rows in both, in order, as many as promised, pointing to rows that are there. */
void verify_table(struct verification *check, const char *name);

/* datapackage.json: the files, sizes and hashes of the manifest, and the columns of the CSV files. */
void verify_package(struct verification *check);

/* The chain of changes; that it ends where the manifest and the checkpoint say; both signatures. */
void verify_chain(struct verification *check);
void verify_signatures(struct verification *check, const char *key_path);
