/* problem.h: the kinds of failure that a client can meet (RFC 9457), as one table.
 * A problem's `type` is a page of this server that explains it and shows the mend. */
#pragma once
#include <stddef.h>

#include "base/buffer.h"
#include "contract/fault.h"

enum problem_kind {
    PROBLEM_NONE,
    PROBLEM_INVALID_PARAMETER,
    PROBLEM_MALFORMED_BODY,
    PROBLEM_MALFORMED_REQUEST,
    PROBLEM_KEY_INVALID,
    PROBLEM_KEY_NEEDED,
    PROBLEM_FORBIDDEN,
    PROBLEM_NOT_FOUND,
    PROBLEM_METHOD_NOT_ALLOWED,
    PROBLEM_NOT_ACCEPTABLE,
    PROBLEM_CONFLICT,
    PROBLEM_IDEMPOTENCY_KEY_IN_USE,
    PROBLEM_PLEASE_CONFIRM,
    PROBLEM_STALE,
    PROBLEM_TOO_LARGE,
    PROBLEM_URL_TOO_LONG,
    PROBLEM_MEDIA_TYPE,
    PROBLEM_RANGE,
    PROBLEM_DIGEST_MISMATCH,
    PROBLEM_INVALID_BODY,
    PROBLEM_IDEMPOTENCY_KEY_REUSED,
    PROBLEM_PRECONDITION_REQUIRED,
    PROBLEM_TOO_MANY_REQUESTS,
    PROBLEM_HEADER_TOO_LARGE,
    PROBLEM_INTERNAL,
    PROBLEM_NOT_IMPLEMENTED,
    PROBLEM_UNAVAILABLE,
    PROBLEM_OUTCOME_UNKNOWN,
    PROBLEM_VERSION,
    PROBLEM_NO_ROOM,
    PROBLEM_COUNT
};

struct problem_type {
    const char *slug; /* the last segment of its page, /problems/SLUG */
    unsigned status;
    const char *title;
    const char *mend; /* what the client should do */
};

const struct problem_type *problem_type(enum problem_kind kind);

/* PROBLEM_NONE when there is no such page. */
enum problem_kind problem_find(const char *slug);

/* Writes one entry of a problem's errors. */
void problem_render_fault(struct buffer *out, const struct fault *fault);

/* Writes the problem document. `detail`, `extra` and `faults` may be NULL; `extra` is the text of a JSON object whose
 * members join the document (as PostgreSQL's DETAIL has them); its "status" becomes "current_status", since a problem's own
 * status is that of HTTP, and its "errors" join the faults'. */
void problem_render(struct buffer *out, enum problem_kind kind, const char *detail, const char *request_id,
                    const struct faults *faults, const char *extra);
