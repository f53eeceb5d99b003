/* SPDX-License-Identifier: MIT */
#include "screens/frame.h"

#include <stdlib.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "term/fit.h"
#include "term/term.h"

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

static bool applies(const struct flow *flow, const struct shortcut *s)
{
	return !s->applies || s->applies(flow);
}

/* What must be there even where little fits: the help, and at the end the way
 * out. */
static bool is_always_shown(const struct flow *flow, const struct shortcut *s)
{
	return s->name == K_F1 ||
	       (flow->place == PLACE_DONE && s->run == flow_leave);
}

static size_t add_hints(const struct flow *flow, struct key_hint *hints,
			size_t count, const struct shortcut *list, size_t len)
{
	for (size_t i = 0; i < len && count < HINTS_MAX; i++) {
		if (list[i].word && applies(flow, &list[i]))
			hints[count++] = (struct key_hint){
				.key = _(list[i].key),
				.word = _(list[i].word),
				.always = is_always_shown(flow, &list[i]),
			};
	}
	return count;
}

static void draw_keys(const struct flow *flow)
{
	struct key_hint hints[HINTS_MAX];
	size_t count = 0;

	if (flow->notice) {
		draw_notice(_(flow->notice));
		return;
	}
	count = add_hints(flow, hints, count, flow->screen->shortcuts,
			  flow->screen->shortcut_count);
	count = add_hints(flow, hints, count, flow_shortcuts,
			  flow_shortcut_count);
	draw_key_line(hints, count);
}

static int draw_help_keys(const struct flow *flow, int row,
			  const struct shortcut *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *help = list[i].help ? list[i].help : list[i].word;

		if (!list[i].key || !applies(flow, &list[i]))
			continue;
		draw_text(row, 3, 11, ROLE_KEY, _(list[i].key));
		row += draw_wrapped(row, 15, 0, ROLE_TEXT, _(help));
	}
	return row;
}

static void draw_help(const struct flow *flow)
{
	const struct screen *screen = flow->screen;
	int row = 0;

	row += draw_wrapped(row, 1, 0, ROLE_TITLE, _(screen->title)) + 1;
	row += draw_wrapped(row, 1, 0, ROLE_TEXT, _(screen->help)) + 1;
	draw_text(row++, 1, 0, ROLE_MUTED, _("Keys that work here"));
	row = draw_help_keys(flow, row, screen->shortcuts,
			     screen->shortcut_count);
	draw_help_keys(flow, row, flow_shortcuts, flow_shortcut_count);
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
	}
	draw_body_focus(2, 4);
}

/* The keys while something covers the screen. */
static void draw_overlay_keys(const struct flow *flow)
{
	const struct key_hint help[] = {
		{ .key = _("Esc"), .word = _("close") },
		{ .key = _("F2"), .word = _("language") },
	};
	const struct key_hint language[] = {
		{ .key = "↑ ↓", .word = _("choose") },
		{ .key = _("Enter"), .word = _("next") },
	};

	if (flow->notice)
		draw_notice(_(flow->notice));
	else if (flow->overlay == OVERLAY_HELP)
		draw_key_line(help, COUNT_OF(help));
	else
		draw_key_line(language, COUNT_OF(language));
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

void frame_draw(struct flow *flow)
{
	/* TRANSLATORS: behind an arrow: there is more text below or above. */
	const char *more = _("more: PgUp, PgDn");

	if (flow->overlay == OVERLAY_ALONE) {
		term_show_alone(
			flow->alone,
			_("Select it with the mouse. Any key goes on."));
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
		draw_help(flow);
	else if (flow->overlay == OVERLAY_LANGUAGE)
		draw_language(flow);
	else
		flow->screen->draw(flow);
	draw_body_end(flow->overlay ? &flow->overlay_scroll : &flow->scroll,
		      more);
	if (flow->overlay)
		draw_overlay_keys(flow);
	else
		draw_keys(flow);
	draw_end();
}
