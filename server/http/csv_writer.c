#include "http/csv_writer.h"

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

/* Whether a reader would take the text for something else without quotes. Blanks around a text are lost to some. */
static bool needs_quotes(const char *text, size_t bytes, char delimiter)
{
    if (bytes && (text[0] == ' ' || text[0] == '\t' || text[bytes - 1] == ' ' || text[bytes - 1] == '\t'))
        return true;
    for (size_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];

        /* Nearly all that texts are made of lies above. */
        if (c <= ';' && (c == '"' || c == (unsigned char)delimiter || c == '\n' || c == '\r'))
            return true;
    }
    return false;
}

/* Puts the cell that starts at `start` into quotes. */
static void quote(struct buffer *out, size_t start)
{
    size_t bytes = out->length - start;
    size_t quotes = 0;
    char *from, *to;

    for (size_t i = start; i < out->length; i++)
        quotes += out->data[i] == '"';
    buffer_reserve(out, quotes + 2);
    from = out->data + start + bytes;
    to = from + quotes + 2;
    *--to = '"';
    while (from > out->data + start) {
        *--to = *--from;
        if (*to == '"')
            *--to = '"';
    }
    *--to = '"';
    out->length += quotes + 2;
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
