/* exchange.h: a request that PostgreSQL answers: composed, sent as one group, and rendered when the rows come. */
#pragma once
#include <stdbool.h>

#include "http/request.h"
#include "registry/key_use.h"
#include "registry/registry.h"

struct exchange;

/* What the exchanges of one worker share. */
struct exchange_room {
    struct key_uses uses;
    struct composed composed; /* only within one call: its key's memory is used again by the next */
    struct exchange *unsent;  /* anonymous reads of this turn of the loop */
};

/* What was started is on its way: from now on, whoever asks the same asks anew. Call after lanes_flush. */
static inline void exchange_room_close_turn(struct exchange_room *room)
{
    room->unsent = NULL;
}

void exchange_room_finish(struct exchange_room *room);

/* Answers the request at once (returns false: send the answer now), or sends its group (returns true: the connection is
 * suspended until the answer is there). Either way the answer is complete when it is sent. */
[[nodiscard]] bool exchange_start(struct request *request, struct exchange_room *room);
