#include "registry/replay.h"

#include <assert.h>
#include <ctype.h>
#include <sodium.h>
#include <string.h>

#include "base/log.h"
#include "http/answer.h"

enum { HASH_BYTES = 32 };

enum { ASK, KEEP, READ, QUESTION_COUNT };
enum { SLOT, FINGERPRINT, SEALED, VALUE_COUNT }; /* of the questions, in this order */

static const struct question_row {
    const char *sql;
    size_t parameter_count;
} questions[QUESTION_COUNT] = {
    [ASK] = {"select registry.recall_answer($1::bytea, $2::bytea)", 2},
    [KEEP] = {"select registry.keep_answer($1::bytea, $2::bytea, $3::bytea)", 3},
    [READ] = {"select registry.read_answer($1::bytea)", 1},
};

static const int formats[VALUE_COUNT] = {1, 1, 1};

struct replay {
    struct request *request;
    struct statement *statements[QUESTION_COUNT]; /* held until replay_release */
    unsigned char slot[HASH_BYTES];               /* where the answer is kept */
    unsigned char fingerprint[HASH_BYTES];        /* of the request */
    const char *values[VALUE_COUNT];
    int lengths[VALUE_COUNT];
};

static void hash_text(crypto_generichash_state *state, const char *text)
{
    crypto_generichash_update(state, (const unsigned char *)text,
                              strlen(text) + 1); /* so that "ab" "c" is not "a" "bc" */
}

/* What is secret about a slot stays so: the purpose tells its hash from that which seals. */
static void hash_asker(const char *purpose, const char *asker, const char *idempotency_key, unsigned char *ret_hash)
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    hash_text(&state, purpose);
    hash_text(&state, asker ? asker : "");
    hash_text(&state, idempotency_key);
    crypto_generichash_final(&state, ret_hash, HASH_BYTES);
    sodium_memzero(&state, sizeof state);
}

static const char *plain_media_type(struct request *request)
{
    char *type = arena_strdup(&request->arena, request->content_type ? request->content_type : "");

    type[strcspn(type, "; \t")] = '\0';
    for (char *c = type; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return type;
}

static void hash_request(struct request *request, unsigned char *ret_hash)
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
    hash_text(&state, request->method_text);
    hash_text(&state, request->target);
    hash_text(&state, plain_media_type(request));
    crypto_generichash_update(&state, (const unsigned char *)request->body.data, request->body.length);
    crypto_generichash_final(&state, ret_hash, HASH_BYTES);
}

static void put_value(struct replay *replay, size_t place, const void *bytes, size_t count)
{
    replay->values[place] = bytes;
    replay->lengths[place] = (int)count;
}

struct replay *replay_create(struct request *request)
{
    struct statement_cache *cache = lanes_statements(request->lanes);
    struct replay *replay = arena_alloc(&request->arena, sizeof *replay);

    replay->request = request;
    for (size_t i = 0; i < QUESTION_COUNT; i++) {
        replay->statements[i] = statement_get(cache, questions[i].sql, questions[i].parameter_count);
        if (!replay->statements[i]) {
            replay_release(replay);
            return NULL;
        }
        replay->statements[i]->users++;
    }
    hash_asker("slot", request->key_id, request->idempotency_key, replay->slot);
    hash_request(request, replay->fingerprint);
    put_value(replay, SLOT, replay->slot, HASH_BYTES);
    put_value(replay, FINGERPRINT, replay->fingerprint, HASH_BYTES);
    return replay;
}

void replay_release(struct replay *replay)
{
    for (size_t i = 0; replay && i < QUESTION_COUNT; i++) {
        if (replay->statements[i])
            replay->statements[i]->users--;
        replay->statements[i] = NULL;
    }
}

static void put_segment(struct replay *replay, size_t question, struct group *group, size_t place)
{
    group->segments[place] = (struct segment){.statement = replay->statements[question],
                                              .values = replay->values,
                                              .lengths = replay->lengths,
                                              .formats = formats};
    group->segment_count = place + 1;
}

void replay_ask(struct replay *replay, struct group *group)
{
    put_segment(replay, ASK, group, group->segment_count);
}

/* Sealing: a nonce, then the sealed bytes. */

static void make_seal(const struct request *request, unsigned char *ret_key)
{
    static_assert(HASH_BYTES == crypto_secretbox_KEYBYTES);
    hash_asker("seal", request->key_text, request->idempotency_key, ret_key);
}

void replay_keep(struct replay *replay, struct group *group)
{
    struct request *request = replay->request;
    unsigned char key[HASH_BYTES];
    unsigned char *sealed;
    struct buffer packed = {0};
    size_t sealed_bytes;

    answer_pack(&request->answer, &packed);
    sealed_bytes = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + packed.length;
    sealed = arena_alloc(&request->arena, sealed_bytes);
    make_seal(request, key);
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (unsigned char *)packed.data, packed.length, sealed,
                          key);
    sodium_memzero(key, sizeof key);
    sodium_memzero(packed.data, packed.length);
    buffer_finish(&packed);
    put_value(replay, SEALED, sealed, sealed_bytes);
    put_segment(replay, KEEP, group, 0);
}

bool replay_is_answered(const PGresult *failure)
{
    const char *state = PQresultErrorField(failure, PG_DIAG_SQLSTATE);

    return state && strcmp(state, "FRDID") == 0;
}

void replay_read(struct replay *replay, struct group *group)
{
    put_segment(replay, READ, group, 0);
}

static bool open_answer(struct request *request, const unsigned char *sealed, size_t sealed_bytes)
{
    size_t box_bytes = sealed_bytes - crypto_secretbox_NONCEBYTES;
    unsigned char key[HASH_BYTES];
    unsigned char *packed;
    bool opened;

    if (sealed_bytes < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
        return false;
    packed = arena_alloc(&request->arena, box_bytes);
    make_seal(request, key);
    opened = crypto_secretbox_open_easy(packed, sealed + crypto_secretbox_NONCEBYTES, box_bytes, sealed, key) == 0;
    sodium_memzero(key, sizeof key);
    return opened && answer_unpack(request, (const char *)packed, box_bytes - crypto_secretbox_MACBYTES);
}

void replay_answer(struct replay *replay, const PGresult *result)
{
    struct request *request = replay->request;
    size_t sealed_bytes = 0;
    unsigned char *sealed = NULL;

    if (PQgetisnull(result, 0, 0)) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "The answer of before was just forgotten, after its 24 hours.");
        return;
    }
    sealed = PQunescapeBytea((const unsigned char *)PQgetvalue(result, 0, 0), &sealed_bytes);
    if (sealed && open_answer(request, sealed, sealed_bytes)) {
        request->answer.is_replay = true;
    } else {
        log_error("replay", "request=%s message=%s", request->id, log_quote("a kept answer can not be opened"));
        request_refuse(request, PROBLEM_INTERNAL, NULL);
    }
    PQfreemem(sealed);
}
