/* Inside step 3: what its files share.
 *
 * The list holds what there is (or was) to do; what was right from the
 * beginning stands below it. One field of the record under the cursor is in
 * hand: it is what `v` and `c` mean.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_RECORDS_STATE_H
#define ZEGEL_SCREENS_RECORDS_STATE_H

#include "screens/flow.h"
#include "term/form.h"
#include "text/form_text.h"

enum record_field {
	FIELD_VALUE, /* or the one line */
	FIELD_NAME,
	FIELD_PRIORITY,
};

struct records_state {
	struct list access;
	size_t *shown; /* indexes of plan.items, in the order of the list */
	struct list list;
	bool moved; /* the cursor, by hand */
	/* the record under the cursor, to find it again in another plan */
	char *name;
	enum rr type;
	enum record_field field;
	bool fresh;           /* nobody walked or copied at this record yet */
	bool one_line;        /* records as lines of a zone file */
	bool all_sent;        /* C was pressed just now: v shows the same */
	bool wants_hand_over; /* as soon as there is something to hand over */
	/* may do it himself: which panel, once it is known whether to ask */
	bool wants_panel;
};

static inline struct records_state *records_state_of(const struct flow *flow)
{
	return flow->state;
}

/* The plan to show, or NULL: still looking, or nobody answers. */
const struct plan *records_plan(const struct flow *flow);

/* Asked while it still looks, too; not where there is nothing to change. */
bool records_is_asking(const struct flow *flow);

/* The item of the plan on this line of the list. */
const struct plan_item *records_item(const struct flow *flow, size_t line);

bool records_is_ticked(const struct flow *flow, size_t line);

/* Entered, as far as the customer says or zegel sees. */
bool records_is_done_with(const struct flow *flow, size_t line);

/* True at a record with something to type in. */
bool records_has_fields(const struct flow *flow);

/* The cursor goes to another record: the field in hand is its value. */
void records_arrive(struct flow *flow, size_t line);

/* For the keys, in records_copy.c: the field in hand to the clipboard or alone
 * on the screen, on to the next field and back, everything, lines or fields. */
void records_copy(struct flow *flow);
void records_show_alone(struct flow *flow);
void records_walk_on(struct flow *flow);
void records_walk_back(struct flow *flow);
void records_copy_all(struct flow *flow);
void records_toggle_line(struct flow *flow);

struct access_answer {
	enum access access;
	const char *text; /* msgid */
};

extern const struct access_answer access_answers[];
extern const size_t access_answer_count;

/* Draws the whole screen. */
void records_draw(const struct flow *flow);

#endif
