/* SPDX-License-Identifier: MIT */
#include "term/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "term/look.h"

enum {
	BODY_TOP = 3,
	BODY_MAX_ROWS = 500,
	PAGE_MAX_COLS = 120, /* longer lines are hard to read */
};

static struct {
	WINDOW *target; /* stdscr, or the pad of the body */
	WINDOW *pad;    /* kept: making one costs more than all the drawing */
	int clipped;
	int overlapped;
	int cursor_row; /* in the target that it was set for; -1: hidden */
	int cursor_col;
	bool cursor_in_body;
	int body_rows;
	int focus_first;
	int focus_last;
} frame;

void draw_begin(void)
{
	hotspots_begin();
	erase();
	frame.target = stdscr;
	frame.clipped = 0;
	frame.overlapped = 0;
	frame.cursor_row = -1;
	frame.cursor_in_body = false;
}

void draw_end(void)
{
	bool shown = frame.cursor_row >= 0 && frame.cursor_row < LINES &&
		     frame.cursor_col < COLS;

	curs_set(shown);
	if (shown)
		move(frame.cursor_row, frame.cursor_col);
	refresh();
}

int draw_clipped(void)
{
	return frame.clipped;
}

int draw_overlapped(void)
{
	return frame.overlapped;
}

int draw_cols(void)
{
	return COLS < PAGE_MAX_COLS ? COLS : PAGE_MAX_COLS;
}

int draw_window_cols(void)
{
	return COLS;
}

int draw_rows(void)
{
	return LINES;
}

/* The rows of the window, or of the body inside draw_body_begin() and _end().
 */
static int target_rows(void)
{
	return frame.target == stdscr ? LINES : BODY_MAX_ROWS;
}

/* Puts clean UTF-8 into the cells; it is known to fit. */
static void put(int row, int col, enum role role, struct slice text)
{
	wchar_t wide[512];
	size_t count = 0;
	size_t used;

	for (size_t at = 0; at < text.len && count < COUNT_OF(wide) - 1;
	     at += used) {
		int32_t c = utf8_decode(text.at + at, text.len - at, &used);
		bool shows = c >= 0x20 && wcwidth((wchar_t)c) >= 0;

		wide[count++] = shows ? (wchar_t)c : c == '\t' ? L' ' : 0xfffd;
	}
	wide[count] = L'\0';
	wattr_set(frame.target, look_attributes(role), look_pair(role), NULL);
	mvwaddnwstr(frame.target, row, col, wide, (int)count);
	wattr_set(frame.target, A_NORMAL, 0, NULL);
}

/* The same; counts where something is there already. */
static void put_once(int row, int col, enum role role, struct slice text)
{
	bool taken = false;

	for (int i = 0; i < slice_cols(text) && !taken; i++)
		taken = (mvwinch(frame.target, row, col + i) & A_CHARTEXT) !=
			' ';
	frame.overlapped += taken;
	put(row, col, role, text);
}

static int draw_line(int row, int col, int cols, enum role role,
		     struct slice text, bool counts)
{
	struct str fitted = STR_INIT(STR_MAX_TEXT);
	int room = draw_cols() - col;
	int taken;
	bool fits;

	if (cols <= 0)
		room -= DRAW_MARGIN;
	else if (cols < room)
		room = cols;
	fits = text_fit(text, room, &fitted);
	if (text.len && (row < 0 || row >= target_rows() || room <= 0))
		fits = false;
	else if (fitted.len)
		put_once(row, col, role, slice_of(str_text(&fitted)));
	if (frame.target != stdscr && row >= frame.body_rows)
		frame.body_rows = row + 1;
	if (!fits && counts)
		frame.clipped++;
	taken = text_cols(str_text(&fitted));
	str_free(&fitted);
	return taken;
}

int draw_text(int row, int col, int cols, enum role role, const char *text)
{
	return draw_line(row, col, cols, role, slice_of(text), true);
}

int draw_shortened(int row, int col, int cols, enum role role, const char *text)
{
	return draw_line(row, col, cols, role, slice_of(text), false);
}

void draw_again(int row, int col, enum role role, struct slice part)
{
	if (row >= 0 && row < target_rows() && col >= 0 &&
	    col + slice_cols(part) <= draw_cols())
		put(row, col, role, part);
}

int draw_wrapped(int row, int col, int cols, enum role role, const char *text)
{
	struct slice rest = slice_of(text);
	struct slice line;
	int first = row;

	if (cols <= 0)
		cols = draw_cols() - col - DRAW_MARGIN;
	while (text_wrap(&rest, cols, &line))
		draw_line(row++, col, cols, role, line, true);
	return row - first;
}

int draw_labelled(int row, int col, int label_cols, const char *label,
		  enum role role, const char *text)
{
	int rows;

	draw_text(row, col, label_cols, ROLE_MUTED, label);
	rows = draw_wrapped(row, col + label_cols, 0, role, text);
	return rows ? rows : 1;
}

