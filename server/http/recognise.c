#include "http/recognise.h"

#include <magic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/log.h"

struct recogniser {
    magic_t magic;
    bool is_loaded;
};

/* What no document is need not be looked for: archives within archives, programs, the files of old office programs. */
enum {
    FLAGS = MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF |
            MAGIC_NO_CHECK_APPTYPE,
};

struct recogniser *recogniser_create(void)
{
    struct recogniser *recogniser = calloc(1, sizeof *recogniser);

    if (!recogniser)
        abort();
    recogniser->magic = magic_open(FLAGS);
    if (!recogniser->magic)
        abort();
    return recogniser;
}

void recogniser_destroy(struct recogniser *recogniser)
{
    if (!recogniser)
        return;
    magic_close(recogniser->magic);
    free(recogniser);
}

const char *recogniser_load(struct recogniser *recogniser)
{
    if (recogniser->is_loaded)
        return NULL;
    recogniser->is_loaded = magic_load(recogniser->magic, NULL) == 0;
    return recogniser->is_loaded ? NULL : magic_error(recogniser->magic);
}

const char *recognise(struct recogniser *recogniser, const void *bytes, size_t count)
{
    const char *error = recogniser_load(recogniser);
    const char *type = error ? NULL : magic_buffer(recogniser->magic, bytes, count);

    if (type)
        return type;
    if (!error)
        error = magic_error(recogniser->magic);
    log_error("libmagic", "message=%s", log_quote(error ? error : "no reason given"));
    return NULL;
}
