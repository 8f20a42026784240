/* exchange_inside.h: an exchange from the inside; for exchange.c and those beside it that carry out a part of one. */
#pragma once
#include "registry/exchange.h"
#include "registry/identity.h"
#include "registry/page.h"

struct follow;
struct export;
struct intake;
struct replay;

struct exchange {
    struct request *request;
    const struct endpoint *endpoint;
    const struct query *query; /* of the endpoint's, that for this body */
    struct exchange_room *room;
    struct group group;
    const char *identity[ENTER_COUNT];
    struct page page;
    struct query_input input;
    struct replay *replay; /* NULL without an Idempotency-Key */
    struct intake *intake; /* NULL without an upload */
    struct follow *follow; /* NULL but of the feed */
    struct export *export; /* NULL unless every row is answered */
    uint64_t turn; /* in which it was sent */
    struct exchange *next_unsent;
    struct exchange *next_asking_same; /* answered with this one's rows */
    struct exchange *next_waiting;     /* for the state */
};

/* Lives in the request's arena. */
struct exchange *exchange_create(struct request *request, struct exchange_room *room, const struct query *query);

/* Sets who asks, and whether the operation is for them: PostgreSQL decides, in the same transaction. */
void exchange_set_identity(struct exchange *exchange, bool writes);

/* Puts the query's statements into the group, behind the segments that it has, the last one with `head` before its text. False
 * when too many others are in use. */
[[nodiscard]] bool exchange_compose(struct exchange *exchange, const char *head);

/* Sends the group in the asker's name; its `done` is set, and gets the exchange as owner. False, with the request refused,
 * when too many wait already. */
[[nodiscard]] bool exchange_submit(struct exchange *exchange, enum lane_kind lane);

/* The connection waits until the answer is there. */
void exchange_suspend(struct request *request);

/* Refuses the request as the group's outcome wants it, unless all is well. */
void exchange_tell_failure(struct exchange *exchange);

/* Fills the request's answer from the rows of the group's last segment. */
void exchange_answer_rows(struct exchange *exchange);

/* The answer is there: the connection goes on, and libmicrohttpd asks for it. */
void exchange_resume(struct exchange *exchange);
