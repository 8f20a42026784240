#include "registry/page.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "http/render.h"

enum { CHECKSUM_BYTES = 8, MOST_CURSOR_BYTES = 2048 };

/* Another when what stands in a cursor is another. */
#define FORM "2"

/* Before each value. */
enum { IS_VALUE = '=', IS_NULL = '-' };

static bool has_column(const struct page *page, const char *name)
{
    for (size_t i = 0; i < page->column_count; i++) {
        if (strcmp(page->columns[i].name, name) == 0)
            return true;
    }
    return false;
}

void page_add_column(struct page *page, const struct operation *operation, const char *name, bool descending)
{
    const struct property *property = operation->answer ? schema_find_property(operation->answer, name) : NULL;
    bool nullable = property && (schema_kinds(property->schema) & KIND_NULL);

    page->columns[page->column_count++] = (struct sort_column){name, descending, nullable};
}

/* What q finds comes best first, unless an order is asked for. */
static void read_sort(struct request *request, struct page *page)
{
    const struct operation *operation = request->operation;
    const struct value *sort = request_find_value(request, "sort");
    bool descending = false;

    if (request_find_value(request, "q") && (!sort || sort->is_default)) {
        page->by_relevance = true;
        page_add_column(page, operation, "match_kind", false);
        page_add_column(page, operation, "match_place", true);
        return;
    }
    for (size_t i = 0; sort && i < sort->count && i < MOST_SORT_COLUMNS; i++) {
        const char *name = sort->texts[i];

        descending = *name == '-';
        name += descending;
        if (has_column(page, name))
            faults_add(&request->faults, "/sort", "unique", "sort must not have %s twice", name);
        else
            page_add_column(page, operation, name, descending);
    }
    /* The unique column makes the order total; it goes the way of the last one, so that one index serves both. */
    if (!has_column(page, operation->key_column))
        page_add_column(page, operation, operation->key_column, descending);
}

/* What may be another on the next page. */
static bool is_free(const char *parameter)
{
    static const char *const names[] = {"cursor", "limit", "fields", "include", "count", "highlight"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(parameter, names[i]) == 0)
            return true;
    }
    return false;
}

/* Over everything that the cursor only makes sense with. */
static void make_checksum(const struct request *request, const struct page *page, const char *values, size_t bytes,
                          unsigned char *ret_checksum)
{
    crypto_generichash_state state;
    const struct operation *operation = request->operation;

    crypto_generichash_init(&state, NULL, 0, crypto_generichash_BYTES_MIN);
    crypto_generichash_update(&state, (const unsigned char *)FORM, sizeof FORM);
    crypto_generichash_update(&state, (const unsigned char *)operation->id, strlen(operation->id) + 1);
    for (size_t i = 0; i < page->column_count; i++) {
        crypto_generichash_update(&state, (const unsigned char *)(page->columns[i].descending ? "-" : "+"), 1);
        crypto_generichash_update(&state, (const unsigned char *)page->columns[i].name,
                                  strlen(page->columns[i].name) + 1);
    }
    for (size_t i = 0; i < operation->parameter_count; i++) {
        const char *name = operation->parameters[i].name;
        const struct value *value = &request->values[i];

        if (is_free(name))
            continue;
        crypto_generichash_update(&state, (const unsigned char *)name, strlen(name) + 1);
        for (size_t j = 0; value->present && j < value->count; j++)
            crypto_generichash_update(&state, (const unsigned char *)value->texts[j], strlen(value->texts[j]) + 1);
    }
    crypto_generichash_update(&state, (const unsigned char *)values, bytes);
    {
        unsigned char hash[crypto_generichash_BYTES_MIN];

        crypto_generichash_final(&state, hash, sizeof hash);
        memcpy(ret_checksum, hash, CHECKSUM_BYTES);
    }
}

/* The values of a cursor, each after a sign and ended by a zero, after its checksum; false when it is not one of ours.
 */
static bool decode(struct request *request, const char *text, struct page *page)
{
    unsigned char raw[MOST_CURSOR_BYTES];
    unsigned char checksum[CHECKSUM_BYTES];
    size_t bytes;
    const char **values;
    const char *at;
    char *copied;

    if (sodium_base642bin(raw, sizeof raw, text, strlen(text), NULL, &bytes, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        bytes <= CHECKSUM_BYTES || raw[bytes - 1] != '\0')
        return false;
    copied = arena_copy(&request->arena, (const char *)raw + CHECKSUM_BYTES, bytes - CHECKSUM_BYTES);
    make_checksum(request, page, copied, bytes - CHECKSUM_BYTES, checksum);
    if (memcmp(checksum, raw, CHECKSUM_BYTES) != 0)
        return false;
    values = arena_alloc(&request->arena, page->column_count * sizeof *values);
    at = copied;
    for (size_t i = 0; i < page->column_count; i++) {
        if (at >= copied + bytes - CHECKSUM_BYTES)
            return false;
        values[i] = *at == IS_NULL ? NULL : at + 1;
        at += strlen(at) + 1;
    }
    page->after = values;
    return true;
}

void page_read(struct request *request, struct page *ret_page)
{
    const struct value *limit = request_find_value(request, "limit");
    const struct value *cursor = request_find_value(request, "cursor");

    *ret_page = (struct page){.limit = limit ? (unsigned)strtoul(limit->texts[0], NULL, 10) : 50};
    ret_page->counts = request_find_value(request, "count");
    read_sort(request, ret_page);
    if (request_find_value(request, "q") && request_find_value(request, "as_of"))
        faults_add(&request->faults, "/as_of", "together",
                   "q looks through what stands now, so as_of must not be there with it");
    if (cursor && !decode(request, cursor->texts[0], ret_page))
        faults_add(
            &request->faults, "/cursor", "cursor",
            "This cursor does not belong to this list with these filters and this order; start again without it.");
}

const char *page_make_cursor(struct request *request, const struct page *page, const PGresult *result, int row)
{
    struct buffer raw = {0};
    unsigned char checksum[CHECKSUM_BYTES] = {0};
    size_t text_bytes;
    char *text;

    buffer_append(&raw, (const char *)checksum, sizeof checksum);
    for (size_t i = 0; i < page->column_count; i++) {
        const char *value = render_find_value(result, row, page->columns[i].name);

        buffer_append_char(&raw, value ? IS_VALUE : IS_NULL);
        buffer_append(&raw, value ? value : "", value ? strlen(value) + 1 : 1);
    }
    make_checksum(request, page, raw.data + CHECKSUM_BYTES, raw.length - CHECKSUM_BYTES, checksum);
    memcpy(raw.data, checksum, sizeof checksum);
    text_bytes = sodium_base64_encoded_len(raw.length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text = arena_alloc(&request->arena, text_bytes);
    sodium_bin2base64(text, text_bytes, (const unsigned char *)raw.data, raw.length,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    buffer_finish(&raw);
    return text;
}
