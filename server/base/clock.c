#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t read_clock_us(clockid_t id)
{
    struct timespec now;

    clock_gettime(id, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_monotonic_us(void)
{
    return read_clock_us(CLOCK_MONOTONIC);
}

int64_t clock_wall_us(void)
{
    return read_clock_us(CLOCK_REALTIME);
}

void clock_format_rfc3339(int64_t wall_us, char *out)
{
    time_t seconds = (time_t)(wall_us / 1000000);
    struct tm utc;
    size_t length;

    gmtime_r(&seconds, &utc);
    length = strftime(out, RFC3339_BYTES, "%Y-%m-%dT%H:%M:%S", &utc);
    snprintf(out + length, RFC3339_BYTES - length, ".%03dZ", (int)(wall_us / 1000 % 1000));
}

/* `count` digits as a number, or -1. */
static int read_digits(const char *text, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + text[i] - '0';
    }
    return number;
}

int clock_format_http_date(const char *timestamptz, char *out)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    /* How many days of the week a month begins after March, which ends with the leap day (Sakamoto). */
    static const int offsets[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year, month, day;

    if (strnlen(timestamptz, sizeof "2026-01-31 10:00:00" - 1) < sizeof "2026-01-31 10:00:00" - 1)
        return -EINVAL;
    year = read_digits(timestamptz, 4);
    month = read_digits(timestamptz + 5, 2);
    day = read_digits(timestamptz + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || read_digits(timestamptz + 11, 2) < 0)
        return -EINVAL;
    if (month < 3)
        year--;
    snprintf(out, HTTP_DATE_BYTES, "%s, %.2s %s %.4s %.8s GMT",
             days[(year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + day) % 7], timestamptz + 8,
             months[month - 1], timestamptz, timestamptz + 11);
    return 0;
}
