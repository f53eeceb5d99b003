/* SPDX-License-Identifier: MIT */
#include "term/fit.h"

#include <string.h>
#include <wchar.h>

#include "base/clean.h"

#define ELLIPSIS "…"

int char_cols(int32_t character)
{
	int cols = character < 0 ? -1 : wcwidth((wchar_t)character);

	return cols < 0 ? 1 : cols;
}

int slice_cols(struct slice text)
{
	int cols = 0;
	size_t used;

	for (size_t at = 0; at < text.len; at += used)
		cols += char_cols(
			utf8_decode(text.at + at, text.len - at, &used));
	return cols;
}

int text_cols(const char *text)
{
	return slice_cols(slice_of(text));
}

/* The longest beginning of text that fits in cols columns, with the combining
 * characters that belong to its last character. */
static size_t prefix_len(struct slice text, int cols)
{
	size_t at = 0;

	while (at < text.len) {
		size_t used;
		int wide = char_cols(
			utf8_decode(text.at + at, text.len - at, &used));

		if (wide > cols)
			break;
		cols -= wide;
		at += used;
	}
	return at;
}

bool text_fit(struct slice text, int cols, struct str *out)
{
	if (slice_cols(text) <= cols) {
		str_add_bytes(out, text.at, text.len);
		return true;
	}
	if (cols > 0) {
		str_add_bytes(out, text.at, prefix_len(text, cols - 1));
		str_add(out, ELLIPSIS);
	}
	return false;
}

static void skip(struct slice *s, size_t len)
{
	s->at += len;
	s->len -= len;
}

static void trim_end(struct slice *line)
{
	while (line->len && line->at[line->len - 1] == ' ')
		line->len--;
}

/* Where to break a line of which only the first `fits` bytes fit: at the last
 * blank among them, else where they end, behind one character at least. */
static size_t break_before(struct slice line, size_t fits)
{
	size_t indent = 0;
	size_t end = fits;

	/* Blanks at the beginning are an indent, not a place to break. */
	while (indent < line.len && line.at[indent] == ' ')
		indent++;
	while (end > indent && line.at[end] != ' ')
		end--;
	if (end > indent)
		return end;
	if (!fits)
		utf8_decode(line.at, line.len, &fits);
	return fits;
}

bool text_wrap(struct slice *rest, int cols, struct slice *line)
{
	const char *newline;
	size_t fits;

	if (!rest->len)
		return false;
	newline = memchr(rest->at, '\n', rest->len);
	line->at = rest->at;
	line->len = newline ? (size_t)(newline - rest->at) : rest->len;
	fits = prefix_len(*line, cols > 0 ? cols : 1);
	if (fits < line->len)
		line->len = break_before(*line, fits);
	skip(rest, line->len);
	trim_end(line);
	while (rest->len && *rest->at == ' ')
		skip(rest, 1);
	if (rest->len && *rest->at == '\n')
		skip(rest, 1);
	return true;
}

int text_wrapped_rows(const char *text, int cols)
{
	struct slice rest = slice_of(text);
	struct slice line;
	int rows = 0;

	while (text_wrap(&rest, cols, &line))
		rows++;
	return rows;
}
