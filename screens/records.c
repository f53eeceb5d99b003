/* Step 3: the records, as the form of this DNS host wants them.
 *
 * First whether the person can get at the DNS at all. Then one line a record;
 * the one under the cursor is unfolded: what to type in which field, what it
 * was and what it becomes, and what is peculiar to the host.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "screens/flow.h"
#include "screens/panel.h"
#include "screens/plain.h"
#include "screens/record_form.h"
#include "screens/rows.h"
#include "term/fit.h"
#include "term/form.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"

struct records_state {
	struct list access;
	struct list list;
	bool moved; /* the cursor, by hand */
};

enum { COL_TEXT = 5 };

static const struct {
	enum access access;
	const char *text;
} answers[] = {
	{ ACCESS_MYSELF, N_("Yes, I can") },
	{ ACCESS_SOMEBODY_ELSE, N_("No, somebody else does that") },
	{ ACCESS_UNKNOWN, N_("I do not know") },
};

static struct records_state *state_of(const struct flow *flow)
{
	return flow->state;
}

static const struct plan *plan_of(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;

	return v && (v->plan.complete || v->plan.unknown) ? &v->plan : NULL;
}

static bool has_something_to_do(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		if (row_counts(&plan->items[i]))
			return true;
	}
	return false;
}

/* Asked while it still looks, too; not where there is nothing to change. */
static bool is_asking(const struct flow *flow)
{
	const struct plan *plan = plan_of(flow);

	return flow->wizard->access == ACCESS_NOT_ASKED &&
	       (!plan || has_something_to_do(plan));
}

static void fit_list(struct flow *flow)
{
	const struct plan *plan = plan_of(flow);

	if (plan)
		list_resize(&state_of(flow)->list, plan->count);
}

/* The cursor goes to the first record that there is something to do for, also
 * when that is known only later. */
static void plan_changed(struct flow *flow)
{
	struct records_state *s = state_of(flow);
	const struct plan *plan = plan_of(flow);

	fit_list(flow);
	for (size_t i = 0; plan && !s->moved && i < plan->count; i++) {
		if (row_counts(&plan->items[i])) {
			s->list.at = i;
			break;
		}
	}
}

static void enter(struct flow *flow)
{
	state_of(flow)->access.count = COUNT_OF(answers);
	plan_changed(flow);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct records_state *s = state_of(flow);

	if (is_asking(flow))
		return list_event(&s->access, key);
	if (!list_event(&s->list, key))
		return false;
	s->moved = true;
	return true;
}

static const struct plan_item *item_at_cursor(const struct flow *flow)
{
	const struct records_state *s = state_of(flow);
	const struct plan *plan = plan_of(flow);

	return plan && s->list.at < plan->count ? &plan->items[s->list.at]
						: NULL;
}

static bool has_records(const struct flow *flow)
{
	return !is_asking(flow) && item_at_cursor(flow);
}

/* Also where nobody answered yet: then there are no records to show. */
static bool may_look(const struct flow *flow)
{
	return !is_asking(flow);
}

static bool is_done_with(const struct flow *flow, size_t index)
{
	const struct verdict *v = flow->wizard->verdict;
	const struct plan_item *item = &v->plan.items[index];
	const struct record *r = row_record(item);

	return !row_counts(item) || row_is_right(v, index) ||
	       wizard_is_ticked(flow->wizard, r->name, r->type);
}

static void answer_access(struct flow *flow)
{
	wizard_set_access(flow->wizard,
			  answers[state_of(flow)->access.at].access);
	panel_ask_if_unknown(flow);
}

/* Ticks the record and goes to the next one; behind the last one, on. */
static void entered(struct flow *flow)
{
	struct records_state *s = state_of(flow);
	const struct plan *plan = plan_of(flow);
	const struct record *r = row_record(item_at_cursor(flow));

	s->moved = true;
	if (!is_done_with(flow, s->list.at))
		wizard_toggle_tick(flow->wizard, r->name, r->type);
	for (size_t i = 1; i <= plan->count; i++) {
		size_t next = (s->list.at + i) % plan->count;

		if (!is_done_with(flow, next)) {
			s->list.at = next;
			return;
		}
	}
	flow_next(flow);
}

static void untick(struct flow *flow)
{
	const struct record *r = row_record(item_at_cursor(flow));

	wizard_toggle_tick(flow->wizard, r->name, r->type);
}

static void show_value(struct flow *flow)
{
	char *value = row_value(flow->wizard->verdict,
				row_record(item_at_cursor(flow)));

	flow_show_alone(flow, value);
	free(value);
}

