#include "registry/exchange.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/key.h"
#include "http/render.h"
#include "registry/failure.h"
#include "registry/page.h"
#include "registry/rows.h"

/* The arguments of registry.enter. */
enum { ENTER_KEY_ID, ENTER_DIGEST, ENTER_ROLES, ENTER_WRITES, ENTER_REQUEST_ID, ENTER_COUNT };

enum { MOST_COMPARED = 64 };

struct exchange {
    struct request *request;
    const struct endpoint *endpoint;
    struct exchange_room *room;
    struct group group;
    const char *identity[ENTER_COUNT];
    struct page page;
    struct query_input input;
    struct exchange *next_unsent;
    struct exchange *next_asking_same; /* answered with this one's rows */
};

void exchange_room_finish(struct exchange_room *room)
{
    buffer_finish(&room->composed.key);
}

static const struct registry *registry_of(const struct request *request)
{
    return request->registry;
}

/* Who asks, and whether the operation is for them: PostgreSQL decides, in the same transaction. */
static void set_identity(struct exchange *exchange, bool writes)
{
    struct request *request = exchange->request;

    exchange->identity[ENTER_KEY_ID] = request->key_id;
    exchange->identity[ENTER_DIGEST] = request->key_digest;
    exchange->identity[ENTER_ROLES] = exchange->endpoint->roles_text;
    exchange->identity[ENTER_WRITES] = writes ? "true" : "false";
    exchange->identity[ENTER_REQUEST_ID] = request->id;
    exchange->group.prologue_values = exchange->identity;
}

static enum lane_kind choose_lane(const struct request *request)
{
    if (request->method != METHOD_GET)
        return LANE_WRITE;
    return request->key_id ? LANE_OWN : LANE_PUBLIC;
}

static void make_ids(struct request *request, const struct query *query, const char **engine)
{
    char *id = arena_alloc(&request->arena, UUID_BYTES);
    char *key_id = arena_alloc(&request->arena, UUID_BYTES);
    char *key = arena_alloc(&request->arena, KEY_BYTES);
    char *digest = arena_alloc(&request->arena, KEY_DIGEST_BYTES);

    id_make_uuid7(id);
    engine[VALUE_NEW_ID] = id;
    if (!query_uses(query, VALUE_NEW_KEY))
        return;
    id_make_uuid7(key_id);
    key_make(key_id, key, digest);
    engine[VALUE_NEW_KEY_ID] = key_id;
    engine[VALUE_NEW_KEY] = key;
    engine[VALUE_NEW_KEY_DIGEST] = digest;
}

