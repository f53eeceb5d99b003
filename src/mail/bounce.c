/* SPDX-License-Identifier: MIT */
#include "mail/bounce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/ascii.h"
#include "mail/received.h"

enum {
	SCANNED_MAX = 256 * 1024, /* a report says it near its beginning */
	LINES_MAX = 12,           /* of one reply */
};

/* A reply as it stands somewhere: the place of its code, and how sure it is. */
struct reply {
	const char *at;
	unsigned sureness;
	unsigned code;
	char status[16];
};

static bool is_digit_at(struct slice text, size_t at)
{
	return at < text.len && ascii_is_digit(text.at[at]);
}

/* 5.7.26 at the beginning of text (RFC 3463, 2); its length or 0. */
static size_t status_length(struct slice text)
{
	size_t at = 2, digits;

	if (text.len < 5 || !is_digit_at(text, 0) ||
	    !strchr("245", text.at[0]) || text.at[1] != '.')
		return 0;
	for (digits = 0; is_digit_at(text, at) && digits < 3; digits++)
		at++;
	if (!digits || at >= text.len || text.at[at] != '.')
		return 0;
	at++;
	for (digits = 0; is_digit_at(text, at) && digits < 3; digits++)
		at++;
	/* Not an address, nor the beginning of one. */
	if (!digits || is_digit_at(text, at) ||
	    (at + 1 < text.len && text.at[at] == '.' &&
	     is_digit_at(text, at + 1)))
		return 0;
	return at;
}

static void set_status(char out[16], struct slice text, size_t len)
{
	snprintf(out, 16, "%.*s", (int)len, text.at);
}

/* "550 5.7.1", "550-5.7.1", "550 #5.7.1", "550 5.7.1" behind a quote. */
static bool read_code(struct slice text, struct reply *out)
{
	unsigned code;
	size_t len;

	if (text.len < 4 || !is_digit_at(text, 0) ||
	    !strchr("45", text.at[0]) || !is_digit_at(text, 1) ||
	    text.at[1] > '7' || !is_digit_at(text, 2) ||
	    !strchr(" -#", text.at[3]))
		return false;
	code = (unsigned)(text.at[0] - '0') * 100 +
	       (unsigned)(text.at[1] - '0') * 10 + (unsigned)(text.at[2] - '0');
	*out = (struct reply){ .at = text.at, .code = code };
	text.at += 4;
	text.len -= 4;
	(void)slice_skip_char(&text, '#');
	len = status_length(text);
	/* The class of both is the same. */
	if (len && text.at[0] == out->at[0])
		set_status(out->status, text, len);
	return true;
}

static bool may_begin(struct slice text, size_t at)
{
	return at == 0 ||
	       (text.at[at - 1] && strchr(" \t\r\n'\"(:;>[", text.at[at - 1]));
}

/* How sure a code there is a reply: behind Diagnostic-Code, with a status, at
 * the beginning of a line; a bare number in prose is none. */
static unsigned sureness_of(struct slice text, size_t at,
			    const struct reply *reply)
{
	size_t line = at;
	unsigned sure = *reply->status ? 4 : 0;
	struct slice front;

	while (line > 0 && text.at[line - 1] != '\n')
		line--;
	front = (struct slice){ text.at + line, at - line };
	if (slice_has_prefix_nocase(front, "Diagnostic-Code:"))
		return sure + 4;
	front = slice_trim(front);
	if (!front.len)
		return sure + 2;
	if (strchr(":'\"", front.at[front.len - 1]))
		return sure + 2;
	return sure;
}

static bool find_reply(struct slice text, struct reply *out)
{
	*out = (struct reply){ .at = NULL };
	for (size_t at = 0; at + 4 < text.len; at++) {
		struct slice here = { text.at + at, text.len - at };
		struct reply one;

		if (!may_begin(text, at) || !read_code(here, &one))
			continue;
		one.sureness = sureness_of(text, at, &one);
		if (one.sureness > out->sureness)
			*out = one;
	}
	return out->at != NULL;
}

