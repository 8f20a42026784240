/* checkpoint.h: how far the chain of changes has come, signed, and the key that it is signed with. */
#pragma once
#include <libpq-fe.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/signer.h"

struct exchange;
struct request;

/* True: the connection is suspended until the checkpoint is there; false: the request is refused. */
[[nodiscard]] bool checkpoint_start(struct exchange *exchange);

/* Writes a checkpoint of the chain as far as `head` says: the row of registry.feed_head. */
void checkpoint_write(struct buffer *out, const struct signer *signer, const PGresult *head);

/* Writes the public key. */
void checkpoint_write_key(struct buffer *out, const struct signer *signer);

/* Answers GET /v1/changes/key: a handler. */
void checkpoint_answer_key(struct request *request);
