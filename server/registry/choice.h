/* choice.h: which of the answer's properties a request asks for, with `fields`, `include` and `highlight`.
 * The statement selects these first, in the contract's order; behind them comes what the engine itself needs of a row
 * and does not show: the columns of the order, for the cursor, and what the header fields are made from. A column that
 * is not selected is not computed. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "contract/contract.h"

struct page;

struct choice {
    const char *const *names; /* of columns */
    size_t shown;             /* so many of them are the answer */
    size_t count;
};

/* From the operation's checked parameters; NULL when what is always answered is all that is asked for. `page`
 * is looked at for a list. Lives in `arena`. */
const struct choice *choice_make(const struct operation *operation, const struct value *values, const struct page *page,
                                 struct arena *arena);

/* Whether a column is answered; `choice` may be NULL. */
bool choice_has(const struct choice *choice, const char *name);
