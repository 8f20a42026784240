/* load_renditions.c: what the rows of a list may be answered as beside JSON, and which parameters that changes. */
#include "contract/load.h"

/* x-suffixes: an ending of the path for each media type, in one place for all operations. */
bool loader_read_suffixes(struct loader *loader)
{
    json_t *map = json_object_get(loader->contract->document, "x-suffixes");
    const char *suffix;
    json_t *type;

    json_object_foreach(map, suffix, type)
    {
        const char *name = json_string_value(type);
        enum rendition rendition = name ? rendition_find(name) : RENDITION_COUNT;

        if (rendition == RENDITION_COUNT)
            return loader_fail(loader, "x-suffixes: %s stands for no media type that rows are answered as", suffix);
        loader->contract->suffixes[rendition] = suffix;
    }
    return true;
}

bool loader_read_renditions(struct loader *loader, json_t *content, struct operation *operation)
{
    const char *error = NULL;
    const char *type;
    json_t *media;

    if (!operation->is_list && !operation->total)
        return true;
    json_object_foreach(content, type, media)
    {
        enum rendition rendition = rendition_find(type);

        if (rendition == RENDITION_COUNT)
            return loader_fail(loader, "rows are not answered as %s", type);
        if (!loader->contract->suffixes[rendition] && rendition != RENDITION_JSON)
            return loader_fail(loader, "x-suffixes has no ending for %s", type);
        operation->renditions |= RENDITION_BIT(rendition);
    }
    operation->table = table_create(operation->answer, TABLE_GIVEN, loader->arena, &error);
    if (!operation->table)
        return loader_fail(loader, "the response as a table: %s", error);
    return true;
}

/* x-formats of a parameter: the endings of those that know it; 0 when it is known to all. */
bool loader_read_formats(struct loader *loader, json_t *source, struct parameter *parameter)
{
    const char *const *names = loader_read_texts(loader, json_object_get(source, "x-formats"));

    if (!json_object_get(source, "x-formats"))
        return true;
    for (; names && *names; names++) {
        enum rendition rendition = contract_find_suffix(loader->contract, *names);

        if (rendition == RENDITION_COUNT)
            return loader_fail(loader, "x-formats of the parameter %s has %s, which is none of x-suffixes",
                               parameter->name, *names);
        parameter->renditions |= RENDITION_BIT(rendition);
    }
    return parameter->renditions
               ? true
               : loader_fail(loader, "x-formats of the parameter %s must list formats", parameter->name);
}
