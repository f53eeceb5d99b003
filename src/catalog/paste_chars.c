/* The characters of a pasted text: encodings of other programs, and characters
 * that stand for the ones that records are written in.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"

#define ESCAPE_MAX 256  /* bytes of one sequence of a terminal */
#define LINK_MAX   1024 /* of one link */

/* Characters that word processors and web pages put in the place of others, or
 * between others where nobody sees them. */
static const struct {
	int32_t from;
	const char *to;
} SWAPS[] = {
	{ 0x201c, "\"" },
	{ 0x201d, "\"" },
	{ 0x201e, "\"" },
	{ 0x201f, "\"" },
	{ 0x00ab, "\"" },
	{ 0x00bb, "\"" },
	{ 0x2033, "\"" },
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x201a, "'" },
	{ 0x00b4, "'" },
	{ 0x2032, "'" },
	/* blanks of every width, and what has none */
	{ 0x00a0, " " },
	{ 0x202f, " " },
	{ 0x205f, " " },
	{ 0x3000, " " },
	{ 0x200b, "" },
	{ 0x200c, "" },
	{ 0x200d, "" },
	{ 0x2060, "" },
	{ 0xfeff, "" },
	{ 0x00ad, "" },
	{ '\0', "" },
	{ 0x200e, "" },
	{ 0x200f, "" },
	/* dashes: -all */
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2212, "-" },
	/* lines of word processors */
	{ 0x2028, "\n" },
	{ 0x2029, "\n" },
	{ 0x0085, "\n" },
	{ '\v', "\n" },
	{ '\f', "\n" },
	/* no mark of Markdown is in a record */
	{ '`', "" },
};

