/* SPDX-License-Identifier: MIT */
#include "mail/dkim_canon.h"

#include <stdlib.h>
#include <string.h>

static void put(struct dkim_sink *sink, const char *bytes, size_t len)
{
	uint64_t room = sink->max - sink->taken;

	if (sink->taken < sink->max && len)
		sink->take(sink->ctx, bytes, len < room ? len : (size_t)room);
	sink->taken += len;
}

/* --- body ---------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A line without blanks at its end, each run of them one (RFC 6376, 3.4.4). */
static void put_relaxed_line(struct slice line, struct dkim_sink *sink)
{
	while (line.len && is_blank(line.at[line.len - 1]))
		line.len--;
	while (line.len) {
		size_t len = 0;

		if (is_blank(line.at[0])) {
			put(sink, " ", 1);
			(void)slice_skip_blanks(&line);
			continue;
		}
		while (len < line.len && !is_blank(line.at[len]))
			len++;
		put(sink, line.at, len);
		line.at += len;
		line.len -= len;
	}
}

static bool is_empty(struct slice line, bool relaxed)
{
	while (relaxed && line.len && is_blank(line.at[line.len - 1]))
		line.len--;
	return !line.len;
}

/* Empty lines at the end do not count: they are held back until something
 * follows. */
void dkim_canon_body(struct slice body, bool relaxed, struct dkim_sink *sink)
{
	size_t empty = 0;

	while (body.len) {
		const char *end = memmem(body.at, body.len, "\r\n", 2);
		struct slice line = { body.at, end ? (size_t)(end - body.at)
						   : body.len };

		body.at += line.len + (end ? 2 : 0);
		body.len -= line.len + (end ? 2 : 0);
		if (is_empty(line, relaxed)) {
			empty++;
			continue;
		}
		for (; empty; empty--)
			put(sink, "\r\n", 2);
		if (relaxed)
			put_relaxed_line(line, sink);
		else
			put(sink, line.at, line.len);
		put(sink, "\r\n", 2);
	}
	/* An empty body is one line to simple (RFC 6376, 3.4.3). */
	if (!relaxed && !sink->taken)
		put(sink, "\r\n", 2);
}

/* --- header -------------------------------------------------------------- */

static bool is_fold(char c)
{
	return is_blank(c) || c == '\r' || c == '\n';
}

static void put_lower(struct slice name, struct dkim_sink *sink)
{
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		put(sink, &c, 1);
	}
}

/* "name:value" without folds, each run of blanks one (RFC 6376, 3.4.2). */
static void put_relaxed_field(struct slice name, struct slice value,
			      struct dkim_sink *sink)
{
	bool begun = false;

	put_lower(name, sink);
	put(sink, ":", 1);
	while (value.len) {
		size_t len = 0;

		while (len < value.len && is_fold(value.at[len]))
			len++;
		value.at += len;
		value.len -= len;
		if (len && begun && value.len)
			put(sink, " ", 1);
		for (len = 0; len < value.len && !is_fold(value.at[len]);)
			len++;
		put(sink, value.at, len);
		begun = begun || len;
		value.at += len;
		value.len -= len;
	}
}

static struct slice value_of(const struct message_field *f)
{
	const char *colon = memchr(f->whole.at, ':', f->whole.len);

	return (struct slice){
		colon + 1, f->whole.len - (size_t)(colon + 1 - f->whole.at)
	};
}

static void put_field(const struct message_field *f, bool relaxed,
		      struct dkim_sink *sink)
{
	if (!relaxed) {
		put(sink, f->whole.at, f->whole.len);
		return;
	}
	put_relaxed_field(f->name, value_of(f), sink);
	put(sink, "\r\n", 2);
}

/* Where the value of b= stands in the field, with the blanks around it. */
static struct slice find_b(struct slice value)
{
	while (value.len) {
		struct slice part = slice_take_until(&value, ";");
		struct slice name = slice_take_until(&part, "=");

		(void)slice_skip_char(&value, ';');
		if (slice_is(slice_trim(name), "b") &&
		    slice_skip_char(&part, '='))
			return part;
	}
	return (struct slice){ value.at, 0 };
}

static void put_signature(const struct message_field *f, bool relaxed,
			  struct dkim_sink *sink)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct slice b = find_b(value_of(f));
	const char *end = f->whole.at + f->whole.len;

	str_add_bytes(&text, f->whole.at, (size_t)(b.at - f->whole.at));
	str_add_bytes(&text, b.at + b.len, (size_t)(end - b.at) - b.len);
	if (relaxed) {
		struct message_field without = {
			.name = f->name,
			.whole = { str_text(&text), text.len },
		};

		put_relaxed_field(f->name, value_of(&without), sink);
	} else {
		while (text.len && (text.data[text.len - 1] == '\n' ||
				    text.data[text.len - 1] == '\r'))
			text.len--;
		put(sink, str_text(&text), text.len);
	}
	str_free(&text);
}

/* The field that this mention of its name means: the one above the one that was
 * meant last (RFC 6376, 5.4.2). */
static const struct message_field *
take_field(const struct message *m, size_t at, const char *name, bool *used)
{
	for (size_t i = m->count; i > 0; i--) {
		const struct message_field *f = &m->fields[i - 1];

		if (used[i - 1] || i - 1 == at ||
		    !slice_is_nocase(f->name, name))
			continue;
		used[i - 1] = true;
		return f;
	}
	return NULL;
}

void dkim_canon_header(const struct message *m, size_t at, const char *names,
		       bool relaxed, struct dkim_sink *sink)
{
	bool used[MESSAGE_FIELDS_MAX] = { false };
	struct slice rest = slice_of(names);

	while (rest.len) {
		struct slice word = slice_trim(slice_take_until(&rest, ":"));
		char *name = slice_dup(word);
		const struct message_field *f = take_field(m, at, name, used);

		(void)slice_skip_char(&rest, ':');
		if (f)
			put_field(f, relaxed, sink);
		free(name);
	}
	put_signature(&m->fields[at], relaxed, sink);
}
