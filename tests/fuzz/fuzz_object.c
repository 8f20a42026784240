/* A line of NDJSON from a dump that came from somewhere, made into CSV. Nothing is read past its end, and the same line gives
 * the same bytes again. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "fuzz.h"
#include "http/csv_writer.h"
#include "registry/registry.h"

static const struct table *find_table(void)
{
    static const struct table *table;
    const char *error = NULL;

    if (!table) {
        const struct registry *registry = registry_load(&error);

        table = contract_find_operation(registry->contract, "listCommitments")->table;
    }
    return table;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct csv_style style = {.delimiter = ','};
    struct buffer first = {0};
    struct buffer again = {0};
    char *line = malloc(size + 1);

    if (!line)
        abort();
    memcpy(line, data, size);
    line[size] = '\0';
    csv_write_object_header(&first, find_table(), &style, line);
    csv_write_object(&first, find_table(), &style, line);
    csv_write_object_header(&again, find_table(), &style, line);
    csv_write_object(&again, find_table(), &style, line);
    if (first.length != again.length || memcmp(first.data, again.data, first.length) != 0)
        __builtin_trap();
    buffer_finish(&first);
    buffer_finish(&again);
    free(line);
    return 0;
}