/* Windows-1252 where it is not Latin-1; 0xfffd: nothing stands there. */
static const uint16_t CP1252[] = {
	0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
	0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

static void add_utf8(int32_t code, struct str *out)
{
	uint32_t c = (uint32_t)code;
	char bytes[4];
	size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char LEADS[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = len; i-- > 1; c >>= 6)
		bytes[i] = (char)(0x80 | (c & 0x3f));
	bytes[0] = (char)(LEADS[len] | c);
	str_add_bytes(out, bytes, len);
}

/* Frames of boxes are the bars and rulers of a table (U+2500 to U+257F). */
static char box_sign(int32_t code)
{
	static const char SIGNS[] = "--||--||--||";

	if (code < 0x2500 + 12)
		return SIGNS[code - 0x2500];
	if (code == 0x254c || code == 0x254d || code == 0x2550)
		return '-';
	if (code == 0x254e || code == 0x254f || code == 0x2551)
		return '|';
	return '+';
}

static void add_plain(int32_t code, struct str *out)
{
	for (size_t i = 0; i < COUNT_OF(SWAPS); i++) {
		if (SWAPS[i].from == code) {
			str_add(out, SWAPS[i].to);
			return;
		}
	}
	if (code >= 0x2000 && code <= 0x200a)
		str_add_char(out, ' ');
	else if (code >= 0xff01 && code <= 0xff5e) /* full width */
		str_add_char(out, (char)(code - 0xfee0));
	else if (code >= 0x2500 && code <= 0x257f)
		str_add_char(out, box_sign(code));
	else
		add_utf8(code, out);
}

/* The length of a terminal's control sequence (ECMA-48, 5.4 and 5.6). */
static size_t escape_length(const char *text, size_t len)
{
	size_t reach = len < ESCAPE_MAX ? len : ESCAPE_MAX;

	if (len < 2 || (text[1] != '[' && text[1] != ']'))
		return 1;
	for (size_t i = 2; i < reach; i++) {
		if (text[1] == '[' && text[i] >= '@' && text[i] <= '~')
			return i + 1;
		if (text[1] == ']' && text[i] == '\a')
			return i + 1;
		if (text[1] == ']' && text[i] == '\\' && text[i - 1] == '\x1b')
			return i + 1;
	}
	return 1;
}

/* Mail programs and Markdown write a link behind its text: x<http://x>,
 * [x](http://x). How long that is; 0 when text begins with none. */
static size_t link_length(const char *text, size_t len)
{
	static const char *const SCHEMES[] = { "http://", "https://",
					       "mailto:" };
	size_t open = *text == '<' ? 1 : memcmp(text, "](", 2) == 0 ? 2 : 0;
	size_t reach = len < LINK_MAX ? len : LINK_MAX;

	for (size_t i = 0; open && i < COUNT_OF(SCHEMES); i++) {
		size_t n = strlen(SCHEMES[i]);
		const char *end;

		if (open + n > len ||
		    strncasecmp(text + open, SCHEMES[i], n) != 0)
			continue;
		end = memchr(text, *text == '<' ? '>' : ')', reach);
		return end ? (size_t)(end - text) + 1 : 0;
	}
	return 0;
}

/* Signs that are written with two ASCII characters; 0: none begins here. */
static size_t add_pair(const char *text, size_t len, struct str *out)
{
	if (len < 2)
		return 0;
	if (memcmp(text, "**", 2) == 0) /* bold, in Markdown */
		return 2;
	/* Some panels escape what needs no escape in a TXT. */
	if (text[0] == '\\' && (text[1] == ';' || text[1] == '_')) {
		str_add_char(out, text[1]);
		return 2;
	}
	return link_length(text, len);
}

static void plain_utf8(const char *text, size_t len, struct str *out)
{
	for (size_t i = 0, used; i < len; i += used) {
		unsigned char byte = (unsigned char)text[i];
		int32_t code;

		used = byte == 0x1b ? escape_length(text + i, len - i)
				    : add_pair(text + i, len - i, out);
		if (used)
			continue;
		code = utf8_decode(text + i, len - i, &used);
		/* Not UTF-8: Windows' Latin-1, as old mails have it. */
		if (code < 0)
			code = byte >= 0xa0 || byte < 0x80
				       ? byte
				       : CP1252[byte - 0x80];
		if (code > 0 && code < 0x80 && code != '`' && code != '\v' &&
		    code != '\f')
			str_add_char(out, (char)code);
		else
			add_plain(code, out);
	}
}

static unsigned unit_at(const char *text, bool big)
{
	unsigned char a = (unsigned char)text[0], b = (unsigned char)text[1];

	return big ? (unsigned)a << 8 | b : (unsigned)b << 8 | a;
}

static void plain_utf16(const char *text, size_t len, bool big, struct str *out)
{
	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned unit = unit_at(text + i, big), low;
		int32_t code = (int32_t)unit;

		if (unit >= 0xd800 && unit < 0xe000) {
			low = i + 3 < len ? unit_at(text + i + 2, big) : 0;
			code = 0xfffd;
			if (unit < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
				code = (int32_t)(0x10000 +
						 ((unit - 0xd800) << 10) +
						 (low - 0xdc00));
				i += 2;
			}
		}
		add_plain(code, out);
	}
}

/* Without its mark UTF-16 shows in the NULs beside ASCII. */
static bool is_utf16(const char *text, size_t len, bool *big)
{
	size_t reach = len < 64 ? len & ~(size_t)1 : 64, even = 0, odd = 0;

	if (len < 4)
		return false;
	*big = memcmp(text, "\xfe\xff", 2) == 0;
	if (*big || memcmp(text, "\xff\xfe", 2) == 0)
		return true;
	for (size_t i = 0; i < reach; i += 2) {
		even += text[i] == '\0';
		odd += text[i + 1] == '\0';
	}
	*big = even > odd;
	return (even == 0 && odd > reach / 4) || (odd == 0 && even > reach / 4);
}

void paste_plain_text(const char *text, size_t len, struct str *out)
{
	bool big = false;

	if (is_utf16(text, len, &big))
		plain_utf16(text, len, big, out);
	else
		plain_utf8(text, len, out);
}
