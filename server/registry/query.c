/* query.c: an SQL file becomes a list of parts. */
#include "registry/query.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "registry/query_inside.h"

static const char *const engine_names[VALUE_COUNT] = {
    [VALUE_BODY] = "body",
    [VALUE_IF_MATCH] = "if_match",
    [VALUE_NEW_ID] = "new_id",
    [VALUE_NEW_KEY_ID] = "new_key_id",
    [VALUE_NEW_KEY_DIGEST] = "new_key_digest",
    [VALUE_NEW_KEY] = "new_key",
    [VALUE_REQUEST_ID] = "request_id",
    [VALUE_ROWS] = "rows",
    [VALUE_DEFAULTS] = "defaults",
    [VALUE_LENIENT] = "lenient",
    [VALUE_MOST_ERRORS] = "most_errors",
    [VALUE_MEDIA_TYPE] = "media_type",
    [VALUE_FILE_ENDING] = "file_ending",
    [VALUE_SIZE_BYTES] = "size_bytes",
    [VALUE_SHA256] = "sha256",
    [VALUE_TOTAL] = "total",
};

struct compiler {
    const struct contract *contract;
    const struct operation *operation;
    const struct schema *answer;
    struct arena *arena;
    struct query *query;
    struct part parts[512];
    size_t count;
    size_t open_option; /* place + 1 of the option being read, 0 outside */
    const char *error;
};

static void add_part(struct compiler *compiler, struct part part)
{
    if (compiler->count == sizeof compiler->parts / sizeof *compiler->parts)
        compiler->error = "the statement has too many parts";
    else
        compiler->parts[compiler->count++] = part;
}

static void add_text(struct compiler *compiler, const char *text, size_t bytes)
{
    if (bytes)
        add_part(
            compiler,
            (struct part){.kind = PART_TEXT, .text = arena_copy(compiler->arena, text, bytes), .text_bytes = bytes});
}

/* What PostgreSQL's plan should be made for: a value of few, and where a range begins or ends. */
static bool is_literal(const struct operation *operation, const struct parameter *parameter)
{
    const char *ending = strrchr(parameter->name, '.');

    if ((!operation->is_list && !operation->total) || parameter->place != IN_QUERY)
        return false;
    return schema_has_few_values(parameter->items ? parameter->items : parameter->schema) ||
           (ending && (strcmp(ending, ".gte") == 0 || strcmp(ending, ".lte") == 0));
}

static bool find_source(struct compiler *compiler, const char *name, struct part *part)
{
    const struct operation *operation = compiler->operation;
    size_t count;
    const struct property *properties;

    for (size_t i = 0; i < operation->parameter_count; i++) {
        if (operation->parameters[i].place != IN_HEADER && strcmp(operation->parameters[i].name, name) == 0) {
            const struct parameter *parameter = &operation->parameters[i];

            part->source = SOURCE_PARAMETER;
            part->index = i;
            part->is_literal = is_literal(operation, parameter);
            return true;
        }
    }
    for (size_t i = 0; i < VALUE_COUNT; i++) {
        if (strcmp(engine_names[i], name) == 0) {
            part->source = SOURCE_ENGINE;
            part->index = i;
            compiler->query->uses[i] = true;
            return true;
        }
    }
    if (!operation->body)
        return false;
    properties = schema_properties(operation->body, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(properties[i].name, name) == 0) {
            part->source = SOURCE_BODY_PROPERTY;
            part->index = i;
            return true;
        }
    }
    return false;
}

static void add_parameter(struct compiler *compiler, enum part_kind kind, const char *name)
{
    const struct operation *operation = compiler->operation;
    struct part part = {.kind = kind};

    if (find_source(compiler, name, &part)) {
        add_part(compiler, part);
    } else if (compiler->open_option && strcmp(operation->id, operation->sql_name) != 0) {
        part.source = SOURCE_NOWHERE;
        add_part(compiler, part);
    } else if (!compiler->error) {
        compiler->error = arena_printf(compiler->arena, "it has :%s, which is no parameter of the operation", name);
    }
}

