/* sealer.h: the thread that has committed changes sealed: each second, and as soon as this process has changed something. Which of
 * several processes on one database does it, the database decides each time. */
#pragma once
#include "config.h"
#include "registry/feed.h"

struct sealer;

/* NULL when the thread can not be started. */
struct sealer *sealer_create(const struct config *config, struct feed *feed);

/* Ends the thread, whatever the database does. NULL is allowed. */
void sealer_destroy(struct sealer *sealer);
