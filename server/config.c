#include "config.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option_type { OPTION_TEXT, OPTION_COUNT, OPTION_SECONDS, OPTION_SWITCH };

static const struct option_row {
    const char *flag;
    const char *environment;
    const char *fallback; /* as text, and as --help shows it */
    const char *meaning;
    size_t offset;
    enum option_type type;
    unsigned most;
} rows[] = {
    {"--application-rate", "FORUM_APPLICATION_RATE", "5",
     "applications for membership that an address may send an hour; 0 for no limit",
     offsetof(struct config, application_rate), OPTION_COUNT, 1000000},
    {"--body-timeout", "FORUM_BODY_TIMEOUT", "60", "seconds for a whole body to arrive",
     offsetof(struct config, body_timeout_us), OPTION_SECONDS, 3600},
    {"--cache", "FORUM_CACHE", "128", "MB of lists for strangers that are kept while nothing changes; 0 for none",
     offsetof(struct config, cache_mb), OPTION_COUNT, 65536},
    {"--cors-origins", "FORUM_CORS_ORIGINS", "", "origins that may send keys from a browser, comma separated",
     offsetof(struct config, cors_origins), OPTION_TEXT, 0},
    {"--database", "DATABASE_URL", "postgresql:///forum",
     "libpq URI; its user is replaced by forum_app and forum_public", offsetof(struct config, database), OPTION_TEXT,
     0},
    {"--database-app-password", "FORUM_APP_PASSWORD", "", "forum_app's password (better in the environment)",
     offsetof(struct config, app_password), OPTION_TEXT, 0},
    {"--database-public-password", "FORUM_PUBLIC_PASSWORD", "", "forum_public's password (better in the environment)",
     offsetof(struct config, public_password), OPTION_TEXT, 0},
    {"--db-wait", "FORUM_DB_WAIT", "2", "seconds that a request waits for a database connection",
     offsetof(struct config, db_wait_us), OPTION_SECONDS, 60},
    {"--idle-timeout", "FORUM_IDLE_TIMEOUT", "10", "seconds for the whole head of a request, and between two",
     offsetof(struct config, idle_timeout_us), OPTION_SECONDS, 3600},
    {"--key-rate", "FORUM_KEY_RATE", "1000", "requests that a key may send a minute; 0 for no limit",
     offsetof(struct config, key_rate), OPTION_COUNT, 1000000},
    {"--listen", "FORUM_LISTEN", "127.0.0.1:8080", "address and port to serve on; IPv6 in brackets",
     offsetof(struct config, listen), OPTION_TEXT, 0},
    {"--log-requests", "FORUM_LOG_REQUESTS", "yes", "yes or no: a line for each request",
     offsetof(struct config, log_requests), OPTION_SWITCH, 0},
    {"--max-connections", "FORUM_MAX_CONNECTIONS", "4096", "open connections in all",
     offsetof(struct config, max_connections), OPTION_COUNT, 1000000},
    {"--max-connections-per-address", "FORUM_MAX_CONNECTIONS_PER_ADDRESS", "0",
     "open connections of one address and worker; 0 for no limit", offsetof(struct config, max_connections_per_address),
     OPTION_COUNT, 1000000},
    {"--max-upload", "FORUM_MAX_UPLOAD", "25", "MB that a document may have", offsetof(struct config, max_upload_mb),
     OPTION_COUNT, 1000},
    {"--rate", "FORUM_RATE", "100", "requests without a key that an address may send a minute; 0 for no limit",
     offsetof(struct config, rate), OPTION_COUNT, 1000000},
    {"--read-timeout", "FORUM_READ_TIMEOUT", "5", "seconds that the database has for a read",
     offsetof(struct config, read_timeout_us), OPTION_SECONDS, 600},
    {"--spool", "FORUM_SPOOL", "", "folder for documents on their way in and workbooks on their way out; else $TMPDIR or /tmp",
     offsetof(struct config, spool), OPTION_TEXT, 0},
    {"--stream-timeout", "FORUM_STREAM_TIMEOUT", "60",
     "seconds that the database has for each step of an export, or for a statistic",
     offsetof(struct config, stream_timeout_us), OPTION_SECONDS, 3600},
    {"--trusted-proxies", "FORUM_TRUSTED_PROXIES", "",
     "addresses and networks whose X-Forwarded-For says who asks, comma separated",
     offsetof(struct config, trusted_proxies), OPTION_TEXT, 0},
    {"--workers", "FORUM_WORKERS", "0", "threads, each with its own connections; 0 for one a core",
     offsetof(struct config, workers), OPTION_COUNT, 256},
    {"--write-timeout", "FORUM_WRITE_TIMEOUT", "10", "seconds that the database has for a change",
     offsetof(struct config, write_timeout_us), OPTION_SECONDS, 600},
    {"--wrong-key-rate", "FORUM_WRONG_KEY_RATE", "20", "wrong keys that an address may try a minute; 0 for no limit",
     offsetof(struct config, wrong_key_rate), OPTION_COUNT, 1000000},
};

