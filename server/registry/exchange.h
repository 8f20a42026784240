/* exchange.h: a request that PostgreSQL answers: composed, sent as one group, and rendered when the rows come. */
#pragma once
#include <stdbool.h>

#include "http/request.h"
#include "registry/key_use.h"
#include "registry/registry.h"

/* Answers the request at once (returns false: send the answer now), or sends its group (returns true: the connection is
 * suspended until the answer is there). Either way the answer is complete when it is sent. */
[[nodiscard]] bool exchange_start(struct request *request, struct key_uses *uses);
