/* One record of the plan: what is there already, what has to give way to it
 * (plan_conflict.c), and what has to be done.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dkim.h"

/* The types that are looked for beside a CNAME: what customers have. */
static const enum rr neighbours[] = { RR_TXT, RR_A, RR_AAAA, RR_MX };

/* What is there in the way: collected before anything is decided. */
struct obstacles {
	const struct record **items; /* the array is owned */
	size_t count;
	size_t cap;
	bool is_there; /* the wanted record itself */
	const struct record *same;
};

/* What is asked of one record, and what comes of it. */
struct case_in_hand {
	const struct plan_input *input;
	const struct needs *needs;
	const struct need *need;
	struct plan *plan;
	struct obstacles found;
};

static void look_at_record(struct case_in_hand *c, const struct record *there)
{
	struct obstacles *found = &c->found;

	if (plan_is_as_good(&c->need->wanted.record, there)) {
		found->is_there = true;
		found->same = there;
	} else if (plan_is_conflict(c->input, c->needs, c->need, there)) {
		found->items = grow(found->items, found->count, &found->cap,
				    sizeof(const struct record *));
		found->items[found->count++] = there;
	}
}

static void look_at(struct case_in_hand *c, const struct answer *answer)
{
	for (size_t i = 0; i < answer->count; i++) {
		/* Not what stands further down a CNAME chain. */
		if (name_equal(answer->records[i].name,
			       c->need->wanted.record.name))
			look_at_record(c, &answer->records[i]);
	}
}

static bool holds(const struct answer *answer, const struct record *r)
{
	const struct record *other;
	size_t index = 0;

	while ((other = answer_next(answer, r->type, &index))) {
		if (record_value_equal(r->type, other->value, r->value))
			return true;
	}
	return false;
}

/* What a catch-all answers is not there, and cannot be removed; a record of
 * the name's own comes before it (RFC 4592, 2.2.1). False when that is not
 * known. */
static bool drop_wildcards(struct case_in_hand *c)
{
	const char *domain = c->input->choices->domain;
	struct obstacles *found = &c->found;
	size_t left = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct record *there = found->items[i];
		char random[NAME_SIZE];
		const struct answer *answer;

		if (!name_equal(there->name, domain) &&
		    name_join(UNLIKELY_LABEL, name_parent(there->name),
			      random)) {
			answer = plan_ask(c->input, c->plan, random,
					  there->type);
			if (!answer)
				return false;
			if (holds(answer, there))
				continue;
		}
		found->items[left++] = there;
	}
	found->count = left;
	return true;
}

/* The key that stands at the name, by whichever alias. */
static struct dkim_lookup key_at(const struct plan_input *input,
				 const struct record *there)
{
	if (there->type == RR_CNAME)
		return dkim_look(there->value, &input->rules);
	return (struct dkim_lookup){ .status = DKIM_FOUND,
				     .text = there->value };
}

/* Another alias for the wanted key is as good as the wanted one, and some hosts
 * show the key itself instead of the alias. False when that is not known. */
static bool see_through(struct case_in_hand *c)
{
	const struct wanted *wanted = &c->need->wanted;
	struct obstacles *found = &c->found;
	const struct record *there = found->count ? found->items[0] : NULL;
	struct dkim_lookup here, key;

	if (wanted->record.type != RR_CNAME ||
	    wanted->purpose != PURPOSE_DKIM || found->is_there || !there ||
	    (there->type != RR_TXT && there->type != RR_CNAME))
		return true;
	key = dkim_look(wanted->record.value, &c->input->rules);
	here = key_at(c->input, there);
	if (here.status == DKIM_PENDING || key.status == DKIM_PENDING) {
		c->plan->complete = false;
		return false;
	}
	if (here.status == DKIM_UNKNOWN || key.status == DKIM_UNKNOWN) {
		/* A master file is all that there is to go by. */
		if (c->input->all)
			return true;
		c->plan->unknown = true;
		return false;
	}
	if (here.status == DKIM_FOUND && key.status == DKIM_FOUND &&
	    dkim_text_equal(here.text, key.text)) {
		found->is_there = true;
		found->same = there;
		found->count = 0;
	}
	return true;
}

/* Beside a CNAME, and of the two kinds of address, other types count too. False
 * when it is not known whether the key that is wanted stands there. */
