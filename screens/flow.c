/* SPDX-License-Identifier: MIT */
#include "screens/flow.h"

#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/frame.h"
#include "term/form.h"
#include "term/term.h"

static const struct screen *const screens[PLACE_COUNT] = {
	[PLACE_DOMAIN] = &screen_domain,   [PLACE_SERVICE] = &screen_service,
	[PLACE_WAY] = &screen_way,         [PLACE_VALUES] = &screen_values,
	[PLACE_RECORDS] = &screen_records, [PLACE_WAITING] = &screen_waiting,
	[PLACE_DONE] = &screen_done,
};

static const struct screen *wanted_screen(const struct flow *flow)
{
	return flow->aside ? flow->aside : screens[flow->wizard->place];
}

static void show_place(struct flow *flow)
{
	flow->place = flow->wizard->place;
	flow->in_hand = flow->wizard->in_hand;
	flow->screen = wanted_screen(flow);
	flow->state = xcalloc(1, flow->screen->state_size);
	flow->scroll = (struct scroll){ 0 };
	flow->dirty = true;
	if (flow->screen->enter)
		flow->screen->enter(flow);
}

static void hide_place(struct flow *flow)
{
	if (flow->screen->leave)
		flow->screen->leave(flow);
	free(flow->state);
	flow->state = NULL;
}

/* Shows the screen of the place where the wizard is now; a screen that has
 * nothing to do there may lead on at once. */
static void follow_wizard(struct flow *flow)
{
	for (;;) {
		if (flow->place != flow->wizard->place ||
		    flow->in_hand != flow->wizard->in_hand)
			flow->aside = NULL;
		else if (flow->screen == wanted_screen(flow))
			return;
		hide_place(flow);
		show_place(flow);
	}
}

void flow_start(struct flow *flow, struct wizard *wizard, bool ask_language)
{
	*flow = (struct flow){ .wizard = wizard };
	if (ask_language)
		flow->overlay = OVERLAY_LANGUAGE;
	flow->language_at = i18n_index();
	show_place(flow);
	follow_wizard(flow);
}

void flow_stop(struct flow *flow)
{
	hide_place(flow);
	free(flow->alone);
	free(flow->title);
	*flow = (struct flow){ 0 };
}

void flow_leave(struct flow *flow)
{
	if (flow->wizard->actions.leave)
		flow->wizard->actions.leave(flow->wizard->actions.ctx);
}

void flow_next(struct flow *flow)
{
	wizard_next(flow->wizard);
}

void flow_notice(struct flow *flow, const char *msgid)
{
	flow->notice = msgid;
	flow->dirty = true;
}

void flow_step_aside(struct flow *flow, const struct screen *screen)
{
	flow->aside = screen;
}

void flow_show_alone(struct flow *flow, const char *value)
{
	free(flow->alone);
	flow->alone = xstrdup(value);
	flow->overlay = OVERLAY_ALONE;
	flow->dirty = true;
}

static void close_overlay(struct flow *flow)
{
	/* The value alone was written past ncurses. */
	if (flow->overlay == OVERLAY_ALONE)
		term_redraw();
	flow->overlay = OVERLAY_NONE;
}

static void use_language(struct flow *flow, size_t index)
{
	if (i18n_use(i18n_code(index))) {
		flow_notice(flow, N_("This language is not installed."));
		return;
	}
	flow->language_at = index;
	if (flow->language_changed)
		flow->language_changed(flow->ctx);
}

static void next_language(struct flow *flow)
{
	size_t index = i18n_index() + 1;

	use_language(flow, i18n_code(index) ? index : 0);
}

static void go_back(struct flow *flow)
{
	if (flow->aside)
		flow->aside = NULL;
	else
		wizard_back(flow->wizard);
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

static void page_up(struct flow *flow)
{
	scroll_page(&flow->scroll, -1);
}

static void page_down(struct flow *flow)
{
	scroll_page(&flow->scroll, 1);
}

static bool can_go_back(const struct flow *flow)
{
	return flow->place != PLACE_DOMAIN;
}

static bool letters_are_keys(const struct flow *flow)
{
	return !flow->screen->takes_text;
}

static bool letters_are_text(const struct flow *flow)
{
	return flow->screen->takes_text;
}

/* What works on every screen. */
const struct shortcut flow_shortcuts[] = {
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
	  letters_are_text },
	{ K_CTRL, 'C', NULL, NULL, NULL, ask_to_stop, letters_are_keys },
	{ K_F2, 0, N_("F2"), N_("language"),
	  N_("Dutch, German or English, at any moment"), next_language, NULL },
	{ K_PAGE_UP, 0, N_("PgUp"), NULL, N_("further up, and PgDn down"),
	  page_up, NULL },
	{ K_PAGE_DOWN, 0, NULL, NULL, NULL, page_down, NULL },
	{ K_CTRL, 'L', N_("Ctrl-L"), NULL, N_("draw the screen anew"), redraw,
	  NULL },
	{ K_CTRL, 'Z', NULL, NULL, NULL, suspend, NULL },
};
const size_t flow_shortcut_count = COUNT_OF(flow_shortcuts);

