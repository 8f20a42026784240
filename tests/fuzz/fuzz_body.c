/* A body as it comes from a client, against each request body of the contract. */
#include "contract/body.h"

#include <stdlib.h>

#include "fuzz.h"

static void validate(json_t *body, struct arena *arena)
{
    size_t count;
    const struct operation *operations = contract_operations(fuzz_contract(), &count);

    for (size_t i = 0; i < count; i++) {
        struct faults faults = {.arena = arena};

        if (!operations[i].body)
            continue;
        schema_validate(operations[i].body, body, SCHEMA_WHOLE, "", &faults);
        schema_validate(operations[i].body, body, SCHEMA_MERGE_PATCH, "", &faults);
        fuzz_check_faults(&faults);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct faults faults = {0};
    struct arena arena;
    json_t *body;

    arena_init(&arena);
    faults.arena = &arena;
    body = body_parse((const char *)data, size, &faults);
    if ((body == NULL) != (faults.count == 1))
        abort();
    fuzz_check_faults(&faults);
    if (body)
        validate(body, &arena);
    json_decref(body);
    arena_finish(&arena);
    return 0;
}
