/* Beside every step: all the domains that zegel knows. It asks before it shows
 * them, for somebody else may be looking at this screen, too.
 *
 * Only the rows that fit are drawn, so that ten thousand domains scroll as
 * smoothly as ten.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/way.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/known_rows.h"
#include "screens/picker.h"
#include "term/fit.h"
#include "text/fill.h"
#include "text/glossary.h"
#include "text/state_text.h"
#include "text/time_text.h"

struct overview_state {
	bool agreed;     /* that it may be shown */
	bool forgetting; /* asked whether to, about the row at the cursor */
	bool failed;     /* the list cannot be read */
	enum known_order order;
	struct known_rows known;
	struct picker picker;
	bool was_checking;
};

enum { LIST_ROW = 5, COL_NAME = 5, STATE_COLS = 18, DATE_COLS = 10 };

static struct overview_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static const struct known_row *row_at_cursor(const struct flow *flow)
{
	const struct overview_state *s = state_of(flow);

	return s->picker.list.count ? s->known.shown[s->picker.list.at] : NULL;
}

/* The rows that fit what is typed, in order; the cursor stays at its domain. */
static void make_list(struct flow *flow, const char *at)
{
	struct overview_state *s = state_of(flow);

	known_rows_show(&s->known, s->picker.filter, s->order);
	list_resize(&s->picker.list, s->known.shown_count);
	for (size_t i = 0; at && i < s->known.shown_count; i++) {
		if (!strcmp(s->known.shown[i]->name, at))
			s->picker.list.at = i;
	}
}

static void load(struct flow *flow)
{
	struct overview_state *s = state_of(flow);
	const struct known_row *row = row_at_cursor(flow);
	char *at = row ? xstrdup(row->name) : NULL;

	s->failed = !known_rows_load(&s->known, flow->wizard);
	make_list(flow, at);
	free(at);
}

static void enter(struct flow *flow)
{
	struct overview_state *s = state_of(flow);

	s->agreed = flow->overview_agreed;
	flow->overview_agreed = false;
	picker_init(&s->picker);
	if (s->agreed)
		load(flow);
}

static void leave(struct flow *flow)
{
	known_rows_free(&state_of(flow)->known);
}

/* A look at a domain of the list has ended: it may have turned. */
static void changed(struct flow *flow)
{
	struct overview_state *s = state_of(flow);
	bool is_checking = flow->wizard->checking;

	if (s->agreed && s->was_checking && !is_checking)
		load(flow);
	s->was_checking = is_checking;
}

static bool event(struct flow *flow, const struct key *key)
{
	struct overview_state *s = state_of(flow);
	enum picked picked;

	if (!s->agreed)
		return false;
	s->forgetting = false;
	picked = picker_event(&s->picker, key);
	if (picked == PICKED_TYPED) {
		make_list(flow, NULL);
		s->picker.list.at = 0;
	}
	return picked != PICKED_NOTHING;
}

static bool is_asking(const struct flow *flow)
{
	return !state_of(flow)->agreed;
}

static bool is_forgetting(const struct flow *flow)
{
	return state_of(flow)->forgetting;
}

static bool has_row(const struct flow *flow)
{
	return !is_asking(flow) && !is_forgetting(flow) && row_at_cursor(flow);
}

static bool is_filtering(const struct flow *flow)
{
	return !is_asking(flow) && *state_of(flow)->picker.filter;
}

static void agree(struct flow *flow)
{
	state_of(flow)->agreed = true;
	load(flow);
}

static void open_domain(struct flow *flow)
{
	struct wizard *w = flow->wizard;
	const struct known_row *row = row_at_cursor(flow);

	flow_step_aside(flow, NULL);
	wizard_go(w, PLACE_DOMAIN);
	wizard_set_domain(w, row->name);
	if (!w->actions.domain_chosen ||
	    !w->actions.domain_chosen(w->actions.ctx))
		wizard_next(w);
}

/* Opens it where its way is chosen. */
static void open_way(struct flow *flow)
{
	open_domain(flow);
	(void)wizard_change_way(flow->wizard);
}

static void check(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	act->check_known(act->ctx, row_at_cursor(flow)->name);
	state_of(flow)->was_checking = flow->wizard->checking;
}

