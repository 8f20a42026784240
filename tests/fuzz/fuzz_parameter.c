/* A text as a path, as each parameter's value, and as a parameter's name. */
#include <string.h>

#include "fuzz.h"

static void check_all(const struct operation *operation, const char *text, struct arena *arena)
{
    struct faults faults = {.arena = arena};

    for (size_t i = 0; i < operation->parameter_count; i++) {
        struct value value = parameter_check(&operation->parameters[i], text, &faults);
        size_t bytes = value.count - 1; /* the commas */

        for (size_t j = 0; j < value.count; j++)
            bytes += strlen(value.texts[j]);
        if (bytes != strlen(text))
            __builtin_trap(); /* something of the text was lost */
    }
    operation_refuse_parameter(operation, text, &faults);
    fuzz_check_faults(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct operation *operations;
    struct arena arena;
    struct route route;
    size_t count;
    char *text;

    arena_init(&arena);
    text = arena_copy(&arena, (const char *)data, size);
    operations = contract_operations(fuzz_contract(), &count);
    for (size_t i = 0; i < count; i++)
        check_all(&operations[i], text, &arena);
    if (contract_route(fuzz_contract(), text, &arena, &route))
        for (size_t i = 0; i < route.path_value_count; i++)
            if (!*route.path_values[i] || strchr(route.path_values[i], '/'))
                __builtin_trap();
    arena_finish(&arena);
    return 0;
}
