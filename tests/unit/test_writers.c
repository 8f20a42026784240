/* Rows as CSV and NDJSON, from results that no PostgreSQL is needed for. */
#include <libpq-fe.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/formula.h"
#include "http/coding.h"
#include "http/json_scan.h"
#include "http/row_writer.h"
#include "support.h"

enum {
    TEXT = 25,
    INTEGER = 23,
    NUMERIC = 1700,
    BOOLEAN = 16,
    DATE = 1082,
    TIMESTAMPTZ = 1184,
    JSONB = 3802,
    INTEGERS = 1007,
    TEXTS = 1009
};

static const char schema_json[] =
    "{\"type\": \"object\", \"properties\": {"
    "\"id\": {\"type\": \"integer\"}, \"title\": {\"type\": \"object\", \"properties\": {\"sr\": {\"type\": "
    "\"string\"}, "
    "\"en\": {\"type\": \"string\"}}}, \"target_value\": {\"type\": [\"number\", \"null\"]}, \"sdgs\": {\"type\": "
    "\"array\", "
    "\"items\": {\"type\": \"integer\"}}, \"amended\": {\"type\": \"boolean\"}, \"due_on\": {\"type\": \"string\", "
    "\"format\": "
    "\"date\"}, \"created_at\": {\"type\": \"string\", \"format\": \"date-time\"}, \"former_names\": {\"type\": "
    "\"array\", "
    "\"items\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}}, \"figures\": {\"type\": "
    "\"object\", "
    "\"properties\": {\"currency\": {\"type\": \"string\"}, \"parts\": {\"type\": \"object\", \"properties\": {\"a\": "
    "{\"type\": "
    "\"number\"}}}, \"languages\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}}}}";

static const struct {
    char *name;
    Oid type;
} columns[] = {{"id", INTEGER},      {"title", JSONB}, {"target_value", NUMERIC},   {"sdgs", INTEGERS},
               {"amended", BOOLEAN}, {"due_on", DATE}, {"created_at", TIMESTAMPTZ}, {"former_names", JSONB},
               {"figures", JSONB}};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

struct writers {
    struct arena arena;
    const struct table *table;
    json_t *document;
};

static int open_writers(void **state)
{
    struct writers *writers = calloc(1, sizeof *writers);
    struct schema_compiler *compiler;
    const char *error = NULL;

    arena_init(&writers->arena);
    writers->document = json_loads(schema_json, 0, NULL);
    compiler = schema_compiler_create(writers->document, &writers->arena);
    writers->table =
        table_create(schema_compile(compiler, writers->document, &error), TABLE_GIVEN, &writers->arena, &error);
    schema_compiler_destroy(compiler);
    *state = writers;
    return writers->table ? 0 : -1;
}

static int close_writers(void **state)
{
    struct writers *writers = *state;

    json_decref(writers->document);
    arena_finish(&writers->arena);
    free(writers);
    return 0;
}

/* One row; a NULL among the values is SQL's. */
static PGresult *make_result(const char *const *values, int first, int count)
{
    PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
    PGresAttDesc attributes[COLUMN_COUNT] = {0};

    for (int i = 0; i < count; i++) {
        attributes[i].name = columns[first + i].name;
        attributes[i].typid = columns[first + i].type;
    }
    PQsetResultAttrs(result, count, attributes);
    for (int i = 0; i < count; i++)
        PQsetvalue(result, 0, i, (char *)values[i], values[i] ? (int)strlen(values[i]) : -1);
    return result;
}

static const char *write_all(const struct writers *writers, enum rendition rendition, const struct csv_style *style,
                             const PGresult *result, int most)
{
    static char text[4096];
    struct row_writer *writer = row_writer_create(rendition, writers->table, style, result, most);
    struct buffer out = {0};

    row_writer_begin(writer, &out);
    row_writer_row(writer, &out, result, 0);
    buffer_append_char(&out, '\0');
    assert_true(out.length <= sizeof text);
    memcpy(text, out.data, out.length);
    buffer_finish(&out);
    row_writer_destroy(writer);
    return text;
}

