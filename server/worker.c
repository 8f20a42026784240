/* The loop: wait for the daemon's descriptor, the lanes' sockets or the wake-up; read what the lanes have, which
 * finishes requests and resumes their connections; let libmicrohttpd run; then send what the handlers queued. What
 * became ready in one turn goes to PostgreSQL as one batch. */
#include "worker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "http/answer.h"
#include "http/request.h"
#include "http/upload.h"
#include "registry/exchange.h"
#include "registry/export.h"

enum {
    EVENTS_A_TURN = 64,
    BACKLOG = 1024, /* libmicrohttpd's own default drops connections at a few hundred clients */
    CONNECTION_MEMORY_BYTES = MOST_URL_BYTES + MOST_HEADER_BYTES + 2048,
    MOST_FREE_REQUESTS = 256,
    LOG_FLUSH_BYTES = 32 * 1024,
    SWEEP_US = 1000 * 1000,
    MOST_LOGGED_PATH_BYTES = 512,
    TIMED_BYTES = 1024 * 1024, /* of a body that is streamed, each of which has the time of a whole one */
};

static const int64_t drain_us = 10 * 1000 * 1000; /* requests under way have this long when the worker stops */

/* What we keep of an open connection, to end those that take too long over one request. */
struct connection {
    struct connection *next;
    struct connection *previous;
    int socket;
    int64_t waiting_since_us; /* for the head of a request; 0 while one is under way */
    int64_t body_since_us;    /* 0 unless a body is coming */
};

struct worker {
    pthread_t thread;
    const struct config *config;
    const struct registry *registry;
    struct http_options http;
    int epoll_fd;
    int wake_fd;
    struct MHD_Daemon *daemon;
    struct lanes *lanes;
    struct request *free_requests;
    size_t free_request_count;
    size_t requests_under_way;
    bool is_draining;
    struct connection *connections;
    int64_t next_sweep_us;
    struct exchange_room room;
    struct buffer log;
    atomic_bool may_serve;
    atomic_bool stopping;
    pthread_mutex_t serving_lock;
    pthread_cond_t serving_changed;
    bool is_serving;
    const char *error; /* why it can not serve */
};

/* Requests. */

static void *begin_request(void *context, const char *target, struct MHD_Connection *connection)
{
    struct worker *worker = context;
    struct request *request = worker->free_requests;

    if (request) {
        struct arena arena = request->arena;

        worker->free_requests = request->next;
        worker->free_request_count--;
        *request = (struct request){.arena = arena};
        request->state = REQUEST_HEADERS;
        request->started_us = clock_monotonic_us();
        request->target = arena_strdup(&request->arena, target);
        request->faults.arena = &request->arena;
    } else {
        request = calloc(1, sizeof *request);
        if (!request)
            return NULL;
        request_init(request, target);
    }
    request->connection = connection;
    request->lanes = worker->lanes;
    request->registry = worker->registry;
    worker->requests_under_way++;
    return request;
}

static void release_request(struct worker *worker, struct request *request)
{
    worker->requests_under_way--;
    if (worker->free_request_count >= MOST_FREE_REQUESTS) {
        request_finish(request);
        free(request);
        return;
    }
    request_drop(request);
    arena_reset(&request->arena);
    request->next = worker->free_requests;
    worker->free_requests = request;
    worker->free_request_count++;
}

/* As sent, so percent-encoded; anything odd is masked, and so is what somebody took for the place of a key. */
static void log_path(struct buffer *log, const char *path)
{
    static const char key_characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t length = strcspn(path, "?");

    if (length > MOST_LOGGED_PATH_BYTES)
        length = MOST_LOGGED_PATH_BYTES;
    for (size_t i = 0; i < length;) {
        if (strncmp(path + i, "forum_", strlen("forum_")) == 0) {
            buffer_append_text(log, "forum_?");
            i += strspn(path + i, key_characters);
            continue;
        }
        buffer_append_char(log, path[i] > 0x20 && path[i] < 0x7f && path[i] != '"' ? path[i] : '?');
        i++;
    }
}

