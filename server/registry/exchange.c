#include "registry/exchange.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/key.h"
#include "http/render.h"
#include "registry/download.h"
#include "registry/exchange_inside.h"
#include "registry/export.h"
#include "registry/failure.h"
#include "registry/follow.h"
#include "registry/gather.h"
#include "registry/intake.h"
#include "registry/many.h"
#include "registry/replay.h"
#include "registry/rows.h"
#include "registry/shelf.h"

enum { MOST_COMPARED = 64 };

void exchange_room_init(struct exchange_room *room, size_t kept_bytes)
{
    *room = (struct exchange_room){.turn = 1, .shelf = shelf_create(kept_bytes)};
}

void exchange_room_finish(struct exchange_room *room)
{
    buffer_finish(&room->composed.key);
    buffer_finish(&room->state);
    shelf_destroy(room->shelf);
}

void exchange_room_close_turn(struct exchange_room *room)
{
    room->unsent = NULL;
    room->question = NULL;
    room->turn++;
}

static const struct registry *registry_of(const struct request *request)
{
    return request->registry;
}

static enum lane_kind choose_lane(const struct request *request)
{
    if (request->method != METHOD_GET)
        return LANE_WRITE;
    if (request->operation->is_slow || request_find_value(request, "count"))
        return request->key_id ? LANE_STREAM_OWN : LANE_STREAM_PUBLIC;
    return request->key_id ? LANE_OWN : LANE_PUBLIC;
}

/* Answers. */

void exchange_answer_rows(struct exchange *exchange)
{
    struct statement *statement = exchange->group.segments[exchange->group.segment_count - 1].statement;
    const struct choice *choice = exchange->input.choice;

    if (!statement->plan)
        statement->plan = render_plan_create(exchange->group.result, choice ? (int)choice->shown : INT_MAX);
    if (exchange->request->batch)
        many_answer(exchange->request, exchange->group.result, statement->plan);
    else
        rows_answer(exchange->request, exchange->group.result, statement->plan, &exchange->page);
}

void exchange_tell_failure(struct exchange *exchange)
{
    struct request *request = exchange->request;

    switch (exchange->group.outcome) {
    case GROUP_DONE:
        break;
    case GROUP_FAILED:
        failure_tell(request, exchange->group.failure);
        break;
    case GROUP_UNAVAILABLE:
        request_refuse(request, PROBLEM_UNAVAILABLE, NULL);
        break;
    case GROUP_LOST:
        request_refuse(request, PROBLEM_OUTCOME_UNKNOWN, NULL);
        break;
    }
}

static void tell_outcome(struct exchange *exchange)
{
    if (exchange->group.outcome == GROUP_DONE)
        exchange_answer_rows(exchange);
    else
        exchange_tell_failure(exchange);
}

/* The answer is there: the connection goes on, and libmicrohttpd asks for it. */
void exchange_resume(struct exchange *exchange)
{
    struct request *request = exchange->request;

    if (*exchange->group.entered_as)
        request->role = arena_strdup(&request->arena, exchange->group.entered_as);
    if (request->key_id && exchange->group.outcome == GROUP_DONE)
        key_uses_note(&exchange->room->uses, request);
    if (request->problem != PROBLEM_NONE)
        answer_problem(request);
    group_finish(&exchange->group);
    MHD_resume_connection(request->connection);
}

/* The same for another request that asked the same. */
static void tell_same(const struct exchange *exchange, struct exchange *same)
{
    const struct group *group = &exchange->group;

    if (exchange->request->problem == PROBLEM_NONE) {
        answer_copy(same->request, &exchange->request->answer);
        return;
    }
    same->group.outcome = group->outcome;
    same->group.result = group->result;
    same->group.failure = group->failure;
    if (group->segment_count) {
        same->group.segments[0] = group->segments[group->segment_count - 1];
        same->group.segment_count = 1;
    }
    tell_outcome(same);
    same->group.result = same->group.failure = NULL; /* they are the other's */
}

static void answer_same(struct exchange *exchange)
{
    for (struct exchange *next, *same = exchange->next_asking_same; same; same = next) {
        next = same->next_asking_same;
        tell_same(exchange, same);
        exchange_resume(same);
    }
}

static void deliver(struct exchange *exchange)
{
    answer_same(exchange);
    exchange_resume(exchange);
}

static void finish_exchange(struct group *group)
{
    struct exchange *exchange = group->owner;
    struct exchange_room *room = exchange->room;
    struct request *request = exchange->request;

    tell_outcome(exchange);
    /* The state was read before these rows, so that rows of a later state are kept as older than they are: to be asked
     * for again, never to be given when they should not. The other way round would be a lie. */
    if (exchange->turn && exchange->turn == room->state_turn && request->problem == PROBLEM_NONE &&
        request->answer.status == MHD_HTTP_OK)
        shelf_put(room->shelf, request, room->state.data);
    deliver(exchange);
}

