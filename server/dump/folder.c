#include "dump/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITE_BYTES = 256 * 1024, MOST_FOLDER_FOLDERS = 8 };

struct folder {
    struct arena *arena;
    const char *path;
    char *incomplete; /* where it is being made */
    int descriptor;   /* of that */
    struct folder_file files[MOST_FOLDER_FILES];
    size_t file_count;
    const char *folders[MOST_FOLDER_FOLDERS];
    size_t folder_count;
    const char *error;
    bool is_finished;
};

struct folder_writer {
    struct folder *folder;
    struct folder_file *file;
    int descriptor;
    struct buffer buffer;
    crypto_hash_sha256_state hash;
};

static bool fail(struct folder *folder, const char *path, int number)
{
    if (!folder->error)
        folder->error = arena_printf(folder->arena, "%s: %s", path, strerror(number));
    return false;
}

const char *folder_error(const struct folder *folder)
{
    return folder->error;
}

static const char *strip_slashes(const char *path, struct arena *arena)
{
    size_t length = strlen(path);

    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, path, length);
}

/* What lies before the last name, with the slash; "" for the current folder. */
static const char *parent_of(const char *path, struct arena *arena)
{
    const char *slash = strrchr(path, '/');

    return slash ? arena_copy(arena, path, (size_t)(slash + 1 - path)) : "";
}

static bool is_there(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0;
}

struct folder *folder_create(const char *path, struct arena *arena, const char **ret_error)
{
    struct folder *folder = arena_alloc(arena, sizeof *folder);
    const char *parent;

    folder->arena = arena;
    folder->descriptor = -1;
    folder->path = strip_slashes(path, arena);
    parent = parent_of(folder->path, arena);
    if (is_there(folder->path)) {
        *ret_error = arena_printf(
            arena, "%s is there already, and nothing is overwritten: name a folder that is not there", folder->path);
        return NULL;
    }
    folder->incomplete = arena_printf(arena, "%s.%s.incomplete-XXXXXX", parent, folder->path + strlen(parent));
    if (!mkdtemp(folder->incomplete) || chmod(folder->incomplete, 0755) != 0 ||
        (folder->descriptor = open(folder->incomplete, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) {
        *ret_error = arena_printf(arena, "no folder can be made beside %s: %s", folder->path, strerror(errno));
        rmdir(folder->incomplete);
        return NULL;
    }
    return folder;
}

bool folder_add_folder(struct folder *folder, const char *name)
{
    if (folder->folder_count == MOST_FOLDER_FOLDERS)
        return fail(folder, name, EMFILE);
    if (mkdirat(folder->descriptor, name, 0755) != 0)
        return fail(folder, name, errno);
    folder->folders[folder->folder_count++] = arena_strdup(folder->arena, name);
    return true;
}

struct folder_writer *folder_open_file(struct folder *folder, const char *path)
{
    struct folder_writer *writer;
    int descriptor;

    if (folder->file_count == MOST_FOLDER_FILES) {
        fail(folder, path, EMFILE);
        return NULL;
    }
    descriptor = openat(folder->descriptor, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        fail(folder, path, errno);
        return NULL;
    }
    writer = calloc(1, sizeof *writer);
    if (!writer)
        abort();
    writer->folder = folder;
    writer->descriptor = descriptor;
    writer->file = &folder->files[folder->file_count++];
    writer->file->path = arena_strdup(folder->arena, path);
    crypto_hash_sha256_init(&writer->hash);
    return writer;
}

struct buffer *folder_buffer(struct folder_writer *writer)
{
    return &writer->buffer;
}

static bool write_all(struct folder_writer *writer)
{
    const char *data = writer->buffer.data;
    size_t left = writer->buffer.length;

    crypto_hash_sha256_update(&writer->hash, (const unsigned char *)data, left);
    writer->file->bytes += left;
    writer->buffer.length = 0;
    while (left) {
        ssize_t written = write(writer->descriptor, data, left);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(writer->folder, writer->file->path, errno);
        data += written;
        left -= (size_t)written;
    }
    return true;
}

bool folder_write(struct folder_writer *writer)
{
    return writer->buffer.length < WRITE_BYTES || write_all(writer);
}

bool folder_close_file(struct folder_writer *writer, int64_t rows)
{
    struct folder *folder = writer->folder;
    unsigned char hash[crypto_hash_sha256_BYTES];
    bool is_written = !writer->buffer.length || write_all(writer);

    crypto_hash_sha256_final(&writer->hash, hash);
    sodium_bin2hex(writer->file->sha256, sizeof writer->file->sha256, hash, sizeof hash);
    writer->file->rows = rows;
    if (close(writer->descriptor) != 0)
        is_written = fail(folder, writer->file->path, errno);
    buffer_finish(&writer->buffer);
    free(writer);
    return is_written && !folder->error;
}

bool folder_put_file(struct folder *folder, const char *path, const char *data, size_t bytes)
{
    struct folder_writer *writer = folder_open_file(folder, path);

    if (!writer)
        return false;
    buffer_append(folder_buffer(writer), data, bytes);
    return folder_close_file(writer, -1);
}

const struct folder_file *folder_files(const struct folder *folder, size_t *ret_count)
{
    *ret_count = folder->file_count;
    return folder->files;
}

/* Not while the files are written: PostgreSQL would wait for the disk with its snapshot held. */
static bool settle(struct folder *folder, int parent, const char *path)
{
    int descriptor = openat(parent, path, O_RDONLY | O_CLOEXEC);
    bool is_settled = descriptor >= 0 && fsync(descriptor) == 0;
    int number = errno;

    if (descriptor >= 0)
        close(descriptor);
    return is_settled || fail(folder, path, number);
}

bool folder_finish(struct folder *folder)
{
    const char *parent = parent_of(folder->path, folder->arena);

    for (size_t i = 0; i < folder->file_count; i++)
        if (!settle(folder, folder->descriptor, folder->files[i].path))
            return false;
    for (size_t i = 0; i < folder->folder_count; i++)
        if (!settle(folder, folder->descriptor, folder->folders[i]))
            return false;
    if (!settle(folder, folder->descriptor, "."))
        return false;
    /* An empty folder that somebody made meanwhile would be replaced by a plain rename. */
    if (renameat2(AT_FDCWD, folder->incomplete, AT_FDCWD, folder->path, RENAME_NOREPLACE) != 0)
        return fail(folder, folder->path, errno);
    folder->is_finished = true;
    return settle(folder, AT_FDCWD, *parent ? parent : ".");
}

void folder_abandon(struct folder *folder)
{
    if (!folder)
        return;
    for (size_t i = 0; i < folder->file_count && !folder->is_finished; i++)
        unlinkat(folder->descriptor, folder->files[i].path, 0);
    for (size_t i = folder->folder_count; i-- > 0 && !folder->is_finished;)
        unlinkat(folder->descriptor, folder->folders[i], AT_REMOVEDIR);
    if (!folder->is_finished)
        rmdir(folder->incomplete);
    if (folder->descriptor >= 0)
        close(folder->descriptor);
    folder->descriptor = -1;
}