/* One line a request. Never a query string's value, a body or a key: only the path. */
static void log_request(struct worker *worker, const struct request *request)
{
    char time[RFC3339_BYTES];

    if (!worker->config->log_requests)
        return;
    clock_format_rfc3339(clock_wall_us(), time);
    buffer_printf(&worker->log, "time=%s level=info event=request id=%s method=%.16s path=", time, request->id,
                  request->method_text ? request->method_text : "-");
    log_path(&worker->log, request->target);
    buffer_printf(&worker->log, " operation=%s status=%u us=%lld role=%s\n",
                  request->operation ? request->operation->id : "-", request->answer.status,
                  (long long)(clock_monotonic_us() - request->started_us), request->role ? request->role : "anonymous");
}

static void flush_log(struct worker *worker)
{
    size_t done = 0;

    while (done < worker->log.length) {
        ssize_t written = write(STDERR_FILENO, worker->log.data + done, worker->log.length - done);

        if (written < 0 && errno != EINTR)
            break; /* there is nowhere left to say so */
        done += written > 0 ? (size_t)written : 0;
    }
    worker->log.length = 0;
}

/* What the client has time for next, from now on. The time for a head does not end with its request line. */
static void await_input(struct MHD_Connection *connection, bool head, bool body)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct connection *held = info ? info->socket_context : NULL;

    if (!held)
        return;
    held->waiting_since_us = head ? clock_monotonic_us() : 0;
    held->body_since_us = body ? clock_monotonic_us() : 0;
}

static void end_request(void *context, struct MHD_Connection *connection, void **request_context,
                        enum MHD_RequestTerminationCode code)
{
    struct worker *worker = context;
    struct request *request = *request_context;

    (void)code;
    await_input(connection, true, false);
    if (!request)
        return;
    *request_context = NULL;
    log_request(worker, request);
    if (worker->log.length > LOG_FLUSH_BYTES)
        flush_log(worker);
    release_request(worker, request);
}

static enum MHD_Result finish_input(struct worker *worker, struct request *request)
{
    request_end(request);
    if (!worker->lanes)
        request_refuse(request, PROBLEM_UNAVAILABLE, "The server is stopping.");
    if (request->is_options && request->problem == PROBLEM_NONE) {
        request->answer.status = MHD_HTTP_NO_CONTENT;
        return answer_send(request, &worker->http);
    }
    if (exchange_start(request, &worker->room))
        return MHD_YES;
    return answer_send(request, &worker->http);
}

/* Whether a document that will be streamed is wanted at all is asked before its first byte is taken. True: the
 * connection is suspended until that is known. */
static bool ask_for_body(struct worker *worker, struct request *request)
{
    await_input(request->connection, false, false);
    if (!worker->lanes)
        request_refuse(request, PROBLEM_UNAVAILABLE, "The server is stopping.");
    return request->problem == PROBLEM_NONE && exchange_ask(request, &worker->room);
}

static enum MHD_Result await_body(struct worker *worker, struct request *request)
{
    await_input(request->connection, false, request->has_body);
    if (!request_is_over(request))
        return MHD_YES;
    request->answer.closes = true;
    return finish_input(worker, request);
}

static bool take_input(struct request *request, const char *bytes, size_t count)
{
    uint64_t before = request->upload ? request->upload->spool.bytes : 0;
    bool taken = request_take_body(request, bytes, count);

    if (request->upload && request->upload->spool.bytes / TIMED_BYTES > before / TIMED_BYTES)
        await_input(request->connection, false, true);
    return taken;
}

