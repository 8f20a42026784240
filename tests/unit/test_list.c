/* Lists: the statement of a page in any order, which columns it selects, and ranges. */
#include <string.h>

#include "registry/page.h"
#include "registry/query.h"
#include "support.h"

static const char contract_text[] =
    "{\"components\": {\"schemas\": {"
    "\"Row\": {\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}, \"version\": {\"type\": "
    "\"integer\"},"
    " \"name\": {\"type\": \"string\"}, \"due_on\": {\"type\": [\"string\", \"null\"]}, \"share\": {\"type\": "
    "[\"number\", \"null\"]},"
    " \"member\": {\"type\": \"object\", \"x-on-request\": true}}}}},"
    "\"paths\": {\"/rows\": {\"get\": {\"operationId\": \"listRows\", \"x-roles\": [\"anonymous\"], \"parameters\": ["
    "{\"name\": \"area\", \"in\": \"query\", \"explode\": false, \"schema\": {\"type\": \"array\", \"items\": "
    "{\"type\": \"string\"}}},"
    "{\"name\": \"fields\", \"in\": \"query\", \"explode\": false, \"x-names\": \"all\","
    " \"schema\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}},"
    "{\"name\": \"include\", \"in\": \"query\", \"explode\": false, \"x-names\": \"on-request\","
    " \"schema\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}},"
    "{\"name\": \"due_on.gte\", \"in\": \"query\", \"schema\": {\"type\": \"string\", \"format\": \"date\"}},"
    "{\"name\": \"due_on.lte\", \"in\": \"query\", \"schema\": {\"type\": \"string\", \"format\": \"date\"}},"
    "{\"name\": \"at.gte\", \"in\": \"query\", \"schema\": {\"type\": \"string\", \"format\": \"moment\"}},"
    "{\"name\": \"at.lte\", \"in\": \"query\", \"schema\": {\"type\": \"string\", \"format\": \"moment\"}},"
    "{\"name\": \"share.gte\", \"in\": \"query\", \"schema\": {\"type\": \"number\"}},"
    "{\"name\": \"share.lte\", \"in\": \"query\", \"schema\": {\"type\": \"number\"}}],"
    "\"responses\": {\"200\": {\"description\": \"a page\", \"content\": {\"application/json\": {\"schema\": "
    "{\"type\": \"object\","
    "\"properties\": {\"data\": {\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Row\"}},"
    "\"page\": {\"type\": \"object\"}}}}}}}}}}}";

static const char template[] =
    "select {columns} from t where true [[ and area in :area ]] [[ and due_on >= :due_on.gte ]] {after} {page};";

struct list_fixture {
    struct arena arena;
    struct contract *contract;
    const struct operation *operation;
    const struct query *query;
};

static int open_list(void **state)
{
    static struct list_fixture fixture;
    const char *error = NULL;

    arena_init(&fixture.arena);
    fixture.contract = contract_load(contract_text, strlen(contract_text), &fixture.arena, &error);
    if (!fixture.contract)
        fail_msg("%s", error);
    fixture.operation = contract_find_operation(fixture.contract, "listRows");
    fixture.query =
        query_compile(fixture.contract, fixture.operation, fixture.operation->answer, template, &fixture.arena, &error);
    if (!fixture.query)
        fail_msg("%s", error);
    *state = &fixture;
    return 0;
}

static int close_list(void **state)
{
    struct list_fixture *fixture = *state;

    contract_destroy(fixture->contract);
    arena_finish(&fixture->arena);
    return 0;
}

static void set_value(const struct list_fixture *fixture, struct value *values, const char *name, const char *text)
{
    const struct parameter *parameter = operation_find_parameter(fixture->operation, IN_QUERY, name);
    struct faults faults = {.arena = (struct arena *)&fixture->arena};

    assert_non_null(parameter);
    if (text)
        values[parameter - fixture->operation->parameters] = parameter_check(parameter, text, &faults);
    assert_int_equal(faults.count, 0);
}

struct page_case {
    const char *sort;  /* separated by commas */
    const char *after; /* the same; "-" for null; NULL for the first page */
    const char *fields;
    const char *include;
    bool counts;
    const char *sql;
};

/* The parts of a text between commas, "-" as NULL. */
static size_t split(struct arena *arena, const char *text, const char **parts)
{
    char *copied = arena_strdup(arena, text);
    size_t count = 0;

    for (char *part; (part = strsep(&copied, ","));)
        parts[count++] = strcmp(part, "-") == 0 ? NULL : part;
    return count;
}

static const char *compose(struct list_fixture *fixture, const struct page_case *test, struct composed *composed)
{
    struct arena *arena = &fixture->arena;
    struct value values[MOST_PARAMETERS] = {0};
    struct page page = {.limit = 2, .counts = test->counts};
    struct query_input input = {.parameters = values, .page = &page};
    const char *names[MOST_SORT_COLUMNS];
    const char *after[MOST_SORT_COLUMNS + 1];
    size_t count = split(arena, test->sort, names);
    struct buffer sql = {0};
    const char *copied;
    bool descending = false;

    for (size_t i = 0; i < count; i++) {
        descending = *names[i] == '-';
        page_add_column(&page, fixture->operation, names[i] + descending, descending);
    }
    page_add_column(&page, fixture->operation, "id", descending);
    if (test->after) {
        split(arena, test->after, after);
        page.after = after;
    }
    set_value(fixture, values, "fields", test->fields);
    set_value(fixture, values, "include", test->include);
    input.choice = choice_make(fixture->operation, values, &page, arena);
    query_compose(fixture->query, 0, &input, arena, composed, &sql);
    copied = arena_copy(arena, sql.data, sql.length);
    buffer_finish(&sql);
    return copied;
}

#define ROWS "select id, version, name, due_on, share from t where true   "

