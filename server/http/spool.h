/* spool.h: what a client sends, kept in a file without a name until it is whole, so that neither memory nor a database
 * connection waits for a slow client. The file is gone when it is closed, however the process ends. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct spool {
    int fd; /* -1 while closed */
    uint64_t bytes;
};

/* Functions return 0 or a negative errno: -ENOSPC, -EDQUOT or -EFBIG when there is no room. */

[[nodiscard]] int spool_open(struct spool *spool, const char *folder);
[[nodiscard]] int spool_write(struct spool *spool, const void *bytes, size_t count);

/* Reads `count` bytes from `at`, fewer at the end. Returns how many. */
[[nodiscard]] ssize_t spool_read(const struct spool *spool, uint64_t at, void *out, size_t count);

/* A spool that is closed may be closed again. */
void spool_close(struct spool *spool);
