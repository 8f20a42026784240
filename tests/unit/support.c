#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef CONTRACT_FILE
#error "CONTRACT_FILE must be the path of tests/unit/contract.json"
#endif

char *read_file(const char *path, struct arena *arena, size_t *ret_bytes)
{
    FILE *file = fopen(path, "rb");
    long bytes;
    char *text;

    if (!file)
        fail_msg("can not open %s", path);
    fseek(file, 0, SEEK_END);
    bytes = ftell(file);
    rewind(file);
    text = arena_alloc(arena, (size_t)bytes + 1);
    *ret_bytes = fread(text, 1, (size_t)bytes, file);
    fclose(file);
    assert_int_equal(*ret_bytes, bytes);
    return text;
}

int fixture_open(void **state)
{
    struct fixture *fixture = malloc(sizeof *fixture);
    const char *error = NULL;
    size_t bytes;
    char *json;

    if (!fixture)
        return -1;
    arena_init(&fixture->arena);
    json = read_file(CONTRACT_FILE, &fixture->arena, &bytes);
    fixture->contract = contract_load(json, bytes, &fixture->arena, &error);
    if (!fixture->contract)
        fail_msg("%s", error);
    *state = fixture;
    return 0;
}

int fixture_close(void **state)
{
    struct fixture *fixture = *state;

    contract_destroy(fixture->contract);
    arena_finish(&fixture->arena);
    free(fixture);
    return 0;
}

const char *faults_text(const struct faults *faults)
{
    const char *text = "";

    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        text = arena_printf(faults->arena, "%s%s %s: %s\n", text, fault->pointer, fault->code, fault->message);
    return text;
}

bool is_same_text(const char *name, const char *actual, const char *expected)
{
    if (!strcmp(actual, expected))
        return true;
    print_error("%s\n  said     %s\n  expected %s\n", name, actual, expected);
    return false;
}
