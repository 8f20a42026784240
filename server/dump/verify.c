/* verify.c: forumd verify. What a dump promises about itself, looked at file by file. */
#include <dirent.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dump/dump.h"
#include "dump/reader.h"
#include "dump/verify_inside.h"

enum { MOST_FAULTS_OF_FILE = 10, MOST_SUBFOLDERS = 1 };

static const char *const unlisted[] = {"manifest.json", "signature.json"};

void verify_complain(struct verification *check, const char *format, ...)
{
    va_list args;

    check->faults++;
    if (check->faults_of_file++ >= MOST_FAULTS_OF_FILE)
        return;
    va_start(args, format);
    fprintf(stderr, "forumd verify: ");
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    if (check->faults_of_file == MOST_FAULTS_OF_FILE)
        fprintf(stderr, "forumd verify: and so on; what else is wrong there is not listed\n");
}

const char *verify_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));

    return text ? text : "";
}

const json_t *verify_find_file(const struct verification *check, const char *path)
{
    size_t index;
    json_t *file;

    json_array_foreach(json_object_get(check->manifest, "files"), index, file)
    {
        if (strcmp(verify_text(file, "path"), path) == 0)
            return file;
    }
    return NULL;
}

/* Files. */

static bool hash_file(struct verification *check, const char *path, char *ret_sha256, uint64_t *ret_bytes)
{
    unsigned char block[64 * 1024];
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    struct stat about;
    ssize_t count = -1;
    int file = openat(check->folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    *ret_bytes = 0;
    crypto_hash_sha256_init(&state);
    if (file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
        while ((count = read(file, block, sizeof block)) > 0) {
            crypto_hash_sha256_update(&state, block, (size_t)count);
            *ret_bytes += (uint64_t)count;
        }
    }
    if (file >= 0)
        close(file);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(ret_sha256, SHA256_HEX_BYTES, hash, sizeof hash);
    return count == 0;
}

/* Of a dump that came from somewhere: it must not lead out of its folder. */
static bool is_inside(const char *path)
{
    return *path && *path != '/' && !strstr(path, "..");
}

static void check_file(struct verification *check, const json_t *file)
{
    const char *path = verify_text(file, "path");
    json_int_t promised = json_integer_value(json_object_get(file, "bytes"));
    char sha256[SHA256_HEX_BYTES];
    uint64_t bytes;

    check->faults_of_file = 0;
    if (!is_inside(path))
        verify_complain(check, "manifest.json lists \"%s\", which is no path within the dump", path);
    else if (!hash_file(check, path, sha256, &bytes))
        verify_complain(check, "%s is in manifest.json and can not be read here", path);
    else if (bytes != (uint64_t)promised)
        verify_complain(check, "%s has %llu bytes, not the %lld of manifest.json", path, (unsigned long long)bytes,
                        (long long)promised);
    else if (strcmp(sha256, verify_text(file, "sha256")) != 0)
        verify_complain(check, "%s was changed: its SHA-256 is %s, not that of manifest.json", path, sha256);
}

static bool is_listed(const struct verification *check, const char *path)
{
    for (size_t i = 0; i < sizeof unlisted / sizeof *unlisted; i++)
        if (strcmp(unlisted[i], path) == 0)
            return true;
    return verify_find_file(check, path);
}

/* What is there and was not promised. */
static void check_strays(struct verification *check, const char *folder, size_t depth)
{
    int descriptor = openat(check->folder, *folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *names = descriptor >= 0 ? fdopendir(descriptor) : NULL;
    struct dirent *name;

    while (names && (name = readdir(names))) {
        const char *path = arena_printf(&check->arena, "%s%s%s", folder, *folder ? "/" : "", name->d_name);
        struct stat about;

        if (strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0)
            continue;
        if (fstatat(check->folder, path, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode) &&
            depth < MOST_SUBFOLDERS)
            check_strays(check, path, depth + 1);
        else if (!is_listed(check, path))
            verify_complain(check, "%s is not in manifest.json: it is no part of the dump", path);
    }
    if (names)
        closedir(names);
    else if (descriptor >= 0)
        close(descriptor);
}

static void check_files(struct verification *check)
{
    size_t before = check->faults;
    size_t index;
    json_t *file;

    json_array_foreach(json_object_get(check->manifest, "files"), index, file) check_file(check, file);
    check->faults_of_file = 0;
    check_strays(check, "", 0);
    if (check->faults == before)
        printf("%zu files have the sizes and SHA-256 of manifest.json\n", index);
}

/* Tables: each CSV file that the manifest lists, in its order, which is that of what rests on what. */
static void check_tables(struct verification *check)
{
    static const char suffix[] = ".csv";
    size_t before = check->faults;
    size_t tables = 0;
    size_t index;
    json_t *file;

    for (const struct dump_table *table = dump_tables; table->name; table++) {
        check->faults_of_file = 0;
        if (!verify_find_file(check, arena_printf(&check->arena, "%s%s", table->name, suffix)))
            verify_complain(check, "%s%s is not in manifest.json", table->name, suffix);
    }
    json_array_foreach(json_object_get(check->manifest, "files"), index, file)
    {
        const char *path = verify_text(file, "path");
        size_t length = strlen(path);

        if (!is_inside(path) || length < sizeof suffix || strcmp(path + length - (sizeof suffix - 1), suffix) != 0)
            continue;
        check->faults_of_file = 0;
        verify_table(check, arena_copy(&check->arena, path, length - (sizeof suffix - 1)));
        tables++;
    }
    if (check->faults == before)
        printf("%zu tables have the same rows as CSV and NDJSON, and point to rows that are there\n", tables);
}

static bool read_manifest(struct verification *check)
{
    size_t bytes = 0;
    char *text = reader_read_all(check->folder, "manifest.json", &bytes);
    unsigned char hash[crypto_hash_sha256_BYTES];
    json_error_t error;

    if (!text) {
        verify_complain(check, "%s/manifest.json can not be read: this is no dump, or not a complete one", check->path);
        return false;
    }
    crypto_hash_sha256(hash, (const unsigned char *)text, bytes);
    sodium_bin2hex(check->manifest_sha256, sizeof check->manifest_sha256, hash, sizeof hash);
    check->manifest = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, &error);
    free(text);
    if (!check->manifest)
        verify_complain(check, "manifest.json, line %d: %s", error.line, error.text);
    else if (strcmp(verify_text(check->manifest, "format"), dump_format) != 0)
        verify_complain(check, "manifest.json is of the format \"%s\"; this program knows \"%s\"",
                        verify_text(check->manifest, "format"), dump_format);
    return !check->faults;
}

static void check_all(struct verification *check, const char *key_path)
{
    check_files(check);
    check_tables(check);
    check->faults_of_file = 0;
    verify_package(check);
    check->faults_of_file = 0;
    verify_chain(check);
    check->faults_of_file = 0;
    verify_signatures(check, key_path);
}

int dump_verify(const char *path, const char *key_path)
{
    struct verification check = {.path = path};
    const char *error = NULL;
    struct registry *registry = registry_load(&error);

    arena_init(&check.arena);
    check.folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!registry) {
        verify_complain(&check, "the contract: %s", error);
    } else if (check.folder < 0) {
        verify_complain(&check, "%s can not be opened as a folder", path);
    } else if (read_manifest(&check)) {
        check.contract = registry->contract;
        check_all(&check, key_path);
    }
    if (check.faults)
        fprintf(stderr, "forumd verify: %s is not as it was made: %zu faults\n", path, check.faults);
    else
        printf("%s is whole: the register %s as of %s\n", path, verify_text(check.manifest, "register"),
               verify_text(check.manifest, "taken_at"));
    for (size_t i = 0; i < check.id_count; i++)
        free(check.ids[i].items);
    if (check.folder >= 0)
        close(check.folder);
    json_decref(check.manifest);
    arena_finish(&check.arena);
    registry_destroy(registry);
    return check.faults ? 1 : 0;
}
