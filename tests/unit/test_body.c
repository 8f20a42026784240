#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "support.h"

/* Parses a copy that ends where the body ends, so that a byte read past it is seen by the sanitizer. */
static const char *parse(const char *text, size_t bytes, struct arena *arena)
{
    struct faults faults = {.arena = arena};
    char *exact = malloc(bytes ? bytes : 1);
    json_t *body;

    assert_non_null(exact);
    memcpy(exact, text, bytes);
    body = body_parse(exact, bytes, &faults);
    assert_int_equal(body == NULL, faults.count == 1);
    json_decref(body);
    free(exact);
    return faults_text(&faults);
}

static void one_fault_says_where_and_what(void **state)
{
    static const struct {
        const char *body;
        const char *fault; /* "" for a body that is well formed */
    } cases[] = {
        {"{}", ""},
        {"[]", ""},
        {" {\"name\": \"Vojvođanska banka\"}\r\n", ""},
        {"{\"note\": \"] } [ \\\" {\"}", ""},
        {"", " empty: The body is empty; send a JSON object.\n"},
        {" \t\r\n", " empty: The body is empty; send a JSON object.\n"},
        {"\xef\xbb\xbf{}", " json: The body starts with a byte order mark; save it as UTF-8 without one.\n"},
        {"5 6", " json: Line 1, column 3: something follows the end of the JSON, near '6'.\n"},
        {"{\"name\": Meris}", " json: Line 1, column 14: this is not JSON: invalid token near 'Meris'.\n"},
        {"{\n  \"name\": \"Đorđe\",\n  \"city\" \"Niš\"\n}",
         " json: Line 3, column 14: this is not JSON: ':' expected near '\"Niš\"'.\n"},
        {"{\"name\": \"Meris\"", " json: Line 1, column 16: the text ends before the JSON does.\n"},
        {"{\"name\": \"Meris", " json: Line 1, column 15: the text ends before the JSON does, near '\"Meris'.\n"},
        {"{\"name\": \"Meris\\", " json: Line 1, column 16: this is not JSON: invalid escape near '\"Meris\\'.\n"},
        {"{} {}", " json: Line 1, column 4: something follows the end of the JSON, near '{'.\n"},
        {"{\"name\": \"a\", \"n\\u0061me\": \"b\"}",
         " duplicate: Line 1, column 25: this name stands twice in the same object, near '\"n\\u0061me\"'.\n"},
        {"{\"name\": \"Nestl\xe9\"}", " utf8: Line 1, column 15: these bytes are not UTF-8, near '\"Nestl'.\n"},
        {"{\"name\": \"\\u0000\"}",
         " null_character: Line 1, column 17: the character U+0000 can not be kept in texts, near '\"\\u0000\"'.\n"},
        {"{\"\\u0000\": 1}",
         " null_character: Line 1, column 9: the character U+0000 can not be kept in texts, near '\"\\u0000\"'.\n"},
        {"{\"name\": \"\\ud800\"}",
         " json: Line 1, column 17: this is not JSON: invalid Unicode '\\uD800' near '\"\\ud800\"'.\n"},
        {"{\"name\": \"a\tb\"}", " json: Line 1, column 11: this is not JSON: control character 0x9 near '\"a'.\n"},
        {"{\"value\": 01}", " json: Line 1, column 11: this is not JSON: invalid token near '0'.\n"},
        {"{\"value\": NaN}", " json: Line 1, column 13: this is not JSON: invalid token near 'NaN'.\n"},
        {"{\"value\": 1e400}",
         " number: Line 1, column 11: a number may have 40 characters and an exponent from -100 to 100.\n"},
        {"{\"value\": 92233720368547758080}",
         " number: Line 1, column 30: this number is too large, near '92233720368547758080'.\n"},
        {"{,}", " json: Line 1, column 2: this is not JSON: string or '}' expected near ','.\n"},
        {"// no comments\n{}", " json: Line 1, column 1: this is not JSON: invalid token near '/'.\n"},
    };
    struct arena arena;
    int failed = 0;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        failed += !is_same_text(cases[i].body, parse(cases[i].body, strlen(cases[i].body), &arena), cases[i].fault);
    arena_finish(&arena);
    assert_int_equal(failed, 0);
}

static void a_zero_byte_is_refused(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_not_equal(parse("{\"a\": \"b\0\"}", 11, &arena), "");
    assert_string_not_equal(parse("{}\0", 3, &arena), "");
    assert_string_not_equal(parse("\0", 1, &arena), "");
    arena_finish(&arena);
}

/* `levels` lists within each other. */
static const char *parse_nested(size_t levels, struct arena *arena)
{
    char *text = arena_alloc(arena, 2 * levels + 1);

    memset(text, '[', levels);
    memset(text + levels, ']', levels);
    return parse(text, 2 * levels, arena);
}

static void nesting_ends_at_its_limit(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(parse_nested(MOST_NESTED_LEVELS, &arena), "");
    assert_string_equal(parse_nested(MOST_NESTED_LEVELS + 1, &arena),
                        " depth: Line 1, column 33: the body is nested deeper than 32 levels.\n");
    assert_string_not_equal(parse_nested(500 * 1000, &arena), "");
    arena_finish(&arena);
}

static void brackets_in_texts_are_no_nesting(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    assert_string_equal(parse("[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]", 44, &arena), "");
    assert_string_equal(parse("[\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]", 46, &arena), "");
    arena_finish(&arena);
}

static void numbers_end_at_their_limit(void **state)
{
    static const struct {
        const char *body;
        bool taken;
    } cases[] = {
        {"[0.12345678901234567890123456789012345678]", true},   /* 40 characters */
        {"[0.123456789012345678901234567890123456789]", false}, /* 41 */
        {"[1e-100]", true},
        {"[1E+100]", true},
        {"[1e-101]", false},
        {"[1E101]", false},
        {"[\"0.123456789012345678901234567890123456789\"]", true}, /* a text */
        {"[9223372036854775807]", true},
        {"[9223372036854775808]", false},
    };
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if ((*parse(cases[i].body, strlen(cases[i].body), &arena) == '\0') != cases[i].taken)
            fail_msg("%s", cases[i].body);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_fault_says_where_and_what), cmocka_unit_test(a_zero_byte_is_refused),
        cmocka_unit_test(nesting_ends_at_its_limit),     cmocka_unit_test(brackets_in_texts_are_no_nesting),
        cmocka_unit_test(numbers_end_at_their_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
