/* fuzz.h: what the fuzz targets share. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "contract/contract.h"

/* What libFuzzer calls, and replay.c for each file of the corpus. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* tests/unit/contract.json, loaded once for the life of the process. */
const struct contract *fuzz_contract(void);

/* Ends the process unless every fault is text that can be sent. */
void fuzz_check_faults(const struct faults *faults);
