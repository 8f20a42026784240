#include "http/book_writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xlsxwriter.h>

#include "base/text.h"
#include "http/cells.h"

enum {
    MOST_CELL_CHARACTERS = 32767, /* Excel's */
    COLUMN_WIDTH = 16,
    PATH_BYTES = 64,
};

/* Of the sheet's XML, before it is compressed; a file with more would need what not every reader knows (zip64). */
static const off_t most_sheet_bytes = (off_t)2 * 1024 * 1024 * 1024;

static const char cut_words[] = " [cut here: Excel takes 32,767 characters; CSV has all]";

struct book {
    struct cell_plan cells;
    struct spool spool;
    char *folder;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *date;
    lxw_format *time;
    lxw_row_t rows; /* with the header */
    struct buffer text;
};

static void write_header(struct book *book)
{
    lxw_format *bold = workbook_add_format(book->workbook);
    lxw_col_t column = 0;

    format_set_bold(bold);
    worksheet_set_column(book->sheet, 0, (lxw_col_t)(book->cells.count - 1), COLUMN_WIDTH, NULL);
    for (size_t i = 0; i < book->cells.source_count; i++)
        for (size_t j = 0; j < book->cells.sources[i].count; j++)
            worksheet_write_string(book->sheet, 0, column++, book->cells.sources[i].columns[j].name, bold);
    worksheet_freeze_panes(book->sheet, 1, 0);
    book->rows = 1;
}

static bool start_workbook(struct book *book, const char *name)
{
    char path[PATH_BYTES];
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = book->folder};

    snprintf(path, sizeof path, "/proc/self/fd/%d", book->spool.fd);
    book->workbook = workbook_new_opt(path, &options);
    if (!book->workbook)
        return false;
    book->sheet = workbook_add_worksheet(book->workbook, name);
    if (!book->sheet || !book->sheet->optimize_tmpfile)
        return false;
    book->date = workbook_add_format(book->workbook);
    format_set_num_format(book->date, "yyyy-mm-dd");
    book->time = workbook_add_format(book->workbook);
    format_set_num_format(book->time, "yyyy-mm-dd hh:mm:ss");
    return true;
}

struct book *book_create(const char *folder, const char *name, const struct table *table, const PGresult *result,
                         int most, int *ret_error)
{
    struct book *book = calloc(1, sizeof *book);

    if (!book)
        abort();
    book->folder = strdup(folder);
    cell_plan_init(&book->cells, table, result, most);
    *ret_error = spool_open(&book->spool, folder);
    if (!*ret_error && !start_workbook(book, name))
        *ret_error = -ENOSPC;
    if (*ret_error) {
        book_destroy(book);
        return NULL;
    }
    write_header(book);
    return book;
}

/* A line of a cell ends with LF alone in Excel. */
static void drop_returns(struct buffer *text)
{
    size_t kept = 0;

    for (size_t i = 0; i < text->length; i++)
        if (text->data[i] != '\r' || i + 1 == text->length || text->data[i + 1] != '\n')
            text->data[kept++] = text->data[i];
    text->length = kept;
}

/* Cuts the text, which ends with a zero, to what a cell takes, and says so in it. */
static void fit(struct buffer *text)
{
    size_t characters = 0;
    size_t at = 0;

    if (text->length <= MOST_CELL_CHARACTERS ||
        text_count_code_points(text->data, text->length - 1) <= MOST_CELL_CHARACTERS / 2)
        return; /* Excel counts in UTF-16 */
    while (at < text->length && characters < MOST_CELL_CHARACTERS - sizeof cut_words) {
        unsigned char c = (unsigned char)text->data[at++];

        characters += (c & 0xc0) != 0x80;
        characters += c >= 0xf0;
        while (at < text->length && ((unsigned char)text->data[at] & 0xc0) == 0x80)
            at++;
    }
    if (at + 1 >= text->length)
        return;
    text->length = at;
    buffer_append(text, cut_words, sizeof cut_words);
}

