#include "import/day.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

static bool set_day(int year, int month, int date, struct day *ret_day)
{
    if (year < 1 || month < 1 || month > 12 || date < 1 || date > days_in_month(year, month))
        return false;
    *ret_day = (struct day){.year = year, .month = month, .date = date};
    return true;
}

/* `count` digits, or -1. */
static int read_digits(const char *text, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool day_parse(const char *text, struct day *ret_day)
{
    if (strlen(text) != strlen("2023-06-15"))
        return false;
    if (text[4] == '-' && text[7] == '-')
        return set_day(read_digits(text, 4), read_digits(text + 5, 2), read_digits(text + 8, 2), ret_day);
    if (text[2] == '/' && text[5] == '/')
        return set_day(read_digits(text + 6, 4), read_digits(text + 3, 2), read_digits(text, 2), ret_day);
    return false;
}

bool day_find_in_words(const char *text, struct day *ret_day)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};

    for (int month = 0; month < 12; month++) {
        const char *at = strstr(text, months[month]);
        char *end;
        long date;
        long year;

        if (!at)
            continue;
        date = strtol(at + strlen(months[month]), &end, 10);
        end += *end == ',';
        year = strtol(end, NULL, 10);
        if (date > 0 && date <= 31 && year > 0 && year <= 9999 && set_day((int)year, month + 1, (int)date, ret_day))
            return true;
    }
    return false;
}

bool day_parse_year(const char *text, int *ret_year)
{
    if (strlen(text) != 4 || read_digits(text, 4) < 0)
        return false;
    *ret_year = read_digits(text, 4);
    return true;
}

int day_compare(struct day a, struct day b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.date - b.date;
}

struct day day_next(struct day day)
{
    struct day next;

    if (set_day(day.year, day.month, day.date + 1, &next))
        return next;
    return day.month == 12 ? (struct day){day.year + 1, 1, 1} : (struct day){day.year, day.month + 1, 1};
}

struct day day_end_of_month_after(struct day day, int months)
{
    int month = day.month - 1 + months;
    struct day end = {.year = day.year + month / 12, .month = month % 12 + 1};

    end.date = days_in_month(end.year, end.month);
    return end;
}

const char *day_text(struct day day, struct arena *arena)
{
    return arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.date);
}

int64_t day_to_us(struct day day)
{
    /* Days since the first of March of year 0, in which a leap day comes last. */
    int64_t year = day.month > 2 ? day.year : day.year - 1;
    int64_t month = (day.month + 9) % 12;
    int64_t days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day.date - 1;
    const int64_t days_to_1970 = 719468;

    return (days - days_to_1970) * 86400 * 1000000;
}
