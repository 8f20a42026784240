#include "import/plan.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Text. */

const char *plan_fold(struct arena *arena, const char *text)
{
    char *folded = arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;

    while (*text) {
        bool no_break_space = strncmp(text, "\xc2\xa0", 2) == 0;

        if (!no_break_space && !isspace((unsigned char)*text))
            folded[length++] = (char)((unsigned char)*text < 0x80 ? tolower((unsigned char)*text) : *text);
        else if (length && folded[length - 1] != ' ')
            folded[length++] = ' ';
        text += no_break_space ? 2 : 1;
    }
    if (length && folded[length - 1] == ' ')
        length--;
    folded[length] = '\0';
    return folded;
}

const char *row_value(const struct row *row, int column)
{
    const char *value = row->values[column];

    if (!*value || strcmp(value, "NA") == 0 || strcmp(value, "#N/A") == 0)
        return NULL;
    return value;
}

/* Rows. */

static const char *const no_values[MOST_SOURCE_COLUMNS] = {
    "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
    "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
};

static void read_row(struct plan *plan, const struct csv_row *csv, const int *places, size_t count, struct row *row)
{
    row->line = csv->line;
    row->csv = csv;
    row->values = arena_alloc(&plan->arena, MOST_SOURCE_COLUMNS * sizeof *row->values);
    memcpy(row->values, no_values, sizeof no_values);
    if (!csv->is_utf8) {
        row->state = ROW_REFUSED;
        row->reason = "it is not valid UTF-8";
    } else if (csv->field_count != plan->table.header.field_count) {
        row->state = ROW_REFUSED;
        row->reason = arena_printf(&plan->arena, "it has %zu fields, the header %zu", csv->field_count,
                                   plan->table.header.field_count);
    }
    for (size_t i = 0; i < count && row->state == ROW_WAITING; i++)
        row->values[i] = csv->fields[places[i]];
}

static bool read_table(struct plan *plan, const char *text, size_t bytes, const char **ret_error)
{
    static const struct csv_options options = {.delimiter = ',', .most_rows = MOST_ROWS};
    const char *const *columns = plan->source->columns;
    int places[MOST_SOURCE_COLUMNS];
    size_t count = 0;

    if (!csv_read(text, bytes, &options, &plan->arena, &plan->table, ret_error))
        return false;
    if (plan->table.has_more) {
        *ret_error = arena_printf(&plan->arena, "it has more than %d rows", MOST_ROWS);
        return false;
    }
    for (; columns[count]; count++) {
        places[count] = csv_find_column(&plan->table, columns[count]);
        if (places[count] < 0) {
            *ret_error = arena_printf(&plan->arena, "it has no column \"%s\": is it of another kind?", columns[count]);
            return false;
        }
    }
    plan->row_count = plan->table.row_count;
    plan->rows = arena_alloc(&plan->arena, (plan->row_count + 1) * sizeof *plan->rows);
    for (size_t i = 0; i < plan->row_count; i++)
        read_row(plan, &plan->table.rows[i], places, count, &plan->rows[i]);
    return true;
}

void plan_add_record(struct plan *plan, json_t *record)
{
    struct row *former = plan->rows;

    /* A JSON file has some hundred records at most: a copy each time does not matter. */
    plan->rows = arena_alloc(&plan->arena, (plan->row_count + 1) * sizeof *plan->rows);
    if (former)
        memcpy(plan->rows, former, plan->row_count * sizeof *former);
    plan->rows[plan->row_count] = (struct row){.line = plan->row_count + 1, .record = record};
    plan->row_count++;
}

static bool read_document(struct plan *plan, const char *text, size_t bytes, const char **ret_error)
{
    json_error_t error;

    plan->document = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, &error);
    if (!plan->document) {
        *ret_error = arena_printf(&plan->arena, "line %d, column %d: %s", error.line, error.column, error.text);
        return false;
    }
    return plan->source->list_records(plan, ret_error);
}

/* Companies: rows are sorted by what identifies them, and neighbours put together. */

struct keyed_row {
    struct row *row;
    struct identity identity;
};

static int compare_places(const struct row *a, const struct row *b)
{
    return (a > b) - (a < b);
}

static int compare_keyed(const void *left, const void *right)
{
    const struct keyed_row *a = left;
    const struct keyed_row *b = right;
    int order = strcmp(a->identity.company, b->identity.company);

    if (order == 0)
        order = strcmp(a->identity.row, b->identity.row);
    return order ? order : compare_places(a->row, b->row);
}

