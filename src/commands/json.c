/* SPDX-License-Identifier: MIT */
#include "commands/json.h"

#include <assert.h>
#include <string.h>

#include "base/clean.h"

struct json_writer json_writer_to(FILE *out)
{
	return (struct json_writer){ .out = out };
}

/* Printable ASCII but for the two that are escaped stands for itself. */
static bool is_plain(char c)
{
	return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

/* How many bytes at the start do. */
static size_t plain_run(const char *text)
{
	size_t len = 0;

	while (is_plain(text[len]))
		len++;
	return len;
}

static void write_special(FILE *out, const char *text, size_t len, size_t *used)
{
	int32_t c = utf8_decode(text, len, used);

	if (c < 0)
		fputs("\xef\xbf\xbd", out); /* U+FFFD */
	else if (c == '"' || c == '\\')
		fprintf(out, "\\%c", (char)c);
	else if (c == '\n')
		fputs("\\n", out);
	else if (c == '\t')
		fputs("\\t", out);
	else if (c < 0x20 || c == 0x7f)
		fprintf(out, "\\u%04x", (unsigned)c);
	else
		fwrite(text, 1, *used, out);
}

static void write_text(FILE *out, const char *text)
{
	size_t used;

	putc_unlocked('"', out);
	for (const char *at = text; *at; at += used) {
		used = plain_run(at);
		if (used)
			fwrite_unlocked(at, 1, used, out);
		else
			write_special(out, at, strlen(at), &used);
	}
	putc_unlocked('"', out);
}

/* Comma and key in front of whatever comes next. */
static void begin(struct json_writer *j, const char *key)
{
	uint32_t level = UINT32_C(1) << j->depth;

	assert(j->depth == 0 || (key == NULL) == ((j->arrays & level) != 0));
	if (j->begun & level)
		putc_unlocked(',', j->out);
	j->begun |= level;
	if (!key)
		return;
	write_text(j->out, key);
	putc_unlocked(':', j->out);
}

static void open_level(struct json_writer *j, const char *key, bool is_array)
{
	uint32_t level;

	begin(j, key);
	assert(j->depth < JSON_DEPTH);
	level = UINT32_C(1) << ++j->depth;
	j->begun &= ~level;
	j->arrays = is_array ? j->arrays | level : j->arrays & ~level;
	putc_unlocked(is_array ? '[' : '{', j->out);
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
	putc_unlocked(is_array ? ']' : '}', j->out);
	if (j->depth == 0) {
		j->begun = 0;
		fputc('\n', j->out);
	}
}

void json_write_text(struct json_writer *j, const char *key, const char *value)
{
	if (!value)
		return;
	begin(j, key);
	write_text(j->out, value);
}

void json_write_number(struct json_writer *j, const char *key, int64_t value)
{
	begin(j, key);
	fprintf(j->out, "%lld", (long long)value);
}

void json_write_bool(struct json_writer *j, const char *key, bool value)
{
	begin(j, key);
	fputs(value ? "true" : "false", j->out);
}

void json_write_raw(struct json_writer *j, const char *key, const char *json)
{
	begin(j, key);
	fputs(json, j->out);
}

void json_write_null(struct json_writer *j, const char *key)
{
	begin(j, key);
	fputs("null", j->out);
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
