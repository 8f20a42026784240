/* support.h: what the unit tests share. */
#pragma once
#include <setjmp.h> /* cmocka wants these four before itself */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "contract/contract.h"
#include "contract/fault.h"

/* What every test of the contract has: an arena and tests/unit/contract.json, loaded. */
struct fixture {
    struct arena arena;
    struct contract *contract;
};

/* cmocka's group fixtures; *state becomes a struct fixture. */
int fixture_open(void **state);
int fixture_close(void **state);

/* The bytes of a file with a zero after them, in the arena; fails the test when it can not be read. */
char *read_file(const char *path, struct arena *arena, size_t *ret_bytes);

/* One line a fault: "/due_on format: due_on must be ...\n"; "" without faults. */
const char *faults_text(const struct faults *faults);

/* Whether they are the same; prints what differs for the case `name`. So that a table of cases shows all that fail. */
bool is_same_text(const char *name, const char *actual, const char *expected);
