/* load_exchange.c: what an operation takes, what it answers, who may call it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "contract/body.h"
#include "contract/load.h"
#include "contract/schema_rules.h"

static const char *const known_roles[] = {"anonymous", "member", "staff", "admin", NULL};

static bool has_text(const char *const *texts, const char *text)
{
    for (; *texts; texts++)
        if (!strcmp(*texts, text))
            return true;
    return false;
}

static bool is_json_media_type(const char *type)
{
    size_t length = strlen(type);

    return !strcmp(type, "application/json") || (length > 5 && !strcmp(type + length - 5, "+json"));
}

/* The schema of the JSON media types, which must be the same for all; NULL without fault when there is none. */
static bool read_content(struct loader *loader, json_t *content, const char *what, const struct schema **ret_schema)
{
    const char *type;
    json_t *media;

    *ret_schema = NULL;
    json_object_foreach(content, type, media)
    {
        const struct schema *schema;

        if (!is_json_media_type(type))
            continue;
        schema = loader_compile(loader, json_object_get(media, "schema"), what);
        if (!schema)
            return false;
        if (*ret_schema && *ret_schema != schema)
            return loader_fail(loader, "the JSON media types of %s must have the same schema ($ref)", what);
        *ret_schema = schema;
    }
    return true;
}

static const char *const *read_media_types(struct loader *loader, json_t *content)
{
    const char **types = arena_alloc(loader->arena, (json_object_size(content) + 1) * sizeof(const char *));
    size_t count = 0;
    const char *type;
    json_t *media;

    json_object_foreach(content, type, media)
    {
        types[count++] = type;
    }
    return types;
}

/* Whether every object that lists its properties refuses others. A body is no deeper than MOST_NESTED_LEVELS, which
 * also ends this for schemas that contain themselves. */
static bool is_closed(const struct schema *schema, int level)
{
    if (level == MOST_NESTED_LEVELS)
        return true;
    if (schema->property_count && !schema->closed)
        return false;
    for (size_t i = 0; i < schema->property_count; i++)
        if (!is_closed(schema->properties[i].schema, level + 1))
            return false;
    return !schema->items || is_closed(schema->items, level + 1);
}

/* A media type of rows says how many, and how many bytes they may have together. */
static bool read_limits(struct loader *loader, const char *type, json_t *media, struct batch_rules *rules)
{
    const struct schema *schema = loader_compile(loader, json_object_get(media, "schema"), type);
    json_t *most_rows = json_object_get(media, "x-rows");

    if (!schema)
        return false;
    if (!json_is_integer(most_rows) || json_integer_value(most_rows) < 1 || schema->max_length == SIZE_MAX)
        return loader_fail(loader, "%s needs x-rows, how many at most, and a schema with maxLength", type);
    rules->most_rows = (size_t)json_integer_value(most_rows);
    rules->most_bytes = schema->max_length;
    return true;
}

/* Rows are what the JSON body is, one or many; so they need no schema of their own. */
static bool read_batch(struct loader *loader, json_t *content, struct operation *operation)
{
    struct batch_rules *rules = arena_alloc(loader->arena, sizeof *rules);
    struct batch_rules first = {0};
    const char *error = NULL;
    const char *type;
    json_t *media;

    json_object_foreach(content, type, media)
    {
        if (batch_format_of(type, strlen(type)) == BATCH_NONE)
            continue;
        if (!read_limits(loader, type, media, rules))
            return false;
        if (first.most_rows && (first.most_rows != rules->most_rows || first.most_bytes != rules->most_bytes))
            return loader_fail(loader, "the media types of rows must have the same limits");
        first = *rules;
    }
    if (!first.most_rows)
        return true;
    if (!operation->body)
        return loader_fail(loader, "rows need a body in JSON, whose schema each of them has");
    if (!operation_find_parameter(operation, IN_QUERY, "dry_run"))
        return loader_fail(loader, "an operation that takes rows must have the parameter dry_run");
    rules->row = operation->body;
    rules->columns = columns_create(operation->body, loader->arena, &error);
    operation->batch = rules;
    return rules->columns ? true : loader_fail(loader, "the request body as a table: %s", error);
}

