/* limit.h: how many requests one may send, by GCRA (the leaky bucket as a meter, ITU-T I.371) in a table of fixed size.
 *
 * A bucket is one 64-bit word: a tag of who it belongs to and the time until which it is spoken for. Workers share the
 * table without locks. Eight buckets are a set, one cache line; a newcomer takes the place of the one in its set that
 * is spoken for the shortest. So the table never grows, whatever comes: when more askers than it has buckets are busy
 * at once, those that asked little are forgotten first, and whoever has used up all is forgotten last. */
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* `quota` requests in any `window_s` seconds, all of them at once if need be. No limit when quota is 0. */
struct limit_policy {
    const char *name;
    unsigned quota;
    unsigned window_s;
};

/* What a bucket had to say. */
struct limit_verdict {
    bool allowed;
    unsigned remaining; /* requests that would be allowed now */
    unsigned reset_s;   /* until all of the quota is there again, rounded up */
    unsigned retry_s;   /* until the next is allowed, rounded up; 0 when it is */
};

struct limiter;

enum { LIMITER_BUCKETS = 1 << 20 }; /* 8 MiB, of which only what is used is there */

/* `buckets` is a power of two, at least 8. Aborts without memory. */
struct limiter *limiter_create(size_t buckets);
void limiter_destroy(struct limiter *limiter);

/* A hash of some bytes that nobody outside can foresee: who asks, apart from others by `purpose`. */
uint64_t limiter_hash(const struct limiter *limiter, char purpose, const void *bytes, size_t count);

/* Takes one request from the bucket of `asker` at `now_us` of a clock that only grows, if it is allowed. */
struct limit_verdict limiter_take(struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                  int64_t now_us);

/* The same without taking any. */
struct limit_verdict limiter_look(const struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                  int64_t now_us);

/* Gives back one request that was taken, and says what there is now. */
struct limit_verdict limiter_give_back(struct limiter *limiter, const struct limit_policy *policy, uint64_t asker,
                                       int64_t now_us);

/* Addresses: of IPv6 the first 64 bits, which is what one customer gets. IPv4 stands in IPv6 as RFC 4291 maps it. */

struct network {
    struct in6_addr address;
    unsigned prefix; /* of 128 bits */
};

/* Reads "10.0.0.0/8" or "::1"; a bare address is a network of one. Returns false for anything else. */
bool network_read(const char *text, size_t bytes, struct network *ret_network);

bool network_has(const struct network *network, const struct in6_addr *address);

/* The address of a socket, IPv4 mapped into IPv6. */
struct in6_addr address_of_socket(const struct sockaddr *socket);

/* Whose request it is: `peer`, or, when that is one of our proxies, the rightmost address in the field X-Forwarded-For
 * (which may be NULL) that is not. What cannot be read there ends the search at the proxy that passed it on. */
struct in6_addr address_of_client(const struct in6_addr *peer, const char *forwarded_for, const struct network *proxies,
                                  size_t proxy_count);
