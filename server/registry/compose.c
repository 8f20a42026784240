/* compose.c: a query's parts become a statement for one request. Composing walks the parts and leaves out the options
 * whose parameters are missing; the same walk gives the key of the shape, the values and, when asked for, the text, so
 * these can not disagree. */
#include <stdio.h>
#include <string.h>

#include "registry/query_inside.h"

/* Which part of a list a statement's text is written for. */
enum piece {
    PIECE_WHOLE,
    PIECE_KNOWN,   /* the rows that have a value in the order's first column */
    PIECE_UNKNOWN, /* those that have none */
    PIECE_STEP,    /* what one step of a search finds */
    PIECE_COUNT    /* all of them, only counted */
};

struct composer {
    const struct query *query;
    const struct query_statement *statement;
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
    enum piece piece;
    size_t after_numbers[MOST_SORT_COLUMNS + 1]; /* of the cursor's values */
};

static bool is_present(const struct query_input *input, const struct part *part)
{
    switch (part->source) {
    case SOURCE_PARAMETER:
        return input->parameters[part->index].present;
    case SOURCE_NOWHERE:
        return false;
    case SOURCE_BODY_PROPERTY:
        return input->body_properties && input->body_properties[part->index];
    default:
        return input->engine[part->index] != NULL;
    }
}

