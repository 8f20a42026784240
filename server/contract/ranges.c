/* ranges.c: NAME.gte and NAME.lte of one operation, which together must let something pass. */
#include <stdlib.h>
#include <string.h>

#include "contract/contract.h"

#define FROM ".gte"
#define TO ".lte"

static bool is_valid(const struct parameter *parameter, const struct value *value, struct arena *arena)
{
    struct faults faults = {.arena = arena};

    schema_validate_text(parameter->schema, value->texts[0], "", &faults);
    return faults.count == 0;
}

/* Days and times in UTC sort as text when they are written alike; others are not compared. */
static bool is_after(const struct parameter *parameter, const char *a, const char *b)
{
    size_t length = strlen(a);

    if (schema_kinds(parameter->schema) & (KIND_INTEGER | KIND_NUMBER))
        return strtod(a, NULL) > strtod(b, NULL);
    if (length == 0 || length != strlen(b) ||
        (length > strlen("2026-01-31") && (a[length - 1] != 'Z' || b[length - 1] != 'Z')))
        return false;
    return strcmp(a, b) > 0;
}

static void check_pair(const struct parameter *from, const struct value *from_value, const struct parameter *to,
                       const struct value *to_value, struct faults *faults)
{
    bool is_number = schema_kinds(to->schema) & (KIND_INTEGER | KIND_NUMBER);

    if (!is_valid(from, from_value, faults->arena) || !is_valid(to, to_value, faults->arena) ||
        !is_after(to, from_value->texts[0], to_value->texts[0]))
        return;
    faults_add(faults, arena_printf(faults->arena, "/%s", to->name), "range",
               "%s must not be %s %s (%s): nothing is between them", to->name, is_number ? "below" : "before",
               from->name, from_value->texts[0]);
}

void operation_check_ranges(const struct operation *operation, const struct value *values, struct faults *faults)
{
    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct parameter *from = &operation->parameters[i];
        size_t length = strlen(from->name);
        const struct parameter *to;

        if (from->place != IN_QUERY || from->items || !values[i].present || length <= strlen(FROM) ||
            strcmp(from->name + length - strlen(FROM), FROM) != 0)
            continue;
        to = operation_find_parameter(operation, IN_QUERY,
                                      arena_printf(faults->arena, "%.*s" TO, (int)(length - strlen(FROM)), from->name));
        if (to && !to->items && values[to - operation->parameters].present)
            check_pair(from, &values[i], to, &values[to - operation->parameters], faults);
    }
}
