#include "contract/place.h"

#include <string.h>

/* A name as a segment of a pointer: ~ becomes ~0 and / becomes ~1. */
static const char *escape_segment(const char *name, struct arena *arena)
{
    char *escaped;
    char *out;

    if (!strpbrk(name, "~/"))
        return name;
    escaped = out = arena_alloc(arena, 2 * strlen(name) + 1);
    for (; *name; name++) {
        if (*name != '~' && *name != '/') {
            *out++ = *name;
            continue;
        }
        *out++ = '~';
        *out++ = *name == '~' ? '0' : '1';
    }
    return escaped;
}

const char *place_pointer(const struct place *place, struct arena *arena)
{
    const char *parent;

    if (!place->parent)
        return place->name;
    parent = place_pointer(place->parent, arena);
    if (!place->name)
        return arena_printf(arena, "%s/%zu", parent, place->index);
    return arena_printf(arena, "%s/%s", parent, escape_segment(place->name, arena));
}

static const char *root_words(const char *pointer)
{
    return *pointer == '/' ? pointer + 1 : "The body";
}

const char *place_words(const struct place *place, struct arena *arena)
{
    const struct place *parent = place->parent;

    if (!parent)
        return root_words(place->name);
    if (!place->name && !parent->parent && !*parent->name)
        return arena_printf(arena, "item %zu", place->index + 1);
    if (!place->name)
        return arena_printf(arena, "item %zu of %s", place->index + 1, place_words(parent, arena));
    if (!parent->parent && !*parent->name)
        return place->name;
    if (!parent->name)
        return arena_printf(arena, "%s in %s", place->name, place_words(parent, arena));
    return arena_printf(arena, "%s.%s", place_words(parent, arena), place->name);
}
