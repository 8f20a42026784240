#include "http/row_writer.h"

#include <stdlib.h>

#include "http/render.h"

struct row_writer {
    struct csv_style style;
    struct csv_plan *csv;        /* NULL for NDJSON */
    struct render_plan *objects; /* NULL for CSV */
};

struct row_writer *row_writer_create(enum rendition rendition, const struct table *table, const struct csv_style *style,
                                     const PGresult *result, int most)
{
    struct row_writer *writer = calloc(1, sizeof *writer);

    if (!writer)
        abort();
    writer->style = style ? *style : (struct csv_style){.delimiter = ','};
    if (rendition == RENDITION_CSV)
        writer->csv = csv_plan_create(table, result, most);
    else
        writer->objects = render_plan_create(result, most);
    return writer;
}

void row_writer_begin(const struct row_writer *writer, struct buffer *out)
{
    if (writer->csv)
        csv_write_header(out, writer->csv, &writer->style);
}

void row_writer_row(const struct row_writer *writer, struct buffer *out, const PGresult *result, int row)
{
    if (writer->csv) {
        csv_write_row(out, writer->csv, &writer->style, result, row);
        return;
    }
    render_row(out, writer->objects, result, row);
    buffer_append_char(out, '\n');
}

void row_writer_destroy(struct row_writer *writer)
{
    if (!writer)
        return;
    free(writer->csv);
    free(writer->objects);
    free(writer);
}
