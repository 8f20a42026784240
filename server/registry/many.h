/* many.h: a body of rows on its way into an operation's many.sql, and what became of them on its way out. */
#pragma once
#include <libpq-fe.h>

#include "http/render.h"
#include "http/request.h"

/* Sets what the statements take of the request's rows: VALUE_ROWS and its neighbours. The rows are a JSON array in the
 * order of the body. One without faults is {"line": 2, "id": ..., "row": {...}}, where the ids, all new, are in order
 * too; a faulty one is {"line": 3, "row": {...}, "errors": [...]}, its row being what is left of it. */
void many_fill_input(struct request *request, const char **engine);

/* Fills the request's answer from the one row of registry.create_many; refuses when nothing was taken. */
void many_answer(struct request *request, const PGresult *result, const struct render_plan *plan);
