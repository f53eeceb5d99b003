/* SPDX-License-Identifier: MIT */
#include "screens/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "screens/frame.h"
#include "screens/rows.h"
#include "screens/shortcuts.h"
#include "term/hotspot.h"
#include "term/term.h"
#include "text/service_text.h"
#include "text/state_text.h"

static const struct screen *const screens[PLACE_COUNT] = {
	[PLACE_DOMAIN] = &screen_domain,   [PLACE_SERVICE] = &screen_service,
	[PLACE_WAY] = &screen_way,         [PLACE_VALUES] = &screen_values,
	[PLACE_RECORDS] = &screen_records, [PLACE_WAITING] = &screen_waiting,
	[PLACE_DONE] = &screen_done,
};

static const struct screen *wanted_screen(const struct flow *flow)
{
	struct wizard *w = flow->wizard;

	if (flow->aside)
		return flow->aside;
	if (w->place == PLACE_VALUES && wizard_template(w, wizard_in_hand(w)))
		return &screen_variables;
	if (w->place == PLACE_DONE && wizard_without_dns(w))
		return &screen_way_done;
	return screens[w->place];
}

static void note_not_green(struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	flow->was_not_green |= flow->place == PLACE_WAITING && v &&
			       v->complete && v->outcome != OUTCOME_GREEN;
}

