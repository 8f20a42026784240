#include "registry/groups.h"

#include <string.h>

/* The text that `how` has for that column, or NULL; it ends at a space. */
static const char *find_text(const char *how, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = how; (at = strchr(at, ' ')); at++) {
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '=')
            return at + 2 + length;
    }
    return NULL;
}

void groups_write(struct buffer *sql, const char *how, const struct value *chosen)
{
    int alias = (int)strcspn(how, " ");

    for (size_t i = 0; chosen->present && i < chosen->count; i++) {
        const char *name = chosen->texts[i];
        const char *text = find_text(how, name);

        if (text)
            buffer_printf(sql, "%.*s as %s, ", (int)strcspn(text, " "), text, name);
        else
            buffer_printf(sql, "%.*s%s%s, ", alias, how, alias ? "." : "", name);
    }
}

bool groups_have_any(const struct value *values, const char *names)
{
    for (const char *at = names; *at; at += strspn(at, ",")) {
        size_t length = strcspn(at, ",");

        for (size_t i = 0; values->present && i < values->count; i++) {
            if (strlen(values->texts[i]) == length && strncmp(values->texts[i], at, length) == 0)
                return true;
        }
        at += length;
    }
    return false;
}
