#include "http/problem.h"

#include <jansson.h>
#include <string.h>

#include "http/render.h"

static const struct problem_type types[PROBLEM_COUNT] = {
    [PROBLEM_NONE] = {"none", 200, "No problem", "Nothing to mend."},
    [PROBLEM_INVALID_PARAMETER] = {"invalid-parameter", 400, "A parameter is not valid",
                                   "Each entry of `errors` names a parameter and says what it takes. Mend those and "
                                   "send the request again; /openapi.yaml lists every parameter of every operation."},
    [PROBLEM_MALFORMED_BODY] = {"malformed-body", 400, "The body can not be read",
                                "The message says where reading stopped. The body must be one JSON document (RFC 8259) "
                                "in UTF-8, without duplicate names; a table must be CSV (RFC 4180) in UTF-8."},
    [PROBLEM_MALFORMED_REQUEST] = {"malformed-request", 400, "The request is not valid HTTP",
                                   "The request breaks a rule of RFC 9110 or 9112 that proxies and servers must agree "
                                   "on. Check the program or proxy that sent it."},
    [PROBLEM_KEY_INVALID] = {"key-invalid", 401, "The key is not valid",
                             "Send `Authorization: Bearer forum_...` with a key that was neither revoked nor has "
                             "expired. A lost key can not be shown again: have a colleague or the Forum make another."},
    [PROBLEM_KEY_NEEDED] = {"key-needed", 401, "This needs a key",
                            "Send `Authorization: Bearer forum_...`. A company gets its first key by applying for "
                            "membership with POST /v1/members."},
    [PROBLEM_FORBIDDEN] = {"forbidden", 403, "This key may not do that",
                           "GET /v1/me says whose key it is and what it may do; `allowed_actions` of a representation "
                           "says what is possible now."},
    [PROBLEM_NOT_FOUND] = {"not-found", 404, "There is nothing here",
                           "Check the address. What is not published is found only by those whose it is, with their "
                           "key."},
    [PROBLEM_METHOD_NOT_ALLOWED] = {"method-not-allowed", 405, "This address does not take that method",
                                    "The Allow header field lists the methods that it takes."},
    [PROBLEM_NOT_ACCEPTABLE] = {"not-acceptable", 406, "No representation that the request accepts",
                                "Leave out the Accept header field, or accept one of the media types that `detail` "
                                "names. Every answer is there in application/json."},
    [PROBLEM_CONFLICT] = {"conflict", 409, "The present state does not allow that",
                          "Read the resource again: `allowed_actions` lists what is possible. When another company "
                          "already has an identifier, the problem names it."},
    [PROBLEM_PLEASE_CONFIRM] = {"please-confirm", 409, "Is that right?",
                                "Nothing was changed. Each entry of `questions` is a figure that is ten times what it "
                                "was in the report before, or a tenth: most such leaps are a slip in the unit. Mend "
                                "the report, or send the request again with the `pointer` of each figure that is "
                                "right in `confirm`."},
    [PROBLEM_IDEMPOTENCY_KEY_IN_USE] = {"idempotency-key-in-use", 409, "The same request is under way",
                                        "Send the request again after the seconds that Retry-After says: you will get "
                                        "the answer of the one that is under way."},
    [PROBLEM_STALE] = {"stale", 412, "Somebody else was faster",
                       "The resource has changed since you read it. Read it again, apply your change to what it says "
                       "now, and send the new ETag as If-Match."},
    [PROBLEM_TOO_LARGE] =
        {"too-large", 413, "The body is too large",
         "A JSON body has at most 1 MiB, one of many rows 4 MiB. A document may have as many bytes as the "
         "message says; PDFs are made smaller by saving their pictures for the screen."},
    [PROBLEM_URL_TOO_LONG] = {"url-too-long", 414, "The URL is too long", "A URL has at most 8 KiB."},
    [PROBLEM_MEDIA_TYPE] =
        {"media-type", 415, "This media type is not taken",
         "Send Content-Type: application/json; for PATCH application/merge-patch+json. Where many "
         "rows are taken, /openapi.yaml lists application/x-ndjson and text/csv. A document is what its "
         "content says: send it without a Content-Type, under its right name, as a type that "
         "/openapi.yaml lists."},
    [PROBLEM_RANGE] = {"range-not-satisfiable", 416, "The document ends before that",
                       "Content-Range says how many bytes it has, counted from 0. Ask for a part that begins before "
                       "its end, or for the whole, without Range."},
    [PROBLEM_DIGEST_MISMATCH] =
        {"digest-mismatch", 422, "Other bytes arrived than were meant",
         "Nothing was stored. Send the file again; if that does not help, the digest is that of "
         "another file."},
    [PROBLEM_INVALID_BODY] = {"invalid-body", 422, "The input has faults",
                              "Each entry of `errors` points at a value (RFC 6901) and says what is wrong with it. "
                              "Nothing was stored; mend them all and send the request again."},
    [PROBLEM_IDEMPOTENCY_KEY_REUSED] = {"idempotency-key-reused", 422, "The Idempotency-Key belongs to another request",
                                        "A key stands for one request and its repetitions. To repeat, send the same "
                                        "method, address, media type and body, byte for byte; for another request make "
                                        "another key, a new UUID say. Nothing was stored."},
    [PROBLEM_PRECONDITION_REQUIRED] = {"precondition-required", 428, "If-Match is needed",
                                       "Read the resource, and send its ETag as If-Match, so that nobody's change is "
                                       "overwritten unseen."},
    [PROBLEM_TOO_MANY_REQUESTS] =
        {"too-many-requests", 429, "Too many requests",
         "Send the request again after the seconds that Retry-After says. RateLimit tells on "
         "each answer how many are left. Ask for larger pages, or for everything as one file, and "
         "send If-None-Match: an answer 304 costs nothing. With a key the limit is higher."},
    [PROBLEM_HEADER_TOO_LARGE] = {"header-too-large", 431, "The header fields are too large",
                                  "All header fields together have at most 16 KiB. A browser's cookies of other pages "
                                  "are a usual reason; nothing here needs cookies."},
    [PROBLEM_INTERNAL] = {"internal", 500, "Something went wrong here",
                          "It is not your fault. Tell the Forum the `request_id`."},
    [PROBLEM_NOT_IMPLEMENTED] = {"not-implemented", 501, "This way of sending is not supported",
                                 "Send the body with Content-Length or with Transfer-Encoding: chunked alone."},
    [PROBLEM_UNAVAILABLE] = {"unavailable", 503, "The register can not answer right now",
                             "Nothing was changed. Send the request again after the seconds that Retry-After says."},
    [PROBLEM_OUTCOME_UNKNOWN] = {"outcome-unknown", 503, "Whether the change was made is not known",
                                 "The connection to the database broke while the change was under way. If you sent an "
                                 "Idempotency-Key, send the same request again with the same key: it is carried out "
                                 "once, and you get its answer. Without one, read the resource to see whether the "
                                 "change is there before you send it again."},
    [PROBLEM_VERSION] = {"http-version", 505, "This version of HTTP is not supported", "Use HTTP/1.1."},
    [PROBLEM_NO_ROOM] = {"no-room", 507, "There is no room for this right now",
                         "Nothing was changed. Send the document again later; when it stays so, tell the Forum."},
};

