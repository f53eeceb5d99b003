/* A list that is searched by typing: what is typed, the cursor, and the part
 * of the list around it that fits the screen.
 *
 * The screen owns what is listed. It makes its list anew when the search
 * changed (picker_event() tells), and draws each line itself; a line may be
 * an item, a heading, or more about the item under the cursor.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_PICKER_H
#define ZEGEL_SCREENS_PICKER_H

#include "base/str.h"
#include "term/form.h"

struct picker {
	char filter[64]; /* "": everything is listed */
	struct field field;
	struct list list;
};

void picker_init(struct picker *picker);

/* What became of a key. */
enum picked {
	PICKED_NOTHING, /* it is none of ours */
	PICKED_MOVED,
	PICKED_TYPED, /* another search: the list has to be made anew */
};

enum picked picker_event(struct picker *picker, const struct key *key);

/* Nothing is searched for any more. */
void picker_clear(struct picker *picker);

/* One line of the list as it is drawn. */
struct picker_line {
	enum { LINE_HEADING, LINE_ITEM, LINE_DETAIL, LINE_EMPTY } kind;
	size_t item;
	const char *text;    /* HEADING: translated */
	struct slice detail; /* DETAIL */
};

enum { PICKER_LINES_MAX = 400, PICKER_COL = 9 };

struct picker_lines {
	struct picker_line items[PICKER_LINES_MAX];
	int count;
	int cursor_first; /* the lines of the item under the cursor */
	int cursor_last;
};

void picker_add_line(struct picker_lines *lines, struct picker_line line);

/* Draws the field with its label in this row. */
void picker_draw_field(const struct picker *picker, int row);

/* Draws the part of the lines around the cursor from row on, down to the keys,
 * with a sign where it goes on; item(ctx, row, index) draws an item. */
void picker_draw(const struct picker_lines *lines, int row,
		 void (*item)(const void *ctx, int row, size_t index),
		 const void *ctx);

/* Draws the name of an item in so many columns, with what was searched for in
 * it marked. */
void picker_draw_name(const struct picker *picker, int row, int col, int cols,
		      enum role role, const char *name);

/* The sign in front of the item under the cursor, and the role of its name. */
enum role picker_mark(const struct picker *picker, int row, size_t index);

#endif
