#include "db/expected.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 256 }; /* a power of two, as every later one */

static struct expected *place(const struct expectations *all, size_t index)
{
    return &all->ring[(all->first + index) & (all->capacity - 1)];
}

static void grow(struct expectations *all)
{
    size_t capacity = all->capacity ? all->capacity * 2 : FIRST_CAPACITY;
    struct expected *ring = calloc(capacity, sizeof *ring);

    if (!ring)
        abort();
    for (size_t i = 0; i < all->count; i++)
        ring[i] = *place(all, i);
    free(all->ring);
    all->ring = ring;
    all->capacity = capacity;
    all->first = 0;
}

void expectations_finish(struct expectations *all)
{
    free(all->ring);
    *all = (struct expectations){0};
}

void expectations_push(struct expectations *all, struct expected expected)
{
    if (all->count == all->capacity)
        grow(all);
    *place(all, all->count++) = expected;
}

const struct expected *expectations_first(const struct expectations *all)
{
    return all->count ? place(all, 0) : NULL;
}

void expectations_pop(struct expectations *all)
{
    all->first = (all->first + 1) & (all->capacity - 1);
    all->count--;
}
