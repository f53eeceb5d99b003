/* SPDX-License-Identifier: MIT */
#include "catalog/zonefile_scan.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Where the look stands (RFC 1035, 5.1). */
struct scan {
	int line;
	int depth;      /* of parentheses */
	int opened;     /* the line of the outermost */
	bool in_quotes; /* a quoted text ends on its own line */
	bool in_comment;
	bool escaped; /* the character behind a backslash is itself */
};

static void scan_word(struct scan *s, char c)
{
	if (c == '"')
		s->in_quotes = true;
	else if (c == ';')
		s->in_comment = true;
	else if (c == '(' && s->depth++ == 0)
		s->opened = s->line;
	else if (c == ')')
		s->depth--;
}

/* False when the character cannot stand where it does. */
static bool scan_character(struct scan *s, char c)
{
	if (c == '\n') {
		s->line++;
		s->in_comment = s->escaped = false;
		return !s->in_quotes;
	}
	if (s->in_comment)
		return true;
	if (s->escaped)
		s->escaped = false;
	else if (c == '\\')
		s->escaped = true;
	else if (s->in_quotes)
		s->in_quotes = c != '"';
	else
		scan_word(s, c);
	return s->depth >= 0;
}

static bool is_time(struct slice word)
{
	bool good = word.len > 0 && isdigit((unsigned char)word.at[0]);

	for (size_t i = 0; i < word.len && good; i++)
		good = isdigit((unsigned char)word.at[i]) ||
		       memchr("smhdwSMHDW", word.at[i], 10) != NULL;
	return good;
}

/* A line that begins with a dollar sign. */
static enum zonefile_problem scan_directive(struct slice line)
{
	struct slice word, value = { "", 0 };

	slice_next_word(&line, &word);
	slice_next_word(&line, &value);
	if (slice_is_nocase(word, "$TTL"))
		return is_time(value) ? ZONEFILE_GOOD : ZONEFILE_DIRECTIVE;
	if (slice_is_nocase(word, "$ORIGIN"))
		return value.len && value.at[0] != ';' ? ZONEFILE_GOOD
						       : ZONEFILE_DIRECTIVE;
	return ZONEFILE_NOT_FOLLOWED;
}

static struct slice line_at(struct slice text, size_t at)
{
	struct slice rest = { text.at + at, text.len - at };

	return slice_take_until(&rest, "\r\n");
}

enum zonefile_problem zonefile_scan(struct slice text, int *line)
{
	struct scan s = { .line = 1 };

	for (size_t i = 0; i < text.len; i++) {
		bool begins = i == 0 || text.at[i - 1] == '\n';

		*line = s.line;
		if (text.at[i] == '\0')
			return ZONEFILE_BINARY;
		if (begins && text.at[i] == '$' && !s.depth) {
			enum zonefile_problem problem = scan_directive(
				line_at(text, i));

			if (problem)
				return problem;
		}
		if (!scan_character(&s, text.at[i]))
			return s.in_quotes ? ZONEFILE_QUOTE
					   : ZONEFILE_PARENTHESIS;
	}
	*line = s.in_quotes ? s.line : s.opened;
	if (s.in_quotes)
		return ZONEFILE_QUOTE;
	return s.depth ? ZONEFILE_PARENTHESIS : ZONEFILE_GOOD;
}
