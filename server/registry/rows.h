/* rows.h: a statement's rows as the answer to a request: a list with its next page, or one item. */
#pragma once
#include <libpq-fe.h>

#include "http/render.h"
#include "http/request.h"
#include "registry/page.h"

/* Fills the request's answer, or refuses with 404 when an item has no row. `page` is that of a list. */
void rows_answer(struct request *request, const PGresult *result, const struct render_plan *plan, const struct page *page);
