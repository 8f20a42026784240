/* exchange.h: a request that PostgreSQL answers: composed, sent as one group, and rendered when the rows come. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "http/request.h"
#include "registry/key_use.h"
#include "registry/registry.h"

struct desk;
struct exchange;
struct export;
struct question;
struct recogniser;
struct shelf;

/* What the exchanges of one worker share. */
struct exchange_room {
    struct key_uses uses;
    struct desk *desk;             /* for what would keep the loop waiting */
    struct recogniser *recogniser; /* the process's */
    struct export *exports;        /* under way */
    struct desk *binder;           /* for workbooks, which take longer */
    unsigned book_count;           /* being written, or put together */
    const char *spool;             /* the folder for them */
    bool is_over;                  /* the worker ends: nothing can be asked any more */
    struct composed composed; /* only within one call: its key's memory is used again by the next */

    /* Of this turn of the loop: anonymous reads, and the question for the state that is sent before them. */
    uint64_t turn;
    struct exchange *unsent;
    struct question *question;

    /* Answers of before, the last state that was heard of, and the turn in which it was asked for. */
    struct shelf *shelf;
    struct buffer state;
    uint64_t state_turn;
};

/* `kept_bytes` bounds the answers that are kept; 0 to keep none. */
void exchange_room_init(struct exchange_room *room, size_t kept_bytes);
void exchange_room_finish(struct exchange_room *room);

/* What was started is on its way: from now on, whoever asks the same asks anew. Call after lanes_flush. */
void exchange_room_close_turn(struct exchange_room *room);

/* Asks whether a body that will be streamed is wanted at all. True: the connection is suspended until that is known, false: it
 * is refused already. */
[[nodiscard]] bool exchange_ask(struct request *request, struct exchange_room *room);

/* Answers the request at once (returns false: send the answer now), or sends its group (returns true: the connection is
 * suspended until the answer is there). Either way the answer is complete when it is sent. */
[[nodiscard]] bool exchange_start(struct request *request, struct exchange_room *room);
