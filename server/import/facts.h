/* facts.h: what a plan has to know of the database before anything is sent. */
#pragma once
#include <libpq-fe.h>

#include "import/plan.h"

/* Reads the countries, the verdicts on identifiers and who has them, and which companies and rows are there already.
 * Returns NULL, or what went wrong, in the plan's arena. */
const char *facts_read(struct plan *plan, PGconn *connection);
