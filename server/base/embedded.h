/* embedded.h: the files that are compiled into the program: the contract and the SQL. */
#pragma once
#include <stddef.h>

struct embedded {
    const char *name; /* "openapi.yaml", "openapi.json", "sql/getMember.sql", "sqitch.plan" */
    const char *data; /* ended by a zero that does not count */
    size_t bytes;
};

/* Ends with a row whose name is NULL. */
extern const struct embedded embedded_files[];

/* The file of that name, or NULL. */
const struct embedded *embedded_find(const char *name);
