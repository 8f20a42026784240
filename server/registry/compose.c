/* compose.c: a query's parts become a statement for one request. Composing walks the parts and leaves out the options
 * whose parameters are missing; the same walk gives the key of the shape, the values and, when asked for, the text, so
 * these can not disagree. */
#include <stdio.h>
#include <string.h>

#include "registry/query_inside.h"

struct composer {
    const struct query *query;
    const struct query_input *input;
    struct arena *arena;
    struct composed *out;
    struct buffer *sql; /* or NULL */
    /* Where a part's value already stands, so that a name used twice is one parameter. */
    struct {
        const struct part *part;
        size_t number;
    } seen[MOST_STATEMENT_VALUES];
    size_t seen_count;
};

static bool is_present(const struct query_input *input, const struct part *part)
{
    switch (part->source) {
    case SOURCE_PARAMETER:
        return input->parameters[part->index].present;
    case SOURCE_BODY_PROPERTY:
        return input->body_properties && input->body_properties[part->index];
    default:
        return input->engine[part->index] != NULL;
    }
}

static bool is_option_wanted(const struct composer *composer, const struct part *parts, size_t option)
{
    for (size_t i = option + 1; i < parts[option].option_end; i++) {
        if ((parts[i].kind == PART_PARAMETER || parts[i].kind == PART_IN) && !is_present(composer->input, &parts[i]))
            return false;
    }
    return true;
}

/* PostgreSQL's text of an array: every element quoted. */
static const char *array_text(struct arena *arena, const struct value *value)
{
    struct buffer text = {0};
    const char *copied;

    buffer_append_char(&text, '{');
    for (size_t i = 0; i < value->count; i++) {
        buffer_append_text(&text, i ? ",\"" : "\"");
        for (const char *c = value->texts[i]; *c; c++) {
            if (*c == '"' || *c == '\\')
                buffer_append_char(&text, '\\');
            buffer_append_char(&text, *c);
        }
        buffer_append_char(&text, '"');
    }
    buffer_append_char(&text, '}');
    copied = arena_copy(arena, text.data, text.length);
    buffer_finish(&text);
    return copied;
}

/* A day stands for its last moment in Belgrade: PostgreSQL knows when that was. */
static const char *moment_text(struct arena *arena, const char *text)
{
    return strlen(text) == strlen("2026-01-31") ? arena_printf(arena, "%s 23:59:59.999999 Europe/Belgrade", text)
                                                : text;
}

static bool is_moment(const struct parameter *parameter)
{
    const char *format = schema_format(parameter->schema);

    return format && strcmp(format, "moment") == 0;
}

static const char *value_text(struct composer *composer, const struct part *part)
{
    const struct query_input *input = composer->input;
    const struct value *value;

    if (!is_present(input, part))
        return NULL;
    if (part->source == SOURCE_BODY_PROPERTY)
        return input->body_properties[part->index];
    if (part->source == SOURCE_ENGINE)
        return input->engine[part->index];
    value = &input->parameters[part->index];
    if (composer->query->operation->parameters[part->index].items && (part->kind == PART_PARAMETER || value->count > 1))
        return array_text(composer->arena, value);
    if (is_moment(&composer->query->operation->parameters[part->index]))
        return moment_text(composer->arena, value->texts[0]);
    return value->texts[0];
}

static size_t add_value(struct composer *composer, const char *text)
{
    composer->out->values[composer->out->value_count++] = text;
    return composer->out->value_count;
}

static size_t number_of(struct composer *composer, const struct part *part)
{
    for (size_t i = 0; i < composer->seen_count; i++) {
        const struct part *seen = composer->seen[i].part;

        if (seen->kind == part->kind && seen->source == part->source && seen->index == part->index)
            return composer->seen[i].number;
    }
    composer->seen[composer->seen_count].part = part;
    composer->seen[composer->seen_count].number = add_value(composer, value_text(composer, part));
    return composer->seen[composer->seen_count++].number;
}

/* With standard_conforming_strings, which login.c's sessions have, a quote is all that must be doubled. */
static void append_quoted(struct buffer *sql, const char *text)
{
    buffer_append_char(sql, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buffer_append_char(sql, '\'');
        buffer_append_char(sql, *text);
    }
    buffer_append_char(sql, '\'');
}

