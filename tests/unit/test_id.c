#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "support.h"

static void a_made_id_is_a_uuid_of_version_7(void **state)
{
    char id[UUID_BYTES];

    (void)state;
    id_make_uuid7(id);
    assert_true(id_is_uuid(id));
    assert_int_equal(id[14], '7');
    assert_non_null(strchr("89ab", id[19]));
}

static void two_ids_differ(void **state)
{
    char one[UUID_BYTES];
    char other[UUID_BYTES];

    (void)state;
    id_make_uuid7(one);
    id_make_uuid7(other);
    assert_string_not_equal(one, other);
}

/* RFC 9562, section 5.7: the first 48 bits are milliseconds since 1970; its appendix A.6 has this moment. */
static void an_id_begins_with_its_moment(void **state)
{
    char id[UUID_BYTES];

    (void)state;
    id_derive_uuid7(INT64_C(1645557742000) * 1000 + 999, "", 0, id);
    id[13] = '\0';
    assert_string_equal(id, "017f22e2-79b0");
}

static void the_same_seed_gives_the_same_id(void **state)
{
    static const char seed[] = "Atlantic Grupa";
    char one[UUID_BYTES];
    char again[UUID_BYTES];
    char other[UUID_BYTES];

    (void)state;
    id_derive_uuid7(1000, seed, strlen(seed), one);
    id_derive_uuid7(1000, seed, strlen(seed), again);
    id_derive_uuid7(1000, seed, strlen(seed) - 1, other);
    assert_true(id_is_uuid(one));
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
}

static void only_the_usual_form_is_a_uuid(void **state)
{
    static const struct {
        const char *text;
        bool is_uuid;
    } cases[] = {
        {"0190a8f0-0000-7000-8000-000000000000", true},
        {"0190A8F0-0000-7000-8000-00000000000F", true},
        {"", false},
        {"0190a8f0-0000-7000-8000-00000000000", false},
        {"0190a8f0-0000-7000-8000-0000000000000", false},
        {"0190a8f000007000800000000000000000000", false},
        {"0190a8f0-0000-7000-8000-00000000000g", false},
        {"{0190a8f0-0000-7000-8000-0000000000}", false},
        {"0190a8f0_0000-7000-8000-000000000000", false},
        {"0190a8f0-0000-7000-8000-00000000000\n", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (id_is_uuid(cases[i].text) != cases[i].is_uuid)
            fail_msg("%s", cases[i].text);
}

static void a_timestamp_becomes_an_http_date(void **state)
{
    char date[HTTP_DATE_BYTES];

    (void)state;
    assert_int_equal(clock_format_http_date("2026-01-31 10:00:00.5+00", date), 0);
    assert_string_equal(date, "Sat, 31 Jan 2026 10:00:00 GMT");
    assert_int_not_equal(clock_format_http_date("infinity", date), 0);
}

static void a_moment_is_written_with_milliseconds(void **state)
{
    char time[RFC3339_BYTES];

    (void)state;
    clock_format_rfc3339(INT64_C(1645557742000) * 1000 + 7999, time);
    assert_string_equal(time, "2022-02-22T19:22:22.007Z");
}

static int open_randomness(void **state)
{
    (void)state;
    return id_init();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_made_id_is_a_uuid_of_version_7),      cmocka_unit_test(two_ids_differ),
        cmocka_unit_test(an_id_begins_with_its_moment),          cmocka_unit_test(the_same_seed_gives_the_same_id),
        cmocka_unit_test(only_the_usual_form_is_a_uuid),         cmocka_unit_test(a_timestamp_becomes_an_http_date),
        cmocka_unit_test(a_moment_is_written_with_milliseconds),
    };

    return cmocka_run_group_tests(tests, open_randomness, NULL);
}
