/* describe.c: what stands in a dump about the dump, for machines: manifest.json and datapackage.json. */
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "dump/dump_inside.h"
#include "version.h"

static const char suffix[] = ".csv";

/* Field descriptors of Table Schema. */

static const char *find_type(const struct table_column *column)
{
    unsigned kinds = schema_kinds(column->schema);

    switch (column->kind) {
    case CELL_NUMBER:
        return kinds & KIND_NUMBER ? "number" : "integer";
    case CELL_BOOLEAN:
        return "boolean";
    case CELL_DATE:
        return "date";
    case CELL_TIME:
        return "datetime";
    case CELL_JSON:
        return kinds & KIND_ARRAY ? "array" : "object";
    default: /* a list too: its items stand with semicolons between */
        return "string";
    }
}

/* The formats of Table Schema; "any" since a datetime of the default one has no fractions of a second. */
static const char *find_format(const struct table_column *column)
{
    static const char *const known[] = {"uuid", "email", "uri"};
    const char *format = schema_format(column->schema);

    if (column->kind == CELL_TIME)
        return "any";
    for (size_t i = 0; i < sizeof known / sizeof *known && column->kind == CELL_TEXT && format; i++)
        if (strcmp(known[i], format) == 0)
            return known[i];
    return NULL;
}

/* Of a property within another both say something. */
static json_t *find_description(const struct table *table, const struct table_column *column)
{
    const struct property *property = schema_find_property(table->schema, column->property);
    const char *outer = property ? schema_description(property->schema) : NULL;
    const char *inner = column->key_count ? schema_description(column->schema) : NULL;
    const char *list = column->kind == CELL_LIST ? "Semicolons stand between the items." : NULL;

    if (!outer && !inner && !list)
        return NULL;
    return json_sprintf("%s%s%s%s%s", outer ? outer : "", outer && inner ? " " : "", inner ? inner : "",
                        (outer || inner) && list ? " " : "", list ? list : "");
}

static json_t *make_constraints(const struct table *table, const struct table_column *column, bool is_key)
{
    const struct property *property = schema_find_property(table->schema, column->property);
    json_t *values = column->kind == CELL_TEXT ? schema_enum(column->schema) : NULL;
    json_t *constraints = json_object();
    json_t *allowed = json_array();
    size_t index;
    json_t *value;

    json_array_foreach(values, index, value)
    {
        if (json_is_string(value))
            json_array_append(allowed, value);
    }
    if (property && property->required && !column->key_count && column->kind != CELL_LIST &&
        !(schema_kinds(column->schema) & KIND_NULL))
        json_object_set_new(constraints, "required", json_true());
    if (is_key)
        json_object_set_new(constraints, "unique", json_true());
    if (json_array_size(allowed))
        json_object_set(constraints, "enum", allowed);
    json_decref(allowed);
    return constraints;
}

static json_t *make_field(const struct table *table, const struct table_column *column, bool is_key)
{
    json_t *field = json_pack("{ssss}", "name", column->name, "type", find_type(column));
    json_t *constraints = make_constraints(table, column, is_key);
    json_t *description = find_description(table, column);
    const char *format = find_format(column);

    if (format)
        json_object_set_new(field, "format", json_string(format));
    if (description)
        json_object_set_new(field, "description", description);
    if (json_object_size(constraints))
        json_object_set(field, "constraints", constraints);
    json_decref(constraints);
    return field;
}

static bool is_shown(const struct table *table, const struct table_column *column)
{
    const struct property *property = schema_find_property(table->schema, column->property);

    return !property || !property->on_request;
}

static json_t *make_fields(const struct dump_table *dump_table, const struct table *table)
{
    json_t *fields = json_array();

    for (size_t i = 0; i < table->count; i++)
        if (is_shown(table, &table->columns[i]))
            json_array_append_new(fields, make_field(table, &table->columns[i],
                                                     dump_table->has_key && strcmp(table->columns[i].name, "id") == 0));
    return fields;
}

/* Those of one value: a list of keys in a cell is none to Table Schema. */
static json_t *make_foreign_keys(const struct dump_table *dump_table, const struct table *table)
{
    json_t *keys = json_array();

    for (const struct dump_reference *reference = dump_table->references; reference->column; reference++) {
        size_t i = 0;

        while (i < table->count && strcmp(table->names[i], reference->column) != 0)
            i++;
        if (i == table->count || table->columns[i].kind == CELL_LIST)
            continue;
        json_array_append_new(keys, json_pack("{sss{ssss}}", "fields", reference->column, "reference", "resource",
                                              strcmp(reference->table, dump_table->name) == 0 ? "" : reference->table,
                                              "fields", "id"));
    }
    return keys;
}