static bool run_shortcut(struct flow *flow, const struct shortcut *list,
			 size_t count, const struct key *key)
{
	for (size_t i = 0; i < count; i++) {
		const struct shortcut *s = &list[i];

		if (s->name != key->name || s->character != key->character ||
		    (s->applies && !s->applies(flow)))
			continue;
		s->run(flow);
		return true;
	}
	return false;
}

static void language_key(struct flow *flow, const struct key *key)
{
	struct list list = { .at = flow->language_at };

	while (i18n_code(list.count))
		list.count++;
	if (key->name == K_ENTER) {
		use_language(flow, flow->language_at);
		close_overlay(flow);
	} else if (list_event(&list, key)) {
		/* Shown at once: whoever reads it knows that it is right. */
		use_language(flow, list.at);
	} else if (key->name == K_CTRL) {
		run_shortcut(flow, flow_shortcuts, flow_shortcut_count, key);
	}
}

static void help_key(struct flow *flow, const struct key *key)
{
	if (key->name == K_PAGE_UP || key->name == K_UP)
		scroll_page(&flow->overlay_scroll, -1);
	else if (key->name == K_PAGE_DOWN || key->name == K_DOWN)
		scroll_page(&flow->overlay_scroll, 1);
	else if (key->name == K_F2)
		next_language(flow);
	else if (key->name == K_CTRL)
		run_shortcut(flow, flow_shortcuts, flow_shortcut_count, key);
	else
		close_overlay(flow);
}

static void screen_key(struct flow *flow, const struct key *key)
{
	const struct screen *screen = flow->screen;

	if (run_shortcut(flow, screen->shortcuts, screen->shortcut_count, key))
		return;
	if (screen->event && screen->event(flow, key))
		return;
	run_shortcut(flow, flow_shortcuts, flow_shortcut_count, key);
}

void flow_key(struct flow *flow, const struct key *key)
{
	bool asked = flow->stop_asked;

	flow->notice = NULL;
	if (key->name != K_CTRL || key->character != 'C')
		flow->stop_asked = false;
	/* What was asked is answered: Esc takes back the wish to leave. */
	if (asked && !flow->stop_asked && key->name == K_ESC) {
		flow->dirty = true;
		return;
	}
	flow->in_key = true;
	switch (flow->overlay) {
	case OVERLAY_LANGUAGE:
		language_key(flow, key);
		break;
	case OVERLAY_HELP:
		help_key(flow, key);
		break;
	case OVERLAY_ALONE:
		close_overlay(flow);
		break;
	case OVERLAY_NONE:
		screen_key(flow, key);
		break;
	}
	flow->in_key = false;
	follow_wizard(flow);
	flow->dirty = true;
	if (flow->changed_in_key)
		flow_changed(flow);
	flow->changed_in_key = false;
}

void flow_changed(struct flow *flow)
{
	if (!flow->wizard)
		return;
	if (flow->in_key) {
		flow->changed_in_key = true;
		return;
	}
	follow_wizard(flow);
	if (flow->screen->changed)
		flow->screen->changed(flow);
	follow_wizard(flow);
	/* Drawn again, a selected value would lose its selection. */
	if (flow->overlay != OVERLAY_ALONE)
		flow->dirty = true;
}

void flow_resized(struct flow *flow)
{
	flow->dirty = true;
}

void flow_tick(struct flow *flow)
{
	if (flow->overlay != OVERLAY_ALONE)
		flow->dirty = true;
}

int flow_tick_ms(const struct flow *flow)
{
	bool shows_time = flow->place == PLACE_WAITING ||
			  flow->place == PLACE_DONE;

	return shows_time && flow->overlay != OVERLAY_ALONE ? 1000 : -1;
}

static void set_title(struct flow *flow)
{
	const struct wizard *w = flow->wizard;
	char *title = xasprintf(
		"%s%s%s%s", flow->place == PLACE_DONE ? "✓ " : "", "zegel",
		*w->choices.domain ? " " : "", w->choices.domain);

	if (!flow->title || strcmp(flow->title, title))
		term_set_title(title);
	free(flow->title);
	flow->title = title;
}

void flow_draw(struct flow *flow)
{
	if (!flow->dirty)
		return;
	flow->dirty = false;
	set_title(flow);
	frame_draw(flow);
}

void flow_add_services(const struct flow *flow, struct str *out)
{
	struct wizard *w = flow->wizard;
	size_t start = out->len;

	for (size_t i = 0; i < w->choices.count; i++) {
		const struct service *service = wizard_service(
			w, &w->choices.items[i]);

		if (!service)
			continue;
		if (out->len > start)
			str_add(out, ", ");
		str_add(out, service->name);
	}
}
