/* Groups that go on after their first results, on a real connection. Each test has a lane of its own and a second
 * session that sees what others see. */
#include <setjmp.h> /* cmocka wants these four before itself */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/clock.h"
#include "db/lane.h"

enum { SKIPPED = 77, TURN_MS = 100, MOST_PARTS = 4, GIVE_UP_US = 30 * 1000 * 1000, PATIENCE_US = 20 * 1000 * 1000 };

static const char insert_title[] =
    "insert into lane_commitment values ($1) returning title, pg_current_xact_id()::text";

struct fixture {
    int epoll_fd;
    struct lane *lane;
    struct statement_cache *statements;
    PGconn *watcher;
};

/* One statement each time that the group goes on, and what was seen meanwhile. */
struct story {
    struct group group;
    struct fixture *fixture;
    const char *sql[MOST_PARTS]; /* ended by NULL */
    const char *value;
    const char *values[1];
    void (*meanwhile)(struct story *story);
    bool tells_the_last; /* part for the last */
    int parts_sent;
    int asked; /* how often more was called */
    int done;
    char first[64]; /* the first part's second column */
    char seen[64];  /* what the other session saw while the group was open */
    struct story *behind;
};

static const char *ask(struct fixture *fixture, const char *sql, char *ret_value)
{
    PGresult *result = PQexec(fixture->watcher, sql);

    if (PQresultStatus(result) != PGRES_TUPLES_OK && PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s", PQerrorMessage(fixture->watcher));
    snprintf(ret_value, 64, "%s", PQntuples(result) ? PQgetvalue(result, 0, 0) : "");
    PQclear(result);
    return ret_value;
}

static void assert_answer(struct fixture *fixture, const char *sql, const char *expected)
{
    char value[64];

    assert_string_equal(ask(fixture, sql, value), expected);
}

static void open_lane(struct fixture *fixture, int64_t answer_us)
{
    static const char *const keywords[] = {"application_name", NULL};
    static const char *const values[] = {"lane under test", NULL};
    const struct lane_options options = {.name = "test",
                                         .keywords = keywords,
                                         .values = values,
                                         .max_waiting = 8,
                                         .max_in_flight = 4,
                                         .wait_us = PATIENCE_US,
                                         .answer_us = answer_us};

    fixture->lane = lane_create(fixture->epoll_fd, &options);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    char ignored[64];

    if (!fixture)
        return -1;
    fixture->watcher = PQconnectdb("");
    if (PQstatus(fixture->watcher) != CONNECTION_OK)
        return -1;
    ask(fixture, "set client_min_messages = warning", ignored);
    ask(fixture, "drop table if exists lane_commitment", ignored);
    ask(fixture, "create table lane_commitment (title text unique deferrable initially deferred)", ignored);
    fixture->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    fixture->statements = statement_cache_create();
    open_lane(fixture, PATIENCE_US);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char ignored[64];

    lane_destroy(fixture->lane);
    statement_cache_destroy(fixture->statements);
    ask(fixture, "drop table lane_commitment", ignored);
    PQfinish(fixture->watcher);
    close(fixture->epoll_fd);
    free(fixture);
    return 0;
}

static void take_turn(struct fixture *fixture)
{
    struct epoll_event event;

    lane_handle_time(fixture->lane, clock_monotonic_us());
    lane_flush(fixture->lane);
    if (epoll_wait(fixture->epoll_fd, &event, 1, TURN_MS) == 1)
        lane_handle_events(event.data.ptr, event.events);
}

static void run_until_done(struct story *story)
{
    int64_t until_us = clock_monotonic_us() + GIVE_UP_US;

    while (!story->done && clock_monotonic_us() < until_us)
        take_turn(story->fixture);
    assert_int_equal(story->done, 1);
}

static struct statement *get_statement(struct story *story, const char *sql)
{
    struct statement_cache *cache = story->fixture->statements;
    struct statement *statement = statement_find(cache, sql, strlen(sql));

    if (statement)
        return statement;
    return statement_add(cache, sql, strlen(sql), sql, strstr(sql, "$1") ? 1 : 0);
}

static void put_part(struct story *story)
{
    story->values[0] = story->value;
    story->group.segments[0] =
        (struct segment){.statement = get_statement(story, story->sql[story->parts_sent++]), .values = story->values};
    story->group.segment_count = 1;
}

static bool tell_more(struct group *group)
{
    struct story *story = group->owner;

    story->asked++;
    if (story->asked == 1 && PQnfields(group->result) > 1)
        snprintf(story->first, sizeof story->first, "%s", PQgetvalue(group->result, 0, 1));
    if (story->meanwhile)
        story->meanwhile(story);
    if (!story->sql[story->parts_sent])
        return false;
    put_part(story);
    if (story->tells_the_last && !story->sql[story->parts_sent])
        group->more = NULL;
    return true;
}

static void note_done(struct group *group)
{
    struct story *story = group->owner;

    story->done++;
}

static void submit(struct story *story)
{
    struct group *group = &story->group;

    group->writes = true;
    group->done = note_done;
    group->owner = story;
    put_part(story);
    assert_true(lane_submit(story->fixture->lane, group));
}

static void see_titles(struct story *story)
{
    ask(story->fixture, "select count(*) from lane_commitment", story->seen);
}

static void a_group_goes_on_in_the_same_transaction(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select count(*), pg_current_xact_id()::text from lane_commitment"},
                          .value = "Manje papira u kancelarijama",
                          .group.more = tell_more};

    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.group.outcome, GROUP_DONE);
    assert_int_equal(story.asked, 2);
    assert_string_equal(PQgetvalue(story.group.result, 0, 0), "1");
    assert_string_equal(PQgetvalue(story.group.result, 0, 1), story.first);
    assert_answer(*state, "select title from lane_commitment", "Manje papira u kancelarijama");
    group_finish(&story.group);
}

