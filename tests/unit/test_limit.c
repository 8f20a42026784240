/* What limits count, and whose request it is. */
#include <arpa/inet.h>
#include <string.h>

#include "http/limit.h"
#include "support.h"

enum { SECOND_US = 1000000, MINUTE_S = 60, ASKERS = 1000000 };

static const struct limit_policy hundred = {"default", 100, MINUTE_S};

static void all_of_the_quota_may_come_at_once_and_no_more(void **state)
{
    struct limiter *limiter = limiter_create(64);
    struct limit_verdict verdict;

    (void)state;
    for (unsigned i = 0; i < 100; i++) {
        verdict = limiter_take(limiter, &hundred, 7, SECOND_US);
        assert_true(verdict.allowed);
        assert_int_equal(verdict.remaining, 99 - i);
    }
    assert_int_equal(verdict.reset_s, 60);
    verdict = limiter_take(limiter, &hundred, 7, SECOND_US);
    assert_false(verdict.allowed);
    assert_int_equal(verdict.remaining, 0);
    assert_int_equal(verdict.retry_s, 1);
    assert_true(limiter_take(limiter, &hundred, 7 + (UINT64_C(1) << 50), SECOND_US).allowed);
    limiter_destroy(limiter);
}

static void what_is_used_comes_back_evenly(void **state)
{
    struct limiter *limiter = limiter_create(64);
    int64_t now_us = SECOND_US;

    (void)state;
    for (unsigned i = 0; i < 100; i++)
        limiter_take(limiter, &hundred, 7, now_us);
    assert_false(limiter_take(limiter, &hundred, 7, now_us + 599 * 1000).allowed);
    assert_true(limiter_take(limiter, &hundred, 7, now_us + 600 * 1000).allowed);
    assert_false(limiter_take(limiter, &hundred, 7, now_us + 600 * 1000).allowed);
    assert_int_equal(limiter_look(limiter, &hundred, 7, now_us + 600 * 1000 + 30 * SECOND_US).remaining, 50);
    assert_int_equal(limiter_look(limiter, &hundred, 7, now_us + 600 * 1000 + 60 * SECOND_US).remaining, 100);
    assert_int_equal(limiter_look(limiter, &hundred, 7, now_us + 600 * 1000 + 60 * SECOND_US).reset_s, 0);
    limiter_destroy(limiter);
}

static void a_refused_request_uses_nothing_up(void **state)
{
    struct limiter *limiter = limiter_create(64);
    const struct limit_policy one = {"one", 1, 10};

    (void)state;
    assert_true(limiter_take(limiter, &one, 7, 0).allowed);
    for (int i = 1; i < 10; i++)
        assert_int_equal(limiter_take(limiter, &one, 7, i * SECOND_US).retry_s, 10 - i);
    assert_true(limiter_take(limiter, &one, 7, 10 * SECOND_US).allowed);
    limiter_destroy(limiter);
}

static void what_is_given_back_is_there_again_and_never_more_than_all(void **state)
{
    struct limiter *limiter = limiter_create(64);

    (void)state;
    limiter_take(limiter, &hundred, 7, SECOND_US);
    limiter_take(limiter, &hundred, 7, SECOND_US);
    assert_int_equal(limiter_give_back(limiter, &hundred, 7, SECOND_US).remaining, 99);
    assert_int_equal(limiter_give_back(limiter, &hundred, 7, SECOND_US).remaining, 100);
    assert_int_equal(limiter_give_back(limiter, &hundred, 7, SECOND_US).remaining, 100);
    assert_int_equal(limiter_take(limiter, &hundred, 7, SECOND_US).remaining, 99);
    assert_int_equal(limiter_give_back(limiter, &hundred, 8 + (UINT64_C(9) << 50), SECOND_US).remaining, 100);
    limiter_destroy(limiter);
}

/* In a table of 65,536 buckets. */
static void a_million_askers_fit_into_a_small_table_and_the_busiest_is_not_forgotten(void **state)
{
    struct limiter *limiter = limiter_create(1 << 16);
    uint64_t abuser = limiter_hash(limiter, 'a', "abuser", 6);
    int64_t now_us = SECOND_US;

    (void)state;
    while (limiter_take(limiter, &hundred, abuser, now_us).allowed)
        continue;
    for (uint32_t i = 0; i < ASKERS; i++)
        assert_true(limiter_take(limiter, &hundred, limiter_hash(limiter, 'a', &i, sizeof i), now_us).allowed);
    assert_false(limiter_take(limiter, &hundred, abuser, now_us).allowed);
    limiter_destroy(limiter);
}

