/* Drawing: roles instead of colours, signs with words, one frame at a time.
 *
 * The visual language, the same on every screen:
 *
 *   row 0          name of the program, what it is about, the language
 *   row 1          the steps: done ✓, here ●, to come ○
 *   row 3 ...      the body: one question or one list, which scrolls when the
 *                  window is lower than it
 *   second to last a thin line; says when the body goes on above or below
 *   last           the keys that work now
 *
 * Everything stands one column from the left edge, and things that belong to
 * a line are indented under it. Each state has a sign and a word; a colour only
 * repeats what they say (✓ good, ✗ wrong, ○ not there yet, ◐ on some name
 * servers, ? no answer). One accent colour shows where the person is. Green and
 * red are for states alone. No boxes; empty space separates. Values are broken
 * at blanks only.
 *
 * Nothing keeps a size: every call looks at the window as it is now. Text is
 * clean UTF-8, already translated. What does not fit is cut with "…" and
 * counted.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_DRAW_H
#define ZEGEL_TERM_DRAW_H

#include "base/str.h"
#include "term/keys.h"

enum role {
	ROLE_TEXT,
	ROLE_TITLE,  /* the question of the screen */
	ROLE_MUTED,  /* explanations, things to come */
	ROLE_ACCENT, /* where the person is */
	ROLE_GOOD,
	ROLE_BAD,
	ROLE_WARN,  /* not finished: being changed, some of several */
	ROLE_FOUND, /* the part of a name that was searched for */
	ROLE_NEWS,  /* has just changed: for a few seconds */
	ROLE_FIELD, /* what can be typed in */
	ROLE_VALUE, /* what has to be copied exactly */
	ROLE_ADDED, /* words in it that are new */
	ROLE_GONE,  /* words of the old one that go */
	ROLE_KEY,   /* the name of a key */
	ROLE_COUNT
};

enum sign {
	SIGN_GOOD,
	SIGN_BAD,
	SIGN_MISSING,
	SIGN_PARTIAL,
	SIGN_UNKNOWN,
	SIGN_HERE,
	SIGN_CURSOR,
	SIGN_WARNING,
	SIGN_CHECKED,
	SIGN_UNCHECKED,
	SIGN_UP,
	SIGN_DOWN,
	SIGN_COUNT
};

/* The sign as this terminal's font can show it (static). */
const char *sign_text(enum sign sign);

#define DRAW_MIN_COLS 60
#define DRAW_MIN_ROWS 20
#define DRAW_MARGIN   1 /* columns, left and right */

/* One frame: everything between is drawn anew. draw_end() brings it out. */
void draw_begin(void);
void draw_end(void);

/* How often something had to be cut since draw_begin(). */
int draw_clipped(void);

/* How often a text was put on top of another one since draw_begin(). */
int draw_overlapped(void);

/* The size to lay out for: the window, where a very wide one is used in part.
 */
int draw_cols(void);
int draw_rows(void);

/* All of the window, for what the terminal itself wraps. */
int draw_window_cols(void);

/* Draws one line of text in at most cols columns (0: up to the right margin);
 * returns the columns it took. */
int draw_text(int row, int col, int cols, enum role role, const char *text);

/* The same for text whose shortening is meant: not counted as cut. */
int draw_shortened(int row, int col, int cols, enum role role,
		   const char *text);

/* Gives a part of what was drawn another role, where it stands. */
void draw_again(int row, int col, enum role role, struct slice part);

/* Draws a paragraph, broken at blanks; returns the rows it took. */
int draw_wrapped(int row, int col, int cols, enum role role, const char *text);

/* A paragraph whose first line begins behind a label of its own. */
int draw_labelled(int row, int col, int label_cols, const char *label,
		  enum role role, const char *text);

/* A paragraph, and what stands behind newlines in it on lines of its own that
 * begin in the first column and use all of them: an address is whole there, and
 * a mouse selects nothing else with it. */
int draw_with_address(int row, int col, enum role role, const char *text);

/* Puts the terminal's cursor there; without this it is hidden. */
void draw_cursor(int row, int col);

/* A thin line, on the window itself. */
void draw_hline(int row, int col, int cols);

/* The rows and lines that every screen has. */
void draw_top_line(const char *program, const char *about, const char *right);
void draw_steps(const char *const *names, size_t count, size_t here);

struct key_hint {
	const char *key;  /* "Enter" */
	const char *word; /* "next" */
	bool always;      /* shown even where others have no room */
	struct key press; /* what a click on it does */
};

/* As many of the keys as there is room for, the first ones first. */
void draw_key_line(const struct key_hint *hints, size_t count);

/* A message in the place of the keys. */
void draw_notice(const char *text);

/* How far the body is scrolled: belongs to the screen, starts as zeros. */
struct scroll {
	int top;   /* the first row that shows */
	int focus; /* where the person was when it was drawn last */
	int rows;  /* how many rows the body had, and how many of them fit */
	int fits;
};

/* Frees what is kept from frame to frame; before the terminal is given back. */
void draw_stop(void);

/* Between the two, rows count from the top of the body. The body then shows the
 * part that the person scrolled to, or the rows in focus when those moved. */
void draw_body_begin(void);
void draw_body_focus(int first_row, int last_row);
void draw_body_end(struct scroll *scroll, const char *more);

/* One page up (-1) or down (1). False when it shows that end already. */
bool scroll_page(struct scroll *scroll, int direction);

#endif