static void write_parameter(struct composer *composer, const struct part *part)
{
    bool several = part->kind == PART_IN && composer->input->parameters[part->index].count > 1;
    struct buffer *key = &composer->out->key;
    struct buffer *sql = composer->sql;

    if (sql && part->kind == PART_IN)
        buffer_append_text(sql, several ? "= any (" : "= ");
    if (part->is_literal && is_present(composer->input, part)) {
        const char *text = value_text(composer, part);

        buffer_printf(key, "'%zu:%s", strlen(text), text);
        if (sql)
            append_quoted(sql, text);
    } else {
        size_t number = number_of(composer, part);

        if (part->kind == PART_IN)
            buffer_append_char(key, several ? 'm' : '1');
        if (sql)
            buffer_printf(sql, "$%zu", number);
    }
    if (sql && several)
        buffer_append_char(sql, ')');
}

static void write_rows(struct composer *composer, const struct part *part)
{
    struct buffer *sql = composer->sql;
    bool is_past = is_present(composer->input, part);
    size_t number = is_past ? number_of(composer, part) : 0;

    buffer_append_char(&composer->out->key, is_past ? 'p' : '-');
    if (!sql)
        return;
    buffer_append_text(sql, is_past ? "past." : "api.");
    buffer_append(sql, part->text, part->text_bytes);
    if (is_past)
        buffer_printf(sql, "(least($%zu::timestamptz, now()))", number);
}

/* Where all columns go the same way, a row comparison, which an index on them serves at once; else its expansion. */
static void write_after(struct composer *composer)
{
    const struct page *page = composer->input->page;
    size_t first = composer->out->value_count;
    bool uniform = true;
    struct buffer *sql = composer->sql;

    buffer_append_char(&composer->out->key, page && page->after ? 'a' : '-');
    if (!page || !page->after || page->by_relevance) /* then the steps begin there */
        return;
    for (size_t i = 0; i < page->column_count; i++) {
        add_value(composer, page->after[i]);
        uniform &= page->columns[i].descending == page->columns[0].descending;
    }
    if (!sql)
        return;
    if (uniform) {
        buffer_append_text(sql, "and (");
        for (size_t i = 0; i < page->column_count; i++)
            buffer_printf(sql, "%s%s", i ? ", " : "", page->columns[i].name);
        buffer_printf(sql, ") %c (", page->columns[0].descending ? '<' : '>');
        for (size_t i = 0; i < page->column_count; i++)
            buffer_printf(sql, "%s$%zu", i ? ", " : "", first + i + 1);
        buffer_append_char(sql, ')');
        return;
    }
    buffer_append_text(sql, "and (");
    for (size_t i = 0; i < page->column_count; i++) {
        buffer_append_text(sql, i ? " or (" : "(");
        for (size_t j = 0; j < i; j++)
            buffer_printf(sql, "%s = $%zu and ", page->columns[j].name, first + j + 1);
        buffer_printf(sql, "%s %c $%zu)", page->columns[i].name, page->columns[i].descending ? '<' : '>',
                      first + i + 1);
    }
    buffer_append_char(sql, ')');
}

/* The limit is a literal: under a generic plan an unknown limit would make the planner sort instead of walk an index.
 */
static void write_page(struct composer *composer)
{
    const struct page *page = composer->input->page;

    for (size_t i = 0; i < page->column_count; i++)
        buffer_printf(&composer->out->key, "%c%s", page->columns[i].descending ? '-' : '+', page->columns[i].name);
    buffer_printf(&composer->out->key, "#%u", page->limit);
    if (!composer->sql)
        return;
    for (size_t i = 0; i < page->column_count; i++)
        buffer_printf(composer->sql, "%s %s%s", i ? "," : "order by", page->columns[i].name,
                      page->columns[i].descending ? " desc" : "");
    buffer_printf(composer->sql, " limit %u", page->limit + 1);
}