static bool read_body(struct loader *loader, json_t *source, struct operation *operation)
{
    json_t *body = json_object_get(source, "requestBody");
    json_t *content;

    if (!body)
        return true;
    body = loader_resolve(loader, body, "the request body");
    content = json_object_get(body, "content");
    if (!json_object_size(content))
        return loader_fail(loader, "the request body has no content");
    if (!read_content(loader, content, "the request body", &operation->body))
        return false;
    if (operation->body && !is_closed(operation->body, 0))
        return loader_fail(loader, "an object in the request body would drop properties that it does not know; "
                                   "add additionalProperties: false, or unevaluatedProperties: false beside allOf");
    operation->body_required = json_is_true(json_object_get(body, "required"));
    operation->body_media_types = read_media_types(loader, content);
    if (!loader_read_streams(loader, content, &operation->upload))
        return false;
    operation->merge_patch = has_text(operation->body_media_types, "application/merge-patch+json");
    return read_batch(loader, content, operation);
}

/* The first 2xx in order of their numbers, from `least` on. */
static json_t *find_success(json_t *responses, unsigned least, unsigned *ret_status)
{
    json_t *found = NULL;
    const char *key;
    json_t *response;

    json_object_foreach(responses, key, response)
    {
        unsigned status = (unsigned)strtoul(key, NULL, 10);

        if (status < least || status > 299 || (found && status > *ret_status))
            continue;
        *ret_status = status;
        found = response;
    }
    return found;
}

/* A list is {data: [...], page: ...}; its answer is one row. */
static void find_row(struct operation *operation)
{
    const struct property *data;

    if (!operation->answer || !schema_find_property(operation->answer, "page"))
        return;
    data = schema_find_property(operation->answer, "data");
    if (!data || !schema_items(data->schema))
        return;
    operation->is_list = true;
    operation->answer = schema_items(data->schema);
}

/* One object has one answer and rows have another, in this order. */
static bool read_batch_answer(struct loader *loader, json_t *content, struct operation *operation)
{
    struct batch_rules *rules = (struct batch_rules *)operation->batch; /* constant for everyone but the loader */
    json_t *schema = json_object_get(json_object_get(content, "application/json"), "schema");
    json_t *answers = json_object_get(schema, "oneOf");
    const struct property *errors;

    if (json_array_size(answers) != 2)
        return loader_fail(loader, "the response must have oneOf: what one object is answered, and what rows are");
    operation->answer = loader_compile(loader, json_array_get(answers, 0), "the response");
    rules->answer = loader_compile(loader, json_array_get(answers, 1), "the response to rows");
    if (!operation->answer || !rules->answer)
        return false;
    errors = schema_find_property(rules->answer, "errors");
    if (!errors || errors->schema->max_items == SIZE_MAX)
        return loader_fail(loader, "the response to rows must have errors, with maxItems");
    rules->most_errors = errors->schema->max_items;
    return true;
}

static bool read_answer(struct loader *loader, json_t *source, struct operation *operation)
{
    /* To rows 200 is the answer of a dry run. */
    unsigned least = operation->batch ? 201 : 200;
    json_t *response = find_success(json_object_get(source, "responses"), least, &operation->success_status);
    json_t *content;

    if (!response)
        return loader_fail(loader, "there is no response with a status from 200 to 299");
    response = loader_resolve(loader, response, "the response");
    if (!response)
        return false;
    content = json_object_get(response, "content");
    if (operation->batch ? !read_batch_answer(loader, content, operation)
                         : !read_content(loader, content, "the response", &operation->answer))
        return false;
    if (!loader_read_streams(loader, content, &operation->download))
        return false;
    find_row(operation);
    if (!loader_read_groups(loader, operation) || !loader_read_renditions(loader, content, operation))
        return false;
    if (operation->body && operation->answer)
        schema_set_answer(operation->body, operation->answer);
    return true;
}

