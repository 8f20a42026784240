/* session.h: a command's own plain connection to the database, as the user that the URL names. */
#pragma once
#include <libpq-fe.h>

#include "config.h"

/* NULL after saying why on standard error. The caller finishes it. `role` NULL keeps the URL's user. */
PGconn *session_open(const struct config *config, const char *role, const char *password);
