#include "registry/shelf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "http/answer.h"

enum { BUCKETS = 8192, LARGEST_SHARE = 8 /* an answer takes at most this part of the shelf */ };

struct kept {
    struct kept *next_in_bucket;
    struct kept *newer, *older; /* by last use */
    uint64_t hash;
    size_t bytes; /* of all of it */
    const char *target;
    const char *state;
    struct answer answer; /* everything that it points to lies behind it, but for literals */
};

struct shelf {
    size_t most_bytes;
    size_t bytes;
    struct kept *newest, *oldest;
    struct kept *buckets[BUCKETS];
};

struct shelf *shelf_create(size_t bytes)
{
    struct shelf *shelf = bytes ? calloc(1, sizeof *shelf) : NULL;

    if (bytes && !shelf)
        abort();
    if (shelf)
        shelf->most_bytes = bytes;
    return shelf;
}

static void unlink_use(struct shelf *shelf, struct kept *kept)
{
    *(kept->newer ? &kept->newer->older : &shelf->newest) = kept->older;
    *(kept->older ? &kept->older->newer : &shelf->oldest) = kept->newer;
}

static void link_newest(struct shelf *shelf, struct kept *kept)
{
    kept->newer = NULL;
    kept->older = shelf->newest;
    *(kept->older ? &kept->older->newer : &shelf->oldest) = kept;
    shelf->newest = kept;
}

static void drop(struct shelf *shelf, struct kept *kept)
{
    struct kept **place = &shelf->buckets[kept->hash % BUCKETS];

    while (*place != kept)
        place = &(*place)->next_in_bucket;
    *place = kept->next_in_bucket;
    unlink_use(shelf, kept);
    shelf->bytes -= kept->bytes;
    free(kept);
}

void shelf_destroy(struct shelf *shelf)
{
    if (!shelf)
        return;
    while (shelf->oldest)
        drop(shelf, shelf->oldest);
    free(shelf);
}

static struct kept *find(const struct shelf *shelf, const char *target)
{
    uint64_t hash = XXH3_64bits(target, strlen(target));
    struct kept *kept = shelf->buckets[hash % BUCKETS];

    while (kept && (kept->hash != hash || strcmp(kept->target, target) != 0))
        kept = kept->next_in_bucket;
    return kept;
}

bool shelf_has(const struct shelf *shelf, const char *target)
{
    return shelf && find(shelf, target);
}

bool shelf_take(struct shelf *shelf, struct request *request, const char *state)
{
    struct kept *kept = shelf ? find(shelf, request->target) : NULL;

    if (!kept)
        return false;
    if (strcmp(kept->state, state) != 0) {
        drop(shelf, kept);
        return false;
    }
    unlink_use(shelf, kept);
    link_newest(shelf, kept);
    answer_copy(request, &kept->answer);
    return true;
}

static size_t bytes_of(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

/* Copies a text to *at, which moves on. */
static const char *lay_down(char **at, const char *text)
{
    char *copy = *at;

    if (!text)
        return NULL;
    *at += bytes_of(text);
    return memcpy(copy, text, bytes_of(text));
}

void shelf_put(struct shelf *shelf, const struct request *request, const char *state)
{
    const struct answer *answer = &request->answer;
    size_t bytes = sizeof(struct kept) + bytes_of(request->target) + bytes_of(state) + bytes_of(answer->etag) +
                   bytes_of(answer->last_modified) + bytes_of(answer->link) + answer->body.length;
    struct kept *kept;
    char *at;

    if (!shelf || bytes > shelf->most_bytes / LARGEST_SHARE)
        return;
    kept = find(shelf, request->target);
    if (kept)
        drop(shelf, kept);
    while (shelf->bytes + bytes > shelf->most_bytes)
        drop(shelf, shelf->oldest);
    kept = malloc(bytes);
    if (!kept)
        return;
    at = (char *)(kept + 1);
    *kept = (struct kept){.hash = XXH3_64bits(request->target, strlen(request->target)),
                          .bytes = bytes,
                          .target = lay_down(&at, request->target),
                          .state = lay_down(&at, state),
                          .answer = {.status = answer->status,
                                     .content_type = answer->content_type,
                                     .etag = lay_down(&at, answer->etag),
                                     .last_modified = lay_down(&at, answer->last_modified),
                                     .link = lay_down(&at, answer->link)}};
    memcpy(at, answer->body.data, answer->body.length);
    kept->answer.body = (struct buffer){.data = at, .length = answer->body.length};
    kept->next_in_bucket = shelf->buckets[kept->hash % BUCKETS];
    shelf->buckets[kept->hash % BUCKETS] = kept;
    link_newest(shelf, kept);
    shelf->bytes += bytes;
}
