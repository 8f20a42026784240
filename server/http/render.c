#include "http/render.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum column_kind {
    COLUMN_STRING,
    COLUMN_PLAIN, /* numbers and JSON: as PostgreSQL writes them */
    COLUMN_BOOLEAN,
    COLUMN_TIMESTAMP,
    COLUMN_ARRAY_OF_PLAIN,
    COLUMN_ARRAY_OF_STRINGS,
};

/* From PostgreSQL's catalogue src/include/catalog/pg_type.dat; these numbers never change. */
static const struct {
    Oid type;
    enum column_kind kind;
} kinds[] = {
    {16, COLUMN_BOOLEAN},          /* boolean */
    {20, COLUMN_PLAIN},            /* bigint */
    {21, COLUMN_PLAIN},            /* smallint */
    {23, COLUMN_PLAIN},            /* integer */
    {114, COLUMN_PLAIN},           /* json */
    {1700, COLUMN_PLAIN},          /* numeric */
    {3802, COLUMN_PLAIN},          /* jsonb */
    {1184, COLUMN_TIMESTAMP},      /* timestamptz */
    {1005, COLUMN_ARRAY_OF_PLAIN}, /* smallint[] */
    {1007, COLUMN_ARRAY_OF_PLAIN}, /* integer[] */
    {1016, COLUMN_ARRAY_OF_PLAIN}, /* bigint[] */
    {1231, COLUMN_ARRAY_OF_PLAIN}, /* numeric[] */
    {1009, COLUMN_ARRAY_OF_STRINGS}, /* text[] */
    {2951, COLUMN_ARRAY_OF_STRINGS}, /* uuid[] */
};

struct render_column {
    const char *prefix; /* `{"id":` or `,"name":` */
    size_t prefix_bytes;
    enum column_kind kind;
};

struct render_plan {
    int count;
    struct render_column columns[];
};

static const char hex[] = "0123456789abcdef";

static void append_escaped(struct buffer *out, unsigned char c)
{
    char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    const char *short_form = NULL;

    switch (c) {
    case '"':
        short_form = "\\\"";
        break;
    case '\\':
        short_form = "\\\\";
        break;
    case '\n':
        short_form = "\\n";
        break;
    case '\r':
        short_form = "\\r";
        break;
    case '\t':
        short_form = "\\t";
        break;
    }
    if (short_form)
        buffer_append(out, short_form, 2);
    else
        buffer_append(out, escape, sizeof escape);
}

static inline bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

void render_string(struct buffer *out, const char *text, size_t bytes)
{
    const char *end = text + bytes;
    const char *run = text;

    buffer_append_char(out, '"');
    for (; text < end; text++) {
        if (!needs_escape((unsigned char)*text))
            continue;
        buffer_append(out, run, (size_t)(text - run));
        append_escaped(out, (unsigned char)*text);
        run = text + 1;
    }
    buffer_append(out, run, (size_t)(end - run));
    buffer_append_char(out, '"');
}

/* "2026-01-31 10:00:00.5+00" as "2026-01-31T10:00:00.5Z"; infinity stays a word. */
static void append_timestamp(struct buffer *out, const char *text, size_t bytes)
{
    char *at;

    if (bytes < sizeof "2026-01-31 10:00:00+00" - 1 || text[10] != ' ' || memcmp(text + bytes - 3, "+00", 3) != 0) {
        render_string(out, text, bytes);
        return;
    }
    at = buffer_reserve(out, bytes + 2);
    at[0] = '"';
    memcpy(at + 1, text, bytes - 3);
    at[11] = 'T';
    at[bytes - 2] = 'Z';
    at[bytes - 1] = '"';
    out->length += bytes;
}

/* PostgreSQL's text of a one-dimensional array, `{a,"b \"c\"",NULL}`, as JSON. */
static void append_array(struct buffer *out, const char *text, bool strings)
{
    struct buffer element = {0};
    const char *at = text + 1;

    buffer_append_char(out, '[');
    while (*at && *at != '}') {
        bool quoted = *at == '"';

        element.length = 0;
        for (at += quoted; *at && (quoted ? *at != '"' : *at != ',' && *at != '}'); at++) {
            if (*at == '\\')
                at++;
            buffer_append_char(&element, *at);
        }
        at += quoted;
        if (!quoted && element.length == 4 && memcmp(element.data, "NULL", 4) == 0)
            buffer_append_text(out, "null");
        else if (strings)
            render_string(out, element.data ? element.data : "", element.length);
        else
            buffer_append(out, element.data, element.length);
        if (*at == ',') {
            buffer_append_char(out, ',');
            at++;
        }
    }
    buffer_append_char(out, ']');
    buffer_finish(&element);
}

static void append_value(struct buffer *out, enum column_kind kind, const char *text, size_t bytes)
{
    switch (kind) {
    case COLUMN_PLAIN:
        buffer_append(out, text, bytes);
        break;
    case COLUMN_BOOLEAN:
        buffer_append_text(out, *text == 't' ? "true" : "false");
        break;
    case COLUMN_TIMESTAMP:
        append_timestamp(out, text, bytes);
        break;
    case COLUMN_ARRAY_OF_PLAIN:
    case COLUMN_ARRAY_OF_STRINGS:
        append_array(out, text, kind == COLUMN_ARRAY_OF_STRINGS);
        break;
    default:
        render_string(out, text, bytes);
        break;
    }
}

static enum column_kind kind_of(Oid type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].type == type)
            return kinds[i].kind;
    }
    return COLUMN_STRING;
}

struct render_plan *render_plan_create(const PGresult *result)
{
    int count = PQnfields(result);
    size_t bytes = sizeof(struct render_plan) + (size_t)count * sizeof(struct render_column);
    size_t names_bytes = 0;
    struct render_plan *plan;
    char *at;

    for (int i = 0; i < count; i++)
        names_bytes += strlen(PQfname(result, i)) + sizeof ",\"\":";
    plan = malloc(bytes + names_bytes);
    if (!plan)
        abort();
    at = (char *)plan + bytes;
    plan->count = count;
    for (int i = 0; i < count; i++) {
        struct render_column *column = &plan->columns[i];
        size_t name_bytes = strlen(PQfname(result, i));

        column->prefix = at;
        column->prefix_bytes = name_bytes + 4;
        column->kind = kind_of(PQftype(result, i));
        *at++ = i ? ',' : '{';
        *at++ = '"';
        memcpy(at, PQfname(result, i), name_bytes);
        at += name_bytes;
        *at++ = '"';
        *at++ = ':';
    }
    return plan;
}

void render_row(struct buffer *out, const struct render_plan *plan, const PGresult *result, int row)
{
    for (int i = 0; i < plan->count; i++) {
        const struct render_column *column = &plan->columns[i];

        buffer_append(out, column->prefix, column->prefix_bytes);
        if (PQgetisnull(result, row, i))
            buffer_append(out, "null", 4);
        else
            append_value(out, column->kind, PQgetvalue(result, row, i), (size_t)PQgetlength(result, row, i));
    }
    buffer_append_char(out, '}');
}

const char *render_find_value(const PGresult *result, int row, const char *column)
{
    int number = PQfnumber(result, column);

    if (number < 0 || PQgetisnull(result, row, number))
        return NULL;
    return PQgetvalue(result, row, number);
}
