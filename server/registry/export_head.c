#include "registry/export_head.h"

#include <string.h>
#include <xxhash.h>

#include "http/csv_writer.h"
#include "http/disposition.h"
#include "registry/choice.h"
#include "registry/registry.h"

/* To be raised when a writer writes something else for the same rows: then nobody has it already. */
static const char writers_version[] = "1";

static const struct registry *registry_of(const struct request *request)
{
    return request->registry;
}

static bool is_shown(const struct choice *choice, const struct property *property)
{
    for (size_t i = 0; choice && i < choice->shown; i++)
        if (strcmp(choice->names[i], property->name) == 0)
            return true;
    return !choice && !property->on_request;
}

/* Whether rows are filtered by such values: by `health`, say. */
static bool is_filtered_by_day(const struct request *request)
{
    const struct operation *operation = request->operation;

    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct property *property = schema_find_property(operation->answer, operation->parameters[i].name);

        if (request->values[i].present && property && schema_is_by_day(property->schema))
            return true;
    }
    return false;
}

/* Whether it has values that change with the day. */
static bool is_by_day(const struct request *request, const struct choice *choice)
{
    size_t count;
    const struct property *properties = schema_properties(request->operation->answer, &count);

    if (is_filtered_by_day(request))
        return true;
    for (size_t i = 0; i < count; i++)
        if (schema_is_by_day(properties[i].schema) && is_shown(choice, &properties[i]))
            return true;
    return false;
}

static void hash_text(XXH3_state_t *state, const char *text)
{
    XXH3_128bits_update(state, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* Over all that decides what is sent: the data, the day where it matters, who asks, what for, in which form, by which
 * program. */
static const char *make_tag(struct request *request, const char *data_version, const char *day)
{
    const struct operation *operation = request->operation;
    uint64_t program = registry_of(request)->program_hash;
    XXH3_state_t *state = XXH3_createState();
    XXH128_hash_t hash;

    XXH3_128bits_reset(state);
    XXH3_128bits_update(state, &program, sizeof program);
    hash_text(state, writers_version);
    hash_text(state, operation->id);
    hash_text(state, rendition_name(request->rendition));
    hash_text(state, request->key_id);
    hash_text(state, data_version);
    hash_text(state, day);
    for (size_t i = 0; i < operation->parameter_count; i++) {
        const struct value *value = &request->values[i];

        for (size_t j = 0; value->present && j < value->count; j++) {
            hash_text(state, operation->parameters[i].name);
            hash_text(state, value->texts[j]);
        }
    }
    hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return arena_printf(&request->arena, "\"%016llx%016llx%s\"", (unsigned long long)hash.high64,
                        (unsigned long long)hash.low64, coding_tag_ending(request->coding));
}

/* "commitments-2026-11-25.csv": the path's last segment that names something, and the day that it shows. */
static const char *make_name(struct request *request, const char *today)
{
    const struct value *as_of = request_find_value(request, "as_of");
    const char *day = as_of ? as_of->texts[0] : today;
    const char *path = request->operation->path;
    const char *segment = strrchr(path, '/') + 1;
    enum rendition rendition = request->rendition;

    return arena_printf(&request->arena, "%s-%.10s.%s", segment, day,
                        contract_suffix(registry_of(request)->contract, rendition));
}

void export_describe(struct request *request, const struct choice *choice, const char *data_version, const char *today)
{
    struct answer *answer = &request->answer;

    answer->status = MHD_HTTP_OK;
    answer->content_type =
        request->rendition == RENDITION_CSV ? "text/csv; charset=utf-8" : rendition_media_type(request->rendition);
    answer->content_encoding = coding_name(request->coding);
    answer->etag = make_tag(request, data_version, is_by_day(request, choice) ? today : NULL);
    answer->content_disposition = disposition_make(&request->arena, false, make_name(request, today));
}

static bool is_given(const struct request *request, const char *name, const char *text)
{
    const struct value *value = request_find_value(request, name);

    return value && strcmp(value->texts[0], text) == 0;
}

void export_read_style(const struct request *request, struct csv_style *ret_style)
{
    *ret_style = (struct csv_style){
        .delimiter = is_given(request, "delimiter", "semicolon") ? ';'
                     : is_given(request, "delimiter", "tab")     ? '\t'
                                                                 : ',',
        .has_decimal_comma = is_given(request, "decimal", "comma"),
        .has_bom = is_given(request, "bom", "true"),
    };
}
