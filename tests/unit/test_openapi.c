/* The register's own contract, as the daemon will load it: test_openapi openapi.json */
#include <stdlib.h>
#include <string.h>

#include "support.h"

static const char *contract_path;

struct register_contract {
    struct arena arena;
    struct contract *contract;
    json_t *document; /* beside the contract's own, which nobody else sees */
};

static int open_register(void **state)
{
    struct register_contract *all = malloc(sizeof *all);
    const char *error = "";
    size_t bytes;
    char *json;

    if (!all)
        return -1;
    arena_init(&all->arena);
    json = read_file(contract_path, &all->arena, &bytes);
    all->contract = contract_load(json, bytes, &all->arena, &error);
    if (!all->contract)
        fail_msg("%s", error);
    all->document = json_loadb(json, bytes, 0, NULL);
    *state = all;
    return 0;
}

static int close_register(void **state)
{
    struct register_contract *all = *state;

    contract_destroy(all->contract);
    json_decref(all->document);
    arena_finish(&all->arena);
    free(all);
    return 0;
}

/* The path with an id, which no literal segment is, for each parameter. */
static const char *sample_path(const struct operation *operation, struct arena *arena)
{
    const char *path = "";

    for (const char *at = operation->path; *at; at += strcspn(at, "{")) {
        size_t literal = strcspn(at, "{");

        if (!literal) {
            path = arena_printf(arena, "%s%s", path, "0190a8f0-0000-7000-8000-000000000000");
            at = strchr(at, '}') + 1;
            literal = strcspn(at, "{");
        }
        path = arena_printf(arena, "%s%.*s", path, (int)literal, at);
    }
    return path;
}

static void every_path_leads_to_its_operation(void **state)
{
    struct register_contract *all = *state;
    const struct operation *operations;
    size_t count;

    operations = contract_operations(all->contract, &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        const char *path = sample_path(&operations[i], &all->arena);
        struct route route;

        if (!contract_route(all->contract, path, &all->arena, &route))
            fail_msg("%s leads nowhere", path);
        assert_ptr_equal(route.by_method[operations[i].method], &operations[i]);
    }
}

static int check_example(struct register_contract *all, const struct operation *operation, json_t *example)
{
    struct faults faults = {.arena = &all->arena};

    schema_validate(operation->body, example, operation->merge_patch ? SCHEMA_MERGE_PATCH : SCHEMA_WHOLE, "", &faults);
    return !is_same_text(operation->id, faults_text(&faults), "");
}

/* An example of rows is their text as it would be sent. */
static int check_rows(struct register_contract *all, const struct operation *operation, enum batch_format format,
                      json_t *media)
{
    const char *name;
    json_t *named;
    int failed = 0;

    json_object_foreach(json_object_get(media, "examples"), name, named)
    {
        json_t *text = json_object_get(named, "value");
        struct faults faults = {.arena = &all->arena};
        struct batch_rows batch = {0};
        enum batch_outcome outcome = batch_read(operation->batch, format, json_string_value(text),
                                                json_string_length(text), &faults, &batch);

        failed += outcome != BATCH_READ || !is_same_text(operation->id, faults_text(&faults), "");
        for (size_t i = 0; i < batch.count; i++)
            failed += !is_same_text(operation->id, faults_text(&batch.rows[i].faults), "");
    }
    return failed;
}

static int check_media_type(struct register_contract *all, const struct operation *operation, const char *type,
                            json_t *media)
{
    enum batch_format format = batch_format_of(type, strlen(type));
    json_t *examples = json_object_get(media, "examples");
    json_t *example = json_object_get(media, "example");
    const char *name;
    json_t *named;
    int failed = 0;

    if (format != BATCH_NONE)
        return check_rows(all, operation, format, media);
    if (example)
        failed += check_example(all, operation, example);
    json_object_foreach(examples, name, named)
    {
        if (json_object_get(named, "value"))
            failed += check_example(all, operation, json_object_get(named, "value"));
    }
    return failed;
}

static void the_examples_of_request_bodies_are_valid(void **state)
{
    struct register_contract *all = *state;
    json_t *paths = json_object_get(all->document, "paths");
    const struct operation *operations;
    size_t count;
    int failed = 0;

    operations = contract_operations(all->contract, &count);
    for (size_t i = 0; i < count; i++) {
        static const char *const keys[METHOD_COUNT] = {"get", "post", "put", "patch", "delete"};
        json_t *path = json_object_get(paths, operations[i].path);
        json_t *source = json_object_get(path, keys[operations[i].method]);
        json_t *content = json_object_get(json_object_get(source, "requestBody"), "content");
        const char *type;
        json_t *media;

        json_object_foreach(content, type, media)
        {
            if (operations[i].body)
                failed += check_media_type(all, &operations[i], type, media);
        }
    }
    assert_int_equal(failed, 0);
}

/* What a client reads it may send back: each property that may be written takes what the answer allows for it. */
static void a_body_writes_what_its_answer_shows(void **state)
{
    struct register_contract *all = *state;
    const struct operation *operations;
    size_t count;
    int failed = 0;

    operations = contract_operations(all->contract, &count);
    for (size_t i = 0; i < count; i++) {
        const struct property *properties;
        size_t property_count;

        if (operations[i].method != METHOD_PATCH)
            continue;
        properties = schema_properties(operations[i].body, &property_count);
        for (size_t j = 0; j < property_count; j++) {
            const struct property *shown = schema_find_property(operations[i].answer, properties[j].name);

            if (properties[j].write_only)
                continue;
            if (!shown || shown->read_only)
                print_error("%s writes %s, which it does not show\n", operations[i].id, properties[j].name);
            failed += !shown || shown->read_only || schema_kinds(properties[j].schema) != schema_kinds(shown->schema);
        }
    }
    assert_int_equal(failed, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_path_leads_to_its_operation),
        cmocka_unit_test(the_examples_of_request_bodies_are_valid),
        cmocka_unit_test(a_body_writes_what_its_answer_shows),
    };

    if (argc != 2)
        return EXIT_FAILURE;
    contract_path = argv[1];
    return cmocka_run_group_tests(tests, open_register, close_register);
}
