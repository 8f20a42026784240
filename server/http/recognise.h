/* recognise.h: what bytes are, as libmagic says.
 * It takes a third of a millisecond for a usual document, and a third of a second for one that is made to take long
 * (64 KiB of line breaks), so it is not asked in a loop that others wait for. */
#pragma once
#include <stddef.h>

enum { RECOGNISED_BYTES = 64 * 1024 /* from a file's start, are enough for every type of document */ };

struct recogniser;

struct recogniser *recogniser_create(void);
void recogniser_destroy(struct recogniser *recogniser);

/* Reads libmagic's rules, once; called by the first recognise too. NULL, or what is wrong with them. */
const char *recogniser_load(struct recogniser *recogniser);

/* The media type of these bytes, until the next call; NULL when libmagic fails, which is logged. In one thread only. */
const char *recognise(struct recogniser *recogniser, const void *bytes, size_t count);
