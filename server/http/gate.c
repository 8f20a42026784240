#include "http/gate.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "http/key.h"
#include "http/request.h"

const char *gate_read_proxies(struct gate *gate, const char *text)
{
    static char complaint[200];

    for (const char *at = text; *at; at += strcspn(at, ","), at += *at == ',') {
        size_t length;

        at += strspn(at, " ");
        length = strcspn(at, ", ");
        if (gate->proxy_count == MOST_PROXIES) {
            snprintf(complaint, sizeof complaint, "--trusted-proxies must have at most %d networks", MOST_PROXIES);
            return complaint;
        }
        if (!network_read(at, length, &gate->proxies[gate->proxy_count])) {
            snprintf(complaint, sizeof complaint,
                     "--trusted-proxies must be addresses and networks like 10.0.0.0/8, and has %.*s",
                     (int)(length < 60 ? length : 60), at);
            return complaint;
        }
        gate->proxy_count++;
    }
    return NULL;
}

static uint64_t hash_address(const struct gate *gate, char purpose, const struct in6_addr *address)
{
    bool is_v4 = IN6_IS_ADDR_V4MAPPED(address);

    return limiter_hash(gate->limiter, purpose, address->s6_addr,
                        is_v4 ? sizeof address->s6_addr : sizeof address->s6_addr / 2);
}

static struct in6_addr find_client(const struct gate *gate, const struct request *request, const char *forwarded_for)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct in6_addr peer = {0};

    if (info && info->client_addr)
        peer = address_of_socket(info->client_addr);
    return address_of_client(&peer, forwarded_for, gate->proxies, gate->proxy_count);
}

static void refuse(struct request *request, const struct limit_policy *policy, const struct limit_verdict *verdict)
{
    request->answer.retry_after_s = verdict->retry_s;
    request->problem = PROBLEM_TOO_MANY_REQUESTS; /* whatever else is wrong */
    request->problem_detail =
        arena_printf(&request->arena, "The limit \"%s\" is %u in %u seconds; the next is taken in %u.", policy->name,
                     policy->quota, policy->window_s, verdict->retry_s);
}

static void take(struct gate *gate, struct request *request, const struct limit_policy *policy, uint64_t asker,
                 int64_t now_us)
{
    struct passage *passage = &request->passage;
    struct limit_verdict verdict;

    if (policy->quota == 0)
        return;
    verdict = limiter_take(gate->limiter, policy, asker, now_us);
    passage->limits[passage->count++] = (struct taken_limit){policy, asker, verdict};
    if (!verdict.allowed)
        refuse(request, policy, &verdict);
}

/* Whether the address has guessed too many keys to have another one looked at. */
static bool has_guessed_enough(struct gate *gate, struct request *request, int64_t now_us)
{
    struct limit_verdict guesses;

    if (gate->wrong_keys.quota == 0 || !request->answer.is_private)
        return false;
    guesses = limiter_look(gate->limiter, &gate->wrong_keys, request->passage.address, now_us);
    if (!guesses.allowed)
        refuse(request, &gate->wrong_keys, &guesses);
    return !guesses.allowed;
}

static uint64_t hash_key(const struct gate *gate, const struct request *request)
{
    char who[UUID_BYTES + KEY_DIGEST_BYTES];
    int bytes = snprintf(who, sizeof who, "%s%s", request->key_id, request->key_digest);

    return limiter_hash(gate->limiter, 'k', who, (size_t)bytes);
}

void gate_enter(struct gate *gate, struct request *request, const char *forwarded_for)
{
    enum limit_class class = request->operation ? request->operation->limit : LIMIT_USUAL;
    int64_t now_us = request->started_us;
    struct in6_addr client;

    if (class == LIMIT_NONE || request->is_options)
        return;
    client = find_client(gate, request, forwarded_for);
    request->passage.address = hash_address(gate, 'w', &client);
    if (has_guessed_enough(gate, request, now_us))
        return;
    if (request->key_id) {
        take(gate, request, &gate->keys, hash_key(gate, request), now_us);
        return;
    }
    take(gate, request, &gate->addresses, hash_address(gate, 'a', &client), now_us);
    if (class == LIMIT_APPLICATIONS && request->problem != PROBLEM_TOO_MANY_REQUESTS)
        take(gate, request, &gate->applications, hash_address(gate, 'p', &client), now_us);
}

void gate_leave(struct gate *gate, struct request *request)
{
    struct passage *passage = &request->passage;
    int64_t now_us = clock_monotonic_us();

    if (request->problem == PROBLEM_KEY_INVALID && gate->wrong_keys.quota && passage->address)
        limiter_take(gate->limiter, &gate->wrong_keys, passage->address, now_us);
    if (request->answer.status != MHD_HTTP_NOT_MODIFIED)
        return;
    for (size_t i = 0; i < passage->count; i++) {
        struct taken_limit *limit = &passage->limits[i];

        limit->verdict = limiter_give_back(gate->limiter, limit->policy, limit->asker, now_us);
    }
}