static void show_place(struct flow *flow)
{
	flow->place = flow->wizard->place;
	flow->in_hand = flow->wizard->in_hand;
	flow->screen = wanted_screen(flow);
	flow->state = xcalloc(1, flow->screen->state_size);
	flow->scroll = (struct scroll){ 0 };
	flow->dirty = true;
	note_not_green(flow);
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

/* The question whether a resolver may be asked over HTTPS: as soon as there is
 * a reason, but never while somebody types. */
static void offer_doh(struct flow *flow)
{
	if (flow->aside || flow->overlay || flow->place == PLACE_DOMAIN ||
	    shortcuts_is_typing(flow) || !wizard_doh_offer(flow->wizard))
		return;
	flow->aside = &screen_doh;
	follow_wizard(flow);
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
	free(flow->notice_about);
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

void flow_notice_about(struct flow *flow, const char *msgid, const char *what)
{
	free(flow->notice_about);
	flow->notice_about = xstrdup(what);
	flow_notice(flow, msgid);
}

void flow_look_now(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	if (act->look_now)
		act->look_now(act->ctx);
}

void flow_show_records(struct flow *flow)
{
	wizard_go(flow->wizard, PLACE_RECORDS);
}

void flow_step_aside(struct flow *flow, const struct screen *screen)
{
	flow->aside = screen;
}

void flow_show_overview(struct flow *flow)
{
	if (!flow->wizard->actions.each_known)
		return;
	flow->overview_agreed = true;
	flow->aside = &screen_overview;
	follow_wizard(flow);
}

void flow_show_alone(struct flow *flow, const char *value)
{
	free(flow->alone);
	flow->alone = xstrdup(value);
	flow->alone_line = 0;
	flow->overlay = OVERLAY_ALONE;
	flow->dirty = true;
}

void flow_copy(struct flow *flow, const char *text)
{
	if (term_copy(text))
		flow_notice(flow, N_("Sent to your clipboard. Nothing arrived? "
				     "v shows it alone."));
	else
		flow_show_alone(flow, text);
}

void flow_close_overlay(struct flow *flow)
{
	/* The value alone was written past ncurses. */
	if (flow->overlay == OVERLAY_ALONE)
		term_redraw();
	flow->overlay = OVERLAY_NONE;
}

void flow_use_language(struct flow *flow, size_t index)
{
	if (i18n_use(i18n_code(index))) {
		flow_notice(flow, N_("This language is not installed."));
		return;
	}
	flow->language_at = index;
	if (flow->language_changed)
		flow->language_changed(flow->ctx);
}

static bool screen_key(struct flow *flow, const struct key *key)
{
	struct shortcut_list lists[SHORTCUT_LISTS];

	shortcuts_of_screen(flow, lists);
	return shortcuts_run(flow, lists[0], key) ||
	       (flow->screen->event && flow->screen->event(flow, key)) ||
	       shortcuts_run(flow, lists[1], key);
}

/* To a step that was there already; false for any other. */
static bool go_to_step(struct flow *flow, int32_t step)
{
	static const enum place places[] = {
		[STEP_DOMAIN] = PLACE_DOMAIN,
		[STEP_PROGRAM] = PLACE_SERVICE,
		[STEP_RECORDS] = PLACE_RECORDS,
		[STEP_WAITING] = PLACE_WAITING,
	};

	if (step < 0 || step >= (int32_t)wizard_step_of(flow->place))
		return false;
	flow->aside = NULL;
	wizard_go(flow->wizard, places[step]);
	return true;
}

bool flow_key(struct flow *flow, const struct key *key)
{
	struct key meant;
	bool asked = flow->stop_asked;
	bool used;

	if (key->name == K_CLICK) {
		/* A value alone is there to be selected. */
		return flow->overlay != OVERLAY_ALONE &&
		       hotspot_find(key->row, key->col, &meant) &&
		       flow_key(flow, &meant);
	}
	flow->notice = NULL;
	if (key->name != K_CTRL || key->character != 'C')
		flow->stop_asked = false;
	/* What was asked is answered: Esc takes back the wish to leave. */
	if (asked && !flow->stop_asked && key->name == K_ESC) {
		flow->dirty = true;
		return true;
	}
	flow->in_key = true;
	if (flow->overlay)
		used = shortcuts_overlay_key(flow, key);
	else if (key->name == K_TO_STEP)
		used = go_to_step(flow, key->character);
	else
		used = screen_key(flow, key);
	flow->in_key = false;
	follow_wizard(flow);
	offer_doh(flow);
	flow->dirty = true;
	if (flow->changed_in_key)
		flow_changed(flow);
	flow->changed_in_key = false;
	return used;
}

/* For whoever has turned to something else meanwhile. */
static void announce(const struct flow *flow)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	const struct wizard *w = flow->wizard;

	outcome_add_sentence(&text, w->verdict, catalog_services(w->catalog));
	term_notify(w->private_mode ? NULL : str_text(&text));
	str_free(&text);
}

void flow_changed(struct flow *flow)
{
	bool was_waiting = flow->place == PLACE_WAITING;

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
	offer_doh(flow);
	note_not_green(flow);
	if (was_waiting && flow->place == PLACE_DONE && flow->wizard->verdict &&
	    flow->was_not_green)
		announce(flow);
	flow->was_not_green &= flow->place == PLACE_WAITING;
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
	if (flow->overlay || !flow->screen->tick_ms)
		return -1;
	return flow->screen->tick_ms(flow);
}

/* "2/4 voorbeeld.nl · zegel": how far it is, for whoever has turned to another
 * window. */
static char *make_title(const struct flow *flow)
{
	const struct wizard *w = flow->wizard;
	struct str title = STR_INIT(STR_MAX_TEXT);
	size_t right, all;

	if (flow->place == PLACE_DONE)
		str_add(&title, "✓ ");
	if (flow->place == PLACE_WAITING && w->verdict) {
		rows_count(w->verdict, &right, &all);
		if (all)
			str_addf(&title, "%zu/%zu ", right, all);
	}
	if (*w->choices.domain) {
		char *shown = name_for_people(w->choices.domain);

		str_addf(&title, "%s · ", shown);
		free(shown);
	}
	str_add(&title, "zegel");
	return str_take(&title);
}

static void set_title(struct flow *flow)
{
	char *title = make_title(flow);

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
	service_add_names(out, catalog_services(flow->wizard->catalog),
			  &flow->wizard->choices);
}
