/* negotiate.h: as what a list is answered, and what that means for the parameters. */
#pragma once
#include "http/request.h"

/* Sets the request's rendition: that of the path's suffix, else what the client wants most of what the operation
 * offers. Refuses the request when it wants nothing of it. */
void negotiate_rendition(struct request *request, const struct contract *contract, const char *accept);

/* Adds the faults of parameters that this rendition does not know. */
void negotiate_parameters(struct request *request);
