/* load_streams.c: the media types that an operation streams: those with x-streamed. */
#include <stdint.h>

#include "contract/load.h"
#include "contract/schema_rules.h"

static bool read_type(struct loader *loader, const char *name, json_t *media, struct stream_type *ret_type)
{
    static const char *const known[] = {"endings", "recognised", "shown", NULL};
    json_t *rules = json_object_get(media, "x-streamed");

    if (!loader_check_keys(loader, rules, name, known))
        return false;
    ret_type->name = name;
    ret_type->endings = loader_read_texts(loader, json_object_get(rules, "endings"));
    ret_type->recognised = loader_read_texts(loader, json_object_get(rules, "recognised"));
    ret_type->is_shown = json_is_true(json_object_get(rules, "shown"));
    if (!ret_type->endings || !*ret_type->endings || !ret_type->recognised || !*ret_type->recognised)
        return loader_fail(loader, "x-streamed of %s needs endings of file names, and how its content is recognised",
                           name);
    return true;
}

static bool read_limit(struct loader *loader, const char *name, json_t *media, struct stream_rules *rules)
{
    const struct schema *schema = loader_compile(loader, json_object_get(media, "schema"), name);

    if (!schema)
        return false;
    if (schema->max_length == SIZE_MAX || (rules->most_bytes && rules->most_bytes != schema->max_length))
        return loader_fail(loader, "the media types that are streamed must have the same maxLength");
    rules->most_bytes = schema->max_length;
    return true;
}

bool loader_read_streams(struct loader *loader, json_t *content, const struct stream_rules **ret_rules)
{
    struct stream_rules *rules = arena_alloc(loader->arena, sizeof *rules);
    struct stream_type *types = arena_alloc(loader->arena, (json_object_size(content) + 1) * sizeof *types);
    const char *name;
    json_t *media;

    *ret_rules = NULL;
    rules->types = types;
    json_object_foreach(content, name, media)
    {
        if (!json_object_get(media, "x-streamed"))
            continue;
        if (!read_limit(loader, name, media, rules) || !read_type(loader, name, media, &types[rules->count]))
            return false;
        rules->count++;
    }
    if (rules->count && rules->count != json_object_size(content))
        return loader_fail(loader, "either all media types are streamed or none");
    if (rules->count)
        *ret_rules = rules;
    return true;
}
