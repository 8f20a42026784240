#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST_WORD = 64 };

size_t text_count_code_points(const char *text, size_t bytes)
{
    size_t count = 0;

    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* The length of the sequence that starts here, or 0 when it is malformed. */
static size_t sequence_length(const unsigned char *s, size_t left)
{
    size_t length;
    uint32_t point;

    if (s[0] < 0x80)
        return 1;
    if (s[0] >= 0xc2 && s[0] <= 0xdf)
        length = 2;
    else if ((s[0] & 0xf0) == 0xe0)
        length = 3;
    else if (s[0] >= 0xf0 && s[0] <= 0xf4)
        length = 4;
    else
        return 0;
    if (length > left)
        return 0;
    point = s[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (s[i] & 0x3fu);
    }
    if (length == 3 && (point < 0x800 || (point >= 0xd800 && point <= 0xdfff)))
        return 0;
    if (length == 4 && (point < 0x10000 || point > 0x10ffff))
        return 0;
    return length;
}

bool text_is_utf8(const char *text, size_t bytes)
{
    const unsigned char *s = (const unsigned char *)text;

    while (bytes) {
        size_t length = sequence_length(s, bytes);

        if (!length)
            return false;
        s += length;
        bytes -= length;
    }
    return true;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* Levenshtein's distance, where capitals are their small letters; both words are at most LONGEST_WORD bytes. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[LONGEST_WORD + 1];
    size_t b_length = strlen(b);

    for (size_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            size_t above = row[j];

            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (small(a[i - 1]) != small(b[j - 1])));
            diagonal = above;
        }
    }
    return row[b_length];
}

const char *text_find_nearest(const char *word, const char *const candidates[])
{
    size_t length = strlen(word);
    size_t best_distance = 2 + length / 4; /* further than this is another word, not a slip */
    const char *best = NULL;

    if (length > LONGEST_WORD)
        return NULL;
    for (; *candidates; candidates++) {
        size_t distance;

        if (strlen(*candidates) > LONGEST_WORD)
            continue;
        distance = edit_distance(word, *candidates);
        if (distance < best_distance) {
            best_distance = distance;
            best = *candidates;
        }
    }
    return best;
}