static void next_order(struct flow *flow)
{
	struct overview_state *s = state_of(flow);

	s->order = (s->order + 1) % KNOWN_ORDERS;
	make_list(flow, NULL);
	s->picker.list.at = 0;
}

/* What is in hand the wizard would save again. */
static void ask_to_forget(struct flow *flow)
{
	const char *in_hand = flow->wizard->choices.domain;

	if (strcmp(row_at_cursor(flow)->name, in_hand) != 0)
		state_of(flow)->forgetting = true;
	else
		flow_notice(flow, N_("This is the domain in hand; it can be "
				     "forgotten from another one."));
}

static void forget(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;
	const char *name = row_at_cursor(flow)->name;

	state_of(flow)->forgetting = false;
	if (!act->forget_known(act->ctx, name))
		flow_notice(flow, N_("It could not be forgotten: the state "
				     "file cannot be written."));
	load(flow);
}

static void keep(struct flow *flow)
{
	state_of(flow)->forgetting = false;
}

static void clear_filter(struct flow *flow)
{
	picker_clear(&state_of(flow)->picker);
	make_list(flow, NULL);
}

static enum sign sign_of(const struct known_row *row)
{
	static const enum sign signs[] = {
		[OUTCOME_GREEN] = SIGN_GOOD,
		[OUTCOME_WAITING] = SIGN_MISSING,
		[OUTCOME_WRONG] = SIGN_BAD,
		[OUTCOME_UNKNOWN] = SIGN_UNKNOWN,
	};

	return row->judged ? signs[row->outcome] : SIGN_UNKNOWN;
}

static enum role role_of(const struct known_row *row)
{
	if (!row->judged || row->outcome == OUTCOME_UNKNOWN)
		return ROLE_MUTED;
	if (row->outcome == OUTCOME_GREEN)
		return ROLE_GOOD;
	return row->outcome == OUTCOME_WRONG ? ROLE_BAD : ROLE_WARN;
}

/* How it stands: "wrong", and since when. */
static const char *state_of_row(const struct flow *flow,
				const struct known_row *row)
{
	const char *checking = flow->wizard->checking;

	if (checking && !strcmp(checking, row->name))
		return _("looking…");
	if (row->judged && row->outcome == OUTCOME_GREEN && row->reminded)
		/* TRANSLATORS: at most 18 columns. */
		return _("still to do");
	return row->judged ? outcome_words(row->outcome)
			   : _("not looked at yet");
}

static void draw_item(const void *ctx, int at, size_t index)
{
	const struct flow *flow = ctx;
	const struct overview_state *s = state_of(flow);
	const struct known_row *row = s->known.shown[index];
	enum role role = picker_mark(&s->picker, at, index);
	int name_cols = draw_cols() < 80 ? 20 : draw_cols() < 120 ? 29 : 40;
	struct str date = STR_INIT(64);
	int col = COL_NAME;

	draw_text(at, col, 0, role_of(row), sign_text(sign_of(row)));
	col += 2;
	draw_shortened(at, col, name_cols, role, row->shown);
	col += name_cols + 1;
	draw_shortened(at, col, STATE_COLS, ROLE_TEXT, state_of_row(flow, row));
	col += STATE_COLS + 1;
	if (row->judged)
		text_add_short_date(&date, row->since);
	draw_text(at, col, DATE_COLS, ROLE_MUTED, str_text(&date));
	col += DATE_COLS + 2;
	draw_shortened(at, col, 0, ROLE_MUTED, row->services);
	str_free(&date);
}

static void draw_question(const struct flow *flow, int row)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	text_fill_one(&text,
		      _("Forget %1$s, with all that is known of it? Enter "
			"forgets it, Esc keeps it."),
		      row_at_cursor(flow)->shown);
	draw_wrapped(row, 3, 0, ROLE_ACCENT, str_text(&text));
	str_free(&text);
}

static void draw_may_i(void)
{
	int row = draw_wrapped(0, 1, 0, ROLE_TITLE,
			       _("May all the domains be shown?")) +
		  1;

	row += draw_wrapped(row, 1, 0, ROLE_TEXT,
			    _("The list names every domain that was looked at "
			      "with this zegel, also those of others. Whoever "
			      "watches this screen sees them, too."));
	draw_wrapped(row + 1, 1, 0, ROLE_MUTED,
		     _("Enter shows the list, Esc goes back."));
}

