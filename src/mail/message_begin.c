/* SPDX-License-Identifier: MIT */
#include "mail/message_begin.h"

#include <string.h>

enum { NEAR_LINES = 40 }; /* a second field follows within so many */

bool message_is_known_name(struct slice name)
{
	static const char *const known[] = {
		"received",
		"return-path",
		"delivered-to",
		"received-spf",
		"dkim-signature",
		"authentication-results",
		"from",
		"to",
		"cc",
		"subject",
		"date",
		"message-id",
		"mime-version",
		"reply-to",
		"sender",
		"envelope-to",
		"delivery-date",
		"in-reply-to",
		"references",
		"domainkey-signature",
		"thread-topic",
		"feedback-id",
	};
	static const char *const prefixes[] = { "x-", "arc-", "list-",
						"content-", "resent-" };

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		if (slice_is_nocase(name, known[i]))
			return true;
	}
	for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
		if (slice_has_prefix_nocase(name, prefixes[i]))
			return true;
	}
	return false;
}

/* Those that no prose has: one of them will do. */
static bool is_trace_name(struct slice name)
{
	static const char *const trace[] = {
		"received",     "return-path",    "authentication-results",
		"received-spf", "dkim-signature", "arc-authentication-results",
	};

	for (size_t i = 0; i < COUNT_OF(trace); i++) {
		if (slice_is_nocase(name, trace[i]))
			return true;
	}
	return false;
}

static bool skip_blank(struct slice *line)
{
	if (slice_skip_char(line, ' ') || slice_skip_char(line, '\t'))
		return true;
	if (!slice_has_prefix_nocase(*line, HARD_BLANK))
		return false;
	line->at += 2; /* no-break space */
	line->len -= 2;
	return true;
}

static struct message_margin skip_margin(struct slice *line)
{
	struct message_margin m = { 0 };

	for (;;) {
		if (slice_skip_char(line, '>')) {
			m.quotes++;
			m.blanks = 0;
		} else if (skip_blank(line)) {
			m.blanks++;
		} else {
			return m;
		}
	}
}

/* The same margin as the first line has: not more, for folds stay. */
void message_cut_margin(struct slice *line, const struct message_margin *m)
{
	for (size_t i = 0; i < m->quotes; i++) {
		struct slice after = *line;

		while (skip_blank(&after))
			;
		if (!slice_skip_char(&after, '>'))
			break;
		*line = after;
	}
	for (size_t i = 0; i < m->blanks && skip_blank(line); i++)
		;
}

/* The next line without CR and LF; a lone CR ends one, too, where no LF is. */
bool message_next_line(struct slice *rest, struct slice *line)
{
	const char *end = memchr(rest->at, '\n', rest->len);
	size_t len;

	if (!rest->len)
		return false;
	len = end ? (size_t)(end - rest->at) : rest->len;
	*line = (struct slice){ rest->at, len };
	rest->at += len + (end != NULL);
	rest->len -= len + (end != NULL);
	if (line->len && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool message_begins_known_field(struct slice line)
{
	size_t len = message_name_length(line);

	return len && message_is_known_name((struct slice){ line.at, len });
}

/* One field alone may be prose ("Subject: ..."): a second one must be near. */
bool message_another_is_near(struct slice rest, const struct message_margin *m)
{
	struct slice line;

	for (size_t i = 0; i < NEAR_LINES && message_next_line(&rest, &line);
	     i++) {
		message_cut_margin(&line, m);
		if (message_begins_known_field(line))
			return true;
	}
	return false;
}

static bool begins_header(struct slice line, struct slice rest,
			  const struct message_margin *margin)
{
	size_t len = message_name_length(line);

	return len && (is_trace_name((struct slice){ line.at, len }) ||
		       (message_begins_known_field(line) &&
			message_another_is_near(rest, margin)));
}

/* Where the header begins; false when there is none. */
bool message_find_beginning(struct slice in, struct message_beginning *out)
{
	struct slice rest = in, line;

	*out = (struct message_beginning){ .at = in };
	for (size_t i = 0; i < MESSAGE_BEGINNING_LINES; i++) {
		struct slice before = rest;

		if (!message_next_line(&rest, &line))
			return false;
		/* mbox (RFC 4155) puts a line of its own in front. */
		if (i == 0 && slice_has_prefix_nocase(line, "From "))
			continue;
		out->at = before;
		out->margin = skip_margin(&line);
		if (begins_header(line, rest, &out->margin))
			return true;
		out->has_more = out->has_more || line.len;
	}
	return false;
}
