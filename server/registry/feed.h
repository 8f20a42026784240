/* feed.h: how far the chain of changes has come, as the whole process knows it: told by its sealer, heard by its workers.
 * All of it may be used by any thread. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct feed;

/* NULL when there is no descriptor for it. */
struct feed *feed_create(void);

/* Nobody listens any more. NULL is allowed. */
void feed_destroy(struct feed *feed);

/* The last position that the sealer has heard of; negative before the first. */
int64_t feed_head(const struct feed *feed);

/* Tells everyone who listens when it has grown. */
void feed_set_head(struct feed *feed, int64_t position);

/* Writes to `event_fd` each time the head has moved, until it is removed. False when too many listen. */
[[nodiscard]] bool feed_listen(struct feed *feed, int event_fd);
void feed_stop_listening(struct feed *feed, int event_fd);

/* Something was changed by this process: the sealer need not wait for its second. */
void feed_note_change(struct feed *feed);

/* Can be read when something was changed: the sealer's. */
int feed_descriptor(const struct feed *feed);
