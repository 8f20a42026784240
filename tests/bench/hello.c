/* hello PORT THREADS FILE: what libmicrohttpd can do on this machine when there is nothing to do.
 * Answers every request with the bytes of FILE, from THREADS threads with an epoll loop each. */
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 4096, BACKLOG = 1024, MOST_BYTES = 1 << 20 };

static enum MHD_Result answer(void *response, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *body, size_t *body_bytes, void **seen)
{
    (void)url, (void)method, (void)version, (void)body, (void)body_bytes;
    /* The first call has only the head; an answer given there would close the connection. */
    if (!*seen) {
        *seen = response;
        return MHD_YES;
    }
    return MHD_queue_response(connection, MHD_HTTP_OK, response);
}

static struct MHD_Response *read_response(const char *path)
{
    static char bytes[MOST_BYTES];
    FILE *file = fopen(path, "rb");
    struct MHD_Response *response;
    size_t count;

    if (!file)
        return NULL;
    count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    response = MHD_create_response_from_buffer(count, bytes, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
    return response;
}

int main(int argc, char **argv)
{
    struct MHD_Response *response = argc == 4 ? read_response(argv[3]) : NULL;
    struct MHD_Daemon *daemon;

    if (!response) {
        fputs("Usage: hello PORT THREADS FILE\n", stderr);
        return 2;
    }
    daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)atoi(argv[1]), NULL, NULL, answer, response,
                              MHD_OPTION_THREAD_POOL_SIZE, (unsigned)atoi(argv[2]), MHD_OPTION_CONNECTION_LIMIT,
                              (unsigned)MOST_CONNECTIONS, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_END);
    if (!daemon) {
        fprintf(stderr, "hello: port %s can not be listened on\n", argv[1]);
        return 1;
    }
    pause();
    return 0;
}
