/* statement.h: the SQL texts of one worker, each prepared once on each lane that uses it.
 * A statement is found by a key that says which operation and which shape (filters present, order, page size) it has.
 * The number kept is bounded: the one unused for longest gives its slot to a new one, so odd requests can not fill memory
 * on either side. A cache belongs to one worker thread. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { MOST_STATEMENTS = 512 };

struct statement {
    unsigned slot;            /* also its name on a connection: "s" and the slot */
    uint64_t generation;      /* another statement in the same slot has another one; never 0 */
    const char *sql;
    size_t parameter_count;
    unsigned users;           /* groups that refer to it now: it can not be replaced */
    void *plan;               /* how to render its rows; made by the renderer, freed with free() */
    uint64_t last_use;
    char *key;
    size_t key_bytes;
    struct statement *next_in_bucket;
};

struct statement_cache;

struct statement_cache *statement_cache_create(void);
void statement_cache_destroy(struct statement_cache *cache);

/* The statement of that key, or NULL. */
struct statement *statement_find(struct statement_cache *cache, const char *key, size_t key_bytes);

/* Adds one; texts are copied. Returns NULL when every slot is in use by a group under way: answer 503. */
struct statement *statement_add(struct statement_cache *cache, const char *key, size_t key_bytes, const char *sql,
                                size_t parameter_count);

/* The statement of a text that is always the same, which is its key too: found, or added. NULL as above. */
struct statement *statement_get(struct statement_cache *cache, const char *sql, size_t parameter_count);
