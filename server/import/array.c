#include "import/array.h"

void array_open(struct buffer *array)
{
    array->length = 0;
    buffer_append_char(array, '{');
}

void array_put(struct buffer *array, const char *text)
{
    if (array->length > 1)
        buffer_append_char(array, ',');
    if (!text) {
        buffer_append_text(array, "NULL");
        return;
    }
    buffer_append_char(array, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buffer_append_char(array, '\\');
        buffer_append_char(array, *text);
    }
    buffer_append_char(array, '"');
}

const char *array_close(struct buffer *array)
{
    buffer_append_char(array, '}');
    buffer_append_char(array, '\0');
    return array->data;
}
