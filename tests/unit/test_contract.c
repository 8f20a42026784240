/* Loading a contract: what becomes of it, and what is refused at start. */
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const struct operation *get_operation(struct fixture *fixture, const char *id)
{
    const struct operation *operation = contract_find_operation(fixture->contract, id);

    assert_non_null(operation);
    return operation;
}

static void operations_come_in_the_contracts_order(void **state)
{
    static const char *const ids[] = {"getRoot",          "listMembers",         "createMember",
                                      "exportMembers",    "getMemberCommitment", "listHistory",
                                      "updateCommitment", "deleteCommitment"};
    struct fixture *fixture = *state;
    const struct operation *operations;
    size_t count;

    operations = contract_operations(fixture->contract, &count);
    assert_int_equal(count, sizeof ids / sizeof *ids);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(operations[i].id, ids[i]);
    assert_null(contract_find_operation(fixture->contract, "deleteMember"));
}

static void a_list_answers_with_the_schema_of_a_row(void **state)
{
    struct fixture *fixture = *state;
    const struct operation *list = get_operation(fixture, "listMembers");

    assert_true(list->is_list);
    assert_ptr_equal(list->answer, contract_find_schema(fixture->contract, "Member"));
    assert_int_equal(list->success_status, 200);
    assert_string_equal(list->sql_name, "listMembers");
    assert_string_equal(list->key_column, "id");
    assert_null(list->body);
    assert_true(list->allows_anonymous);
    assert_false(list->has_handler);
}

static void a_create_says_where_and_what(void **state)
{
    const struct operation *create = get_operation(*state, "createMember");

    assert_false(create->is_list);
    assert_int_equal(create->success_status, 201);
    assert_string_equal(create->location, "/v1/members/{id}");
    assert_string_equal(create->resource, "member");
    assert_true(create->body_required);
    assert_false(create->merge_patch);
    assert_string_equal(create->body_media_types[0], "application/json");
    assert_null(create->body_media_types[1]);
    assert_string_equal(schema_defaults_text(create->body), "{\"country\":\"RS\"}");
}

static void a_patch_takes_both_media_types(void **state)
{
    const struct operation *patch = get_operation(*state, "updateCommitment");

    assert_true(patch->merge_patch);
    assert_string_equal(patch->body_media_types[0], "application/merge-patch+json");
    assert_string_equal(patch->body_media_types[1], "application/json");
    assert_false(patch->allows_anonymous);
    assert_string_equal(patch->roles[0], "member");
    assert_null(patch->roles[3]);
}

static void what_answers_no_json_has_no_answer_schema(void **state)
{
    assert_null(get_operation(*state, "deleteCommitment")->answer);
    assert_int_equal(get_operation(*state, "deleteCommitment")->success_status, 204);
    assert_null(get_operation(*state, "exportMembers")->answer);
    assert_true(get_operation(*state, "getRoot")->has_handler);
}

static void path_parameters_come_first_in_the_paths_order(void **state)
{
    const struct operation *operation = get_operation(*state, "getMemberCommitment");

    assert_int_equal(operation->parameter_count, 3);
    assert_string_equal(operation->parameters[0].name, "member_id");
    assert_string_equal(operation->parameters[1].name, "commitment_id");
    assert_string_equal(operation->parameters[2].name, "limit");
    assert_string_equal(operation->sql_name, "getCommitment");
}

/* A contract with one operation, GET /v1/members/{member_id}, into which a case puts its own keys. */
static const char *error_of(const char *operation, const char *components, struct arena *arena)
{
    const char *json = arena_printf(arena,
                                    "{\"components\": {%s}, \"paths\": {\"/v1/members/{member_id}\": {\"get\": {"
                                    "\"operationId\": \"getMember\", %s}}}}",
                                    components, operation);
    const char *error = "none";
    struct contract *contract = contract_load(json, strlen(json), arena, &error);

    contract_destroy(contract);
    return error;
}

#define ROLES "\"x-roles\": [\"anonymous\"]"
#define ID "{\"name\": \"member_id\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}"
#define PARAMETERS "\"parameters\": [" ID "]"
#define RESPONSES "\"responses\": {\"200\": {\"description\": \"a member\"}}"
#define BODY(schema) "\"requestBody\": {\"content\": {\"application/json\": {\"schema\": " schema "}}}"
#define QUERY(rest) "\"parameters\": [" ID ", {\"name\": \"area\", \"in\": \"query\", " rest "}], " ROLES ", " RESPONSES

