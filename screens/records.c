/* Step 3: the records, as the form of this DNS host wants them.
 *
 * First whether the person can get at the DNS at all. Then one line a record;
 * the one under the cursor is unfolded: what to type in which field, what it
 * was and what it becomes, and what is peculiar to the host.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/hand_over.h"
#include "screens/panel.h"
#include "screens/records_state.h"
#include "screens/rows.h"
#include "term/form.h"

const struct access_answer access_answers[] = {
	{ ACCESS_MYSELF, N_("Yes, I can") },
	{ ACCESS_SOMEBODY_ELSE, N_("No, somebody else does that") },
	{ ACCESS_UNKNOWN, N_("I do not know") },
};
const size_t access_answer_count = COUNT_OF(access_answers);

static struct records_state *state_of(const struct flow *flow)
{
	return records_state_of(flow);
}

const struct plan *records_plan(const struct flow *flow)
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

bool records_is_asking(const struct flow *flow)
{
	const struct plan *plan = records_plan(flow);

	return flow->wizard->access == ACCESS_NOT_ASKED &&
	       (!plan || has_something_to_do(plan));
}

const struct plan_item *records_item(const struct flow *flow, size_t line)
{
	const struct records_state *s = state_of(flow);
	const struct plan *plan = records_plan(flow);

	return plan && line < s->list.count ? &plan->items[s->shown[line]]
					    : NULL;
}

/* What has to go may stand at the name and type of what comes: then its value
 * tells it apart. No name of a record has a blank in it. */
static char *tick_name(const struct plan_item *item)
{
	if (item->action == ACTION_REMOVE)
		return xasprintf("%s %s", item->old.name, item->old.value);
	return xstrdup(row_record(item)->name);
}

bool records_is_ticked(const struct flow *flow, size_t line)
{
	const struct plan_item *item = records_item(flow, line);
	char *name = tick_name(item);
	bool ticked = wizard_is_ticked(flow->wizard, name,
				       row_record(item)->type);

	free(name);
	return ticked;
}

static void toggle_tick(struct flow *flow, size_t line)
{
	const struct plan_item *item = records_item(flow, line);
	char *name = tick_name(item);

	wizard_toggle_tick(flow->wizard, name, row_record(item)->type);
	free(name);
}

bool records_is_done_with(const struct flow *flow, size_t line)
{
	const struct plan_item *item = records_item(flow, line);

	return !form_is_work(item) ||
	       row_is_right(flow->wizard->verdict,
			    state_of(flow)->shown[line]) ||
	       records_is_ticked(flow, line);
}

void records_arrive(struct flow *flow, size_t line)
{
	struct records_state *s = state_of(flow);
	const struct plan_item *item;

	s->list.at = line;
	s->field = FIELD_VALUE;
	s->fresh = true;
	item = records_item(flow, line);
	free(s->name);
	s->name = item ? xstrdup(row_record(item)->name) : NULL;
	s->type = item ? row_record(item)->type : RR_NONE;
}

static bool is_in_hand(const struct records_state *s,
		       const struct plan_item *item)
{
	return s->name && row_record(item)->type == s->type &&
	       strcmp(row_record(item)->name, s->name) == 0;
}

/* Where the cursor was, in the plan as it is now. */
static size_t find_again(const struct flow *flow)
{
	const struct records_state *s = state_of(flow);
	size_t count = s->list.count;

	if (s->list.at < count && is_in_hand(s, records_item(flow, s->list.at)))
		return s->list.at;
	for (size_t i = 0; i < count; i++) {
		if (is_in_hand(s, records_item(flow, i)))
			return i;
	}
	return count;
}

static size_t first_to_do(const struct flow *flow)
{
	size_t count = state_of(flow)->list.count;

	for (size_t i = 0; i < count; i++) {
		if (row_counts(records_item(flow, i)) &&
		    !records_is_done_with(flow, i))
			return i;
	}
	return 0;
}

static void plan_changed(struct flow *flow)
{
	struct records_state *s = state_of(flow);
	const struct plan *plan = records_plan(flow);
	size_t at;

	s->list.count = 0;
	if (!plan)
		return;
	s->shown = xreallocarray(s->shown, plan->count + 1, sizeof(*s->shown));
	for (size_t i = 0; i < plan->count; i++) {
		if (row_is_work(flow->wizard, i))
			s->shown[s->list.count++] = i;
	}
	if (s->wants_hand_over && s->list.count) {
		s->wants_hand_over = false;
		flow_step_aside(flow, &screen_hand_over);
	}
	if (s->wants_panel && flow->wizard->verdict->complete) {
		s->wants_panel = false;
		panel_ask_if_unknown(flow);
	}
	at = s->moved ? find_again(flow) : s->list.count;
	if (at < s->list.count)
		s->list.at = at;
	else
		records_arrive(flow, first_to_do(flow));
}