/* "550-5.7.26 ", "550 " in front of the next line of the same reply. */
static void skip_code(struct slice *line, const struct reply *reply)
{
	struct reply again;
	struct slice rest = slice_trim(*line);

	if (!read_code(rest, &again) || again.code != reply->code)
		return;
	rest.at += 4;
	rest.len -= 4;
	(void)slice_skip_char(&rest, '#');
	if (*reply->status && slice_has_prefix_nocase(rest, reply->status)) {
		size_t len = strlen(reply->status);

		rest.at += len;
		rest.len -= len;
	}
	*line = rest;
}

/* Takes the code out where it stands again in the middle of a line, as in the
 * logs of servers that write all lines of a reply behind each other. */
static void drop_codes(struct str *text, const struct reply *reply)
{
	struct str out = STR_INIT(BOUNCE_TEXT_MAX);
	struct slice rest = { str_text(text), text->len };
	struct slice word;

	while (slice_next_word(&rest, &word)) {
		skip_code(&word, reply);
		if (out.len && word.len)
			str_add_char(&out, ' ');
		str_add_bytes(&out, word.at, word.len);
	}
	str_free(text);
	*text = out;
}

/* Adds the lines of the reply as one: up to an empty line, or to a field that
 * follows. */
static char *reply_text(struct slice rest, const struct reply *reply)
{
	struct str all = STR_INIT(BOUNCE_TEXT_MAX);
	struct slice line;
	char *clean;

	for (size_t i = 0; i < LINES_MAX && slice_next_line(&rest, &line);
	     i++) {
		if (i && (!slice_trim(line).len || message_name_length(line)))
			break;
		skip_code(&line, reply);
		line = slice_trim(line);
		if (line.len > all.max - all.len)
			line.len = all.max - all.len;
		if (all.len)
			str_add_char(&all, ' ');
		str_add_bytes(&all, line.at, line.len);
	}
	drop_codes(&all, reply);
	clean = clean_dup(str_text(&all), all.len, CLEAN_LINE, BOUNCE_TEXT_MAX);
	str_free(&all);
	return clean;
}

/* The value of the first field of this name in a part of the report. */
static char *field_in(struct slice text, const char *name)
{
	struct slice line;

	while (slice_next_line(&text, &line)) {
		if (slice_has_prefix_nocase(line, name))
			return clean_dup(line.at + strlen(name),
					 line.len - strlen(name), CLEAN_LINE,
					 BOUNCE_TEXT_MAX);
	}
	return NULL;
}

/* --- what the report names ----------------------------------------------- */

static void find_receiver(struct slice text, struct bounce *b)
{
	char *remote = field_in(text, "Remote-MTA:");
	const char *semicolon = remote ? strchr(remote, ';') : NULL;
	struct slice name = slice_trim(
		slice_of(semicolon ? semicolon + 1 : ""));

	if (name.len && memchr(name.at, '.', name.len))
		(void)name_canonical(name.at, name.len, b->receiver);
	free(remote);
}

/* --- the message that came back ------------------------------------------ */

/* The text behind the first of these lines, and behind an empty line. */
static struct slice find_returned(struct slice text)
{
	static const char *const marks[] = {
		"message/rfc822",
		"text/rfc822-headers",
		"message/global",
		"This is a copy of the message",
		"Below this line is a copy of the message",
		"Original message headers",
		"Original message follows",
	};
	const char *first = NULL;

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		size_t len = strlen(marks[i]);
		/* memmem() minds the case; these are written in one way. */
		const char *at = memmem(text.at, text.len, marks[i], len);

		if (at && (!first || at < first))
			first = at;
	}
	if (!first)
		return (struct slice){ text.at, 0 };
	text.len -= (size_t)(first - text.at);
	text.at = first;
	(void)slice_take_until(&text, "\n");
	(void)slice_skip_char(&text, '\n');
	return text;
}

/* --- whole reports ------------------------------------------------------- */

static bool value_has(const struct message *m, const char *field,
		      const char *what)
{
	const char *value = message_value(m, field);

	return value && strcasestr(value, what);
}

