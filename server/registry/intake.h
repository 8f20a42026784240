/* intake.h: an upload on its way into the database, once all of it is spooled.
 *
 * First the helper's thread looks what it is. Then one transaction puts it: the statements of the operation's SQL file but
 * the last, the bytes in chunks, and the last, whose rows are the answer. PostgreSQL takes the next chunk as fast as it
 * comes from the spool, so no lane waits for a client; and it commits the bytes whole or not at all. */
#pragma once
#include <stdbool.h>

#include "http/request.h"

struct exchange;

/* Asks, by the operation's before.sql, whether the bytes are wanted. False: the request is refused already. */
[[nodiscard]] bool intake_ask(struct exchange *exchange);

/* Sets what the statements take of an upload. */
void intake_fill_input(struct request *request, const char **engine);

/* All bytes are there: suspends the connection until they are stored or refused. */
void intake_start(struct exchange *exchange);
