#include "import/report.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { BAR_WIDTH = 40, TERMINAL_US = 100000, LINE_US = 2000000 };

/* Progress. */

void progress_init(struct progress *progress, const char *kind, size_t total)
{
    *progress = (struct progress){
        .kind = kind,
        .total = total,
        .started_us = clock_monotonic_us(),
        .on_terminal = isatty(STDERR_FILENO) == 1,
    };
}

static size_t rows_a_second(size_t rows, int64_t duration_us)
{
    return duration_us > 0 ? (size_t)((double)rows * 1e6 / (double)duration_us) : 0;
}

static void draw_bar(const struct progress *progress, size_t done, int64_t now_us)
{
    size_t filled = progress->total ? done * BAR_WIDTH / progress->total : BAR_WIDTH;
    char bar[BAR_WIDTH + 1];

    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '#', filled);
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r%s [%s] %3zu %%  %zu of %zu rows, %zu a second \033[K", progress->kind, bar,
            progress->total ? done * 100 / progress->total : 100, done, progress->total,
            rows_a_second(done, now_us - progress->started_us));
    fflush(stderr);
}

void progress_show(struct progress *progress, size_t done)
{
    int64_t now_us = clock_monotonic_us();
    int64_t pause_us = progress->on_terminal ? TERMINAL_US : LINE_US;

    if (now_us - progress->shown_us < pause_us)
        return;
    progress->shown_us = now_us;
    if (progress->on_terminal)
        draw_bar(progress, done, now_us);
    else if (done)
        fprintf(stderr, "%s: %zu of %zu rows\n", progress->kind, done, progress->total);
}

void progress_finish(struct progress *progress, size_t done)
{
    if (!progress->on_terminal)
        return;
    draw_bar(progress, done, clock_monotonic_us());
    fputc('\n', stderr);
}

/* The file of refused rows. */

static void write_field(FILE *file, const char *text, bool first)
{
    if (!first)
        fputc(',', file);
    csv_fwrite(file, text, strlen(text));
}

static void write_line(FILE *file, const struct row *row, const char *what, const char *reason)
{
    char line[24];

    snprintf(line, sizeof line, "%zu", row->line);
    write_field(file, line, true);
    write_field(file, what, false);
    write_field(file, reason, false);
    for (size_t i = 0; row->csv && i < row->csv->field_count; i++)
        write_field(file, row->csv->fields[i], false);
    if (row->record) {
        char *text = json_dumps(row->record, JSON_COMPACT | JSON_ENCODE_ANY);

        write_field(file, text, false);
        free(text);
    }
    fputs("\r\n", file);
}

static void write_rows(FILE *file, const struct plan *plan)
{
    fputs("\"line\",\"what\",\"reason\"", file);
    for (size_t i = 0; i < plan->table.header.field_count; i++)
        write_field(file, plan->table.header.fields[i], false);
    if (plan->document)
        write_field(file, "record", false);
    fputs("\r\n", file);
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct row *row = &plan->rows[i];

        if (row->state == ROW_REFUSED)
            write_line(file, row, "refused", row->reason);
        for (const struct note *note = row->notes; note && row->state != ROW_REFUSED; note = note->next)
            write_line(file, row, "note", note->text);
    }
}

const char *report_write_refused(const struct plan *plan, const char *path)
{
    FILE *file = fopen(path, "w");
    bool failed;

    if (!file)
        return strerror(errno);
    write_rows(file, plan);
    failed = ferror(file);
    if (fclose(file) != 0 || failed)
        return strerror(errno);
    return NULL;
}

/* The totals. */

static void print_identifiers(const struct plan *plan, enum identifier_kind kind, const char *name)
{
    size_t other = 0;
    size_t wrong = 0;

    if (!plan->identifier_counts[kind])
        return;
    for (size_t i = 0; i < plan->identifier_counts[kind]; i++) {
        other += plan->identifiers[kind][i].verdict == IDENTIFIER_OTHER_SHAPE;
        wrong += plan->identifiers[kind][i].verdict == IDENTIFIER_WRONG_DIGITS;
    }
    printf("  %-4s %zu different; the check digits of %zu fail, %zu are something else\n", name,
           plan->identifier_counts[kind] - other, wrong, other);
}

void report_print(const struct plan *plan, int64_t duration_us, const char *refused_path)
{
    size_t states[ROW_REFUSED + 1] = {0};
    size_t notes = 0;

    for (size_t i = 0; i < plan->row_count; i++) {
        states[plan->rows[i].state]++;
        for (const struct note *note = plan->rows[i].notes; note && plan->rows[i].state != ROW_REFUSED;
             note = note->next)
            notes++;
    }
    printf("%s: %zu rows of %zu companies in %.2f s, %zu rows a second\n", plan->source->kind, plan->row_count,
           plan->company_count, (double)duration_us / 1e6, rows_a_second(plan->row_count, duration_us));
    printf("  %6zu taken in\n  %6zu already there\n  %6zu refused\n", states[ROW_TAKEN], states[ROW_PRESENT],
           states[ROW_REFUSED]);
    if (states[ROW_WAITING])
        printf("  %6zu not reached; run it again to go on\n", states[ROW_WAITING]);
    print_identifiers(plan, IDENTIFIER_LEI, "LEI");
    print_identifiers(plan, IDENTIFIER_ISIN, "ISIN");
    if (refused_path)
        printf("Refused rows and %zu notes on rows taken in: %s\n", notes, refused_path);
}