static void odd_policies_are_held(void **state)
{
    static const struct limit_policy policies[] = {
        {"one", 1, 1}, {"hour", 5, 3600}, {"many", 1000000, 60}, {"odd", 7, 60}};

    (void)state;
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        struct limiter *limiter = limiter_create(64);
        unsigned taken = 0;

        while (limiter_take(limiter, &policies[i], 7, SECOND_US).allowed)
            taken++;
        /* A tick is a tenth of a millisecond: beyond 600,000 a minute the count is one a tick. */
        assert_int_equal(taken, policies[i].quota > 600000 ? 600000 : policies[i].quota);
        limiter_destroy(limiter);
    }
}

static struct in6_addr address(const char *text)
{
    struct network network;

    assert_true(network_read(text, strlen(text), &network));
    return network.address;
}

static void networks_are_read_and_have_their_addresses(void **state)
{
    static const struct {
        const char *network;
        const char *inside;
        const char *outside;
    } cases[] = {
        {"10.0.0.0/8", "10.255.0.1", "11.0.0.1"},
        {"192.168.4.0/22", "192.168.7.255", "192.168.8.0"},
        {"127.0.0.1", "127.0.0.1", "127.0.0.2"},
        {"0.0.0.0/0", "255.1.2.3", "::1"},
        {"2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::"},
        {"::1", "::1", "::2"},
        {"::ffff:10.0.0.0/104", "10.1.2.3", "9.1.2.3"},
    };
    static const char *const wrong[] = {"",       "10.0.0.0/33", "::/129",        "10.0.0.0/",   "10.0.0.0/a",
                                        "10.0.0", "localhost",   "10.0.0.0/0008", "10.0.0.0/-1", "1.2.3.4.5",
                                        "[::1]",  "fe80::1%eth0"};
    struct network network;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct in6_addr inside = address(cases[i].inside);
        struct in6_addr outside = address(cases[i].outside);

        assert_true(network_read(cases[i].network, strlen(cases[i].network), &network));
        assert_true(network_has(&network, &inside));
        assert_false(network_has(&network, &outside));
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(network_read(wrong[i], strlen(wrong[i]), &network));
}

static void the_client_is_the_last_address_that_is_no_proxy_of_ours(void **state)
{
    static const struct {
        const char *peer;
        const char *forwarded_for;
        const char *client;
    } cases[] = {
        {"203.0.113.9", "198.51.100.1", "203.0.113.9"}, /* nobody we trust says so */
        {"10.0.0.1", "198.51.100.1", "198.51.100.1"},
        {"10.0.0.1", NULL, "10.0.0.1"},
        {"10.0.0.1", "", "10.0.0.1"},
        {"10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"}, /* what the client wrote itself counts for nothing */
        {"10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"},
        {"10.0.0.1", "198.51.100.1,10.0.0.2,10.0.0.3", "198.51.100.1"},
        {"10.0.0.1", "10.0.0.7", "10.0.0.7"},
        {"10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"},
        {"10.0.0.1", "nonsense, 198.51.100.1", "198.51.100.1"},
        {"10.0.0.1", "198.51.100.1,", "10.0.0.1"},
        {"10.0.0.1", " 198.51.100.1:4711 ", "198.51.100.1"},
        {"10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"},
        {"10.0.0.1", "2001:db8::7", "2001:db8::7"},
        {"10.0.0.1", "[2001:db8::7]", "2001:db8::7"},
        {"10.0.0.1", "[2001:db8::7", "10.0.0.1"},
        {"10.0.0.1", "unknown", "10.0.0.1"},
        {"::1", "198.51.100.1", "198.51.100.1"},
    };
    struct network proxies[2];

    (void)state;
    assert_true(network_read("10.0.0.0/8", 10, &proxies[0]));
    assert_true(network_read("::1", 3, &proxies[1]));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct in6_addr peer = address(cases[i].peer);
        struct in6_addr expected = address(cases[i].client);
        struct in6_addr client = address_of_client(&peer, cases[i].forwarded_for, proxies, 2);

        assert_memory_equal(&client, &expected, sizeof client);
    }
}

static void the_address_of_a_socket_is_the_same_in_both_families(void **state)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct in6_addr expected = address("198.51.100.1");
    struct in6_addr found;

    (void)state;
    inet_pton(AF_INET, "198.51.100.1", &v4.sin_addr);
    found = address_of_socket((struct sockaddr *)&v4);
    assert_memory_equal(&found, &expected, sizeof found);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_the_quota_may_come_at_once_and_no_more),
        cmocka_unit_test(what_is_used_comes_back_evenly),
        cmocka_unit_test(a_refused_request_uses_nothing_up),
        cmocka_unit_test(what_is_given_back_is_there_again_and_never_more_than_all),
        cmocka_unit_test(a_million_askers_fit_into_a_small_table_and_the_busiest_is_not_forgotten),
        cmocka_unit_test(odd_policies_are_held),
        cmocka_unit_test(networks_are_read_and_have_their_addresses),
        cmocka_unit_test(the_client_is_the_last_address_that_is_no_proxy_of_ours),
        cmocka_unit_test(the_address_of_a_socket_is_the_same_in_both_families),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