static void show_all(struct flow *flow)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	plain_add_records(&text, flow->wizard);
	flow_show_alone(flow, str_text(&text));
	str_free(&text);
}

static void show_letter(struct flow *flow)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	plain_add_letter(&text, flow->wizard);
	flow_show_alone(flow, str_text(&text));
	str_free(&text);
}

static void look(struct flow *flow)
{
	const struct wizard_actions *act = &flow->wizard->actions;

	if (act->look_now)
		act->look_now(act->ctx);
	flow_next(flow);
}

static void ask_again(struct flow *flow)
{
	wizard_set_access(flow->wizard, ACCESS_NOT_ASKED);
}

static void draw_access(const struct flow *flow)
{
	const struct records_state *s = state_of(flow);
	const struct verdict *v = flow->wizard->verdict;
	struct str at = STR_INIT(STR_MAX_TEXT);
	char *domain = name_for_people(flow->wizard->choices.domain);
	char *question;
	int row;

	host_add_at(&at, v ? v->host : NULL);
	/* TRANSLATORS: %1$s is a domain, %2$s "at TransIP", "at your DNS host"
	 */
	question = xasprintf(_("Can you log in %2$s yourself, to change the "
			       "DNS of %1$s?"),
			     domain, str_text(&at));
	row = draw_wrapped(0, 1, 0, ROLE_TITLE, question) + 1;
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		bool here = i == s->access.at;

		if (here)
			draw_text(row, 3, 0, ROLE_ACCENT,
				  sign_text(SIGN_CURSOR));
		draw_text(row++, COL_TEXT, 0, here ? ROLE_ACCENT : ROLE_TEXT,
			  _(answers[i].text));
	}
	draw_wrapped(row + 1, 1, 0, ROLE_MUTED,
		     _("Nothing is changed by zegel itself: it shows what has "
		       "to be entered, and looks whether it is there."));
	free(question);
	free(domain);
	str_free(&at);
}

/* "1 of 4 entered" */
static void draw_progress(const struct flow *flow, int row)
{
	const struct plan *plan = plan_of(flow);
	size_t all = 0;
	size_t done = 0;
	char *text;

	for (size_t i = 0; i < plan->count; i++) {
		if (!row_counts(&plan->items[i]))
			continue;
		all++;
		done += is_done_with(flow, i);
	}
	if (!all)
		return;
	text = xasprintf(_("%1$zu of %2$zu entered"), done, all);
	draw_text(row, draw_cols() - 1 - text_cols(text), 0, ROLE_MUTED, text);
	free(text);
}

static int draw_head(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	struct str headline = STR_INIT(STR_MAX_TEXT);
	char *path = row_path(v);
	int row = 0;

	plan_add_headline(&headline, &v->plan, v->host);
	row += draw_wrapped(row, 1, draw_cols() - 26, ROLE_TITLE,
			    str_text(&headline));
	draw_progress(flow, 0);
	if (path)
		row += draw_wrapped(row, 1, 0, ROLE_MUTED, path);
	row += panel_draw_hint(flow, row);
	if (flow->wizard->access != ACCESS_MYSELF)
		row += draw_wrapped(row, 1, 0, ROLE_ACCENT,
				    _("e shows a text that you can send to "
				      "whoever manages your DNS."));
	free(path);
	str_free(&headline);
	return row + 1;
}

/* "▸ ✓ 1  NEW  CNAME  mrsel1._domainkey        entered" */
static void draw_line(const struct flow *flow, size_t index, int row,
		      int action_cols)
{
	const struct verdict *v = flow->wizard->verdict;
	const struct plan_item *item = &v->plan.items[index];
	const struct record *r = row_record(item);
	bool here = index == state_of(flow)->list.at;
	bool right = row_is_right(v, index);
	bool ticked = wizard_is_ticked(flow->wizard, r->name, r->type);
	const char *word = right    ? _("right already")
			   : ticked ? _("entered")
			   : item->action != ACTION_REMOVE &&
					   !item->wanted.required
				   ? _("recommended")
				   : "";
	char *name = row_short_name(v, r);
	int col = COL_TEXT;

	if (here)
		draw_text(row, 1, 0, ROLE_ACCENT, sign_text(SIGN_CURSOR));
	if (right || ticked)
		draw_text(row, 3, 0, right ? ROLE_GOOD : ROLE_TEXT,
			  sign_text(SIGN_GOOD));
	draw_text(row, col, action_cols, here ? ROLE_ACCENT : ROLE_TEXT,
		  action_words(item->action));
	col += action_cols + 2;
	draw_text(row, col, 6, ROLE_TEXT, rr_name(r->type));
	col += 7;
	draw_shortened(row, col, draw_cols() - col - text_cols(word) - 3,
		       ROLE_TEXT, name);
	draw_text(row, draw_cols() - 1 - text_cols(word), 0,
		  right ? ROLE_GOOD : ROLE_MUTED, word);
	free(name);
}

