#include "contract/stream.h"

#include <string.h>
#include <strings.h>

const struct stream_type *stream_find_type(const struct stream_rules *rules, const char *name, size_t bytes)
{
    for (size_t i = 0; i < rules->count; i++)
        if (strlen(rules->types[i].name) == bytes && !strncasecmp(rules->types[i].name, name, bytes))
            return &rules->types[i];
    return NULL;
}

static bool has_text(const char *const *texts, const char *text)
{
    for (; *texts; texts++)
        if (!strcasecmp(*texts, text))
            return true;
    return false;
}

bool stream_has_ending(const struct stream_type *type, const char *ending)
{
    return has_text(type->endings, ending);
}

bool stream_is_recognised(const struct stream_type *type, const char *content)
{
    return has_text(type->recognised, content);
}
