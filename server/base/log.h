/* log.h: logfmt lines to standard error, one event a line.
 * A function either returns its error or logs it, never both. Secrets are never passed here. */
#pragma once

/* Writes `time=... level=error event=EVENT ` and the formatted fields at once; safe from any thread. */
[[gnu::format(printf, 2, 3)]] void log_error(const char *event, const char *format, ...);
[[gnu::format(printf, 2, 3)]] void log_info(const char *event, const char *format, ...);

/* A copy of `text` with quotes and control characters escaped, as a logfmt value within double quotes.
 * The result is one of a few rotating buffers of the thread: use it in the same statement. Longer texts are cut. */
const char *log_quote(const char *text);
