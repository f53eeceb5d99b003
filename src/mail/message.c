/* SPDX-License-Identifier: MIT */
#include "mail/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/mail_address.h"

enum {
	LINE = 76,    /* of a header, and of quoted-printable (RFC 2045, 6.7) */
	WORD = 75,    /* an encoded word (RFC 2047, 2) */
	LONGEST = 60, /* an ordinary word; longer ones are encoded */
};

static const char WORD_BEGIN[] = "=?UTF-8?Q?";
static const char WORD_END[] = "?=";

/* --- headers ------------------------------------------------------------- */

/* Text that means what it says as it stands. */
static bool is_ordinary(const char *text)
{
	size_t word = 0;

	for (const char *c = text; *c; c++) {
		word = *c == ' ' ? 0 : word + 1;
		if (*c < ' ' || *c > '~' || word > LONGEST)
			return false;
	}
	return !strstr(text, "=?");
}

/* Words, each of which may begin a line of its own (RFC 5322, 2.2.3). */
static void add_folded(struct str *out, const char *text, size_t column)
{
	struct slice rest = slice_of(text), word;

	while (slice_next_word(&rest, &word)) {
		if (column + 1 + word.len > LINE) {
			str_add(out, "\r\n");
			column = 0;
		}
		str_add_char(out, ' ');
		str_add_bytes(out, word.at, word.len);
		column += 1 + word.len;
	}
}

/* The safe ones of RFC 2047, 5 (3): good in a phrase, too. */
static bool is_safe_in_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c && strchr("!*+-/", c));
}

/* One character, never divided over two words (RFC 2047, 5). */
static void encode_character(struct str *out, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (len == 1 && is_safe_in_word(*at))
			str_add_char(out, *at);
		else if (len == 1 && *at == ' ')
			str_add_char(out, '_');
		else
			str_addf(out, "=%02X", (unsigned char)at[i]);
	}
}

static void add_encoded(struct str *out, const char *text, size_t column)
{
	const size_t around = strlen(WORD_BEGIN) + strlen(WORD_END);
	struct str word = STR_INIT(STR_MAX_TEXT);
	struct str one = STR_INIT(64);
	size_t len = strlen(text), used;

	for (size_t i = 0; i < len; i += used) {
		size_t room = (column + 1 + WORD > LINE) ? LINE - column - 1
							 : WORD;

		(void)utf8_decode(text + i, len - i, &used);
		str_reset(&one);
		encode_character(&one, text + i, used);
		if (word.len && around + word.len + one.len > room) {
			str_addf(out, " %s%s%s\r\n", WORD_BEGIN,
				 str_text(&word), WORD_END);
			str_reset(&word);
			column = 0;
		}
		str_add(&word, str_text(&one));
	}
	str_addf(out, " %s%s%s", WORD_BEGIN, str_text(&word), WORD_END);
	str_free(&word);
	str_free(&one);
}

/* Valid UTF-8 on one line: nothing in it can end the header. */
static char *one_line(const char *text)
{
	char *line = xstrdup(text);
	struct str out = STR_INIT(STR_MAX_TEXT);

	for (char *c = line; *c; c++) {
		if ((*c >= 0 && *c < ' ') || *c == 0x7f)
			*c = ' ';
	}
	(void)clean_bytes(&out, line, strlen(line), CLEAN_LINE);
	free(line);
	return str_take(&out);
}

/* Behind what stands in out since start. */
static void add_value(struct str *out, size_t start, const char *text)
{
	char *line = one_line(text);

	if (is_ordinary(line))
		add_folded(out, line, out->len - start);
	else
		add_encoded(out, line, out->len - start);
	free(line);
}

void message_add_header(struct str *out, const char *name, const char *text)
{
	size_t start = out->len;

	str_addf(out, "%s:", name);
	add_value(out, start, text);
	str_add(out, "\r\n");
}

/* Words and blanks only: no need to quote it (RFC 5322, 3.2.5). */
static bool is_phrase(const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c != ' ' && !is_safe_in_word(*c))
			return false;
	}
	return true;
}

/* Never encoded, and no place to fold it: long ones get a line of their own. */
static void add_address(struct str *out, const char *name, const char *address)
{
	bool fits = strlen(name) + strlen(address) + 4 <= LINE;

	str_addf(out, "%s:%s <%s>\r\n", name, fits ? "" : "\r\n", address);
}

static void add_sender(struct str *out, const struct mail_message *m)
{
	size_t start = out->len;
	char *name;

	if (!m->from_name) {
		add_address(out, "From", m->from);
		return;
	}
	str_add(out, "From:");
	name = one_line(m->from_name);
	if (is_phrase(name))
		add_folded(out, name, out->len - start);
	else
		add_encoded(out, name, out->len - start);
	/* On a line of its own it fits. */
	str_addf(out, "\r\n <%s>\r\n", m->from);
	free(name);
}

/* RFC 5322, 3.3: English whatever language is spoken. */
static void add_date(struct str *out, time_t date)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed",
					    "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	struct tm tm;
	long minutes;

	if (!localtime_r(&date, &tm))
		return;
	minutes = tm.tm_gmtoff / 60;
	str_addf(out, "Date: %s, %d %s %d %02d:%02d:%02d %c%02ld%02ld\r\n",
		 days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
		 tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec,
		 minutes < 0 ? '-' : '+', labs(minutes) / 60,
		 labs(minutes) % 60);
}

/* --- the text ------------------------------------------------------------ */

/* A blank at the end of a line gets lost on the way, "From " at its beginning
 * is altered by some, and a lone dot ends the mail (RFC 2045, 6.7; RFC 5321,
 * 4.5.2). */
static bool is_plain_there(const char *line, size_t i, size_t len)
{
	char c = line[i];

	if (c == ' ' || c == '\t')
		return i + 1 < len;
	if (i == 0 &&
	    (c == '.' || (c == 'F' && len > 4 && !strncmp(line, "From ", 5))))
		return false;
	return c > ' ' && c <= '~' && c != '=';
}

static void add_quoted_line(struct str *out, const char *line, size_t len)
{
	size_t column = 0;

	for (size_t i = 0; i < len; i++) {
		bool plain = is_plain_there(line, i, len);
		size_t width = plain ? 1 : 3;

		/* Room for the "=" that says that the line goes on. */
		if (column + width > LINE - 1) {
			str_add(out, "=\r\n");
			column = 0;
		}
		if (plain)
			str_add_char(out, line[i]);
		else
			str_addf(out, "=%02X", (unsigned char)line[i]);
		column += width;
	}
	str_add(out, "\r\n");
}

void message_add_quoted(struct str *out, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		add_quoted_line(out, text, len);
		text += len + (text[len] == '\n');
	}
}

void message_add(struct str *out, const struct mail_message *m)
{
	add_date(out, m->date);
	add_sender(out, m);
	if (m->to)
		add_address(out, "To", m->to);
	message_add_header(out, "Subject", m->subject);
	str_addf(out, "Message-ID: <%s@%s>\r\n", m->unique,
		 mail_address_domain(m->from));
	if (m->automatic)
		str_add(out, "Auto-Submitted: auto-generated\r\n");
	str_add(out, "MIME-Version: 1.0\r\n"
		     "Content-Type: text/plain; charset=utf-8\r\n"
		     "Content-Transfer-Encoding: quoted-printable\r\n");
	if (m->language)
		str_addf(out, "Content-Language: %s\r\n", m->language);
	str_add(out, "\r\n");
	message_add_quoted(out, m->text);
}
