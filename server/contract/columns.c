/* The columns lie in the order in which a walk through the schema meets them. Writing a row is the same walk again, so
 * that each leaf knows its column by counting. */
#include "contract/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/formula.h"
#include "base/text.h"
#include "contract/body.h"
#include "contract/place.h"
#include "contract/schema_rules.h"
#include "contract/table.h"
#include "contract/table.h"
#include "contract/words.h"

static const char separators[] = ";, \t\r\n";

struct columns {
    const struct table *table;
};

const struct columns *columns_create(const struct schema *schema, struct arena *arena, const char **ret_error)
{
    struct columns *columns = arena_alloc(arena, sizeof *columns);

    columns->table = table_create(schema, TABLE_TAKEN, arena, ret_error);
    return columns->table ? columns : NULL;
}

/* Finding them in a header. */

/* The names of a top-level property's columns. */
static size_t names_of(const struct columns *columns, const char *property, const char **names)
{
    size_t count = 0;

    for (size_t i = 0; i < columns->table->count; i++)
        if (!strcmp(columns->table->columns[i].property, property))
            names[count++] = columns->table->names[i];
    return count;
}

static void refuse_name(const struct columns *columns, const char *name, struct faults *faults)
{
    const struct schema *answer = columns->table->schema->answer;
    const struct property *answered = answer ? schema_find_property(answer, name) : NULL;
    struct place root = {NULL, "", 0};
    struct place here = {&root, name, 0};
    const char *pointer = place_pointer(&here, faults->arena);
    const char *quoted = words_quote(faults->arena, name, strlen(name));
    const char *nearest = text_find_nearest(name, columns->table->names);
    const char *names[MOST_COLUMNS];
    size_t count = names_of(columns, name, names);

    if (answered && answered->read_only)
        faults_add(faults, pointer, "read_only", "%s is read only; leave its column out", name);
    else if (count)
        faults_add(faults, pointer, "unknown", "There is no column %s; %s stands in %s", quoted, name,
                   words_join(faults->arena, names, count, "and"));
    else if (nearest)
        faults_add(faults, pointer, "unknown", "There is no column %s; did you mean \"%s\"?", quoted, nearest);
    else
        faults_add(faults, pointer, "unknown", "There is no column %s; there are %s", quoted,
                   words_join(faults->arena, columns->table->names, columns->table->count, "and"));
}

static void take_name(const struct columns *columns, const char *name, int place, int *places, struct faults *faults)
{
    for (size_t i = 0; i < columns->table->count; i++) {
        if (strcmp(columns->table->names[i], name) != 0)
            continue;
        if (places[i] >= 0)
            faults_add(faults, columns->table->columns[i].pointer, "duplicate", "The column %s stands there twice", name);
        places[i] = place;
        return;
    }
    refuse_name(columns, name, faults);
}

/* Said once here, and not again for each row. */
static void check_required(const struct columns *columns, const int *places, struct faults *faults)
{
    for (size_t i = 0; i < columns->table->schema->property_count; i++) {
        const struct property *property = &columns->table->schema->properties[i];
        const char *names[MOST_COLUMNS];
        size_t count = names_of(columns, property->name, names);
        bool found = !count || !property->required;

        for (size_t j = 0; j < columns->table->count && !found; j++)
            found = !strcmp(columns->table->columns[j].property, property->name) && places[j] >= 0;
        if (!found)
            faults_add(faults, arena_printf(faults->arena, "/%s", property->name), "required",
                       "There is no column %s, and %s is required", words_join(faults->arena, names, count, "or"),
                       property->name);
    }
}

const int *columns_find(const struct columns *columns, const struct csv_row *header, struct faults *faults)
{
    int *places = arena_alloc(faults->arena, columns->table->count * sizeof *places);

    for (size_t i = 0; i < columns->table->count; i++)
        places[i] = -1;
    for (size_t i = 0; i < header->field_count; i++)
        if (*header->fields[i]) /* spreadsheets leave empty columns behind */
            take_name(columns, header->fields[i], (int)i, places, faults);
    check_required(columns, places, faults);
    return places;
}

/* Writing rows. */

