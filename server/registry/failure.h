/* failure.h: what PostgreSQL refused, said to a client.
 * The registry's own refusals have SQLSTATEs of the class FR whose digits are the HTTP status; violated constraints are told
 * by their names; anything else is ours, logged, and told without internals. */
#pragma once
#include <libpq-fe.h>

#include "http/request.h"

/* Sets the request's problem from an error result. */
void failure_tell(struct request *request, const PGresult *failure);

/* Adds the fault of a violated constraint; false when no such constraint is known. */
bool failure_add_constraint(struct request *request, const char *name);
