/* forumd health: asks the server at --listen for /readyz, for a container's health check. */
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "command/command.h"

enum { TIMEOUT_S = 3 };

/* A server that listens on every address is asked on the loopback one. */
static void aim_at_loopback(struct sockaddr_storage *address)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;

    if (address->ss_family == AF_INET && v4->sin_addr.s_addr == htonl(INADDR_ANY))
        v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (address->ss_family == AF_INET6 && IN6_IS_ADDR_UNSPECIFIED(&v6->sin6_addr))
        v6->sin6_addr = in6addr_loopback;
}

int command_health(const struct config *config, char **arguments)
{
    static const char request[] = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    struct sockaddr_storage address = config->address;
    struct timeval timeout = {.tv_sec = TIMEOUT_S};
    socklen_t length = address.ss_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    char answer[64] = "";
    bool healthy;

    (void)arguments;
    if (fd < 0)
        return 1;
    aim_at_loopback(&address);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
    healthy = connect(fd, (struct sockaddr *)&address, length) == 0 &&
              send(fd, request, sizeof request - 1, MSG_NOSIGNAL) == sizeof request - 1 &&
              recv(fd, answer, sizeof answer - 1, MSG_WAITALL) > 0 && strncmp(answer, "HTTP/1.1 200", 12) == 0;
    close(fd);
    if (!healthy)
        fprintf(stderr, "forumd: not ready at %s\n", config->listen);
    return healthy ? 0 : 1;
}
