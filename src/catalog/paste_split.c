/* A pasted text in clean lines, without what mails and lists put before them.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"

/* Characters that word processors and web pages put in the place of others, or
 * between others where nobody sees them. */
static const struct {
	const char *from;
	const char *to;
} SWAPS[] = {
	{ "\xe2\x80\x9c", "\"" }, { "\xe2\x80\x9d", "\"" }, /* smart quotes */
	{ "\xe2\x80\x9e", "\"" }, { "\xe2\x80\x9f", "\"" },
	{ "\xc2\xab", "\"" },     { "\xc2\xbb", "\"" },
	{ "\xe2\x80\x98", "'" },  { "\xe2\x80\x99", "'" },
	{ "\xe2\x80\x9a", "'" },  { "\xc2\xa0", " " }, /* no-break space */
	{ "\xe2\x80\xaf", " " },  { "\xe2\x80\x87", " " },
	{ "\xe2\x80\x89", " " },  { "\xe2\x80\x8b", "" }, /* zero width */
	{ "\xe2\x80\x8c", "" },   { "\xe2\x80\x8d", "" },
	{ "\xe2\x81\xa0", "" },   { "\xef\xbb\xbf", "" },
	{ "\xc2\xad", "" },       { "\xe2\x80\x90", "-" }, /* soft hyphen */
	{ "\xe2\x80\x91", "-" },  { "\xe2\x80\x93", "-" }, /* dashes: -all */
	{ "\xe2\x80\x94", "-" },  { "\xe2\x88\x92", "-" },
	{ "\xef\xbc\x9a", ":" },
};

static void swap_characters(const char *text, size_t len, struct str *out)
{
	for (size_t i = 0; i < len;) {
		size_t used = 1;
		const char *to = NULL;

		/* The marks of Markdown; none of them is in a record. */
		if (text[i] == '`') {
			to = "";
		} else if (i + 1 < len && memcmp(text + i, "**", 2) == 0) {
			to = "";
			used = 2;
		} else if ((unsigned char)text[i] >= 0xc2) {
			for (size_t s = 0; s < COUNT_OF(SWAPS) && !to; s++) {
				size_t n = strlen(SWAPS[s].from);

				if (n <= len - i &&
				    memcmp(text + i, SWAPS[s].from, n) == 0) {
					to = SWAPS[s].to;
					used = n;
				}
			}
		}
		if (to)
			str_add(out, to);
		else
			str_add_char(out, text[i]);
		i += used;
	}
}

/* "> ", ">> " of mails and "| " is left to the tables. */
static struct slice strip_quoting(struct slice line)
{
	struct slice rest = line;

	for (;;) {
		slice_skip_blanks(&rest);
		if (!slice_skip_char(&rest, '>'))
			return line;
		/* One blank belongs to the mark, more of them to the text. */
		slice_skip_char(&rest, ' ');
		line = rest;
	}
}

/* "1) ", "2. ", "- ", "* ", "• ": but a lone * is a host. */
static struct slice strip_mark(struct slice line)
{
	static const char *const MARKS[] = { "- ", "* ", "+ ", "• ", "◦ ",
					     "▪ ", "· ", "‣ ", "○ ", "● " };
	struct slice rest = line;
	uint64_t number;

	slice_skip_blanks(&rest);
	for (size_t i = 0; i < COUNT_OF(MARKS); i++) {
		size_t len = strlen(MARKS[i]);

		if (rest.len <= len || memcmp(rest.at, MARKS[i], len) != 0)
			continue;
		struct slice after = { rest.at + len, rest.len - len };
		/* "* 3600 IN TXT ..." is a wild card. */
		if (*MARKS[i] == '*' && isdigit((unsigned char)*after.at))
			return line;
		return after;
	}
	if (slice_take_number(&rest, 99, &number) &&
	    (slice_skip_char(&rest, ')') || slice_skip_char(&rest, '.')) &&
	    slice_skip_blanks(&rest) > 0)
		return rest;
	return line;
}

static struct slice strip_end(struct slice line)
{
	while (line.len > 0 && isspace((unsigned char)line.at[line.len - 1]))
		line.len--;
	return line;
}

struct paste_line *paste_split(const char *text, size_t len, size_t *count,
			       char **clean)
{
	struct str swapped = STR_INIT(len + 1), out = STR_INIT(4 * len + 1);
	struct paste_line *lines = NULL;
	size_t cap = 0;
	unsigned number = 0;

	swap_characters(text, len, &swapped);
	clean_bytes(&out, str_text(&swapped), swapped.len, CLEAN_TEXT);
	str_free(&swapped);
	size_t clean_len = out.len;
	*clean = str_take(&out);
	struct slice rest = { *clean, clean_len }, line;

	*count = 0;
	while (slice_next_line(&rest, &line)) {
		lines = grow(lines, *count, &cap, sizeof(*lines));
		lines[(*count)++] = (struct paste_line){
			.text = strip_end(strip_mark(strip_quoting(line))),
			.number = ++number,
		};
	}
	return lines;
}
