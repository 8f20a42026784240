/* What the compiler of schemas takes, refuses, and makes of it. */
#include <string.h>

#include "contract/schema.h"
#include "support.h"

/* Compiles {"schema": SCHEMA, "defs": DEFS}; the document lives until the arena's end, as the contract's does. */
struct compilation {
    json_t *document;
    const struct schema *schema;
    const char *error;
};

static struct compilation compile(const char *schema, const char *definitions, struct arena *arena)
{
    struct compilation compilation = {0};
    struct schema_compiler *compiler;
    json_error_t error;

    compilation.document =
        json_loads(arena_printf(arena, "{\"schema\": %s, \"defs\": %s}", schema, definitions), 0, &error);
    if (!compilation.document)
        fail_msg("%s: %s", schema, error.text);
    compiler = schema_compiler_create(compilation.document, arena);
    compilation.schema = schema_compile(compiler, json_object_get(compilation.document, "schema"), &compilation.error);
    schema_compiler_destroy(compiler);
    return compilation;
}

static void a_wrong_schema_is_an_error_that_names_the_place(void **state)
{
    static const struct {
        const char *schema;
        const char *error;
    } cases[] = {
        {"5", "a schema must be an object"},
        {"{\"anyOf\": []}", "the keyword anyOf is not known"},
        {"{\"nullable\": true}", "the keyword nullable is not known"},
        {"{\"type\": \"text\"}", "type must be a type of JSON Schema or a list of them"},
        {"{\"type\": [\"string\", 5]}", "type has something that is no type of JSON Schema"},
        {"{\"properties\": {\"pib\": {\"format\": \"pib\"}}}", "/properties/pib: the format pib is not known"},
        {"{\"items\": {\"properties\": {\"a/b\": {\"pattern\": \"(\"}}}}",
         "/items/properties/a~1b: the pattern is wrong at character 2: missing closing parenthesis"},
        {"{\"enum\": []}", "enum must be a list with at least one value"},
        {"{\"enum\": [{}]}", "enum and const may only have scalars"},
        {"{\"type\": \"integer\", \"enum\": [1, \"2\"]}", "enum or const has a value that the type does not allow"},
        {"{\"type\": [\"string\", \"null\"], \"enum\": [\"doo\"]}", "the type allows null but enum does not"},
        {"{\"maxLength\": -1}", "maxLength must be a whole number from 0"},
        {"{\"maxLength\": 1.5}", "maxLength must be a whole number from 0"},
        {"{\"minimum\": \"1\"}", "minimum must be a number"},
        {"{\"minimum\": 2, \"maximum\": 1}", "a smallest value is larger than the largest"},
        {"{\"minLength\": 2, \"maxLength\": 1}", "a smallest value is larger than the largest"},
        {"{\"multipleOf\": 0}", "multipleOf must be one number above 0"},
        {"{\"uniqueItems\": true, \"maxItems\": 1001}", "uniqueItems needs maxItems of at most 1000"},
        {"{\"uniqueItems\": \"yes\"}", "uniqueItems must be true or false"},
        {"{\"required\": [\"name\"]}", "name is required but no property"},
        {"{\"required\": \"name\"}", "required must be a list of names"},
        {"{\"additionalProperties\": {}}", "additionalProperties can only be true or false"},
        {"{\"$ref\": \"#/defs/nothing\"}", "$ref leads nowhere"},
        {"{\"$ref\": \"#/defs/nothing\", \"default\": 1}", "$ref leads nowhere"},
        {"{\"$ref\": \"other.json\"}", "$ref leads nowhere"},
        {"{\"$ref\": \"#/defs/circle\"}", "$ref leads nowhere"},
        {"{\"$ref\": 5}", "$ref leads nowhere"},
        {"{\"allOf\": {}}", "allOf must be a list of schemas"},
        {"{\"allOf\": [{\"$ref\": \"#/schema\"}]}", "this schema is a part of itself"},
        {"{\"allOf\": [{\"$ref\": \"#/defs/Name\"}], \"properties\": {\"name\": {}}}",
         "the property name stands in two parts of this schema"},
        {"{\"allOf\": [{\"$ref\": \"#/defs/Name\"}], \"additionalProperties\": false}",
         "additionalProperties: false does not see the other parts' properties; use unevaluatedProperties: false"},
        {"{\"allOf\": [{\"$ref\": \"#/defs/Closed\"}], \"properties\": {\"key\": {}}}",
         "a part of this schema allows no properties but its own; put unevaluatedProperties: false beside allOf "
         "instead"},
        {"{\"allOf\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]}",
         "no value can have this type and that of the other parts"},
        {"{\"allOf\": [{\"pattern\": \"a\"}, {\"pattern\": \"b\"}]}",
         "two parts of this schema have an enum, a pattern, a format, items or multipleOf"},
        {"{\"type\": \"integer\", \"maximum\": 200, \"default\": 500}", "default must be at most 200; it is 500"},
        {"{\"x-shape\": 9}", "x-shape must be text that says in words what the pattern asks for"},
        {"{\"properties\": []}", "properties must be an object"},
        {"{\"items\": true}", "/items: a schema must be an object"},
    };
    struct arena arena;
    int failed = 0;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct compilation compilation =
            compile(cases[i].schema,
                    "{\"circle\": {\"$ref\": \"#/defs/circle\"}, \"Name\": {\"properties\": {\"name\": {}}},"
                    " \"Closed\": {\"properties\": {\"name\": {}}, \"additionalProperties\": false}}",
                    &arena);

        failed += !is_same_text(cases[i].schema, compilation.schema ? "taken" : compilation.error, cases[i].error);
        json_decref(compilation.document);
    }
    arena_finish(&arena);
    assert_int_equal(failed, 0);
}

