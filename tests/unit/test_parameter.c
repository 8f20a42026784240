/* Parameters of paths, queries and header fields. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

struct parameter_case {
    enum parameter_place place;
    const char *name;
    const char *text;
    const char *faults; /* "" when it is taken */
};

static const struct operation *get_operation(struct fixture *fixture, const char *id)
{
    const struct operation *operation = contract_find_operation(fixture->contract, id);

    assert_non_null(operation);
    return operation;
}

static void check_cases(struct fixture *fixture, const char *operation_id, const struct parameter_case *cases,
                        size_t count)
{
    const struct operation *operation = get_operation(fixture, operation_id);
    int failed = 0;

    for (size_t i = 0; i < count; i++) {
        const struct parameter *parameter = operation_find_parameter(operation, cases[i].place, cases[i].name);
        struct faults faults = {.arena = &fixture->arena};

        assert_non_null(parameter);
        assert_true(parameter_check(parameter, cases[i].text, &faults).present);
        failed += !is_same_text(cases[i].text, faults_text(&faults), cases[i].faults);
    }
    assert_int_equal(failed, 0);
}

static void a_query_is_checked_value_by_value(void **state)
{
    static const struct parameter_case cases[] = {
        {IN_QUERY, "limit", "1", ""},
        {IN_QUERY, "limit", "200", ""},
        {IN_QUERY, "limit", "201", "/limit maximum: limit must be at most 200; it is 201\n"},
        {IN_QUERY, "limit", "500", "/limit maximum: limit must be at most 200; it is 500\n"},
        {IN_QUERY, "limit", "0", "/limit minimum: limit must be at least 1; it is 0\n"},
        {IN_QUERY, "limit", "-1", "/limit minimum: limit must be at least 1; it is -1\n"},
        {IN_QUERY, "limit", "", "/limit type: limit must be a whole number; it is the text \"\"\n"},
        {IN_QUERY, "limit", "ten", "/limit type: limit must be a whole number; it is the text \"ten\"\n"},
        {IN_QUERY, "limit", "10 ", "/limit type: limit must be a whole number; it is the text \"10 \"\n"},
        {IN_QUERY, "limit", "+10", "/limit type: limit must be a whole number; it is the text \"+10\"\n"},
        {IN_QUERY, "limit", "010", "/limit type: limit must be a whole number; it is the text \"010\"\n"},
        {IN_QUERY, "limit", "0x10", "/limit type: limit must be a whole number; it is the text \"0x10\"\n"},
        {IN_QUERY, "limit", "10.0", "/limit type: limit must be a whole number; it is 10.0\n"},
        {IN_QUERY, "limit", "1e1", "/limit type: limit must be a whole number; it is 1e1\n"},
        {IN_QUERY, "limit", "1e999", "/limit type: limit must be a whole number; it is the text \"1e999\"\n"},
        {IN_QUERY, "limit", "99999999999999999999",
         "/limit type: limit must be a whole number; it is 99999999999999999999\n"},
        {IN_QUERY, "limit", "99999999999999999999999999999999999999999",
         "/limit type: limit must be a whole number; it is the text \"99999999999999999999999999999999999999999\"\n"},
        {IN_QUERY, "joined_on.gte", "2027-01-01", ""},
        {IN_QUERY, "joined_on.gte", "2027-02-30",
         "/joined_on.gte format: joined_on.gte must be a date like 2027-12-31 that exists in the calendar; 2027-02-30 "
         "does not\n"},
        {IN_QUERY, "cursor", "", ""},
        {IN_QUERY, "cursor", "Nestl\xe9", "/cursor utf8: cursor must be valid UTF-8 after percent-decoding\n"},
        {IN_QUERY, "size", "small", ""},
        {IN_QUERY, "size", "small,micro", ""},
        {IN_QUERY, "size", "small,lrge,tiny",
         "/size enum: size must be one of large, micro, small or medium; \"lrge\" is not\n"
         "/size enum: size must be one of micro, small, medium or large; \"tiny\" is not\n"},
        {IN_QUERY, "size", "", "/size empty: size must not have an empty value between commas\n"},
        {IN_QUERY, "size", "small,", "/size empty: size must not have an empty value between commas\n"},
        {IN_QUERY, "size", "small,micro,small", "/size unique: size has \"small\" twice\n"},
        {IN_QUERY, "size", "small,micro,large,medium", "/size max_items: size must have at most 3 items; it has 4\n"},
    };

    check_cases(*state, "listMembers", cases, sizeof cases / sizeof *cases);
}

