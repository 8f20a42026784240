/* day.h: days of the calendar, as files write them and as the contract wants them. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct day {
    int year; /* 0: no day */
    int month;
    int date;
};

/* "2023-06-15", or "31/01/2024", day first; false when it is neither or no day of the calendar. */
bool day_parse(const char *text, struct day *ret_day);

/* The first "July 31 2023" or "July 31, 2023" within a text. */
bool day_find_in_words(const char *text, struct day *ret_day);

/* A year of four digits; false otherwise. */
bool day_parse_year(const char *text, int *ret_year);

int day_compare(struct day a, struct day b);

/* The day after. */
struct day day_next(struct day day);

/* The last day of the month that lies `months` after. */
struct day day_end_of_month_after(struct day day, int months);

/* "2023-06-15"; in the arena. */
const char *day_text(struct day day, struct arena *arena);

/* Microseconds from 1970-01-01 to the day's start in UTC. */
int64_t day_to_us(struct day day);
