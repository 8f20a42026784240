#include "http/render.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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
    {16, COLUMN_BOOLEAN},            /* boolean */
    {20, COLUMN_PLAIN},              /* bigint */
    {21, COLUMN_PLAIN},              /* smallint */
    {23, COLUMN_PLAIN},              /* integer */
    {114, COLUMN_PLAIN},             /* json */
    {1700, COLUMN_PLAIN},            /* numeric */
    {3802, COLUMN_PLAIN},            /* jsonb */
    {1184, COLUMN_TIMESTAMP},        /* timestamptz */
    {1005, COLUMN_ARRAY_OF_PLAIN},   /* smallint[] */
    {1007, COLUMN_ARRAY_OF_PLAIN},   /* integer[] */
    {1016, COLUMN_ARRAY_OF_PLAIN},   /* bigint[] */
    {1231, COLUMN_ARRAY_OF_PLAIN},   /* numeric[] */
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

enum { MOST_ESCAPED_BYTES = 6 }; /* of one byte: \u001f */

static char *write_escaped(char *at, unsigned char c)
{
    static const char short_forms[][2] = {['"'] = "\"", ['\\'] = "\\", ['\n'] = "n", ['\r'] = "r", ['\t'] = "t"};

    *at++ = '\\';
    if (c < sizeof short_forms / sizeof *short_forms && *short_forms[c]) {
        *at++ = *short_forms[c];
        return at;
    }
    *at++ = 'u';
    *at++ = '0';
    *at++ = '0';
    *at++ = hex[c >> 4];
    *at++ = hex[c & 15];
    return at;
}

static inline bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

/* Whether any of eight bytes needs an escape; for each of the three, the classic test for a zero byte or one below n.
 */
static inline bool any_needs_escape(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101;
    const uint64_t highs = 0x8080808080808080;
    uint64_t quote = word ^ (ones * '"');
    uint64_t backslash = word ^ (ones * '\\');

    return (((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & highs;
}

/* Writes the text escaped; there is room for bytes * MOST_ESCAPED_BYTES. Returns where it ended. */
static char *write_text(char *at, const char *text, size_t bytes)
{
    const char *end = text + bytes;

    while (text < end) {
        uint64_t word;

        if (end - text >= (ptrdiff_t)sizeof word) {
            memcpy(&word, text, sizeof word);
            if (!any_needs_escape(word)) {
                memcpy(at, &word, sizeof word);
                at += sizeof word;
                text += sizeof word;
                continue;
            }
        }
        if (needs_escape((unsigned char)*text))
            at = write_escaped(at, (unsigned char)*text);
        else
            *at++ = *text;
        text++;
    }
    return at;
}

void render_string(struct buffer *out, const char *text, size_t bytes)
{
    enum { PIECE_BYTES = 4096 }; /* so that a long text takes no six times its room */

    buffer_append_char(out, '"');
    for (size_t piece; bytes; bytes -= piece, text += piece) {
        piece = bytes < PIECE_BYTES ? bytes : PIECE_BYTES;
        out->length = (size_t)(write_text(buffer_reserve(out, piece * MOST_ESCAPED_BYTES), text, piece) - out->data);
    }
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

/* Room for the column's name and a value of up to this many bytes of a kind that is written at once. */
enum { MOST_SHORT_BYTES = 512 };

/* A short value of the two commonest kinds, whose room is reserved with the name's; every other goes its own way. */
static void append_value(struct buffer *out, enum column_kind kind, const char *text, size_t bytes)
{
    char *at = out->data + out->length;

    if (bytes > MOST_SHORT_BYTES || (kind != COLUMN_PLAIN && kind != COLUMN_STRING)) {
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
        return;
    }
    if (kind == COLUMN_PLAIN) {
        memcpy(at, text, bytes);
        at += bytes;
    } else {
        *at++ = '"';
        at = write_text(at, text, bytes);
        *at++ = '"';
    }
    out->length = (size_t)(at - out->data);
}

static enum column_kind kind_of(Oid type)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].type == type)
            return kinds[i].kind;
    }
    return COLUMN_STRING;
}

struct render_plan *render_plan_create(const PGresult *result, int most)
{
    int count = most < PQnfields(result) ? most : PQnfields(result);
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
    render_row_from(out, plan, result, row, 0);
}

void render_row_from(struct buffer *out, const struct render_plan *plan, const PGresult *result, int row, int first)
{
    for (int i = first; i < plan->count; i++) {
        const struct render_column *column = &plan->columns[i];

        int bytes = PQgetlength(result, row, i); /* 0 for null too, which saves asking */
        char *at = buffer_reserve(out, column->prefix_bytes + MOST_SHORT_BYTES * MOST_ESCAPED_BYTES + 2);

        memcpy(at, column->prefix, column->prefix_bytes);
        *at = i == first ? '{' : ',';
        out->length += column->prefix_bytes;
        if (bytes == 0 && PQgetisnull(result, row, i))
            buffer_append(out, "null", 4);
        else
            append_value(out, column->kind, PQgetvalue(result, row, i), (size_t)bytes);
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
