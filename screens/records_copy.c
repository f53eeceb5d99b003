/* Step 3: from field to field, and to the clipboard.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "i18n/i18n.h"
#include "screens/hand_over.h"
#include "screens/made_text.h"
#include "screens/records_state.h"
#include "screens/rows.h"
#include "term/term.h"

/* A field of a record that can be taken in hand. */
struct stop {
	size_t line;
	enum record_field field;
};

/* At a record that is there already only the value changes: its name is for
 * finding it. */
static bool can_be_copied(const struct flow *flow, const struct stop *stop)
{
	const struct plan_item *item = records_item(flow, stop->line);
	enum rr type = row_record(item)->type;
	char *name;
	bool there;

	if (!form_is_work(item))
		return false;
	if (stop->field == FIELD_VALUE)
		return true;
	if (records_state_of(flow)->one_line || item->action != ACTION_NEW)
		return false;
	if (stop->field == FIELD_PRIORITY)
		return type == RR_MX || type == RR_SRV;
	name = row_name_to_type(flow->wizard->verdict, row_record(item));
	there = *name;
	free(name);
	return there;
}

/* All of them in order; the caller frees it. */
static struct stop *make_stops(const struct flow *flow, size_t *count)
{
	static const enum record_field order[] = { FIELD_NAME, FIELD_PRIORITY,
						   FIELD_VALUE };
	size_t lines = records_state_of(flow)->list.count;
	struct stop *stops = xcalloc(lines * COUNT_OF(order), sizeof(*stops));

	*count = 0;
	for (size_t i = 0; i < lines * COUNT_OF(order); i++) {
		const struct stop stop = { .line = i / COUNT_OF(order),
					   .field =
						   order[i % COUNT_OF(order)] };

		if (can_be_copied(flow, &stop))
			stops[(*count)++] = stop;
	}
	return stops;
}

/* The one in hand, and the first of the same record. */
static size_t find_stop(const struct records_state *s, const struct stop *stops,
			size_t count, size_t *first)
{
	size_t at = 0;

	*first = 0;
	for (size_t i = count; i-- > 0;) {
		if (stops[i].line != s->list.at)
			continue;
		*first = i;
		if (stops[i].field == s->field)
			at = i;
	}
	return at;
}

static void take_in_hand(struct flow *flow, const struct stop *stop)
{
	struct records_state *s = records_state_of(flow);

	if (stop->line != s->list.at)
		records_arrive(flow, stop->line);
	s->field = stop->field;
	s->fresh = false;
}

static void walk(struct flow *flow, bool on)
{
	struct records_state *s = records_state_of(flow);
	size_t count, first, at;
	struct stop *stops = make_stops(flow, &count);

	if (count) {
		at = find_stop(s, stops, count, &first);
		/* At a record that nothing was copied of yet, it begins with
		 * the first field. */
		if (on && s->fresh && first != at)
			at = first;
		else
			at = (at + (on ? 1 : count - 1)) % count;
		take_in_hand(flow, &stops[at]);
	}
	s->moved = true;
	s->all_sent = false;
	free(stops);
}

void records_walk_on(struct flow *flow)
{
	walk(flow, true);
}

void records_walk_back(struct flow *flow)
{
	walk(flow, false);
}

static char *text_in_hand(const struct flow *flow)
{
	const struct records_state *s = records_state_of(flow);
	const struct verdict *v = flow->wizard->verdict;
	const struct record *r = row_record(records_item(flow, s->list.at));
	struct str line = STR_INIT(STR_MAX_TEXT);

	if (s->one_line) {
		record_add_zone_line(&line, r);
		return str_take(&line);
	}
	if (s->field == FIELD_NAME)
		return row_name_to_type(v, r);
	if (s->field == FIELD_PRIORITY)
		return xasprintf("%u", (unsigned)r->priority);
	return row_value(v, r);
}

static char *all_as_text(const struct flow *flow)
{
	struct str text = STR_INIT(HAND_OVER_MAX);
	struct str programs = STR_INIT(STR_MAX_TEXT);
	const struct hand_over h = hand_over_of(flow, &programs);

	hand_over_add_chat(&text, &h);
	str_free(&programs);
	return str_take(&text);
}

void records_show_alone(struct flow *flow)
{
	struct records_state *s = records_state_of(flow);

	made_text_show_alone(flow, s->all_sent ? all_as_text(flow)
					       : text_in_hand(flow));
	s->fresh = s->all_sent = false;
}

void records_copy(struct flow *flow)
{
	struct records_state *s = records_state_of(flow);

	made_text_copy(flow, text_in_hand(flow));
	s->fresh = s->all_sent = false;
}

void records_copy_all(struct flow *flow)
{
	char *text = all_as_text(flow);
	bool sent = term_copy(text);

	if (sent)
		flow_notice(flow,
			    N_("All records sent to your clipboard. Nothing "
			       "arrived? v shows them alone."));
	else
		flow_show_alone(flow, text);
	records_state_of(flow)->all_sent = sent;
	free(text);
}

void records_toggle_line(struct flow *flow)
{
	struct records_state *s = records_state_of(flow);

	s->one_line = !s->one_line;
	s->field = FIELD_VALUE;
	s->fresh = true;
	s->all_sent = false;
}