void exchange_suspend(struct request *request)
{
    MHD_suspend_connection(request->connection);
    request->state = REQUEST_RUNNING;
}

bool exchange_submit(struct exchange *exchange, enum lane_kind lane)
{
    struct request *request = exchange->request;
    bool writes = lane == LANE_WRITE || lane == LANE_UPLOAD;

    exchange->group.owner = exchange;
    if (lanes_know_asker(lane))
        exchange_set_identity(exchange, writes || request->upload);
    exchange->group.writes = writes;
    if (lanes_submit(request->lanes, lane, &exchange->group))
        return true;
    request_refuse(request, PROBLEM_UNAVAILABLE, "Too many requests are waiting already.");
    return false;
}

/* What came with an Idempotency-Key. */

/* The answer is kept in the transaction of its change. */
static bool keep_answer(struct group *group)
{
    struct exchange *exchange = group->owner;

    group->more = NULL;
    exchange_answer_rows(exchange);
    if (exchange->request->problem != PROBLEM_NONE)
        return false;
    replay_keep(exchange->replay, group);
    return true;
}

static void finish_reading(struct group *group)
{
    struct exchange *exchange = group->owner;

    if (group->outcome == GROUP_DONE)
        replay_answer(exchange->replay, group->result);
    else
        tell_outcome(exchange);
    replay_release(exchange->replay);
    exchange_resume(exchange);
}

static void finish_once(struct group *group)
{
    struct exchange *exchange = group->owner;

    if (group->outcome == GROUP_FAILED && replay_is_answered(group->failure)) {
        group_finish(group);
        replay_read(exchange->replay, group);
        group->done = finish_reading;
        if (exchange_submit(exchange, LANE_OWN))
            return;
    } else if (group->outcome != GROUP_DONE) {
        tell_outcome(exchange); /* of success it was told before it was committed */
    }
    replay_release(exchange->replay);
    exchange_resume(exchange);
}

static bool start_replay(struct exchange *exchange)
{
    struct request *request = exchange->request;

    if (!request->idempotency_key || request_is_dry_run(request))
        return true; /* what changes nothing may be carried out as often as it is sent */
    exchange->replay = replay_create(request);
    if (!exchange->replay)
        return false;
    replay_ask(exchange->replay, &exchange->group);
    exchange->group.more = keep_answer;
    return true;
}

/* Sends what the operation's SQL file asks. Returns false when the request has a problem instead. */
static bool send_query(struct exchange *exchange, enum lane_kind lane)
{
    struct request *request = exchange->request;

    if (request->operation->is_list) {
        page_read(request, &exchange->page);
        if (request->faults.count) {
            request_refuse(request, PROBLEM_INVALID_PARAMETER, NULL);
            return false;
        }
    }
    if (!start_replay(exchange) || !exchange_compose(exchange, "")) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
        replay_release(exchange->replay);
        return false;
    }
    exchange->group.done = exchange->replay               ? finish_once
                           : request->operation->download ? download_finish
                                                          : finish_exchange;
    if (exchange_submit(exchange, lane))
        return true;
    replay_release(exchange->replay);
    return false;
}

/* Strangers' reads. */

/* What state the data is in: asked once a turn, before the turn's reads, on the one connection that all of them share.
 */
struct question {
    struct group group;
    struct exchange_room *room;
    uint64_t turn;
    struct exchange *waiting; /* to hear whether the answer that is kept still holds */
};

static void ask_rows(struct exchange *exchange);

static void answer_from_shelf(struct exchange *exchange, struct group *question)
{
    struct request *request = exchange->request;

    if (question->outcome != GROUP_DONE) {
        exchange->group.outcome = question->outcome;
        exchange->group.failure = question->failure;
        tell_outcome(exchange);
        answer_same(exchange);
        exchange->group.failure = NULL; /* the question's own */
        exchange_resume(exchange);
    } else if (shelf_take(exchange->room->shelf, request, exchange->room->state.data)) {
        deliver(exchange);
    } else {
        ask_rows(exchange);
    }
}

static void finish_question(struct group *group)
{
    struct question *question = group->owner;
    struct exchange_room *room = question->room;

    if (group->outcome == GROUP_DONE) {
        room->state.length = 0;
        buffer_append(&room->state, PQgetvalue(group->result, 0, 0), (size_t)PQgetlength(group->result, 0, 0) + 1);
        room->state_turn = question->turn;
    }
    for (struct exchange *next, *exchange = question->waiting; exchange; exchange = next) {
        next = exchange->next_waiting;
        answer_from_shelf(exchange, group);
    }
    group_finish(group);
    free(question);
}

