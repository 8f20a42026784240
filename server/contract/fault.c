#include "contract/fault.h"

#include <stdarg.h>

void faults_add(struct faults *faults, const char *pointer, const char *code, const char *format, ...)
{
    struct fault *fault;
    va_list args;

    if (faults->count++ >= MOST_FAULTS)
        return;
    fault = arena_alloc(faults->arena, sizeof *fault);
    fault->line = faults->line;
    fault->pointer = arena_strdup(faults->arena, pointer);
    fault->code = code;
    va_start(args, format);
    fault->message = arena_vprintf(faults->arena, format, args);
    va_end(args);
    if (faults->last)
        faults->last->next = fault;
    else
        faults->first = fault;
    faults->last = fault;
}