static bool look_beside(struct case_in_hand *c, const struct answer *answer)
{
	const struct wanted *wanted = &c->need->wanted;
	enum rr type = wanted->record.type;
	bool known = true;

	if (type == RR_A || type == RR_AAAA) {
		answer = plan_ask(c->input, c->plan, wanted->record.name,
				  type == RR_A ? RR_AAAA : RR_A);
		if (answer)
			look_at(c, answer);
		return answer != NULL;
	}
	/* NODATA: the name exists, so something else is there, or below it. */
	if (type != RR_CNAME || answer->status != ANSWER_NO_DATA)
		return true;
	for (size_t i = 0; i < COUNT_OF(neighbours); i++) {
		answer = plan_ask(c->input, c->plan, wanted->record.name,
				  neighbours[i]);
		if (answer)
			look_at(c, answer);
		else if (neighbours[i] == RR_TXT)
			known = wanted->purpose != PURPOSE_DKIM;
	}
	return known;
}

static bool look_around(struct case_in_hand *c)
{
	const struct record *wanted = &c->need->wanted.record;
	const struct answer *answer;

	if (c->input->all) {
		for (size_t i = 0; i < c->input->all_count; i++)
			look_at_record(c, &c->input->all[i]);
		return see_through(c);
	}
	answer = plan_ask(c->input, c->plan, wanted->name, wanted->type);
	if (!answer)
		return false;
	look_at(c, answer);
	return look_beside(c, answer) && see_through(c) && drop_wildcards(c);
}

/* Several wanted records at one name meet the same obstacle once. */
static bool is_spoken_for(const struct plan *plan, const struct record *r)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];

		if (item->old.name && record_equal(&item->old, r))
			return true;
	}
	return false;
}

static const struct record *replaced_by(const struct case_in_hand *c)
{
	const struct record *wanted = &c->need->wanted.record;

	for (size_t i = 0; i < c->found.count; i++) {
		const struct record *there = c->found.items[i];

		if (there->type == wanted->type &&
		    name_equal(there->name, wanted->name) &&
		    !is_spoken_for(c->plan, there))
			return there;
	}
	return NULL;
}

static void remove_obstacles(struct case_in_hand *c,
			     const struct record *replaced)
{
	const struct need *need = c->need;
	bool cname = need->wanted.record.type == RR_CNAME;

	/* At the domain itself live its SPF and MX: a CNAME that was pasted
	 * must not take their place. */
	if (cname && !need->by_template &&
	    name_equal(need->wanted.record.name, c->input->choices->domain))
		return;
	for (size_t i = 0; i < c->found.count; i++) {
		const struct record *there = c->found.items[i];

		if (there == replaced || is_spoken_for(c->plan, there))
			continue;
		plan_add(c->plan, ACTION_REMOVE, NULL, there);
		if (cname)
			c->plan->notes |= PLAN_NOTE_CNAME_IN_THE_WAY;
	}
}

/* A text that does the work of the wanted one is from now on the wanted one. */
static void keep(struct case_in_hand *c)
{
	struct plan_item *item = plan_add(c->plan, ACTION_KEEP,
					  &c->need->wanted, c->found.same);
	struct record *wanted = &item->wanted.record;

	if (wanted->type != RR_TXT || c->found.same->type != RR_TXT)
		return;
	free(wanted->value);
	wanted->value = xstrdup(c->found.same->value);
}

static void decide(struct case_in_hand *c)
{
	const struct wanted *wanted = &c->need->wanted;
	const struct record *replaced = NULL;

	if (c->found.is_there) {
		keep(c);
	} else {
		replaced = replaced_by(c);
		plan_add(c->plan, replaced ? ACTION_CHANGE : ACTION_NEW, wanted,
			 replaced);
	}
	remove_obstacles(c, replaced);
}

void plan_record(const struct plan_input *input, const struct needs *needs,
		 const struct need *need, struct plan *plan)
{
	struct case_in_hand c = { input, needs, need, plan, { .count = 0 } };

	if (look_around(&c))
		decide(&c);
	else
		plan_add(plan, ACTION_UNKNOWN, &need->wanted, NULL);
	free(c.found.items);
}

void plan_clear_way(const struct plan_input *input, const struct needs *needs,
		    const struct need *need, struct plan *plan)
{
	struct case_in_hand c = { input, needs, need, plan, { .count = 0 } };

	if (look_around(&c))
		remove_obstacles(&c, NULL);
	free(c.found.items);
}