static bool is_option_wanted(const struct composer *composer, const struct part *parts, size_t option)
{
    if (parts[option].text && !groups_have_any(&composer->input->parameters[parts[option].index], parts[option].text))
        return false;
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

/* A day stands for its last moment in Belgrade, and where a range begins for its first: PostgreSQL knows when that was.
 */
static const char *moment_text(struct arena *arena, const struct parameter *parameter, const char *text)
{
    const char *ending = strrchr(parameter->name, '.');
    bool begins = ending && strcmp(ending, ".gte") == 0;

    if (strlen(text) != strlen("2026-01-31"))
        return text;
    return arena_printf(arena, "%s %s Europe/Belgrade", text, begins ? "00:00" : "23:59:59.999999");
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
        return moment_text(composer->arena, &composer->query->operation->parameters[part->index], value->texts[0]);
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

static void write_groups(struct composer *composer, const struct part *part)
{
    const struct value *chosen = &composer->input->parameters[part->index];

    groups_write(&composer->out->key, "", chosen);
    if (composer->sql)
        groups_write(composer->sql, part->text, chosen);
}

/* Pages.
 *
 * What is null comes last, whichever way a column goes; PostgreSQL's indexes have it at one end only. So where an order
 * begins with a column that can be null, the page is asked for in two parts, the rows that have a value and behind them
 * those that have none: each is a piece of the same index, whichever way it is read. */

static bool is_null_after(const struct page *page, size_t column)
{
    return page->after && !page->after[column];
}

static bool is_nullable_here(const struct composer *composer, size_t column)
{
    return composer->input->page->columns[column].nullable && !(column == 0 && composer->piece == PIECE_KNOWN);
}

/* Whether a row comparison says it of the columns from this one on; an index on them serves it at once. */
static bool is_uniform(const struct composer *composer, size_t from)
{
    const struct page *page = composer->input->page;

    for (size_t i = from; i < page->column_count; i++) {
        if (is_nullable_here(composer, i) || page->columns[i].descending != page->columns[from].descending)
            return false;
    }
    return true;
}

static void write_row_comparison(struct composer *composer, size_t from)
{
    const struct page *page = composer->input->page;

    buffer_append_char(composer->sql, '(');
    for (size_t i = from; i < page->column_count; i++)
        buffer_printf(composer->sql, "%s%s", i > from ? ", " : "", page->columns[i].name);
    buffer_printf(composer->sql, ") %c (", page->columns[from].descending ? '<' : '>');
    for (size_t i = from; i < page->column_count; i++)
        buffer_printf(composer->sql, "%s$%zu", i > from ? ", " : "", composer->after_numbers[i]);
    buffer_append_char(composer->sql, ')');
}

/* That a row comes after the cursor's in the columns from this one on. */
static void write_beyond(struct composer *composer, size_t from)
{
    const struct page *page = composer->input->page;
    const char *name = page->columns[from].name;
    char comparison = page->columns[from].descending ? '<' : '>';
    struct buffer *sql = composer->sql;

    if (is_null_after(page, from)) {
        buffer_printf(sql, "%s is null and ", name);
        write_beyond(composer, from + 1);
        return;
    }
    if (is_uniform(composer, from)) {
        write_row_comparison(composer, from);
        return;
    }
    if (from == 0 && !is_nullable_here(composer, 0)) /* where in its index the first column begins */
        buffer_printf(sql, "%s %c= $%zu and ", name, comparison, composer->after_numbers[0]);
    buffer_printf(sql, "(%s %c $%zu", name, comparison, composer->after_numbers[from]);
    if (is_nullable_here(composer, from))
        buffer_printf(sql, " or %s is null", name);
    if (from + 1 < page->column_count) {
        buffer_printf(sql, " or (%s = $%zu and ", name, composer->after_numbers[from]);
        write_beyond(composer, from + 1);
        buffer_append_char(sql, ')');
    }
    buffer_append_char(sql, ')');
}

static void number_after(struct composer *composer)
{
    const struct page *page = composer->input->page;

    for (size_t i = 0; i < page->column_count; i++) {
        buffer_append_char(&composer->out->key, page->after[i] ? 'v' : 'n');
        if (page->after[i])
            composer->after_numbers[i] = add_value(composer, page->after[i]);
    }
}

static void write_after(struct composer *composer)
{
    const struct page *page = composer->input->page;
    bool goes_on = page && page->after && composer->piece != PIECE_COUNT && composer->piece != PIECE_STEP;

    /* Behind a value come all that have none. */
    if (composer->piece == PIECE_UNKNOWN && page->after && page->after[0])
        goes_on = false;
    buffer_append_char(&composer->out->key, goes_on ? 'a' : '-');
    if (goes_on)
        number_after(composer);
    if (!composer->sql)
        return;
    if (composer->piece == PIECE_KNOWN)
        buffer_printf(composer->sql, "and %s is not null ", page->columns[0].name);
    else if (composer->piece == PIECE_UNKNOWN && !goes_on)
        buffer_printf(composer->sql, "and %s is null ", page->columns[0].name);
    if (!goes_on)
        return;
    buffer_append_text(composer->sql, "and ");
    write_beyond(composer, 0);
}

/* The limit is a literal: under a generic plan an unknown limit would make the planner sort instead of walk an index.
 */
static void write_order(struct composer *composer, enum piece piece)
{
    const struct page *page = composer->input->page;
    /* The first column is the same in all rows that have none. It has an index with the key column; before any other it
     * would be in the way of that one's. */
    size_t first = piece == PIECE_UNKNOWN && page->column_count > 2;

    if (!composer->sql || piece == PIECE_COUNT)
        return;
    for (size_t i = first; i < page->column_count; i++) {
        const struct sort_column *column = &page->columns[i];
        bool nulls_last = column->nullable && column->descending && (i > 0 || piece == PIECE_WHOLE);

        buffer_printf(composer->sql, "%s %s%s%s", i > first ? "," : "order by", column->name,
                      column->descending ? " desc" : "", nulls_last ? " nulls last" : "");
    }
    if (page->limit)
        buffer_printf(composer->sql, " limit %u", page->limit + 1);
}

static void write_page(struct composer *composer)
{
    const struct page *page = composer->input->page;

    for (size_t i = 0; i < page->column_count; i++)
        buffer_printf(&composer->out->key, "%c%s", page->columns[i].descending ? '-' : '+', page->columns[i].name);
    buffer_printf(&composer->out->key, "#%u", page->limit);
    write_order(composer, composer->piece);
}

static void write_columns(struct composer *composer)
{
    const struct choice *choice = composer->input->choice;
    const struct query *query = composer->query;
    struct buffer *key = &composer->out->key;

    if (composer->piece == PIECE_COUNT) {
        if (composer->sql)
            buffer_append_text(composer->sql, "count(*) as " COUNT_COLUMN);
        return;
    }
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

static void write_found(struct composer *composer, const struct part *part)
{
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
    if (composer->piece != PIECE_STEP)
        buffer_printf(sql, "cross join registry.search_all('%s', $%zu) step ", part->text, number);
    buffer_printf(sql,
                  "join registry.%s_words found_words on found_words.row_id = id and found_words.words @@ step.first "
                  "and found_words.words @@ step.second and found_words.words @@ step.rest",
                  part->text);
    if (composer->piece == PIECE_STEP)
        buffer_append_text(sql, " and found_words.words @@ step.slice and found_words.place < step.below "
                                "and not found_words.words @@ step.before cross join lateral "
                                "(select step.kind as match_kind, found_words.place as match_place) matched");
}

static void write_piece(struct composer *composer, enum piece piece)
{
    const struct query_statement *statement = composer->statement;

    composer->piece = piece;
    for (size_t i = 0; i < statement->count; i++) {
        const struct part *part = &statement->parts[i];

        switch (part->kind) {
        case PART_TEXT:
            if (composer->sql)
                buffer_append(composer->sql, part->text, part->text_bytes);
            break;
        case PART_PARAMETER:
        case PART_IN:
            write_parameter(composer, part);
            break;
        case PART_ROWS:
            write_rows(composer, part);
            break;
        case PART_GROUPS:
            write_groups(composer, part);
            break;
        case PART_OPTION:
            if (is_option_wanted(composer, statement->parts, i)) {
                buffer_append_char(&composer->out->key, 'o');
            } else {
                buffer_append_char(&composer->out->key, '.');
                i = part->option_end;
            }
            break;
        case PART_OPTION_END:
            break;
        case PART_AFTER:
            write_after(composer);
            break;
        case PART_PAGE:
            write_page(composer);
            break;
        case PART_COLUMNS:
            write_columns(composer);
            break;
        case PART_FOUND:
            write_found(composer, part);
            break;
        }
    }
}

static void append_text(struct composer *composer, const char *text)
{
    if (composer->sql)
        buffer_append_text(composer->sql, text);
}

/* By relevance: each step of registry.search_steps is looked into in turn, until there are rows for a page. The nested
 * loop that a lateral subquery is keeps the order of the steps, and the limit ends it; the order outside is for those
 * few rows. */
static void write_search(struct composer *composer)
{
    const struct page *page = composer->input->page;
    const struct part *found = composer->statement->found;
    size_t number = number_of(composer, found);
    struct buffer *sql = composer->sql;

    buffer_append_text(&composer->out->key, page->after ? "sa" : "s");
    for (size_t i = 0; page->after && i < page->column_count; i++)
        composer->after_numbers[i] = add_value(composer, page->after[i]);
    composer->piece = PIECE_WHOLE;
    append_text(composer, "select ");
    write_columns(composer);
    if (sql) {
        buffer_printf(sql, " from (select found.* from registry.search_steps('%s', $%zu", found->text, number);
        if (page->after)
            buffer_printf(sql, ", $%zu, $%zu", composer->after_numbers[0], composer->after_numbers[1]);
        buffer_append_text(sql, ") step cross join lateral (");
    }
    write_piece(composer, PIECE_STEP);
    append_text(composer, ") found");
    if (sql && page->limit)
        buffer_printf(sql, " limit %u", page->limit + 1);
    append_text(composer, ") found");
    if (page->limit)
        append_text(composer, " order by match_kind, match_place desc");
}

static void write_list(struct composer *composer)
{
    const struct page *page = composer->input->page;
    bool wants_known = !is_null_after(page, 0);

    if (page->by_relevance) {
        write_search(composer);
        return;
    }
    /* Without a limit it is one walk over everything. */
    if (!page->columns[0].nullable || !page->limit || (!page->columns[0].descending && !page->after)) {
        write_piece(composer, PIECE_WHOLE);
        return;
    }
    append_text(composer, wants_known ? "(" : "");
    if (wants_known) {
        write_piece(composer, PIECE_KNOWN);
        append_text(composer, ") union all (");
    }
    write_piece(composer, PIECE_UNKNOWN);
    if (wants_known) {
        append_text(composer, ") ");
        write_order(composer, PIECE_WHOLE);
    }
}

/* One statement, so one snapshot, for the page and the number of all rows, which stands behind the columns of each row;
 * of an empty page there is one row of nulls. */
static void write_counted_list(struct composer *composer)
{
    const struct choice *choice = composer->input->choice;

    buffer_append_char(&composer->out->key, 'c');
    append_text(composer, "select ");
    for (size_t i = 0; composer->sql && i < choice->count; i++)
        buffer_printf(composer->sql, "%s, ", choice->names[i]);
    append_text(composer, COUNT_COLUMN " from (");
    write_piece(composer, PIECE_COUNT);
    append_text(composer, ") counted left join (");
    write_list(composer);
    append_text(composer, ") page on true ");
    if (composer->sql)
        write_order(composer, PIECE_WHOLE);
}

void query_compose(const struct query *query, size_t statement, const struct query_input *input, struct arena *arena,
                   struct composed *composed, struct buffer *sql)
{
    struct composer composer = {.query = query,
                                .statement = &query->statements[statement],
                                .input = input,
                                .arena = arena,
                                .out = composed,
                                .sql = sql};

    composed->key.length = 0;
    composed->value_count = 0;
    buffer_printf(&composed->key, "%zu.%zu ", query->number, statement);
    if (!composer.statement->is_list)
        write_piece(&composer, PIECE_WHOLE);
    else if (input->page->counts)
        write_counted_list(&composer);
    else
        write_list(&composer);
}
