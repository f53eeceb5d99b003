/* SPDX-License-Identifier: MIT */
#include "commands/json.h"

#include <assert.h>
#include <string.h>

#include "base/clean.h"

enum {
	ESCAPED = sizeof("\\u0000") - 1, /* the longest that a byte gets */
	EIGHT = sizeof(uint64_t),
	PART = 128, /* of a text, written at once */
};

#define EACH UINT64_C(0x0101010101010101)
#define HIGH (EACH << 7)

struct json_writer json_writer_to(FILE *out)
{
	return (struct json_writer){ .out = out };
}

static void flush(struct json_writer *j)
{
	fwrite(j->bytes, 1, j->len, j->out);
	j->len = 0;
}

/* Where len more bytes can be put, which the caller counts. */
static char *room(struct json_writer *j, size_t len)
{
	if (sizeof(j->bytes) - j->len < len)
		flush(j);
	return j->bytes + j->len;
}

static void put(struct json_writer *j, char c)
{
	*room(j, 1) = c;
	j->len++;
}

static void put_word(struct json_writer *j, const char *word)
{
	size_t len = strlen(word);

	memcpy(room(j, len), word, len);
	j->len += len;
}

/* Printable ASCII but for the two that are escaped stands for itself. */
static bool is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

/* A bit for a byte of w that is c, perhaps also for one in front of it. */
static uint64_t bytes_that_are(uint64_t w, char c)
{
	uint64_t x = w ^ EACH * (unsigned char)c;

	return (x - EACH) & ~x & HIGH;
}

/* The same for eight bytes at a time; false may be wrong. */
static bool are_plain(const char *text)
{
	uint64_t w;

	memcpy(&w, text, sizeof(w));
	return !(((w - EACH * ' ') & ~w & HIGH) | (w & HIGH) |
		 bytes_that_are(w, '"') | bytes_that_are(w, '\\') |
		 bytes_that_are(w, '\x7f'));
}

/* What is not plain: len bytes at most; says how many were used. */
static size_t add_special(char **at, const char *text, size_t len)
{
	size_t used;
	int32_t c = utf8_decode(text, len, &used);

	if (c < 0)
		*at = stpcpy(*at, "\xef\xbf\xbd"); /* U+FFFD */
	else if (c == '"' || c == '\\')
		*at += snprintf(*at, ESCAPED + 1, "\\%c", (char)c);
	else if (c == '\n')
		*at = stpcpy(*at, "\\n");
	else if (c == '\t')
		*at = stpcpy(*at, "\\t");
	else if (c < 0x20 || c == 0x7f)
		*at += snprintf(*at, ESCAPED + 1, "\\u%04x", (unsigned)c);
	else
		*at = mempcpy(*at, text, used);
	return used;
}

/* The beginning of a text: PART bytes or a few more of it; says how many. */
static size_t put_part(struct json_writer *j, const char *text, size_t len)
{
	char *at = room(j, ESCAPED * (PART + EIGHT));
	size_t done = 0;

	while (done < len && done < PART) {
		if (len - done >= EIGHT && are_plain(text + done)) {
			memcpy(at, text + done, EIGHT);
			done += EIGHT;
			at += EIGHT;
		} else if (is_plain(text[done])) {
			*at++ = text[done++];
		} else {
			done += add_special(&at, text + done, len - done);
		}
	}
	j->len = (size_t)(at - j->bytes);
	return done;
}

/* Most texts are plain from end to end. */
static bool put_plain(struct json_writer *j, const char *text, size_t len)
{
	size_t done = 0;
	char *at;

	if (len > PART)
		return false;
	while (len - done >= EIGHT && are_plain(text + done))
		done += EIGHT;
	while (done < len && is_plain(text[done]))
		done++;
	if (done < len)
		return false;
	at = room(j, len + 2);
	*at++ = '"';
	at = mempcpy(at, text, len);
	*at = '"';
	j->len += len + 2;
	return true;
}

static void put_text(struct json_writer *j, const char *text)
{
	size_t len = strlen(text);

	if (put_plain(j, text, len))
		return;
	put(j, '"');
	for (size_t done = 0; done < len;)
		done += put_part(j, text + done, len - done);
	put(j, '"');
}

/* Comma and key in front of whatever comes next. */
static void begin(struct json_writer *j, const char *key)
{
	uint32_t level = UINT32_C(1) << j->depth;

	assert(j->depth == 0 || (key == NULL) == ((j->arrays & level) != 0));
	if (j->begun & level)
		put(j, ',');
	j->begun |= level;
	if (!key)
		return;
	put_text(j, key);
	put(j, ':');
}

static void open_level(struct json_writer *j, const char *key, bool is_array)
{
	uint32_t level;

	begin(j, key);
	assert(j->depth < JSON_DEPTH);
	level = UINT32_C(1) << ++j->depth;
	j->begun &= ~level;
	j->arrays = is_array ? j->arrays | level : j->arrays & ~level;
	put(j, is_array ? '[' : '{');
}

void json_write_object(struct json_writer *j, const char *key)
{
	open_level(j, key, false);
}

void json_write_array(struct json_writer *j, const char *key)
{
	open_level(j, key, true);
}

void json_write_end(struct json_writer *j)
{
	bool is_array = j->arrays & (UINT32_C(1) << j->depth);

	assert(j->depth > 0);
	j->depth--;
	put(j, is_array ? ']' : '}');
	if (j->depth == 0) {
		j->begun = 0;
		put(j, '\n');
		flush(j);
	}
}

void json_write_text(struct json_writer *j, const char *key, const char *value)
{
	if (!value)
		return;
	begin(j, key);
	put_text(j, value);
}

void json_write_number(struct json_writer *j, const char *key, int64_t value)
{
	char digits[sizeof("-9223372036854775808")];

	snprintf(digits, sizeof(digits), "%lld", (long long)value);
	begin(j, key);
	put_word(j, digits);
}

void json_write_bool(struct json_writer *j, const char *key, bool value)
{
	begin(j, key);
	put_word(j, value ? "true" : "false");
}

void json_write_raw(struct json_writer *j, const char *key, const char *json)
{
	begin(j, key);
	flush(j);
	fputs(json, j->out);
}

void json_write_null(struct json_writer *j, const char *key)
{
	begin(j, key);
	put_word(j, "null");
}

void json_write_time(struct json_writer *j, const char *key, time_t value)
{
	char text[32];
	struct tm tm;

	if (!value || !gmtime_r(&value, &tm))
		return;
	if (strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm))
		json_write_text(j, key, text);
}
