/* Arenas and buffers. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "support.h"

static void an_arena_gives_zeroed_and_aligned_memory(void **state)
{
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t bytes = 1; bytes < 100 * 1000; bytes = bytes * 3 + 1) {
        char *memory = arena_alloc(&arena, bytes);

        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t i = 0; i < bytes; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xff, bytes);
    }
    arena_finish(&arena);
}

static void memory_is_zeroed_again_after_a_reset(void **state)
{
    struct arena arena;
    char *first;

    (void)state;
    arena_init(&arena);
    first = arena_alloc(&arena, 64);
    memset(first, 0xff, 64);
    arena_alloc(&arena, 1000 * 1000);
    arena_reset(&arena);
    assert_ptr_equal(arena_alloc(&arena, 64), first);
    assert_int_equal(first[63], 0);
    arena_finish(&arena);
}

static void an_arena_copies_texts(void **state)
{
    struct arena arena;
    char long_text[20001];

    (void)state;
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    arena_init(&arena);
    assert_string_equal(arena_copy(&arena, "Erste banka", 5), "Erste");
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    assert_string_equal(arena_strdup(&arena, long_text), long_text);
    assert_string_equal(arena_printf(&arena, "%s %d", "Holcim", 2013), "Holcim 2013");
    assert_int_equal(strlen(arena_printf(&arena, "%s%s", long_text, long_text)), 40000);
    arena_finish(&arena);
}

static void a_buffer_grows_and_keeps_its_bytes(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        buffer_append_text(&buffer, "abc");
        buffer_append(&buffer, "", 0);
        buffer_append_char(&buffer, ',');
        buffer_printf(&buffer, "%03d;", i);
    }
    assert_int_equal(buffer.length, 8000);
    assert_memory_equal(buffer.data, "abc,000;abc,001;", 16);
    assert_memory_equal(buffer.data + 7984, "abc,998;abc,999;", 16);
    buffer_finish(&buffer);
    assert_null(buffer.data);
}

static void what_is_taken_belongs_to_the_taker(void **state)
{
    struct buffer buffer = {0};
    char *data;

    (void)state;
    memset(buffer_reserve(&buffer, 100 * 1000), 'x', 100 * 1000);
    buffer.length = 100 * 1000;
    data = buffer_take(&buffer);
    assert_int_equal(buffer.length, 0);
    assert_null(buffer.data);
    assert_int_equal(data[100 * 1000 - 1], 'x');
    free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_gives_zeroed_and_aligned_memory),
        cmocka_unit_test(memory_is_zeroed_again_after_a_reset),
        cmocka_unit_test(an_arena_copies_texts),
        cmocka_unit_test(a_buffer_grows_and_keeps_its_bytes),
        cmocka_unit_test(what_is_taken_belongs_to_the_taker),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
