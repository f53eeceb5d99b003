/* A small writer of JSON (RFC 8259) that streams: nothing is kept but where it
 * is, and the last two kB: what is begun must be ended. What it writes is valid
 * UTF-8 whatever it is given.
 *
 * key is NULL inside an array and at the top. A text that is NULL is left out
 * with its key: a key that does not apply is absent.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_JSON_H
#define ZEGEL_COMMANDS_JSON_H

#include <stdio.h>

#include "base/util.h"

enum { JSON_DEPTH = 31, JSON_KEPT = 2048 };

struct json_writer {
	FILE *out;
	size_t len;
	char bytes[JSON_KEPT]; /* on their way to out, until the line ends */
	unsigned depth;
	uint32_t begun;  /* a bit a level: something stands there already */
	uint32_t arrays; /* a bit a level: it is an array */
};

struct json_writer json_writer_to(FILE *out);

void json_write_object(struct json_writer *j, const char *key);
void json_write_array(struct json_writer *j, const char *key);

/* Ends the object or array that was begun last, and at the top the line. */
void json_write_end(struct json_writer *j);

void json_write_text(struct json_writer *j, const char *key, const char *value);
void json_write_number(struct json_writer *j, const char *key, int64_t value);
void json_write_bool(struct json_writer *j, const char *key, bool value);
/* What is JSON already: one whole value. */
void json_write_raw(struct json_writer *j, const char *key, const char *json);
void json_write_null(struct json_writer *j, const char *key);

/* "2026-11-21T20:00:00Z" (RFC 3339); 0 is left out. */
void json_write_time(struct json_writer *j, const char *key, time_t value);

#endif
