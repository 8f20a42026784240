#include "contract/format.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/clock.h"
#include "base/id.h"

enum {
    DATE_BYTES = sizeof "2027-12-31" - 1,
    TIME_BYTES = sizeof "23:59:59" - 1,
    MOST_FRACTION_DIGITS = 9,
    MOST_OFFSET_HOURS = 15, /* PostgreSQL knows none further than 15:59 */
    MOST_EMAIL_BYTES = 254, /* RFC 5321, section 4.5.3.1, with the angle brackets off */
    MOST_LOCAL_PART_BYTES = 64,
    MOST_LABEL_BYTES = 63,
};

static const char is_not[] = "is not";
static const char does_not[] = "does not";

/* Reads exactly `count` digits; -1 when there are not so many. */
static int read_digits(const char *text, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* The first DATE_BYTES of a text that has them. */
static const char *check_calendar(const char *text)
{
    int year = read_digits(text, 4);
    int month = read_digits(text + 5, 2);
    int day = read_digits(text + 8, 2);

    if (year < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-')
        return is_not;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return does_not;
    return NULL;
}

static const char *check_date(const char *text, size_t bytes)
{
    return bytes == DATE_BYTES ? check_calendar(text) : is_not;
}

/* Hours, minutes and seconds; 60 seconds are a leap second, which PostgreSQL takes. */
static bool is_clock_time(const char *text)
{
    int hours = read_digits(text, 2);
    int minutes = read_digits(text + 3, 2);
    int seconds = read_digits(text + 6, 2);

    return text[2] == ':' && text[5] == ':' && hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 &&
           seconds >= 0 && seconds <= 60;
}

/* What stands after the seconds: a fraction or none, then Z or an offset. */
static bool is_zone(const char *text)
{
    int hours;
    int minutes;

    if (*text == '.') {
        size_t digits = strspn(++text, "0123456789");

        if (!digits || digits > MOST_FRACTION_DIGITS)
            return false;
        text += digits;
    }
    if (*text == 'Z' || *text == 'z')
        return !text[1];
    if (*text != '+' && *text != '-')
        return false;
    if (strlen(text) != sizeof "+00:00" - 1 || text[3] != ':')
        return false;
    hours = read_digits(text + 1, 2);
    minutes = read_digits(text + 4, 2);
    return hours >= 0 && hours <= MOST_OFFSET_HOURS && minutes >= 0 && minutes < 60;
}

/* RFC 3339, section 5.6. */
static const char *check_date_time(const char *text, size_t bytes)
{
    if (bytes < DATE_BYTES + 1 + TIME_BYTES + 1 || (text[DATE_BYTES] != 'T' && text[DATE_BYTES] != 't'))
        return is_not;
    if (!is_clock_time(text + DATE_BYTES + 1) || !is_zone(text + DATE_BYTES + 1 + TIME_BYTES))
        return is_not;
    return check_calendar(text);
}

/* Seconds since 1970-01-01 UTC of a date's earliest beginning anywhere in Serbia, or of a time. */
static int64_t moment_seconds(const char *text, size_t bytes)
{
    enum { MOST_OFFSET_S = 2 * 3600 }; /* summer time in Belgrade */
    struct tm calendar = {.tm_year = read_digits(text, 4) - 1900,
                          .tm_mon = read_digits(text + 5, 2) - 1,
                          .tm_mday = read_digits(text + 8, 2)};
    const char *zone;
    int64_t offset;

    if (bytes == DATE_BYTES)
        return (int64_t)timegm(&calendar) - MOST_OFFSET_S;
    calendar.tm_hour = read_digits(text + 11, 2);
    calendar.tm_min = read_digits(text + 14, 2);
    calendar.tm_sec = read_digits(text + 17, 2);
    zone = strpbrk(text + DATE_BYTES + 1 + TIME_BYTES, "Zz+-");
    offset = *zone == '+' || *zone == '-' ? read_digits(zone + 1, 2) * 3600 + read_digits(zone + 4, 2) * 60 : 0;
    return (int64_t)timegm(&calendar) + (*zone == '-' ? offset : -offset);
}

/* A day or a time that has come. A day that begins within the next hours may pass: what asks with it takes the present
 * then. */
static const char *check_moment(const char *text, size_t bytes)
{
    const char *wrong = bytes == DATE_BYTES ? check_calendar(text) : check_date_time(text, bytes);

    if (!wrong && moment_seconds(text, bytes) > clock_wall_us() / 1000000)
        wrong = "has not come yet";
    return wrong;
}

static const char *check_uuid(const char *text, size_t bytes)
{
    return bytes == UUID_BYTES - 1 && id_is_uuid(text) ? NULL : is_not;
}

/* The characters of RFC 3986, each % with its two digits. */
static bool has_uri_characters(const char *text)
{
    for (; *text; text++) {
        if (*text == '%') {
            if (!isxdigit((unsigned char)text[1]) || !isxdigit((unsigned char)text[2]))
                return false;
        } else if (!isalnum((unsigned char)*text) && !strchr("-._~:/?#[]@!$&'()*+,;=", *text)) {
            return false;
        }
    }
    return true;
}

static bool is_web_scheme(const char *text, size_t bytes)
{
    return (bytes == 4 && !strncasecmp(text, "http", 4)) || (bytes == 5 && !strncasecmp(text, "https", 5));
}

/* "//" and something that is no delimiter. */
static bool has_host(const char *text)
{
    return text[0] == '/' && text[1] == '/' && text[2] && !strchr("/?#:@", text[2]);
}

static const char *check_uri(const char *text, size_t bytes)
{
    size_t scheme = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    if (!scheme || !isalpha((unsigned char)text[0]) || text[scheme] != ':')
        return "has no scheme such as https://";
    if (!has_uri_characters(text))
        return "has characters that must be percent-encoded";
    if (scheme + 1 == bytes)
        return is_not;
    if (is_web_scheme(text, scheme) && !has_host(text + scheme + 1))
        return "has no host";
    return NULL;
}

/* One label of a domain: letters, digits and hyphens within, or any letter beyond ASCII. */
static size_t label_length(const char *text)
{
    size_t length = 0;

    while (isalnum((unsigned char)text[length]) || text[length] == '-' || (unsigned char)text[length] >= 0x80)
        length++;
    return length && text[0] != '-' && text[length - 1] != '-' && length <= MOST_LABEL_BYTES ? length : 0;
}

static bool is_domain(const char *text)
{
    size_t labels = 1;

    for (size_t length; (length = label_length(text)) && text[length] == '.'; text += length + 1)
        labels++;
    return labels > 1 && label_length(text) && !text[label_length(text)];
}

static const char *check_email(const char *text, size_t bytes)
{
    const char *at = strrchr(text, '@');
    size_t local = at ? (size_t)(at - text) : 0;

    if (!local || local > MOST_LOCAL_PART_BYTES || bytes > MOST_EMAIL_BYTES)
        return is_not;
    for (size_t i = 0; i < local; i++)
        if ((unsigned char)text[i] <= ' ' || strchr("\"(),:;<>@[\\]\x7f", text[i]))
            return is_not;
    if (text[0] == '.' || at[-1] == '.' || strstr(text, ".."))
        return is_not;
    return is_domain(at + 1) ? NULL : is_not;
}

static const struct format formats[] = {
    {"date", "a date like 2027-12-31 that exists in the calendar", check_date},
    {"date-time", "a time like 2027-12-31T10:00:00Z that exists in the calendar", check_date_time},
    {"email", "an e-mail address like office@example.rs", check_email},
    {"moment", "a day like 2026-01-31 or a time like 2026-01-31T10:00:00Z, that exists in the calendar and has come",
     check_moment},
    {"uri", "a web address like https://www.example.rs/report.pdf", check_uri},
    {"uuid", "an id like 0190a8f0-0000-7000-8000-000000000000", check_uuid},
};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    return NULL;
}
