/* SPDX-License-Identifier: MIT */
#include "mail/mime.h"

#include <stdlib.h>
#include <string.h>

#include "mail/ascii.h"
#include "mail/base64.h"
#include "mail/html.h"

enum {
	DEPTH_MAX = 8,     /* parts within parts */
	PARTS_MAX = 40,    /* of one */
	BOUNDARY_MAX = 70, /* RFC 2046, 5.1.1 */
};

enum encoding { ENCODING_NONE, ENCODING_BASE64, ENCODING_QUOTED };

/* What a part's header says of it. */
struct part {
	struct slice type; /* "text/plain; charset=..." */
	enum encoding encoding;
	struct slice body;
};

/* --- headers ------------------------------------------------------------- */

static bool contains(struct slice text, const char *what)
{
	for (; text.len; text.at++, text.len--) {
		if (slice_has_prefix_nocase(text, what))
			return true;
	}
	return false;
}

static enum encoding encoding_of(struct slice value)
{
	value = slice_trim(value);
	if (slice_has_prefix_nocase(value, "base64"))
		return ENCODING_BASE64;
	return slice_has_prefix_nocase(value, "quoted-printable")
		       ? ENCODING_QUOTED
		       : ENCODING_NONE;
}

/* name=value or name="value" of a field; empty when it is not there. */
static struct slice parameter(struct slice field, const char *name)
{
	size_t len = strlen(name);

	for (; field.len > len; field.at++, field.len--) {
		struct slice rest = field;

		if (!slice_has_prefix_nocase(rest, name))
			continue;
		rest.at += len;
		rest.len -= len;
		if (!slice_skip_char(&rest, '='))
			continue;
		if (slice_skip_char(&rest, '"'))
			return slice_take_until(&rest, "\"\r\n");
		return slice_take_until(&rest, " \t;\r\n");
	}
	return (struct slice){ field.at, 0 };
}

/* The header of a part up to the empty line; its fields may be folded. */
static struct part read_part(struct slice text)
{
	struct part part = { .type = { text.at, 0 } };
	struct slice rest = text, line;

	while (slice_next_line(&rest, &line) && slice_trim(line).len) {
		size_t len = message_name_length(line);
		struct slice name = { line.at, len }, value;

		if (!len)
			break;
		while (rest.len && (rest.at[0] == ' ' || rest.at[0] == '\t'))
			(void)slice_next_line(&rest, &line);
		value = (struct slice){ name.at + len,
					(size_t)(rest.at - name.at) - len };
		(void)slice_skip_blanks(&value);
		(void)slice_skip_char(&value, ':');
		value = slice_trim(value);
		if (slice_is_nocase(name, "Content-Type"))
			part.type = value;
		else if (slice_is_nocase(name, "Content-Transfer-Encoding"))
			part.encoding = encoding_of(value);
	}
	part.body = rest;
	return part;
}

/* --- encodings ----------------------------------------------------------- */

/* What is no letter of it is to be ignored (RFC 2045, 6.8). */
static void add_base64(struct str *out, struct slice body)
{
	struct str letters = STR_INIT(MESSAGE_MAX);
	struct slice all;
	uint8_t *bytes;
	size_t len, bad;

	for (size_t i = 0; i < body.len; i++) {
		char c = body.at[i];

		if (ascii_is_alnum(c) || c == '+' || c == '/')
			str_add_char(&letters, c);
	}
	all = (struct slice){ str_text(&letters), letters.len };
	bytes = base64_decode(all, &len, &bad);
	if (bytes)
		str_add_bytes(out, (const char *)bytes, len);
	free(bytes);
	str_free(&letters);
}

static int hex_value(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "=3D", and "=" at the end of a line, which then goes on (RFC 2045, 6.7). */
static void add_quoted(struct str *out, struct slice body)
{
	while (body.len) {
		char c = body.at[0];
		int high = body.len > 2 ? hex_value(body.at[1]) : -1;
		int low = body.len > 2 ? hex_value(body.at[2]) : -1;

		if (c == '=' && high >= 0 && low >= 0) {
			str_add_char(out, (char)(high << 4 | low));
			body.at += 3;
			body.len -= 3;
			continue;
		}
		(void)slice_skip_char(&body, c);
		if (c == '=' && body.len && strchr("\r\n \t", body.at[0])) {
			(void)slice_take_until(&body, "\n");
			(void)slice_skip_char(&body, '\n');
		} else {
			str_add_char(out, c);
		}
	}
}

/* The letters of western Europe, one byte each, as UTF-8. */
static void add_latin(struct str *out, struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];

		if (c >= 0x80)
			str_add_char(out, (char)(0xC0 | c >> 6));
		str_add_char(out, (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c));
	}
}

