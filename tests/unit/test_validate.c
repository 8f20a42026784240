/* Bodies against the schemas of contract.json: every fault, with its pointer and its words. */
#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "support.h"

static const char *faults_of(struct fixture *fixture, const char *operation_id, const char *text)
{
    const struct operation *operation = contract_find_operation(fixture->contract, operation_id);
    struct faults faults = {.arena = &fixture->arena};
    json_t *body = body_parse(text, strlen(text), &faults);

    assert_non_null(body);
    schema_validate(operation->body, body, operation->merge_patch ? SCHEMA_MERGE_PATCH : SCHEMA_WHOLE, "", &faults);
    json_decref(body);
    return faults_text(&faults);
}

struct body_case {
    const char *body;
    const char *faults; /* "" when it is taken */
};

static void check_cases(void **state, const char *operation_id, const struct body_case *cases, size_t count)
{
    int failed = 0;

    for (size_t i = 0; i < count; i++)
        failed += !is_same_text(cases[i].body, faults_of(*state, operation_id, cases[i].body), cases[i].faults);
    assert_int_equal(failed, 0);
}

static void a_member_is_checked_value_by_value(void **state)
{
    static const struct body_case cases[] = {
        {"{\"name\": \"Delta Holding\"}", ""},
        {"{\"name\": \"Vojvođanska banka\", \"pib\": \"101134702\", \"country\": \"RS\", \"employees\": 0,"
         " \"website\": \"https://www.deltaholding.rs\", \"size\": null, \"email\": null}",
         ""},
        {"[]", " type: The body must be an object; it is a list\n"},
        {"{}", "/name required: name is required\n"},
        {"{\"name\": \"\"}", "/name min_length: name must not be empty\n"},
        {"{\"name\": null}", "/name type: name must be text; it is null\n"},
        {"{\"name\": 5}", "/name type: name must be text; it is 5\n"},
        {"{\"name\": true}", "/name type: name must be text; it is true\n"},
        {"{\"name\": [\"Meris\"]}", "/name type: name must be text; it is a list\n"},
        {"{\"name\": \"Meris\", \"pib\": 101134702}", "/pib type: pib must be text or null; it is 101134702\n"},
        {"{\"name\": \"Meris\", \"pib\": \"10113470\"}",
         "/pib pattern: pib must be nine digits, like 101134702; 10113470 is not\n"},
        {"{\"name\": \"Meris\", \"lei\": \"529900\"}",
         "/lei pattern: lei must be text of the form ^[A-Z0-9]{18}[0-9]{2}$; 529900 is not\n"},
        {"{\"name\": \"Meris\", \"country\": \"Srbija\"}",
         "/country pattern: country must be a code of ISO 3166-1, like RS; \"Srbija\" is not\n"},
        {"{\"name\": \"Meris\", \"employees\": \"12\"}",
         "/employees type: employees must be a whole number or null; it is the text \"12\"\n"},
        {"{\"name\": \"Meris\", \"employees\": 5.0}",
         "/employees type: employees must be a whole number or null; it is 5.0\n"},
        {"{\"name\": \"Meris\", \"employees\": -1}", "/employees minimum: employees must be at least 0; it is -1\n"},
        {"{\"name\": \"Meris\", \"employees\": 2147483648}",
         "/employees maximum: employees must be at most 2147483647; it is 2147483648\n"},
        {"{\"name\": \"Meris\", \"website\": \"www.meris.rs\"}",
         "/website format: website must be a web address like https://www.example.rs/report.pdf; \"www.meris.rs\" has "
         "no scheme such as https://\n"},
        {"{\"name\": \"Meris\", \"website\": \"javascript:alert(1)\"}",
         "/website pattern: website must be text of the form ^https?://; \"javascript:alert(1)\" is not\n"},
        {"{\"name\": \"Meris\", \"email\": \"meris\"}",
         "/email format: email must be an e-mail address like office@example.rs; \"meris\" is not\n"},
        {"{\"name\": \"Meris\", \"size\": \"lrge\"}",
         "/size enum: size must be one of large, micro, small or medium; \"lrge\" is not\n"},
        {"{\"name\": \"Meris\", \"size\": 250}",
         "/size type: size must be one of micro, small, medium or large; it is 250\n"},
        {"{\"nme\": \"Meris\"}", "/name required: name is required\n"
                                 "/nme unknown: There is no property \"nme\"; did you mean \"name\"?\n"},
        {"{\"name\": \"Meris\", \"a/b\": 1}", "/a~1b unknown: There is no property \"a/b\"\n"},
    };

    check_cases(state, "createMember", cases, sizeof cases / sizeof *cases);
}

