#include <string.h>

#include "registry/groups.h"
#include "support.h"

static const struct value none;
static const struct value two = {.present = true, .count = 2, .texts = (const char *const[]){"area", "year"}};
static const struct value goals = {.present = true, .count = 1, .texts = (const char *const[]){"sdg"}};

static void columns_are_written_with_their_alias_or_their_own_text(void **state)
{
    static const struct {
        const char *how;
        const struct value *chosen;
        const char *sql;
    } cases[] = {
        {"", &none, ""},
        {"f", &none, ""},
        {"", &two, "area, year, "},
        {"f", &two, "f.area, f.year, "},
        {"f sdg=unnest(f.sdg)", &two, "f.area, f.year, "},
        {"f sdg=unnest(f.sdg)", &goals, "unnest(f.sdg) as sdg, "},
        {"f year=f.x area=g.y", &two, "g.y as area, f.x as year, "},
        {"f a=f.x years=f.z", &two, "f.area, f.year, "}, /* other columns, whose names begin alike */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer sql = {0};

        groups_write(&sql, cases[i].how, cases[i].chosen);
        buffer_append_char(&sql, '\0');
        assert_string_equal(sql.data, cases[i].sql);
        buffer_finish(&sql);
    }
}

static void a_name_is_found_among_the_values_as_a_whole(void **state)
{
    static const struct {
        const struct value *values;
        const char *names;
        bool found;
    } cases[] = {
        {&none, "area", false},      {&two, "area", true},       {&two, "year", true},       {&two, "sdg,year", true},
        {&two, "sdg,health", false}, {&two, "are", false},       {&two, "areas", false},     {&two, "", false},
        {&goals, "sdg", true},       {&goals, "sdgs,sd", false}, {&goals, "year,sdg", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (groups_have_any(cases[i].values, cases[i].names) != cases[i].found)
            fail_msg("case %zu: %s", i, cases[i].names);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_written_with_their_alias_or_their_own_text),
        cmocka_unit_test(a_name_is_found_among_the_values_as_a_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
