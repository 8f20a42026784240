/* book_writer.h: rows of PostgreSQL as a workbook of Excel (XLSX), by the columns of a table: a sheet whose cells have
 * types, with a header that stays in sight. Written to a spool, in constant memory; what takes long, so in a helper's
 * thread.
 *
 * Excel's numbers are doubles, and so are those here. A text is never a formula. */
#pragma once
#include <libpq-fe.h>

#include "contract/table.h"
#include "http/spool.h"

enum { MOST_BOOK_ROWS = 1048576 - 1 }; /* Excel's, without the header */

struct book;

/* `name` is the sheet's; the first `most` columns of the results are written. NULL, with a negative errno, when its
 * files can not be made in the folder. */
struct book *book_create(const char *folder, const char *name, const struct table *table, const PGresult *result,
                         int most, int *ret_error);

/* Returns 0 or a negative errno: -E2BIG when there are more rows, or more in them, than a book takes; -ENOSPC. */
[[nodiscard]] int book_write(struct book *book, const PGresult *result);

/* Puts it together. On success the file is in *ret_spool, which is the caller's to close. The book is gone either way.
 */
[[nodiscard]] int book_close(struct book *book, struct spool *ret_spool);

/* Gives it up. NULL is allowed. */
void book_destroy(struct book *book);
