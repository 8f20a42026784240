/* draft.h: the requests that a record becomes: an operation of the contract, what its path names, a body.
 * A body is written as text, so that a number stands in it as it was published; it is then read and checked like one
 * that came over HTTP. */
#pragma once
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "import/day.h"

enum { MOST_DRAFTS = 8 }; /* that one record may become */

struct draft {
    const char *operation; /* "createCommitment" */
    const char *subject;   /* the id in its path, or NULL */
    const char *new_id;    /* of what it creates, or NULL */
    const char *body;      /* JSON */
    size_t body_bytes;
    const char *moment; /* when it happened, RFC 3339 in UTC, so that texts compare as times; or NULL: now */
    json_t *parsed;     /* once it was checked */
};

struct note {
    const char *text;
    struct note *next;
};

/* What the mapping of one record answers. */
struct drafts {
    struct arena *arena; /* for bodies and whatever lives until they are sent */
    struct arena *kept;  /* for what the report will say */
    struct draft items[MOST_DRAFTS];
    size_t count;
    const char *refusal; /* set when the record can not become requests at all */
    struct note *notes;  /* what was taken in otherwise than it stands there */
    const char *moment;  /* of the drafts that follow */
    struct buffer body;  /* of the draft being written */
};

/* Frees what is not in the arenas. */
void drafts_finish(struct drafts *drafts);

/* The record is refused; the first reason stays. */
[[gnu::format(printf, 2, 3)]] void drafts_refuse(struct drafts *drafts, const char *format, ...);
[[gnu::format(printf, 2, 3)]] void drafts_note(struct drafts *drafts, const char *format, ...);

/* What follows happened on that day, at noon: a source tells no hours, and noon in UTC is the same day all over Europe.
 * A noon that has not come is now. What happens to one row must be drafted in the order in which it happened. */
void drafts_happen_on(struct drafts *drafts, struct day day);

/* The earlier of two moments of drafts: negative, 0, positive. NULL, which is now, comes last. */
int moment_compare(const char *a, const char *b);

/* Starts a request; `subject` and `new_id` are borrowed. Properties follow, then draft_end. */
void draft_begin(struct drafts *drafts, const char *operation, const char *subject, const char *new_id);
void draft_end(struct drafts *drafts);

/* Properties; NULL leaves one out. */
void draft_put_text(struct drafts *drafts, const char *name, const char *text);
void draft_put_json(struct drafts *drafts, const char *name, const char *json); /* numbers, lists, booleans */
void draft_put_localized(struct drafts *drafts, const char *name, const char *sr, const char *en);

/* Text with each run of blanks and line ends as one blank, cut to `most` code points at a word's end. */
const char *draft_shorten(struct arena *arena, const char *text, size_t most);
