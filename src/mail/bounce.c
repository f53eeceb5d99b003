/* SPDX-License-Identifier: MIT */
#include "mail/bounce.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/bounce_reply.h"
#include "mail/mime.h"

enum { SCANNED_MAX = 256 * 1024 }; /* a report says it near its beginning */

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

static bool has_report_author(const struct message *m)
{
	return value_has(m, "From", "mailer-daemon") ||
	       value_has(m, "From", "postmaster") ||
	       value_has(m, "From", "microsoft outlook") ||
	       value_has(m, "From", "microsoftexchange") ||
	       value_has(m, "From", "mail delivery");
}

/* A report on delivery, by its type (RFC 3464, 2) or by who wrote it. */
static bool is_report(const struct message *m)
{
	if (value_has(m, "Content-Type", "delivery-status") ||
	    message_value(m, "X-Failed-Recipients"))
		return true;
	return has_report_author(m) &&
	       (value_has(m, "Return-Path", "<>") ||
		message_value(m, "Auto-Submitted") ||
		value_has(m, "Content-Type", "multipart/report"));
}

static struct slice at_most(struct slice text, size_t max)
{
	return (struct slice){ text.at, text.len < max ? text.len : max };
}

/* "Sorry, no mailbox here by that name. (#5.1.1)": qmail's own words. */
static void read_marked_line(struct slice text, struct bounce *b)
{
	struct slice line;

	while (!b->text && slice_next_line(&text, &line)) {
		const char *mark = memmem(line.at, line.len, "(#", 2);
		struct slice rest = line;
		size_t len;

		if (!mark)
			continue;
		rest.at = mark + 2;
		rest.len -= (size_t)(rest.at - line.at);
		len = bounce_status_length(rest);
		if (!len)
			continue;
		if (!*b->status)
			bounce_set_status(b->status, rest, len);
		b->text = clean_dup(line.at, line.len, CLEAN_LINE,
				    BOUNCE_TEXT_MAX);
	}
}

/* What a report says in fields of its own, where no reply is quoted. */
static void read_fields(struct slice text, struct bounce *b)
{
	char *status = field_in(text, "Status:");
	char *action = field_in(text, "Action:");
	char *why = field_in(text, "Diagnostic-Code:");
	struct slice s = slice_trim(slice_of(status ? status : ""));
	size_t len = bounce_status_length(s);

	if (!*b->status && len)
		bounce_set_status(b->status, s, len);
	if (!b->text && why)
		b->text = xstrdup(why);
	read_marked_line(text, b);
	if (action && strcasestr(action, "delayed"))
		b->is_temporary = true;
	free(status);
	free(action);
	free(why);
}

static bool judge(struct slice text, bool certain, struct bounce *out)
{
	struct bounce_reply reply;
	bool found = bounce_find_reply(text, &reply) &&
		     (certain || reply.sureness >= 2);

	if (found) {
		struct slice rest = { reply.at,
				      text.len - (size_t)(reply.at - text.at) };

		out->text = bounce_reply_text(rest, &reply);
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

/* Words that stand for a refusal where nobody pasted a code with it; those that
 * people use as well count only where the cause is known. */
static bool is_refusal(struct slice text, bool cause_known)
{
	static const struct {
		const char *words;
		bool alone;
	} signs[] = {
		{ "DKIM_PermError", true },
		{ "did not pass", true },
		{ "Diagnostic-Code:", true },
		{ "Mail delivery failed", true },
		{ "Undelivered Mail", true },
		{ "Undeliverable", true },
		{ "not yet been delivered", false },
		{ "Delay reason:", false },
		{ "could not be delivered", false },
		{ "wasn't able to deliver", false },
		{ "message wasn't delivered", false },
		{ "couldn't be delivered", false },
		{ "is not verified", false },
		{ "verified Sender Identity", false },
		{ "is niet bezorgd", false },
		{ "niet worden bezorgd", false },
		{ "nicht zugestellt", false },
	};
	char *copy = slice_dup(at_most(text, 16384));
	bool found = false;

	for (size_t i = 0; i < COUNT_OF(signs) && !found; i++)
		found = (signs[i].alone || cause_known) &&
			strcasestr(copy, signs[i].words) != NULL;
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
	out->text = on_one_line(at_most(text, BOUNCE_TEXT_MAX));
	out->cause = bounce_judge(out->text, "", 0);
	if (!is_refusal(text, out->cause != BOUNCE_OTHER)) {
		bounce_free(out);
		return false;
	}
	out->is_temporary = strcasestr(out->text, "not yet been delivered");
	bounce_find_ip(out);
	bounce_find_domain(out);
	return true;
}

static bool read_report(const struct message *m, struct bounce *out)
{
	struct slice text = m->body;

	if (mime_is_encoded(m)) {
		out->decoded = STR_INIT(MESSAGE_MAX);
		mime_add_text(&out->decoded, m);
		text = (struct slice){ str_text(&out->decoded),
				       out->decoded.len };
	}
	out->is_report = true;
	out->returned = find_returned(text);
	return judge(at_most(text, SCANNED_MAX), true, out);
}

bool bounce_read(const struct message *m, struct bounce *out)
{
	struct slice whole = { str_text(&m->text), m->text.len };

	*out = (struct bounce){ .cause = BOUNCE_OTHER };
	if (!m->count)
		return read_prose(m->body, out);
	if (is_report(m)) {
		return read_report(m, out);
	}
	/* A report as a mail program shows it, with little of its header. */
	if (!message_value(m, "Received") && has_report_author(m) &&
	    judge(at_most(m->body, SCANNED_MAX), false, out)) {
		out->is_report = true;
		out->returned = find_returned(m->body);
		return true;
	}
	bounce_free(out);
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
	str_free(&b->decoded);
	*b = (struct bounce){ .cause = BOUNCE_OTHER };
}