static const struct page_case pages[] = {
    {"name", NULL, NULL, NULL, false, ROWS " order by name, id limit 3"},
    {"name", "B,7", NULL, NULL, false, ROWS "and (name, id) > ($1, $2) order by name, id limit 3"},
    {"-name", "B,7", NULL, NULL, false, ROWS "and (name, id) < ($1, $2) order by name desc, id desc limit 3"},
    {"-name,version", "B,3,7", NULL, NULL, false,
     ROWS "and name <= $1 and (name < $1 or (name = $1 and (version, id) > ($2, $3))) order by name desc, version, id "
          "limit 3"},
    {"name,-due_on", "B,2030-01-01,7", NULL, NULL, false,
     ROWS "and name >= $1 and (name > $1 or (name = $1 and (due_on < $2 or due_on is null or (due_on = $2 and (id) < "
          "($3)))))"
          " order by name, due_on desc nulls last, id desc limit 3"},
    {"name,-due_on", "B,-,7", NULL, NULL, false,
     ROWS "and name >= $1 and (name > $1 or (name = $1 and due_on is null and (id) < ($2)))"
          " order by name, due_on desc nulls last, id desc limit 3"},
    {"due_on", NULL, NULL, NULL, false, ROWS " order by due_on, id limit 3"},
    {"due_on", "2030-01-01,7", NULL, NULL, false,
     "(" ROWS "and due_on is not null and (due_on, id) > ($1, $2) order by due_on, id limit 3) union all (" ROWS
     "and due_on is null  order by due_on, id limit 3) order by due_on, id limit 3"},
    {"due_on", "-,7", NULL, NULL, false, ROWS "and due_on is null and (id) > ($1) order by due_on, id limit 3"},
    {"-due_on", NULL, NULL, NULL, false,
     "(" ROWS "and due_on is not null  order by due_on desc, id desc limit 3) union all (" ROWS
     "and due_on is null  order by due_on desc, id desc limit 3) order by due_on desc nulls last, id desc limit 3"},
    {"-due_on,name", "-,B,7", NULL, NULL, false,
     ROWS "and due_on is null and (name, id) > ($1, $2) order by name, id limit 3"},
    {"name", NULL, "version,name", NULL, false,
     "select version, name, id from t where true    order by name, id limit 3"},
    {"due_on", NULL, "id", "member", false,
     "select id, member, due_on from t where true    order by due_on, id limit 3"},
    {"name", NULL, NULL, "member", false,
     "select id, version, name, due_on, share, member from t where true    order by name, id limit 3"},
    {"name", "B,7", "name", NULL, true,
     "select name, id, all_rows from (select count(*) as all_rows from t where true    ) counted left join ("
     "select name, id from t where true   and (name, id) > ($1, $2) order by name, id limit 3) page on true order by "
     "name, id limit 3"},
};

static void a_page_is_a_statement_of_its_order_and_place(void **state)
{
    struct composed composed = {0};
    int failed = 0;

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        failed += !is_same_text(pages[i].sort, compose(*state, &pages[i], &composed), pages[i].sql);
    buffer_finish(&composed.key);
    assert_int_equal(failed, 0);
}

static void another_statement_has_another_key(void **state)
{
    struct list_fixture *fixture = *state;
    enum { PAGES = sizeof pages / sizeof *pages };
    const char *keys[PAGES];
    struct composed composed = {0};

    for (size_t i = 0; i < PAGES; i++) {
        compose(fixture, &pages[i], &composed);
        keys[i] = arena_copy(&fixture->arena, composed.key.data, composed.key.length);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(keys[i], keys[j]);
    }
    buffer_finish(&composed.key);
}

static void a_range_that_lets_nothing_through_is_a_fault(void **state)
{
    static const struct {
        const char *name, *from, *to, *faults;
    } cases[] = {
        {"due_on", "2031-01-01", "2030-12-31",
         "/due_on.lte range: due_on.lte must not be before due_on.gte (2031-01-01): nothing is between them\n"},
        {"due_on", "2031-01-01", "2031-01-01", ""},
        {"due_on", "2031-01-01", NULL, ""},
        {"due_on", NULL, "2031-01-01", ""},
        {"at", "2026-02-01", "2026-01-31",
         "/at.lte range: at.lte must not be before at.gte (2026-02-01): nothing is between them\n"},
        {"at", "2026-01-31T10:00:00Z", "2026-01-31", ""},
        {"at", "2026-01-31T10:00:00Z", "2026-01-31T09:00:00Z",
         "/at.lte range: at.lte must not be before at.gte (2026-01-31T10:00:00Z): nothing is between them\n"},
        {"at", "2026-01-31T10:00:00+02:00", "2026-01-31T09:00:00+00:00", ""},
        {"share", "9", "10", ""},
        {"share", "0.5", "0.25",
         "/share.lte range: share.lte must not be below share.gte (0.5): nothing is between them\n"},
        {"share", "-1", "-0.5", ""},
    };
    struct list_fixture *fixture = *state;
    int failed = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value values[MOST_PARAMETERS] = {0};
        struct faults faults = {.arena = &fixture->arena};

        set_value(fixture, values, arena_printf(&fixture->arena, "%s.gte", cases[i].name), cases[i].from);
        set_value(fixture, values, arena_printf(&fixture->arena, "%s.lte", cases[i].name), cases[i].to);
        operation_check_ranges(fixture->operation, values, &faults);
        failed += !is_same_text(cases[i].name, faults_text(&faults), cases[i].faults);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_a_statement_of_its_order_and_place),
        cmocka_unit_test(another_statement_has_another_key),
        cmocka_unit_test(a_range_that_lets_nothing_through_is_a_fault),
    };

    return cmocka_run_group_tests(tests, open_list, close_list);
}