/* Without a requirement, or with an empty one among them, no key is needed (OpenAPI 3.1, "Security Requirement
 * Object"). */
static bool allows_no_key(json_t *security)
{
    size_t index;
    json_t *requirement;

    if (!json_array_size(security))
        return true;
    json_array_foreach(security, index, requirement)
    {
        if (!json_object_size(requirement))
            return true;
    }
    return false;
}

static bool read_roles(struct loader *loader, json_t *source, struct operation *operation)
{
    json_t *security = json_object_get(source, "security");

    operation->roles = loader_read_texts(loader, json_object_get(source, "x-roles"));
    if (!operation->roles || !*operation->roles)
        return loader_fail(loader, "x-roles must list who may call it");
    for (const char *const *role = operation->roles; *role; role++)
        if (!has_text(known_roles, *role))
            return loader_fail(loader, "x-roles has %s, which is no role", *role);
    operation->allows_anonymous = has_text(operation->roles, "anonymous");
    if (!security)
        security = json_object_get(loader->contract->document, "security");
    if (allows_no_key(security) != operation->allows_anonymous)
        return loader_fail(loader, "x-roles and security differ about calls without a key");
    return true;
}

/* NULL with an error when it is there and no text; `otherwise` when it is not there. */
static bool read_text(struct loader *loader, json_t *source, const char *key, const char *otherwise, const char **ret)
{
    json_t *value = json_object_get(source, key);

    if (value && !json_is_string(value))
        return loader_fail(loader, "%s must be text", key);
    *ret = value ? json_string_value(value) : otherwise;
    return true;
}

static bool read_limit(struct loader *loader, json_t *source, struct operation *operation)
{
    static const char *const names[] = {
        [LIMIT_USUAL] = "usual", [LIMIT_NONE] = "none", [LIMIT_APPLICATIONS] = "applications"};
    const char *name = NULL;

    if (!read_text(loader, source, "x-limit", names[LIMIT_USUAL], &name))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        operation->limit = (enum limit_class)i;
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return loader_fail(loader, "x-limit must be none or applications, and is %s", name);
}

/* What tells of the chain makes its answer itself: its rows are no list. */
static bool read_feed(struct loader *loader, json_t *source, struct operation *operation)
{
    static const char *const names[] = {
        [FEED_NONE] = "none", [FEED_PAGE] = "page", [FEED_LINES] = "lines", [FEED_CHECKPOINT] = "checkpoint"};
    const char *name = NULL;

    if (!read_text(loader, source, "x-feed", names[FEED_NONE], &name))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        operation->feed = (enum feed_part)i;
        if (strcmp(name, names[i]) == 0) {
            operation->is_list &= operation->feed == FEED_NONE;
            return true;
        }
    }
    return loader_fail(loader, "x-feed must be page, lines or checkpoint, and is %s", name);
}

bool loader_read_exchange(struct loader *loader, json_t *source, struct operation *operation)
{
    operation->has_handler = json_is_true(json_object_get(source, "x-handler"));
    operation->is_slow = json_is_true(json_object_get(source, "x-slow"));
    return read_text(loader, source, "x-sql", operation->id, &operation->sql_name) &&
           read_text(loader, source, "x-location", NULL, &operation->location) &&
           read_text(loader, source, "x-resource", NULL, &operation->resource) &&
           read_text(loader, source, "x-parent", NULL, &operation->parent) &&
           read_text(loader, source, "x-key", "id", &operation->key_column) && read_limit(loader, source, operation) &&
           read_roles(loader, source, operation) && read_body(loader, source, operation) &&
           read_answer(loader, source, operation) && read_feed(loader, source, operation);
}
