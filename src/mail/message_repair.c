/* What copying and pasting does to a header, put right.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/gmail_page.h"
#include "mail/html.h"
#include "mail/message_begin.h"
#include "mail/message_read.h"

enum {
	EMPTY_LINES = 4,  /* so many may stand between two fields */
	HTML_SEEN = 4096, /* HTML shows within so many bytes */
};

/* The header as it is written out: whether it is over, what had to be mended.
 */
struct repair {
	struct str *out;
	const struct message_margin *margin;
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
	for (size_t i = 0; i < EMPTY_LINES && message_next_line(&rest, &line);
	     i++) {
		message_cut_margin(&line, r->margin);
		/* A fold, where every second line is empty. */
		if (line.len && r->has_field && !r->has_from && !r->has_date &&
		    (line.at[0] == ' ' || line.at[0] == '\t'))
			return true;
		if (line.len)
			return message_begins_known_field(line);
	}
	return false;
}

/* A fold may be a line of blanks (RFC 5322, 4.2): another one follows. */
static bool is_within_fold(struct slice rest)
{
	struct slice line;

	return message_next_line(&rest, &line) && line.len &&
	       (line.at[0] == ' ' || line.at[0] == '\t') &&
	       slice_trim(line).len;
}

static void put_header(struct repair *r, struct slice *rest)
{
	struct slice line;

	while (message_next_line(rest, &line)) {
		size_t name_len;

		message_cut_margin(&line, r->margin);
		name_len = message_name_length(line);
		if (name_len) {
			note_field(r, (struct slice){ line.at, name_len });
			put_line(r, "", line);
		} else if (line.len &&
			   (line.at[0] == ' ' || line.at[0] == '\t') &&
			   slice_trim(line).len) {
			put_line(r, "", line);
		} else if (line.len && !slice_trim(line).len &&
			   is_within_fold(*rest)) {
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

/* Where the header ends in a text that has one; else all of it. */
static size_t header_end(struct slice in)
{
	struct message_beginning beginning;
	struct slice rest, line;

	if (!message_find_beginning(in, &beginning))
		return in.len;
	rest = beginning.at;
	while (message_next_line(&rest, &line) && line.len)
		;
	return (size_t)(rest.at - in.at);
}

static bool is_html(struct slice in)
{
	struct slice front = { in.at, in.len < HTML_SEEN ? in.len : HTML_SEEN };
	struct message_margin margin = { 0 };

	/* Of a message the header alone counts: its text may well be HTML. */
	if (message_begins_known_field(front) &&
	    message_another_is_near(in, &margin)) {
		front.len = header_end(front);
		if (!contains(front, "&lt;"))
			return false;
	}
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
	struct message_beginning beginning;
	struct repair r = { .out = out };
	struct slice rest, line;

	bool found = message_find_beginning(in, &beginning);

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
	while (message_next_line(&rest, &line)) {
		if (found)
			message_cut_margin(&line, &beginning.margin);
		put_line(&r, "", line);
	}
	return (struct message_found){ found, r.repaired };
}

/* A line begins with one, or what is behind the name of a field: nobody writes
 * that, and web pages do. */
static bool has_hard_blanks(struct slice header)
{
	struct slice line;

	while (message_next_line(&header, &line)) {
		const char *colon = memchr(line.at, ':', line.len);
		struct slice rest = line;

		if (slice_has_prefix_nocase(rest, HARD_BLANK))
			return true;
		if (!colon)
			continue;
		rest.at = colon + 1;
		rest.len -= (size_t)(colon + 1 - line.at);
		if (slice_has_prefix_nocase(rest, HARD_BLANK))
			return true;
	}
	return false;
}

/* No-break spaces for blanks, as web pages have them; those of the text below
 * the header belong to it. */
static bool add_without_hard_blanks(struct str *out, struct slice in)
{
	size_t end = header_end(in);

	if (!has_hard_blanks((struct slice){ in.at, end }))
		return false;
	while (in.len) {
		bool is_hard = end >= 2 &&
			       slice_has_prefix_nocase(in, HARD_BLANK);
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
