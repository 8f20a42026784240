/* accept.h: what a client would rather have: Accept and Accept-Encoding (RFC 9110, sections 12.5.1 and 12.5.3). */
#pragma once
#include <stddef.h>

/* How much a media type is wanted, in thousandths: the most specific range that it is in says so; 0 for not at all. A
 * field that is absent (NULL) or empty wants everything. Parameters of a range other than q are not looked at. */
unsigned accept_quality(const char *field, const char *media_type);

/* The same for a content coding. A field that is absent or does not name it wants no coding, but `identity`. */
unsigned accept_coding_quality(const char *field, const char *coding);
