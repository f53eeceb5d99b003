/* What a person fills in: one-line field, box for pasted text, list with a
 * cursor.
 *
 * A field edits the model's own buffer and a box the model's own string:
 * nothing is copied in or out. A list owns no items: it knows how many there
 * are and where the cursor is. The event functions return whether the key was
 * theirs.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_FORM_H
#define ZEGEL_TERM_FORM_H

#include "term/draw.h"
#include "term/keys.h"

struct field {
	char *text; /* borrowed, UTF-8, always with its NUL */
	size_t size;
	size_t at; /* the cursor, in bytes, never inside a character */
};

/* Binds the field to buffer; the cursor stands behind the text in it. */
void field_bind(struct field *field, char *buffer, size_t size);

/* Characters, pastes (newlines become blanks), Backspace, Delete, arrows, Home,
 * End, Ctrl-A E K U W. What does not fit is not taken. */
bool field_event(struct field *field, const struct key *key);

/* Draws it with the cursor in it; placeholder shows while it is empty. */
void field_draw(const struct field *field, int row, int col, int cols,
		const char *placeholder);

struct box {
	struct str *text; /* borrowed */
	size_t at;
};

void box_bind(struct box *box, struct str *text);

/* As field_event(), and Enter is a new line; Up and Down move. */
bool box_event(struct box *box, const struct key *key);

/* Draws rows lines of it around the cursor. Lines wider than the box are
 * shortened (their text is all there). */
void box_draw(const struct box *box, int row, int col, int rows, int cols,
	      const char *placeholder);

struct list {
	size_t count;
	size_t at;
};

/* Up, Down, Home, End, a click on an item. */
bool list_event(struct list *list, const struct key *key);

/* Another number of items: the cursor stays inside. */
void list_resize(struct list *list, size_t count);

#endif
