/* reference.h: $ref within the contract. */
#pragma once
#include <jansson.h>

/* What "#/components/schemas/Member" points to (RFC 6901 in a fragment, RFC 6901 section 6), or NULL. */
json_t *reference_find(json_t *document, const char *reference);

/* Follows `value` while it is an object with $ref alone or beside other keys; NULL when one leads nowhere or in a
 * circle. */
json_t *reference_resolve(json_t *document, json_t *value);