static void a_row_has_a_cell_for_each_column_of_the_contract(void **state)
{
    static const char *const values[] = {"7",
                                         "{\"en\": \"Less \\\"paper\\\"\", \"sr\": \"Manje \\u0107\\ud83d\\ude00\\n\"}",
                                         "-0.50",
                                         "{13,7}",
                                         "t",
                                         "2035-12-31",
                                         "2026-01-31 10:00:00.5+00",
                                         "[{\"name\": \"Delta, \\\"stara\\\"\"}]",
                                         "{\"parts\": {\"b\": [1, {\"a\": 3}], \"a\": 12.5}, \"currency\": \"RSD\", "
                                         "\"languages\": [\"sr\", null, \"en\"]}"};
    static const struct csv_style serbian = {.delimiter = ';', .has_decimal_comma = true, .has_bom = true};
    const struct writers *writers = *state;
    PGresult *result = make_result(values, 0, COLUMN_COUNT);

    assert_string_equal(
        write_all(writers, RENDITION_CSV, NULL, result, INT_MAX),
        "id,title_sr,title_en,target_value,sdgs,amended,due_on,created_at,former_names,figures_currency,"
        "figures_parts_a,figures_languages\r\n"
        "7,\"Manje ć😀\n\",\"Less \"\"paper\"\"\",-0.50,13;7,true,2035-12-31,2026-01-31T10:00:00.5Z,"
        "\"[{\"\"name\"\": \"\"Delta, \\\"\"stara\\\"\"\"\"}]\",RSD,12.5,sr;en\r\n");
    assert_string_equal(write_all(writers, RENDITION_CSV, &serbian, result, 4),
                        "\xef\xbb\xbfid;title_sr;title_en;target_value;sdgs\r\n"
                        "7;\"Manje ć😀\n\";\"Less \"\"paper\"\"\";-0,50;\"13;7\"\r\n");
    assert_string_equal(
        write_all(writers, RENDITION_NDJSON, NULL, result, 4),
        "{\"id\":7,\"title\":{\"en\": \"Less \\\"paper\\\"\", \"sr\": \"Manje \\u0107\\ud83d\\ude00\\n\"},"
        "\"target_value\":-0.50,\"sdgs\":[13,7]}\n");
    PQclear(result);
}

static void nulls_are_empty_cells(void **state)
{
    static const char *const nulls[COLUMN_COUNT] = {NULL};
    static const char *const json_nulls[] = {"1", "null", NULL, "{}", NULL, NULL, NULL, "null", "{\"currency\": null}"};
    static const struct csv_style comma = {.delimiter = ',', .has_decimal_comma = true};
    static const char *const number[] = {"1.5"};
    const struct writers *writers = *state;
    PGresult *result = make_result(nulls, 0, COLUMN_COUNT);

    assert_non_null(strstr(write_all(writers, RENDITION_CSV, NULL, result, INT_MAX), "\r\n,,,,,,,,,,,\r\n"));
    /* A line without anything would be no row. */
    assert_string_equal(write_all(writers, RENDITION_CSV, NULL, result, 1), "id\r\n\"\"\r\n");
    PQclear(result);
    result = make_result(json_nulls, 0, COLUMN_COUNT);
    assert_non_null(strstr(write_all(writers, RENDITION_CSV, NULL, result, INT_MAX), "\r\n1,,,,,,,,,,,\r\n"));
    PQclear(result);
    result = make_result(number, 2, 1);
    assert_string_equal(write_all(writers, RENDITION_CSV, &comma, result, 1), "target_value\r\n\"1,5\"\r\n");
    PQclear(result);
}

