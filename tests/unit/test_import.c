#include <string.h>

#include "import/day.h"
#include "import/decimal.h"
#include "import/draft.h"
#include "support.h"

static void decimals_are_read_and_written_exactly(void **state)
{
    static const struct {
        const char *text;
        const char *written; /* NULL: refused */
    } cases[] = {
        {"45.00", "45"},
        {"0.517", "0.517"},
        {"2.3253e+06", "2325300"},
        {"1e-5", "0.00001"},
        {"-0.5", "-0.5"},
        {"0", "0"},
        {"11884946178", "11884946178"},
        {".5", "0.5"},
        {"", NULL},
        {".", NULL},
        {"1OO", NULL},
        {"1.2.3", NULL},
        {"1e", NULL},
        {"1e99", NULL},
        {" 1", NULL},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"1234567890123456789012345678901", NULL},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decimal value;
        bool is_read = decimal_parse(cases[i].text, &value);

        assert_int_equal(is_read, cases[i].written != NULL);
        if (is_read)
            assert_string_equal(decimal_text(value, &arena), cases[i].written);
    }
    arena_finish(&arena);
}

static void a_reduced_baseline_is_not_rounded(void **state)
{
    static const struct decimal one = {1, 0};
    struct decimal baseline, ambition, achieved, cut, left, value;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_true(decimal_parse("8829258", &baseline));
    assert_true(decimal_parse("0.63", &ambition));
    assert_true(decimal_parse("0.54669", &achieved));
    assert_true(decimal_multiply(ambition, achieved, &cut));
    assert_true(decimal_subtract(one, cut, &left));
    assert_true(decimal_multiply(baseline, left, &value));
    assert_string_equal(decimal_text(value, &arena), "5788331.7547074");
    arena_finish(&arena);
}

static void what_does_not_fit_is_refused_not_wrapped(void **state)
{
    struct decimal large, product;

    (void)state;
    assert_true(decimal_parse("999999999999999999999999999999", &large));
    assert_false(decimal_multiply(large, large, &product));
    assert_true(decimal_compare(large, (struct decimal){1, 30}) > 0);
}

static void days_are_read_in_both_forms(void **state)
{
    static const struct {
        const char *text;
        const char *written; /* NULL: no day */
    } cases[] = {
        {"2023-06-15", "2023-06-15"},
        {"31/01/2024", "2024-01-31"},
        {"29/02/2024", "2024-02-29"},
        {"29/02/2023", NULL},
        {"2023-13-01", NULL},
        {"31/04/2023", NULL},
        {"2023-6-15", NULL},
        {"NA", NULL},
        {"", NULL},
        {"2023/06/15", NULL},
        {"00/01/2023", NULL},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct day day;
        bool is_read = day_parse(cases[i].text, &day);

        assert_int_equal(is_read, cases[i].written != NULL);
        if (is_read)
            assert_string_equal(day_text(day, &arena), cases[i].written);
    }
    arena_finish(&arena);
}

static void a_deadline_is_found_in_words_and_by_rule(void **state)
{
    struct day day;

    (void)state;
    assert_true(day_find_in_words("Targets to be submitted by July 31 2023.", &day));
    assert_int_equal(day_compare(day, (struct day){2023, 7, 31}), 0);
    assert_false(day_find_in_words("Legacy extension", &day));
    assert_false(day_find_in_words("by June 31 2023", &day));
    assert_int_equal(day_compare(day_next((struct day){2023, 2, 28}), (struct day){2023, 3, 1}), 0);
    assert_int_equal(day_compare(day_next((struct day){2022, 12, 31}), (struct day){2023, 1, 1}), 0);
    assert_int_equal(day_compare(day_next((struct day){2024, 2, 28}), (struct day){2024, 2, 29}), 0);
    day = day_end_of_month_after((struct day){2022, 2, 5}, 24);
    assert_int_equal(day_compare(day, (struct day){2024, 2, 29}), 0);
    assert_true(day_to_us((struct day){1970, 1, 1}) == 0);
    assert_true(day_to_us((struct day){2008, 1, 1}) == 1199145600000000);
}

static void titles_end_with_a_whole_word(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(draft_shorten(&arena, " SDA:\n Nestlé  reduces ", 300), "SDA: Nestlé reduces");
    assert_string_equal(draft_shorten(&arena, "Nestlé reduces emissions", 16), "Nestlé reduces…");
    assert_string_equal(draft_shorten(&arena, "Nestlé reduces", 14), "Nestlé reduces");
    assert_string_equal(draft_shorten(&arena, "ŠŠŠŠŠŠ", 4), "ŠŠŠ…");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_are_read_and_written_exactly),
        cmocka_unit_test(a_reduced_baseline_is_not_rounded),
        cmocka_unit_test(what_does_not_fit_is_refused_not_wrapped),
        cmocka_unit_test(days_are_read_in_both_forms),
        cmocka_unit_test(a_deadline_is_found_in_words_and_by_rule),
        cmocka_unit_test(titles_end_with_a_whole_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
