/* download.h: a stored document on its way out, in slices: each is a short read of its own, made when the client has taken
 * what came before, in the asker's name. So a slow client holds no connection to the database, and what is hidden
 * meanwhile is not sent on. */
#pragma once
#include "db/group.h"

/* The group's `done`: its last segment's row is what there is to know of the document (registry.find_document). Answers
 * the request with it: the whole, a part, or that nothing has changed. */
void download_finish(struct group *group);