/* The names of a schema's columns, separated by commas. */
static const char *column_names(struct compiler *compiler, const struct schema *schema, bool body)
{
    size_t count;
    const char *copied;
    const struct property *properties = schema ? schema_properties(schema, &count) : NULL;
    struct buffer list = {0};

    if (!properties) {
        compiler->error = "it lists columns of a schema that the contract does not have";
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if ((body && properties[i].write_only) || properties[i].on_request)
            continue;
        buffer_printf(&list, "%s%s", list.length ? ", " : "", properties[i].name);
    }
    copied = arena_copy(compiler->arena, list.data, list.length);
    buffer_finish(&list);
    return copied;
}

static void add_columns(struct compiler *compiler, const struct schema *schema, bool body)
{
    const char *names = column_names(compiler, schema, body);

    if (names)
        add_text(compiler, names, strlen(names));
}

/* Those of the answer, of which a request may choose some. */
static void add_chosen_columns(struct compiler *compiler)
{
    const char *names = column_names(compiler, compiler->answer, false);

    if (!names)
        return;
    compiler->query->columns = names;
    compiler->query->columns_bytes = strlen(names);
    add_part(compiler, (struct part){.kind = PART_COLUMNS});
}

static void add_body(struct compiler *compiler)
{
    const char *defaults = compiler->operation->body ? schema_defaults_text(compiler->operation->body) : "{}";
    bool has_defaults = strcmp(defaults, "{}") != 0;

    if (has_defaults) {
        add_text(compiler, "('", 2);
        for (const char *quote; (quote = strchr(defaults, '\'')); defaults = quote + 1) {
            add_text(compiler, defaults, (size_t)(quote - defaults) + 1);
            add_text(compiler, "'", 1);
        }
        add_text(compiler, defaults, strlen(defaults));
        add_text(compiler, "'::jsonb || ", strlen("'::jsonb || "));
    }
    add_parameter(compiler, PART_PARAMETER, "body");
    add_text(compiler, "::jsonb)", has_defaults ? strlen("::jsonb)") : strlen("::jsonb"));
}

static void add_rows(struct compiler *compiler, const char *view)
{
    struct part part = {.kind = PART_ROWS, .text = view, .text_bytes = strlen(view)};

    if (operation_find_parameter(compiler->operation, IN_QUERY, "as_of")) {
        find_source(compiler, "as_of", &part);
        add_part(compiler, part);
        return;
    }
    add_text(compiler, "api.", strlen("api."));
    add_text(compiler, view, strlen(view));
}

static void add_groups(struct compiler *compiler, const char *how)
{
    struct part part = {.kind = PART_GROUPS, .text = how};

    if (find_source(compiler, GROUPS_PARAMETER, &part))
        add_part(compiler, part);
    else
        compiler->error = "it has {groups}, and the operation no " GROUPS_PARAMETER;
}

static void read_text(struct compiler *compiler, const char *text);

/* So what is counted is what is listed. */
static void add_filters(struct compiler *compiler, const char *list)
{
    static const char before[] = "where true\n";
    const struct embedded *file = embedded_find(arena_printf(compiler->arena, "sql/%s.sql", list));
    const char *start = file ? strstr(file->data, before) : NULL;
    const char *end = start ? strstr(start, "{after}") : NULL;

    if (!end) {
        compiler->error = arena_printf(compiler->arena, "there is no list %s with \"where true\" and {after}", list);
        return;
    }
    start += strlen(before);
    read_text(compiler, arena_copy(compiler->arena, start, (size_t)(end - start)));
}

/* Of an operation that has q. */
static void add_found(struct compiler *compiler, const char *resource)
{
    struct part part = {.kind = PART_FOUND, .text = resource, .text_bytes = strlen(resource)};

    if (find_source(compiler, "q", &part))
        add_part(compiler, part);
    else
        compiler->error = "it has {found}, and the operation no parameter q";
}