static int compare_row_pointers(const void *left, const void *right)
{
    return compare_places(*(struct row *const *)left, *(struct row *const *)right);
}

static int compare_companies(const void *left, const void *right)
{
    const struct company *a = left;
    const struct company *b = right;

    if (a->first_us != b->first_us)
        return a->first_us < b->first_us ? -1 : 1;
    return compare_places(a->rows[0], b->rows[0]);
}

static void derive_id(const struct plan *plan, int64_t made_us, const char *seed, char *out)
{
    struct arena arena;
    const char *whole;

    arena_init(&arena);
    whole = arena_printf(&arena, "%s|%s", plan->source->seed, seed);
    id_derive_uuid7(made_us, whole, strlen(whole), out);
    arena_finish(&arena);
}

/* Rows that look alike are told apart by their number among each other, in the order of the file. */
static void name_rows(struct plan *plan, struct keyed_row *keyed, size_t count)
{
    size_t alike = 0;

    for (size_t i = 0; i < count; i++) {
        const struct identity *identity = &keyed[i].identity;
        const char *seed;

        alike = i && strcmp(identity->row, keyed[i - 1].identity.row) == 0 ? alike + 1 : 0;
        seed = arena_printf(&plan->arena, "%s|%s|%zu", identity->company, identity->row, alike);
        derive_id(plan, identity->made_us, seed, keyed[i].row->id);
    }
}

static void add_company(struct plan *plan, struct keyed_row *keyed, size_t count)
{
    struct company *company = &plan->companies[plan->company_count++];

    *company =
        (struct company){.key = keyed[0].identity.company, .row_count = count, .first_us = keyed[0].identity.made_us};
    company->rows = arena_alloc(&plan->arena, count * sizeof(struct row *));
    for (size_t i = 0; i < count; i++) {
        company->rows[i] = keyed[i].row;
        if (keyed[i].identity.made_us < company->first_us)
            company->first_us = keyed[i].identity.made_us;
    }
    qsort(company->rows, count, sizeof(struct row *), compare_row_pointers);
    derive_id(plan, plan->source->companies_made_us, company->key, company->id);
    name_rows(plan, keyed, count);
}

static void group_rows(struct plan *plan)
{
    struct keyed_row *keyed = arena_alloc(&plan->arena, (plan->row_count + 1) * sizeof *keyed);
    size_t count = 0;
    size_t end;

    for (size_t i = 0; i < plan->row_count; i++) {
        if (plan->rows[i].state == ROW_REFUSED)
            continue;
        keyed[count].row = &plan->rows[i];
        plan->source->identify(&plan->rows[i], &plan->arena, &keyed[count].identity);
        count++;
    }
    qsort(keyed, count, sizeof *keyed, compare_keyed);
    plan->companies = arena_alloc(&plan->arena, (count + 1) * sizeof *plan->companies);
    for (size_t start = 0; start < count; start = end) {
        end = start + 1;
        while (end < count && strcmp(keyed[end].identity.company, keyed[start].identity.company) == 0)
            end++;
        add_company(plan, keyed + start, end - start);
    }
    qsort(plan->companies, plan->company_count, sizeof *plan->companies, compare_companies);
    for (size_t i = 0; i < plan->company_count; i++) {
        for (size_t j = 0; j < plan->companies[i].row_count; j++)
            plan->companies[i].rows[j]->company = &plan->companies[i];
    }
}

/* Identifiers. */

static int compare_identifiers(const void *left, const void *right)
{
    const struct identifier *a = left;
    const struct identifier *b = right;

    return strcmp(a->text, b->text);
}

struct identifier *plan_find_identifier(const struct plan *plan, enum identifier_kind kind, const char *text)
{
    struct identifier wanted = {.text = text};

    return bsearch(&wanted, plan->identifiers[kind], plan->identifier_counts[kind], sizeof wanted, compare_identifiers);
}

static void list_identifiers(struct plan *plan, enum identifier_kind kind)
{
    struct identifier *list = arena_alloc(&plan->arena, (plan->row_count + 1) * sizeof *list);
    size_t found = 0;
    size_t count = 0;

    plan->identifiers[kind] = list;
    if (!plan->source->columns || plan->source->identifier_columns[kind] < 0)
        return;
    for (size_t i = 0; i < plan->row_count; i++) {
        const char *text = row_value(&plan->rows[i], plan->source->identifier_columns[kind]);

        if (text)
            list[found++].text = text;
    }
    qsort(list, found, sizeof *list, compare_identifiers);
    for (size_t i = 0; i < found; i++) {
        if (!count || strcmp(list[count - 1].text, list[i].text) != 0)
            list[count++] = list[i];
    }
    plan->identifier_counts[kind] = count;
}

