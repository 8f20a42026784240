#include "registry/service.h"

#include <string.h>

#include "base/embedded.h"
#include "http/answer.h"
#include "http/render.h"
#include "registry/checkpoint.h"
#include "version.h"

static struct buffer *begin(struct request *request, const char *content_type)
{
    request->answer.status = MHD_HTTP_OK;
    request->answer.content_type = content_type;
    return &request->answer.body;
}

static void get_root(struct request *request)
{
    struct buffer *out = begin(request, "application/json");

    buffer_append_text(out, "{\"name\":\"Register of the Forum za odgovorno poslovanje (Responsible Business Forum)\","
                            "\"version\":\"" FORUM_VERSION "\","
                            "\"links\":{\"members\":\"/v1/members\",\"commitments\":\"/v1/commitments\","
                            "\"reports\":\"/v1/reports\",\"changes\":\"/v1/changes\",\"keys\":\"/v1/keys\",\"me\":\"/v1/me\","
                            "\"taxonomies\":\"/v1/taxonomies\",\"problems\":\"/problems\","
                            "\"openapi_yaml\":\"/openapi.yaml\",\"openapi_json\":\"/openapi.json\","
                            "\"healthz\":\"/healthz\",\"readyz\":\"/readyz\"}}\n");
    answer_tag(request, NULL);
}

static void get_health(struct request *request)
{
    buffer_append_text(begin(request, "application/json"), "{\"status\":\"ok\"}\n");
}

static void get_readiness(struct request *request)
{
    if (!lanes_are_ready(request->lanes)) {
        request_refuse(request, PROBLEM_UNAVAILABLE, "There is no connection to the database right now.");
        return;
    }
    buffer_append_text(begin(request, "application/json"), "{\"status\":\"ready\"}\n");
}

static void send_file(struct request *request, const char *name, const char *content_type)
{
    const struct embedded *file = embedded_find(name);

    buffer_append(begin(request, content_type), file->data, file->bytes);
    answer_tag(request, NULL);
}

static void get_openapi_yaml(struct request *request)
{
    send_file(request, "openapi.yaml", "application/yaml");
}

static void get_openapi_json(struct request *request)
{
    send_file(request, "openapi.json", "application/json");
}

static void append_member(struct buffer *out, const char *name, const char *value)
{
    buffer_printf(out, ",\"%s\":", name);
    render_string(out, value, strlen(value));
}

static void append_problem_type(struct buffer *out, enum problem_kind kind)
{
    const struct problem_type *type = problem_type(kind);

    buffer_printf(out, "{\"type\":\"/problems/%s\"", type->slug);
    append_member(out, "title", type->title);
    buffer_printf(out, ",\"status\":%u", type->status);
    append_member(out, "mend", type->mend);
    buffer_append_char(out, '}');
}

static void list_problems(struct request *request)
{
    struct buffer *out = begin(request, "application/json");

    buffer_append_text(out, "{\"data\":[");
    for (enum problem_kind kind = PROBLEM_NONE + 1; kind < PROBLEM_COUNT; kind++) {
        if (kind > PROBLEM_NONE + 1)
            buffer_append_char(out, ',');
        append_problem_type(out, kind);
    }
    buffer_append_text(out, "]}\n");
    answer_tag(request, NULL);
}

static void get_problem(struct request *request)
{
    enum problem_kind kind = problem_find(request->route.path_values[0]);

    if (kind == PROBLEM_NONE) {
        request_refuse(request, PROBLEM_NOT_FOUND, "There is no problem of that name; GET /problems lists them.");
        return;
    }
    append_problem_type(begin(request, "application/json"), kind);
    buffer_append_char(&request->answer.body, '\n');
    answer_tag(request, NULL);
}

static const struct handler_row {
    const char *operation_id;
    void (*handler)(struct request *request);
} handlers[] = {
    {"getCheckpointKey", checkpoint_answer_key},
    {"getHealth", get_health},       {"getOpenapiJson", get_openapi_json}, {"getOpenapiYaml", get_openapi_yaml},
    {"getProblem", get_problem},     {"getReadiness", get_readiness},      {"getRoot", get_root},
    {"listProblems", list_problems},
};

void (*service_find_handler(const char *operation_id))(struct request *request)
{
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (strcmp(handlers[i].operation_id, operation_id) == 0)
            return handlers[i].handler;
    }
    return NULL;
}
