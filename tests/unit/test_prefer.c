#include "http/prefer.h"
#include "support.h"

static void a_preference_is_found_where_the_grammar_has_it(void **state)
{
    static const struct {
        const char *field;
        bool is_minimal;
    } cases[] = {
        {NULL, false},
        {"", false},
        {",;,", false},
        {"return=minimal", true},
        {"RETURN=minimal", true},
        {"return=\"minimal\"", true},
        {" return = minimal ", true},
        {"return=minimal; foo=bar", true},
        {"respond-async, return=minimal", true},
        {"handling=lenient,return=minimal", true},
        {"wait=5;x=\"a,b\", return=minimal", true},
        {"wait=\"\\\",\", return=minimal", true},
        {"return=representation, return=minimal", false}, /* the first one counts */
        {"return=representation", false},
        {"return=Minimal", false},
        {"return=minimally", false},
        {"return=", false},
        {"return", false},
        {"returns=minimal", false},
        {"xreturn=minimal", false},
        {"minimal", false},
        {"note=\"return=minimal\"", false},
        {"note=\", return=minimal", false}, /* the quote never ends */
        {"return;x=minimal", false},
        {"return=\"minimal", false},
        {"return=\"\\", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (prefer_has(cases[i].field, "return", "minimal") != cases[i].is_minimal)
            fail_msg("%s", cases[i].field ? cases[i].field : "NULL");
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_preference_is_found_where_the_grammar_has_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