static void enter(struct flow *flow)
{
	state_of(flow)->access.count = access_answer_count;
	plan_changed(flow);
}

static void leave(struct flow *flow)
{
	free(state_of(flow)->shown);
	free(state_of(flow)->name);
}

static bool event(struct flow *flow, const struct key *key)
{
	struct records_state *s = state_of(flow);

	if (records_is_asking(flow))
		return list_event(&s->access, key);
	s->all_sent = false;
	if (!list_event(&s->list, key))
		return false;
	s->moved = true;
	records_arrive(flow, s->list.at);
	return true;
}

static bool has_records(const struct flow *flow)
{
	return !records_is_asking(flow) &&
	       records_item(flow, state_of(flow)->list.at);
}

bool records_has_fields(const struct flow *flow)
{
	return has_records(flow) &&
	       form_is_work(records_item(flow, state_of(flow)->list.at));
}

static bool is_empty(const struct flow *flow)
{
	return !records_is_asking(flow) && records_plan(flow) &&
	       !has_records(flow);
}

/* Also where nobody answered yet: then there are no records to show. */
static bool may_look(const struct flow *flow)
{
	return !records_is_asking(flow);
}

static void answer_access(struct flow *flow)
{
	enum access access = access_answers[state_of(flow)->access.at].access;

	wizard_set_access(flow->wizard, access);
	/* Whoever cannot do it himself wants to pass it on. */
	state_of(flow)->wants_hand_over = access != ACCESS_MYSELF;
	state_of(flow)->wants_panel = access == ACCESS_MYSELF;
	plan_changed(flow);
}

/* Ticks the record and goes to the next one; behind the last one, on. */
static void entered(struct flow *flow)
{
	struct records_state *s = state_of(flow);

	s->moved = true;
	s->all_sent = false;
	if (!records_is_done_with(flow, s->list.at))
		toggle_tick(flow, s->list.at);
	for (size_t i = 1; i <= s->list.count; i++) {
		size_t next = (s->list.at + i) % s->list.count;

		if (!records_is_done_with(flow, next)) {
			records_arrive(flow, next);
			return;
		}
	}
	flow_next(flow);
}

static void untick(struct flow *flow)
{
	toggle_tick(flow, state_of(flow)->list.at);
}

static void hand_over(struct flow *flow)
{
	flow_step_aside(flow, &screen_hand_over);
}

static void look(struct flow *flow)
{
	flow_look_now(flow);
	flow_next(flow);
}

static void ask_again(struct flow *flow)
{
	wizard_set_access(flow->wizard, ACCESS_NOT_ASKED);
}

static const struct shortcut shortcuts[] = {
	{ K_ENTER, 0, N_("Enter"), N_("choose"), NULL, answer_access,
	  records_is_asking },
	{ K_ENTER, 0, N_("Enter"), N_("entered"),
	  N_("this record is entered; behind the last one: wait and look"),
	  entered, has_records },
	{ K_ENTER, 0, N_("Enter"), N_("next"), NULL, flow_next, is_empty },
	{ K_CHAR, 'c', N_("c"), N_("copy"),
	  N_("copy what is marked with ▸ to the clipboard"), records_copy,
	  records_has_fields },
	{ K_CHAR, 'v', N_("v"), N_("alone"),
	  N_("the same alone on the screen, to select it with the mouse"),
	  records_show_alone, records_has_fields },
	{ K_CHAR, 'n', N_("n"), N_("next field"),
	  N_("on to the next field: name, value, name, value"), records_walk_on,
	  records_has_fields },
	{ K_CHAR, 'p', N_("p"), NULL, N_("back to the previous field"),
	  records_walk_back, records_has_fields },
	{ K_CHAR, 'e', N_("e"), N_("hand over"),
	  N_("the instructions for whoever manages the DNS, as a mail or a "
	     "web page"),
	  hand_over, has_records },
	{ K_CHAR, 'C', N_("C"), N_("copy all"),
	  N_("copy all records as plain text, for a chat"), records_copy_all,
	  has_records },
	{ K_F5, 0, N_("F5"), N_("look now"),
	  N_("look now whether they are there"), look, may_look },
	{ K_CHAR, ' ', N_("Space"), NULL,
	  N_("entered after all, or not; the cursor stays"), untick,
	  records_has_fields },
	{ K_CHAR, 'o', N_("o"), NULL,
	  N_("each record as one line, for a zone file; or fields again"),
	  records_toggle_line, records_has_fields },
	{ K_UP, 0, N_("↑ ↓"), NULL, N_("up and down in the list"), NULL, NULL },
	{ K_CHAR, 'f', N_("f"), NULL,
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
	.leave = leave,
	.draw = records_draw,
	.event = event,
	.changed = plan_changed,
};
