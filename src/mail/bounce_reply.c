/* SPDX-License-Identifier: MIT */
#include "mail/bounce_reply.h"

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "mail/ascii.h"
#include "mail/bounce.h"

enum {
	LINES_MAX = 12, /* of one reply */
};

static bool is_digit_at(struct slice text, size_t at)
{
	return at < text.len && ascii_is_digit(text.at[at]);
}

/* 5.7.26 at the beginning of text (RFC 3463, 2); its length or 0. */
size_t bounce_status_length(struct slice text)
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

void bounce_set_status(char out[16], struct slice text, size_t len)
{
	snprintf(out, 16, "%.*s", (int)len, text.at);
}

/* "550 5.7.1", "550-5.7.1", "550 #5.7.1", "550 5.7.1" behind a quote. */
static bool read_code(struct slice text, struct bounce_reply *out)
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
	*out = (struct bounce_reply){ .at = text.at, .code = code };
	text.at += 4;
	text.len -= 4;
	(void)slice_skip_char(&text, '#');
	len = bounce_status_length(text);
	/* The class of both is the same. */
	if (len && text.at[0] == out->at[0])
		bounce_set_status(out->status, text, len);
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
			    const struct bounce_reply *reply)
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
	/* "<jan@voorbeeld.nl>... 550 User unknown": sendmail's kind */
	if (front.len > 3 && !memcmp(front.at + front.len - 3, "...", 3))
		return sure + 2;
	return sure;
}

bool bounce_find_reply(struct slice text, struct bounce_reply *out)
{
	*out = (struct bounce_reply){ .at = NULL };
	for (size_t at = 0; at + 4 < text.len; at++) {
		struct slice here = { text.at + at, text.len - at };
		struct bounce_reply one;

		if (!may_begin(text, at) || !read_code(here, &one))
			continue;
		one.sureness = sureness_of(text, at, &one);
		if (one.sureness > out->sureness)
			*out = one;
	}
	return out->at != NULL;
}

/* "550-5.7.26 ", "550 " in front of the next line of the same reply. */
static void skip_code(struct slice *line, const struct bounce_reply *reply)
{
	struct bounce_reply again;
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
static void drop_codes(struct str *text, const struct bounce_reply *reply)
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
char *bounce_reply_text(struct slice rest, const struct bounce_reply *reply)
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