static void add_macro(struct compiler *compiler, const char *name)
{
    if (strcmp(name, "columns") == 0)
        add_chosen_columns(compiler);
    else if (strncmp(name, "columns ", strlen("columns ")) == 0)
        add_columns(compiler, contract_find_schema(compiler->contract, name + strlen("columns ")), false);
    else if (strcmp(name, "body_columns") == 0)
        add_columns(compiler, compiler->operation->body, true);
    else if (strcmp(name, "body") == 0)
        add_body(compiler);
    else if (strncmp(name, "rows ", strlen("rows ")) == 0)
        add_rows(compiler, name + strlen("rows "));
    else if (strcmp(name, "groups") == 0)
        add_groups(compiler, "");
    else if (strncmp(name, "groups ", strlen("groups ")) == 0)
        add_groups(compiler, name + strlen("groups "));
    else if (strncmp(name, "filters ", strlen("filters ")) == 0)
        add_filters(compiler, name + strlen("filters "));
    else if (strncmp(name, "found ", strlen("found ")) == 0)
        add_found(compiler, name + strlen("found "));
    else if (strcmp(name, "after") == 0)
        add_part(compiler, (struct part){.kind = PART_AFTER});
    else if (strcmp(name, "page") == 0)
        add_part(compiler, (struct part){.kind = PART_PAGE});
    else
        compiler->error = arena_printf(compiler->arena, "there is no {%s}", name);
}

static bool is_name_start(char c)
{
    return islower((unsigned char)c) || c == '_';
}

static size_t name_length(const char *at)
{
    size_t length = 0;

    while (islower((unsigned char)at[length]) || isdigit((unsigned char)at[length]) || at[length] == '_' ||
           (at[length] == '.' && is_name_start(at[length + 1])))
        length++;
    return length;
}

/* Values that an option waits for and the list can not have are a slip. */
static void check_condition(struct compiler *compiler, const struct part *part)
{
    const struct parameter *parameter = &compiler->operation->parameters[part->index];
    json_t *known = part->source == SOURCE_PARAMETER && parameter->items ? schema_enum(parameter->items) : NULL;

    for (const char *at = part->text; *at; at += strspn(at, ",")) {
        size_t length = strcspn(at, ",");
        bool found = false;
        json_t *name;
        size_t i;

        json_array_foreach(known, i, name)
        {
            found |= json_string_length(name) == length && strncmp(json_string_value(name), at, length) == 0;
        }
        if (!found)
            compiler->error = arena_printf(
                compiler->arena, "an option waits for %.*s, which is not in the enum of a list", (int)length, at);
        at += length;
    }
}

/* Returns what follows the option's condition `NAME=A,B`, if it has one. */
static const char *open_option(struct compiler *compiler, const char *at)
{
    struct part part = {.kind = PART_OPTION};
    size_t length = name_length(at);

    if (compiler->open_option)
        compiler->error = "an option stands within an option";
    if (length && at[length] == '=') {
        const char *name = arena_copy(compiler->arena, at, length);
        size_t bytes = strcspn(at + length + 1, " \n");

        part.text = arena_copy(compiler->arena, at + length + 1, bytes);
        at += length + 1 + bytes;
        if (find_source(compiler, name, &part))
            check_condition(compiler, &part);
        else
            compiler->error = arena_printf(compiler->arena, "an option waits for %s, which is no parameter", name);
    }
    add_part(compiler, part);
    compiler->open_option = compiler->count;
    return at;
}

static void close_option(struct compiler *compiler)
{
    if (!compiler->open_option) {
        compiler->error = "an option ends that did not begin";
        return;
    }
    compiler->parts[compiler->open_option - 1].option_end = compiler->count;
    compiler->open_option = 0;
    add_part(compiler, (struct part){.kind = PART_OPTION_END});
}

static void finish_statement(struct compiler *compiler)
{
    struct query *query = compiler->query;
    struct query_statement *statement = &query->statements[query->statement_count];
    bool blank = true;

    for (size_t i = 0; i < compiler->count; i++) {
        const struct part *part = &compiler->parts[i];

        if (part->kind != PART_TEXT || strspn(part->text, " \n\t") != part->text_bytes)
            blank = false;
    }
    if (!blank && query->statement_count == MOST_QUERY_STATEMENTS)
        compiler->error = "it has too many statements";
    if (compiler->open_option && !compiler->error)
        compiler->error = "an option does not end";
    if (!blank && !compiler->error) {
        statement->parts = arena_alloc(compiler->arena, compiler->count * sizeof *statement->parts);
        memcpy(statement->parts, compiler->parts, compiler->count * sizeof *statement->parts);
        statement->count = compiler->count;
        for (size_t i = 0; i < compiler->count; i++) {
            statement->is_list |= statement->parts[i].kind == PART_PAGE;
            if (statement->parts[i].kind == PART_FOUND)
                statement->found = &statement->parts[i];
        }
        query->statement_count++;
    }
    compiler->count = 0;
}