const struct problem_type *problem_type(enum problem_kind kind)
{
    return &types[kind];
}

enum problem_kind problem_find(const char *slug)
{
    for (enum problem_kind kind = PROBLEM_NONE + 1; kind < PROBLEM_COUNT; kind++) {
        if (strcmp(types[kind].slug, slug) == 0)
            return kind;
    }
    return PROBLEM_NONE;
}

static void append_string_member(struct buffer *out, const char *name, const char *value)
{
    buffer_printf(out, ",\"%s\":", name);
    render_string(out, value, strlen(value));
}

static void append_json(struct buffer *out, const json_t *value)
{
    /* 15 digits: a decimal number of as many comes back as it went in. */
    static const size_t flags = JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15);
    size_t bytes = json_dumpb(value, NULL, 0, flags);

    json_dumpb(value, buffer_reserve(out, bytes), bytes, flags);
    out->length += bytes;
}

void problem_render_fault(struct buffer *out, const struct fault *fault)
{
    buffer_append_char(out, '{');
    if (fault->line)
        buffer_printf(out, "\"line\":%zu,", fault->line);
    buffer_append_text(out, "\"pointer\":");
    render_string(out, fault->pointer, strlen(fault->pointer));
    append_string_member(out, "code", fault->code);
    append_string_member(out, "message", fault->message);
    buffer_append_char(out, '}');
}

/* The faults that C found, then those that PostgreSQL found. */
static void append_errors(struct buffer *out, const struct faults *faults, const json_t *more)
{
    const char *separator = "";
    const json_t *entry;
    size_t i;

    if (!(faults && faults->first) && !json_array_size(more))
        return;
    buffer_append_text(out, ",\"errors\":[");
    for (const struct fault *fault = faults ? faults->first : NULL; fault; fault = fault->next) {
        buffer_append_text(out, separator);
        problem_render_fault(out, fault);
        separator = ",";
    }
    json_array_foreach(more, i, entry)
    {
        buffer_append_text(out, separator);
        append_json(out, entry);
        separator = ",";
    }
    buffer_append_char(out, ']');
}

void problem_render(struct buffer *out, enum problem_kind kind, const char *detail, const char *request_id,
                    const struct faults *faults, const char *extra)
{
    const struct problem_type *type = &types[kind];
    json_t *members = extra && *extra ? json_loads(extra, JSON_DECODE_ANY, NULL) : NULL;
    const char *name;
    json_t *value;

    buffer_printf(out, "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%u", type->slug, type->title,
                  type->status);
    if (detail && *detail)
        append_string_member(out, "detail", detail);
    append_string_member(out, "request_id", request_id);
    append_errors(out, faults, json_object_get(members, "errors"));
    json_object_foreach(members, name, value)
    {
        if (strcmp(name, "errors") == 0)
            continue;
        buffer_printf(out, ",\"%s\":", strcmp(name, "status") == 0 ? "current_status" : name);
        append_json(out, value);
    }
    json_decref(members);
    buffer_append_text(out, "}\n");
}
