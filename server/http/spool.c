/* No advice to the kernel (posix_fadvise): the pages are written a moment ago, read once from memory, and dropped with
 * the file, mostly before they were written to the disk. */
#include "http/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Where the file system has no files without a name, one whose name is taken away at once. */
static int open_named(const char *folder)
{
    char path[4096];
    int fd;

    if (snprintf(path, sizeof path, "%s/forum-XXXXXX", folder) >= (int)sizeof path)
        return -ENAMETOOLONG;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return -errno;
    unlink(path);
    return fd;
}

int spool_open(struct spool *spool, const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
        fd = open_named(folder);
    else if (fd < 0)
        fd = -errno;
    *spool = (struct spool){.fd = fd < 0 ? -1 : fd};
    return fd < 0 ? fd : 0;
}

int spool_write(struct spool *spool, const void *bytes, size_t count)
{
    const char *at = bytes;

    while (count) {
        ssize_t written = write(spool->fd, at, count);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -errno;
        at += written;
        count -= (size_t)written;
        spool->bytes += (uint64_t)written;
    }
    return 0;
}

ssize_t spool_read(const struct spool *spool, uint64_t at, void *out, size_t count)
{
    size_t done = 0;

    while (done < count) {
        ssize_t got = pread(spool->fd, (char *)out + done, count - done, (off_t)(at + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -errno;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

void spool_close(struct spool *spool)
{
    if (spool->fd >= 0)
        close(spool->fd);
    spool->fd = -1;
}
