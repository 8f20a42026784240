#include "db/statement.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 1024 }; /* twice the slots: chains stay short */

struct statement_cache {
    struct statement *slots[MOST_STATEMENTS];
    struct statement *buckets[BUCKETS];
    unsigned count;
    uint64_t uses;
    uint64_t generations;
};

/* FNV-1a: keys are short and not chosen by clients byte by byte. */
static size_t bucket_of(const char *key, size_t bytes)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3u;
    return hash % BUCKETS;
}

struct statement_cache *statement_cache_create(void)
{
    struct statement_cache *cache = calloc(1, sizeof *cache);

    if (!cache)
        abort();
    return cache;
}

static void statement_destroy(struct statement *statement)
{
    free(statement->plan);
    free((char *)statement->sql);
    free(statement->key);
    free(statement);
}

void statement_cache_destroy(struct statement_cache *cache)
{
    if (!cache)
        return;
    for (unsigned i = 0; i < cache->count; i++)
        statement_destroy(cache->slots[i]);
    free(cache);
}

struct statement *statement_find(struct statement_cache *cache, const char *key, size_t key_bytes)
{
    struct statement *found = cache->buckets[bucket_of(key, key_bytes)];

    while (found && (found->key_bytes != key_bytes || memcmp(found->key, key, key_bytes) != 0))
        found = found->next_in_bucket;
    if (found)
        found->last_use = ++cache->uses;
    return found;
}

/* Frees the slot that was unused for longest; MOST_STATEMENTS when all are in use. */
static unsigned evict(struct statement_cache *cache)
{
    struct statement *oldest = NULL;
    struct statement **link;
    unsigned slot;

    for (unsigned i = 0; i < cache->count; i++) {
        struct statement *candidate = cache->slots[i];

        if (candidate->users == 0 && (!oldest || candidate->last_use < oldest->last_use))
            oldest = candidate;
    }
    if (!oldest)
        return MOST_STATEMENTS;
    link = &cache->buckets[bucket_of(oldest->key, oldest->key_bytes)];
    while (*link != oldest)
        link = &(*link)->next_in_bucket;
    *link = oldest->next_in_bucket;
    slot = oldest->slot;
    statement_destroy(oldest);
    return slot;
}

static char *copy(const char *bytes, size_t count)
{
    char *copied = malloc(count + 1);

    if (!copied)
        abort();
    memcpy(copied, bytes, count);
    copied[count] = '\0';
    return copied;
}

struct statement *statement_add(struct statement_cache *cache, const char *key, size_t key_bytes, const char *sql,
                                size_t parameter_count)
{
    unsigned slot = cache->count < MOST_STATEMENTS ? cache->count : evict(cache);
    struct statement **bucket = &cache->buckets[bucket_of(key, key_bytes)];
    struct statement *added;

    if (slot == MOST_STATEMENTS)
        return NULL;
    added = calloc(1, sizeof *added);
    if (!added)
        abort();
    added->slot = slot;
    added->generation = ++cache->generations;
    added->sql = copy(sql, strlen(sql));
    added->parameter_count = parameter_count;
    added->last_use = ++cache->uses;
    added->key = copy(key, key_bytes);
    added->key_bytes = key_bytes;
    added->next_in_bucket = *bucket;
    *bucket = added;
    cache->slots[slot] = added;
    if (slot == cache->count)
        cache->count++;
    return added;
}

struct statement *statement_get(struct statement_cache *cache, const char *sql, size_t parameter_count)
{
    struct statement *found = statement_find(cache, sql, strlen(sql));

    return found ? found : statement_add(cache, sql, strlen(sql), sql, parameter_count);
}
