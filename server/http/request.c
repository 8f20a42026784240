#include "http/request.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/text.h"
#include "contract/body.h"
#include "http/key.h"
#include "http/negotiate.h"
#include "http/prefer.h"
#include "http/upload.h"

void request_init(struct request *request, const char *target)
{
    arena_init(&request->arena);
    request->state = REQUEST_HEADERS;
    request->started_us = clock_monotonic_us();
    request->target = arena_strdup(&request->arena, target);
    request->faults.arena = &request->arena;
}

void request_drop(struct request *request)
{
    json_decref(request->json);
    request->json = NULL;
    buffer_finish(&request->body);
    buffer_finish(&request->answer.body);
    upload_close(request->upload);
    if (request->answer.stream)
        request->answer.stream->close(request->answer.stream);
    request->answer.stream = NULL;
}

void request_finish(struct request *request)
{
    request_drop(request);
    arena_finish(&request->arena);
}

void request_refuse(struct request *request, enum problem_kind kind, const char *detail)
{
    if (request->problem != PROBLEM_NONE)
        return;
    request->problem = kind;
    request->problem_detail = detail;
}

/* The header fields that mean something here. */
struct fields {
    struct request *request;
    const char *accept;
    const char *accept_encoding;
    const char *authorization;
    const char *content_digest;
    const char *content_length;
    const char *content_range;
    const char *content_type;
    const char *digest;
    const char *expect;
    const char *forwarded_for;
    const char *host;
    const char *idempotency_key;
    const char *if_match;
    const char *if_none_match;
    const char *if_range;
    const char *origin;
    const char *prefer;
    const char *range;
    const char *repr_digest;
    const char *request_id;
    const char *trace_parent;
    const char *transfer_encoding;
    bool twice; /* a field that may stand once stood twice */
    bool dirty; /* a control character in a value, or a space in a name */
    size_t bytes;
};

static const struct field_row {
    const char *name;
    size_t offset;
    bool single; /* may stand only once */
} field_rows[] = {
    {"Accept", offsetof(struct fields, accept), false},
    {"Accept-Encoding", offsetof(struct fields, accept_encoding), false},
    {"Authorization", offsetof(struct fields, authorization), true},
    {"Content-Digest", offsetof(struct fields, content_digest), false},
    {"Content-Length", offsetof(struct fields, content_length), true},
    {"Content-Range", offsetof(struct fields, content_range), true},
    {"Content-Type", offsetof(struct fields, content_type), true},
    {"Digest", offsetof(struct fields, digest), false},
    {"Expect", offsetof(struct fields, expect), true},
    {"Host", offsetof(struct fields, host), true},
    {"Idempotency-Key", offsetof(struct fields, idempotency_key), true},
    {"If-Match", offsetof(struct fields, if_match), true},
    {"If-None-Match", offsetof(struct fields, if_none_match), false},
    {"If-Range", offsetof(struct fields, if_range), true},
    {"Origin", offsetof(struct fields, origin), true},
    {"Prefer", offsetof(struct fields, prefer), false},
    {"Range", offsetof(struct fields, range), false},
    {"Repr-Digest", offsetof(struct fields, repr_digest), false},
    {"Traceparent", offsetof(struct fields, trace_parent), true},
    {"Transfer-Encoding", offsetof(struct fields, transfer_encoding), true},
    {"X-Forwarded-For", offsetof(struct fields, forwarded_for), false},
    {"X-Request-Id", offsetof(struct fields, request_id), true},
};

static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct fields *fields = context;

    (void)kind;
    if (!value)
        value = "";
    fields->bytes += strlen(name) + strlen(value) + 4;
    for (const char *c = value; *c; c++) {
        if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7f)
            fields->dirty = true;
    }
    if (strpbrk(name, " \t"))
        fields->dirty = true;
    for (size_t i = 0; i < sizeof field_rows / sizeof *field_rows; i++) {
        const struct field_row *row = &field_rows[i];
        const char **field = (const char **)((char *)fields + row->offset);

        if (strcasecmp(row->name, name) != 0)
            continue;
        if (*field && row->single)
            fields->twice = true;
        if (*field && !row->single)
            value = arena_printf(&fields->request->arena, "%s, %s", *field, value);
        *field = value;
        break;
    }
    return MHD_YES;
}

/* Refuses a message of which two readers may not agree where it ends. Its answer ends the connection, so that nothing
 * behind it is taken for a request: RFC 9112, sections 6.1 and 6.3. */
