/* SPDX-License-Identifier: MIT */
#include "core/plan.h"

#include <stdlib.h>

#include "base/name.h"
#include "core/plan_internal.h"

void wanted_free(struct wanted *w)
{
	record_free(&w->record);
	free(w->service);
	free(w->spf_terms);
	*w = (struct wanted){ 0 };
}

struct wanted wanted_copy(const struct wanted *w)
{
	struct wanted copy = *w;

	if (w->record.name)
		copy.record = record_copy(&w->record);
	copy.service = w->service ? xstrdup(w->service) : NULL;
	copy.spf_terms = w->spf_terms ? xstrdup(w->spf_terms) : NULL;
	return copy;
}

void outside_free(struct outside *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(items[i].type);
		free(items[i].name);
		free(items[i].value);
	}
	free(items);
}

void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		wanted_free(&plan->items[i].wanted);
		if (plan->items[i].old.name)
			record_free(&plan->items[i].old);
	}
	free(plan->items);
	free(plan->vendor_spf);
	free(plan->vendor);
	free(plan->mailbox);
	free(plan->spf_problem);
	free(plan->spf_dead);
	free(plan->alias);
	template_remark_free(plan->template_problem);
	outside_free(plan->outside, plan->outside_count);
	*plan = (struct plan){ 0 };
}

size_t plan_count(const struct plan *plan, enum action action)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		const struct plan_item *item = &plan->items[i];

		if (item->action == action &&
		    (item->wanted.required || action == ACTION_REMOVE))
			count++;
	}
	return count;
}

struct plan_item *plan_add(struct plan *plan, enum action action,
			   const struct wanted *wanted,
			   const struct record *old)
{
	struct plan_item *item;

	plan->items = grow(plan->items, plan->count, &plan->cap,
			   sizeof(*plan->items));
	item = &plan->items[plan->count++];
	*item = (struct plan_item){ .action = action };
	if (wanted)
		item->wanted = wanted_copy(wanted);
	if (old)
		item->old = record_copy(old);
	return item;
}

const struct answer *plan_ask(const struct plan_input *input, struct plan *plan,
			      const char *name, enum rr type)
{
	const struct answer *answer = input->present.ask(input->present.ctx,
							 name, type);

	if (!answer) {
		plan->complete = false;
		return NULL;
	}
	if (!answer_is_definite(answer)) {
		plan->unknown = true;
		return NULL;
	}
	return answer;
}

/* Where the domain is an alias of another name, nothing else can stand there
 * (RFC 1034, 3.6.2): to be said before anything is planned. Every answer about
 * the domain shows that; these are asked for anyway, but for the last one. */
static bool domain_is_cname(const struct plan_input *input, struct plan *plan)
{
	static const enum rr types[] = { RR_TXT, RR_MX, RR_CNAME };
	const char *domain = input->choices->domain;
	const struct answer *answer = NULL;
	const struct record *cname;

	for (size_t i = 0; i < COUNT_OF(types) && !answer && plan->complete;
	     i++)
		answer = plan_ask(input, plan, domain, types[i]);
	plan->may_be_alias = !answer;
	cname = answer ? answer_first(answer, RR_CNAME) : NULL;
	if (!cname || !name_equal(cname->name, domain))
		return false;
	plan->alias = xstrdup(cname->value);
	return true;
}

/* The SPF terms of all services for one name become one record. */
static void plan_all_spf(const struct plan_input *input,
			 const struct needs *needs, struct plan *plan)
{
	const char *domain = input->choices->domain;

	if (!needs->only_records)
		plan_spf(input, needs, domain, plan);
	for (size_t i = 0; i < needs->count; i++) {
		const char *name = needs->items[i].wanted.record.name;
		bool is_first = needs->items[i].is_spf_terms;

		for (size_t k = 0; k < i && is_first; k++) {
			if (needs->items[k].is_spf_terms &&
			    name_equal(needs->items[k].wanted.record.name,
				       name))
				is_first = false;
		}
		if (is_first &&
		    (needs->only_records || !name_equal(name, domain)))
			plan_spf(input, needs, name, plan);
	}
}

/* What is said before anything is planned; the plan takes it over. */
static void take_notes(struct needs *needs, struct plan *plan)
{
	if (needs->values_missing)
		plan->notes |= PLAN_NOTE_NO_VALUES;
	if (needs->template_problem)
		plan->notes |= PLAN_NOTE_TEMPLATE;
	plan->template_problem = needs->template_problem;
	needs->template_problem = NULL;
	if (needs->outside_count)
		plan->notes |= PLAN_NOTE_OUTSIDE_DNS;
	plan->outside = needs->outside;
	plan->outside_count = needs->outside_count;
	needs->outside = NULL;
	needs->outside_count = 0;
}

static void plan_needs(const struct plan_input *input,
		       const struct needs *needs, struct plan *plan)
{
	plan_all_spf(input, needs, plan);
	for (size_t i = 0; i < needs->count; i++) {
		const struct need *need = &needs->items[i];

		if (!need->is_spf_terms &&
		    need->wanted.purpose != PURPOSE_DMARC)
			plan_record(input, needs, need, plan);
	}
	plan_dmarc(input, needs, plan);
}

/* A template file alone is applied by its rules, which remove an alias that is
 * in the way as well. */
static bool is_template_alone(const struct plan_input *input)
{
	const struct choices *choices = input->choices;

	for (size_t i = 0; i < choices->count; i++) {
		if (!is_by_template(
			    needs_service(input->catalog, &choices->items[i])))
			return false;
	}
	return choices->count && !choices->record_count;
}

void plan_make(const struct plan_input *input, struct plan *out)
{
	struct needs needs;

	*out = (struct plan){ .complete = true };
	if (!is_template_alone(input) && domain_is_cname(input, out)) {
		out->notes |= PLAN_NOTE_DOMAIN_IS_CNAME;
		return;
	}
	needs_collect(input->catalog, input->choices, input->zone, &needs);
	take_notes(&needs, out);
	plan_needs(input, &needs, out);
	needs_free(&needs);
}