static void a_wrong_contract_is_an_error_that_names_the_operation(void **state)
{
    static const struct {
        const char *operation;
        const char *error; /* after "GET /v1/members/{member_id}: " */
    } cases[] = {
        {PARAMETERS ", " ROLES, "there is no response with a status from 200 to 299"},
        {PARAMETERS ", " ROLES ", \"responses\": {\"200\": {\"$ref\": \"#/components/responses/Member\"}}",
         "the response: $ref leads nowhere"},
        {PARAMETERS ", " RESPONSES, "x-roles must list who may call it"},
        {PARAMETERS ", " RESPONSES ", \"x-roles\": []", "x-roles must list who may call it"},
        {PARAMETERS ", " RESPONSES ", \"x-roles\": [\"editor\"]", "x-roles has editor, which is no role"},
        {PARAMETERS ", " RESPONSES ", \"x-roles\": [\"staff\"]",
         "x-roles and security differ about calls without a key"},
        {PARAMETERS ", " RESPONSES ", " ROLES ", \"security\": [{\"key\": []}]",
         "x-roles and security differ about calls without a key"},
        {PARAMETERS ", " RESPONSES ", " ROLES ", \"x-role\": []", "the operation: the key x-role is not known"},
        {PARAMETERS ", " RESPONSES ", " ROLES ", \"x-sql\": 5", "x-sql must be text"},
        {ROLES ", " RESPONSES, "the path has {member_id}, which is no parameter, or has it twice"},
        {"\"parameters\": [" ID ", " ID "], " ROLES ", " RESPONSES, "the parameter member_id stands there twice"},
        {"\"parameters\": [{\"in\": \"path\"}], " ROLES ", " RESPONSES, "a parameter has no name"},
        {"\"parameters\": [{\"name\": \"member_id\", \"in\": \"path\", \"schema\": {\"type\": \"string\"}}], " ROLES
         ", " RESPONSES,
         "the path parameter member_id must be required"},
        {"\"parameters\": [{\"$ref\": \"#/components/parameters/None\"}], " ROLES ", " RESPONSES,
         "a parameter: $ref leads nowhere"},
        {QUERY("\"style\": \"form\""), "area has no schema"},
        {QUERY("\"style\": \"pipeDelimited\", \"schema\": {\"type\": \"string\"}"),
         "the parameter area must have the style form"},
        {QUERY("\"content\": {}"), "area: the key content is not known"},
        {QUERY("\"schema\": {\"type\": [\"string\", \"null\"]}"),
         "the parameter area must have one scalar type, or be a list of one"},
        {QUERY("\"schema\": {\"type\": \"array\", \"items\": {\"type\": \"object\"}}"),
         "the parameter area must have one scalar type, or be a list of one"},
        {QUERY("\"schema\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}"),
         "the parameter area must have explode: false"},
        {QUERY("\"schema\": {\"type\": \"string\", \"format\": \"nace\"}"), "area: the format nace is not known"},
        {QUERY("\"x-names\": \"some\", \"schema\": {\"type\": \"string\"}"),
         "x-names of the parameter area must be all or on-request"},
        {QUERY("\"x-names\": \"all\", \"schema\": {\"type\": \"string\"}"),
         "the parameter area, which has x-names, must be a list of texts"},
        {QUERY("\"x-names\": \"on-request\", \"explode\": false, \"schema\": {\"type\": \"array\", \"items\": "
               "{\"type\": \"string\"}}"),
         "the answer has no properties that the parameter area can name"},
        {PARAMETERS ", " ROLES ", " RESPONSES ", \"requestBody\": {}", "the request body has no content"},
        {PARAMETERS ", " ROLES ", " RESPONSES ", " BODY("{\"properties\": {\"name\": {}}}"),
         "an object in the request body would drop properties that it does not know; add additionalProperties: false, "
         "or unevaluatedProperties: false beside allOf"},
        {PARAMETERS ", " ROLES ", " RESPONSES
                    ", " BODY("{\"additionalProperties\": false, \"properties\": {\"a\": {\"items\": {\"properties\": "
                              "{\"name\": {}}}}}}"),
         "an object in the request body would drop properties that it does not know; add additionalProperties: false, "
         "or unevaluatedProperties: false beside allOf"},
        {PARAMETERS ", " ROLES ", " RESPONSES
                    ", \"requestBody\": {\"content\": {\"application/json\": {\"schema\": {}}, "
                    "\"application/merge-patch+json\": {\"schema\": {}}}}",
         "the JSON media types of the request body must have the same schema ($ref)"},
    };
    struct arena arena;
    int failed = 0;

    (void)state;
    arena_init(&arena);
    assert_string_equal(error_of(PARAMETERS ", " ROLES ", " RESPONSES, "", &arena), "none");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        failed += !is_same_text(cases[i].operation, error_of(cases[i].operation, "", &arena),
                                arena_printf(&arena, "GET /v1/members/{member_id}: %s", cases[i].error));
    arena_finish(&arena);
    assert_int_equal(failed, 0);
}

/* A contract with one operation that groups by area and year, answered with this row of a group and this total. */
#define GROUPS(row, total)                                                                                             \
    "\"parameters\": [" ID                                                                                             \
    ", {\"name\": \"group_by\", \"in\": \"query\", \"explode\": false, \"schema\": {\"type\": \"array\", "             \
    "\"items\": {\"type\": \"string\", \"enum\": [\"area\", \"year\"]}}}], " ROLES                                     \
    ", \"responses\": {\"200\": {\"content\": "                                                                        \
    "{\"application/json\": {\"schema\": {\"properties\": {\"data\": {\"type\": \"array\", \"items\": {" row "}}, "    \
    "\"total\": {" total "}}}}}}}"
