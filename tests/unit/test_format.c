/* Formats, patterns, and how values and places are put into words. */
#include <stdio.h>
#include <string.h>

#include "contract/format.h"
#include "contract/pattern.h"
#include "contract/place.h"
#include "contract/words.h"
#include "support.h"

static const char *const good = NULL;

static void formats_take_what_exists(void **state)
{
    static const struct {
        const char *format;
        const char *text;
        const char *wrong; /* NULL when it is well formed */
    } cases[] = {
        {"date", "2027-12-31", good},
        {"date", "0001-01-01", good},
        {"date", "9999-12-31", good},
        {"date", "2024-02-29", good},
        {"date", "2000-02-29", good},
        {"date", "2023-02-29", "does not"},
        {"date", "1900-02-29", "does not"},
        {"date", "2027-02-30", "does not"},
        {"date", "2027-04-31", "does not"},
        {"date", "2027-13-01", "does not"},
        {"date", "2027-00-01", "does not"},
        {"date", "2027-01-00", "does not"},
        {"date", "0000-01-01", "does not"},
        {"date", "", "is not"},
        {"date", "2027-1-1", "is not"},
        {"date", "31.12.2027", "is not"},
        {"date", "2027-12-31 ", "is not"},
        {"date", "2027/12/31", "is not"},
        {"date", "+027-12-31", "is not"},
        {"date", "-infinity.", "is not"},
        {"moment", "2026-01-31", good},
        {"moment", "2026-01-31T10:00:00Z", good},
        {"moment", "2026-01-31T10:00:00.5-15:59", good},
        {"moment", "2026-02-29", "does not"},
        {"moment", "2026-02-29T10:00:00Z", "does not"},
        {"moment", "2026-01-31T10:00", "is not"},
        {"moment", "31.1.2026", "is not"},
        {"moment", "9999-12-31", "has not come yet"},
        {"moment", "9999-12-31T23:59:60+15:59", "has not come yet"},
        {"date-time", "2026-01-31T10:00:00Z", good},
        {"date-time", "2026-01-31t10:00:00z", good},
        {"date-time", "2026-01-31T10:00:00.123456789+15:59", good},
        {"date-time", "2016-12-31T23:59:60Z", good},
        {"date-time", "2026-02-29T10:00:00Z", "does not"},
        {"date-time", "2026-01-31", "is not"},
        {"date-time", "2026-01-31T10:00:00", "is not"},
        {"date-time", "2026-01-31 10:00:00Z", "is not"},
        {"date-time", "2026-01-31T10:00Z", "is not"},
        {"date-time", "2026-01-31T24:00:00Z", "is not"},
        {"date-time", "2026-01-31T10:60:00Z", "is not"},
        {"date-time", "2026-01-31T10:00:61Z", "is not"},
        {"date-time", "2026-01-31T10:00:00.Z", "is not"},
        {"date-time", "2026-01-31T10:00:00.1234567890Z", "is not"},
        {"date-time", "2026-01-31T10:00:00Zulu", "is not"},
        {"date-time", "2026-01-31T10:00:00+16:00", "is not"},
        {"date-time", "2026-01-31T10:00:00+01:60", "is not"},
        {"date-time", "2026-01-31T10:00:00+0100", "is not"},
        {"date-time", "2026-01-31T10:00:00+", "is not"},
        {"uuid", "0190a8f0-0000-7000-8000-000000000000", good},
        {"uuid", "0190a8f0", "is not"},
        {"uri", "https://www.smartkolektiv.org/razvoj-csr/fop/nas-grad", good},
        {"uri", "HTTP://delta.rs", good},
        {"uri", "https://[2001:db8::1]:8443/a?b=%C4%91#c", good},
        {"uri", "urn:isbn:9788600000000", good},
        {"uri", "", "has no scheme such as https://"},
        {"uri", "www.delta.rs", "has no scheme such as https://"},
        {"uri", "//delta.rs", "has no scheme such as https://"},
        {"uri", "1http://delta.rs", "has no scheme such as https://"},
        {"uri", "https:/delta.rs", "has no host"},
        {"uri", "https://", "has no host"},
        {"uri", "https:///report.pdf", "has no host"},
        {"uri", "https://:80", "has no host"},
        {"uri", "mailto:", "is not"},
        {"uri", "https://delta.rs/godišnji", "has characters that must be percent-encoded"},
        {"uri", "https://delta.rs/a b", "has characters that must be percent-encoded"},
        {"uri", "https://delta.rs/%zz", "has characters that must be percent-encoded"},
        {"uri", "https://delta.rs/%4", "has characters that must be percent-encoded"},
        {"email", "office@smartkolektiv.org", good},
        {"email", "o'brien+csr@mail.example.rs", good},
        {"email", "info@пример.срб", good},
        {"email", "", "is not"},
        {"email", "office", "is not"},
        {"email", "@delta.rs", "is not"},
        {"email", "office@", "is not"},
        {"email", "office@delta", "is not"},
        {"email", "office@delta.", "is not"},
        {"email", "office@.rs", "is not"},
        {"email", "office@-delta.rs", "is not"},
        {"email", "a@b@delta.rs", "is not"},
        {"email", ".office@delta.rs", "is not"},
        {"email", "of..fice@delta.rs", "is not"},
        {"email", "of fice@delta.rs", "is not"},
        {"email", "Office <office@delta.rs>", "is not"},
        {"email", "office@delta.rs, csr@delta.rs", "is not"},
    };
    int failed = 0;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct format *format = format_find(cases[i].format);
        const char *wrong = format->check(cases[i].text, strlen(cases[i].text));

        failed += !is_same_text(cases[i].text, wrong ? wrong : "good", cases[i].wrong ? cases[i].wrong : "good");
    }
    assert_int_equal(failed, 0);
}