int draw_with_address(int row, int col, enum role role, const char *text)
{
	struct slice rest = slice_of(text);
	char *line = slice_dup(slice_take_until(&rest, "\n"));
	int first = row;

	row += draw_wrapped(row, col, 0, role, line);
	free(line);
	while (slice_skip_char(&rest, '\n')) {
		line = slice_dup(slice_take_until(&rest, "\n"));
		row += draw_wrapped(row, 0, draw_cols(), ROLE_VALUE, line);
		free(line);
	}
	return row - first;
}

void draw_cursor(int row, int col)
{
	frame.cursor_row = row;
	frame.cursor_col = col;
	frame.cursor_in_body = frame.target != stdscr;
}

void draw_hline(int row, int col, int cols)
{
	cchar_t line;
	wchar_t wide[CCHARW_MAX + 1];
	attr_t attributes;
	short pair;

	/* It brings attributes of its own, which count. */
	getcchar(WACS_HLINE, wide, &attributes, &pair, NULL);
	setcchar(&line, wide, attributes | look_attributes(ROLE_MUTED),
		 look_pair(ROLE_MUTED), NULL);
	mvhline_set(row, col, &line, cols);
}

void draw_stop(void)
{
	if (frame.pad)
		delwin(frame.pad);
	frame.pad = NULL;
	frame.body_rows = 0;
}

void draw_body_begin(void)
{
	int cols = COLS > 0 ? COLS : 1;

	if (frame.pad && getmaxx(frame.pad) != cols)
		draw_stop();
	if (!frame.pad)
		frame.pad = newpad(BODY_MAX_ROWS, cols);
	if (!frame.pad)
		die_out_of_memory();
	for (int row = 0; row < frame.body_rows && row < BODY_MAX_ROWS; row++) {
		wmove(frame.pad, row, 0);
		wclrtoeol(frame.pad);
	}
	hotspots_begin_body();
	frame.target = frame.pad;
	frame.body_rows = 0;
	frame.focus_first = frame.focus_last = -1;
}

void draw_body_focus(int first_row, int last_row)
{
	frame.focus_first = first_row;
	frame.focus_last = last_row;
}

/* Where the body must be scrolled to. */
static void follow_focus(struct scroll *scroll)
{
	int first = frame.focus_first;
	int last = frame.focus_last;

	if (first >= 0 && (first != scroll->focus || !scroll->rows)) {
		scroll->focus = first;
		if (last >= scroll->top + scroll->fits)
			scroll->top = last - scroll->fits + 1;
		if (first < scroll->top)
			scroll->top = first;
		/* Near the top all of the top shows, with its title. */
		if (last < scroll->fits)
			scroll->top = 0;
	}
	if (scroll->top > frame.body_rows - scroll->fits)
		scroll->top = frame.body_rows - scroll->fits;
	if (scroll->top < 0)
		scroll->top = 0;
	scroll->rows = frame.body_rows;
}

/* The thin line, with what lies above and below at its end. */
static void draw_rule(const struct scroll *scroll, const char *more)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool above = scroll->top > 0;
	bool below = scroll->top + scroll->fits < scroll->rows;
	int col = COLS, cols = 0;

	if (above || below) {
		str_addf(&text, " %s%s%s %s ", above ? sign_text(SIGN_UP) : "",
			 above && below ? " " : "",
			 below ? sign_text(SIGN_DOWN) : "", more);
		cols = text_cols(str_text(&text));
		col = draw_cols() - cols - 2;
		draw_text(LINES - 2, col, cols, ROLE_ACCENT, str_text(&text));
	}
	draw_hline(LINES - 2, 0, col);
	if (cols)
		draw_hline(LINES - 2, col + cols, COLS - col - cols);
	str_free(&text);
}

void draw_body_end(struct scroll *scroll, const char *more)
{
	WINDOW *pad = frame.target;
	int rows;

	scroll->fits = LINES - BODY_TOP - 2;
	if (scroll->fits < 1)
		scroll->fits = 1;
	follow_focus(scroll);
	rows = scroll->fits < LINES - BODY_TOP ? scroll->fits
					       : LINES - BODY_TOP;
	hotspots_end_body(scroll->top, BODY_TOP, rows);
	if (rows > 0)
		copywin(pad, stdscr, scroll->top, 0, BODY_TOP, 0,
			BODY_TOP + rows - 1, COLS - 1, FALSE);
	frame.target = stdscr;
	if (frame.cursor_in_body) {
		frame.cursor_row -= scroll->top;
		if (frame.cursor_row < 0 || frame.cursor_row >= scroll->fits)
			frame.cursor_row = -1;
		else
			frame.cursor_row += BODY_TOP;
	}
	draw_rule(scroll, more);
}

bool scroll_page(struct scroll *scroll, int direction)
{
	int before = scroll->top;
	int page = scroll->fits > 2 ? scroll->fits - 2 : 1;

	scroll->top += direction * page;
	if (scroll->top > scroll->rows - scroll->fits)
		scroll->top = scroll->rows - scroll->fits;
	if (scroll->top < 0)
		scroll->top = 0;
	return scroll->top != before;
}
