#include "contract/table.h"

#include <string.h>

#include "contract/place.h"
#include "contract/schema_rules.h"

bool table_is_leaf(const struct schema *schema)
{
    return schema->items || !schema->property_count;
}

static bool is_list_of_objects(const struct schema *schema)
{
    return schema->items && !table_is_leaf(schema->items);
}

bool table_leaves_out(const struct property *property, enum table_use use)
{
    if (use == TABLE_GIVEN)
        return property->write_only;
    return property->read_only || is_list_of_objects(property->schema);
}

static bool has_format(const struct schema *schema, const char *name)
{
    const char *format = schema_format(schema);

    return format && strcmp(format, name) == 0;
}

static enum cell_kind kind_of(const struct schema *schema)
{
    unsigned kinds = schema->kinds & ~(unsigned)KIND_NULL;

    if (is_list_of_objects(schema) || (kinds & KIND_OBJECT))
        return CELL_JSON;
    if (schema->items)
        return CELL_LIST;
    if (kinds & KIND_STRING)
        return has_format(schema, "date") ? CELL_DATE : has_format(schema, "date-time") ? CELL_TIME : CELL_TEXT;
    if (kinds & (KIND_NUMBER | KIND_INTEGER))
        return CELL_NUMBER;
    return kinds == KIND_BOOLEAN ? CELL_BOOLEAN : CELL_JSON;
}

struct maker {
    struct table *table;
    struct arena *arena;
    enum table_use use;
    const char *property;
    bool is_included; /* the property is answered on request only */
    const char *keys[MOST_TABLE_LEVELS];
    const char *error;
};

static void add_column(struct maker *maker, const char *name, const char *pointer, const struct schema *schema,
                       size_t level)
{
    struct table *table = maker->table;
    struct table_column *column = &table->columns[table->count];

    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->names[i], name) != 0)
            continue;
        if (level && maker->is_included)
            return; /* the id of a member that is included is the member_id beside it */
        maker->error = arena_printf(maker->arena, "two properties would be the column %s", name);
    }
    if (table->count == MOST_COLUMNS)
        maker->error = arena_printf(maker->arena, "it has more than %d columns", MOST_COLUMNS);
    if (maker->error)
        return;
    *column = (struct table_column){.name = name,
                                    .pointer = pointer,
                                    .property = maker->property,
                                    .key_count = level,
                                    .schema = schema,
                                    .kind = kind_of(schema)};
    memcpy(column->keys, maker->keys, sizeof column->keys);
    table->names[table->count++] = name;
}

static void add_columns(struct maker *maker, const struct schema *schema, const char *prefix, const struct place *place,
                        size_t level)
{
    if (level == MOST_TABLE_LEVELS) {
        maker->error = "it is nested too deeply to be a row";
        return;
    }
    for (size_t i = 0; i < schema->property_count && !maker->error; i++) {
        const struct property *property = &schema->properties[i];
        struct place here = {place, property->name, 0};
        const char *name = arena_printf(maker->arena, "%s%s", prefix, property->name);

        if (table_leaves_out(property, maker->use))
            continue;
        if (level)
            maker->keys[level - 1] = property->name;
        else
            maker->property = property->name;
        if (!level)
            maker->is_included = property->on_request;
        if (table_is_leaf(property->schema))
            add_column(maker, name, place_pointer(&here, maker->arena), property->schema, level);
        else
            add_columns(maker, property->schema, arena_printf(maker->arena, "%s_", name), &here, level + 1);
    }
}

const struct table *table_create(const struct schema *schema, enum table_use use, struct arena *arena,
                                 const char **ret_error)
{
    struct table *table = arena_alloc(arena, sizeof *table);
    struct maker maker = {.table = table, .arena = arena, .use = use};
    struct place root = {NULL, "", 0};

    table->schema = schema;
    add_columns(&maker, schema, "", &root, 0);
    if (!maker.error && !table->count)
        maker.error = "it has no property that a column could hold";
    *ret_error = maker.error;
    return maker.error ? NULL : table;
}