/* A report on delivery, by its type (RFC 3464, 2) or by who wrote it. */
static bool is_report(const struct message *m)
{
	if (value_has(m, "Content-Type", "delivery-status") ||
	    message_value(m, "X-Failed-Recipients"))
		return true;
	return (value_has(m, "From", "mailer-daemon") ||
		value_has(m, "From", "postmaster@") ||
		value_has(m, "From", "microsoftexchange")) &&
	       (value_has(m, "Return-Path", "<>") ||
		message_value(m, "Auto-Submitted") ||
		value_has(m, "Content-Type", "multipart/report"));
}

static struct slice at_most(struct slice text, size_t max)
{
	return (struct slice){ text.at, text.len < max ? text.len : max };
}

/* What a report says in fields of its own, where no reply is quoted. */
static void read_fields(struct slice text, struct bounce *b)
{
	char *status = field_in(text, "Status:");
	char *action = field_in(text, "Action:");
	char *why = field_in(text, "Diagnostic-Code:");
	struct slice s = slice_trim(slice_of(status ? status : ""));
	size_t len = status_length(s);

	if (!*b->status && len)
		set_status(b->status, s, len);
	if (!b->text && why)
		b->text = xstrdup(why);
	if (action && strcasestr(action, "delayed"))
		b->is_temporary = true;
	free(status);
	free(action);
	free(why);
}

static bool judge(struct slice text, bool certain, struct bounce *out)
{
	struct reply reply;
	bool found = find_reply(text, &reply) &&
		     (certain || reply.sureness >= 2);

	if (found) {
		struct slice rest = { reply.at,
				      text.len - (size_t)(reply.at - text.at) };

		out->text = reply_text(rest, &reply);
		out->code = reply.code;
		snprintf(out->status, sizeof(out->status), "%s", reply.status);
	}
	if (found || certain)
		read_fields(text, out);
	if (!found && !*out->status && !certain)
		return false;
	if (!out->text)
		out->text = xstrdup("");
	out->is_temporary |= out->code / 100 == 4 ||
			     (!out->code && out->status[0] == '4');
	out->cause = bounce_judge(out->text, out->status, out->code);
	bounce_find_ip(out);
	bounce_find_domain(out);
	find_receiver(text, out);
	return true;
}

/* Words that stand for a refusal where nobody pasted a code with it. */
static bool is_refusal(struct slice text)
{
	static const char *const signs[] = {
		"DKIM_PermError",       "did not pass",     "Diagnostic-Code:",
		"Mail delivery failed", "Undelivered Mail", "Undeliverable"
	};
	char *copy = slice_dup(at_most(text, 16384));
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(signs) && !found; i++)
		found = strcasestr(copy, signs[i]) != NULL;
	free(copy);
	return found;
}

static char *on_one_line(struct slice text)
{
	struct str out = STR_INIT(BOUNCE_TEXT_MAX);
	struct slice word;
	char *clean;

	while (slice_next_word(&text, &word)) {
		str_add(&out, out.len ? " " : "");
		str_add_bytes(&out, word.at, word.len);
	}
	clean = clean_dup(str_text(&out), out.len, CLEAN_LINE, BOUNCE_TEXT_MAX);
	str_free(&out);
	return clean;
}

static bool read_prose(struct slice text, struct bounce *out)
{
	text = at_most(text, SCANNED_MAX);
	if (judge(text, false, out))
		return true;
	if (!is_refusal(text))
		return false;
	out->text = on_one_line(at_most(text, BOUNCE_TEXT_MAX));
	out->cause = bounce_judge(out->text, "", 0);
	bounce_find_ip(out);
	bounce_find_domain(out);
	return true;
}

bool bounce_read(const struct message *m, struct bounce *out)
{
	struct slice whole = { str_text(&m->text), m->text.len };

	*out = (struct bounce){ .cause = BOUNCE_OTHER };
	if (!m->count)
		return read_prose(m->body, out);
	if (is_report(m)) {
		out->is_report = true;
		out->returned = find_returned(m->body);
		return judge(at_most(m->body, SCANNED_MAX), true, out);
	}
	/* Words above a header that tell of a refusal: what came back is the
	 * message that the header is of. */
	if (!*m->before || !judge(slice_of(m->before), false, out))
		return false;
	out->is_report = true;
	out->returned = whole;
	return true;
}

void bounce_free(struct bounce *b)
{
	free(b->text);
	*b = (struct bounce){ .cause = BOUNCE_OTHER };
}
