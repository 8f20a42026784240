#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz.h"

static struct arena arena;

static const struct contract *load(void)
{
    static char json[1024 * 1024];
    const char *error = NULL;
    const struct contract *contract;
    FILE *file = fopen(CONTRACT_FILE, "rb");
    size_t bytes = file ? fread(json, 1, sizeof json, file) : 0;

    if (file)
        fclose(file);
    arena_init(&arena);
    contract = contract_load(json, bytes, &arena, &error);
    if (!contract) {
        fprintf(stderr, "%s: %s\n", CONTRACT_FILE, error);
        abort();
    }
    return contract;
}

const struct contract *fuzz_contract(void)
{
    static const struct contract *contract;

    if (!contract)
        contract = load();
    return contract;
}

static void check(bool holds, const char *claim)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", claim);
    abort();
}

void fuzz_check_faults(const struct faults *faults)
{
    size_t listed = 0;

    for (const struct fault *fault = faults->first; fault; fault = fault->next, listed++) {
        check(text_is_utf8(fault->message, strlen(fault->message)), "a message is UTF-8");
        check(text_is_utf8(fault->pointer, strlen(fault->pointer)), "a pointer is UTF-8");
        check(*fault->message && *fault->code, "a fault has words");
        check(!*fault->pointer || *fault->pointer == '/', "a pointer starts with /");
    }
    check(listed == (faults->count < MOST_FAULTS ? faults->count : MOST_FAULTS), "faults are listed up to the most");
}
