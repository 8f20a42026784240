#include "contract/body.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* A number's digits go to PostgreSQL as they were sent, where 1e-16000 would become 16,000 of them. */
enum { MOST_NUMBER_BYTES = 40, MOST_EXPONENT = 100 };

/* Where the scan is, as people count: from 1, in code points. */
struct cursor {
    const char *at;
    const char *end;
    const char *line_start;
    size_t line;
};

static void refuse_at(const struct cursor *cursor, const char *code, const char *message, struct faults *faults)
{
    size_t column = text_count_code_points(cursor->line_start, (size_t)(cursor->at - cursor->line_start)) + 1;

    faults_add(faults, "", code, "Line %zu, column %zu: %s.", cursor->line, column, message);
}

/* Moves past a string that starts here; to the end when it is not closed, which the parser will say. */
static void skip_string(struct cursor *cursor)
{
    for (cursor->at++; cursor->at < cursor->end && *cursor->at != '"'; cursor->at++)
        if (*cursor->at == '\\' && cursor->at + 1 < cursor->end)
            cursor->at++;
}

static size_t number_length(const struct cursor *cursor)
{
    const char *at = cursor->at;

    while (at < cursor->end && (isalnum((unsigned char)*at) || *at == '.' || *at == '+' || *at == '-'))
        at++;
    return (size_t)(at - cursor->at);
}

/* Whether the number that starts here has a size that a database takes; moves to its last character. */
static bool pass_number(struct cursor *cursor)
{
    char number[MOST_NUMBER_BYTES + 1] = "";
    size_t length = number_length(cursor);
    const char *exponent;
    long power;

    if (length > MOST_NUMBER_BYTES)
        return false;
    memcpy(number, cursor->at, length);
    exponent = strpbrk(number, "eE");
    power = exponent ? strtol(exponent + 1, NULL, 10) : 0;
    if (power > MOST_EXPONENT || power < -MOST_EXPONENT)
        return false;
    cursor->at += length - 1;
    return true;
}

/* What must be known before parsing: jansson recurses, so how deep; and how long the numbers are. */
static bool scan(const char *text, size_t bytes, size_t line, struct faults *faults)
{
    struct cursor cursor = {text, text + bytes, text, line};
    size_t depth = 0;

    for (; cursor.at < cursor.end; cursor.at++) {
        switch (*cursor.at) {
        case '\n':
            cursor.line++;
            cursor.line_start = cursor.at + 1;
            break;
        case '"':
            skip_string(&cursor);
            break;
        case '[':
        case '{':
            if (++depth > MOST_NESTED_LEVELS) {
                refuse_at(&cursor, "depth",
                          arena_printf(faults->arena, "the body is nested deeper than %d levels", MOST_NESTED_LEVELS),
                          faults);
                return false;
            }
            break;
        case ']':
        case '}':
            depth -= depth > 0;
            break;
        default:
            if ((*cursor.at == '-' || isdigit((unsigned char)*cursor.at)) && !pass_number(&cursor)) {
                refuse_at(&cursor, "number",
                          arena_printf(faults->arena, "a number may have %d characters and an exponent from -%d to %d",
                                       MOST_NUMBER_BYTES, MOST_EXPONENT, MOST_EXPONENT),
                          faults);
                return false;
            }
        }
    }
    return true;
}

static bool is_blank(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if (!strchr(" \t\r\n", text[i]) || !text[i])
            return false;
    return true;
}

static const struct {
    enum json_error_code from;
    const char *code;
    const char *words;
} parse_faults[] = {
    {json_error_invalid_utf8, "utf8", "these bytes are not UTF-8"},
    {json_error_premature_end_of_input, "json", "the text ends before the JSON does"},
    {json_error_end_of_input_expected, "json", "something follows the end of the JSON"},
    {json_error_null_character, "null_character", "the character U+0000 can not be kept in texts"},
    {json_error_null_byte_in_key, "null_character", "the character U+0000 can not be kept in texts"},
    {json_error_duplicate_key, "duplicate", "this name stands twice in the same object"},
    {json_error_numeric_overflow, "number", "this number is too large"},
};

/* What jansson read last, in its words: "near '"title"'"; "" when it does not say or would say broken UTF-8. */
static const char *near_words(const char *text)
{
    const char *near = strstr(text, "near '");

    return near && text_is_utf8(near, strlen(near)) ? near : "";
}

static void refuse_json(const json_error_t *error, size_t first_line, struct faults *faults)
{
    enum json_error_code from = json_error_code(error);
    size_t line = first_line + (size_t)(error->line > 0 ? error->line : 1) - 1;
    int column = error->column > 0 ? error->column : 1;
    const char *near = near_words(error->text);

    for (size_t i = 0; i < sizeof parse_faults / sizeof *parse_faults; i++) {
        if (parse_faults[i].from != from)
            continue;
        faults_add(faults, "", parse_faults[i].code, "Line %zu, column %d: %s%s%s.", line, column, parse_faults[i].words,
                   *near ? ", " : "", near);
        return;
    }
    faults_add(faults, "", "json", "Line %zu, column %d: this is not JSON: %s.", line, column,
               text_is_utf8(error->text, strlen(error->text)) ? error->text : "unexpected bytes");
}

json_t *body_parse_line(const char *text, size_t bytes, size_t line, struct faults *faults)
{
    json_error_t error;
    json_t *body;

    if (!scan(text, bytes, line, faults))
        return NULL;
    body = json_loadb(text, bytes, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!body)
        refuse_json(&error, line, faults);
    return body;
}

json_t *body_parse(const char *text, size_t bytes, struct faults *faults)
{
    if (is_blank(text, bytes)) {
        faults_add(faults, "", "empty", "The body is empty; send a JSON object.");
        return NULL;
    }
    if (bytes >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
        faults_add(faults, "", "json", "The body starts with a byte order mark; save it as UTF-8 without one.");
        return NULL;
    }
    return body_parse_line(text, bytes, 1, faults);
}

const char *body_faultless_text(json_t *body, const struct faults *faults)
{
    json_t *rest = json_copy(body);
    char *text;
    const char *copied;

    for (const struct fault *fault = faults->first; fault; fault = fault->next) {
        size_t length = *fault->pointer == '/' ? strcspn(fault->pointer + 1, "/") : 0;

        if (length)
            json_object_del(rest, arena_copy(faults->arena, fault->pointer + 1, length));
    }
    text = json_dumps(rest, JSON_COMPACT);
    copied = arena_strdup(faults->arena, text ? text : "{}");
    free(text);
    json_decref(rest);
    return copied;
}

bool body_is_number(const char *text)
{
    size_t bytes = strlen(text);
    struct cursor cursor = {text, text + bytes, text, 1};
    json_t *number;

    if ((*text != '-' && !isdigit((unsigned char)*text)) || number_length(&cursor) != bytes || !pass_number(&cursor))
        return false;
    number = json_loadb(text, bytes, JSON_DECODE_ANY, NULL);
    json_decref(number);
    return number != NULL;
}
