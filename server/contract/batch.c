#include "contract/batch.h"

#include <string.h>
#include <strings.h>

#include "base/csv.h"
#include "contract/body.h"

static const char not_utf8[] = "These bytes are not UTF-8; save the file as UTF-8 (\"CSV UTF-8\" in a spreadsheet)";

static const struct {
    const char *media_type;
    enum batch_format format;
} formats[] = {
    {"application/x-ndjson", BATCH_NDJSON},
    {"text/csv", BATCH_CSV},
};

enum batch_format batch_format_of(const char *media_type, size_t bytes)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strlen(formats[i].media_type) == bytes && !strncasecmp(formats[i].media_type, media_type, bytes))
            return formats[i].format;
    return BATCH_NONE;
}

struct reader {
    const struct batch_rules *rules;
    struct arena *arena;
    struct batch_rows *batch;
};

static struct batch_row *add_row(struct reader *reader, size_t line)
{
    struct batch_row *row = &reader->batch->rows[reader->batch->count++];

    row->line = line;
    row->faults = (struct faults){.arena = reader->arena, .line = line};
    return row;
}

static void check_row(const struct batch_rules *rules, struct batch_row *row, const char *text, size_t bytes,
                      json_t *object)
{
    schema_validate(rules->row, object, SCHEMA_WHOLE, "", &row->faults);
    if (!row->faults.count) {
        row->json = text;
        row->json_bytes = bytes;
    } else if (json_is_object(object)) {
        row->json = body_faultless_text(object, &row->faults);
        row->json_bytes = strlen(row->json);
    }
}

static void parse_row(const struct batch_rules *rules, struct batch_row *row, const char *text, size_t bytes)
{
    json_t *object = body_parse_line(text, bytes, row->line, &row->faults);

    if (object)
        check_row(rules, row, text, bytes, object);
    json_decref(object);
}

static enum batch_outcome refuse(struct faults *faults, enum batch_outcome outcome, const char *code, const char *words)
{
    faults_add(faults, "", code, "%s", words);
    return outcome;
}

static enum batch_outcome refuse_count(const struct batch_rules *rules, struct faults *faults)
{
    faults_add(faults, "", "max_rows", "There are more than %zu rows; send the others in a second request",
               rules->most_rows);
    return BATCH_INVALID;
}

/* NDJSON. */

static bool is_blank(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
            return false;
    return true;
}

static enum batch_outcome read_ndjson(struct reader *reader, const char *text, size_t bytes, struct faults *faults)
{
    const char *end = text + bytes;
    size_t line = 1;

    if (bytes >= 3 && !memcmp(text, "\xef\xbb\xbf", 3))
        text += 3;
    for (const char *newline; text < end; text = newline + 1, line++) {
        newline = memchr(text, '\n', (size_t)(end - text));
        if (!newline)
            newline = end;
        if (is_blank(text, (size_t)(newline - text)))
            continue;
        if (reader->batch->count == reader->rules->most_rows)
            return refuse_count(reader->rules, faults);
        parse_row(reader->rules, add_row(reader, line), text, (size_t)(newline - text));
    }
    return BATCH_READ;
}

/* CSV. */

/* The cells behind the header's last column, or below one without a name, must be empty: spreadsheets leave such. */
static bool check_cells(const struct csv_row *header, const struct csv_row *cells, struct faults *faults)
{
    size_t most = cells->field_count > header->field_count ? cells->field_count : header->field_count;

    if (!cells->is_utf8) {
        faults_add(faults, "", "utf8", "%s", not_utf8);
        return false;
    }
    if (cells->field_count < header->field_count) {
        faults_add(faults, "", "cells", "The row has %zu cells, and the header %zu", cells->field_count,
                   header->field_count);
        return false;
    }
    for (size_t i = 0; i < most; i++) {
        if ((i < header->field_count && *header->fields[i]) || !*cells->fields[i])
            continue;
        faults_add(faults, "", "cells", "Cell %zu stands in no column: the header has no name there", i + 1);
        return false;
    }
    return true;
}

static bool is_empty(const struct csv_row *cells)
{
    for (size_t i = 0; i < cells->field_count; i++)
        if (*cells->fields[i])
            return false;
    return true;
}

static void read_cells(struct reader *reader, const struct csv_row *header, const int *places,
                       const struct csv_row *cells)
{
    struct batch_row *row = add_row(reader, cells->line);
    struct buffer text = {0};

    if (!check_cells(header, cells, &row->faults))
        return;
    columns_write(reader->rules->columns, places, cells, &text, &row->faults);
    parse_row(reader->rules, row, arena_copy(reader->arena, text.data, text.length), text.length);
    buffer_finish(&text);
}

static enum batch_outcome read_csv(struct reader *reader, const char *text, size_t bytes, struct faults *faults)
{
    struct csv_options options = {csv_find_delimiter(text, bytes), reader->rules->most_rows};
    const char *error = NULL;
    struct csv_table table;
    const int *places;

    if (!csv_read(text, bytes, &options, faults->arena, &table, &error)) {
        faults_add(faults, "", "csv", "This is no CSV: %s", error);
        return BATCH_MALFORMED;
    }
    faults->line = table.header.line;
    if (!table.header.is_utf8)
        return refuse(faults, BATCH_MALFORMED, "utf8", not_utf8);
    places = columns_find(reader->rules->columns, &table.header, faults);
    faults->line = 0;
    if (table.has_more)
        return refuse_count(reader->rules, faults);
    if (faults->count)
        return BATCH_INVALID;
    for (size_t i = 0; i < table.row_count; i++)
        if (!is_empty(&table.rows[i]))
            read_cells(reader, &table.header, places, &table.rows[i]);
    return BATCH_READ;
}

/* The face. */

enum batch_outcome batch_read(const struct batch_rules *rules, enum batch_format format, const char *text, size_t bytes,
                              struct faults *faults, struct batch_rows *ret_batch)
{
    struct batch_rows batch = {.rows = arena_alloc(faults->arena, rules->most_rows * sizeof *batch.rows)};
    struct reader reader = {rules, faults->arena, &batch};
    enum batch_outcome outcome;

    if (is_blank(text, bytes))
        return refuse(faults, BATCH_MALFORMED, "empty", "The body is empty; send rows");
    if (format == BATCH_CSV)
        outcome = read_csv(&reader, text, bytes, faults);
    else
        outcome = read_ndjson(&reader, text, bytes, faults);
    if (outcome == BATCH_READ && !batch.count)
        return refuse(faults, BATCH_INVALID, "empty", "There are no rows");
    *ret_batch = batch;
    return outcome;
}

void batch_of_one(const struct batch_rules *rules, const char *text, size_t bytes, json_t *object, struct arena *arena,
                  struct batch_rows *ret_batch)
{
    struct batch_rows batch = {.rows = arena_alloc(arena, sizeof *batch.rows)};
    struct reader reader = {rules, arena, &batch};

    check_row(rules, add_row(&reader, 1), text, bytes, object);
    *ret_batch = batch;
}
