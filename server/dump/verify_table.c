/* verify_table.c: the two files of a table against each other, and the keys in them. Of each row of NDJSON the line of
 * CSV is made anew, by the writer of all CSV, and must be the next bytes of the other file. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "dump/reader.h"
#include "dump/verify_inside.h"
#include "http/csv_writer.h"
#include "http/json_scan.h"

/* A reference to a row of its own table, which may come later. */
struct own_reference {
    unsigned char id[ROW_ID_BYTES];
    size_t line;
    const char *column;
};

struct table_check {
    struct verification *check;
    const char *name;
    const struct dump_table *dump_table;
    const struct table *table;
    struct reader csv;
    struct reader ndjson;
    struct buffer expected;
    struct row_ids *ids; /* of this table, or NULL when it has no keys */
    struct own_reference *own;
    size_t own_count;
    size_t own_room;
    size_t line;
};

static const struct csv_style plain = {.delimiter = ','};

static bool read_id(const char *text, size_t bytes, unsigned char *out)
{
    size_t count = 0;

    return bytes == UUID_BYTES - 1 && sodium_hex2bin(out, ROW_ID_BYTES, text, bytes, "-", &count, NULL) == 0 &&
           count == ROW_ID_BYTES;
}

static struct row_ids *find_ids(struct verification *check, const char *table)
{
    for (size_t i = 0; i < check->id_count; i++)
        if (strcmp(check->ids[i].table, table) == 0)
            return &check->ids[i];
    return NULL;
}

static void *grow(void *items, size_t count, size_t *room, size_t bytes)
{
    if (count < *room)
        return items;
    *room = *room ? *room * 2 : 1024;
    items = realloc(items, *room * bytes);
    if (!items)
        abort();
    return items;
}

static int compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, ROW_ID_BYTES);
}

static bool has_id(const struct row_ids *ids, const unsigned char *id)
{
    return ids->count && bsearch(id, ids->items, ids->count, ROW_ID_BYTES, compare_ids);
}

static void add_id(struct table_check *table, const unsigned char *id)
{
    struct row_ids *ids = table->ids;

    if (ids->count && compare_ids(ids->items[ids->count - 1], id) >= 0) {
        verify_complain(table->check, "%s: row %zu is out of the order of ids, or is there twice", table->name,
                        table->line);
        return;
    }
    ids->items = grow(ids->items, ids->count, &ids->room, ROW_ID_BYTES);
    memcpy(ids->items[ids->count++], id, ROW_ID_BYTES);
}

static void check_reference(struct table_check *table, const struct dump_reference *reference, const char *text,
                            size_t bytes)
{
    struct row_ids *ids = find_ids(table->check, reference->table);
    unsigned char id[ROW_ID_BYTES];

    if (bytes < 2 || *text != '"')
        return;
    if (!read_id(text + 1, bytes - 2, id)) {
        verify_complain(table->check, "%s: %s of row %zu is no id", table->name, reference->column, table->line);
    } else if (ids == table->ids) {
        table->own = grow(table->own, table->own_count, &table->own_room, sizeof *table->own);
        table->own[table->own_count] = (struct own_reference){.line = table->line, .column = reference->column};
        memcpy(table->own[table->own_count++].id, id, sizeof id);
    } else if (ids && !has_id(ids, id)) {
        verify_complain(table->check, "%s: %s of row %zu, %.*s, is not among the %s", table->name, reference->column,
                        table->line, (int)bytes - 2, text + 1, reference->table);
    }
}

static bool is_named(const struct json_member *member, const char *name)
{
    return strlen(name) == member->name_bytes && memcmp(name, member->name, member->name_bytes) == 0;
}

static void check_keys(struct table_check *table, const char *line)
{
    unsigned char id[ROW_ID_BYTES];
    struct json_member member;
    bool has_key = false;

    while (json_next_member(&line, &member)) {
        if (is_named(&member, "id") && member.bytes > 2 && read_id(member.value + 1, member.bytes - 2, id)) {
            has_key = true;
            add_id(table, id);
        }
        for (const struct dump_reference *reference = table->dump_table->references; reference->column; reference++) {
            const char *at = member.value;
            struct json_item item;

            if (!is_named(&member, reference->column))
                continue;
            check_reference(table, reference, member.value, member.bytes);
            while (*member.value == '[' && json_next_item(&at, &item))
                check_reference(table, reference, item.value, item.bytes);
        }
    }
    if (!has_key)
        verify_complain(table->check, "%s: row %zu has no id", table->name, table->line);
}

