/* SPDX-License-Identifier: MIT */
#include "screens/shortcuts.h"

#include "core/way.h"
#include "i18n/i18n.h"
#include "screens/frame.h"
#include "term/form.h"
#include "term/term.h"

static void next_language(struct flow *flow)
{
	size_t index = i18n_index() + 1;

	flow_use_language(flow, i18n_code(index) ? index : 0);
}

static void go_back(struct flow *flow)
{
	if (flow->aside)
		flow->aside = NULL;
	else
		wizard_back(flow->wizard);
}

static void show_overview(struct flow *flow)
{
	flow_step_aside(flow, &screen_overview);
}

static bool has_overview(const struct flow *flow)
{
	return flow->wizard->actions.each_known &&
	       flow->screen != &screen_overview;
}

static void open_help(struct flow *flow)
{
	flow->overlay = OVERLAY_HELP;
	flow->overlay_scroll = (struct scroll){ 0 };
}

static void suspend(struct flow *flow)
{
	(void)flow;
	term_suspend();
}

static void redraw(struct flow *flow)
{
	(void)flow;
	term_redraw();
}

/* Ctrl-C is also what people press to copy: so it asks first. */
static void ask_to_stop(struct flow *flow)
{
	if (flow->stop_asked) {
		flow_leave(flow);
		return;
	}
	flow->stop_asked = true;
	flow_notice(flow,
		    flow->place == PLACE_RECORDS
			    ? N_("Ctrl-C again to leave. To copy: v, then "
				 "the mouse.")
			    : N_("Ctrl-C again to leave; all is kept."));
}

static struct scroll *scroll_of(struct flow *flow)
{
	return flow->overlay ? &flow->overlay_scroll : &flow->scroll;
}

static void page_up(struct flow *flow)
{
	scroll_page(scroll_of(flow), -1);
}

static void page_down(struct flow *flow)
{
	scroll_page(scroll_of(flow), 1);
}

static bool can_go_back(const struct flow *flow)
{
	return flow->place != PLACE_DOMAIN || flow->aside;
}

bool shortcuts_is_typing(const struct flow *flow)
{
	const struct screen *screen = flow->screen;

	return screen->takes_text ||
	       (screen->is_typing && screen->is_typing(flow));
}

static bool letters_are_keys(const struct flow *flow)
{
	return !shortcuts_is_typing(flow);
}

/* Where the way is behind: in a place of its own it is asked anyway. */
static bool can_change_way(const struct flow *flow)
{
	return flow->place >= PLACE_RECORDS && !flow->aside &&
	       wizard_has_ways(flow->wizard);
}

static void change_way(struct flow *flow)
{
	(void)wizard_change_way(flow->wizard);
}

static const struct shortcut common[] = {
	{ K_F1, 0, N_("F1"), N_("help"), N_("this explanation (also: ?)"),
	  open_help, NULL },
	{ K_CHAR, '?', NULL, NULL, NULL, open_help, NULL },
	{ K_ESC, 0, N_("Esc"), N_("back"), N_("one step back"), go_back,
	  can_go_back },
	{ K_CHAR, 'q', N_("q"), N_("leave"),
	  N_("leave; everything is kept (also: Ctrl-C twice)"), flow_leave,
	  letters_are_keys },
	{ K_CTRL, 'C', N_("Ctrl-C"), N_("leave"),
	  N_("leave; everything is kept (press it twice)"), ask_to_stop,
	  shortcuts_is_typing },
	{ K_CTRL, 'C', NULL, NULL, NULL, ask_to_stop, letters_are_keys },
	{ K_F2, 0, N_("F2"), N_("language"),
	  N_("Dutch, German or English, at any moment"), next_language, NULL },
	{ K_F1 + 5, 0, N_("F6"), NULL,
	  N_("choose another way of sending for the program"), change_way,
	  can_change_way },
	{ K_F3, 0, N_("F3"), NULL, N_("the domains that zegel knows"),
	  show_overview, has_overview },
	{ K_PAGE_UP, 0, N_("PgUp"), NULL, N_("further up, and PgDn down"),
	  page_up, NULL },
	{ K_PAGE_DOWN, 0, NULL, NULL, NULL, page_down, NULL },
	{ K_CTRL, 'L', N_("Ctrl-L"), NULL, N_("draw the screen anew"), redraw,
	  NULL },
	{ K_CTRL, 'Z', NULL, NULL, NULL, suspend, NULL },
};

