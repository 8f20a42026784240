/* identity.h: who asks, as the arguments of registry.enter, which stands at the head of every group that is not
 * anonymous (lanes.c). */
#pragma once

enum { ENTER_KEY_ID, ENTER_DIGEST, ENTER_ROLES, ENTER_WRITES, ENTER_REQUEST_ID, ENTER_COUNT };
