/* What copying and pasting does to a header, put right.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/ascii.h"
#include "mail/gmail_page.h"
#include "mail/html.h"
#include "mail/message_read.h"

enum {
	BEGINNING_LINES = 400, /* a header begins within so many lines */
	NEAR_LINES = 40,       /* and has a second field within so many */
	EMPTY_LINES = 4,       /* so many may stand between two fields */
	HTML_SEEN = 4096,      /* HTML shows within so many bytes */
};

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

/* What stands in front of every line of a header that was quoted or indented.
 */
struct margin {
	size_t quotes; /* ">" */
	size_t blanks;
};

static bool skip_blank(struct slice *line)
{
	if (slice_skip_char(line, ' ') || slice_skip_char(line, '\t'))
		return true;
	if (!slice_has_prefix_nocase(*line, "\xC2\xA0"))
		return false;
	line->at += 2; /* no-break space */
	line->len -= 2;
	return true;
}

static struct margin skip_margin(struct slice *line)
{
	struct margin m = { 0 };

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
static void cut_margin(struct slice *line, const struct margin *m)
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
static bool next_line(struct slice *rest, struct slice *line)
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

static bool begins_known_field(struct slice line)
{
	size_t len = message_name_length(line);

	return len && message_is_known_name((struct slice){ line.at, len });
}

/* One field alone may be prose ("Subject: ..."): a second one must be near. */
static bool another_is_near(struct slice rest, const struct margin *m)
{
	struct slice line;

	for (size_t i = 0; i < NEAR_LINES && next_line(&rest, &line); i++) {
		cut_margin(&line, m);
		if (begins_known_field(line))
			return true;
	}
	return false;
}

static bool begins_header(struct slice line, struct slice rest,
			  const struct margin *margin)
{
	size_t len = message_name_length(line);

	return len &&
	       (is_trace_name((struct slice){ line.at, len }) ||
		(begins_known_field(line) && another_is_near(rest, margin)));
}

struct beginning {
	struct slice at; /* the first line of the header and all behind it */
	struct margin margin;
	bool has_more; /* words stood above it */
};

/* Where the header begins; false when there is none. */
static bool find_beginning(struct slice in, struct beginning *out)
{
	struct slice rest = in, line;

	*out = (struct beginning){ .at = in };
	for (size_t i = 0; i < BEGINNING_LINES; i++) {
		struct slice before = rest;

		if (!next_line(&rest, &line))
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

/* The header as it is written out: whether it is over, what had to be mended.
 */
struct repair {
	struct str *out;
	const struct margin *margin;
	bool has_from, has_date, has_field;
	bool repaired;
};

static void put_line(struct repair *r, const char *front, struct slice line)
{
	str_add(r->out, front);
	str_add_bytes(r->out, line.at, line.len);
	str_add(r->out, "\r\n");
}

static void note_field(struct repair *r, struct slice name)
{
	r->has_field = true;
	r->has_from |= slice_is_nocase(name, "from");
	r->has_date |= slice_is_nocase(name, "date");
}

/* Behind an empty line the header goes on when it cannot be over yet: it has no
 * From or no Date (RFC 5322, 3.6), and what comes is a field. */
static bool goes_on(const struct repair *r, struct slice rest)
{
	struct slice line;

	if (r->has_from && r->has_date)
		return false;
	for (size_t i = 0; i < EMPTY_LINES && next_line(&rest, &line); i++) {
		cut_margin(&line, r->margin);
		/* A fold, where every second line is empty. */
		if (line.len && r->has_field && !r->has_from && !r->has_date &&
		    (line.at[0] == ' ' || line.at[0] == '\t'))
			return true;
		if (line.len)
			return begins_known_field(line);
	}
	return false;
}

static void put_header(struct repair *r, struct slice *rest)
{
	struct slice line;

	while (next_line(rest, &line)) {
		size_t name_len;

		cut_margin(&line, r->margin);
		name_len = message_name_length(line);
		if (name_len) {
			note_field(r, (struct slice){ line.at, name_len });
			put_line(r, "", line);
		} else if (line.len &&
			   (line.at[0] == ' ' || line.at[0] == '\t') &&
			   slice_trim(line).len) {
			put_line(r, "", line);
		} else if (slice_trim(line).len) {
			/* A fold that lost the blanks in front of it. */
			put_line(r, "\t", line);
			r->repaired = true;
		} else if (goes_on(r, *rest)) {
			r->repaired = true;
		} else {
			put_line(r, "", (struct slice){ line.at, 0 });
			return;
		}
	}
}

/* --- characters ---------------------------------------------------------- */

static bool contains(struct slice text, const char *what)
{
	for (; text.len; text.at++, text.len--) {
		if (slice_has_prefix_nocase(text, what))
			return true;
	}
	return false;
}

static bool is_html(struct slice in)
{
	struct slice front = { in.at, in.len < HTML_SEEN ? in.len : HTML_SEEN };
	struct margin margin = { 0 };

	if (begins_known_field(front) && another_is_near(in, &margin) &&
	    !contains(front, "&lt;"))
		return false;
	return contains(front, "<br") || contains(front, "<pre") ||
	       (contains(front, "&lt;") && !memchr(front.at, '<', front.len));
}

/* A text that was saved as "Unicode": two bytes a character. A header is plain
 * ASCII; anything else becomes a question mark. */
static bool add_from_wide(struct str *out, struct slice in)
{
	bool little = in.len >= 4 && !in.at[1] && in.at[0] && !in.at[3];
	bool big = in.len >= 4 && !in.at[0] && in.at[1] && !in.at[2];

	if (slice_has_prefix_nocase(in, "\xFF\xFE"))
		little = true;
	else if (slice_has_prefix_nocase(in, "\xFE\xFF"))
		big = true;
	if (!little && !big)
		return false;
	for (size_t i = 0; i + 1 < in.len; i += 2) {
		char low = in.at[i + !little], high = in.at[i + little];

		if (i == 0 && (unsigned char)high >= 0xFE)
			continue; /* the byte order mark */
		str_add_char(out, high || !low || (low & 0x80) ? '?' : low);
	}
	return true;
}

/* One line end for all: CR alone where there is no LF at all. */
static bool add_from_old_mac(struct str *out, struct slice in)
{
	if (!in.len || memchr(in.at, '\n', in.len) ||
	    !memchr(in.at, '\r', in.len))
		return false;
	str_add_bytes(out, in.at, in.len);
	for (size_t i = 0; i < out->len; i++) {
		if (out->data[i] == '\r')
			out->data[i] = '\n';
	}
	return true;
}

static struct message_found repair_lines(struct slice in, struct str *out,
					 struct str *before)
{
	struct beginning beginning;
	struct repair r = { .out = out };
	struct slice rest, line;

	bool found = find_beginning(in, &beginning);

	rest = found ? beginning.at : in;
	r.margin = &beginning.margin;
	r.repaired = beginning.has_more || beginning.margin.quotes ||
		     beginning.margin.blanks;
	if (found) {
		size_t above = (size_t)(rest.at - in.at);

		str_add_bytes(before, in.at,
			      above < before->max ? above : before->max);
		put_header(&r, &rest);
	}
	while (next_line(&rest, &line)) {
		if (found)
			cut_margin(&line, &beginning.margin);
		put_line(&r, "", line);
	}
	return (struct message_found){ found, r.repaired };
}

/* Where the header ends in a text that has one; else all of it. */
static size_t header_end(struct slice in)
{
	struct beginning beginning;
	struct slice rest, line;

	if (!find_beginning(in, &beginning))
		return in.len;
	rest = beginning.at;
	while (next_line(&rest, &line) && line.len)
		;
	return (size_t)(rest.at - in.at);
}

/* No-break spaces for blanks, as web pages have them; those of the text below
 * the header belong to it. */
static bool add_without_hard_blanks(struct str *out, struct slice in)
{
	static const char hard[] = "\xC2\xA0";
	size_t end = header_end(in);

	if (!contains((struct slice){ in.at, end }, hard))
		return false;
	while (in.len) {
		bool is_hard = end >= 2 && slice_has_prefix_nocase(in, hard);
		size_t used = is_hard ? 2 : 1;

		str_add_char(out, is_hard ? ' ' : in.at[0]);
		in.at += used;
		in.len -= used;
		end -= end < used ? end : used;
	}
	return true;
}

static bool repair_page(struct slice in, struct str *out, struct str *before,
			struct message_found *found)
{
	struct str table = STR_INIT(STR_MAX_TEXT);
	struct slice rest;
	bool is_page = gmail_page_read(in, &table, &rest);

	if (is_page) {
		*found = repair_lines(rest, out, before);
		if (!found->header) {
			str_reset(out);
			str_reset(before);
			rest = (struct slice){ str_text(&table), table.len };
			*found = repair_lines(rest, out, before);
		}
		found->repaired = true;
	}
	str_free(&table);
	return is_page;
}

struct message_found message_repair(struct slice in, struct str *out,
				    struct str *before)
{
	struct str other = STR_INIT(MESSAGE_MAX);
	struct str lines = STR_INIT(MESSAGE_MAX);
	struct message_found found;
	bool repaired = true;

	if (slice_has_prefix_nocase(in, "\xEF\xBB\xBF")) {
		in.at += 3;
		in.len -= 3;
	}
	if (add_from_wide(&other, in) || add_from_old_mac(&other, in)) {
		in = (struct slice){ str_text(&other), other.len };
	} else if (is_html(in)) {
		html_add_text(&other, in);
		in = (struct slice){ str_text(&other), other.len };
	} else {
		repaired = false;
	}
	if (add_without_hard_blanks(&lines, in) ||
	    message_split_line(in, &lines)) {
		in = (struct slice){ str_text(&lines), lines.len };
		repaired = true;
	}
	if (!repair_page(in, out, before, &found))
		found = repair_lines(in, out, before);
	found.repaired |= repaired;
	str_free(&lines);
	str_free(&other);
	return found;
}
