/* exchange_compose.c: what an exchange sends: who asks, and the statements of the operation's SQL file with their values. */
#include <string.h>

#include "base/id.h"
#include "contract/body.h"
#include "http/key.h"
#include "registry/choice.h"
#include "registry/exchange_inside.h"
#include "registry/intake.h"
#include "registry/many.h"

/* Who asks, and whether the operation is for them: PostgreSQL decides, in the same transaction. */
void exchange_set_identity(struct exchange *exchange, bool writes)
{
    struct request *request = exchange->request;

    exchange->identity[ENTER_KEY_ID] = request->key_id;
    exchange->identity[ENTER_DIGEST] = request->key_digest;
    exchange->identity[ENTER_ROLES] = exchange->endpoint->roles_text;
    exchange->identity[ENTER_WRITES] = writes ? "true" : "false";
    exchange->identity[ENTER_REQUEST_ID] = request->id;
    exchange->group.prologue_values = exchange->identity;
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
    input->choice = choice_make(request->operation, request->values, &exchange->page, &request->arena);
    engine[VALUE_BODY] = request->json ? request->body.data : NULL;
    engine[VALUE_IF_MATCH] = request->if_match;
    engine[VALUE_REQUEST_ID] = request->id;
    engine[VALUE_TOTAL] = request->operation->total && request->rendition == RENDITION_JSON ? "true" : NULL;
    if (request->method == METHOD_POST || request->upload)
        make_ids(request, exchange->query, engine);
    if (request->batch)
        many_fill_input(request, engine);
    if (request->upload)
        intake_fill_input(request, engine);
}

/* Finds the statement of this shape, or adds it, with `head` before its text. NULL when the cache is full of statements in
 * use. */
static struct statement *get_statement(struct exchange *exchange, size_t number, const char *head,
                                       struct composed *composed)
{
    struct statement_cache *cache = lanes_statements(exchange->request->lanes);
    const struct query *query = exchange->query;
    struct arena *arena = &exchange->request->arena;
    struct statement *statement;
    struct buffer sql = {0};

    query_compose(query, number, &exchange->input, arena, composed, NULL);
    buffer_append_text(&composed->key, head);
    statement = statement_find(cache, composed->key.data, composed->key.length);
    if (statement)
        return statement;
    buffer_append_text(&sql, head);
    query_compose(query, number, &exchange->input, arena, composed, &sql);
    buffer_append_text(&composed->key, head);
    buffer_append_char(&sql, '\0');
    statement = statement_add(cache, composed->key.data, composed->key.length, sql.data, composed->value_count);
    buffer_finish(&sql);
    return statement;
}

bool exchange_compose(struct exchange *exchange, const char *head)
{
    struct composed *composed = &exchange->room->composed;
    struct arena *arena = &exchange->request->arena;
    struct group *group = &exchange->group;
    size_t count = query_statement_count(exchange->query);

    fill_input(exchange);
    for (size_t i = 0; i < count; i++) {
        struct statement *statement = get_statement(exchange, i, i + 1 == count ? head : "", composed);
        const char **values = arena_alloc(arena, (composed->value_count + 1) * sizeof *values);

        if (!statement)
            return false;
        memcpy(values, composed->values, composed->value_count * sizeof *values);
        group->segments[group->segment_count++] = (struct segment){.statement = statement, .values = values};
    }
    return true;
}