/* Whether the text before `at` ends with the word "in": then the parameter may have several values. */
static const char *before_in(const char *start, const char *at)
{
    if (at - start >= 4 && memcmp(at - 3, "in ", 3) == 0 && at[-4] == ' ')
        return at - 3;
    return NULL;
}

/* The end of a quoted text or comment that starts at `at`, or `at` when none does. */
static const char *skip_opaque(const char *at)
{
    const char *end = NULL;

    if (at[0] == '\'')
        end = strchr(at + 1, '\'');
    else if (at[0] == ':' && at[1] == ':')
        end = at + 1;
    else
        return at;
    return end ? end + 1 : at + strlen(at);
}

/* Takes one construct that starts at `at`; returns what follows it, or NULL when nothing starts here. */
static const char *read_construct(struct compiler *compiler, const char *text, const char *at)
{
    const char *end;

    if (at[0] == ':' && is_name_start(at[1])) {
        size_t length = name_length(at + 1);
        const char *in = before_in(text, at);

        add_text(compiler, text, (size_t)((in ? in : at) - text));
        add_parameter(compiler, in ? PART_IN : PART_PARAMETER, arena_copy(compiler->arena, at + 1, length));
        return at + 1 + length;
    }
    if (at[0] == '{' && (end = strchr(at, '}'))) {
        add_text(compiler, text, (size_t)(at - text));
        add_macro(compiler, arena_copy(compiler->arena, at + 1, (size_t)(end - at) - 1));
        return end + 1;
    }
    if (strncmp(at, "[[", 2) == 0 || strncmp(at, "]]", 2) == 0) {
        add_text(compiler, text, (size_t)(at - text));
        if (*at == '[')
            return open_option(compiler, at + 2);
        close_option(compiler);
        return at + 2;
    }
    if (at[0] == ';') {
        add_text(compiler, text, (size_t)(at - text));
        finish_statement(compiler);
        return at + 1;
    }
    return NULL;
}

static void read_text(struct compiler *compiler, const char *text)
{
    const char *at = text;

    while (*at && !compiler->error) {
        const char *next = skip_opaque(at);

        if (next != at) {
            at = next;
            continue;
        }
        if (at[0] == '-' && at[1] == '-') {
            add_text(compiler, text, (size_t)(at - text));
            at += strcspn(at, "\n");
            text = at;
            continue;
        }
        next = read_construct(compiler, text, at);
        if (next)
            text = at = next;
        else
            at++;
    }
    add_text(compiler, text, (size_t)(at - text));
}

static void read_template(struct compiler *compiler, const char *text)
{
    read_text(compiler, text);
    finish_statement(compiler);
}

/* What lies below a row is there for those who see the row, or saw it then. */
static void read_parent(struct compiler *compiler)
{
    const struct operation *operation = compiler->operation;
    bool has_past = operation_find_parameter(operation, IN_QUERY, "as_of");

    read_template(compiler, arena_printf(compiler->arena, "select registry.check_seen('%s', :%s%s);", operation->parent,
                                         operation->parameters[0].name, has_past ? " [[, :as_of]]" : ""));
}

const struct query *query_compile(const struct contract *contract, const struct operation *operation,
                                  const struct schema *answer, const char *sql, struct arena *arena,
                                  const char **ret_error)
{
    static size_t queries; /* compiled at start, in one thread */
    struct query *query = arena_alloc(arena, sizeof *query);
    struct compiler *compiler = arena_alloc(arena, sizeof *compiler);

    query->operation = operation;
    query->number = queries++;
    *compiler = (struct compiler){
        .contract = contract, .operation = operation, .answer = answer, .arena = arena, .query = query};
    if (operation->parent)
        read_parent(compiler);
    if (!compiler->error)
        read_template(compiler, sql);
    if (!compiler->error && query->statement_count == 0)
        compiler->error = "it has no statement";
    if (compiler->error) {
        *ret_error = compiler->error;
        return NULL;
    }
    return query;
}

size_t query_statement_count(const struct query *query)
{
    return query->statement_count;
}

bool query_uses(const struct query *query, enum engine_value value)
{
    return query->uses[value];
}
