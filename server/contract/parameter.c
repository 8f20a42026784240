/* parameter.c: the text of a path, query or header parameter against its schema. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "contract/contract.h"
#include "contract/schema_rules.h"
#include "contract/words.h"

/* A JSON number of at most MOST_NUMBER_BYTES: -?int frac? exp? (RFC 8259, section 6). */
enum { MOST_NUMBER_BYTES = 40 };

static bool is_json_number(const char *text, bool *ret_whole)
{
    size_t digits;

    *ret_whole = true;
    if (strlen(text) > MOST_NUMBER_BYTES)
        return false;
    text += *text == '-';
    digits = strspn(text, "0123456789");
    if (!digits || (digits > 1 && *text == '0'))
        return false;
    text += digits;
    if (*text == '.') {
        *ret_whole = false;
        digits = strspn(++text, "0123456789");
        if (!digits)
            return false;
        text += digits;
    }
    if (*text == 'e' || *text == 'E') {
        *ret_whole = false;
        text++;
        text += *text == '+' || *text == '-';
        digits = strspn(text, "0123456789");
        if (!digits)
            return false;
        text += digits;
    }
    return !*text;
}

/* What the text is for a schema that wants a number; text when it is none. */
static struct scalar parse_number(const char *text)
{
    struct scalar scalar = {KIND_STRING, text, strlen(text), 0, 0};
    bool whole;

    if (!is_json_number(text, &whole))
        return scalar;
    errno = 0;
    scalar.number = strtod(text, NULL);
    if (errno == ERANGE)
        return scalar;
    scalar.kind = KIND_NUMBER;
    if (!whole)
        return scalar;
    errno = 0;
    scalar.integer = strtoll(text, NULL, 10);
    scalar.kind = errno == ERANGE ? KIND_NUMBER : KIND_INTEGER;
    return scalar;
}

static struct scalar parse_text(const struct schema *schema, const char *text)
{
    if (schema->kinds & (KIND_INTEGER | KIND_NUMBER))
        return parse_number(text);
    if (schema->kinds & KIND_BOOLEAN && (!strcmp(text, "true") || !strcmp(text, "false")))
        return (struct scalar){KIND_BOOLEAN, text, strlen(text), *text == 't', 0};
    return (struct scalar){KIND_STRING, text, strlen(text), 0, 0};
}

static void check_text(const struct schema *schema, const char *text, const struct place *place, struct faults *faults)
{
    struct scalar scalar;

    if (!text_is_utf8(text, strlen(text))) {
        schema_refuse(faults, place, "utf8", "must be valid UTF-8 after percent-decoding");
        return;
    }
    scalar = parse_text(schema, text);
    schema_check_scalar(schema, &scalar, place, faults);
}

void schema_validate_text(const struct schema *schema, const char *text, const char *pointer, struct faults *faults)
{
    struct place root = {NULL, pointer, 0};

    check_text(schema, text, &root, faults);
}

static size_t count_commas(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += *text == ',';
    return count;
}

/* Cuts `list` at its commas into `texts`. */
static void split(char *list, const char **texts)
{
    while (list)
        *texts++ = strsep(&list, ",");
}

static void check_unique_texts(const struct value *value, const struct place *place, struct faults *faults)
{
    for (size_t i = 1; i < value->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(value->texts[i], value->texts[j]) != 0)
                continue;
            schema_refuse(faults, place, "unique", "has %s twice",
                          words_quote(faults->arena, value->texts[i], strlen(value->texts[i])));
            break;
        }
    }
}

static void check_items(const struct parameter *parameter, const struct value *value, const struct place *place,
                        struct faults *faults)
{
    if (!schema_check_item_count(parameter->schema, value->count, place, faults))
        return;
    for (size_t i = 0; i < value->count; i++) {
        if (*value->texts[i])
            check_text(parameter->items, value->texts[i], place, faults);
        else
            schema_refuse(faults, place, "empty", "must not have an empty value between commas");
    }
    if (parameter->schema->unique_items)
        check_unique_texts(value, place, faults);
}

struct value parameter_check(const struct parameter *parameter, const char *text, struct faults *faults)
{
    struct place outer = {NULL, "", 0};
    struct place place = {&outer, parameter->name, 0};
    size_t count = parameter->items ? count_commas(text) + 1 : 1;
    const char **texts = arena_alloc(faults->arena, count * sizeof(const char *));
    struct value value = {.present = true, .count = count, .texts = texts};

    if (!parameter->items) {
        texts[0] = arena_strdup(faults->arena, text);
        check_text(parameter->schema, texts[0], &place, faults);
        return value;
    }
    split(arena_strdup(faults->arena, text), texts);
    check_items(parameter, &value, &place, faults);
    return value;
}

static bool has_name(const struct parameter *parameter, const char *name)
{
    /* Names of header fields ignore case: RFC 9110, section 5.1. */
    return parameter->place == IN_HEADER ? !strcasecmp(parameter->name, name) : !strcmp(parameter->name, name);
}

const struct parameter *operation_find_parameter(const struct operation *operation, enum parameter_place place,
                                                 const char *name)
{
    for (size_t i = 0; i < operation->parameter_count; i++)
        if (operation->parameters[i].place == place && has_name(&operation->parameters[i], name))
            return &operation->parameters[i];
    return NULL;
}

void operation_refuse_parameter(const struct operation *operation, const char *name, struct faults *faults)
{
    const char *names[MOST_PARAMETERS + 1] = {NULL};
    struct arena *arena = faults->arena;
    struct place outer = {NULL, "", 0};
    struct place place = {&outer, name, 0};
    const char *quoted = words_quote(arena, name, strlen(name));
    const char *nearest;
    size_t count = 0;

    if (!text_is_utf8(name, strlen(name)))
        place.name = "?"; /* a pointer is text too */
    for (size_t i = 0; i < operation->parameter_count; i++)
        if (operation->parameters[i].place == IN_QUERY)
            names[count++] = operation->parameters[i].name;
    nearest = text_find_nearest(name, names);
    if (nearest)
        faults_add(faults, place_pointer(&place, arena), "unknown", "There is no parameter %s; did you mean \"%s\"?",
                   quoted, nearest);
    else if (count)
        faults_add(faults, place_pointer(&place, arena), "unknown", "There is no parameter %s; there %s %s", quoted,
                   count == 1 ? "is" : "are", words_join(arena, names, count, "and"));
    else
        faults_add(faults, place_pointer(&place, arena), "unknown", "There is no parameter %s; this takes none",
                   quoted);
}
