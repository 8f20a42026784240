/* verify_package.c: datapackage.json against the manifest and the headers of the CSV files. */
#include <stdlib.h>
#include <string.h>

#include "dump/reader.h"
#include "dump/verify_inside.h"

static void check_resource(struct verification *check, const json_t *resource)
{
    const char *path = verify_text(resource, "path");
    const json_t *file = verify_find_file(check, path);
    const char *hash = verify_text(resource, "hash");

    if (!file) {
        verify_complain(check, "datapackage.json describes \"%s\", which is not in manifest.json", path);
        return;
    }
    if (json_integer_value(json_object_get(resource, "bytes")) != json_integer_value(json_object_get(file, "bytes")) ||
        strncmp(hash, "sha256:", strlen("sha256:")) != 0 ||
        strcmp(hash + strlen("sha256:"), verify_text(file, "sha256")) != 0)
        verify_complain(check, "datapackage.json gives another size or hash for %s than manifest.json", path);
}

static void append_fields(struct buffer *header, const json_t *resource)
{
    size_t index;
    json_t *field;

    json_array_foreach(json_object_get(json_object_get(resource, "schema"), "fields"), index, field)
        buffer_printf(header, "%s%s", index ? "," : "", verify_text(field, "name"));
    buffer_append_text(header, "\r\n");
}

static void check_fields(struct verification *check, const json_t *resource)
{
    const char *path = verify_text(resource, "path");
    struct buffer header = {0};
    struct reader csv;

    append_fields(&header, resource);
    if (!verify_find_file(check, path) || *path == '/' || strstr(path, "..") ||
        !reader_init(&csv, check->folder, path)) {
        buffer_finish(&header);
        return;
    }
    if (!reader_takes(&csv, header.data, header.length))
        verify_complain(check, "datapackage.json describes other columns than %s has", path);
    reader_finish(&csv);
    buffer_finish(&header);
}

static size_t count_tables(const struct verification *check)
{
    size_t count = 0;
    size_t index;
    json_t *file;

    json_array_foreach(json_object_get(check->manifest, "files"), index, file)
    {
        const char *path = verify_text(file, "path");
        size_t length = strlen(path);

        count += length > 4 && strcmp(path + length - 4, ".csv") == 0;
    }
    return count;
}

void verify_package(struct verification *check)
{
    size_t before = check->faults;
    size_t bytes = 0;
    char *text = reader_read_all(check->folder, "datapackage.json", &bytes);
    json_t *package = text ? json_loadb(text, bytes, JSON_REJECT_DUPLICATES, NULL) : NULL;
    const json_t *resources = json_object_get(package, "resources");
    size_t index;
    json_t *resource;

    free(text);
    if (!package)
        verify_complain(check, "datapackage.json can not be read, or is no JSON");
    else if (json_array_size(resources) != count_tables(check))
        verify_complain(check, "datapackage.json describes %zu tables, and manifest.json lists %zu",
                        json_array_size(resources), count_tables(check));
    json_array_foreach(resources, index, resource)
    {
        check_resource(check, resource);
        check_fields(check, resource);
    }
    json_decref(package);
    if (check->faults == before)
        printf("datapackage.json describes all their columns\n");
}