static const char *const *body_texts(struct request *request, const struct operation *operation)
{
    size_t count;
    const struct property *properties;
    const char **texts;

    if (!operation->body)
        return NULL;
    properties = schema_properties(operation->body, &count);
    texts = arena_alloc(&request->arena, (count + 1) * sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = request_body_text(request, properties[i].name);
    return texts;
}

static void fill_input(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct query_input *input = &exchange->input;
    const char **engine = (const char **)input->engine;

    input->parameters = request->values;
    input->body_properties = body_texts(request, request->operation);
    input->page = &exchange->page;
    engine[VALUE_BODY] = request->json ? request->body.data : NULL;
    engine[VALUE_IF_MATCH] = request->if_match;
    engine[VALUE_REQUEST_ID] = request->id;
    if (request->method == METHOD_POST)
        make_ids(request, exchange->endpoint->query, engine);
}

/* Finds the statement of this shape, or adds it. NULL when the cache is full of statements in use. */
static struct statement *get_statement(struct exchange *exchange, size_t number, struct composed *composed)
{
    struct statement_cache *cache = lanes_statements(exchange->request->lanes);
    const struct query *query = exchange->endpoint->query;
    struct arena *arena = &exchange->request->arena;
    struct statement *statement;
    struct buffer sql = {0};

    query_compose(query, number, &exchange->input, arena, composed, NULL);
    statement = statement_find(cache, composed->key.data, composed->key.length);
    if (statement)
        return statement;
    query_compose(query, number, &exchange->input, arena, composed, &sql);
    buffer_append_char(&sql, '\0');
    statement = statement_add(cache, composed->key.data, composed->key.length, sql.data, composed->value_count);
    buffer_finish(&sql);
    return statement;
}

static bool add_segments(struct exchange *exchange)
{
    struct composed *composed = &exchange->room->composed;
    struct arena *arena = &exchange->request->arena;
    struct group *group = &exchange->group;

    for (size_t i = 0; i < query_statement_count(exchange->endpoint->query); i++) {
        struct statement *statement = get_statement(exchange, i, composed);
        const char **values = arena_alloc(arena, (composed->value_count + 1) * sizeof *values);

        if (!statement)
            return false;
        memcpy(values, composed->values, composed->value_count * sizeof *values);
        group->segments[group->segment_count++] = (struct segment){statement, values};
    }
    return true;
}

/* Answers. */

static void answer_rows(struct exchange *exchange)
{
    struct statement *statement = exchange->group.segments[exchange->group.segment_count - 1].statement;

    if (!statement->plan)
        statement->plan = render_plan_create(exchange->group.result);
    rows_answer(exchange->request, exchange->group.result, statement->plan, &exchange->page);
}

static void tell_outcome(struct exchange *exchange)
{
    struct request *request = exchange->request;

    switch (exchange->group.outcome) {
    case GROUP_DONE:
        answer_rows(exchange);
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

/* A note of a key's use: a group of its own that nobody waits for. */
struct note {
    struct group group;
    const char *identity[ENTER_COUNT];
    const char *values[1];
    char key_id[UUID_BYTES];
    char digest[KEY_DIGEST_BYTES];
};

static void finish_note(struct group *group)
{
    group_finish(group);
    free(group->owner);
}

static void note_key_use(struct exchange *exchange)
{
    static const char key[] = "note_key_use";
    struct request *request = exchange->request;
    struct statement_cache *cache = lanes_statements(request->lanes);
    struct statement *statement = statement_find(cache, key, sizeof key - 1);
    struct note *note;

    if (!key_uses_should_note(&exchange->room->uses, request->key_id, clock_monotonic_us()))
        return;
    if (!statement)
        statement = statement_add(cache, key, sizeof key - 1, "select registry.note_key_use($1::uuid)", 1);
    if (!statement)
        return; /* under such load a later use is noted */
    note = calloc(1, sizeof *note);
    if (!note)
        return;
    strcpy(note->key_id, request->key_id);
    strcpy(note->digest, request->key_digest);
    note->values[0] = note->key_id;
    note->identity[ENTER_KEY_ID] = note->key_id;
    note->identity[ENTER_DIGEST] = note->digest;
    note->identity[ENTER_ROLES] = "{member,staff,admin}";
    note->identity[ENTER_WRITES] = "false";
    note->group = (struct group){.segments = {{statement, note->values}},
                                 .segment_count = 1,
                                 .prologue_values = note->identity,
                                 .writes = true,
                                 .done = finish_note,
                                 .owner = note};
    if (!lanes_submit(request->lanes, LANE_WRITE, &note->group))
        free(note);
}

/* The answer is there: the connection goes on, and libmicrohttpd asks for it. */
static void resume(struct exchange *exchange)
{
    struct request *request = exchange->request;
    const PGresult *entered = exchange->group.prologue_result;

    if (entered && PQntuples(entered) == 1 && !PQgetisnull(entered, 0, 0))
        request->role = arena_strdup(&request->arena, PQgetvalue(entered, 0, 0));
    if (request->key_id && exchange->group.outcome == GROUP_DONE)
        note_key_use(exchange);
    if (request->problem != PROBLEM_NONE)
        answer_problem(request);
    group_finish(&exchange->group);
    MHD_resume_connection(request->connection);
}

static const char *copy_text(struct request *request, const char *text)
{
    return text ? arena_strdup(&request->arena, text) : NULL;
}

/* The answer of another request for the same address, before it is sent; its texts may end with that request. */
static void copy_answer(struct request *request, const struct answer *from)
{
    struct answer *answer = &request->answer;

    answer->status = from->status;
    answer->content_type = from->content_type;
    answer->etag = copy_text(request, from->etag);
    answer->last_modified = copy_text(request, from->last_modified);
    answer->link = copy_text(request, from->link);
    buffer_append(&answer->body, from->body.data, from->body.length);
}

static void finish_exchange(struct group *group)
{
    struct exchange *exchange = group->owner;

    tell_outcome(exchange);
    for (struct exchange *next, *same = exchange->next_asking_same; same; same = next) {
        next = same->next_asking_same;
        if (exchange->request->problem == PROBLEM_NONE) {
            copy_answer(same->request, &exchange->request->answer);
        } else {
            same->group.outcome = group->outcome;
            same->group.result = group->result;
            same->group.failure = group->failure;
            tell_outcome(same);
            same->group.result = same->group.failure = NULL;
        }
        resume(same);
    }
    resume(exchange);
}

/* Anonymous requests for one address that came in the same turn of the loop are one question: it is sent after all of them
 * came, so each hears what it would have heard alone. Only with a popular page does this matter, and there very much.
 * What else than the address an anonymous answer depends on must be compared here. */
static bool join(struct exchange *exchange)
{
    struct request *request = exchange->request;
    struct exchange **unsent = &exchange->room->unsent;
    size_t tries = MOST_COMPARED;

    for (struct exchange *other = *unsent; other && tries--; other = other->next_unsent) {
        if (other->endpoint == exchange->endpoint && strcmp(other->request->target, request->target) == 0) {
            exchange->next_asking_same = other->next_asking_same;
            other->next_asking_same = exchange;
            MHD_suspend_connection(request->connection);
            request->state = REQUEST_RUNNING;
            return true;
        }
    }
    return false;
}

static bool submit(struct exchange *exchange, enum lane_kind lane)
{
    struct request *request = exchange->request;

    exchange->group.owner = exchange;
    if (lane != LANE_PUBLIC)
        set_identity(exchange, lane == LANE_WRITE);
    exchange->group.writes = lane == LANE_WRITE;
    MHD_suspend_connection(request->connection);
    request->state = REQUEST_RUNNING;
    if (lanes_submit(request->lanes, lane, &exchange->group)) {
        if (lane == LANE_PUBLIC) {
            exchange->next_unsent = exchange->room->unsent;
            exchange->room->unsent = exchange;
        }
        return true;
    }
    MHD_resume_connection(request->connection);
    request_refuse(request, PROBLEM_UNAVAILABLE, "Too many requests are waiting already.");
    answer_problem(request);
    return true;
}

/* More faults: the contract's validation has found some, and the database is asked what its rules say of the rest, so that
 * the client hears everything at once. */

static void finish_faults(struct group *group)
{
    struct exchange *exchange = group->owner;
    struct request *request = exchange->request;

    if (group->outcome == GROUP_DONE) {
        for (int i = 0; i < PQntuples(group->result); i++)
            failure_add_constraint(request, PQgetvalue(group->result, i, 0));
    } else if (group->outcome == GROUP_FAILED) {
        const char *state = PQresultErrorField(group->failure, PG_DIAG_SQLSTATE);

        /* Who may not do it at all hears that, and not the faults. */
        if (state && (strcmp(state, "FR401") == 0 || strcmp(state, "FR403") == 0)) {
            request->faults = (struct faults){.arena = &request->arena};
            request->problem = PROBLEM_NONE;
            failure_tell(request, group->failure);
        }
    }
    resume(exchange);
}

/* The body without the members in which faults were found: their values can not be asked about. */
static const char *faultless_body(struct request *request)
{
    json_t *rest = json_copy(request->json);
    char *text;
    const char *copied;

    for (const struct fault *fault = request->faults.first; fault; fault = fault->next) {
        size_t length = *fault->pointer == '/' ? strcspn(fault->pointer + 1, "/") : 0;

        if (length)
            json_object_del(rest, arena_copy(&request->arena, fault->pointer + 1, length));
    }
    text = json_dumps(rest, JSON_COMPACT);
    copied = arena_strdup(&request->arena, text ? text : "{}");
    free(text);
    json_decref(rest);
    return copied;
}

static bool start_gathering_faults(struct exchange *exchange)
{
    static const char key[] = "faults";
    struct request *request = exchange->request;
    struct statement_cache *cache = lanes_statements(request->lanes);
    struct statement *statement = statement_find(cache, key, sizeof key - 1);
    const char **values = arena_alloc(&request->arena, 3 * sizeof *values);

    if (!statement)
        statement = statement_add(cache, key, sizeof key - 1, "select registry.faults($1, $2::uuid, $3::jsonb)", 3);
    if (!statement)
        return false;
    values[0] = request->operation->resource;
    values[1] = request->operation->merge_patch ? request->values[0].texts[0] : NULL;
    values[2] = faultless_body(request);
    exchange->group.segments[0] = (struct segment){statement, values};
    exchange->group.segment_count = 1;
    exchange->group.done = finish_faults;
    return submit(exchange, LANE_WRITE);
}

static bool start_query(struct exchange *exchange)
{
    struct request *request = exchange->request;
    enum lane_kind lane = choose_lane(request);

    if (lane == LANE_PUBLIC && join(exchange))
        return true;
    if (request->operation->is_list) {
        page_read(request, &exchange->page);
        if (request->faults.count) {
            request_refuse(request, PROBLEM_INVALID_PARAMETER, NULL);
            return false;
        }
    }
    fill_input(exchange);
    if (!add_segments(exchange)) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "Too many different requests are under way.");
        return false;
    }
    exchange->group.done = finish_exchange;
    return submit(exchange, lane);
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
    exchange = arena_alloc(&request->arena, sizeof *exchange);
    exchange->request = request;
    exchange->endpoint = endpoint;
    exchange->room = room;
    if (request->problem == PROBLEM_INVALID_BODY && request->operation->resource && json_is_object(request->json) &&
        start_gathering_faults(exchange))
        return true;
    if (request->problem == PROBLEM_NONE && start_query(exchange))
        return true;
    answer_problem(request);
    return false;
}