static void draw_head(const struct overview_state *s)
{
	char *count = xasprintf(
		P_("%zu domain", "%zu domains", s->picker.list.count),
		s->picker.list.count);
	const char *order = _(known_order_words(s->order));

	draw_text(0, 1, 0, ROLE_TITLE, _("The domains that zegel knows"));
	draw_text(0, draw_cols() - 1 - text_cols(count), 0, ROLE_MUTED, count);
	if (!s->forgetting)
		draw_text(3, draw_cols() - 1 - text_cols(order), 0, ROLE_MUTED,
			  order);
	free(count);
}

/* The part of the list around the cursor. */
static void draw_rows_around(const struct flow *flow)
{
	const struct list *list = &state_of(flow)->picker.list;
	struct picker_lines *lines = xcalloc(1, sizeof(*lines));
	size_t before = list->at < PICKER_LINES_MAX / 2 ? list->at
							: PICKER_LINES_MAX / 2;

	for (size_t i = list->at - before;
	     i < list->count && lines->count < PICKER_LINES_MAX; i++)
		picker_add_line(lines, (struct picker_line){ .kind = LINE_ITEM,
							     .item = i });
	lines->cursor_first = lines->cursor_last = (int)before;
	picker_draw(lines, LIST_ROW, draw_item, flow);
	free(lines);
}

static void draw(const struct flow *flow)
{
	const struct overview_state *s = state_of(flow);

	if (!s->agreed) {
		draw_may_i();
		return;
	}
	draw_head(s);
	if (s->forgetting)
		draw_question(flow, 2);
	else
		picker_draw_field(&s->picker, 2);
	if (s->failed)
		draw_wrapped(LIST_ROW, 3, 0, ROLE_BAD,
			     _("The list cannot be read: the state file is "
			       "damaged or held by another program."));
	else if (!s->known.count)
		draw_wrapped(LIST_ROW, 3, 0, ROLE_TEXT,
			     _("No domain is known yet."));
	else if (!s->picker.list.count)
		draw_wrapped(LIST_ROW, 3, 0, ROLE_TEXT,
			     _("None of them fits what you typed. Esc empties "
			       "the search."));
	else
		draw_rows_around(flow);
}

static bool can_prove(const struct flow *flow)
{
	return flow->wizard->actions.message.judge;
}

static void prove(struct flow *flow)
{
	flow_step_aside(flow, &screen_proof);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("show"), NULL, agree, is_asking },
	{ K_ENTER, 0, N_("Enter"), N_("forget"), NULL, forget, is_forgetting },
	{ K_ESC, 0, N_("Esc"), N_("keep"), NULL, keep, is_forgetting },
	{ K_ENTER, 0, N_("Enter"), N_("open"),
	  N_("go on with this domain where it was"), open_domain, has_row },
	{ K_F1 + 5, 0, N_("F6"), NULL,
	  N_("choose another way of sending for the program"), open_way,
	  has_row },
	{ K_F5, 0, N_("F5"), N_("look now"), N_("look at this domain now"),
	  check, has_row },
	{ K_TAB, 0, N_("Tab"), N_("order"),
	  N_("another order: by name, by state, by time"), next_order,
	  has_row },
	{ K_DELETE, 0, N_("Del"), N_("forget"),
	  N_("forget this domain; asks first"), ask_to_forget, has_row },
	{ K_F1 + 6, 0, N_("F7"), NULL,
	  N_("look at a message that was sent: did it arrive as it should?"),
	  prove, can_prove },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL,
	  has_row },
	{ K_ESC, 0, NULL, NULL, NULL, clear_filter, is_filtering },
};

const struct screen screen_overview = {
	.name = "overview",
	.title = N_("All domains"),
	.help = N_("These are the domains that were looked at with this zegel, "
		   "with how they stood the last time. Type a part of a name "
		   "or of a program to find one. Enter goes on with it where "
		   "it was."),
	.support = N_("The list is never shown by itself, so that no customer "
		      "sees the name of another one. With --private it cannot "
		      "be shown at all. zegel list prints the same on the "
		      "command line."),
	.words = WORD_BIT(WORD_RECORD) | WORD_BIT(WORD_DNS),
	.takes_text = true,
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct overview_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.changed = changed,
	.leave = leave,
};