#define COLUMNS "\"area\": {}, \"year\": {}"
#define COUNTED "\"properties\": {\"count\": {}}"

static void groups_have_what_is_grouped_by_and_then_what_the_total_has(void **state)
{
    static const struct {
        const char *operation;
        const char *error;
    } cases[] = {
        {GROUPS("\"properties\": {\"area\": {}, \"count\": {}}", COUNTED),
         "group_by has year, which is no property of a group that may be absent"},
        {GROUPS("\"required\": [\"year\"], \"properties\": {" COLUMNS ", \"count\": {}}", COUNTED),
         "group_by has year, which is no property of a group that may be absent"},
        {GROUPS("\"properties\": {" COLUMNS "}", COUNTED), "the total has count, which a group has not in that place"},
        {GROUPS("\"properties\": {\"count\": {}, " COLUMNS "}", COUNTED),
         "the total has count, which a group has not in that place"},
        {GROUPS("\"properties\": {" COLUMNS ", \"count\": {}, \"softened\": {}}", COUNTED),
         "a group has what the total has not"},
        {"\"parameters\": [" ID
         ", {\"name\": \"group_by\", \"in\": \"query\", \"schema\": {\"type\": \"string\"}}], " ROLES ", " RESPONSES,
         "what has group_by must answer {data: [...], total: {...}}"},
    };
    struct arena arena;
    int failed = 0;

    (void)state;
    arena_init(&arena);
    assert_string_equal(error_of(GROUPS("\"properties\": {" COLUMNS ", \"count\": {}}", COUNTED), "", &arena), "none");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        failed += !is_same_text(cases[i].operation, error_of(cases[i].operation, "", &arena),
                                arena_printf(&arena, "GET /v1/members/{member_id}: %s", cases[i].error));
    arena_finish(&arena);
    assert_int_equal(failed, 0);
}

static void a_document_that_is_no_contract_is_an_error(void **state)
{
    static const struct {
        const char *json;
        const char *error;
    } cases[] = {
        {"", "line 1, column 0: '[' or '{' expected near end of file"},
        {"{\"paths\": {}, \"paths\": {}}", "line 1, column 21: duplicate object key near '\"paths\"'"},
        {"{}", "the contract has no operations"},
        {"{\"paths\": {\"v1\": {}}}", "v1: a path must start with /"},
        {"{\"paths\": {\"/v1\": {\"trace\": {}}}}", "/v1: the path: the key trace is not known"},
        {"{\"paths\": {\"/v1\": {\"get\": {}}}}", "GET /v1: there is no operationId"},
        {"{\"components\": {\"schemas\": {\"Member\": {\"oneOf\": []}}}}", "Member: the keyword oneOf is not known"},
        {"{\"paths\": {\"/a\": {\"get\": {\"operationId\": \"a\", " ROLES ", " RESPONSES "}}, "
         "\"/b\": {\"get\": {\"operationId\": \"a\"}}}}",
         "GET /b: another operation is called a"},
        {"{\"paths\": {\"/{a}\": {\"get\": {\"operationId\": \"a\", " ROLES ", " RESPONSES
         ", \"parameters\": [{\"name\": \"a\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": "
         "\"string\"}}]}}, \"/{b}\": {\"get\": {\"operationId\": \"b\", " ROLES ", " RESPONSES
         ", \"parameters\": [{\"name\": \"b\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": "
         "\"string\"}}]}}}}",
         "GET /{b}: another path that differs in names only has this method"},
        {"{\"paths\": {\"/a{b}\": {\"get\": {\"operationId\": \"a\"}}}}",
         "GET /a{b}: a path parameter must be a whole segment"},
        {"{\"paths\": {\"/{a}/{b}/{c}/{d}/{e}\": {\"parameters\": ["
         "{\"name\": \"a\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}},"
         "{\"name\": \"b\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}},"
         "{\"name\": \"c\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}},"
         "{\"name\": \"d\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}],"
         "\"get\": {\"operationId\": \"a\"}}}}",
         "GET /{a}/{b}/{c}/{d}/{e}: there are more than 4 path parameters"},
    };
    struct arena arena;
    int failed = 0;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *error = "none";
        struct contract *contract = contract_load(cases[i].json, strlen(cases[i].json), &arena, &error);

        failed += !is_same_text(cases[i].json, error, cases[i].error);
        contract_destroy(contract);
    }
    arena_finish(&arena);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_come_in_the_contracts_order),
        cmocka_unit_test(a_list_answers_with_the_schema_of_a_row),
        cmocka_unit_test(a_create_says_where_and_what),
        cmocka_unit_test(a_patch_takes_both_media_types),
        cmocka_unit_test(what_answers_no_json_has_no_answer_schema),
        cmocka_unit_test(path_parameters_come_first_in_the_paths_order),
        cmocka_unit_test(a_wrong_contract_is_an_error_that_names_the_operation),
        cmocka_unit_test(groups_have_what_is_grouped_by_and_then_what_the_total_has),
        cmocka_unit_test(a_document_that_is_no_contract_is_an_error),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
