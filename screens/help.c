/* SPDX-License-Identifier: MIT */
#include "screens/help.h"

#include "i18n/i18n.h"
#include "screens/shortcuts.h"
#include "term/fit.h"
#include "text/glossary.h"

enum { COL_LABEL = 3, LABEL_MIN_COLS = 10 };

/* As wide as the widest of them, and a gap. */
static int wider(int cols, const char *label)
{
	return text_cols(label) + 2 > cols ? text_cols(label) + 2 : cols;
}

static bool is_told(const struct flow *flow, const struct shortcut *s)
{
	return s->key && shortcut_applies(flow, s);
}

static int draw_keys(const struct flow *flow, int row)
{
	struct shortcut_list lists[SHORTCUT_LISTS];
	int cols = LABEL_MIN_COLS;
	int first = row;

	shortcuts_of_screen(flow, lists);
	for (size_t k = 0; k < SHORTCUT_LISTS; k++)
		for (size_t i = 0; i < lists[k].count; i++)
			if (is_told(flow, &lists[k].items[i]))
				cols = wider(cols, _(lists[k].items[i].key));
	draw_text(row++, 1, 0, ROLE_MUTED, _("Keys that work here"));
	for (size_t k = 0; k < SHORTCUT_LISTS; k++) {
		for (size_t i = 0; i < lists[k].count; i++) {
			const struct shortcut *s = &lists[k].items[i];

			if (!is_told(flow, s))
				continue;
			draw_text(row, COL_LABEL, 0, ROLE_KEY, _(s->key));
			row += draw_wrapped(row, COL_LABEL + cols, 0, ROLE_TEXT,
					    _(s->help ? s->help : s->word));
		}
	}
	return row - first;
}

static void draw_words(unsigned words, int row)
{
	int cols = LABEL_MIN_COLS;

	if (!words)
		return;
	for (int i = 0; i < WORD_COUNT; i++)
		if (words & WORD_BIT(i))
			cols = wider(cols, glossary_word((enum word)i));
	draw_text(row++, 1, 0, ROLE_MUTED, _("Words"));
	for (int i = 0; i < WORD_COUNT; i++) {
		if (!(words & WORD_BIT(i)))
			continue;
		draw_text(row, COL_LABEL, 0, ROLE_VALUE,
			  glossary_word((enum word)i));
		row += draw_wrapped(row, COL_LABEL + cols, 0, ROLE_TEXT,
				    glossary_meaning((enum word)i));
	}
}

void help_draw(const struct flow *flow)
{
	const struct screen *screen = flow->screen;
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE, _(screen->title)) + 1;
	row += draw_wrapped(row, 1, 0, ROLE_TEXT, _(screen->help)) + 1;
	/* TRANSLATORS: heading: for the support colleague on the telephone. */
	draw_text(row++, 1, 0, ROLE_MUTED, _("For whoever helps"));
	row += draw_wrapped(row, 1, 0, ROLE_TEXT, _(screen->support)) + 1;
	row += draw_keys(flow, row) + 1;
	draw_words(screen->words, row);
}
