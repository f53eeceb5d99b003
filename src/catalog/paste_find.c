/* Where the labels of a line stand.
 *
 * SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "catalog/paste_cells.h"

#define LABEL_WORDS 6
#define LABEL_REACH 96 /* bytes before its colon */

/* Signs between the words end a label, but for the slash of "Name / Host". */
static bool has_letter(struct slice word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.at[i];

		if (isalpha(c) || c >= 0x80 || c == '/')
			return true;
	}
	return false;
}

/* The longest run of words before the colon that is a label: its start, or
 * colon when there is none. */
static size_t label_start(struct slice line, size_t from, size_t colon,
			  struct found_label *out)
{
	size_t best = colon, at = colon;

	if (colon > LABEL_REACH && from < colon - LABEL_REACH)
		from = colon - LABEL_REACH;
	/* Dots lead from the label to its colon. */
	while (at > from && strchr(" .", line.at[at - 1]))
		at--;
	size_t label_end = at;
	for (int words = 0; words < LABEL_WORDS && at > from; words++) {
		while (at > from && isspace((unsigned char)line.at[at - 1]))
			at--;
		/* A comma ends what stood before. */
		if (words > 0 && at > from && strchr(",;", line.at[at - 1]))
			break;
		size_t end = at;
		while (at > from && !isspace((unsigned char)line.at[at - 1]))
			at--;
		if (!has_letter((struct slice){ line.at + at, end - at }))
			break;
		struct slice label = slice_trim(
			(struct slice){ line.at + at, label_end - at });
		enum paste_field field =
			label.len ? label_field(drop_ends(label, "*`\"'([{"))
				  : FIELD_NONE;

		if (field != FIELD_NONE) {
			best = at;
			out->field = field;
			out->type = label_type(label);
		}
	}
	return best;
}

size_t paste_find_labels(struct slice line,
			 struct found_label labels[LABELS_A_LINE])
{
	size_t count = 0, from = 0;

	for (size_t at = 0; at < line.len && count < LABELS_A_LINE; at++) {
		if (line.at[at] != ':' && line.at[at] != '=')
			continue;
		struct found_label label = { .end = at + 1 };

		label.start = label_start(line, from, at, &label);
		if (label.start == at)
			continue;
		/* "*Name:* x" is how mail programs write bold letters. */
		if (line.at[label.start] == '*' && at + 1 < line.len &&
		    line.at[at + 1] == '*')
			label.end++;
		/* name = "x": only at the start or behind another of these. */
		if (line.at[at] == '=' && count == 0 &&
		    slice_trim((struct slice){ line.at, label.start }).len > 0)
			continue;
		labels[count++] = label;
		from = at + 1;
	}
	return count;
}

bool paste_label_cell(struct slice whole, struct found_label *out)
{
	struct slice line = slice_trim(whole);
	struct cells cells;

	if (!cells_split(line, CELLS_TAB, &cells) &&
	    !cells_split(line, CELLS_PIPE, &cells) &&
	    !cells_split(line, CELLS_WIDE, &cells))
		return false;
	size_t value = 1;
	while (value < cells.count && cells.cell[value].len == 0)
		value++;
	if (value == cells.count ||
	    label_field(cells.cell[value]) != FIELD_NONE)
		return false;
	*out = (struct found_label){
		.field = label_field(cells.cell[0]),
		.type = label_type(cells.cell[0]),
	};
	out->end = (size_t)(cells.cell[value].at - whole.at);
	return out->field != FIELD_NONE;
}

bool paste_lone_label(struct slice line, struct found_label *out)
{
	struct slice label = drop_ends(slice_trim(line), ":*` ");

	if (label.len == 0 || label.len > 60 ||
	    memchr(label.at, '|', label.len))
		return false;
	*out = (struct found_label){ .field = label_field(label),
				     .type = label_type(label) };
	return out->field != FIELD_NONE;
}
