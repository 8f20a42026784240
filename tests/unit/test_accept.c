#include "http/accept.h"
#include "http/coding.h"
#include "support.h"

static const char csv[] = "text/csv";

static void the_closest_range_says_how_much_a_type_is_wanted(void **state)
{
    static const struct {
        const char *field;
        unsigned quality;
    } cases[] = {
        {NULL, 1000},
        {"", 1000},
        {" , ", 1000},
        {"*/*", 1000},
        {"text/*", 1000},
        {"text/csv", 1000},
        {"TEXT/CSV", 1000},
        {"text/csv;q=0.5", 500},
        {"text/csv; q=0.5", 500},
        {"text/csv ; Q=0.123", 123},
        {"text/csv;q = 0.5", 500},
        {"text/csv;header=present;q=0.4", 400},
        {"text/csv;header=\"a,b;q=0.1\";q=0.4", 400},
        {"text/csv;header=\"q=0.1\"", 1000},
        {"text/csv;q=1", 1000},
        {"text/csv;q=1.000", 1000},
        {"text/csv;q=0", 0},
        {"text/csv;q=0.000", 0},
        {"text/csv;q=0.001", 1},
        {"*/*, text/csv;q=0", 0},
        {"text/csv;q=0, */*", 0},
        {"text/*;q=0.2, text/csv;q=0.1, */*", 100},
        {"text/*;q=0.2, */*", 200},
        {"*/*;q=0.1, text/*;q=0", 0},
        {"text/csv;q=0.1, text/csv;q=0.7", 700},
        {"application/json", 0},
        {"text/csvx", 0},
        {"text/cs", 0},
        {"*/csv", 0},
        {"text", 0},
        {"text/csv;q=", 0},
        {"text/csv;q=2", 0},
        {"text/csv;q=1.1", 0},
        {"text/csv;q=0.1234", 0},
        {"text/csv;q=-1", 0},
        {"text/csv;q=.5", 0},
        {"text/csv;q=0,5", 0},
        {"text/csv;q=abc", 0},
        {"text/csv;q=\"0.5\"", 0},
        {"text/csv;q=0.5;q=1", 500}, /* the first one counts */
        {"text/csv;", 1000},
        {"text/csv;;q=0.5", 500},
        {"\"text/csv", 0},
        {"text/csv;x=\"", 1000},
        {"text/csv;x=\"\\", 1000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned quality = accept_quality(cases[i].field, csv);

        if (quality != cases[i].quality)
            fail_msg("%s: %u, not %u", cases[i].field ? cases[i].field : "NULL", quality, cases[i].quality);
    }
}

static void the_coding_is_the_one_that_is_wanted_most(void **state)
{
    static const struct {
        const char *field;
        enum coding coding;
    } cases[] = {
        {NULL, CODING_IDENTITY},
        {"", CODING_IDENTITY},
        {"identity", CODING_IDENTITY},
        {"br", CODING_IDENTITY},
        {"gzip", CODING_GZIP},
        {"GZIP", CODING_GZIP},
        {"zstd", CODING_ZSTD},
        {"gzip, deflate", CODING_GZIP},
        {"gzip, deflate, br, zstd", CODING_ZSTD},
        {"zstd;q=0.5, gzip", CODING_GZIP},
        {"zstd;q=0.5, gzip;q=0.9, identity", CODING_IDENTITY},
        {"gzip;q=0.5, identity;q=0.5", CODING_GZIP},
        {"gzip;q=0, zstd;q=0", CODING_IDENTITY},
        {"gzip;q=0", CODING_IDENTITY},
        {"identity;q=0, gzip;q=0.1", CODING_GZIP},
        {"*", CODING_ZSTD},
        {"*;q=0", CODING_IDENTITY},
        {"*;q=0, gzip", CODING_GZIP},
        {"zstd;q=0, *", CODING_GZIP},
        {"gzipped", CODING_IDENTITY},
        {"gzip;q=oh", CODING_IDENTITY},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum coding coding = coding_choose(cases[i].field);

        if (coding != cases[i].coding)
            fail_msg("%s: %d, not %d", cases[i].field ? cases[i].field : "NULL", coding, cases[i].coding);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_closest_range_says_how_much_a_type_is_wanted),
        cmocka_unit_test(the_coding_is_the_one_that_is_wanted_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