static void first_page(struct flow *flow)
{
	while (scroll_page(scroll_of(flow), -1))
		;
}

static void last_page(struct flow *flow)
{
	while (scroll_page(scroll_of(flow), 1))
		;
}

static bool has_more(const struct flow *flow)
{
	const struct scroll *s = &flow->overlay_scroll;

	return s->top + s->fits < s->rows;
}

static const struct shortcut help[] = {
	{ K_ESC, 0, N_("Esc"), N_("close"), NULL, flow_close_overlay, NULL },
	{ K_PAGE_DOWN, 0, N_("PgDn"), N_("further"), NULL, page_down,
	  has_more },
	/* At the end too, where any other key would close it. */
	{ K_PAGE_DOWN, 0, NULL, NULL, NULL, page_down, NULL },
	{ K_DOWN, 0, NULL, NULL, NULL, page_down, NULL },
	{ K_END, 0, NULL, NULL, NULL, last_page, NULL },
	{ K_PAGE_UP, 0, NULL, NULL, NULL, page_up, NULL },
	{ K_UP, 0, NULL, NULL, NULL, page_up, NULL },
	{ K_HOME, 0, NULL, NULL, NULL, first_page, NULL },
	{ K_F2, 0, N_("F2"), N_("language"), NULL, next_language, NULL },
};

static void choose_language(struct flow *flow)
{
	flow_use_language(flow, flow->language_at);
	flow_close_overlay(flow);
}

/* Shown at once: whoever reads it knows that it is right. */
static void move_language(struct flow *flow, const struct key *key)
{
	struct list list = { .at = flow->language_at };

	while (i18n_code(list.count))
		list.count++;
	if (list_event(&list, key))
		flow_use_language(flow, list.at);
}

static const struct shortcut language[] = {
	{ K_UP, 0, N_("↑ ↓"), N_("choose"), NULL, NULL, NULL },
	{ K_ENTER, 0, N_("Enter"), N_("next"), NULL, choose_language, NULL },
};

void shortcuts_of_screen(const struct flow *flow,
			 struct shortcut_list lists[SHORTCUT_LISTS])
{
	lists[0] = (struct shortcut_list){ flow->screen->shortcuts,
					   flow->screen->shortcut_count };
	lists[1] = (struct shortcut_list){ common, COUNT_OF(common) };
}

struct shortcut_list shortcuts_of_overlay(const struct flow *flow)
{
	if (flow->overlay == OVERLAY_HELP)
		return (struct shortcut_list){ help, COUNT_OF(help) };
	if (flow->overlay == OVERLAY_LANGUAGE)
		return (struct shortcut_list){ language, COUNT_OF(language) };
	return (struct shortcut_list){ 0 };
}

bool shortcut_applies(const struct flow *flow, const struct shortcut *shortcut)
{
	return !shortcut->applies || shortcut->applies(flow);
}

bool shortcuts_run(struct flow *flow, struct shortcut_list list,
		   const struct key *key)
{
	for (size_t i = 0; i < list.count; i++) {
		const struct shortcut *s = &list.items[i];

		if (!s->run || s->name != key->name ||
		    s->character != key->character ||
		    !shortcut_applies(flow, s))
			continue;
		s->run(flow);
		return true;
	}
	return false;
}

/* A text alone that does not fit is turned over; any other key closes it. */
static bool turn_alone(struct flow *flow, const struct key *key)
{
	bool back = key->name == K_PAGE_UP || key->name == K_UP;
	bool on = key->name == K_PAGE_DOWN || key->name == K_DOWN;

	if (!(back || on) || !frame_turn_alone(flow, on))
		return false;
	term_redraw();
	return true;
}

bool shortcuts_overlay_key(struct flow *flow, const struct key *key)
{
	const struct shortcut_list all = { common, COUNT_OF(common) };

	if (shortcuts_run(flow, shortcuts_of_overlay(flow), key))
		return true;
	if (flow->overlay != OVERLAY_ALONE && key->name == K_CTRL)
		return shortcuts_run(flow, all, key);
	if (flow->overlay == OVERLAY_LANGUAGE)
		move_language(flow, key);
	else if (flow->overlay != OVERLAY_ALONE || !turn_alone(flow, key))
		flow_close_overlay(flow);
	return true;
}
