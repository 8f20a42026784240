#include "registry/key_use.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "http/key.h"
#include "registry/identity.h"

static const int64_t interval_us = 60 * 1000 * 1000;

/* Whether this use should be noted now; remembers that it was. */
static bool should_note(struct key_uses *uses, const char *key_id, int64_t now_us)
{
    /* The end of a UUID version 7 is random. */
    size_t row = strtoul(key_id + UUID_BYTES - 1 - 4, NULL, 16) % KEY_USES;

    if (strcmp(uses->rows[row].id, key_id) == 0 && now_us - uses->rows[row].noted_us < interval_us)
        return false;
    strcpy(uses->rows[row].id, key_id);
    uses->rows[row].noted_us = now_us;
    return true;
}

struct note {
    struct group group;
    const char *identity[ENTER_COUNT];
    const char *values[1];
    char key_id[UUID_BYTES];
    char digest[KEY_DIGEST_BYTES];
};

static void finish_note(struct group *group)
{
    group_finish(group);
    free(group->owner);
}

void key_uses_note(struct key_uses *uses, const struct request *request)
{
    struct statement *statement;
    struct note *note;

    if (!should_note(uses, request->key_id, clock_monotonic_us()))
        return;
    statement = statement_get(lanes_statements(request->lanes), "select registry.note_key_use($1::uuid)", 1);
    note = statement ? calloc(1, sizeof *note) : NULL;
    if (!note)
        return; /* under such load a later use is noted */
    strcpy(note->key_id, request->key_id);
    strcpy(note->digest, request->key_digest);
    note->values[0] = note->key_id;
    note->identity[ENTER_KEY_ID] = note->key_id;
    note->identity[ENTER_DIGEST] = note->digest;
    note->identity[ENTER_ROLES] = "{member,staff,admin}";
    note->identity[ENTER_WRITES] = "false";
    note->group = (struct group){.segments = {{.statement = statement, .values = note->values}},
                                 .segment_count = 1,
                                 .prologue_values = note->identity,
                                 .writes = true,
                                 .done = finish_note,
                                 .owner = note};
    if (!lanes_submit(request->lanes, LANE_WRITE, &note->group))
        free(note);
}
