/* service.h: the few operations that need no database: where to start, health, the contract itself, problem pages. */
#pragma once
#include "http/request.h"

/* The handler of an operation, or NULL. It fills the request's answer, or refuses. */
void (*service_find_handler(const char *operation_id))(struct request *request);