static const char *const identifier_names[IDENTIFIER_KINDS] = {"LEI", "ISIN"};

static void note_identifier(struct plan *plan, struct row *row, const char *text)
{
    struct note *note = arena_alloc(&plan->arena, sizeof *note);

    note->text = text;
    note->next = row->notes;
    row->notes = note;
}

/* Why the company is not taken in with this number, or NULL when it is. */
static const char *settle_identifier(struct plan *plan, struct company *company, enum identifier_kind kind,
                                     struct identifier *identifier)
{
    const char *name = identifier_names[kind];

    if (identifier->verdict == IDENTIFIER_OTHER_SHAPE)
        return arena_printf(&plan->arena, "\"%s\" is no %s; left out", identifier->text, name);
    if (identifier->verdict == IDENTIFIER_WRONG_DIGITS)
        return arena_printf(&plan->arena, "the check digits of %s %s fail; left out", name, identifier->text);
    /* The same security can stand for two companies of a group, but a legal entity is one. */
    if (!identifier->holder)
        identifier->holder = company;
    if (kind == IDENTIFIER_LEI && identifier->holder != company)
        return arena_printf(&plan->arena, "%s %s already stands with another company, on line %zu; left out", name,
                            identifier->text, identifier->holder->rows[0]->line);
    if (kind == IDENTIFIER_LEI && identifier->member_id && strcmp(identifier->member_id, company->id) != 0)
        return arena_printf(&plan->arena, "%s %s already belongs to %s; left out", name, identifier->text,
                            identifier->member_name);
    if (company->identifiers[kind] && strcmp(company->identifiers[kind], identifier->text) != 0)
        return arena_printf(&plan->arena, "the company has a second %s here, %s; left out", name, identifier->text);
    company->identifiers[kind] = identifier->text;
    return NULL;
}

void plan_settle_identifiers(struct plan *plan)
{
    if (!plan->source->columns)
        return;
    for (size_t i = 0; i < plan->row_count; i++) {
        struct row *row = &plan->rows[i];

        for (int kind = 0; kind < IDENTIFIER_KINDS && row->company; kind++) {
            int column = plan->source->identifier_columns[kind];
            const char *text = column < 0 ? NULL : row_value(row, column);
            const char *note = NULL;

            if (text)
                note = settle_identifier(plan, row->company, (enum identifier_kind)kind,
                                         plan_find_identifier(plan, (enum identifier_kind)kind, text));
            if (note)
                note_identifier(plan, row, note);
        }
    }
}

/* Countries. */

static int compare_countries(const void *left, const void *right)
{
    const struct country *a = left;
    const struct country *b = right;

    return strcmp(a->name, b->name);
}

const char *plan_find_country(const struct plan *plan, const char *name)
{
    /* As these lists call them, where that is not the name in use. */
    static const char *const aliases[][2] = {
        {"hong kong, china", "HK"},          {"korea, republic of", "KR"},
        {"macau, province of china", "MO"},  {"russian federation", "RU"},
        {"taiwan, province of china", "TW"}, {"trinidad and tobago", "TT"},
        {"united states of america", "US"},  {"viet nam", "VN"},
    };
    struct arena arena;
    struct country wanted;
    const struct country *found;
    const char *code = NULL;

    arena_init(&arena);
    wanted.name = plan_fold(&arena, name);
    found = bsearch(&wanted, plan->countries, plan->country_count, sizeof wanted, compare_countries);
    if (found)
        code = found->code;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases && !code; i++) {
        if (strcmp(aliases[i][0], wanted.name) == 0)
            code = aliases[i][1];
    }
    arena_finish(&arena);
    return code;
}

/* The whole. */

bool plan_init(struct plan *plan, const struct import_source *source, const char *text, size_t bytes,
               const char **ret_error)
{
    bool is_read;

    *plan = (struct plan){.source = source};
    arena_init(&plan->arena);
    is_read = source->columns ? read_table(plan, text, bytes, ret_error) : read_document(plan, text, bytes, ret_error);
    if (!is_read)
        return false;
    group_rows(plan);
    for (int kind = 0; kind < IDENTIFIER_KINDS; kind++)
        list_identifiers(plan, (enum identifier_kind)kind);
    return true;
}

void plan_finish(struct plan *plan)
{
    json_decref(plan->document);
    arena_finish(&plan->arena);
}
