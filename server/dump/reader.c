#include "dump/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 256 * 1024 };

bool reader_init(struct reader *reader, int folder, const char *path)
{
    struct stat about;

    *reader = (struct reader){.descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    return reader->descriptor >= 0 && fstat(reader->descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

void reader_finish(struct reader *reader)
{
    if (reader->descriptor >= 0)
        close(reader->descriptor);
    buffer_finish(&reader->bytes);
    *reader = (struct reader){.descriptor = -1};
}

/* Reads on behind what was not given yet; false when there is no more. */
static bool read_on(struct reader *reader)
{
    struct buffer *bytes = &reader->bytes;
    ssize_t count;

    if (reader->is_over)
        return false;
    if (reader->at) {
        memmove(bytes->data, bytes->data + reader->at, bytes->length - reader->at);
        bytes->length -= reader->at;
        reader->at = 0;
    }
    do
        count = read(reader->descriptor, buffer_reserve(bytes, READ_BYTES), READ_BYTES);
    while (count < 0 && errno == EINTR);
    reader->is_over = count <= 0;
    reader->is_broken |= count < 0;
    bytes->length += count > 0 ? (size_t)count : 0;
    return count > 0;
}

char *reader_line(struct reader *reader, size_t *ret_bytes, bool *ret_is_whole)
{
    size_t looked = 0;

    for (;;) {
        size_t left = reader->bytes.length - reader->at;
        char *start = left ? reader->bytes.data + reader->at : NULL;
        char *end = left > looked ? memchr(start + looked, '\n', left - looked) : NULL;

        looked = left;
        *ret_is_whole = end;
        if (end || (left && reader->is_over)) {
            *ret_bytes = end ? (size_t)(end - start) : left;
            if (!end) { /* room for the zero */
                buffer_reserve(&reader->bytes, 1);
                start = reader->bytes.data + reader->at;
            }
            start[*ret_bytes] = '\0';
            reader->at += *ret_bytes + (end != NULL);
            return start;
        }
        if (left > MOST_LINE_BYTES) {
            reader->is_broken = true;
            return NULL;
        }
        if (!read_on(reader) && !left)
            return NULL;
    }
}

bool reader_takes(struct reader *reader, const char *bytes, size_t count)
{
    while (reader->bytes.length - reader->at < count)
        if (!read_on(reader))
            return false;
    if (count && memcmp(reader->bytes.data + reader->at, bytes, count) != 0)
        return false;
    reader->at += count;
    return true;
}

bool reader_is_at_end(struct reader *reader)
{
    return reader->bytes.length == reader->at && !read_on(reader);
}

char *reader_read_all(int folder, const char *path, size_t *ret_bytes)
{
    struct reader reader;
    bool is_read = reader_init(&reader, folder, path);

    while (is_read && reader.bytes.length <= MOST_LINE_BYTES && read_on(&reader))
        ;
    is_read = is_read && !reader.is_broken && reader.bytes.length <= MOST_LINE_BYTES;
    *ret_bytes = reader.bytes.length;
    *buffer_reserve(&reader.bytes, 1) = '\0';
    if (!is_read) {
        reader_finish(&reader);
        return NULL;
    }
    close(reader.descriptor);
    return buffer_take(&reader.bytes);
}
