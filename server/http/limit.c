#include "http/limit.h"

#include <arpa/inet.h>
#include <assert.h>
#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
    SET_BUCKETS = 8,
    TAG_BITS = 24,
    TICK_US = 100,
    CLIENT_PREFIX_BYTES = 8, /* of an IPv6 address */
    V4_PREFIX = 96,
    ADDRESS_TEXT_BYTES = INET6_ADDRSTRLEN + 2,
};

static const uint64_t tick_mask =
    (UINT64_C(1) << (64 - TAG_BITS)) - 1; /* 40 bits of 0.1 ms: three years of a process */

struct limiter {
    unsigned char secret[crypto_shorthash_KEYBYTES];
    size_t sets;
    _Atomic uint64_t *words;
};

struct limiter *limiter_create(size_t buckets)
{
    struct limiter *limiter = calloc(1, sizeof *limiter);
    size_t bytes = buckets * sizeof(uint64_t);

    assert(buckets >= SET_BUCKETS && (buckets & (buckets - 1)) == 0);
    if (!limiter)
        abort();
    limiter->words = aligned_alloc(SET_BUCKETS * sizeof(uint64_t), bytes);
    if (!limiter->words)
        abort();
    memset((void *)limiter->words, 0, bytes);
    limiter->sets = buckets / SET_BUCKETS;
    randombytes_buf(limiter->secret, sizeof limiter->secret);
    return limiter;
}

void limiter_destroy(struct limiter *limiter)
{
    if (!limiter)
        return;
    free((void *)limiter->words);
    free(limiter);
}

uint64_t limiter_hash(const struct limiter *limiter, char purpose, const void *bytes, size_t count)
{
    unsigned char text[1 + 256];
    uint64_t hash;

    assert(count <= sizeof text - 1);
    text[0] = (unsigned char)purpose;
    memcpy(text + 1, bytes, count);
    crypto_shorthash((unsigned char *)&hash, text, count + 1, limiter->secret);
    return hash;
}

/* A word is the tag, then the ticks until which the bucket is spoken for. An asker whose tag would be 0 has 1. */
static uint64_t tag_of(uint64_t asker)
{
    uint64_t tag = asker >> (64 - TAG_BITS);

    return tag ? tag : 1;
}

static uint64_t ticks_of(uint64_t word)
{
    return word & tick_mask;
}

static uint64_t tag_in(uint64_t word)
{
    return word >> (64 - TAG_BITS);
}

static _Atomic uint64_t *set_of(const struct limiter *limiter, uint64_t asker)
{
    return limiter->words + (asker & (limiter->sets - 1)) * SET_BUCKETS;
}

/* The asker's bucket, or, when it has none, the one to take: spoken for the shortest. Sets *ret_word to what stands
 * there. */
static _Atomic uint64_t *find_bucket(const struct limiter *limiter, uint64_t asker, uint64_t *ret_word)
{
    _Atomic uint64_t *set = set_of(limiter, asker);
    _Atomic uint64_t *found = NULL;

    for (size_t i = 0; i < SET_BUCKETS; i++) {
        uint64_t word = atomic_load_explicit(&set[i], memory_order_relaxed);

        if (tag_in(word) == tag_of(asker)) {
            *ret_word = word;
            return &set[i];
        }
        if (!found || ticks_of(word) < ticks_of(*ret_word)) {
            found = &set[i];
            *ret_word = word;
        }
    }
    return found;
}

/* The policy in ticks, and what a bucket that is spoken for until `until` means at `now`. */
struct measure {
    uint64_t window;
    uint64_t interval; /* that one request speaks for */
    uint64_t now;
};

static struct measure measure_of(const struct limit_policy *policy, int64_t now_us)
{
    struct measure measure = {.window = (uint64_t)policy->window_s * (1000000 / TICK_US),
                              .now = (uint64_t)now_us / TICK_US};

    measure.interval = measure.window / policy->quota;
    measure.interval += !measure.interval;
    return measure;
}

static unsigned seconds_up(uint64_t ticks)
{
    return (unsigned)((ticks + 1000000 / TICK_US - 1) / (1000000 / TICK_US));
}

static struct limit_verdict judge(const struct limit_policy *policy, const struct measure *measure, uint64_t until,
                                  bool allowed)
{
    uint64_t spoken_for = until > measure->now ? until - measure->now : 0;
    uint64_t room = spoken_for < measure->window ? measure->window - spoken_for : 0;
    struct limit_verdict verdict = {.allowed = allowed, .remaining = (unsigned)(room / measure->interval)};

    if (verdict.remaining > policy->quota)
        verdict.remaining = policy->quota;
    verdict.reset_s = seconds_up(spoken_for);
    verdict.retry_s = room < measure->interval ? seconds_up(measure->interval - room) : 0;
    return verdict;
}

/* Moves the time until which the bucket is spoken for by one interval, forwards or back. */
static struct limit_verdict move(struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                 int64_t now_us, bool forwards)
{
    struct measure measure = measure_of(policy, now_us);

