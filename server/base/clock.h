/* clock.h: the two clocks, with their units in their names. */
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { RFC3339_BYTES = sizeof "2026-01-31T10:00:00.000Z", HTTP_DATE_BYTES = sizeof "Sat, 31 Jan 2026 10:00:00 GMT" };

/* Microseconds that only ever grow, for deadlines and durations. */
int64_t clock_monotonic_us(void);

/* Microseconds since 1970-01-01 UTC. */
int64_t clock_wall_us(void);

/* RFC 3339 in UTC with milliseconds; `out` has RFC3339_BYTES. */
void clock_format_rfc3339(int64_t wall_us, char *out);

/* Turns PostgreSQL's text of a timestamptz in UTC ("2026-01-31 10:00:00.5+00") into the IMF-fixdate of RFC 9110, section
 * 5.6.7; `out` has HTTP_DATE_BYTES. Returns 0, or -EINVAL for anything else. */
int clock_format_http_date(const char *timestamptz, char *out);
