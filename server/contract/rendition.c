#include "contract/rendition.h"

#include <string.h>

static const struct {
    const char *media_type;
    const char *name;
} rows[RENDITION_COUNT] = {
    [RENDITION_JSON] = {"application/json", "JSON"},
    [RENDITION_CSV] = {"text/csv", "CSV"},
    [RENDITION_NDJSON] = {"application/x-ndjson", "NDJSON"},
    [RENDITION_XLSX] = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"},
};

const char *rendition_media_type(enum rendition rendition)
{
    return rows[rendition].media_type;
}

const char *rendition_name(enum rendition rendition)
{
    return rows[rendition].name;
}

enum rendition rendition_find(const char *media_type)
{
    enum rendition found = 0;

    while (found < RENDITION_COUNT && strcmp(rows[found].media_type, media_type) != 0)
        found++;
    return found;
}