static void nothing_is_seen_by_others_before_the_end(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select 1"},
                          .value = "Manje papira u kancelarijama",
                          .group.more = tell_more,
                          .meanwhile = see_titles};

    submit(&story);
    run_until_done(&story);
    assert_string_equal(story.seen, "0");
    assert_answer(*state, "select count(*) from lane_commitment", "1");
    group_finish(&story.group);
}

static void the_last_part_needs_no_question_after_it(void **state)
{
    for (int i = 0; i < 2; i++) {
        struct story story = {.fixture = *state,
                              .sql = {insert_title, i ? "select 1 / 0" : "select title from lane_commitment"},
                              .value = "Solarna energija za školu",
                              .group.more = tell_more,
                              .tells_the_last = true};

        submit(&story);
        run_until_done(&story);
        assert_int_equal(story.asked, 1);
        assert_int_equal(story.group.outcome, i ? GROUP_FAILED : GROUP_DONE);
        assert_answer(*state, "select count(*) from lane_commitment", "1");
        group_finish(&story.group);
    }
}

static void submit_the_one_behind(struct story *story)
{
    if (!story->behind->parts_sent)
        submit(story->behind);
}

static void what_is_submitted_meanwhile_comes_after_the_end(void **state)
{
    struct story behind = {.fixture = *state,
                           .sql = {"select count(*), pg_current_xact_id()::text from lane_commitment"}};
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select pg_sleep(0.05)", "select pg_current_xact_id()::text"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more,
                          .meanwhile = submit_the_one_behind,
                          .behind = &behind};

    submit(&story);
    run_until_done(&behind);
    assert_int_equal(story.done, 1);
    assert_string_equal(PQgetvalue(behind.group.result, 0, 0), "1");
    assert_string_not_equal(PQgetvalue(behind.group.result, 0, 1), PQgetvalue(story.group.result, 0, 0));
    group_finish(&story.group);
    group_finish(&behind.group);
}

static void what_was_sent_before_is_answered_before(void **state)
{
    struct story before = {.fixture = *state, .sql = {insert_title}, .value = "Solarna energija za školu"};
    struct story story = {.fixture = *state,
                          .sql = {"select count(*) from lane_commitment", "select 1"},
                          .group.more = tell_more,
                          .meanwhile = see_titles};

    submit(&before);
    submit(&story);
    run_until_done(&story);
    assert_int_equal(before.done, 1);
    assert_string_equal(story.seen, "1");
    group_finish(&before.group);
    group_finish(&story.group);
}

