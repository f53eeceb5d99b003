/* The DMARC part of the plan (RFC 9989): a valid record stays as it is, a
 * broken one is replaced, a missing one is proposed as p=none.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dmarc.h"

static const struct need *find_need(const struct needs *needs)
{
	for (size_t i = 0; i < needs->count; i++) {
		if (needs->items[i].wanted.purpose == PURPOSE_DMARC)
			return &needs->items[i];
	}
	return NULL;
}

/* The mildest record: it blocks nothing. A vendor's own sample may say
 * p=reject; whether to block is not the vendor's to decide. */
static char *proposal(const struct plan_input *input, const struct need *need)
{
	const char *address = input->choices->report_address;
	struct dmarc_record record;

	if (need) {
		dmarc_parse(need->wanted.record.value, &record);
		if (record.usable && record.p == DMARC_NONE)
			return xstrdup(need->wanted.record.value);
	}
	return address ? xasprintf("v=DMARC1; p=none; rua=mailto:%s", address)
		       : xstrdup("v=DMARC1; p=none");
}

static bool set_wanted(const struct plan_input *input,
		       const struct needs *needs, const struct need *need,
		       struct wanted *wanted)
{
	const char *service = need ? need->wanted.service : NULL;
	char name[NAME_SIZE];

	if (!name_join("_dmarc", input->choices->domain, name))
		return false;
	if (!service)
		service = needs->dmarc_for;
	*wanted = (struct wanted){
		.record = { .name = xstrdup(name),
			    .type = RR_TXT,
			    .value = proposal(input, need) },
		.purpose = PURPOSE_DMARC,
		.required = needs->dmarc_for || (need && need->wanted.required),
		.service = service ? xstrdup(service) : NULL,
	};
	return true;
}

/* Of two, the one that stays: valid before broken, mild before strict; the
 * order in which a name server gives them must not matter. */
static bool is_better(const char *a, const char *b)
{
	struct dmarc_record x, y;

	dmarc_parse(a, &x);
	dmarc_parse(b, &y);
	if (x.usable != y.usable)
		return x.usable;
	if (x.is_record != y.is_record)
		return x.is_record;
	return x.p != y.p ? x.p < y.p : strcmp(a, b) < 0;
}

/* What stands at _dmarc.DOMAIN itself and is meant to be DMARC. */
static const struct record *own_record(const struct answer *answer)
{
	const struct record *r, *best = NULL;
	size_t index = 0;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (dmarc_is_meant(r->value) &&
		    (!best || is_better(r->value, best->value)))
			best = r;
	}
	return best;
}

/* Two rules cancel each other out (RFC 9989, 4.10). */
static void remove_others(const struct answer *answer, const struct record *own,
			  struct plan *plan)
{
	const struct record *r;
	size_t index = 0;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (r != own && dmarc_is_record(r->value))
			plan_add(plan, ACTION_REMOVE, NULL, r);
	}
}

static void keep(struct wanted *wanted, const char *text,
		 const struct record *own, struct plan *plan)
{
	free(wanted->record.value);
	wanted->record.value = xstrdup(text);
	plan->notes |= PLAN_NOTE_DMARC_KEPT;
	plan_add(plan, ACTION_KEEP, wanted, own);
}

/* What is broken gets the customer's own text, repaired, where that can be. */
static void replace(struct wanted *wanted, const struct record *own,
		    struct plan *plan)
{
	char *repaired = dmarc_repair(own->value);

	if (repaired) {
		free(wanted->record.value);
		wanted->record.value = repaired;
	}
	plan_add(plan, ACTION_CHANGE, wanted, own);
}

static bool is_usable(const struct record *own,
		      const struct dmarc_discovery *found)
{
	struct dmarc_record record;

	if (found->status == DMARC_FOUND && !strcmp(found->text, own->value))
		return found->record.usable;
	dmarc_parse(own->value, &record);
	return record.usable;
}

static void decide(const struct plan_input *input, const struct answer *answer,
		   const struct dmarc_discovery *found, struct wanted *wanted,
		   struct plan *plan)
{
	const struct record *own = own_record(answer);
	const struct record *cname = answer_first(answer, RR_CNAME);
	bool applies = found->status == DMARC_FOUND && found->record.usable;

	if (own) {
		if (is_usable(own, found))
			keep(wanted, own->value, own, plan);
		else
			replace(wanted, own, plan);
		remove_others(answer, own, plan);
	} else if (cname && applies &&
		   name_equal(found->at, input->choices->domain)) {
		/* Somebody else's record, by an alias. */
		keep(wanted, found->text, cname, plan);
	} else if (cname) {
		plan_add(plan, ACTION_CHANGE, wanted, cname);
	} else if (applies) {
		/* The organisation's record above holds for this domain,
		 * too. */
		plan->notes |= PLAN_NOTE_DMARC_KEPT;
	} else {
		plan_add(plan, ACTION_NEW, wanted, NULL);
	}
}

void plan_dmarc(const struct plan_input *input, const struct needs *needs,
		struct plan *plan)
{
	const struct need *need = find_need(needs);
	const struct dmarc_discovery *found = input->dmarc;
	const struct answer *answer;
	struct dmarc_discovery own;
	struct wanted wanted;

	if ((needs->only_records && !need) ||
	    !set_wanted(input, needs, need, &wanted))
		return;
	answer = plan_ask(input, plan, wanted.record.name, RR_TXT);
	if (!found) {
		dmarc_discover(input->choices->domain, &input->rules, &own);
		found = &own;
	}
	if (found->status == DMARC_PENDING)
		plan->complete = false;
	if (found->status == DMARC_UNKNOWN)
		plan->unknown = true;
	if (!answer || found->status == DMARC_PENDING ||
	    (found->status == DMARC_UNKNOWN && !own_record(answer)))
		plan_add(plan, ACTION_UNKNOWN, &wanted, NULL);
	else
		decide(input, answer, found, &wanted, plan);
	wanted_free(&wanted);
}
