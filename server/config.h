/* config.h: every option, from one table: its flag, its name in the environment, its default and what it means. */
#pragma once
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>

struct config {
    const char *listen; /* HOST:PORT as given */
    struct sockaddr_storage address;
    uint16_t port;
    const char *database;
    const char *app_password;
    const char *public_password;
    unsigned workers;
    unsigned max_connections;
    unsigned max_connections_per_address;
    int64_t db_wait_us;
    int64_t read_timeout_us;
    int64_t write_timeout_us;
    int64_t stream_timeout_us;
    int64_t idle_timeout_us;
    int64_t body_timeout_us;
    const char *cors_origins;
    unsigned cache_mb;
    unsigned rate;     /* requests a minute of one address without a key; this and the next three: 0 for no limit */
    unsigned key_rate; /* a minute, of one key */
    unsigned application_rate; /* an hour, of one address */
    unsigned wrong_key_rate;   /* a minute, of one address */
    const char *trusted_proxies;
    const char *spool; /* a folder, or empty for the system's */
    unsigned max_upload_mb;
    bool log_requests;
    const char *signing_key; /* a file, or empty for none */
};

/* Reads the environment, then the flags among `arguments` (ended by NULL), which it takes out; the command and its own
 * arguments stay. Returns NULL, or a sentence that says what is wrong (a thread's own buffer). Texts are borrowed. */
const char *config_read(struct config *config, char **arguments);

/* Where files without a name are made: that of --spool, or the system's folder for such. */
const char *config_spool_folder(const struct config *config);

/* Prints the table as --help shows it. */
void config_print_options(FILE *out);
