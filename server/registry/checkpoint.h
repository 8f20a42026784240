/* checkpoint.h: how far the chain of changes has come, signed, and the key that it is signed with. */
#pragma once
#include <stdbool.h>

struct exchange;
struct request;

/* True: the connection is suspended until the checkpoint is there; false: the request is refused. */
[[nodiscard]] bool checkpoint_start(struct exchange *exchange);

/* Answers GET /v1/changes/key: a handler. */
void checkpoint_answer_key(struct request *request);
