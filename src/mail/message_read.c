/* SPDX-License-Identifier: MIT */
#include "mail/message_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/ascii.h"

enum { NAME_LENGTH_MAX = 76 };

/* RFC 5322, 2.2 lets nearly all stand in a name; where folds were lost that
 * makes names of words like "google.com:", so only one that begins with X- may
 * have them. */
static bool is_name_character(struct slice line, size_t at)
{
	char c = line.at[at];

	return ascii_is_alnum(c) || c == '-' || c == '_' ||
	       (at > 2 && c > ' ' && c <= '~' && c != ':' &&
		slice_has_prefix_nocase(line, "X-"));
}

size_t message_name_length(struct slice line)
{
	static const char *const addresses[] = { "http", "https", "mailto",
						 "ftp" };
	struct slice name = { line.at, 0 };
	size_t at;

	while (name.len < line.len && name.len <= NAME_LENGTH_MAX &&
	       is_name_character(line, name.len))
		name.len++;
	for (at = name.len; at < line.len && line.at[at] == ' ';)
		at++;
	if (!name.len || name.len > NAME_LENGTH_MAX ||
	    !ascii_is_alpha(name.at[0]) || at == line.len || line.at[at] != ':')
		return 0;
	for (size_t i = 0; i < COUNT_OF(addresses); i++) {
		if (slice_is_nocase(name, addresses[i]))
			return 0;
	}
	return name.len;
}

/* The line at the start of rest, without its CRLF, and moves behind it. */
static struct slice take_line(struct slice *rest)
{
	const char *end = memchr(rest->at, '\n', rest->len);
	struct slice line = { rest->at, rest->len };

	if (end)
		line.len = (size_t)(end - rest->at);
	rest->at += line.len + (end != NULL);
	rest->len -= line.len + (end != NULL);
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	return line;
}

/* Folds become one blank each (RFC 5322, 2.2.3 leaves the blanks; nobody reads
 * them). */
static char *unfold(struct slice value)
{
	struct str out = STR_INIT(MESSAGE_VALUE_MAX);
	struct str clean = STR_INIT(MESSAGE_VALUE_MAX);
	struct slice line;

	while (slice_next_line(&value, &line)) {
		line = slice_trim(line);
		if (line.len > MESSAGE_VALUE_MAX - out.len)
			line.len = MESSAGE_VALUE_MAX - out.len;
		if (out.len && line.len)
			str_add_char(&out, ' ');
		str_add_bytes(&out, line.at, line.len);
	}
	for (size_t i = 0; i < out.len; i++) {
		if (out.data[i] == '\t')
			out.data[i] = ' ';
	}
	clean_bytes(&clean, str_text(&out), out.len, CLEAN_LINE);
	str_free(&out);
	return str_take(&clean);
}

static void add_field(struct message *m, struct slice whole, size_t name_len)
{
	struct message_field *f;
	const char *colon = memchr(whole.at, ':', whole.len);
	struct slice value = { colon + 1,
			       whole.len - (size_t)(colon + 1 - whole.at) };

	m->fields = grow(m->fields, m->count, &m->cap, sizeof(*m->fields));
	f = &m->fields[m->count++];
	*f = (struct message_field){
		.name = { whole.at, name_len },
		.whole = whole,
		.value = unfold(value),
	};
}

/* The header up to the empty line, in the text that is right already. */
static void read_fields(struct message *m)
{
	struct slice rest = { str_text(&m->text), m->text.len };

	while (rest.len) {
		struct slice whole = { rest.at, 0 };
		struct slice before = rest;
		struct slice line = take_line(&rest);
		size_t name_len = message_name_length(line);

		if (!line.len) {
			m->body = rest;
			m->has_body = rest.len > 0;
			return;
		}
		if (!name_len) {
			m->body = before;
			m->has_body = m->count > 0;
			return;
		}
		while (rest.len && (rest.at[0] == ' ' || rest.at[0] == '\t'))
			(void)take_line(&rest);
		whole.len = (size_t)(rest.at - whole.at);
		if (m->count < MESSAGE_FIELDS_MAX)
			add_field(m, whole, name_len);
		else
			m->is_cut = true;
	}
}

void message_read(const char *bytes, size_t len, struct message *out)
{
	/* What Outlook saves as .msg is a compound file of Microsoft's. */
	static const char outlook[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

	struct str before = STR_INIT(MESSAGE_BEFORE_MAX);
	struct message_found found;

	*out = (struct message){ .text = STR_INIT(2 * MESSAGE_MAX),
				 .body = { "", 0 } };
	if (len >= sizeof(outlook) - 1 &&
	    !memcmp(bytes, outlook, sizeof(outlook) - 1)) {
		out->is_outlook = true;
		out->before = xstrdup("");
		return;
	}
	if (len > MESSAGE_MAX) {
		len = MESSAGE_MAX;
		out->is_cut = true;
	}
	found = message_repair((struct slice){ bytes, len }, &out->text,
			       &before);
	out->is_repaired = found.repaired;
	out->before = clean_dup(str_text(&before), before.len, CLEAN_TEXT,
				MESSAGE_BEFORE_MAX);
	str_free(&before);
	if (found.header)
		read_fields(out);
	else
		out->body = (struct slice){ str_text(&out->text),
					    out->text.len };
}

void message_free(struct message *m)
{
	for (size_t i = 0; i < m->count; i++)
		free(m->fields[i].value);
	free(m->fields);
	free(m->before);
	str_free(&m->text);
	*m = (struct message){ 0 };
}

const struct message_field *message_next(const struct message *m,
					 const char *name, size_t *index)
{
	while (*index < m->count) {
		const struct message_field *f = &m->fields[(*index)++];

		if (slice_is_nocase(f->name, name))
			return f;
	}
	return NULL;
}

const char *message_value(const struct message *m, const char *name)
{
	size_t index = 0;
	const struct message_field *f = message_next(m, name, &index);

	return f ? f->value : NULL;
}
