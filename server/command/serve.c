/* forumd serve: checks the database, starts the workers, waits for SIGTERM or SIGINT, stops in order. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "command/command.h"
#include "command/session.h"
#include "registry/registry.h"
#include "worker.h"

static const int64_t ready_wait_us = 10 * 1000 * 1000;

/* With a shared port a second server would bind it too and half of the answers would come from it: so bind it once without
 * sharing, to hear whether anybody else has it. */
static bool is_port_free(const struct config *config)
{
    int fd = socket(config->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    bool is_free;

    if (fd < 0)
        return true;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    is_free = bind(fd, (const struct sockaddr *)&config->address,
                   config->address.ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in)) == 0;
    if (!is_free)
        log_error("listen", "address=%s message=%s", config->listen, log_quote(strerror(errno)));
    close(fd);
    return is_free;
}

static bool check_database(const struct config *config, struct registry *registry)
{
    PGconn *connection = session_open(config, "forum_public", config->public_password);
    const char *error = NULL;
    bool fits;

    if (!connection)
        return false;
    fits = registry_check_database(registry, connection, &error);
    PQfinish(connection);
    if (!fits)
        fprintf(stderr, "forumd: %s\n", error);
    return fits;
}

static void stop_workers(struct worker **workers, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        worker_destroy(workers[i]);
    free(workers);
}

static int run_workers(const struct config *config, const struct registry *registry, const sigset_t *signals)
{
    struct worker **workers = calloc(config->workers, sizeof *workers);
    int64_t started_us = clock_monotonic_us();
    const char *error = "";
    int received = 0;

    if (!workers)
        abort();
    for (unsigned i = 0; i < config->workers; i++) {
        workers[i] = worker_create(config, registry, &error);
        if (!workers[i]) {
            log_error("start", "message=%s", log_quote(error));
            stop_workers(workers, i);
            return 1;
        }
    }
    for (unsigned i = 0; i < config->workers; i++) {
        if (!worker_wait_ready(workers[i], ready_wait_us)) {
            log_error("start", "message=%s", log_quote("the database did not accept the workers' connections"));
            stop_workers(workers, config->workers);
            return 1;
        }
    }
    log_info("listening", "address=%s workers=%u ready_ms=%lld", config->listen, config->workers,
             (long long)(clock_monotonic_us() - started_us) / 1000);
    sigwait(signals, &received);
    log_info("stopping", "signal=%d", received);
    stop_workers(workers, config->workers);
    log_info("stopped", "address=%s", config->listen);
    return 0;
}

int command_serve(const struct config *config, char **arguments)
{
    const char *error = NULL;
    struct registry *registry;
    sigset_t signals;
    int status;

    if (*arguments) {
        fprintf(stderr, "forumd: serve takes no \"%s\"\n", *arguments);
        return 2;
    }
    /* Blocked before any thread starts, so that only sigwait hears them. */
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    registry = registry_load(&error);
    if (!registry) {
        fprintf(stderr, "forumd: %s\n", error);
        return 1;
    }
    status = is_port_free(config) && check_database(config, registry) ? run_workers(config, registry, &signals) : 1;
    registry_destroy(registry);
    return status;
}
