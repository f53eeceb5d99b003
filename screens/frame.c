/* SPDX-License-Identifier: MIT */
#include "screens/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "screens/help.h"
#include "screens/shortcuts.h"
#include "term/fit.h"
#include "term/hotspot.h"
#include "term/term.h"
#include "text/fill.h"

enum { HINTS_MAX = 24 };

static void draw_top(const struct flow *flow)
{
	struct str about = STR_INIT(STR_MAX_TEXT);
	const char *domain = flow->wizard->choices.domain;

	if (*domain && flow->place != PLACE_DOMAIN) {
		char *shown = name_for_people(domain);
		struct str services = STR_INIT(STR_MAX_TEXT);

		str_add(&about, shown);
		flow_add_services(flow, &services);
		if (services.len)
			str_addf(&about, " · %s", str_text(&services));
		str_free(&services);
		free(shown);
	}
	draw_top_line("zegel", str_text(&about), i18n_name(i18n_index()));
	str_free(&about);
}

static void draw_step_line(const struct flow *flow)
{
	/* TRANSLATORS: the five steps stand in one line: 36 columns in all. */
	const char *names[STEP_COUNT] = {
		[STEP_DOMAIN] = _("Domain"),   [STEP_PROGRAM] = _("Program"),
		[STEP_RECORDS] = _("Records"), [STEP_WAITING] = _("Waiting"),
		[STEP_DONE] = _("Done"),
	};

	draw_steps(names, STEP_COUNT, wizard_step_of(flow->place));
}

/* Where nobody has to stay; while waiting, the other keys come first where
 * there is room for few. */
static bool may_leave(const struct flow *flow)
{
	if (flow->aside)
		return false;
	return flow->place == PLACE_DONE ||
	       (flow->place == PLACE_WAITING && draw_cols() >= 80);
}

/* What must be there even where little fits: the help, and the way out, or
 * back from beside the steps. */
static bool is_always_shown(const struct flow *flow, const struct shortcut *s)
{
	return s->name == K_F1 || (s->name == K_ESC && flow->aside) ||
	       (s->run == flow_leave && may_leave(flow));
}

/* A key that the screen has another use for is told of once. */
static bool is_told(const struct key_hint *hints, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(hints[i].key, key))
			return true;
	}
	return false;
}

static size_t add_hints(const struct flow *flow, struct key_hint *hints,
			size_t count, struct shortcut_list list)
{
	for (size_t i = 0; i < list.count && count < HINTS_MAX; i++) {
		const struct shortcut *s = &list.items[i];

		if (s->word && shortcut_applies(flow, s) &&
		    !is_told(hints, count, _(s->key)))
			hints[count++] = (struct key_hint){
				.key = _(s->key),
				.word = _(s->word),
				.always = is_always_shown(flow, s),
				.press = { .name = s->name,
					   .character = s->character },
			};
	}
	return count;
}

static void draw_keys(const struct flow *flow)
{
	struct shortcut_list lists[SHORTCUT_LISTS];
	struct key_hint hints[HINTS_MAX];
	size_t count = 0;

	if (flow->notice) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		text_fill_one(&text, _(flow->notice),
			      flow->notice_about ? flow->notice_about : "");
		draw_notice(str_text(&text));
		str_free(&text);
		return;
	}
	if (flow->overlay) {
		count = add_hints(flow, hints, count,
				  shortcuts_of_overlay(flow));
	} else {
		shortcuts_of_screen(flow, lists);
		for (size_t i = 0; i < SHORTCUT_LISTS; i++)
			count = add_hints(flow, hints, count, lists[i]);
	}
	draw_key_line(hints, count);
}