static void what_looks_like_a_formula_is_marked_and_can_be_unmarked(void **state)
{
    static const struct {
        const char *text;
        bool is_like;
    } cases[] = {
        {"", false},       {"'", false},   {"''", false},       {"a=b", false},  {"=1", true},     {"=", true},
        {"+1", false},     {"-5", false},  {"-5.25", false},    {"+1,5", false}, {"-1e10", false}, {"-1E-5", false},
        {"-1e", true},     {"-", true},    {"--1", true},       {"-1-1", true},  {"+1+1", true},   {"-1.2.3", true},
        {"-5%", true},     {"@x", true},   {"\tx", true},       {"\rx", true},   {"\nx", true},    {" =1", false},
        {"'=1", true},     {"''=1", true}, {"'-5", true},       {"'a", false},   {"-.", true},     {"-.5", false},
        {"+381 11", true}, {"-5\n", true}, {"-\xc4\x8d", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char marked[32] = "'";
        const char *text = cases[i].text;

        if (formula_is_like(text, strlen(text)) != cases[i].is_like)
            fail_msg("%s", text);
        strcat(marked, text);
        /* Whoever takes the mark off gets the text, and takes none off what got none. */
        if (cases[i].is_like)
            assert_int_equal(formula_mark_bytes(marked, strlen(marked)), 1);
        else if (formula_mark_bytes(text, strlen(text)))
            fail_msg("%s has no mark", text);
    }
}

static void json_is_read_to_its_end_and_no_further(void **state)
{
    static const struct {
        const char *json;
        const char *read; /* names and values */
    } cases[] = {
        {"{}", ""},
        {"{\"a\": 1}", "a=1;"},
        {"{\"a\":\"x\\\"}\",\"b\" : [1,{\"c\":\"]\"}] , \"d\":null}", "a=\"x\\\"}\";b=[1,{\"c\":\"]\"}];d=null;"},
        {"{\"a\": {\"b\": {}}, \"c\": \"\"}", "a={\"b\": {}};c=\"\";"},
        {"[1]", ""},
        {"null", ""},
        {"", ""},
        {"{\"a", NULL},
        {"{\"a\":\"x", "a=\"x;"},
        {"{\"a\":[1,", "a=[1,;"},
        {"{\"a\\", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *at = cases[i].json;
        struct json_member member;
        char read[256] = "";

        while (json_next_member(&at, &member)) {
            strncat(read, member.name, member.name_bytes);
            strcat(read, "=");
            strncat(read, member.value, member.bytes);
            strcat(read, ";");
        }
        if (cases[i].read && strncmp(read, cases[i].read, strlen(cases[i].read)) != 0)
            fail_msg("%s: %s", cases[i].json, read);
    }
}

static void coded_bytes_are_the_same_bytes(void **state)
{
    enum { BYTES = 300 * 1024, PIECE = 7000 };
    char *bytes = malloc(BYTES);
    char *back = malloc(BYTES + 1);

    (void)state;
    for (size_t i = 0; i < BYTES; i++)
        bytes[i] = (char)(i * i / 1000 % 64 + ' ');
    for (enum coding coding = CODING_GZIP; coding < CODING_COUNT; coding++) {
        struct coder *coder = coder_create(coding);
        struct buffer out = {0};
        z_stream stream = {0};

        for (size_t at = 0; at < BYTES; at += PIECE)
            assert_true(coder_write(coder, bytes + at, BYTES - at < PIECE ? BYTES - at : PIECE, false, &out));
        assert_true(coder_write(coder, NULL, 0, true, &out));
        assert_true(out.length < BYTES);
        if (coding == CODING_ZSTD) {
            assert_int_equal(ZSTD_decompress(back, BYTES + 1, out.data, out.length), BYTES);
        } else {
            stream.next_in = (Bytef *)out.data;
            stream.avail_in = (uInt)out.length;
            stream.next_out = (Bytef *)back;
            stream.avail_out = BYTES + 1;
            assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
            assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
            assert_int_equal(stream.total_out, BYTES);
            inflateEnd(&stream);
        }
        assert_memory_equal(back, bytes, BYTES);
        buffer_finish(&out);
        coder_destroy(coder);
    }
    free(back);
    free(bytes);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_row_has_a_cell_for_each_column_of_the_contract, open_writers, close_writers),
        cmocka_unit_test_setup_teardown(nulls_are_empty_cells, open_writers, close_writers),
        cmocka_unit_test(what_looks_like_a_formula_is_marked_and_can_be_unmarked),
        cmocka_unit_test(json_is_read_to_its_end_and_no_further),
        cmocka_unit_test(coded_bytes_are_the_same_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
