#include "base/csv.h"

#include <string.h>

#include "support.h"

static const struct csv_options commas = {.delimiter = ',', .most_rows = 1000};

static void rows_know_the_line_on_which_they_start(void **state)
{
    static const char text[] =
        "\xef\xbb\xbfname,wording\r\nDanfoss,\"reduce\r\nby 2030\"\r\n\r\nVestas , keep \r\nOrsted,\"a\"\"b\"";
    struct csv_table table;
    const char *error;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_true(csv_read(text, sizeof text - 1, &commas, &arena, &table, &error));
    assert_int_equal(table.row_count, 3);
    assert_int_equal(csv_find_column(&table, "wording"), 1);
    assert_int_equal(csv_find_column(&table, "lei"), -1);
    assert_int_equal(table.rows[0].line, 2);
    assert_string_equal(table.rows[0].fields[1], "reduce\r\nby 2030");
    assert_int_equal(table.rows[1].line, 5);
    assert_string_equal(table.rows[1].fields[0], "Vestas");
    assert_string_equal(table.rows[2].fields[1], "a\"b");
    assert_false(table.has_more);
    arena_finish(&arena);
}

static void what_is_no_csv_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *text;
        const char *error;
    } cases[] = {
        {"", "it is empty"},
        {"a,b\n\"c", "line 2: a quoted field that starts here does not end"},
        {"a,b\nc,\"d\"e\n", "line 2: "},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct csv_table table;
        const char *error = NULL;

        assert_false(csv_read(cases[i].text, strlen(cases[i].text), &commas, &arena, &table, &error));
        assert_memory_equal(error, cases[i].error, strlen(cases[i].error));
    }
    arena_finish(&arena);
}

static void the_rows_past_the_most_are_not_looked_at(void **state)
{
    static const char text[] = "city\nNiš\nŠabac\n\"Užice";
    struct csv_options two = {.delimiter = ',', .most_rows = 2};
    struct csv_options one = {.delimiter = ',', .most_rows = 1};
    struct csv_table table;
    const char *error;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_true(csv_read(text, strlen("city\nNiš\nŠabac\n"), &two, &arena, &table, &error));
    assert_int_equal(table.row_count, 2);
    assert_false(table.has_more);
    assert_true(csv_read(text, sizeof text - 1, &one, &arena, &table, &error));
    assert_int_equal(table.row_count, 1);
    assert_true(table.has_more);
    arena_finish(&arena);
}

static void the_first_line_tells_the_delimiter(void **state)
{
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"", ','},
        {"title_sr\n", ','},
        {"title_sr,area\na;b;c;d\n", ','},
        {"title_sr;area\na,b,c,d\n", ';'},
        {"title_sr;area;kind,starts_on\n", ';'},
        {"\"title;sr;en\",area\n", ','},
        {"\"title,\n sr,en\";area\n", ';'},
        {"title_sr;area\rdue_on,due_on,due_on", ';'},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(csv_find_delimiter(cases[i].text, strlen(cases[i].text)), cases[i].delimiter);
}

static void a_semicolon_separates_where_it_is_the_delimiter(void **state)
{
    static const char text[] = "unit;target\ntCO2e;\"12;5\"\n";
    struct csv_options options = {.delimiter = csv_find_delimiter(text, sizeof text - 1), .most_rows = 10};
    struct csv_table table;
    const char *error;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_true(csv_read(text, sizeof text - 1, &options, &arena, &table, &error));
    assert_string_equal(table.rows[0].fields[0], "tCO2e");
    assert_string_equal(table.rows[0].fields[1], "12;5");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_know_the_line_on_which_they_start),
        cmocka_unit_test(what_is_no_csv_is_refused_with_its_line),
        cmocka_unit_test(the_rows_past_the_most_are_not_looked_at),
        cmocka_unit_test(the_first_line_tells_the_delimiter),
        cmocka_unit_test(a_semicolon_separates_where_it_is_the_delimiter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
