/* libcsv knows rows, not lines. It is fed a line at a time, so that the line on which a row ended is known when it says
 * that one did. */
#include "base/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { ROW_NOT_BEGUN = 0 }; /* libcsv's state between rows; it says nothing of empty lines */

struct reader {
    struct arena *arena;
    struct csv_table *table;
    size_t most_rows;
    size_t capacity;
    size_t line;     /* being fed */
    size_t row_line; /* on which the present row started */
    const char *fields[MOST_COLUMNS];
    size_t field_count;
    bool is_utf8;
    const char *error;
};

static void take_field(void *text, size_t bytes, void *owner)
{
    struct reader *reader = owner;

    if (bytes > MOST_FIELD_BYTES) {
        reader->error =
            arena_printf(reader->arena, "line %zu: a field has more than %d bytes", reader->row_line, MOST_FIELD_BYTES);
    } else if (reader->field_count == MOST_COLUMNS) {
        reader->error = arena_printf(reader->arena, "line %zu: more than %d columns", reader->row_line, MOST_COLUMNS);
    } else {
        if (memchr(text, '\0', bytes) || !text_is_utf8(text, bytes))
            reader->is_utf8 = false;
        reader->fields[reader->field_count++] = arena_copy(reader->arena, text, bytes);
    }
}

static struct csv_row *add_row(struct reader *reader)
{
    struct csv_table *table = reader->table;

    if (!table->header.fields)
        return &table->header;
    if (table->row_count == reader->most_rows) {
        table->has_more = true;
        return NULL;
    }
    if (table->row_count == reader->capacity) {
        struct csv_row *former = table->rows;

        reader->capacity = reader->capacity ? reader->capacity * 2 : 1024;
        table->rows = arena_alloc(reader->arena, reader->capacity * sizeof *table->rows);
        if (former)
            memcpy(table->rows, former, table->row_count * sizeof *former);
    }
    return &table->rows[table->row_count++];
}

static void take_row(int end, void *owner)
{
    struct reader *reader = owner;
    struct csv_row *row = reader->error ? NULL : add_row(reader);

    (void)end;
    if (row) {
        row->line = reader->row_line;
        row->field_count = reader->field_count;
        row->fields = arena_alloc(reader->arena, (reader->field_count + 1) * sizeof *row->fields);
        memcpy(row->fields, reader->fields, reader->field_count * sizeof *row->fields);
        row->is_utf8 = reader->is_utf8;
    }
    reader->field_count = 0;
    reader->is_utf8 = true;
}

static void feed(struct reader *reader, struct csv_parser *parser, const char *text, size_t bytes)
{
    const char *end = text + bytes;

    while (text < end && !reader->error && !reader->table->has_more) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line_bytes = newline ? (size_t)(newline - text) + 1 : (size_t)(end - text);

        reader->line++;
        if (parser->pstate == ROW_NOT_BEGUN)
            reader->row_line = reader->line;
        if (csv_parse(parser, text, line_bytes, take_field, take_row, reader) != line_bytes)
            reader->error = arena_printf(reader->arena, "line %zu: %s", reader->line, csv_strerror(csv_error(parser)));
        text += line_bytes;
    }
    if (!reader->error && !reader->table->has_more && csv_fini(parser, take_field, take_row, reader) != 0)
        reader->error =
            arena_printf(reader->arena, "line %zu: a quoted field that starts here does not end", reader->row_line);
}

static size_t byte_order_mark_bytes(const char *text, size_t bytes)
{
    return bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool csv_read(const char *text, size_t bytes, const struct csv_options *options, struct arena *arena,
              struct csv_table *ret_table, const char **ret_error)
{
    size_t mark_bytes = byte_order_mark_bytes(text, bytes);
    struct csv_table table = {0};
    struct reader reader = {
        .arena = arena, .table = &table, .most_rows = options->most_rows, .row_line = 1, .is_utf8 = true};
    struct csv_parser parser;

    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        abort();
    csv_set_delim(&parser, (unsigned char)options->delimiter);
    feed(&reader, &parser, text + mark_bytes, bytes - mark_bytes);
    csv_free(&parser);
    if (!reader.error && !table.header.fields)
        reader.error = "it is empty";
    if (reader.error) {
        *ret_error = reader.error;
        return false;
    }
    *ret_table = table;
    return true;
}

int csv_find_column(const struct csv_table *table, const char *name)
{
    for (size_t i = 0; i < table->header.field_count; i++) {
        if (strcmp(table->header.fields[i], name) == 0)
            return (int)i;
    }
    return -1;
}

char csv_find_delimiter(const char *text, size_t bytes)
{
    bool quoted = false;
    long commas = 0; /* less the semicolons */

    for (size_t i = 0; i < bytes && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted)
            commas += (text[i] == ',') - (text[i] == ';');
    }
    return commas < 0 ? ';' : ',';
}
