/* version.h: the version of this program. */
#pragma once

#define FORUM_VERSION "0.1.0"