static void parts_are_flattened_in_order_and_required_is_found_in_any(void **state)
{
    static const char *const expected[] = {"name", "city", "note"};
    struct compilation compilation;
    const struct property *properties;
    struct arena arena;
    size_t count;

    (void)state;
    arena_init(&arena);
    compilation = compile(
        "{\"allOf\": [{\"required\": [\"city\"]}, {\"$ref\": \"#/defs/A\"}],"
        " \"properties\": {\"note\": {\"writeOnly\": true}}, \"required\": [\"note\"]}",
        "{\"A\": {\"properties\": {\"name\": {\"type\": \"string\"}, \"city\": {\"readOnly\": true}}}}", &arena);
    assert_non_null(compilation.schema);
    properties = schema_properties(compilation.schema, &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(properties[i].name, expected[i]);
    assert_false(properties[0].required);
    assert_true(properties[1].required);
    assert_true(properties[1].read_only);
    assert_true(properties[2].required);
    assert_true(properties[2].write_only);
    assert_null(schema_find_property(compilation.schema, "other"));
    json_decref(compilation.document);
    arena_finish(&arena);
}

static void what_stands_beside_a_reference_comes_on_top(void **state)
{
    struct compilation compilation;
    const struct property *area;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    compilation = compile("{\"properties\": {\"area\": {\"$ref\": \"#/defs/area\", \"default\": \"market\"},"
                          " \"plain\": {\"$ref\": \"#/defs/area\"}, \"sdgs\": {\"default\": [1, 2]}}}",
                          "{\"area\": {\"type\": \"string\", \"enum\": [\"market\", \"community\"]}}", &arena);
    assert_non_null(compilation.schema);
    area = schema_find_property(compilation.schema, "area");
    assert_string_equal(json_string_value(schema_default(area->schema)), "market");
    assert_int_equal(schema_kinds(area->schema), KIND_STRING);
    assert_int_equal(json_array_size(schema_enum(area->schema)), 2);
    assert_null(schema_default(schema_find_property(compilation.schema, "plain")->schema));
    assert_string_equal(schema_defaults_text(compilation.schema), "{\"area\":\"market\",\"sdgs\":[1,2]}");
    assert_string_equal(schema_defaults_text(area->schema), "{}");
    json_decref(compilation.document);
    arena_finish(&arena);
}

static void the_stricter_bound_of_two_parts_holds(void **state)
{
    struct compilation compilation;
    struct faults faults = {0};
    struct arena arena;
    json_t *body = json_pack("[i, i, i, i]", 0, 2, 9, 11);

    (void)state;
    arena_init(&arena);
    faults.arena = &arena;
    compilation = compile(
        "{\"items\": {\"allOf\": [{\"minimum\": 1, \"maximum\": 10}], \"minimum\": 2, \"maximum\": 20}}", "{}", &arena);
    schema_validate(compilation.schema, body, SCHEMA_WHOLE, "", &faults);
    assert_string_equal(faults_text(&faults), "/0 minimum: item 1 must be at least 2; it is 0\n"
                                              "/3 maximum: item 4 must be at most 10; it is 11\n");
    json_decref(body);
    json_decref(compilation.document);
    arena_finish(&arena);
}

static void a_schema_may_contain_itself(void **state)
{
    struct compilation compilation;
    const struct property *parts;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    compilation =
        compile("{\"$ref\": \"#/defs/area\"}",
                "{\"area\": {\"properties\": {\"parts\": {\"items\": {\"$ref\": \"#/defs/area\"}}}}}", &arena);
    assert_non_null(compilation.schema);
    parts = schema_find_property(compilation.schema, "parts");
    assert_ptr_equal(schema_items(parts->schema), compilation.schema);
    json_decref(compilation.document);
    arena_finish(&arena);
}

static void a_reference_is_a_pointer_with_its_escapes(void **state)
{
    struct compilation compilation;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    compilation =
        compile("{\"$ref\": \"#/defs/a~1b~0c%20d/1\"}", "{\"a/b~c d\": [{}, {\"format\": \"date\"}]}", &arena);
    assert_non_null(compilation.schema);
    assert_string_equal(schema_format(compilation.schema), "date");
    json_decref(compilation.document);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_schema_is_an_error_that_names_the_place),
        cmocka_unit_test(parts_are_flattened_in_order_and_required_is_found_in_any),
        cmocka_unit_test(what_stands_beside_a_reference_comes_on_top),
        cmocka_unit_test(the_stricter_bound_of_two_parts_holds),
        cmocka_unit_test(a_schema_may_contain_itself),
        cmocka_unit_test(a_reference_is_a_pointer_with_its_escapes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
