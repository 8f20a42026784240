/* login.h: libpq's parameters for logging in to the register's database as one of its roles. */
#pragma once
#include <stdbool.h>

enum { MOST_LOGIN_PARAMETERS = 48 };

struct login {
    const char *keywords[MOST_LOGIN_PARAMETERS];
    const char *values[MOST_LOGIN_PARAMETERS];
    int count;
    void *parsed;
    char *settings; /* the value of `options` */
};

/* Takes apart `database`; false with *ret_error when libpq can not. A `role` of NULL keeps the user that it names.
 * `settings` are the session's, as "-c name=value ...". login_finish must be called either way. */
bool login_init(struct login *login, const char *database, const char *role, const char *password, const char *settings,
                const char **ret_error);
void login_finish(struct login *login);
