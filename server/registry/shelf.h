/* shelf.h: answers to strangers, kept with the state of the data that they were read from.
 * An answer may be given again only to someone who has just heard from PostgreSQL that the state is still the same
 * (registry.reading_state): then it is, byte for byte, what the query would give. A shelf belongs to one worker thread. Its
 * memory is bounded: the answer that was unused for longest goes first. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "http/request.h"

struct shelf;

/* Keeps at most `bytes` of answers; NULL when that is 0, and every function takes NULL: nothing is ever kept. */
struct shelf *shelf_create(size_t bytes);
void shelf_destroy(struct shelf *shelf);

/* Whether there is an answer to this address, of whatever state. */
bool shelf_has(const struct shelf *shelf, const char *target);

/* Copies the answer to the request's address into the request's answer, if it is of this state. One of another state is thrown
 * away, since no state comes back. */
[[nodiscard]] bool shelf_take(struct shelf *shelf, struct request *request, const char *state);

/* Keeps the request's answer, which is complete and not yet sent, as one of this state. */
void shelf_put(struct shelf *shelf, const struct request *request, const char *state);
