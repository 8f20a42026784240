#include "http/cells.h"

#include <string.h>

#include "http/json_scan.h"

enum {
    BOOLEAN = 16,
    JSON = 114,
    JSONB = 3802,
    TIMESTAMPTZ = 1184,
}; /* From PostgreSQL's catalogue src/include/catalog/pg_type.dat; these numbers never change. */

static const Oid array_types[] = {1000, 1005, 1007, 1009, 1015, 1016, 1182, 1185, 1231, 2951};

static bool is_array(Oid type)
{
    for (size_t i = 0; i < sizeof array_types / sizeof *array_types; i++)
        if (array_types[i] == type)
            return true;
    return false;
}

static enum cell_form form_of(Oid type)
{
    if (type == JSON || type == JSONB)
        return FORM_JSON;
    return is_array(type) ? FORM_ARRAY : FORM_PLAIN;
}

void cell_plan_init(struct cell_plan *plan, const struct table *table, const PGresult *result, int most)
{
    *plan = (struct cell_plan){0};
    for (int number = 0; number < PQnfields(result) && number < most; number++) {
        struct cell_source *source = &plan->sources[plan->source_count];
        size_t first = 0;

        while (first < table->count && strcmp(table->columns[first].property, PQfname(result, number)) != 0)
            first++;
        if (first == table->count || plan->source_count == MOST_COLUMNS)
            continue;
        source->number = number;
        source->columns = &table->columns[first];
        while (first + source->count < table->count &&
               strcmp(table->columns[first + source->count].property, PQfname(result, number)) == 0)
            source->count++;
        source->form = form_of(PQftype(result, number));
        source->is_boolean = PQftype(result, number) == BOOLEAN;
        source->is_time = PQftype(result, number) == TIMESTAMPTZ;
        plan->source_count++;
        plan->count += source->count;
    }
}

/* Whether the column's way leads through these names to that one. */
static bool leads_through(const struct table_column *column, const char *const *way, size_t level,
                          const struct json_member *member)
{
    if (column->key_count <= level || strlen(column->keys[level]) != member->name_bytes ||
        memcmp(column->keys[level], member->name, member->name_bytes) != 0)
        return false;
    for (size_t i = 0; i < level; i++)
        if (strcmp(column->keys[i], way[i]) != 0)
            return false;
    return true;
}

/* Sets the cells of those columns whose way leads through this object, which lies at the end of `way`. */
static void read_object(const struct cell_source *source, const char *at, const char **way, size_t level,
                        struct cell *cells)
{
    struct json_member member;

    while (json_next_member(&at, &member)) {
        bool goes_on = false;

        for (size_t i = 0; i < source->count; i++) {
            const struct table_column *column = &source->columns[i];

            if (!leads_through(column, way, level, &member))
                continue;
            goes_on |= column->key_count > level + 1;
            way[level] = column->keys[level];
            if (column->key_count == level + 1)
                cells[i] = (struct cell){*member.value == 'n' ? FORM_NULL : FORM_JSON, member.value, member.bytes};
        }
        if (goes_on && *member.value == '{')
            read_object(source, member.value, way, level + 1, cells);
    }
}

void cells_read(const struct cell_source *source, const PGresult *result, int row, struct cell *ret_cells)
{
    size_t bytes = (size_t)PQgetlength(result, row, source->number);

    cells_read_value(source, !bytes && PQgetisnull(result, row, source->number),
                     PQgetvalue(result, row, source->number), bytes, ret_cells);
}

void cells_read_value(const struct cell_source *source, bool is_null, const char *text, size_t bytes,
                      struct cell *ret_cells)
{
    const char *way[MOST_TABLE_LEVELS];

    if (source->count == 1 && !source->columns->key_count) {
        *ret_cells = (struct cell){is_null ? FORM_NULL : source->form, text, bytes};
        if (ret_cells->form == FORM_JSON && *text == 'n')
            ret_cells->form = FORM_NULL;
        return;
    }
    memset(ret_cells, 0, source->count * sizeof *ret_cells);
    if (!is_null && source->form == FORM_JSON && *text == '{')
        read_object(source, text, way, 0, ret_cells);
}

/* `{a,"b \"c\"",NULL}` as a;b "c"; nulls are left out. */
static void append_array(struct buffer *out, const char *text)
{
    const char *at = text + 1;
    bool is_first = true;

    while (*at && *at != '}') {
        bool quoted = *at == '"';
        size_t start;

        if (!is_first)
            buffer_append_char(out, ';');
        start = out->length;
        for (at += quoted; *at && (quoted ? *at != '"' : *at != ',' && *at != '}'); at++) {
            if (*at == '\\')
                at++;
            buffer_append_char(out, *at);
        }
        at += quoted;
        if (!quoted && out->length - start == 4 && memcmp(out->data + start, "NULL", 4) == 0)
            out->length = start - !is_first;
        else
            is_first = false;
        at += *at == ',';
    }
}

static void append_json_list(struct buffer *out, const char *at)
{
    struct json_item item;
    bool is_first = true;

    while (json_next_item(&at, &item)) {
        if (*item.value == 'n')
            continue;
        if (!is_first)
            buffer_append_char(out, ';');
        is_first = false;
        json_append_text(out, item.value, item.bytes);
    }
}

/* "2026-01-31 10:00:00.5+00" as 2026-01-31T10:00:00.5Z; infinity stays a word. */
static void append_time(struct buffer *out, const char *text, size_t bytes)
{
    if (bytes < sizeof "2026-01-31 10:00:00+00" - 1 || text[10] != ' ' || memcmp(text + bytes - 3, "+00", 3) != 0) {
        buffer_append(out, text, bytes);
        return;
    }
    buffer_append(out, text, 10);
    buffer_append_char(out, 'T');
    buffer_append(out, text + 11, bytes - 14);
    buffer_append_char(out, 'Z');
}

void cell_append_text(struct buffer *out, const struct cell_source *source, const struct table_column *column,
                      const struct cell *cell)
{
    switch (cell->form) {
    case FORM_NULL:
        break;
    case FORM_ARRAY:
        append_array(out, cell->text);
        break;
    case FORM_JSON:
        if (column->kind == CELL_LIST && *cell->text == '[')
            append_json_list(out, cell->text);
        else
            json_append_text(out, cell->text, cell->bytes);
        break;
    case FORM_PLAIN:
        if (source->is_time)
            append_time(out, cell->text, cell->bytes);
        else if (source->is_boolean)
            buffer_append_text(out, *cell->text == 't' ? "true" : "false");
        else
            buffer_append(out, cell->text, cell->bytes);
        break;
    }
}
