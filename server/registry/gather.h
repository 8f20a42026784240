/* gather.h: more faults: the contract's validation has found some, and the database is asked what its rules say of the rest, so
 * that the client hears everything at once. */
#pragma once
#include <stdbool.h>

struct exchange;

/* False when the database can not be asked. */
[[nodiscard]] bool gather_start(struct exchange *exchange);
