/* gate.h: whether a request may come in now, by the limits of whoever sends it.
 *
 * Without a key its address counts (of IPv6 the first 64 bits), with one the key. A key that turns out to be none
 * counts for the address too, in a limit of its own, which whoever guesses keys has used up before any key is looked
 * at. What the contract marks `x-limit: applications` has a stricter limit beside the usual one; `x-limit: none` has
 * none. */
#pragma once
#include "http/limit.h"

struct request;

enum { MOST_PROXIES = 32, MOST_LIMITS = 2 /* that one request meets */ };

/* Of the process. */
struct gate {
    struct limiter *limiter;
    struct limit_policy addresses;
    struct limit_policy keys;
    struct limit_policy applications;
    struct limit_policy wrong_keys;
    struct network proxies[MOST_PROXIES];
    size_t proxy_count;
};

/* What one request has taken, to be told and, for a 304, given back. */
struct passage {
    struct taken_limit {
        const struct limit_policy *policy;
        uint64_t asker;
        struct limit_verdict verdict;
    } limits[MOST_LIMITS];
    size_t count;
    uint64_t address; /* as the limit of wrong keys knows it */
};

/* Reads a list of addresses and networks, separated by commas. NULL, or a sentence that says what is wrong (of that
 * call's making, until the next). */
const char *gate_read_proxies(struct gate *gate, const char *text);

/* Takes what the request costs. When that is more than there is, the request is refused. `forwarded_for` may be NULL.
 */
void gate_enter(struct gate *gate, struct request *request, const char *forwarded_for);

/* The request is about to be answered: gives back what an answer costs that says nothing new, and counts wrong keys. */
void gate_leave(struct gate *gate, struct request *request);
