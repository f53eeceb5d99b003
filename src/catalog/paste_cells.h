/* A line of a pasted table in its cells.
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

/* True for the rulers of tables: |---|:--| and +----+. */
bool cells_is_ruler(struct slice line);

#endif
