/* export_book.h: an export as a workbook: its batches are written in a helper's thread, to a file, which is sent when
 * it is whole. */
#pragma once
#include <stdbool.h>

struct export;

/* False, with the request refused, when too many are under way. */
[[nodiscard]] bool export_book_open(struct export *export);

/* Does what can be done next: call when a batch has come, and when the group is over. */
void export_book_proceed(struct export *export);