static void refuse_message(struct request *request, enum problem_kind kind, const char *detail)
{
    request_refuse(request, kind, detail);
    request->answer.closes = true;
}

static bool has_blank(const char *target)
{
    for (; *target; target++) {
        if ((unsigned char)*target <= ' ' || *target == 0x7f)
            return true;
    }
    return false;
}

/* What libmicrohttpd 0.9.75 lets through and RFC 9112 forbids: sections 2.3, 3.2, 5.1, 6.1 and 6.3. It can not see
 * obsolete folding, a bare LF or a NUL in a value; a proxy in front must. */
static void check_message(struct request *request, const struct fields *fields, const char *version)
{
    bool is_1_1 = strcmp(version, MHD_HTTP_VERSION_1_1) == 0;

    if (!is_1_1 && strcmp(version, MHD_HTTP_VERSION_1_0) != 0)
        refuse_message(request, PROBLEM_VERSION, NULL);
    if (has_blank(request->target))
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "The URL has a space or a control character.");
    if (fields->twice || fields->dirty)
        refuse_message(request, PROBLEM_MALFORMED_REQUEST,
                       fields->twice ? "A header field that may stand once stands twice."
                                     : "A header field has a control character, or a space in its name.");
    if (is_1_1 && (!fields->host || !*fields->host))
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "The Host header field is missing or empty.");
    if (fields->transfer_encoding && fields->content_length)
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "Content-Length and Transfer-Encoding exclude each other.");
    if (fields->transfer_encoding && !is_1_1)
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "HTTP/1.0 has no Transfer-Encoding.");
    if (fields->transfer_encoding && strcasecmp(fields->transfer_encoding, "chunked") != 0)
        refuse_message(request, PROBLEM_NOT_IMPLEMENTED, "Only the transfer coding chunked is supported.");
    if (fields->content_length && strspn(fields->content_length, "0123456789") != strlen(fields->content_length))
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "Content-Length is no number.");
    if (fields->expect && strcasecmp(fields->expect, "100-continue") != 0)
        refuse_message(request, PROBLEM_MALFORMED_REQUEST, "Only Expect: 100-continue is known.");
    if (strlen(request->target) > MOST_URL_BYTES)
        request_refuse(request, PROBLEM_URL_TOO_LONG, NULL);
    if (fields->bytes > MOST_HEADER_BYTES)
        request_refuse(request, PROBLEM_HEADER_TOO_LARGE, NULL);
    if (strstr(request->target, "%00"))
        request_refuse(request, PROBLEM_MALFORMED_REQUEST, "The URL has a NUL character.");
}

/* A client's own request id is kept when it is short and plain, else one is made. */
static void choose_request_id(struct request *request, const char *given)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:";

    if (given && *given && strlen(given) < REQUEST_ID_BYTES && strspn(given, plain) == strlen(given))
        strcpy(request->id, given);
    else
        id_make_uuid7(request->id);
}

static const char *list_methods(struct request *request)
{
    struct buffer list = {0};
    const char *copied;

    for (enum method method = 0; method < METHOD_COUNT; method++) {
        if (!request->route.by_method[method])
            continue;
        buffer_printf(&list, "%s%s", list.length ? ", " : "", method_name(method));
        if (method == METHOD_GET)
            buffer_append_text(&list, ", HEAD");
    }
    buffer_append_text(&list, ", OPTIONS");
    copied = arena_copy(&request->arena, list.data, list.length);
    buffer_finish(&list);
    return copied;
}

static void route(struct request *request, const struct http_options *options, const char *path)
{
    if (!contract_route_rendition(options->contract, path, &request->arena, &request->route, &request->rendition)) {
        request_refuse(request, PROBLEM_NOT_FOUND,
                       arena_printf(&request->arena, "There is no address %.200s; GET / lists where to start.", path));
        return;
    }
    if (request->is_options)
        return;
    request->operation = request->method < METHOD_COUNT ? request->route.by_method[request->method] : NULL;
    if (!request->operation) {
        request->answer.allow = list_methods(request);
        request_refuse(request, PROBLEM_METHOD_NOT_ALLOWED, NULL);
    }
}