static void what_only_the_server_sets_is_read_only_not_unknown(void **state)
{
    static const struct body_case cases[] = {
        {"{\"name\": \"Meris\", \"status\": \"active\", \"id\": 1}",
         "/status read_only: status is read only; leave it out\n"
         "/id read_only: id is read only; leave it out\n"},
        {"{\"name\": \"Meris\", \"statuss\": \"active\"}", "/statuss unknown: There is no property \"statuss\"\n"},
    };

    check_cases(state, "createMember", cases, sizeof cases / sizeof *cases);
}

static void all_faults_of_a_patch_are_said_at_once(void **state)
{
    static const struct body_case cases[] = {
        {"{\"titel\": {\"sr\": \"Manje plastike\"}, \"area\": \"enviroment\", \"sdgs\": [1, 18, \"3\"],"
         " \"due_on\": \"2027-02-30\", \"target_value\": \"30\", \"change_reason\": \"ok\","
         " \"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 10.005}, {\"amount\": -1, \"note\": "
         "\"\"}]}}",
         "/area enum: area must be one of environment, governance, community, workplace or market; \"enviroment\" is "
         "not\n"
         "/sdgs/1 maximum: item 2 of sdgs must be at most 17; it is 18\n"
         "/sdgs/2 type: item 3 of sdgs must be a whole number; it is the text \"3\"\n"
         "/target_value type: target_value must be a number or null; it is the text \"30\"\n"
         "/due_on format: due_on must be a date like 2027-12-31 that exists in the calendar; 2027-02-30 does not\n"
         "/figures/investments/0/amount multiple_of: amount in item 1 of figures.investments must have at most 2 "
         "decimals; it is 10.005\n"
         "/figures/investments/1/form required: form in item 2 of figures.investments is required\n"
         "/figures/investments/1/amount minimum: amount in item 2 of figures.investments must be at least 0; it is "
         "-1\n"
         "/figures/investments/1/note unknown: There is no property \"note\" in item 2 of figures.investments; it has "
         "form and amount\n"
         "/change_reason min_length: change_reason must have at least 5 characters; it has 2\n"
         "/titel unknown: There is no property \"titel\"; did you mean \"title\"?\n"},
    };

    check_cases(state, "updateCommitment", cases, 1);
}

static void a_merge_patch_may_leave_out_and_remove(void **state)
{
    static const struct body_case cases[] = {
        {"{\"due_on\": \"2027-12-31\"}", ""},
        {"{\"target_value\": null}", ""},
        {"{\"title\": {\"en\": null}}", ""},                              /* the Serbian title stays */
        {"{\"title\": {}}", ""},                                          /* changes nothing */
        {"{\"document\": {\"name\": null}}", ""},                         /* need not be there */
        {"{\"document\": {\"url\": \"https://delta.rs/izvestaj\"}}", ""}, /* the media type stays */
        {"{\"document\": null}", ""},
        {"{}", " min_properties: The body must have at least 1 property; it has 0\n"},
        {"{\"area\": null}",
         "/area type: area must be one of governance, community, workplace, market or environment; it is null\n"},
        {"{\"title\": null}", "/title type: title must be an object with sr or en; it is null\n"},
        {"{\"document\": {\"url\": null}}",
         "/document/url type: document.url must be a web address like https://www.example.rs/report.pdf; it is "
         "null\n"},
    };

    check_cases(state, "updateCommitment", cases, sizeof cases / sizeof *cases);
}

/* RFC 7396: a list is replaced as a whole, so what is in it must be complete. */
static void lists_in_a_merge_patch_are_whole(void **state)
{
    static const struct body_case cases[] = {
        {"{\"figures\": {\"investments\": [{\"form\": \"time\"}]}}",
         "/figures/investments/0/amount required: amount in item 1 of figures.investments is required\n"},
        {"{\"figures\": {\"investments\": [{\"form\": \"time\", \"amount\": null}]}}",
         "/figures/investments/0/amount type: amount in item 1 of figures.investments must be a number; it is "
         "null\n"},
    };

    check_cases(state, "updateCommitment", cases, sizeof cases / sizeof *cases);
}

static void lists_are_counted_and_compared(void **state)
{
    static const struct body_case cases[] = {
        {"{\"sdgs\": []}", ""},
        {"{\"sdgs\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}", ""},
        {"{\"sdgs\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,1]}",
         "/sdgs max_items: sdgs must have at most 17 items; it has 18\n"},
        {"{\"sdgs\": [13, 5, 13, 5]}", "/sdgs/2 unique: item 3 of sdgs is the same as item 1\n"
                                       "/sdgs/3 unique: item 4 of sdgs is the same as item 2\n"},
        {"{\"sdgs\": 13}", "/sdgs type: sdgs must be a list; it is 13\n"},
        {"{\"figures\": {\"investments\": []}}",
         "/figures/investments min_items: figures.investments must not be empty\n"},
    };

    check_cases(state, "updateCommitment", cases, sizeof cases / sizeof *cases);
}

