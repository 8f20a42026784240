/* report.h: what an import says: how far it is, what became of the rows, and a file with those that were refused. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/plan.h"

/* Says how far it is: redraws a bar on a terminal, prints a line now and then elsewhere. */
struct progress {
    const char *kind;
    size_t total;
    int64_t started_us;
    int64_t shown_us;
    bool on_terminal;
};

void progress_init(struct progress *progress, const char *kind, size_t total);
void progress_show(struct progress *progress, size_t done);
void progress_finish(struct progress *progress, size_t done);

/* Writes every refused row and every note, with its line and the row as it stands there. Returns NULL, or what went
 * wrong. */
const char *report_write_refused(const struct plan *plan, const char *path);

/* Prints the totals on standard output. */
void report_print(const struct plan *plan, int64_t duration_us, const char *refused_path);
