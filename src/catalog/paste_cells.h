/* A line of pasted text in its parts: cells of a table, labels.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_PASTE_CELLS_H
#define ZEGEL_CATALOG_PASTE_CELLS_H

#include "catalog/paste_reader.h"

enum cells_kind {
	CELLS_NONE, /* the line is no row of a table */
	CELLS_PIPE,
	CELLS_TAB,
	CELLS_COMMA,
	CELLS_SEMICOLON,
	CELLS_WIDE, /* columns apart by two blanks or more */
};

struct cells {
	enum cells_kind kind;
	size_t count;
	struct slice cell[PASTE_CELLS_MAX];
	size_t column[PASTE_CELLS_MAX]; /* where it starts, in characters */
};

/* Splits the line as that kind; false when it has only one cell. */
bool cells_split(struct slice line, enum cells_kind kind, struct cells *out);

/* The same with the kind that fits the line. */
bool cells_guess(struct slice line, struct cells *out);

/* Which field stands in which column. */
struct header {
	enum cells_kind kind;
	size_t count;
	enum paste_field field[PASTE_CELLS_MAX];
	size_t column[PASTE_CELLS_MAX];
};

/* The same for tables that lost their shape, so that every cell stands on a
 * line of its own (with heads, and a single type with its host and value), and
 * for those that have a record in each column. */
size_t paste_vertical_table(struct paste_reader *r, size_t at);
size_t paste_vertical_rows(struct paste_reader *r, size_t at,
			   const struct header *header);
size_t paste_transposed_table(struct paste_reader *r, size_t at,
			      enum cells_kind kind);
size_t paste_vertical_record(struct paste_reader *r, size_t at, enum rr type);

/* A label inside of a line. */
struct found_label {
	enum paste_field field;
	enum rr type;
	size_t start, end; /* bytes, the colon included */
};

#define LABELS_A_LINE 16

/* The labels with a colon or an equals sign in the line; how many. */
size_t paste_find_labels(struct slice line,
			 struct found_label labels[LABELS_A_LINE]);

/* "Type<tab>CNAME": a label and its value in two cells, without a colon. */
bool paste_label_cell(struct slice line, struct found_label *out);

/* A line that is a label and nothing else; the value stands below. */
bool paste_lone_label(struct slice line, struct found_label *out);

/* True for the rulers of tables: |---|:--| and +----+. */
bool cells_is_ruler(struct slice line);

#endif