static void an_email_ends_at_its_limits(void **state)
{
    char text[300];
    const struct format *email = format_find("email");

    (void)state;
    memset(text, 'a', sizeof text);
    memcpy(text + 64, "@delta.rs", sizeof "@delta.rs");
    assert_null(email->check(text, strlen(text)));
    memset(text, 'a', sizeof text);
    memcpy(text + 65, "@delta.rs", sizeof "@delta.rs");
    assert_non_null(email->check(text, strlen(text)));
}

static void other_formats_are_not_known(void **state)
{
    (void)state;
    assert_null(format_find("hostname"));
    assert_null(format_find("pib"));
}

static void patterns_are_those_of_json_schema(void **state)
{
    static const struct {
        const char *pattern;
        const char *text;
        bool matches;
    } cases[] = {
        {"^[0-9]{9}$", "101134702", true},
        {"^[0-9]{9}$", "101134702\n", false}, /* $ is the very end */
        {"^\\d+$", "١٢٣", false},             /* Arabic digits are not \d in ECMA 262 */
        {"^\\p{L}+$", "Војвођанска", true},
        {"^.{3}$", "čćž", true}, /* characters, not bytes */
        {"RS", "in RS now", true},
        {"^\\u0041$", "A", true},
        {"^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false},
    };
    struct arena arena;
    const char *error = NULL;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pattern *pattern = pattern_compile(cases[i].pattern, &arena, &error);

        assert_non_null(pattern);
        if (pattern_matches(pattern, cases[i].text, strlen(cases[i].text)) != cases[i].matches)
            fail_msg("%s with %s", cases[i].pattern, cases[i].text);
    }
    assert_null(pattern_compile("^[0-9", &arena, &error));
    assert_string_equal(error, "the pattern is wrong at character 6: missing terminating ] for character class");
    arena_finish(&arena);
}

/* The first alternative tries every way to cut the letters into groups before the second one could match. */
static void a_pattern_that_takes_too_long_does_not_match(void **state)
{
    static const char few[] = "aaaab";
    static const char many[] = "aaaaaaaaaaaaaaaaaaaaaab";
    const struct pattern *pattern;
    const char *error = NULL;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    pattern = pattern_compile("^(?:(a+)+c|a*b)$", &arena, &error);
    assert_true(pattern_matches(pattern, few, strlen(few)));
    assert_false(pattern_matches(pattern, many, strlen(many)));
    arena_finish(&arena);
}

static void places_have_a_pointer_and_words(void **state)
{
    struct place root = {NULL, "", 0};
    struct place figures = {&root, "figures", 0};
    struct place investments = {&figures, "investments", 0};
    struct place item = {&investments, NULL, 1};
    struct place amount = {&item, "amount", 0};
    struct place odd = {&root, "a/b~c", 0};
    struct place first = {&root, NULL, 0};
    struct place limit = {NULL, "/limit", 0};
    const struct {
        const struct place *place;
        const char *pointer;
        const char *words;
    } cases[] = {
        {&root, "", "The body"},
        {&figures, "/figures", "figures"},
        {&investments, "/figures/investments", "figures.investments"},
        {&item, "/figures/investments/1", "item 2 of figures.investments"},
        {&amount, "/figures/investments/1/amount", "amount in item 2 of figures.investments"},
        {&odd, "/a~1b~0c", "a/b~c"},
        {&first, "/0", "item 1"},
        {&limit, "/limit", "limit"},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(place_pointer(cases[i].place, &arena), cases[i].pointer);
        assert_string_equal(place_words(cases[i].place, &arena), cases[i].words);
    }
    arena_finish(&arena);
}

static void values_are_quoted_short_and_valid(void **state)
{
    struct arena arena;
    char text[200];

    (void)state;
    arena_init(&arena);
    assert_string_equal(words_quote(&arena, "Telenor", 7), "\"Telenor\"");
    assert_string_equal(words_quote(&arena, "", 0), "\"\"");
    assert_string_equal(words_quote(&arena, "2027-02-30", 10), "2027-02-30");
    assert_string_equal(words_quote(&arena, "Nestl\xe9", 6), "\"Nestl?\"");
    memset(text, 'x', sizeof text);
    text[79] = '\xc4'; /* đ, through which the cut would go */
    text[80] = '\x91';
    assert_int_equal(strlen(words_quote(&arena, text, 80)), 82);
    assert_int_equal(strlen(words_quote(&arena, text, 200)), 79 + strlen("\"…\""));
    arena_finish(&arena);
}

static void names_are_joined_as_in_a_sentence(void **state)
{
    static const char *const names[] = {"draft", "submitted", "returned"};
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(words_join(&arena, names, 1, "or"), "draft");
    assert_string_equal(words_join(&arena, names, 2, "or"), "draft or submitted");
    assert_string_equal(words_join(&arena, names, 3, "and"), "draft, submitted and returned");
    assert_string_equal(words_number(&arena, 5), "5.0");
    assert_string_equal(words_number(&arena, 0.1), "0.1");
    assert_string_equal(words_number(&arena, 1e30), "1e+30");
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_take_what_exists),
        cmocka_unit_test(an_email_ends_at_its_limits),
        cmocka_unit_test(other_formats_are_not_known),
        cmocka_unit_test(patterns_are_those_of_json_schema),
        cmocka_unit_test(a_pattern_that_takes_too_long_does_not_match),
        cmocka_unit_test(places_have_a_pointer_and_words),
        cmocka_unit_test(values_are_quoted_short_and_valid),
        cmocka_unit_test(names_are_joined_as_in_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
