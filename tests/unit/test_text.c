#include <string.h>

#include "base/text.h"
#include "support.h"

static void code_points_are_counted_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(text_count_code_points("", 0), 0);
    assert_int_equal(text_count_code_points("Nestlé", strlen("Nestlé")), 6);
    assert_int_equal(text_count_code_points("Ђорђе", strlen("Ђорђе")), 5);
    assert_int_equal(text_count_code_points("😀", strlen("😀")), 1);
}

static void only_well_formed_utf8_passes(void **state)
{
    static const struct {
        const char *bytes;
        bool well_formed;
    } cases[] = {
        {"", true},
        {"Vojvođanska banka", true},
        {"\x7f", true},
        {"\x80", false},                 /* a continuation alone */
        {"\xc2\x80", true},              /* U+0080, the first of two bytes */
        {"\xc1\xbf", false},             /* U+007F in two bytes */
        {"\xc3", false},                 /* cut short */
        {"\xc3(", false},                /* no continuation */
        {"\xe0\xa0\x80", true},          /* U+0800 */
        {"\xe0\x9f\xbf", false},         /* U+07FF in three bytes */
        {"\xed\x9f\xbf", true},          /* U+D7FF */
        {"\xed\xa0\x80", false},         /* a surrogate */
        {"\xee\x80\x80", true},          /* U+E000 */
        {"\xf0\x90\x80\x80", true},      /* U+10000 */
        {"\xf0\x8f\xbf\xbf", false},     /* U+FFFF in four bytes */
        {"\xf4\x8f\xbf\xbf", true},      /* U+10FFFF */
        {"\xf4\x90\x80\x80", false},     /* past the end */
        {"\xf8\x88\x80\x80\x80", false}, /* five bytes */
        {"Strauss\xff", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (text_is_utf8(cases[i].bytes, strlen(cases[i].bytes)) != cases[i].well_formed)
            fail_msg("case %zu should be %s", i, cases[i].well_formed ? "well formed" : "malformed");
}

static void a_sequence_that_the_length_cuts_is_malformed(void **state)
{
    (void)state;
    assert_false(text_is_utf8("\xc4\x91", 1));
    assert_true(text_is_utf8("\xc4\x91", 2));
}

static void a_slip_finds_the_word_and_another_word_does_not(void **state)
{
    static const char *const words[] = {"title", "description", "due_on", "area", "sr", NULL};
    static const struct {
        const char *word;
        const char *nearest;
    } cases[] = {
        {"titel", "title"}, {"titles", "title"},   {"dueOn", "due_on"}, {"desciption", "description"},
        {"aera", "area"},   {"rea", "area"},       {"s", "sr"},         {"status", NULL},
        {"", NULL},         {"beneficiary", NULL}, {"due", NULL},
    };
    char long_word[200];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = text_find_nearest(cases[i].word, words);

        if (nearest != cases[i].nearest && (!nearest || !cases[i].nearest || strcmp(nearest, cases[i].nearest) != 0))
            fail_msg("%s found %s", cases[i].word, nearest ? nearest : "nothing");
    }
    memset(long_word, 'x', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_null(text_find_nearest(long_word, words));
}

static void the_longest_words_that_are_compared_have_64_bytes(void **state)
{
    char word[66];
    const char *const words[] = {word, NULL};

    (void)state;
    memset(word, 'a', sizeof word);
    word[64] = '\0';
    assert_ptr_equal(text_find_nearest(word, words), word);
    word[64] = 'a';
    word[65] = '\0';
    assert_null(text_find_nearest(word, words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_points_are_counted_not_bytes),
        cmocka_unit_test(only_well_formed_utf8_passes),
        cmocka_unit_test(a_sequence_that_the_length_cuts_is_malformed),
        cmocka_unit_test(a_slip_finds_the_word_and_another_word_does_not),
        cmocka_unit_test(the_longest_words_that_are_compared_have_64_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
