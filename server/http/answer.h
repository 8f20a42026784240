/* answer.h: sends what a request's answer says, with the header fields that every answer has. */
#pragma once
#include "http/request.h"

/* Fills the answer with the problem that the request met. */
void answer_problem(struct request *request);

/* Fills the answer's ETag: of an item its version and a hash of its bytes, of anything else the hash. Computed values
 * (progress, health) change without a new version, so the bytes count. */
void answer_tag(struct request *request, const char *version);

/* Fills the answer with a copy of another's, for the same address and asker; nothing of that one is referred to. */
void answer_copy(struct request *request, const struct answer *from);

/* Writes down an answer as bytes, all but what is this connection's own. */
void answer_pack(const struct answer *answer, struct buffer *out);

/* Fills the answer from what answer_pack wrote; false when these bytes are something else. */
[[nodiscard]] bool answer_unpack(struct request *request, const char *bytes, size_t count);

/* Whether the client says that it has what the ETag names: then the answer becomes 304. */
bool answer_is_known(const struct request *request);

/* Queues the answer on the request's connection; turns a GET whose ETag the client has into a 304. */
enum MHD_Result answer_send(struct request *request, const struct http_options *options);
