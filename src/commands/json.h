/* A small writer of JSON (RFC 8259) that streams: nothing is kept but where it
 * is. What it writes is valid UTF-8 whatever it is given.
 *
 * key is NULL inside an array and at the top. A text that is NULL is left out
 * with its key: a key that does not apply is absent.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_JSON_H
#define ZEGEL_COMMANDS_JSON_H

#include <stdio.h>

#include "base/util.h"

enum { JSON_DEPTH = 31 };

struct json {
	FILE *out;
	unsigned depth;
	uint32_t begun;  /* a bit a level: something stands there already */
	uint32_t arrays; /* a bit a level: it is an array */
};

struct json json_to(FILE *out);

void json_object(struct json *j, const char *key);
void json_array(struct json *j, const char *key);
void json_end(struct json *j); /* the object or array that was begun last */

void json_text(struct json *j, const char *key, const char *value);
void json_number(struct json *j, const char *key, int64_t value);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

/* "2026-11-21T20:00:00Z" (RFC 3339); 0 is left out. */
void json_time(struct json *j, const char *key, time_t value);

#endif
