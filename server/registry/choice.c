#include "registry/choice.h"

#include <string.h>

#include "registry/query.h"

static const struct value *find_value(const struct operation *operation, const struct value *values, const char *name)
{
    const struct parameter *parameter = operation_find_parameter(operation, IN_QUERY, name);
    const struct value *value = parameter ? &values[parameter - operation->parameters] : NULL;

    return value && value->present ? value : NULL;
}

static bool has_text(const struct value *value, const char *text)
{
    for (size_t i = 0; value && i < value->count; i++) {
        if (strcmp(value->texts[i], text) == 0)
            return true;
    }
    return false;
}

/* Behind what is shown, unless it stands there already. */
static void add_unseen(struct choice *choice, const char **names, const char *name)
{
    for (size_t i = 0; i < choice->count; i++) {
        if (strcmp(names[i], name) == 0)
            return;
    }
    names[choice->count++] = name;
}

const struct choice *choice_make(const struct operation *operation, const struct value *values, const struct page *page,
                                 struct arena *arena)
{
    static const char *const of_header_fields[] = {"version", "updated_at"};
    enum { OF_HEADER_FIELDS = sizeof of_header_fields / sizeof *of_header_fields };
    const struct value *fields = find_value(operation, values, "fields");
    const struct value *include = find_value(operation, values, "include");
    bool is_marked = has_text(find_value(operation, values, "highlight"), "true");
    size_t count;
    const struct property *properties;
    const char **names;
    struct choice *choice;

    if (!fields && !include && !is_marked && !(operation->is_list && (page->counts || page->by_relevance)))
        return NULL;
    properties = schema_properties(operation->answer, &count);
    names = arena_alloc(arena, (count + MOST_SORT_COLUMNS + 2 + OF_HEADER_FIELDS) * sizeof *names);
    choice = arena_alloc(arena, sizeof *choice);
    *choice = (struct choice){.names = names};
    for (size_t i = 0; i < count; i++) {
        const char *name = properties[i].name;

        if (has_text(include, name) || (is_marked && strcmp(name, "highlights") == 0) ||
            (fields ? has_text(fields, name) : !properties[i].on_request))
            names[choice->count++] = name;
    }
    choice->shown = choice->count;
    for (size_t i = 0; operation->is_list && i < page->column_count; i++)
        add_unseen(choice, names, page->columns[i].name);
    if (operation->is_list && page->by_relevance)
        add_unseen(choice, names, operation->key_column);
    for (size_t i = 0; !operation->is_list && i < OF_HEADER_FIELDS; i++) {
        if (schema_find_property(operation->answer, of_header_fields[i]))
            add_unseen(choice, names, of_header_fields[i]);
    }
    return choice;
}

bool choice_has(const struct choice *choice, const char *name)
{
    for (size_t i = 0; choice && i < choice->count; i++) {
        if (strcmp(choice->names[i], name) == 0)
            return true;
    }
    return false;
}