static void a_refused_beginning_does_not_go_on(void **state)
{
    struct story refused = {.fixture = *state, .sql = {"select 1 / 0", "select 1"}, .group.more = tell_more};
    struct story next = {.fixture = *state, .sql = {"select 'still here'", "select 1"}, .group.more = tell_more};

    submit(&refused);
    submit(&next);
    run_until_done(&next);
    assert_int_equal(refused.group.outcome, GROUP_FAILED);
    assert_string_equal(PQresultErrorField(refused.group.failure, PG_DIAG_SQLSTATE), "22012");
    assert_int_equal(refused.asked, 0);
    assert_int_equal(next.group.outcome, GROUP_DONE);
    group_finish(&refused.group);
    group_finish(&next.group);
}

static void a_refused_later_part_undoes_the_beginning(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select 1 / 0", "select 1"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more};

    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.group.outcome, GROUP_FAILED);
    assert_int_equal(story.asked, 1);
    assert_answer(*state, "select count(*) from lane_commitment", "0");
    group_finish(&story.group);
}

static void a_refused_commit_fails_the_group(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "insert into lane_commitment select title from lane_commitment"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more};

    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.asked, 2);
    assert_int_equal(story.group.outcome, GROUP_FAILED);
    assert_string_equal(PQresultErrorField(story.group.failure, PG_DIAG_SQLSTATE), "23505");
    assert_answer(*state, "select count(*) from lane_commitment", "0");
    group_finish(&story.group);
}

static void what_can_not_be_prepared_fails_its_group_and_no_other(void **state)
{
    for (int round = 0; round < 2; round++) {
        struct story wrong = {.fixture = *state,
                              .sql = {insert_title, "select nobody from lane_commitment"},
                              .value = "Solarna energija za školu",
                              .group.more = tell_more};
        struct story next = {.fixture = *state, .sql = {"select 1", "select 2"}, .group.more = tell_more};

        submit(&wrong);
        submit(&next);
        run_until_done(&next);
        assert_int_equal(wrong.group.outcome, GROUP_FAILED);
        assert_string_equal(PQresultErrorField(wrong.group.failure, PG_DIAG_SQLSTATE), "42703");
        assert_int_equal(next.group.outcome, GROUP_DONE);
        group_finish(&wrong.group);
        group_finish(&next.group);
    }
    assert_answer(*state, "select count(*) from lane_commitment", "0");
}

static void make_the_column(struct story *story)
{
    char ignored[64];

    ask(story->fixture, "alter table lane_commitment add column if not exists area text", ignored);
}

static void what_could_not_be_prepared_is_tried_again(void **state)
{
    struct story early = {.fixture = *state, .sql = {"select area from lane_commitment"}};
    struct story late = {.fixture = *state, .sql = {"select area from lane_commitment"}};

    submit(&early);
    run_until_done(&early);
    assert_int_equal(early.group.outcome, GROUP_FAILED);
    make_the_column(&early);
    submit(&late);
    run_until_done(&late);
    assert_int_equal(late.group.outcome, GROUP_DONE);
    group_finish(&early.group);
    group_finish(&late.group);
}

/* More statements than there are slots: each makes room for the next, also in the middle of a group. */
static void a_slot_is_used_again_within_an_open_group(void **state)
{
    struct fixture *fixture = *state;
    char sql[MOST_STATEMENTS + 20][32];

    for (int i = 0; i < MOST_STATEMENTS + 20; i += 2) {
        struct story story = {.fixture = fixture, .sql = {sql[i], sql[i + 1]}, .group.more = tell_more};

        snprintf(sql[i], sizeof sql[i], "select %d", i);
        snprintf(sql[i + 1], sizeof sql[i + 1], "select %d", i + 1);
        submit(&story);
        run_until_done(&story);
        assert_int_equal(story.group.outcome, GROUP_DONE);
        assert_string_equal(PQgetvalue(story.group.result, 0, 0), sql[i + 1] + strlen("select "));
        group_finish(&story.group);
    }
}