static void add_words(struct str *out, const struct part *part,
		      struct slice text)
{
	struct slice charset = parameter(part->type, "charset");
	struct str wide = STR_INIT(MESSAGE_MAX);

	if (slice_has_prefix_nocase(charset, "iso-8859-1") ||
	    slice_has_prefix_nocase(charset, "windows-1252")) {
		add_latin(&wide, text);
		text = (struct slice){ str_text(&wide), wide.len };
	}
	if (slice_has_prefix_nocase(part->type, "text/html"))
		html_add_text(out, text);
	else
		str_add_bytes(out, text.at, text.len);
	str_free(&wide);
}

static void add_leaf(struct str *out, const struct part *part)
{
	struct str plain = STR_INIT(MESSAGE_MAX);

	if (part->encoding == ENCODING_BASE64)
		add_base64(&plain, part->body);
	else if (part->encoding == ENCODING_QUOTED)
		add_quoted(&plain, part->body);
	add_words(out, part,
		  part->encoding == ENCODING_NONE
			  ? part->body
			  : (struct slice){ str_text(&plain), plain.len });
	str_add(out, "\r\n");
	str_free(&plain);
}

/* --- parts --------------------------------------------------------------- */

/* What stands in front of the next line "--boundary"; rest goes behind it.
 * *is_last: it was the one that ends all ("--boundary--"). */
static struct slice take_part(struct slice *rest, struct slice boundary,
			      bool *is_last)
{
	struct slice part = { rest->at, 0 }, line;

	*is_last = true;
	while (slice_next_line(rest, &line)) {
		struct slice mark = { line.at + 2, boundary.len };

		if (line.len < 2 + boundary.len || memcmp(line.at, "--", 2) ||
		    memcmp(mark.at, boundary.at, boundary.len))
			continue;
		part.len = (size_t)(line.at - part.at);
		*is_last = line.len >= 4 + boundary.len &&
			   !memcmp(mark.at + boundary.len, "--", 2);
		return part;
	}
	part.len = (size_t)(rest->at - part.at);
	return part;
}

static void add_part(struct str *out, const struct part *part, unsigned depth);

static void add_parts(struct str *out, const struct part *part,
		      struct slice boundary, unsigned depth)
{
	struct slice rest = part->body;
	bool is_last;

	/* What stands in front of the first is for old programs. */
	(void)take_part(&rest, boundary, &is_last);
	for (size_t i = 0; i < PARTS_MAX && !is_last; i++) {
		struct slice text = take_part(&rest, boundary, &is_last);
		struct part one = read_part(text);

		/* Its type stays: that tells what came back. */
		str_add_bytes(out, text.at, (size_t)(one.body.at - text.at));
		add_part(out, &one, depth + 1);
	}
}

static void add_part(struct str *out, const struct part *part, unsigned depth)
{
	struct slice boundary = parameter(part->type, "boundary");

	if (slice_has_prefix_nocase(part->type, "multipart/") && boundary.len &&
	    boundary.len <= BOUNDARY_MAX && depth < DEPTH_MAX)
		add_parts(out, part, boundary, depth);
	else
		add_leaf(out, part);
}

bool mime_is_encoded(const struct message *m)
{
	const char *encoding = message_value(m, "Content-Transfer-Encoding");
	struct slice rest = m->body, line;

	if (encoding && encoding_of(slice_of(encoding)) != ENCODING_NONE)
		return true;
	while (slice_next_line(&rest, &line)) {
		if (slice_has_prefix_nocase(line,
					    "Content-Transfer-Encoding:") &&
		    (contains(line, "base64") ||
		     contains(line, "quoted-printable")))
			return true;
	}
	return false;
}

void mime_add_text(struct str *out, const struct message *m)
{
	const char *type = message_value(m, "Content-Type");
	const char *encoding = message_value(m, "Content-Transfer-Encoding");
	const struct part part = {
		.type = slice_of(type ? type : ""),
		.encoding = encoding_of(slice_of(encoding ? encoding : "")),
		.body = m->body,
	};

	add_part(out, &part, 0);
}