static enum MHD_Result handle_request(void *context, struct MHD_Connection *connection, const char *url,
                                      const char *method, const char *version, const char *upload, size_t *upload_bytes,
                                      void **request_context)
{
    struct worker *worker = context;
    struct request *request = *request_context;

    if (!request)
        return MHD_NO;
    request->answer.closes |= worker->is_draining;
    if (request->state == REQUEST_HEADERS) {
        request_begin(request, &worker->http, url, method, version);
        if (request->upload && request->problem == PROBLEM_NONE && ask_for_body(worker, request))
            return MHD_YES;
        return await_body(worker, request);
    }
    if (request->state == REQUEST_ASKING) {
        request->state = REQUEST_BODY;
        if (request->problem == PROBLEM_NONE)
            upload_open(request, worker->http.spool);
        return await_body(worker, request);
    }
    if (request->state == REQUEST_BODY && *upload_bytes) {
        bool taken = take_input(request, upload, *upload_bytes);

        *upload_bytes = 0;
        return taken ? MHD_YES : MHD_NO;
    }
    if (request->state == REQUEST_BODY) {
        await_input(connection, false, false);
        return finish_input(worker, request);
    }
    if (request->state == REQUEST_RUNNING)
        return answer_send(request, &worker->http);
    return MHD_YES;
}

/* Connections. */

static void handle_connection(void *context, struct MHD_Connection *connection, void **socket_context,
                              enum MHD_ConnectionNotificationCode code)
{
    struct worker *worker = context;
    struct connection *held = *socket_context;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        held = calloc(1, sizeof *held);
        if (!held)
            return;
        held->socket = info ? info->connect_fd : -1;
        held->waiting_since_us = clock_monotonic_us();
        held->next = worker->connections;
        if (held->next)
            held->next->previous = held;
        worker->connections = held;
        *socket_context = held;
        return;
    }
    if (!held)
        return;
    if (held->next)
        held->next->previous = held->previous;
    if (held->previous)
        held->previous->next = held->next;
    else
        worker->connections = held->next;
    free(held);
    *socket_context = NULL;
}

/* libmicrohttpd's time-out is one of silence, which every trickled byte renews; a whole head or body has a time of its
 * own. */
static void sweep_connections(struct worker *worker, int64_t now_us)
{
    const struct config *config = worker->config;

    if (now_us < worker->next_sweep_us)
        return;
    worker->next_sweep_us = now_us + SWEEP_US;
    exports_sweep(&worker->room);
    for (struct connection *held = worker->connections; held; held = held->next) {
        bool slow_head = held->waiting_since_us && now_us - held->waiting_since_us > config->idle_timeout_us + SWEEP_US;
        bool slow_body = held->body_since_us && now_us - held->body_since_us > config->body_timeout_us;

        if (slow_head || slow_body)
            shutdown(held->socket, SHUT_RDWR);
    }
}

/* The loop. */