static void header_fields_are_found_in_any_case(void **state)
{
    static const struct parameter_case cases[] = {
        {IN_HEADER, "If-Match", "\"3\"", ""},
        {IN_HEADER, "if-match", "\"3\"", ""},
        {IN_HEADER, "If-Match", "3", "/If-Match pattern: If-Match must be an entity tag, like \"3\"; 3 is not\n"},
        {IN_PATH, "commitment_id", "0190a8f0-0000-7000-8000-000000000000", ""},
        {IN_PATH, "commitment_id", "12",
         "/commitment_id format: commitment_id must be an id like 0190a8f0-0000-7000-8000-000000000000; 12 is not\n"},
    };

    check_cases(*state, "updateCommitment", cases, sizeof cases / sizeof *cases);
    assert_null(operation_find_parameter(get_operation(*state, "updateCommitment"), IN_PATH, "Commitment_id"));
    assert_null(operation_find_parameter(get_operation(*state, "updateCommitment"), IN_QUERY, "If-Match"));
}

static void a_list_becomes_its_texts(void **state)
{
    struct fixture *fixture = *state;
    const struct operation *operation = get_operation(fixture, "listMembers");
    struct faults faults = {.arena = &fixture->arena};
    struct value value;

    value = parameter_check(operation_find_parameter(operation, IN_QUERY, "size"), "small,micro", &faults);
    assert_int_equal(value.count, 2);
    assert_string_equal(value.texts[0], "small");
    assert_string_equal(value.texts[1], "micro");
    value = parameter_check(operation_find_parameter(operation, IN_QUERY, "cursor"), "a,b", &faults);
    assert_int_equal(value.count, 1);
    assert_string_equal(value.texts[0], "a,b");
}

static void defaults_are_texts(void **state)
{
    const struct operation *operation = get_operation(*state, "listMembers");

    assert_string_equal(operation_find_parameter(operation, IN_QUERY, "limit")->default_text, "50");
    assert_string_equal(operation_find_parameter(operation, IN_QUERY, "sort")->default_text, "name,-created_at");
    assert_null(operation_find_parameter(operation, IN_QUERY, "cursor")->default_text);
}

static void an_unknown_parameter_names_the_nearest(void **state)
{
    static const struct {
        const char *operation_id;
        const char *name;
        const char *faults;
    } cases[] = {
        {"listMembers", "lmit", "/lmit unknown: There is no parameter \"lmit\"; did you mean \"limit\"?\n"},
        {"listMembers", "joined_on",
         "/joined_on unknown: There is no parameter \"joined_on\"; there are limit, cursor, "
         "size, joined_on.gte and sort\n"},
        {"listMembers", "a~/b",
         "/a~0~1b unknown: There is no parameter \"a~/b\"; there are limit, cursor, size, "
         "joined_on.gte and sort\n"},
        {"listMembers", "\xff",
         "/? unknown: There is no parameter \"?\"; there are limit, cursor, size, joined_on.gte "
         "and sort\n"},
        {"getRoot", "q", "/q unknown: There is no parameter \"q\"; this takes none\n"},
        {"updateCommitment", "If-Match", "/If-Match unknown: There is no parameter \"If-Match\"; this takes none\n"},
    };
    struct fixture *fixture = *state;
    int failed = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct faults faults = {.arena = &fixture->arena};

        operation_refuse_parameter(get_operation(fixture, cases[i].operation_id), cases[i].name, &faults);
        failed += !is_same_text(cases[i].name, faults_text(&faults), cases[i].faults);
    }
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_query_is_checked_value_by_value),
        cmocka_unit_test(header_fields_are_found_in_any_case),
        cmocka_unit_test(a_list_becomes_its_texts),
        cmocka_unit_test(defaults_are_texts),
        cmocka_unit_test(an_unknown_parameter_names_the_nearest),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