struct writer {
    const struct columns *columns;
    const int *places;
    const struct csv_row *row;
    struct buffer *out;
    struct faults *faults;
    size_t next; /* column */
};

static void write_text(struct buffer *out, const char *text, size_t bytes)
{
    json_t *value = json_stringn(text, bytes);
    size_t needed = json_dumpb(value, NULL, 0, JSON_ENCODE_ANY);

    json_dumpb(value, buffer_reserve(out, needed), needed, JSON_ENCODE_ANY);
    out->length += needed;
    json_decref(value);
}

/* 12,5 as spreadsheets of half of Europe have it; and 1,004,000. The row is refused anyway, so what stands in place of
 * it only has to be a number. */
static bool refuse_commas(struct writer *writer, const char *text, size_t column)
{
    if (!strchr(text, ',') || text[strspn(text, "-0123456789.,")])
        return false;
    faults_add(writer->faults, writer->columns->table->columns[column].pointer, "number",
               "%s must have a point before its decimals and nothing between its thousands; it is %s",
               writer->columns->table->names[column], words_quote(writer->faults->arena, text, strlen(text)));
    buffer_append_char(writer->out, '0');
    return true;
}

static void write_scalar(struct writer *writer, const struct schema *schema, const char *text, size_t column)
{
    bool is_text = schema->kinds & KIND_STRING;
    bool is_number = schema->kinds & (KIND_NUMBER | KIND_INTEGER);

    if (is_text)
        text += formula_mark_bytes(text, strlen(text));
    if (!is_text && is_number && body_is_number(text))
        buffer_append_text(writer->out, text);
    else if (!is_text && schema->kinds & KIND_BOOLEAN && (!strcmp(text, "true") || !strcmp(text, "false")))
        buffer_append_text(writer->out, text);
    else if (is_text || !is_number || !refuse_commas(writer, text, column))
        write_text(writer->out, text, strlen(text));
}

static void write_list(struct writer *writer, const struct schema *items, const char *text, size_t column)
{
    const char *separator = "";

    buffer_append_char(writer->out, '[');
    for (text += strspn(text, separators); *text; text += strspn(text, separators)) {
        size_t bytes = strcspn(text, separators);

        buffer_append_text(writer->out, separator);
        write_scalar(writer, items, arena_copy(writer->faults->arena, text, bytes), column);
        text += bytes;
        separator = ",";
    }
    buffer_append_char(writer->out, ']');
}

/* Writes `"name":`, after a comma unless it is the first of its object. */
static void write_name(struct buffer *out, const char *name)
{
    if (out->data[out->length - 1] != '{')
        buffer_append_char(out, ',');
    write_text(out, name, strlen(name));
    buffer_append_char(out, ':');
}

static void write_leaf(struct writer *writer, const struct property *property)
{
    size_t column = writer->next++;
    int place = writer->places[column];
    const char *text = place < 0 ? "" : writer->row->fields[place];

    if (!*text)
        return;
    write_name(writer->out, property->name);
    if (property->schema->items)
        write_list(writer, property->schema->items, text, column);
    else
        write_scalar(writer, property->schema, text, column);
}

static void write_properties(struct writer *writer, const struct schema *schema)
{
    struct buffer *out = writer->out;

    for (size_t i = 0; i < schema->property_count; i++) {
        const struct property *property = &schema->properties[i];
        size_t before = out->length;

        if (table_leaves_out(property, TABLE_TAKEN))
            continue;
        if (table_is_leaf(property->schema)) {
            write_leaf(writer, property);
            continue;
        }
        write_name(out, property->name);
        buffer_append_char(out, '{');
        write_properties(writer, property->schema);
        if (out->data[out->length - 1] == '{')
            out->length = before; /* none of its cells has anything */
        else
            buffer_append_char(out, '}');
    }
}

void columns_write(const struct columns *columns, const int *places, const struct csv_row *row, struct buffer *out,
                   struct faults *faults)
{
    struct writer writer = {.columns = columns, .places = places, .row = row, .out = out, .faults = faults};

    buffer_append_char(out, '{');
    write_properties(&writer, columns->table->schema);
    buffer_append_char(out, '}');
}