/* Writes a day or a time; false for what Excel has no number for: years before its own, infinity. */
static bool write_moment(struct book *book, lxw_col_t column, const char *text, lxw_format *format)
{
    lxw_datetime moment = {0};
    int count = sscanf(text, "%4d-%2d-%2dT%2d:%2d:%lf", &moment.year, &moment.month, &moment.day, &moment.hour,
                       &moment.min, &moment.sec);

    if ((count != 3 && count != 6) || moment.year < 1901 || moment.year > 9999)
        return false;
    worksheet_write_datetime(book->sheet, book->rows, column, &moment, format);
    return true;
}

static void write_cell(struct book *book, lxw_col_t column, const struct table_column *as, const char *text)
{
    char *end;
    double number;

    switch (as->kind) {
    case CELL_NUMBER:
        number = strtod(text, &end);
        if (!*end) {
            worksheet_write_number(book->sheet, book->rows, column, number, NULL);
            return;
        }
        break;
    case CELL_BOOLEAN:
        worksheet_write_boolean(book->sheet, book->rows, column, *text == 't', NULL);
        return;
    case CELL_DATE:
        if (write_moment(book, column, text, book->date))
            return;
        break;
    case CELL_TIME:
        if (write_moment(book, column, text, book->time))
            return;
        break;
    default:
        break;
    }
    worksheet_write_string(book->sheet, book->rows, column, text, NULL);
}

static void write_row(struct book *book, const PGresult *result, int row)
{
    struct cell cells[MOST_COLUMNS];
    lxw_col_t column = 0;

    for (size_t i = 0; i < book->cells.source_count; i++) {
        const struct cell_source *source = &book->cells.sources[i];

        cells_read(source, result, row, cells);
        for (size_t j = 0; j < source->count; j++, column++) {
            if (cells[j].form == FORM_NULL)
                continue;
            book->text.length = 0;
            cell_append_text(&book->text, source, &source->columns[j], &cells[j]);
            buffer_append_char(&book->text, '\0');
            drop_returns(&book->text);
            fit(&book->text);
            write_cell(book, column, &source->columns[j], book->text.data);
        }
    }
    book->rows++;
}

/* libxlsxwriter does not look whether what it writes arrives. */
static int check(const struct book *book)
{
    FILE *file = book->sheet->optimize_tmpfile;

    if (fflush(file) != 0 || ferror(file))
        return -ENOSPC;
    return ftello(file) > most_sheet_bytes ? -E2BIG : 0;
}

int book_write(struct book *book, const PGresult *result)
{
    int count = PQntuples(result);

    if (book->rows - 1 + (lxw_row_t)count > MOST_BOOK_ROWS)
        return -E2BIG;
    for (int row = 0; row < count; row++)
        write_row(book, result, row);
    return check(book);
}

/* Whether the file has the end of an archive. */
static bool is_whole(const struct spool *spool)
{
    enum { END_BYTES = 22 };
    char end[END_BYTES];

    return spool->bytes > END_BYTES && spool_read(spool, spool->bytes - END_BYTES, end, END_BYTES) == END_BYTES &&
           memcmp(end, "PK\5\6", 4) == 0;
}

int book_close(struct book *book, struct spool *ret_spool)
{
    lxw_workbook *workbook = book->workbook;
    struct stat facts;
    lxw_error failed;

    if (book->rows > 1)
        worksheet_autofilter(book->sheet, 0, 0, book->rows - 1, (lxw_col_t)(book->cells.count - 1));
    book->workbook = NULL; /* gone, whatever comes of it */
    failed = workbook_close(workbook);
    *ret_spool = book->spool;
    book->spool.fd = -1;
    book_destroy(book);
    if (!failed && fstat(ret_spool->fd, &facts) == 0) {
        ret_spool->bytes = (uint64_t)facts.st_size;
        if (is_whole(ret_spool))
            return 0;
    }
    spool_close(ret_spool);
    return -ENOSPC;
}

void book_destroy(struct book *book)
{
    if (!book)
        return;
    if (book->workbook)
        lxw_workbook_free(book->workbook);
    spool_close(&book->spool);
    buffer_finish(&book->text);
    free(book->folder);
    free(book);
}
