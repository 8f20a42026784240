/* format.h: the values of JSON Schema's `format` that the contract may use. */
#pragma once
#include <stddef.h>

struct format {
    const char *name;
    const char *words; /* "a date like 2027-12-31 that exists in the calendar" */

    /* NULL when `text` is well formed; else what to say after the value: "is not", "does not". */
    const char *(*check)(const char *text, size_t bytes);
};

/* NULL for a format that is not known. */
const struct format *format_find(const char *name);
