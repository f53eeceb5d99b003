/* A pasted text in clean lines, without what mails and lists put before them.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/paste_reader.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clean.h"

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

static bool begins_with(const struct str *text, size_t at, const char *word)
{
	size_t len = strlen(word);

	return text->len - at >= len &&
	       strncasecmp(text->data + at, word, len) == 0;
}

/* What reads a picture puts a blank beside a dot: "s1. _domainkey". */
static void close_gaps(struct str *text)
{
	size_t to = 0;

	for (size_t i = 0; i < text->len; i++) {
		bool in_word = i > 0 &&
			       isalnum((unsigned char)text->data[i - 1]);

		if (in_word && begins_with(text, i, " ._domainkey"))
			continue;
		text->data[to++] = text->data[i];
		if (in_word && begins_with(text, i, ". _domainkey"))
			i++;
	}
	text->len = to;
	if (text->data)
		text->data[to] = '\0';
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
	struct str swapped = STR_INIT(4 * len + 1);
	struct str out = STR_INIT(16 * len + 1);
	struct paste_line *lines = NULL;
	size_t cap = 0;
	unsigned number = 0;

	paste_plain_text(text, len, &swapped);
	close_gaps(&swapped);
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