static void read_key(struct request *request, const char *authorization)
{
    char *id = arena_alloc(&request->arena, UUID_BYTES);
    char *digest = arena_alloc(&request->arena, KEY_DIGEST_BYTES);

    request->answer.is_private = authorization != NULL;
    if (authorization) {
        bool is_bearer = strncasecmp(authorization, "Bearer ", strlen("Bearer ")) == 0;
        const char *key = authorization + strlen("Bearer ");

        if (!is_bearer || !key_parse(key + strspn(key, " "), id, digest)) {
            request_refuse(request, PROBLEM_KEY_INVALID, "This is not the text of a key: forum_ID_SECRET.");
            return;
        }
        request->key_id = id;
        request->key_digest = digest;
        request->key_text = key + strspn(key, " ");
    } else if (request->operation && !request->operation->allows_anonymous) {
        request_refuse(request, PROBLEM_KEY_NEEDED, NULL);
    }
}

/* Whether the media type has a parameter charset that is not UTF-8. */
static bool names_other_charset(const char *content_type)
{
    const char *charset = strcasestr(content_type, "charset=");

    if (!charset)
        return false;
    charset += strlen("charset=");
    charset += *charset == '"';
    return strncasecmp(charset, "utf-8", strlen("utf-8")) != 0;
}

static void check_media_type(struct request *request, const char *content_type)
{
    const char *const *types = request->operation ? request->operation->body_media_types : NULL;
    size_t length = content_type ? strcspn(content_type, "; \t") : 0;

    if (!types || !request->has_body || request->upload)
        return;
    for (; *types; types++) {
        if (strlen(*types) != length || strncasecmp(*types, content_type, length) != 0)
            continue;
        request->batch_format = batch_format_of(content_type, length);
        if (request->batch_format != BATCH_NONE && names_other_charset(content_type))
            request_refuse(request, PROBLEM_MEDIA_TYPE, "Rows are taken in UTF-8; save the file as such.");
        return;
    }
    request_refuse(request, PROBLEM_MEDIA_TYPE,
                   content_type ? arena_printf(&request->arena, "The body came as %.100s.", content_type)
                                : "The body came without a Content-Type.");
}

static void check_length(struct request *request, const char *content_length)
{
    if (request->declared_bytes > request_most_body_bytes(request))
        request_refuse(request, PROBLEM_TOO_LARGE,
                       arena_printf(&request->arena, "The body has %.20s bytes; at most %zu are taken.", content_length,
                                    request_most_body_bytes(request)));
}

/* `"3-0123456789abcdef"` as a representation has it, or `"3"`: what counts is the version before the dash. A tag that
 * never was one of ours matches no version. */
static void read_if_match(struct request *request, const char *field)
{
    size_t digits;

    if (!field)
        return;
    request->has_if_match = true;
    if (strcmp(field, "*") == 0)
        return;
    if (strncmp(field, "W/", 2) == 0)
        field += 2;
    digits = *field == '"' ? strspn(field + 1, "0123456789") : 0;
    if (digits > 0 && digits < 10 && (field[digits + 1] == '"' || field[digits + 1] == '-'))
        request->if_match = arena_copy(&request->arena, field + 1, digits);
    else
        request->if_match = "0";
}

/* Query parameters. */

struct query_reader {
    struct request *request;
    const struct operation *operation;
};

static enum MHD_Result take_query_parameter(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    struct query_reader *reader = context;
    struct request *request = reader->request;
    const struct operation *operation = reader->operation;
    const struct parameter *parameter = operation_find_parameter(operation, IN_QUERY, name);
    struct value *place;

    (void)kind;
    if (!text_is_utf8(name, strlen(name)) || (value && !text_is_utf8(value, strlen(value)))) {
        faults_add(&request->faults, "", "encoding", "The query is not valid UTF-8.");
        return MHD_YES;
    }
    if (!parameter) {
        operation_refuse_parameter(operation, name, &request->faults);
        return MHD_YES;
    }
    place = &request->values[parameter - operation->parameters];
    if (place->count) {
        faults_add(&request->faults, arena_printf(&request->arena, "/%s", name), "duplicate",
                   "%s is given twice; separate several values by commas", name);
        return MHD_YES;
    }
    *place = parameter_check(parameter, value ? value : "", &request->faults);
    place->count += !place->count; /* seen, even if wrong */
    return MHD_YES;
}

static void apply_defaults(struct request *request)
{
    const struct operation *operation = request->operation;

    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct parameter *parameter = &operation->parameters[i];
        struct value *value = &request->values[i];

        if (parameter->place != IN_QUERY || value->count)
            continue;
        if (parameter->default_text) {
            *value = parameter_check(parameter, parameter->default_text, &request->faults);
            value->is_default = true;
        } else if (parameter->required) {
            faults_add(&request->faults, arena_printf(&request->arena, "/%s", parameter->name), "required",
                       "%s is needed", parameter->name);
        }
    }
}

