/* export.h: every row of a list, streamed, in another form than a page of JSON.
 *
 * PostgreSQL holds the place with a cursor, in one transaction, so that what is sent is one moment's. Rows come in
 * batches of bounded size, the next one asked for while the client takes the one before; a client that takes nothing
 * keeps PostgreSQL waiting, and is ended by libmicrohttpd's time-out. */
#pragma once
#include <stdbool.h>

struct exchange;
struct exchange_room;

/* Sends what asks for the version of the data, and then for rows; the connection is suspended. False when the request
 * has a problem instead. */
[[nodiscard]] bool export_start(struct exchange *exchange);

/* Ends those whose client has left while nothing could be sent, which libmicrohttpd does not notice. Call about once a
 * second. */
void exports_sweep(struct exchange_room *room);
