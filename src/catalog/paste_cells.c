/* SPDX-License-Identifier: MIT */
#include "catalog/paste_cells.h"

#include <string.h>

static void add_cell(struct cells *out, struct slice line, size_t from,
		     size_t to)
{
	struct slice cell = slice_trim(
		(struct slice){ line.at + from, to - from });
	size_t column = 0;

	if (out->count == PASTE_CELLS_MAX)
		return;
	for (const char *at = line.at; at < cell.at; at++)
		column += ((unsigned char)*at & 0xc0) != 0x80;
	out->cell[out->count] = cell;
	out->column[out->count++] = column;
}

/* Where the cell that starts at from ends. Delimiters in quotes do not count,
 * when the quotes are closed. */
static size_t cell_end(struct slice line, size_t from, char delimiter)
{
	size_t at = from;

	while (at < line.len && (line.at[at] == ' '))
		at++;
	if (at < line.len && line.at[at] == '"') {
		const char *close = memchr(line.at + at + 1, '"',
					   line.len - at - 1);

		while (close) {
			at = (size_t)(close - line.at) + 1;
			/* "" is a quote inside, " elsewhere ends the cell. */
			if (at >= line.len || line.at[at] != '"')
				break;
			close = memchr(line.at + at + 1, '"',
				       line.len - at - 1);
		}
	}
	const char *end = memchr(line.at + at, delimiter, line.len - at);
	return end ? (size_t)(end - line.at) : line.len;
}

static void split_at(struct slice line, char delimiter, struct cells *out)
{
	size_t from = 0;

	while (from <= line.len && out->count < PASTE_CELLS_MAX) {
		size_t to = cell_end(line, from, delimiter);

		add_cell(out, line, from, to);
		from = to + 1;
	}
}

/* Two blanks or a tab end a cell; inside of quotes they do not. */
static void split_wide(struct slice line, struct cells *out)
{
	size_t from = 0, at = 0;
	bool quoted = false;

	while (at < line.len) {
		bool gap = line.at[at] == ' ' && at + 1 < line.len &&
			   line.at[at + 1] == ' ' && !quoted;

		quoted ^= line.at[at] == '"';
		if (!gap) {
			at++;
			continue;
		}
		if (at > from)
			add_cell(out, line, from, at);
		while (at < line.len && line.at[at] == ' ')
			at++;
		from = at;
	}
	if (from < line.len)
		add_cell(out, line, from, line.len);
}

bool cells_split(struct slice line, enum cells_kind kind, struct cells *out)
{
	static const char DELIMITERS[] = {
		[CELLS_PIPE] = '|',
		[CELLS_TAB] = '\t',
		[CELLS_COMMA] = ',',
		[CELLS_SEMICOLON] = ';',
	};

	*out = (struct cells){ .kind = kind };
	if (kind == CELLS_PIPE) {
		/* The bars at the ends are the frame. */
		line = slice_trim(line);
		slice_skip_char(&line, '|');
		if (line.len > 0 && line.at[line.len - 1] == '|')
			line.len--;
	}
	if (kind == CELLS_WIDE)
		split_wide(line, out);
	else if (kind != CELLS_NONE)
		split_at(line, DELIMITERS[kind], out);
	return out->count > 1;
}

static size_t count_byte(struct slice line, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < line.len; i++)
		count += line.at[i] == c;
	return count;
}

/* A comma or semicolon splits sentences and values as well: it makes cells
 * only where one of them is a type or two are column heads. */
static bool is_csv(const struct cells *cells)
{
	size_t heads = 0;

	for (size_t i = 0; i < cells->count && i < 6; i++) {
		struct slice cell = drop_ends(cells->cell[i], "\"' ");

		if (cell_type(cell) != RR_NONE)
			return cells->count > 2;
		heads += label_field(cell) != FIELD_NONE;
	}
	return heads >= 2;
}

bool cells_guess(struct slice line, struct cells *out)
{
	static const enum cells_kind CSV[] = { CELLS_SEMICOLON, CELLS_COMMA };

	if (count_byte(line, '|') >= 2 && cells_split(line, CELLS_PIPE, out))
		return true;
	if (memchr(line.at, '\t', line.len) &&
	    cells_split(line, CELLS_TAB, out))
		return true;
	for (size_t i = 0; i < COUNT_OF(CSV); i++) {
		if (memchr(line.at, i ? ',' : ';', line.len) &&
		    cells_split(line, CSV[i], out) && is_csv(out))
			return true;
	}
	return memmem(line.at, line.len, "  ", 2) &&
	       cells_split(line, CELLS_WIDE, out);
}

bool cells_is_ruler(struct slice line)
{
	bool dash = false;

	for (size_t i = 0; i < line.len; i++) {
		if (!strchr("-=+|: \t_", line.at[i]))
			return false;
		dash = dash || line.at[i] == '-' || line.at[i] == '=' ||
		       line.at[i] == '_';
	}
	return dash;
}
