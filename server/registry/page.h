/* page.h: the order of a list and its cursor.
 * A cursor holds the last row's values of the columns that the list is ordered by, and a checksum over these, the
 * operation, the order and the filters: one from elsewhere, or for another question, is refused rather than misread. */
#pragma once
#include <libpq-fe.h>

#include "http/request.h"
#include "registry/query.h"

/* Adds a column to the order. */
void page_add_column(struct page *page, const struct operation *operation, const char *name, bool descending);

/* Reads limit, sort, count and cursor of a list's request; adds a fault when the cursor is not one of its own. */
void page_read(struct request *request, struct page *ret_page);

/* The cursor that goes on after row `row`; lives in the request's arena. */
const char *page_make_cursor(struct request *request, const struct page *page, const PGresult *result, int row);