static void draw_language(const struct flow *flow)
{
	draw_text(0, 1, 0, ROLE_TITLE,
		  "Welke taal?  ·  Welche Sprache?  ·  Which language?");
	for (size_t i = 0; i18n_name(i); i++) {
		bool here = i == flow->language_at;

		if (here)
			draw_text(2 + (int)i, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
		draw_text(2 + (int)i, 5, 0, here ? ROLE_ACCENT : ROLE_TEXT,
			  i18n_name(i));
		hotspot_add_item(2 + (int)i, i);
	}
	draw_body_focus(2, 4);
}

static void draw_too_small(void)
{
	char *text = xasprintf(_("This window is too small: %d by %d. Please "
				 "make it at least %d by %d."),
			       draw_cols(), draw_rows(), DRAW_MIN_COLS,
			       DRAW_MIN_ROWS);

	draw_wrapped(0, 0, draw_cols(), ROLE_TEXT, text);
	free(text);
}

/* How many rows the first line of text takes, and where the next one begins. */
static int rows_of_line(const char **text, int cols)
{
	size_t len = strcspn(*text, "\n");
	int taken = slice_cols((struct slice){ *text, len });

	*text += len + ((*text)[len] == '\n');
	return taken > cols ? (taken + cols - 1) / cols : 1;
}

/* The lines that fit from text on, at least one; returns where they end. */
static const char *end_of_page(const char *text, int rows, size_t *lines)
{
	const char *end = text;

	*lines = 0;
	while (*end) {
		const char *next = end;

		rows -= rows_of_line(&next, draw_window_cols());
		if (rows < 0 && *lines)
			break;
		end = next;
		(*lines)++;
	}
	return end;
}

enum { ALONE_HINT_ROWS = 2 };

static const char *line_of(const char *text, size_t line)
{
	while (line-- && *text)
		rows_of_line(&text, draw_window_cols());
	return text;
}

bool frame_turn_alone(struct flow *flow, bool on)
{
	int rows = draw_rows() - ALONE_HINT_ROWS;
	const char *from = line_of(flow->alone, flow->alone_line);
	size_t lines, fit;

	if (!*end_of_page(flow->alone, rows, &lines))
		return false;
	if (on) {
		if (*end_of_page(from, rows, &lines))
			flow->alone_line += lines;
		return true;
	}
	/* Back by as many lines as end right before the first one. */
	for (fit = 0; fit < flow->alone_line; fit++) {
		const char *end = end_of_page(
			line_of(flow->alone, flow->alone_line - fit - 1), rows,
			&lines);

		if (end < from)
			break;
	}
	flow->alone_line -= fit;
	return true;
}

static void show_alone(const struct flow *flow)
{
	const char *from = line_of(flow->alone, flow->alone_line);
	size_t lines;
	const char *end = end_of_page(from, draw_rows() - ALONE_HINT_ROWS,
				      &lines);
	bool whole = !*end && !flow->alone_line;
	char *page = xstrndup(from, (size_t)(end - from));
	size_t len = strlen(page);

	if (len && page[len - 1] == '\n')
		page[len - 1] = '\0';
	term_show_alone(page, whole ? _("Select it with the mouse. Any key "
					"goes on.")
				    : _("PgUp, PgDn: there is more. Any other "
					"key goes on."));
	free(page);
}

void frame_draw(struct flow *flow)
{
	/* TRANSLATORS: behind an arrow: there is more text below or above. */
	const char *more = _("more: PgUp, PgDn");

	if (flow->overlay == OVERLAY_ALONE) {
		show_alone(flow);
		return;
	}
	draw_begin();
	if (draw_cols() < DRAW_MIN_COLS || draw_rows() < DRAW_MIN_ROWS) {
		draw_too_small();
		draw_end();
		return;
	}
	draw_top(flow);
	draw_step_line(flow);
	draw_body_begin();
	if (flow->overlay == OVERLAY_HELP)
		help_draw(flow);
	else if (flow->overlay == OVERLAY_LANGUAGE)
		draw_language(flow);
	else
		flow->screen->draw(flow);
	draw_body_end(flow->overlay ? &flow->overlay_scroll : &flow->scroll,
		      more);
	draw_keys(flow);
	draw_end();
}
