/* load_groups.c: an operation that answers with groups of rows rather than with rows: {data: [...], total: {...}}. */
#include <string.h>

#include "contract/load.h"

/* The names become columns of SQL as they are. */
static bool is_column(const char *name)
{
    return name && *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_") == strlen(name);
}

/* A group's row has a property for each column that can be grouped by, none of them needed. */
static bool check_columns(struct loader *loader, const struct parameter *group_by, const struct schema *row)
{
    json_t *names = group_by->items ? schema_enum(group_by->items) : NULL;
    size_t index;
    json_t *name;

    if (!json_array_size(names))
        return loader_fail(loader, "group_by must be a list of an enum");
    json_array_foreach(names, index, name)
    {
        const char *text = json_string_value(name);
        const struct property *property = is_column(text) ? schema_find_property(row, text) : NULL;

        if (!property || property->required)
            return loader_fail(loader, "group_by has %s, which is no property of a group that may be absent",
                               text ? text : "what is no text");
    }
    return true;
}

/* What is counted of a group is counted of the total too, in the same order, behind what it is grouped by. */
static bool check_measures(struct loader *loader, const struct schema *row, const struct schema *total, size_t columns)
{
    size_t count;
    size_t total_count;
    const struct property *properties = schema_properties(row, &count);
    const struct property *totals = schema_properties(total, &total_count);

    for (size_t i = 0; i < total_count; i++) {
        if (columns + i >= count || strcmp(properties[columns + i].name, totals[i].name) != 0)
            return loader_fail(loader, "the total has %s, which a group has not in that place", totals[i].name);
    }
    return columns + total_count == count ? true : loader_fail(loader, "a group has what the total has not");
}

bool loader_read_groups(struct loader *loader, struct operation *operation)
{
    const struct property *data = operation->answer ? schema_find_property(operation->answer, "data") : NULL;
    const struct property *total = operation->answer ? schema_find_property(operation->answer, "total") : NULL;
    const struct parameter *group_by = operation_find_parameter(operation, IN_QUERY, "group_by");

    if (!group_by)
        return true;
    if (!data || !schema_items(data->schema) || !total)
        return loader_fail(loader, "what has group_by must answer {data: [...], total: {...}}");
    operation->answer = schema_items(data->schema);
    operation->total = total->schema;
    return check_columns(loader, group_by, operation->answer) &&
           check_measures(loader, operation->answer, operation->total, json_array_size(schema_enum(group_by->items)));
}
