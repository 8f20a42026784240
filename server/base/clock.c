#include "base/clock.h"

#include <errno.h>
#include <stdio.h>
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

int clock_format_http_date(const char *timestamptz, char *out)
{
    struct tm utc = {0};

    if (sscanf(timestamptz, "%4d-%2d-%2d %2d:%2d:%2d", &utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour,
               &utc.tm_min, &utc.tm_sec) != 6)
        return -EINVAL;
    utc.tm_year -= 1900;
    utc.tm_mon -= 1;
    timegm(&utc); /* fills in the day of the week */
    strftime(out, HTTP_DATE_BYTES, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    return 0;
}