static bool watch(struct worker *worker, int fd, void *data)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = data};

    return epoll_ctl(worker->epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

static void log_daemon(void *context, const char *format, va_list args)
{
    char text[512];

    (void)context;
    vsnprintf(text, sizeof text, format, args);
    log_error("http", "message=%s", log_quote(text));
}

/* Not strict: what libmicrohttpd 0.9.75 would then refuse too (a missing Host, a space in a URL) it answers with a page
 * of HTML whose head it sends twice; http/request.c refuses it with a problem document. */
static bool start_daemon(struct worker *worker)
{
    const struct config *config = worker->config;
    const union MHD_DaemonInfo *info;

    worker->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
            (config->address.ss_family == AF_INET6 ? MHD_USE_IPv6 : 0),
        config->port, NULL, NULL, handle_request, worker, MHD_OPTION_EXTERNAL_LOGGER, log_daemon, NULL,
        MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&config->address, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_NOTIFY_COMPLETED, end_request, worker,
        MHD_OPTION_NOTIFY_CONNECTION, handle_connection, worker, MHD_OPTION_URI_LOG_CALLBACK, begin_request, worker,
        MHD_OPTION_CONNECTION_LIMIT, config->max_connections / config->workers + 1, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        config->max_connections_per_address, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(config->idle_timeout_us / 1000000), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY_BYTES, MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_END);
    if (!worker->daemon)
        return false;
    info = MHD_get_daemon_info(worker->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return watch(worker, info->epoll_fd, worker);
}

static void start_serving(struct worker *worker)
{
    const char *error = start_daemon(worker) ? NULL : "the address can not be listened on";

    pthread_mutex_lock(&worker->serving_lock);
    worker->error = error;
    worker->is_serving = !error;
    pthread_cond_signal(&worker->serving_changed);
    pthread_mutex_unlock(&worker->serving_lock);
    lanes_open(worker->lanes);
}

static int wait_ms(struct worker *worker, int64_t lanes_next_us)
{
    MHD_UNSIGNED_LONG_LONG daemon_ms;
    int64_t now_us = clock_monotonic_us();
    int64_t ms = SWEEP_US / 1000;

    if (lanes_next_us != INT64_MAX && (lanes_next_us - now_us + 999) / 1000 < ms)
        ms = lanes_next_us > now_us ? (lanes_next_us - now_us + 999) / 1000 : 0;
    if (worker->daemon && MHD_get_timeout(worker->daemon, &daemon_ms) == MHD_YES && (int64_t)daemon_ms < ms)
        ms = (int64_t)daemon_ms;
    return (int)ms;
}

static void take_turn(struct worker *worker)
{
    struct epoll_event events[EVENTS_A_TURN];
    int64_t next_us = lanes_handle_time(worker->lanes, clock_monotonic_us());
    int count;

    if (worker->log.length)
        flush_log(worker);
    count = epoll_wait(worker->epoll_fd, events, EVENTS_A_TURN, wait_ms(worker, next_us));
    for (int i = 0; i < count; i++) {
        if (events[i].data.ptr == &worker->wake_fd) {
            uint64_t ignored;

            if (read(worker->wake_fd, &ignored, sizeof ignored) < 0)
                continue; /* already taken */
        } else if (events[i].data.ptr == &worker->room.desk) {
            desk_finish_jobs(worker->room.desk);
        } else if (events[i].data.ptr == &worker->room.binder) {
            desk_finish_jobs(worker->room.binder);
        } else if (events[i].data.ptr != worker) {
            lane_handle_events(events[i].data.ptr, events[i].events);
        }
    }
    if (worker->daemon)
        MHD_run(worker->daemon);
    lanes_flush(worker->lanes);
    exchange_room_close_turn(&worker->room);
    sweep_connections(worker, clock_monotonic_us());
}

/* No new connections; those that are open are closed with their next answer, so that what is under way comes to an end.
 */
static void drain(struct worker *worker)
{
    int64_t until_us = clock_monotonic_us() + drain_us;
    MHD_socket listening = MHD_quiesce_daemon(worker->daemon);

    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    worker->is_draining = true;
    while (worker->requests_under_way && clock_monotonic_us() < until_us)
        take_turn(worker);
}

static void *run(void *context)
{
    struct worker *worker = context;
    struct lanes *lanes;

    while (!atomic_load_explicit(&worker->stopping, memory_order_relaxed)) {
        take_turn(worker);
        if (!worker->daemon && !worker->error && atomic_load(&worker->may_serve) && lanes_can_read(worker->lanes))
            start_serving(worker);
    }
    if (worker->daemon)
        drain(worker);
    /* Completes what still waits, which resumes its connections: libmicrohttpd wants none suspended when it stops. */
    worker->room.is_over = true;
    desk_destroy(worker->room.desk);
    desk_destroy(worker->room.binder);
    lanes = worker->lanes;
    worker->lanes = NULL;
    lanes_destroy(lanes);
    if (worker->daemon) {
        MHD_run(worker->daemon);
        MHD_stop_daemon(worker->daemon);
    }
    flush_log(worker);
    return NULL;
}

struct worker *worker_create(const struct config *config, const char **ret_error)
{
    struct worker *worker = calloc(1, sizeof *worker);
    struct lanes_options lanes = {
        .database = config->database,
        .app_password = config->app_password,
        .public_password = config->public_password,
        /* One for strangers: exchange.c counts on its order. */
        .connections = {[LANE_PUBLIC] = 1,
                        [LANE_OWN] = 1,
                        [LANE_WRITE] = 4,
                        [LANE_UPLOAD] = 2,
                        [LANE_STREAM_PUBLIC] = 2,
                        [LANE_STREAM_OWN] = 2},
        .wait_us = config->db_wait_us,
        .read_timeout_us = config->read_timeout_us,
        .write_timeout_us = config->write_timeout_us,
        .stream_timeout_us = config->stream_timeout_us,
    };

    if (!worker)
        abort();
    worker->config = config;
    exchange_room_init(&worker->room, (size_t)config->cache_mb * 1024 * 1024 / config->workers);
    worker->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    worker->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&worker->serving_lock, NULL);
    pthread_cond_init(&worker->serving_changed, NULL);
    *ret_error = "the thread's descriptors could not be made";
    if (worker->epoll_fd < 0 || worker->wake_fd < 0)
        goto failed;
    worker->lanes = lanes_create(worker->epoll_fd, &lanes, ret_error);
    if (!worker->lanes)
        goto failed;
    if (!watch(worker, worker->wake_fd, &worker->wake_fd) || pthread_create(&worker->thread, NULL, run, worker) != 0) {
        *ret_error = "a thread could not be started";
        goto failed;
    }
    return worker;
failed:
    lanes_destroy(worker->lanes);
    free(worker);
    return NULL;
}