enum { ROWS = sizeof rows / sizeof *rows };

[[gnu::format(printf, 1, 2)]] static const char *complain(const char *format, ...)
{
    static _Thread_local char text[300];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return text;
}

static const char *set(struct config *config, const struct option_row *row, const char *name, const char *value)
{
    void *place = (char *)config + row->offset;
    char *end;
    unsigned long number;

    switch (row->type) {
    case OPTION_TEXT:
        *(const char **)place = value;
        return NULL;
    case OPTION_SWITCH:
        if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
            return complain("%s must be yes or no, and is %.50s", name, value);
        *(bool *)place = *value == 'y';
        return NULL;
    default:
        break;
    }
    number = strtoul(value, &end, 10);
    if (*end || end == value || *value == '-' || number > row->most)
        return complain("%s must be a whole number up to %u, and is %.50s", name, row->most, value);
    if (row->type == OPTION_SECONDS && number == 0)
        return complain("%s must be at least 1", name);
    if (row->type == OPTION_COUNT)
        *(unsigned *)place = (unsigned)number;
    else
        *(int64_t *)place = (int64_t)number * 1000000;
    return NULL;
}

static const char *read_environment(struct config *config)
{
    for (size_t i = 0; i < ROWS; i++) {
        const char *value = getenv(rows[i].environment);
        const char *error = set(config, &rows[i], rows[i].environment, value && *value ? value : rows[i].fallback);

        if (error)
            return error;
    }
    return NULL;
}

static const struct option_row *find_row(const char *flag)
{
    size_t length = strcspn(flag, "=");

    for (size_t i = 0; i < ROWS; i++) {
        if (strlen(rows[i].flag) == length && strncmp(rows[i].flag, flag, length) == 0)
            return &rows[i];
    }
    return NULL;
}

/* Takes the flags of the table out of `arguments`, wherever they stand; the rest moves up. */
static const char *take_flags(struct config *config, char **arguments)
{
    char **kept = arguments;

    for (; *arguments; arguments++) {
        const struct option_row *row = strncmp(*arguments, "--", 2) == 0 ? find_row(*arguments) : NULL;
        const char *value;
        const char *error;

        if (!row) {
            *kept++ = *arguments;
            continue;
        }
        value = strchr(*arguments, '=') ? strchr(*arguments, '=') + 1 : *++arguments;
        if (!value)
            return complain("%s needs a value", row->flag);
        error = set(config, row, row->flag, value);
        if (error)
            return error;
    }
    *kept = NULL;
    return NULL;
}

static const char *parse_listen(struct config *config)
{
    const char *colon = strrchr(config->listen, ':');
    char host[INET6_ADDRSTRLEN] = "";
    size_t length = colon ? (size_t)(colon - config->listen) : 0;
    unsigned long port = colon ? strtoul(colon + 1, NULL, 10) : 0;
    struct sockaddr_in *v4 = (struct sockaddr_in *)&config->address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&config->address;
    bool bracketed = length > 2 && config->listen[0] == '[' && config->listen[length - 1] == ']';

    if (!colon || port == 0 || port > 65535 || length == 0 || length - (bracketed ? 2u : 0u) >= sizeof host)
        return complain("--listen must be ADDRESS:PORT, and is %.100s", config->listen);
    memcpy(host, config->listen + bracketed, length - (bracketed ? 2u : 0u));
    config->port = (uint16_t)port;
    memset(&config->address, 0, sizeof config->address);
    if (bracketed && inet_pton(AF_INET6, host, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(config->port);
        return NULL;
    }
    if (inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host, &v4->sin_addr) != 1)
        return complain("--listen must have a numeric address, and has %s", host);
    v4->sin_family = AF_INET;
    v4->sin_port = htons(config->port);
    return NULL;
}

const char *config_read(struct config *config, char **arguments)
{
    const char *error;

    *config = (struct config){0};
    error = read_environment(config);
    if (!error)
        error = take_flags(config, arguments);
    if (!error)
        error = parse_listen(config);
    if (config->workers == 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);

        config->workers = cores > 0 ? (unsigned)cores : 1;
    }
    return error;
}

void config_print_options(FILE *out)
{
    for (size_t i = 0; i < ROWS; i++)
        fprintf(out, "  %-32s %-34s %s\n  %-32s   default: %s\n", rows[i].flag, rows[i].environment, rows[i].meaning,
                "", *rows[i].fallback ? rows[i].fallback : "none");
}
