#include "http/csv_writer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/formula.h"
#include "http/cells.h"

struct csv_plan {
    struct cell_plan cells;
};

struct csv_plan *csv_plan_create(const struct table *table, const PGresult *result, int most)
{
    struct csv_plan *plan = malloc(sizeof *plan);

    if (!plan)
        abort();
    cell_plan_init(&plan->cells, table, result, most);
    return plan;
}

/* Whether any of eight bytes is one of these: the classic test for a zero byte, for each. */
static inline bool any_is(uint64_t word, const uint64_t *patterns)
{
    const uint64_t ones = 0x0101010101010101;
    const uint64_t highs = 0x8080808080808080;
    uint64_t found = 0;

    for (size_t i = 0; i < 4; i++) {
        uint64_t other = word ^ patterns[i];

        found |= (other - ones) & ~other;
    }
    return found & highs;
}

/* Whether a reader would take the text for something else without quotes. Blanks around a text are lost to some. */
static bool needs_quotes(const char *text, size_t bytes, char delimiter)
{
    const uint64_t ones = 0x0101010101010101;
    const uint64_t patterns[] = {ones * '"', ones * '\n', ones * '\r', ones * (unsigned char)delimiter};

    if (bytes && (text[0] == ' ' || text[0] == '\t' || text[bytes - 1] == ' ' || text[bytes - 1] == '\t'))
        return true;
    for (; bytes >= sizeof(uint64_t); text += sizeof(uint64_t), bytes -= sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, text, sizeof word);
        if (any_is(word, patterns))
            return true;
    }
    for (size_t i = 0; i < bytes; i++)
        if (text[i] == '"' || text[i] == '\n' || text[i] == '\r' || text[i] == delimiter)
            return true;
    return false;
}

static size_t count_quotes(const char *text, size_t bytes)
{
    const char *end = text + bytes;
    size_t count = 0;

    while ((text = memchr(text, '"', (size_t)(end - text)))) {
        count++;
        text++;
    }
    return count;
}

/* Puts the cell that starts at `start` into quotes; those within are doubled, from behind. */
static void quote(struct buffer *out, size_t start)
{
    size_t bytes = out->length - start;
    size_t quotes = count_quotes(out->data + start, bytes);
    char *from, *to;

    buffer_reserve(out, quotes + 2);
    from = out->data + out->length;
    out->length += quotes + 2;
    to = out->data + out->length;
    *--to = '"';
    while (quotes) {
        *--to = *--from;
        if (*to != '"')
            continue;
        *--to = '"';
        quotes--;
    }
    memmove(out->data + start + 1, out->data + start, (size_t)(from - (out->data + start)));
    out->data[start] = '"';
}

/* An apostrophe before the cell that starts at `start`. */
static void mark(struct buffer *out, size_t start)
{
    buffer_reserve(out, 1);
    memmove(out->data + start + 1, out->data + start, out->length - start);
    out->data[start] = '\'';
    out->length++;
}

static void write_cell(struct buffer *out, const struct csv_style *style, const struct cell_source *source,
                       const struct table_column *column, const struct cell *cell)
{
    size_t start = out->length;

    cell_append_text(out, source, column, cell);
    switch (column->kind) {
    case CELL_NUMBER: {
        char *point = style->has_decimal_comma ? memchr(out->data + start, '.', out->length - start) : NULL;

        if (point)
            *point = ',';
        if (point && style->delimiter == ',')
            quote(out, start);
        break;
    }
    case CELL_TEXT:
    case CELL_LIST:
        if (out->length > start && formula_is_like(out->data + start, out->length - start))
            mark(out, start);
        [[fallthrough]];
    case CELL_JSON:
        if (out->length > start && needs_quotes(out->data + start, out->length - start, style->delimiter))
            quote(out, start);
        break;
    default:
        break;
    }
}

void csv_write_header(struct buffer *out, const struct csv_plan *plan, const struct csv_style *style)
{
    bool is_first = true;

    if (style->has_bom)
        buffer_append_text(out, "\xef\xbb\xbf");
    for (size_t i = 0; i < plan->cells.source_count; i++) {
        for (size_t j = 0; j < plan->cells.sources[i].count; j++) {
            if (!is_first)
                buffer_append_char(out, style->delimiter);
            is_first = false;
            buffer_append_text(out, plan->cells.sources[i].columns[j].name);
        }
    }
    buffer_append_text(out, "\r\n");
}

void csv_write_row(struct buffer *out, const struct csv_plan *plan, const struct csv_style *style,
                   const PGresult *result, int row)
{
    struct cell cells[MOST_COLUMNS];
    size_t line = out->length;

    for (size_t i = 0; i < plan->cells.source_count; i++) {
        const struct cell_source *source = &plan->cells.sources[i];

        cells_read(source, result, row, cells);
        for (size_t j = 0; j < source->count; j++) {
            if (i || j)
                buffer_append_char(out, style->delimiter);
            if (cells[j].form != FORM_NULL)
                write_cell(out, style, source, &source->columns[j], &cells[j]);
        }
    }
    /* An empty line would be no row. */
    if (out->length == line)
        buffer_append_text(out, "\"\"");
    buffer_append_text(out, "\r\n");
}
