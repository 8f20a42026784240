#include "sealer.h"

#include <assert.h>
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "db/login.h"

enum {
    BATCH = 5000, /* changes at a time: a quarter of a second's work, in which nobody waits for anything */
    WORDS = 500,  /* changes whose rows' words are taken at a time: who changes one of them waits for as long */
    IDLE_MS = 1000,
    REST_MS = 200, /* between two times, so that what is changed meanwhile is sealed at once */
    RETRY_MS = 1000,
    CONNECT_MS = 5000,
    ANSWER_MS = 60 * 1000,
};

/* Nothing here may be slower than ANSWER_MS; a plan for the batch at hand is what it costs to make. */
static const char session_settings[] = "-c statement_timeout=50000 -c jit=off -c lock_timeout=10000";

struct sealer {
    pthread_t thread;
    const struct config *config;
    struct feed *feed;
    int stop_fd;
    bool is_over;
    PGconn *connection;
    bool has_complained; /* of what is wrong right now */
};

/* Waits for the socket, or that long. False when the sealer shall stop, or the time is up. */
static bool wait_for(struct sealer *sealer, int fd, short events, int ms)
{
    struct pollfd fds[] = {{.fd = sealer->stop_fd, .events = POLLIN}, {.fd = fd, .events = events}};
    int count;

    do
        count = poll(fds, fd < 0 ? 1 : 2, ms);
    while (count < 0 && errno == EINTR);
    sealer->is_over |= fds[0].revents != 0;
    return count > 0 && !sealer->is_over;
}

static void give_up(struct sealer *sealer, const char *message)
{
    if (!sealer->has_complained && !sealer->is_over)
        log_error("seal", "message=%s", log_quote(message));
    sealer->has_complained = true;
    PQfinish(sealer->connection);
    sealer->connection = NULL;
}

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

static bool finish_connecting(struct sealer *sealer)
{
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    int64_t until_us = clock_monotonic_us() + (int64_t)CONNECT_MS * 1000;

    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        int64_t left_us = until_us - clock_monotonic_us();

        if (left_us <= 0 || !wait_for(sealer, PQsocket(sealer->connection),
                                      state == PGRES_POLLING_READING ? POLLIN : POLLOUT, (int)(left_us / 1000) + 1))
            return false;
        state = PQconnectPoll(sealer->connection);
    }
    return state == PGRES_POLLING_OK;
}

static bool connect_database(struct sealer *sealer)
{
    struct login login;
    const char *error = NULL;

    if (login_init(&login, sealer->config->database, "forum_app", sealer->config->app_password, session_settings,
                   &error))
        sealer->connection = PQconnectStartParams(login.keywords, login.values, 0);
    login_finish(&login);
    if (!sealer->connection || PQstatus(sealer->connection) == CONNECTION_BAD || !finish_connecting(sealer)) {
        give_up(sealer, sealer->connection ? PQerrorMessage(sealer->connection) : "the database's address is wrong");
        return false;
    }
    PQsetNoticeReceiver(sealer->connection, ignore_notice, NULL);
    return true;
}

/* The result of the one statement that was sent; NULL when the connection is lost, too slow, or the sealer shall stop.
 */
static PGresult *await_result(struct sealer *sealer)
{
    int64_t until_us = clock_monotonic_us() + (int64_t)ANSWER_MS * 1000;
    PGresult *result;

    while (PQisBusy(sealer->connection)) {
        int64_t left_us = until_us - clock_monotonic_us();

        if (left_us <= 0 || !wait_for(sealer, PQsocket(sealer->connection), POLLIN, (int)(left_us / 1000) + 1) ||
            !PQconsumeInput(sealer->connection))
            return NULL;
    }
    result = PQgetResult(sealer->connection);
    PQclear(PQgetResult(sealer->connection)); /* of one statement there is no second: this is its end */
    return result;
}

/* Seals once, and tells how far the chain has come. Returns how many were sealed; negative when it went wrong. */
static long seal(struct sealer *sealer)
{
    const char *const values[] = {"5000"};
    PGresult *result;
    long sealed = -1;

    static_assert(BATCH == 5000, "values has it as text");
    if (!PQsendQueryParams(sealer->connection, "select head, sealed from registry.seal($1)", 1, NULL, values, NULL,
                           NULL, 0)) {
        give_up(sealer, PQerrorMessage(sealer->connection));
        return -1;
    }
    result = await_result(sealer);
    if (PQresultStatus(result) == PGRES_TUPLES_OK) {
        feed_set_head(sealer->feed, strtoll(PQgetvalue(result, 0, 0), NULL, 10));
        sealed = strtol(PQgetvalue(result, 0, 1), NULL, 10);
        sealer->has_complained = false;
    } else {
        give_up(sealer, result ? PQresultErrorMessage(result) : "the database does not answer");
    }
    PQclear(result);
    return sealed;
}

/* Takes the words of rows that were sealed (taken_words.sql). Returns of how many changes; negative when it went wrong. */
static long take_words(struct sealer *sealer)
{
    PGresult *result = NULL;
    long taken = -1;

    static_assert(WORDS == 500, "the statement has it as text");
    if (PQsendQuery(sealer->connection, "select registry.take_words(500)"))
        result = await_result(sealer);
    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        taken = strtol(PQgetvalue(result, 0, 0), NULL, 10);
    else
        give_up(sealer, result ? PQresultErrorMessage(result) : "the database does not answer");
    PQclear(result);
    return taken;
}

static void take_changes(struct sealer *sealer)
{
    uint64_t ignored;

    while (read(feed_descriptor(sealer->feed), &ignored, sizeof ignored) < 0 && errno == EINTR)
        ;
}

static void *run(void *context)
{
    struct sealer *sealer = context;

    while (!sealer->is_over) {
        long sealed, taken;

        if (!sealer->connection && !connect_database(sealer)) {
            wait_for(sealer, -1, 0, RETRY_MS);
            continue;
        }
        take_changes(sealer);
        sealed = seal(sealer);
        taken = sealed < 0 ? sealed : take_words(sealer);
        if (taken < 0)
            wait_for(sealer, -1, 0, RETRY_MS);
        else if (sealed < BATCH && taken < WORDS && wait_for(sealer, feed_descriptor(sealer->feed), POLLIN, IDLE_MS))
            wait_for(sealer, -1, 0, REST_MS);
    }
    PQfinish(sealer->connection);
    return NULL;
}

struct sealer *sealer_create(const struct config *config, struct feed *feed)
{
    struct sealer *sealer = calloc(1, sizeof *sealer);

    if (!sealer)
        abort();
    sealer->config = config;
    sealer->feed = feed;
    sealer->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (sealer->stop_fd >= 0 && pthread_create(&sealer->thread, NULL, run, sealer) == 0)
        return sealer;
    if (sealer->stop_fd >= 0)
        close(sealer->stop_fd);
    free(sealer);
    return NULL;
}

void sealer_destroy(struct sealer *sealer)
{
    const uint64_t one = 1;

    if (!sealer)
        return;
    while (write(sealer->stop_fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
    pthread_join(sealer->thread, NULL);
    close(sealer->stop_fd);
    free(sealer);
}
