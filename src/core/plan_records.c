/* What a wanted record meets at its name: the conflict rules of the Domain
 * Connect specification ("Conflicts"), CNAME against everything first.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dkim.h"

/* The types that are looked for beside a CNAME: what customers have. */
static const enum rr neighbours[] = { RR_TXT, RR_A, RR_AAAA, RR_MX };

static bool is_txt_conflict(const struct need *need, const struct record *there)
{
	if (need->wanted.purpose == PURPOSE_DKIM)
		return true; /* one key a selector (RFC 6376, 3.6.2.2) */
	switch (need->txt_mode) {
	case TEMPLATE_TXT_ALL:
		return true;
	case TEMPLATE_TXT_PREFIX_MODE:
		return need->txt_prefix &&
		       !strncasecmp(there->value, need->txt_prefix,
				    strlen(need->txt_prefix));
	case TEMPLATE_TXT_NONE:
		break;
	}
	return false;
}

/* True when what is there has to give way to the wanted record. */
static bool is_conflict(const struct need *need, const struct record *there)
{
	enum rr wanted = need->wanted.record.type;

	if (there->type == RR_CNAME || wanted == RR_CNAME)
		return true;
	if (wanted == RR_A || wanted == RR_AAAA)
		return there->type == RR_A || there->type == RR_AAAA;
	if (there->type != wanted)
		return false;
	if (wanted == RR_TXT)
		return is_txt_conflict(need, there);
	return wanted == RR_MX || wanted == RR_SRV || wanted == RR_NS;
}

/* What is there in the way: collected before anything is decided. */
struct obstacles {
	const struct record *items[64];
	size_t count;
	bool is_there; /* the wanted record itself */
	const struct record *same;
};

static void look_at(const struct need *need, const struct answer *answer,
		    struct obstacles *found)
{
	const struct record *wanted = &need->wanted.record;

	for (size_t i = 0; i < answer->count; i++) {
		const struct record *there = &answer->records[i];

		if (!name_equal(there->name, wanted->name))
			continue; /* further down a CNAME chain */
		if (record_equal(there, wanted)) {
			found->is_there = true;
			found->same = there;
		} else if (is_conflict(need, there) &&
			   found->count < COUNT_OF(found->items)) {
			found->items[found->count++] = there;
		}
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
static bool drop_wildcards(const struct plan_input *input, struct plan *plan,
			   struct obstacles *found)
{
	size_t left = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct record *there = found->items[i];
		char random[NAME_SIZE];
		const struct answer *answer;

		if (!name_equal(there->name, input->choices->domain) &&
		    name_join(UNLIKELY_LABEL, name_parent(there->name),
			      random)) {
			answer = plan_ask(input, plan, random, there->type);
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
static bool see_through(const struct plan_input *input, const struct need *need,
			struct plan *plan, struct obstacles *found)
{
	const struct record *wanted = &need->wanted.record;
	const struct record *there = found->count ? found->items[0] : NULL;
	struct dkim_lookup here, wanted_key;

	if (wanted->type != RR_CNAME || need->wanted.purpose != PURPOSE_DKIM ||
	    found->is_there || !there ||
	    (there->type != RR_TXT && there->type != RR_CNAME))
		return true;
	wanted_key = dkim_look(wanted->value, &input->rules);
	here = key_at(input, there);
	if (here.status == DKIM_PENDING || wanted_key.status == DKIM_PENDING) {
		plan->complete = false;
		return false;
	}
	if (here.status == DKIM_UNKNOWN || wanted_key.status == DKIM_UNKNOWN) {
		plan->unknown = true;
		return false;
	}
	if (here.status == DKIM_FOUND && wanted_key.status == DKIM_FOUND &&
	    dkim_text_equal(here.text, wanted_key.text)) {
		found->is_there = true;
		found->same = there;
		found->count = 0;
	}
	return true;
}

static bool look_around(const struct plan_input *input, const struct need *need,
			struct plan *plan, struct obstacles *found)
{
	const struct record *wanted = &need->wanted.record;
	const struct answer *answer = plan_ask(input, plan, wanted->name,
					       wanted->type);
	bool may_be_seen_through = false;

	if (!answer)
		return false;
	look_at(need, answer, found);
	/* NODATA: the name exists, so something else is there, or below it. */
	if (wanted->type != RR_CNAME || answer->status != ANSWER_NO_DATA)
		return see_through(input, need, plan, found) &&
		       drop_wildcards(input, plan, found);
	for (size_t i = 0; i < COUNT_OF(neighbours); i++) {
		answer = plan_ask(input, plan, wanted->name, neighbours[i]);
		if (answer)
			look_at(need, answer, found);
		else if (neighbours[i] == RR_TXT)
			may_be_seen_through = need->wanted.purpose ==
					      PURPOSE_DKIM;
	}
	return !may_be_seen_through && see_through(input, need, plan, found) &&
	       drop_wildcards(input, plan, found);
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

void plan_record(const struct plan_input *input, const struct need *need,
		 struct plan *plan)
{
	struct obstacles found = { .count = 0 };
	const struct record *replaced = NULL;
	bool at_domain = name_equal(need->wanted.record.name,
				    input->choices->domain);

	if (!look_around(input, need, plan, &found)) {
		plan_add(plan, ACTION_UNKNOWN, &need->wanted, NULL);
		return;
	}
	if (found.is_there) {
		plan_add(plan, ACTION_KEEP, &need->wanted, found.same);
	} else {
		for (size_t i = 0; i < found.count && !replaced; i++) {
			if (found.items[i]->type == need->wanted.record.type &&
			    !is_spoken_for(plan, found.items[i]))
				replaced = found.items[i];
		}
		plan_add(plan, replaced ? ACTION_CHANGE : ACTION_NEW,
			 &need->wanted, replaced);
	}
	for (size_t i = 0; i < found.count; i++) {
		/* At the domain itself live its SPF and MX: a CNAME must not
		 * take their place. */
		if (found.items[i] == replaced ||
		    is_spoken_for(plan, found.items[i]) ||
		    (at_domain && need->wanted.record.type == RR_CNAME))
			continue;
		plan_add(plan, ACTION_REMOVE, NULL, found.items[i]);
		if (need->wanted.record.type == RR_CNAME)
			plan->notes |= PLAN_NOTE_CNAME_IN_THE_WAY;
	}
}
