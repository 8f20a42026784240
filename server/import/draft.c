#include "import/draft.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"

void drafts_finish(struct drafts *drafts)
{
    buffer_finish(&drafts->body);
    for (size_t i = 0; i < drafts->count; i++) {
        json_decref(drafts->items[i].parsed);
        drafts->items[i].parsed = NULL;
    }
}

void drafts_refuse(struct drafts *drafts, const char *format, ...)
{
    va_list args;

    if (drafts->refusal)
        return;
    va_start(args, format);
    drafts->refusal = arena_vprintf(drafts->kept, format, args);
    va_end(args);
}

void drafts_note(struct drafts *drafts, const char *format, ...)
{
    struct note *note = arena_alloc(drafts->kept, sizeof *note);
    struct note **end = &drafts->notes;
    va_list args;

    va_start(args, format);
    note->text = arena_vprintf(drafts->kept, format, args);
    va_end(args);
    while (*end)
        end = &(*end)->next;
    *end = note;
}

void drafts_happen_on(struct drafts *drafts, struct day day)
{
    const int64_t noon_us = 12 * INT64_C(3600000000);
    bool has_come = day_to_us(day) + noon_us <= clock_wall_us();

    drafts->moment = has_come ? arena_printf(drafts->arena, "%sT12:00:00Z", day_text(day, drafts->arena)) : NULL;
}

int moment_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a == NULL) - (b == NULL);
    return strcmp(a, b);
}

void draft_begin(struct drafts *drafts, const char *operation, const char *subject, const char *new_id)
{
    drafts->items[drafts->count] =
        (struct draft){.operation = operation, .subject = subject, .new_id = new_id, .moment = drafts->moment};
    drafts->body.length = 0;
    buffer_append_char(&drafts->body, '{');
}

void draft_end(struct drafts *drafts)
{
    struct draft *draft = &drafts->items[drafts->count];

    buffer_append_char(&drafts->body, '}');
    draft->body = arena_copy(drafts->arena, drafts->body.data, drafts->body.length);
    draft->body_bytes = drafts->body.length;
    drafts->count++;
}

static void put_quoted(struct buffer *body, const char *text)
{
    buffer_append_char(body, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buffer_append_char(body, '\\');
        if ((unsigned char)*text < ' ')
            buffer_printf(body, "\\u%04x", (unsigned)*text);
        else
            buffer_append_char(body, *text);
    }
    buffer_append_char(body, '"');
}

static void put_name(struct buffer *body, const char *name)
{
    if (body->data[body->length - 1] != '{')
        buffer_append_char(body, ',');
    put_quoted(body, name);
    buffer_append_char(body, ':');
}

void draft_put_text(struct drafts *drafts, const char *name, const char *text)
{
    if (!text)
        return;
    put_name(&drafts->body, name);
    put_quoted(&drafts->body, text);
}

void draft_put_json(struct drafts *drafts, const char *name, const char *json)
{
    if (!json)
        return;
    put_name(&drafts->body, name);
    buffer_append_text(&drafts->body, json);
}

void draft_put_localized(struct drafts *drafts, const char *name, const char *sr, const char *en)
{
    if (!sr && !en)
        return;
    put_name(&drafts->body, name);
    buffer_append_char(&drafts->body, '{');
    draft_put_text(drafts, "sr", sr);
    draft_put_text(drafts, "en", en);
    buffer_append_char(&drafts->body, '}');
}

static char *squeeze(struct arena *arena, const char *text)
{
    char *squeezed = arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;

    for (; *text; text++) {
        if (!isspace((unsigned char)*text))
            squeezed[length++] = *text;
        else if (length && squeezed[length - 1] != ' ')
            squeezed[length++] = ' ';
    }
    if (length && squeezed[length - 1] == ' ')
        squeezed[length - 1] = '\0';
    return squeezed;
}

/* Where code point number `count` starts, from 0. */
static size_t offset_of(const char *text, size_t count)
{
    size_t offset = 0;

    while (text[offset] && count) {
        offset++;
        while (((unsigned char)text[offset] & 0xc0) == 0x80)
            offset++;
        count--;
    }
    return offset;
}

const char *draft_shorten(struct arena *arena, const char *text, size_t most)
{
    static const char ellipsis[] = "…";
    char *squeezed = squeeze(arena, text);
    size_t cut;
    size_t word;

    if (text_count_code_points(squeezed, strlen(squeezed)) <= most)
        return squeezed;
    cut = offset_of(squeezed, most - 1);
    for (word = cut; word > 0 && squeezed[word] != ' '; word--)
        ;
    if (word == 0) /* one endless word */
        word = cut;
    return arena_printf(arena, "%.*s%s", (int)word, squeezed, ellipsis);
}
