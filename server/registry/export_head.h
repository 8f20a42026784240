/* export_head.h: what an export says before its first row: as which file it is to be kept, and the tag by which it is
 * known. */
#pragma once
#include "http/request.h"

/* `data_version` and `today` are PostgreSQL's; both are only looked at. `choice` is what was asked for, or NULL. */
struct choice;
void export_describe(struct request *request, const struct choice *choice, const char *data_version, const char *today);

/* The columns' style that the request asks for. */
struct csv_style;
void export_read_style(const struct request *request, struct csv_style *ret_style);
