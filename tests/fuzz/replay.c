/* replay.c: runs a fuzz target over the files of the folders named as arguments, so that the corpus is a test. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

/* A copy of exactly the file's size, so that a byte read past it is seen. */
static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    long bytes = -1;
    bool whole = false;

    if (file && !fseek(file, 0, SEEK_END))
        bytes = ftell(file);
    if (bytes >= 0) {
        rewind(file);
        data = malloc(bytes ? (size_t)bytes : 1);
        whole = data && fread(data, 1, (size_t)bytes, file) == (size_t)bytes;
    }
    if (whole)
        LLVMFuzzerTestOneInput(data, (size_t)bytes);
    else
        fprintf(stderr, "can not read %s\n", path);
    free(data);
    if (file)
        fclose(file);
    return whole;
}

static int replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct arena names;
    int count = 0;

    if (!folder) {
        fprintf(stderr, "can not open %s\n", path);
        return 0;
    }
    arena_init(&names);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.')
            count += replay_file(arena_printf(&names, "%s/%s", path, entry->d_name));
    arena_finish(&names);
    closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        int count = replay_folder(argv[i]);

        printf("%s: %d inputs\n", argv[i], count);
        if (!count)
            return EXIT_FAILURE; /* an empty corpus proves nothing */
    }
    return EXIT_SUCCESS;
}
