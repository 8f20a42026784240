#include <string.h>

#include "support.h"

static void a_path_leads_to_its_operation_and_values(void **state)
{
    static const struct {
        const char *path;
        enum method method;
        const char *operation_id; /* NULL where there is none */
        const char *values[2];
    } cases[] = {
        {"/", METHOD_GET, "getRoot", {NULL}},
        {"/v1/members", METHOD_GET, "listMembers", {NULL}},
        {"/v1/members", METHOD_POST, "createMember", {NULL}},
        {"/v1/members", METHOD_DELETE, NULL, {NULL}},
        {"/v1/members/export", METHOD_GET, "exportMembers", {NULL}},
        {"/v1/members/export/commitments/2", METHOD_GET, "getMemberCommitment", {"export", "2"}},
        {"/v1/members/7/commitments/2", METHOD_GET, "getMemberCommitment", {"7", "2"}},
        {"/v1/members/Nestlé Adriatic/commitments/%41", METHOD_GET, "getMemberCommitment", {"Nestlé Adriatic", "%41"}},
        {"/v1/commitments/2", METHOD_PATCH, "updateCommitment", {"2"}},
        {"/v1/commitments/2", METHOD_DELETE, "deleteCommitment", {"2"}},
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct route route;
        const struct operation *operation;

        assert_true(contract_route(fixture->contract, cases[i].path, &fixture->arena, &route));
        operation = route.by_method[cases[i].method];
        assert_string_equal(operation ? operation->id : "none", cases[i].operation_id ? cases[i].operation_id : "none");
        for (size_t j = 0; j < 2 && cases[i].values[j]; j++) {
            assert_true(j < route.path_value_count);
            assert_string_equal(route.path_values[j], cases[i].values[j]);
        }
    }
}

static void other_paths_lead_nowhere(void **state)
{
    static const char *const paths[] = {
        "",
        "v1/members",
        "/v1",
        "/v1/",
        "/v1/members/",
        "/v1/Members",
        "/v1/member",
        "/v1/memberss",
        "//v1/members",
        "/v1//members",
        "/v1/members/7",
        "/v1/members/7/commitments",
        "/v1/members//commitments/2",
        "/v1/members/7/commitments/2/",
        "/v1/members/7/commitments/2/submit",
        "/v1/commitments/",
        "*",
    };
    struct fixture *fixture = *state;
    struct route route;

    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (contract_route(fixture->contract, paths[i], &fixture->arena, &route))
            fail_msg("%s led somewhere", paths[i]);
}

static void a_long_path_leads_nowhere_and_needs_no_stack(void **state)
{
    struct fixture *fixture = *state;
    char *path = arena_alloc(&fixture->arena, 2 * 100 * 1000 + 1);
    struct route route;

    for (size_t i = 0; i < 100 * 1000; i++)
        memcpy(path + 2 * i, "/a", 2);
    assert_false(contract_route(fixture->contract, path, &fixture->arena, &route));
    memcpy(path, "/v1/members/a/commitments/", 26);
    assert_false(contract_route(fixture->contract, path, &fixture->arena, &route));
}

static void methods_have_their_names(void **state)
{
    (void)state;
    assert_int_equal(method_parse("GET"), METHOD_GET);
    assert_int_equal(method_parse("HEAD"), METHOD_GET);
    assert_int_equal(method_parse("PATCH"), METHOD_PATCH);
    assert_int_equal(method_parse("get"), METHOD_COUNT);
    assert_int_equal(method_parse("OPTIONS"), METHOD_COUNT);
    assert_int_equal(method_parse(""), METHOD_COUNT);
    assert_string_equal(method_name(METHOD_DELETE), "DELETE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_leads_to_its_operation_and_values),
        cmocka_unit_test(other_paths_lead_nowhere),
        cmocka_unit_test(a_long_path_leads_nowhere_and_needs_no_stack),
        cmocka_unit_test(methods_have_their_names),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