static void lengths_are_code_points_up_to_the_limit(void **state)
{
    struct fixture *fixture = *state;
    char title[4 * 301 + 1] = "";

    for (int i = 0; i < 300; i++)
        strcat(title, "đ");
    assert_string_equal(
        faults_of(fixture, "updateCommitment", arena_printf(&fixture->arena, "{\"title\": {\"sr\": \"%s\"}}", title)),
        "");
    strcat(title, "đ");
    assert_string_equal(
        faults_of(fixture, "updateCommitment", arena_printf(&fixture->arena, "{\"title\": {\"sr\": \"%s\"}}", title)),
        "/title/sr max_length: title.sr must have at most 300 characters; it has 301\n");
}

static void numbers_hold_their_bounds(void **state)
{
    static const struct body_case cases[] = {
        {"{\"target_value\": 9.9e29}", ""},
        {"{\"target_value\": -1e30}", ""},
        {"{\"target_value\": 30}", ""},
        {"{\"target_value\": 1e30}", "/target_value maximum: target_value must be less than 1e+30; it is 1e+30\n"},
        {"{\"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 0.07}]}}", ""},
        {"{\"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 1.10}]}}", ""},
        {"{\"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 4035.85}]}}", ""},
        {"{\"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 123456789012.34}]}}", ""},
        {"{\"figures\": {\"investments\": [{\"form\": \"cash\", \"amount\": 1234567890.345}]}}",
         "/figures/investments/0/amount multiple_of: amount in item 1 of figures.investments must have at most 2 "
         "decimals; it is 1234567890.345\n"},
    };

    check_cases(state, "updateCommitment", cases, sizeof cases / sizeof *cases);
}

static void constants_and_texts_without_a_language(void **state)
{
    static const struct body_case cases[] = {
        {"{\"document\": {\"url\": \"https://delta.rs/a.pdf\", \"media_type\": \"text/html\"}}",
         "/document/media_type enum: document.media_type must be application/pdf; \"text/html\" is not\n"},
        {"{\"title\": \"Manje plastike\"}",
         "/title type: title must be an object with sr or en; it is the text \"Manje plastike\"\n"},
        {"{\"title\": {\"de\": \"Weniger Plastik\"}}",
         "/title/de unknown: There is no property \"de\" in title; it has sr and en\n"},
    };

    check_cases(state, "updateCommitment", cases, sizeof cases / sizeof *cases);
}

static void past_the_most_faults_they_are_only_counted(void **state)
{
    struct fixture *fixture = *state;
    const struct operation *operation = contract_find_operation(fixture->contract, "createMember");
    struct faults faults = {.arena = &fixture->arena};
    json_t *body = json_object();
    size_t listed = 0;

    json_object_set_new(body, "name", json_string("KPMG"));
    for (int i = 0; i < 150; i++)
        json_object_set_new(body, arena_printf(&fixture->arena, "figure %d", i), json_integer(i));
    schema_validate(operation->body, body, SCHEMA_WHOLE, "", &faults);
    for (const struct fault *fault = faults.first; fault; fault = fault->next)
        listed++;
    assert_int_equal(faults.count, 150);
    assert_int_equal(listed, MOST_FAULTS);
    json_decref(body);
}

static void a_pointer_may_start_further_up(void **state)
{
    struct fixture *fixture = *state;
    struct faults faults = {.arena = &fixture->arena};
    json_t *body = json_pack("{s:s}", "sr", "");

    schema_validate(contract_find_schema(fixture->contract, "Text"), body, SCHEMA_WHOLE, "/rows/3", &faults);
    assert_string_equal(faults_text(&faults), "/rows/3/sr min_length: rows/3.sr must not be empty\n");
    json_decref(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_member_is_checked_value_by_value),
        cmocka_unit_test(what_only_the_server_sets_is_read_only_not_unknown),
        cmocka_unit_test(all_faults_of_a_patch_are_said_at_once),
        cmocka_unit_test(a_merge_patch_may_leave_out_and_remove),
        cmocka_unit_test(lists_in_a_merge_patch_are_whole),
        cmocka_unit_test(lists_are_counted_and_compared),
        cmocka_unit_test(lengths_are_code_points_up_to_the_limit),
        cmocka_unit_test(numbers_hold_their_bounds),
        cmocka_unit_test(constants_and_texts_without_a_language),
        cmocka_unit_test(past_the_most_faults_they_are_only_counted),
        cmocka_unit_test(a_pointer_may_start_further_up),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
