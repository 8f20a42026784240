#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { LINE_BYTES = 2048, QUOTED_BYTES = 600, QUOTED_BUFFERS = 4 };

const char *log_quote(const char *text)
{
    static _Thread_local char buffers[QUOTED_BUFFERS][QUOTED_BYTES];
    static _Thread_local unsigned turn;
    char *start = buffers[turn++ % QUOTED_BUFFERS];
    char *out = start;

    *out++ = '"';
    for (; text && *text && out < start + QUOTED_BYTES - 8; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\') {
            *out++ = '\\';
            *out++ = (char)c;
        } else if (c == '\n') {
            *out++ = '\\';
            *out++ = 'n';
        } else if (c < 0x20 || c == 0x7f) {
            out += snprintf(out, 5, "\\x%02x", c);
        } else {
            *out++ = (char)c;
        }
    }
    *out++ = '"';
    *out = '\0';
    return start;
}

static void write_line(const char *level, const char *event, const char *format, va_list args)
{
    char line[LINE_BYTES];
    char time[RFC3339_BYTES];
    int length;

    clock_format_rfc3339(clock_wall_us(), time);
    length = snprintf(line, sizeof line, "time=%s level=%s event=%s ", time, level, event);
    length += vsnprintf(line + length, sizeof line - (size_t)length, format, args);
    if (length > LINE_BYTES - 2)
        length = LINE_BYTES - 2;
    line[length++] = '\n';
    if (write(STDERR_FILENO, line, (size_t)length) < 0)
        return; /* there is nowhere left to say so */
}

void log_error(const char *event, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line("error", event, format, args);
    va_end(args);
}

void log_info(const char *event, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    write_line("info", event, format, args);
    va_end(args);
}
