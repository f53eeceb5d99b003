/* What stands around the body on every screen: the line on top, the steps, the
 * keys.
 *
 * SPDX-License-Identifier: MIT */
#include "term/draw.h"

#include <stdlib.h>

#include "term/curses.h"
#include "term/fit.h"
#include "term/hotspot.h"

enum { KEY_GAP = 4, KEY_GAP_MIN = 2 };

void draw_top_line(const char *program, const char *about, const char *right)
{
	int right_cols = text_cols(right);
	int col = DRAW_MARGIN;

	col += draw_text(0, col, 0, ROLE_ACCENT, program);
	if (*about)
		draw_text(0, col + 2, draw_cols() - col - 2 - right_cols - 3,
			  ROLE_TEXT, about);
	draw_text(0, draw_cols() - DRAW_MARGIN - right_cols, right_cols,
		  ROLE_MUTED, right);
}

/* "✓ Domain ─── ● Program ─── ○ Records": the lines get what the words leave.
 */
void draw_steps(const char *const *names, size_t count, size_t here)
{
	int col = DRAW_MARGIN;
	int words = 0;
	int line;

	if (count < 2)
		return;
	for (size_t i = 0; i < count; i++)
		words += 2 + text_cols(names[i]);
	line = (draw_cols() - 2 * DRAW_MARGIN - words) / (int)(count - 1) - 2;
	line = line > 3 ? 3 : line;
	for (size_t i = 0; i < count; i++) {
		enum role role = i == here  ? ROLE_ACCENT
				 : i < here ? ROLE_TEXT
					    : ROLE_MUTED;
		enum sign sign = i == here  ? SIGN_HERE
				 : i < here ? SIGN_GOOD
					    : SIGN_MISSING;

		col += draw_text(1, col, 0, i < here ? ROLE_GOOD : role,
				 sign_text(sign)) +
		       1;
		if (i < here)
			hotspot_add_step(1, col, text_cols(names[i]), i);
		col += draw_text(1, col, 0, role, names[i]);
		if (i + 1 == count)
			break;
		if (line > 0)
			draw_hline(1, col + 1, line);
		col += line > 0 ? line + 2 : 1;
	}
}

static int hint_cols(const struct key_hint *hint)
{
	return text_cols(hint->key) + 1 + text_cols(hint->word);
}

/* Chooses which hints there is room for; returns the columns of their words and
 * sets *shown to how many they are. */
static int choose_hints(const struct key_hint *hints, size_t count, int room,
			bool *chosen, int *shown)
{
	int words = 0;

	*shown = 0;
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			int cols = hint_cols(&hints[i]);

			if (hints[i].always != (pass == 0) ||
			    words + cols + KEY_GAP_MIN * *shown > room)
				continue;
			chosen[i] = true;
			words += cols;
			(*shown)++;
		}
	}
	return words;
}

void draw_key_line(const struct key_hint *hints, size_t count)
{
	bool *chosen = xcalloc(count, sizeof(*chosen));
	int room = draw_cols() - 2 * DRAW_MARGIN;
	int shown;
	int words = choose_hints(hints, count, room, chosen, &shown);
	int gap = shown > 1 ? (room - words) / (shown - 1) : KEY_GAP;
	int col = DRAW_MARGIN;

	gap = gap > KEY_GAP ? KEY_GAP : gap;
	for (size_t i = 0; i < count; i++) {
		if (!chosen[i])
			continue;
		hotspot_add(LINES - 1, col, hint_cols(&hints[i]),
			    &hints[i].press);
		col += draw_text(LINES - 1, col, 0, ROLE_KEY, hints[i].key) + 1;
		col += draw_text(LINES - 1, col, 0, ROLE_MUTED, hints[i].word);
		col += gap;
	}
	free(chosen);
}

void draw_notice(const char *text)
{
	int cols = draw_cols() - 2 * DRAW_MARGIN;
	int rows = text_wrapped_rows(text, cols);

	/* A long one takes the thin line's place as well. */
	if (rows > 1)
		mvhline(LINES - 2, 0, ' ', COLS);
	draw_wrapped(LINES - (rows > 1 ? 2 : 1), DRAW_MARGIN, cols, ROLE_ACCENT,
		     text);
}