static void break_the_connection(struct story *story)
{
    char ignored[64];

    ask(story->fixture,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lane under test'", ignored);
}

static void without_its_end_a_group_was_surely_not_carried_out(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select pg_sleep(20)"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more,
                          .meanwhile = break_the_connection};
    struct story next = {.fixture = *state, .sql = {"select 1", "select 2"}, .group.more = tell_more};

    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.group.outcome, GROUP_UNAVAILABLE);
    assert_answer(*state, "select count(*) from lane_commitment", "0");
    submit(&next);
    run_until_done(&next);
    assert_int_equal(next.group.outcome, GROUP_DONE);
    group_finish(&next.group);
}

static void break_at_the_end(struct story *story)
{
    if (!story->sql[story->parts_sent])
        break_the_connection(story);
}

static void once_its_end_was_sent_the_outcome_is_unknown(void **state)
{
    struct story story = {.fixture = *state,
                          .sql = {insert_title, "select 1"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more,
                          .meanwhile = break_at_the_end};

    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.group.outcome, GROUP_LOST);
}

static void a_read_that_went_on_is_not_repeated_by_itself(void **state)
{
    for (int i = 0; i < 2; i++) {
        struct story story = {.fixture = *state,
                              .sql = {"select 1", "select pg_sleep(20)"},
                              .group.more = tell_more,
                              .tells_the_last = i == 1,
                              .meanwhile = break_the_connection};

        submit(&story);
        story.group.writes = false;
        run_until_done(&story);
        assert_int_equal(story.group.outcome, GROUP_UNAVAILABLE);
        assert_int_equal(story.asked, 1);
    }
}

static void an_answer_that_does_not_come_ends_the_group(void **state)
{
    struct fixture *fixture = *state;
    struct story story = {.fixture = fixture,
                          .sql = {insert_title, "select pg_sleep(60)"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more};

    lane_destroy(fixture->lane);
    open_lane(fixture, 300 * 1000);
    submit(&story);
    run_until_done(&story);
    assert_int_equal(story.asked, 1);
    assert_int_equal(story.group.outcome, GROUP_UNAVAILABLE);
}

static void a_destroyed_lane_completes_an_open_group_once(void **state)
{
    struct fixture *fixture = *state;
    struct story story = {.fixture = fixture,
                          .sql = {insert_title, "select pg_sleep(60)"},
                          .value = "Solarna energija za školu",
                          .group.more = tell_more};
    struct story behind = {.fixture = fixture, .sql = {"select 1"}};

    submit(&story);
    while (!story.asked)
        take_turn(fixture);
    submit(&behind);
    lane_destroy(fixture->lane);
    fixture->lane = NULL;
    assert_int_equal(story.done, 1);
    assert_int_equal(story.group.outcome, GROUP_UNAVAILABLE);
    assert_int_equal(behind.done, 1);
    assert_int_equal(behind.group.outcome, GROUP_UNAVAILABLE);
    group_finish(&story.group);
}

static void binary_values_arrive_as_they_are(void **state)
{
    static const char sql[] = "select encode($1::bytea, 'hex')";
    static const char bytes[] = {'%', 'P', 'D', 'F', 0, (char)0xff, '\\', 'x'};
    const char *values[] = {bytes};
    const int lengths[] = {sizeof bytes};
    const int formats[] = {1};
    struct story story = {.fixture = *state, .sql = {sql}};

    submit(&story);
    story.group.segments[0].values = values;
    story.group.segments[0].lengths = lengths;
    story.group.segments[0].formats = formats;
    run_until_done(&story);
    assert_string_equal(PQgetvalue(story.group.result, 0, 0), "2550444600ff5c78");
    group_finish(&story.group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_group_goes_on_in_the_same_transaction, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_seen_by_others_before_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_part_needs_no_question_after_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_submitted_meanwhile_comes_after_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_sent_before_is_answered_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refused_beginning_does_not_go_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refused_later_part_undoes_the_beginning, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refused_commit_fails_the_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_can_not_be_prepared_fails_its_group_and_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_could_not_be_prepared_is_tried_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_slot_is_used_again_within_an_open_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_its_end_a_group_was_surely_not_carried_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(once_its_end_was_sent_the_outcome_is_unknown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_read_that_went_on_is_not_repeated_by_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_answer_that_does_not_come_ends_the_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_destroyed_lane_completes_an_open_group_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(binary_values_arrive_as_they_are, set_up, tear_down),
    };

    if (!getenv("FORUM_TEST_POSTGRES"))
        return SKIPPED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
