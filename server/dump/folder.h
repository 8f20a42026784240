/* folder.h: a folder that is there whole or not at all.
 * Files are written into a new folder beside it, whose name says that it is incomplete, and which is renamed at the
 * end. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { SHA256_HEX_BYTES = 65, MOST_FOLDER_FILES = 256 };

/* One file that was written. */
struct folder_file {
    const char *path; /* within the folder */
    uint64_t bytes;
    char sha256[SHA256_HEX_BYTES];
    int64_t rows; /* negative: it is no table */
};

struct folder;

/* Makes the folder that will become `path`, in a place that must not be taken. NULL with *ret_error, in `arena`, where
 * the folder lives too. */
struct folder *folder_create(const char *path, struct arena *arena, const char **ret_error);

/* A folder within it. */
[[nodiscard]] bool folder_add_folder(struct folder *folder, const char *name);

/* One file at a time or several; NULL when it can not be made, and folder_error says why. */
struct folder_writer;
struct folder_writer *folder_open_file(struct folder *folder, const char *path);

/* What is to be written next: append to it, then call folder_write, which writes it once it is worth it. */
struct buffer *folder_buffer(struct folder_writer *writer);
[[nodiscard]] bool folder_write(struct folder_writer *writer);

/* Writes the rest; `rows` goes into the list. The writer is gone either way. */
[[nodiscard]] bool folder_close_file(struct folder_writer *writer, int64_t rows);

/* A whole file from memory. */
[[nodiscard]] bool folder_put_file(struct folder *folder, const char *path, const char *data, size_t bytes);

/* What was written, in that order. */
const struct folder_file *folder_files(const struct folder *folder, size_t *ret_count);

/* A sentence about what failed. */
const char *folder_error(const struct folder *folder);

/* Has all of it on the disk and gives it its name. */
[[nodiscard]] bool folder_finish(struct folder *folder);

/* Takes away what was written, if it was not finished. NULL is allowed. */
void folder_abandon(struct folder *folder);