static void write_columns(struct composer *composer)
{
    const struct choice *choice = composer->input->choice;
    const struct query *query = composer->query;
    struct buffer *key = &composer->out->key;

    if (!choice) {
        buffer_append_char(key, '*');
        if (composer->sql)
            buffer_append(composer->sql, query->columns, query->columns_bytes);
        return;
    }
    for (size_t i = 0; i < choice->count; i++) {
        buffer_printf(key, "%c%s", i == choice->shown ? '|' : ',', choice->names[i]);
        if (composer->sql)
            buffer_printf(composer->sql, "%s%s", i ? ", " : "", choice->names[i]);
    }
}

/* By relevance the statement is asked for each step of registry.search_steps in turn, until there are rows for a page: the nested
 * loop that a lateral subquery is keeps the order of the steps, and the limit ends it. The order outside is only for those
 * few rows. */
static void begin_walk(struct composer *composer, const struct part *found)
{
    const struct page *page = composer->input->page;
    struct buffer *sql = composer->sql;
    size_t number = number_of(composer, found);
    size_t first = composer->out->value_count;

    buffer_append_text(&composer->out->key, page->after ? "wa" : "w");
    for (size_t i = 0; page->after && i < page->column_count; i++)
        add_value(composer, page->after[i]);
    if (!sql)
        return;
    buffer_append_text(sql, "select ");
    write_columns(composer);
    buffer_printf(sql, " from (select found.* from registry.search_steps('%s', $%zu", found->text, number);
    if (page->after)
        buffer_printf(sql, ", $%zu, $%zu", first + 1, first + 2);
    buffer_append_text(sql, ") step cross join lateral (");
}

static void end_walk(struct composer *composer)
{
    if (composer->sql)
        buffer_printf(composer->sql, ") found limit %u) found order by match_kind, match_place desc",
                      composer->input->page->limit + 1);
}

static void write_found(struct composer *composer, const struct part *part)
{
    const struct page *page = composer->input->page;
    bool is_asked = is_present(composer->input, part);
    size_t number = is_asked ? number_of(composer, part) : 0;
    struct buffer *sql = composer->sql;

    buffer_append_char(&composer->out->key, is_asked ? 'q' : '-');
    if (!sql)
        return;
    if (!is_asked) {
        if (choice_has(composer->input->choice, "highlights"))
            buffer_append_text(sql, "cross join (select null::jsonb as highlights) highlighted");
        return;
    }
    buffer_printf(sql, "join registry.%s_words found_words on found_words.row_id = id and found_words.words @@ ", part->text);
    if (page && page->by_relevance)
        buffer_append_text(sql, "step.query and found_words.place < step.below cross join lateral "
                                "(select step.kind as match_kind, found_words.place as match_place) matched");
    else
        buffer_printf(sql, "registry.search_all($%zu)", number);
}

void query_compose(const struct query *query, size_t statement, const struct query_input *input, struct arena *arena,
                   struct composed *composed, struct buffer *sql)
{
    const struct query_statement *source = &query->statements[statement];
    struct composer composer = {.query = query, .input = input, .arena = arena, .out = composed, .sql = sql};
    bool is_walk = source->found && input->page && input->page->by_relevance;

    composed->key.length = 0;
    composed->value_count = 0;
    buffer_printf(&composed->key, "%zu.%zu ", query->number, statement);
    if (is_walk)
        begin_walk(&composer, source->found);
    for (size_t i = 0; i < source->count; i++) {
        const struct part *part = &source->parts[i];

        switch (part->kind) {
        case PART_TEXT:
            if (sql)
                buffer_append(sql, part->text, part->text_bytes);
            break;
        case PART_PARAMETER:
        case PART_IN:
            write_parameter(&composer, part);
            break;
        case PART_ROWS:
            write_rows(&composer, part);
            break;
        case PART_OPTION:
            if (is_option_wanted(&composer, source->parts, i)) {
                buffer_append_char(&composed->key, 'o');
            } else {
                buffer_append_char(&composed->key, '.');
                i = part->option_end;
            }
            break;
        case PART_OPTION_END:
            break;
        case PART_AFTER:
            write_after(&composer);
            break;
        case PART_PAGE:
            write_page(&composer);
            break;
        case PART_COLUMNS:
            write_columns(&composer);
            break;
        case PART_FOUND:
            write_found(&composer, part);
            break;
        }
    }
    if (is_walk)
        end_walk(&composer);
}