/* Resources. */

static json_t *make_schema(const struct dump_table *dump_table, const struct table *table)
{
    json_t *schema = json_pack("{sos[s]}", "fields", make_fields(dump_table, table), "missingValues", "");
    json_t *foreign_keys = make_foreign_keys(dump_table, table);

    if (dump_table->has_key)
        json_object_set_new(schema, "primaryKey", json_string("id"));
    if (json_array_size(foreign_keys))
        json_object_set(schema, "foreignKeys", foreign_keys);
    json_decref(foreign_keys);
    return schema;
}

/* A number of 64 bits fits: jansson's integers have as many. */
static json_t *make_resource(const struct contract *contract, const struct folder_file *file)
{
    size_t length = strlen(file->path) - (sizeof suffix - 1);
    json_t *name = json_stringn(file->path, length);
    const struct dump_table *dump_table = dump_find_table(json_string_value(name));
    const struct operation *operation = dump_table ? dump_operation(contract, dump_table) : NULL;
    json_t *resource;

    if (!operation) {
        json_decref(name);
        return NULL;
    }
    resource = json_pack("{sossssssssssss sI so s{ssssssss sb sb sb} so}", "name", name, "path", file->path, "profile",
                         "tabular-data-resource", "title", dump_table->title, "format", "csv", "mediatype", "text/csv",
                         "encoding", "utf-8", "bytes", (json_int_t)file->bytes, "hash",
                         json_sprintf("sha256:%s", file->sha256), "dialect", "csvddfVersion", "1.2", "delimiter", ",",
                         "lineTerminator", "\r\n", "quoteChar", "\"", "doubleQuote", true, "skipInitialSpace", false,
                         "header", true, "schema", make_schema(dump_table, operation->table));
    if (schema_description(operation->answer))
        json_object_set_new(resource, "description", json_string(schema_description(operation->answer)));
    return resource;
}

static bool is_csv(const struct folder_file *file)
{
    size_t length = strlen(file->path);

    return length > sizeof suffix - 1 && strcmp(file->path + length - (sizeof suffix - 1), suffix) == 0;
}

static const char *text_of(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

static char *dump_text(json_t *document)
{
    char *text = json_dumps(document, JSON_INDENT(2));

    json_decref(document);
    return text;
}

char *describe_package(const struct contract *contract, const struct dump_moment *moment,
                       const struct folder_file *files, size_t count)
{
    const struct embedded *source = embedded_find("openapi.json");
    json_t *document = json_loadb(source->data, source->bytes, 0, NULL);
    const json_t *info = json_object_get(document, "info");
    const json_t *publisher = json_object_get(info, "contact");
    json_t *resources = json_array();
    json_t *package;

    for (size_t i = 0; i < count; i++)
        if (is_csv(&files[i]))
            json_array_append_new(resources, make_resource(contract, &files[i]));
    package = json_pack("{ss ss ss ss ss s[{ssssss}] s[{ssss}{ss}] so}", "profile", "tabular-data-package", "name",
                        "register-forum-za-odgovorno-poslovanje", "title", text_of(info, "title"), "description",
                        text_of(info, "summary"), "created", moment->taken_at, "licenses", "name", "CC-BY-4.0", "path",
                        "https://creativecommons.org/licenses/by/4.0/", "title", "Creative Commons Attribution 4.0",
                        "sources", "title", text_of(publisher, "name"), "path", text_of(publisher, "url"), "title",
                        "Of companies that are no members of the Forum: the source that their rows name", "resources",
                        resources);
    json_decref(document);
    return dump_text(package);
}

char *describe_manifest(const struct dump_moment *moment, const struct folder_file *files, size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++) {
        json_t *file = json_pack("{sssIss}", "path", files[i].path, "bytes", (json_int_t)files[i].bytes, "sha256",
                                 files[i].sha256);

        if (files[i].rows >= 0)
            json_object_set_new(file, "rows", json_integer((json_int_t)files[i].rows));
        json_array_append_new(list, file);
    }
    return dump_text(json_pack("{ss ss ss ss sI ss so}", "format", dump_format, "made_by", "forumd " FORUM_VERSION,
                               "register", moment->name, "taken_at", moment->taken_at, "position",
                               (json_int_t)strtoll(moment->position, NULL, 10), "hash", moment->hash, "files", list));
}

const char *describe_signed_text(const char *name, const char *position, const char *manifest_sha256,
                                 const char *taken_at, const char *key_id, struct arena *arena)
{
    return arena_printf(arena, "%s\nregister %s\nposition %s\nmanifest %s\nat %s\nkey %s\n", dump_format, name,
                        position, manifest_sha256, taken_at, key_id);
}
