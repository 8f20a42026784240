/* forumd serve: checks the database, starts the workers, waits for SIGTERM or SIGINT, stops in order. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "command/command.h"
#include "command/session.h"
#include "registry/registry.h"
#include "worker.h"

enum { OTHER_FILES = 200 /* sockets to the database, epoll, libraries */ };

static const int64_t ready_wait_us = 10 * 1000 * 1000;

/* With a shared port a second server would bind it too and half of the answers would come from it: so bind it once
 * without sharing, to hear whether anybody else has it. */
static bool is_port_free(const struct config *config)
{
    int fd = socket(config->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int one = 1;
    bool is_free;

    if (fd < 0)
        return true;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    is_free =
        bind(fd, (const struct sockaddr *)&config->address,
             config->address.ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in)) == 0;
    if (!is_free)
        log_error("listen", "address=%s message=%s", config->listen, log_quote(strerror(errno)));
    close(fd);
    return is_free;
}

/* A first connection takes as long as reading the contract: both at once. It logs in as forum_app, and the workers
 * begin as forum_public, so that a start shows that both can. */
struct visit {
    const struct config *config;
    pthread_t thread;
    PGconn *connection;
};

static void *connect_visit(void *context)
{
    struct visit *visit = context;

    visit->connection = session_open(visit->config, "forum_app", visit->config->app_password);
    return NULL;
}

static bool check_database(struct visit *visit, struct registry *registry)
{
    const char *error = NULL;
    bool fits;

    pthread_join(visit->thread, NULL);
    if (!visit->connection)
        return false;
    if (!registry) {
        PQfinish(visit->connection);
        return false;
    }
    fits = registry_check_database(registry, visit->connection, &error);
    PQfinish(visit->connection);
    if (!fits)
        fprintf(stderr, "forumd: %s\n", error);
    return fits;
}

/* A connection is a descriptor, and the usual soft limit is a quarter of the connections that are allowed by default.
 */
static void raise_file_limit(const struct config *config)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < config->max_connections + OTHER_FILES)
        log_error("limit", "message=%s",
                  log_quote("the system allows fewer open files than --max-connections asks for"));
}

static void stop_workers(struct worker **workers, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        worker_destroy(workers[i]);
    free(workers);
}

static bool complain(const char *error)
{
    log_error("start", "message=%s", log_quote(error));
    return false;
}

static bool start_serving(const struct config *config, struct worker **workers, const struct service *service)
{
    for (unsigned i = 0; i < config->workers; i++) {
        if (!worker_serve(workers[i], service))
            return complain("the threads' descriptors could not be made");
    }
    for (unsigned i = 0; i < config->workers; i++) {
        const char *error = worker_wait_serving(workers[i], ready_wait_us);

        if (error)
            return complain(error);
    }
    return true;
}

static struct registry *load_registry(void)
{
    const char *error = NULL;
    struct registry *registry = registry_load(&error);

    if (!registry)
        fprintf(stderr, "forumd: %s\n", error);
    return registry;
}

static struct gate make_gate(const struct config *config)
{
    enum { MINUTE_S = 60, HOUR_S = 3600 };

    return (struct gate){.limiter = limiter_create(LIMITER_BUCKETS),
                         .addresses = {"default", config->rate, MINUTE_S},
                         .keys = {"key", config->key_rate, MINUTE_S},
                         .applications = {"applications", config->application_rate, HOUR_S},
                         .wrong_keys = {"wrong-keys", config->wrong_key_rate, MINUTE_S}};
}

/* The workers connect while the contract is read and the visitor looks whether the database is the right one; they
 * listen when it is. */
static bool run_workers(const struct config *config, struct service *service, struct visit *visit,
                        const sigset_t *signals)
{
    struct worker **workers = calloc(config->workers, sizeof *workers);
    int64_t started_us = clock_monotonic_us();
    struct registry *registry;
    const char *error = "";
    unsigned count = 0;
    bool serves;
    int received = 0;

    if (!workers)
        abort();
    while (count < config->workers && (workers[count] = worker_create(config, &error)))
        count++;
    registry = load_registry();
    service->registry = registry;
    serves = check_database(visit, registry);
    if (serves)
        serves = count == config->workers ? start_serving(config, workers, service) : complain(error);
    if (serves) {
        log_info("listening", "address=%s workers=%u ready_ms=%lld", config->listen, config->workers,
                 (long long)(clock_monotonic_us() - started_us) / 1000);
        sigwait(signals, &received);
        log_info("stopping", "signal=%d", received);
    }
    stop_workers(workers, count);
    registry_destroy(registry);
    if (serves)
        log_info("stopped", "address=%s", config->listen);
    return serves;
}

/* libmagic's rules take some milliseconds to read, which neither the start nor the first document shall wait for. */
struct warm_up {
    struct job job;
    struct recogniser *recogniser;
};

static void load_rules(struct job *job)
{
    const char *error = recogniser_load(((struct warm_up *)job)->recogniser);

    if (error)
        log_error("libmagic", "message=%s", log_quote(error));
}

static bool start_and_run(const struct config *config, struct gate *gate, const sigset_t *signals)
{
    struct visit visit = {.config = config};
    struct warm_up warm_up = {.job = {.work = load_rules}, .recogniser = recogniser_create()};
    struct service service = {.gate = gate, .helper = helper_create(), .binder = helper_create(), .recogniser = warm_up.recogniser};
    bool started = service.helper && service.binder && pthread_create(&visit.thread, NULL, connect_visit, &visit) == 0;
    bool served = false;

    if (started) {
        helper_submit(service.helper, &warm_up.job);
        served = run_workers(config, &service, &visit, signals);
    } else {
        fputs("forumd: a thread could not be started\n", stderr);
    }
    helper_destroy(service.helper);
    helper_destroy(service.binder);
    recogniser_destroy(service.recogniser);
    return served;
}

int command_serve(const struct config *config, char **arguments)
{
    struct gate gate;
    const char *error;
    sigset_t signals;
    bool served;

    if (*arguments) {
        fprintf(stderr, "forumd: serve takes no \"%s\"\n", *arguments);
        return 2;
    }
    gate = make_gate(config);
    error = gate_read_proxies(&gate, config->trusted_proxies);
    if (error) {
        fprintf(stderr, "forumd: %s\n", error);
        limiter_destroy(gate.limiter);
        return 2;
    }
    /* Blocked before any thread starts, so that only sigwait hears them. */
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error of its write, like a full disk */
    raise_file_limit(config);
    served = is_port_free(config) && start_and_run(config, &gate, &signals);
    limiter_destroy(gate.limiter);
    return served ? 0 : 1;
}