    for (;;) {
        uint64_t word;
        _Atomic uint64_t *bucket = find_bucket(limiter, asker, &word);
        bool is_own = tag_in(word) == tag_of(asker);
        uint64_t until = is_own && ticks_of(word) > measure.now ? ticks_of(word) : measure.now;

        if (forwards && until + measure.interval > measure.now + measure.window)
            return judge(policy, &measure, until, false);
        if (!forwards && !is_own)
            return judge(policy, &measure, until, true);
        until = forwards ? until + measure.interval : until - measure.interval;
        if (!forwards && until < measure.now)
            until = measure.now;
        if (atomic_compare_exchange_weak_explicit(bucket, &word, tag_of(asker) << (64 - TAG_BITS) | (until & tick_mask),
                                                  memory_order_relaxed, memory_order_relaxed))
            return judge(policy, &measure, until, true);
    }
}

struct limit_verdict limiter_take(struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                  int64_t now_us)
{
    return move(limiter, policy, asker, now_us, true);
}

struct limit_verdict limiter_give_back(struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                       int64_t now_us)
{
    return move(limiter, policy, asker, now_us, false);
}

struct limit_verdict limiter_look(const struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                  int64_t now_us)
{
    struct measure measure = measure_of(policy, now_us);
    struct limit_verdict verdict;
    uint64_t word;

    find_bucket(limiter, asker, &word);
    verdict = judge(policy, &measure, tag_in(word) == tag_of(asker) ? ticks_of(word) : 0, true);
    verdict.allowed = verdict.retry_s == 0;
    return verdict;
}

/* Addresses. */

static bool read_address(const char *text, size_t bytes, struct in6_addr *ret_address, bool *ret_is_v4)
{
    char copy[ADDRESS_TEXT_BYTES];
    struct in_addr v4;

    if (bytes == 0 || bytes >= sizeof copy)
        return false;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    *ret_is_v4 = inet_pton(AF_INET, copy, &v4) == 1;
    if (!*ret_is_v4)
        return inet_pton(AF_INET6, copy, ret_address) == 1;
    memset(ret_address, 0, sizeof *ret_address);
    memset(ret_address->s6_addr + 10, 0xff, 2);
    memcpy(ret_address->s6_addr + 12, &v4, sizeof v4);
    return true;
}

bool network_read(const char *text, size_t bytes, struct network *ret_network)
{
    const char *slash = memchr(text, '/', bytes);
    size_t address_bytes = slash ? (size_t)(slash - text) : bytes;
    unsigned most;
    unsigned prefix = 0;
    bool is_v4;

    if (!read_address(text, address_bytes, &ret_network->address, &is_v4))
        return false;
    most = is_v4 ? 32 : 128;
    ret_network->prefix = 128;
    if (!slash)
        return true;
    if (bytes - address_bytes < 2 || bytes - address_bytes > 4)
        return false;
    for (const char *digit = slash + 1; digit < text + bytes; digit++) {
        if (*digit < '0' || *digit > '9')
            return false;
        prefix = prefix * 10 + (unsigned)(*digit - '0');
    }
    ret_network->prefix = prefix + (is_v4 ? V4_PREFIX : 0);
    return prefix <= most;
}

bool network_has(const struct network *network, const struct in6_addr *address)
{
    size_t bytes = network->prefix / 8;
    unsigned bits = network->prefix % 8;

    if (memcmp(network->address.s6_addr, address->s6_addr, bytes) != 0)
        return false;
    return bits == 0 || ((network->address.s6_addr[bytes] ^ address->s6_addr[bytes]) >> (8 - bits)) == 0;
}

static bool is_ours(const struct in6_addr *address, const struct network *proxies, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (network_has(&proxies[i], address))
            return true;
    }
    return false;
}

struct in6_addr address_of_socket(const struct sockaddr *socket)
{
    struct in6_addr address = {0};

    if (socket->sa_family == AF_INET6)
        return ((const struct sockaddr_in6 *)(const void *)socket)->sin6_addr;
    memset(address.s6_addr + 10, 0xff, 2);
    memcpy(address.s6_addr + 12, &((const struct sockaddr_in *)(const void *)socket)->sin_addr, sizeof(struct in_addr));
    return address;
}

/* One element of the field: an address, which may have blanks around it, brackets, and a port. */
static bool read_forwarded(const char *text, size_t bytes, struct in6_addr *ret_address)
{
    const char *end = text + bytes;
    const char *colon;
    bool is_v4;

    while (text < end && (*text == ' ' || *text == '\t'))
        text++;
    while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    if (text < end && *text == '[') {
        const char *bracket = memchr(text, ']', (size_t)(end - text));

        return bracket && (bracket + 1 == end || bracket[1] == ':') &&
               read_address(text + 1, (size_t)(bracket - text) - 1, ret_address, &is_v4);
    }
    colon = memchr(text, ':', (size_t)(end - text));
    if (colon && !memchr(colon + 1, ':', (size_t)(end - colon) - 1))
        end = colon;
    return read_address(text, (size_t)(end - text), ret_address, &is_v4);
}

struct in6_addr address_of_client(const struct in6_addr *peer, const char *forwarded_for, const struct network *proxies,
                                  size_t proxy_count)
{
    struct in6_addr client = *peer;
    const char *end = forwarded_for ? forwarded_for + strlen(forwarded_for) : NULL;

    while (end && is_ours(&client, proxies, proxy_count)) {
        const char *comma = memrchr(forwarded_for, ',', (size_t)(end - forwarded_for));
        const char *element = comma ? comma + 1 : forwarded_for;
        struct in6_addr passed_on;

        if (!read_forwarded(element, (size_t)(end - element), &passed_on))
            break;
        client = passed_on;
        end = comma;
    }
    return client;
}