static int draw_notes(const struct plan *plan, int row)
{
	unsigned index = 0;
	enum plan_note note;
	int first = row;

	while ((note = plan_next_note(plan, &index))) {
		struct str text = STR_INIT(STR_MAX_TEXT);

		plan_add_note(&text, plan, note);
		row += draw_wrapped(row, 1, 0, ROLE_MUTED, str_text(&text));
		str_free(&text);
	}
	return row - first;
}

static void draw_plan(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	const struct records_state *s = state_of(flow);
	int action_cols = 0;
	int row = draw_head(flow);

	row += rows_draw_findings(v, &v->findings, row, 3);
	for (size_t i = 0; i < v->plan.count; i++) {
		int cols = text_cols(action_words(v->plan.items[i].action));

		action_cols = cols > action_cols ? cols : action_cols;
	}
	for (size_t i = 0; i < v->plan.count; i++) {
		int first = row;

		draw_line(flow, i, row++, action_cols);
		if (i != s->list.at)
			continue;
		row += record_form_draw(v, &v->plan.items[i], row);
		draw_body_focus(first, row - 1);
		row++;
	}
	draw_notes(&v->plan, row + 1);
}

static void draw(const struct flow *flow)
{
	const struct verdict *v = flow->wizard->verdict;
	int row;

	if (is_asking(flow)) {
		draw_access(flow);
	} else if (plan_of(flow)) {
		draw_plan(flow);
	} else {
		row = rows_draw_looking(flow->wizard) + 1;
		if (v)
			rows_draw_findings(v, &v->findings, row, 3);
	}
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"), NULL, answer_access,
	  is_asking },
	{ K_ENTER, 0, N_("Enter"), N_("entered"),
	  N_("this record is entered; behind the last one: wait and look"),
	  entered, has_records },
	{ K_CHAR, 'v', N_("v"), N_("value"),
	  N_("the value alone on the screen, to select it with the mouse"),
	  show_value, has_records },
	{ K_CHAR, 'C', N_("C"), N_("all"), N_("all records as plain text"),
	  show_all, has_records },
	{ K_CHAR, 'e', N_("e"), N_("hand over"),
	  N_("a text for whoever manages the DNS"), show_letter, has_records },
	{ K_F5, 0, N_("F5"), N_("look now"),
	  N_("look now whether they are there"), look, may_look },
	{ K_CHAR, ' ', N_("Space"), NULL,
	  N_("entered after all, or not; the cursor stays"), untick,
	  has_records },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_CHAR, 'p', N_("p"), NULL,
	  N_("tell which panel the DNS is changed in"), panel_ask, may_look },
	{ K_CHAR, 'a', N_("a"), NULL,
	  N_("answer once more who changes the DNS"), ask_again, has_records },
};

const struct screen screen_records = {
	.name = "records",
	.title = N_("The records"),
	.help = N_("These records tell the whole world that your program may "
		   "send e-mail on your behalf; they are entered where your "
		   "DNS is managed. Each line is one record; unfolded it shows "
		   "what to type in which field. CHANGE means that a record is "
		   "there already: replace its value, and leave everything "
		   "that is not named here as it is."),
	.support = N_(
		"The customer sees the same screen but cannot copy from it: "
		"give him the text of all records in the chat, or the whole "
		"instruction to hand over. The new SPF line is the one that is "
		"there with the program added, so nothing that works now is "
		"lost. Mark each record as entered once it is saved, so that "
		"both of you know where you are."),
	.words = WORD_BIT(WORD_RECORD) | WORD_BIT(WORD_TXT) |
		 WORD_BIT(WORD_CNAME) | WORD_BIT(WORD_TTL) |
		 WORD_BIT(WORD_SPF) | WORD_BIT(WORD_DKIM) |
		 WORD_BIT(WORD_SELECTOR) | WORD_BIT(WORD_DMARC),
	.shortcuts = shortcuts,
	.shortcut_count = COUNT_OF(shortcuts),
	.state_size = sizeof(struct records_state),
	.enter = enter,
	.draw = draw,
	.event = event,
	.changed = plan_changed,
};
