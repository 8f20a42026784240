/* follow.h: those who follow the chain of changes: pages, everything as lines, the signed checkpoint, and the clients
 * that wait.
 *
 * Whoever waits costs nothing but the connection: it is suspended, and nothing is asked of the database until the chain
 * has grown (feed.h). libmicrohttpd does not notice that a suspended client has left, so that is looked for once a
 * second; and only so many may wait that connections remain for everybody else. One room belongs to one worker. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "http/request.h"
#include "registry/feed.h"

struct exchange;
struct followers;

/* `most` may wait at once. NULL when there is no descriptor for it. */
struct followers *followers_create(struct feed *feed, size_t most);

/* Nobody waits any more. NULL is allowed. */
void followers_destroy(struct followers *followers);

/* Can be read when the chain has grown. */
int followers_descriptor(const struct followers *followers);

/* Asks for those who wait for what has come; call when the descriptor can be read. */
void followers_take_news(struct followers *followers);

/* Answers those whose time is up or who have left; call before libmicrohttpd runs. NULL is allowed. */
void followers_handle_time(struct followers *followers, int64_t now_us);

/* The monotonic time at which that has something to do. NULL is allowed. */
int64_t followers_next_us(const struct followers *followers);

/* Answers everybody who waits; nobody will wait from now on. NULL is allowed. */
void followers_close(struct followers *followers);

/* Of a request that has been answered: what it has changed shall be sealed now. */
void followers_note(struct followers *followers, const struct request *request);

/* Starts the exchange of an operation with x-feed. True: the connection is suspended; false: the request is refused. */
[[nodiscard]] bool follow_start(struct exchange *exchange);