/* The question of this turn; NULL when nothing is kept or there is no room to ask. */
static struct question *ask_state(struct exchange *exchange)
{
    struct exchange_room *room = exchange->room;
    struct lanes *lanes = exchange->request->lanes;
    struct statement *statement;
    struct question *question;

    if (room->question || !room->shelf)
        return room->question;
    statement = statement_get(lanes_statements(lanes), "select registry.reading_state()", 0);
    question = statement ? calloc(1, sizeof *question) : NULL;
    if (!question)
        return NULL;
    question->room = room;
    question->turn = room->turn;
    question->group = (struct group){
        .segments = {{.statement = statement}}, .segment_count = 1, .done = finish_question, .owner = question};
    if (!lanes_submit(lanes, LANE_PUBLIC, &question->group)) {
        free(question);
        return NULL;
    }
    room->question = question;
    return question;
}

/* Asks for the rows of a request that is suspended already. Lists are kept; one item is cheaper to ask for than to
 * keep. */
static void ask_rows(struct exchange *exchange)
{
    if (exchange->request->operation->is_list && ask_state(exchange))
        exchange->turn = exchange->room->turn;
    if (!send_query(exchange, LANE_PUBLIC))
        deliver(exchange);
}

/* Requests for one address that came in the same turn of the loop are one question: it is sent after all of them came,
 * so each hears what it would have heard alone. What else than the address a stranger's answer depends on must be
 * compared here, and in shelf.c. */
static bool join(struct exchange *exchange)
{
    const char *target = exchange->request->target;
    size_t tries = MOST_COMPARED;

    for (struct exchange *other = exchange->room->unsent; other && tries--; other = other->next_unsent) {
        if (other->endpoint == exchange->endpoint && strcmp(other->request->target, target) == 0) {
            exchange->next_asking_same = other->next_asking_same;
            other->next_asking_same = exchange;
            return true;
        }
    }
    return false;
}

static void start_public(struct exchange *exchange)
{
    struct exchange_room *room = exchange->room;
    struct question *question;

    exchange_suspend(exchange->request);
    if (join(exchange))
        return;
    exchange->next_unsent = room->unsent;
    room->unsent = exchange;
    question = shelf_has(room->shelf, exchange->request->target) ? ask_state(exchange) : NULL;
    if (question) {
        exchange->next_waiting = question->waiting;
        question->waiting = exchange;
    } else {
        ask_rows(exchange);
    }
}

static bool start_query(struct exchange *exchange)
{
    enum lane_kind lane = choose_lane(exchange->request);

    if (exchange->request->operation->feed)
        return follow_start(exchange);
    if (exchange->request->rendition != RENDITION_JSON)
        return export_start(exchange);
    if (lane == LANE_PUBLIC && !exchange->request->operation->download) {
        start_public(exchange);
        return true;
    }
    if (!send_query(exchange, lane))
        return false;
    exchange_suspend(exchange->request);
    return true;
}

struct exchange *exchange_create(struct request *request, struct exchange_room *room, const struct query *query)
{
    struct exchange *exchange = arena_alloc(&request->arena, sizeof *exchange);

    exchange->request = request;
    exchange->endpoint = registry_find_endpoint(registry_of(request), request->operation);
    exchange->query = query;
    exchange->room = room;
    return exchange;
}

bool exchange_ask(struct request *request, struct exchange_room *room)
{
    const struct endpoint *endpoint = registry_find_endpoint(registry_of(request), request->operation);

    return intake_ask(exchange_create(request, room, endpoint->before));
}

bool exchange_start(struct request *request, struct exchange_room *room)
{
    const struct endpoint *endpoint =
        request->operation ? registry_find_endpoint(registry_of(request), request->operation) : NULL;
    struct exchange *exchange;

    if (request->problem == PROBLEM_NONE && endpoint && endpoint->handler)
        endpoint->handler(request);
    if (!endpoint || endpoint->handler) {
        if (request->problem != PROBLEM_NONE)
            answer_problem(request);
        return false;
    }
    exchange = exchange_create(request, room, request->batch ? endpoint->many : endpoint->query);
    if (request->problem == PROBLEM_NONE && request->upload) {
        intake_start(exchange);
        return true;
    }
    if (request->problem == PROBLEM_INVALID_BODY && request->operation->resource && json_is_object(request->json) &&
        gather_start(exchange))
        return true;
    if (request->problem == PROBLEM_NONE && start_query(exchange))
        return true;
    answer_problem(request);
    return false;
}
