/* replay.h: a POST that came with an Idempotency-Key is carried out once, however often it is sent.
 *
 * In the transaction of the change, before it, PostgreSQL is asked whether the key already has an answer, which ends
 * that transaction, and after it the answer is kept there: either both are committed or neither. What is kept is found
 * by a hash of who asks and the key, and is sealed with a key made of the asker's secret and the Idempotency-Key,
 * neither of which is stored: the database alone tells nobody what was answered, not even a key of the register that
 * was shown once. Refusals are not kept, since they changed nothing. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>

#include "db/group.h"
#include "http/request.h"

struct replay;

/* For a request whose body is there; lives in its arena until replay_release. NULL when too many different statements
 * are in use: answer 503. */
struct replay *replay_create(struct request *request);
void replay_release(struct replay *replay);

/* Puts the question for an answer of before, as the group's next segment. */
void replay_ask(struct replay *replay, struct group *group);

/* Puts the request's answer, which is complete, into the group as its only segment, to be kept. */
void replay_keep(struct replay *replay, struct group *group);

/* Whether the group failed because the request was answered before. */
bool replay_is_answered(const PGresult *failure);

/* Puts the question for that answer itself, as the group's only segment. */
void replay_read(struct replay *replay, struct group *group);

/* Fills the request's answer from that segment's result, or refuses. */
void replay_answer(struct replay *replay, const PGresult *result);