static void wake(struct worker *worker)
{
    uint64_t one = 1;

    if (write(worker->wake_fd, &one, sizeof one) < 0)
        log_error("wake", "message=%s", log_quote(strerror(errno)));
}

static const char *spool_folder(const struct config *config)
{
    const char *temporary = getenv("TMPDIR");

    if (*config->spool)
        return config->spool;
    return temporary && *temporary ? temporary : "/tmp";
}

bool worker_serve(struct worker *worker, const struct service *service)
{
    worker->room.desk = desk_create(service->helper);
    if (!worker->room.desk || !watch(worker, desk_descriptor(worker->room.desk), &worker->room.desk))
        return false;
    worker->room.binder = desk_create(service->binder);
    if (!worker->room.binder || !watch(worker, desk_descriptor(worker->room.binder), &worker->room.binder))
        return false;
    worker->room.spool = spool_folder(worker->config);
    worker->room.recogniser = service->recogniser;
    worker->registry = service->registry;
    worker->http = (struct http_options){.contract = service->registry->contract,
                                         .gate = service->gate,
                                         .cors_origins = worker->config->cors_origins,
                                         .most_upload_bytes = (uint64_t)worker->config->max_upload_mb * 1024 * 1024,
                                         .spool = spool_folder(worker->config)};
    atomic_store(&worker->may_serve, true);
    wake(worker);
    return true;
}

const char *worker_wait_serving(struct worker *worker, int64_t timeout_us)
{
    int64_t until_us = clock_wall_us() + timeout_us;
    struct timespec until = {.tv_sec = until_us / 1000000, .tv_nsec = until_us % 1000000 * 1000};
    const char *error = NULL;

    pthread_mutex_lock(&worker->serving_lock);
    while (!worker->is_serving && !worker->error && !error) {
        if (pthread_cond_timedwait(&worker->serving_changed, &worker->serving_lock, &until) == ETIMEDOUT)
            error = "the database did not accept the workers' connections";
    }
    if (worker->error)
        error = worker->error;
    pthread_mutex_unlock(&worker->serving_lock);
    return error;
}

void worker_destroy(struct worker *worker)
{
    if (!worker)
        return;
    atomic_store(&worker->stopping, true);
    wake(worker);
    pthread_join(worker->thread, NULL);
    while (worker->free_requests) {
        struct request *request = worker->free_requests;

        worker->free_requests = request->next;
        request_finish(request);
        free(request);
    }
    buffer_finish(&worker->log);
    exchange_room_finish(&worker->room);
    close(worker->epoll_fd);
    close(worker->wake_fd);
    pthread_mutex_destroy(&worker->serving_lock);
    pthread_cond_destroy(&worker->serving_changed);
    free(worker);
}