static void read_idempotency_key(struct request *request, const char *field)
{
    const struct parameter *parameter = operation_find_parameter(request->operation, IN_HEADER, "Idempotency-Key");

    if (!field || !parameter)
        return;
    parameter_check(parameter, field, &request->faults);
    request->idempotency_key = field;
}

static void read_parameters(struct request *request, const char *idempotency_key)
{
    const struct operation *operation = request->operation;
    struct query_reader reader = {request, operation};

    for (size_t i = 0; i < request->route.path_value_count; i++)
        request->values[i] =
            parameter_check(&operation->parameters[i], request->route.path_values[i], &request->faults);
    MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, take_query_parameter, &reader);
    negotiate_parameters(request);
    apply_defaults(request);
    operation_check_ranges(operation, request->values, &request->faults);
    read_idempotency_key(request, idempotency_key);
    if (request->faults.count)
        request_refuse(request, PROBLEM_INVALID_PARAMETER, NULL);
}

static void check_precondition(struct request *request)
{
    const struct parameter *parameter = operation_find_parameter(request->operation, IN_HEADER, "If-Match");

    if (parameter && parameter->required && !request->has_if_match)
        request_refuse(request, PROBLEM_PRECONDITION_REQUIRED, NULL);
}

void request_begin(struct request *request, const struct http_options *options, const char *path, const char *method,
                   const char *version)
{
    struct fields fields = {.request = request};

    request->state = REQUEST_BODY;
    request->method_text = arena_strdup(&request->arena, method);
    request->is_head = strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    request->is_options = strcmp(method, MHD_HTTP_METHOD_OPTIONS) == 0;
    request->is_1_0 = strcmp(version, MHD_HTTP_VERSION_1_0) == 0;
    request->method = method_parse(method);
    MHD_get_connection_values(request->connection, MHD_HEADER_KIND, take_field, &fields);
    choose_request_id(request, fields.request_id);
    request->trace_parent = fields.trace_parent;
    request->if_none_match = fields.if_none_match;
    request->origin = fields.origin;
    request->content_type = fields.content_type;
    request->content_range = fields.content_range;
    request->content_digest = fields.content_digest;
    request->repr_digest = fields.repr_digest;
    request->digest = fields.digest;
    request->range = fields.range;
    request->if_range = fields.if_range;
    request->prefers_minimal = prefer_has(fields.prefer, "return", "minimal");
    request->prefers_lenient = prefer_has(fields.prefer, "handling", "lenient");
    request->has_body = fields.transfer_encoding || (fields.content_length && strcmp(fields.content_length, "0") != 0);
    request->awaits_continue = fields.expect && request->has_body;
    request->declared_bytes = fields.content_length ? strtoull(fields.content_length, NULL, 10) : 0;

    check_message(request, &fields, version);
    if (request->problem != PROBLEM_NONE)
        return;
    route(request, options, path);
    if (request->is_options && request->problem == PROBLEM_NONE) {
        request->answer.allow = list_methods(request);
        return;
    }
    if (request->operation && request->operation->upload)
        request->upload = upload_create(request, options);
    read_key(request, fields.authorization);
    gate_enter(options->gate, request, fields.forwarded_for);
    negotiate_rendition(request, options->contract, fields.accept);
    request->coding = coding_choose(fields.accept_encoding);
    check_media_type(request, fields.content_type);
    check_length(request, fields.content_length);
    read_if_match(request, fields.if_match);
    if (request->problem != PROBLEM_NONE)
        return;
    read_parameters(request, fields.idempotency_key);
    check_precondition(request);
    if (request->upload)
        upload_begin(request);
}

bool request_is_over(const struct request *request)
{
    return request->problem != PROBLEM_NONE &&
           (request->answer.closes || request->awaits_continue || request->declared_bytes > MOST_DRAINED_BYTES);
}

const struct value *request_find_value(const struct request *request, const char *name)
{
    const struct operation *operation = request->operation;

    for (size_t i = 0; i < operation->parameter_count; i++) {
        if (operation->parameters[i].place != IN_HEADER && strcmp(operation->parameters[i].name, name) == 0)
            return request->values[i].present ? &request->values[i] : NULL;
    }
    return NULL;
}