static void check_own_references(struct table_check *table)
{
    for (size_t i = 0; i < table->own_count; i++)
        if (!has_id(table->ids, table->own[i].id))
            verify_complain(table->check, "%s: %s of row %zu is not among the %s", table->name, table->own[i].column,
                            table->own[i].line, table->name);
}

/* False when the rest can not be compared any more. */
static bool check_row(struct table_check *table, const char *line, size_t bytes)
{
    json_error_t error;
    json_t *object = json_loadb(line, bytes, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    bool is_object = json_is_object(object);

    json_decref(object);
    if (!is_object) {
        verify_complain(table->check, "%s.ndjson: line %zu is no JSON object", table->name, table->line);
        return false;
    }
    if (table->ids)
        check_keys(table, line);
    table->expected.length = 0;
    if (table->line == 1)
        csv_write_object_header(&table->expected, table->table, &plain, line);
    csv_write_object(&table->expected, table->table, &plain, line);
    if (reader_takes(&table->csv, table->expected.data, table->expected.length))
        return true;
    verify_complain(table->check, "%s: row %zu (%.80s) is another in CSV than in NDJSON", table->name, table->line,
                    line);
    return false;
}

static void check_ends(struct table_check *table)
{
    if (table->ndjson.is_broken)
        verify_complain(table->check, "%s.ndjson: line %zu can not be read", table->name, table->line + 1);
    else if (table->line && !reader_is_at_end(&table->csv))
        verify_complain(table->check, "%s.csv has more rows than the NDJSON, which has %zu", table->name, table->line);
}

static void check_count(struct table_check *table, const char *suffix)
{
    const json_t *file =
        verify_find_file(table->check, arena_printf(&table->check->arena, "%s%s", table->name, suffix));

    if (!file)
        verify_complain(table->check, "%s%s is not in manifest.json", table->name, suffix);
    else if (json_integer_value(json_object_get(file, "rows")) != (json_int_t)table->line)
        verify_complain(table->check, "%s has %zu rows, not the %lld of manifest.json", table->name, table->line,
                        (long long)json_integer_value(json_object_get(file, "rows")));
}

/* Without rows both have none: the CSV is a header alone. */
static void check_empty(struct table_check *table)
{
    bool is_whole = false;
    size_t bytes;

    if (!reader_line(&table->csv, &bytes, &is_whole) || !is_whole || !reader_is_at_end(&table->csv))
        verify_complain(table->check, "%s.csv has not just a header, and the NDJSON has no rows", table->name);
}

static void check_rows(struct table_check *table)
{
    bool is_whole = true;
    bool goes_on = true;
    size_t bytes;
    char *line;

    while (goes_on && (line = reader_line(&table->ndjson, &bytes, &is_whole))) {
        table->line++;
        if (!is_whole)
            verify_complain(table->check, "%s.ndjson breaks off in line %zu", table->name, table->line);
        goes_on = is_whole && check_row(table, line, bytes);
    }
    if (!goes_on)
        return;
    if (!table->line)
        check_empty(table);
    check_ends(table);
    check_count(table, ".csv");
    check_count(table, ".ndjson");
    check_own_references(table);
}

void verify_table(struct verification *check, const char *name)
{
    const struct dump_table *dump_table = dump_find_table(name);
    const struct operation *operation = dump_table ? dump_operation(check->contract, dump_table) : NULL;
    struct table_check table = {.check = check, .name = name, .dump_table = dump_table};

    if (!operation || !operation->table) {
        verify_complain(check, "%s.csv is a table that this program does not know", name);
        return;
    }
    table.table = operation->table;
    if (dump_table->has_key && check->id_count < MOST_KEYED_TABLES) {
        table.ids = &check->ids[check->id_count++];
        table.ids->table = dump_table->name;
    }
    if (!reader_init(&table.csv, check->folder, arena_printf(&check->arena, "%s.csv", name)))
        verify_complain(check, "%s.csv can not be read", name);
    if (!reader_init(&table.ndjson, check->folder, arena_printf(&check->arena, "%s.ndjson", name)))
        verify_complain(check, "%s.ndjson can not be read", name);
    else if (table.csv.descriptor >= 0)
        check_rows(&table);
    reader_finish(&table.csv);
    reader_finish(&table.ndjson);
    buffer_finish(&table.expected);
    free(table.own);
}
