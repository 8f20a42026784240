/* groups.h: the columns that a request groups by, as text of SQL. */
#pragma once
#include "base/buffer.h"
#include "contract/contract.h"

/* The contract's parameter that names them. */
#define GROUPS_PARAMETER "group_by"

/* Appends each name of `chosen`, followed by a comma: `area, year, `. `how` is what stands in the braces behind the macro's
 * name: an alias ("f": `f.area, f.year, `), and behind it another text for some of the columns
 * ("f sdg=unnest(f.sdg)": `f.area, unnest(f.sdg) as sdg, `). The names are the contract's, so that nothing is quoted. */
void groups_write(struct buffer *sql, const char *how, const struct value *chosen);

/* Whether one of `values` is among `names`, which are separated by commas. */
bool groups_have_any(const struct value *values, const char *names);
