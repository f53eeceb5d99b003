/* SPDX-License-Identifier: MIT */
#include "core/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "mail/spf_record.h"

const char *state_name(enum state s)
{
	static const char *const names[] = {
		[STATE_OK] = "ok",           [STATE_MISSING] = "missing",
		[STATE_WRONG] = "wrong",     [STATE_PARTIAL] = "partial",
		[STATE_UNKNOWN] = "unknown",
	};

	return names[s];
}

const char *outcome_name(enum outcome o)
{
	static const char *const names[] = {
		[OUTCOME_GREEN] = "green",
		[OUTCOME_WAITING] = "waiting",
		[OUTCOME_WRONG] = "wrong",
		[OUTCOME_UNKNOWN] = "unknown",
	};

	return names[o];
}

static void free_records(struct verdict *v)
{
	for (size_t i = 0; i < v->record_count; i++) {
		struct record_verdict *r = &v->records[i];

		wanted_free(&r->wanted);
		if (r->old.name)
			record_free(&r->old);
		records_free(r->found, r->found_count);
		findings_free(&r->findings);
	}
	free(v->records);
	for (size_t i = 0; i < v->present_count; i++) {
		free(v->present[i].name);
		records_free(v->present[i].records, v->present[i].count);
	}
	free(v->present);
}

static void free_names(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

void verdict_free(struct verdict *v)
{
	free_records(v);
	for (size_t i = 0; i < v->server_count; i++)
		free(v->servers[i].name);
	free(v->servers);
	free_names(v->services, v->service_count);
	free_names(v->recognised, v->recognised_count);
	free(v->domain);
	free(v->zone);
	free(v->mailbox);
	free(v->spf_record);
	free(v->spf_wanted);
	free(v->dmarc_record);
	findings_free(&v->findings);
	plan_free(&v->plan);
	*v = (struct verdict){ 0 };
}

static void tell_alias(struct judge *judge)
{
	struct finding *f = findings_add(&judge->out->findings,
					 FINDING_DOMAIN_IS_CNAME);

	f->at = xstrdup(judge->out->domain);
	f->seen = xstrdup(judge->out->plan.alias);
}

static void make_plan(struct judge *judge)
{
	const struct plan_input input = {
		.catalog = judge->input->catalog,
		.choices = &judge->choices,
		.zone = judge->out->zone,
		.present = judge->present,
		.rules = judge->rules,
		.dmarc = &judge->discovered,
		.spf_tree = &judge->tree,
		/* the base of the merge while somebody has it deleted */
		.spf_before = past_spf(judge->input->past,
				       judge->input->choices->domain),
	};

	plan_make(&input, &judge->out->plan);
	if (!judge->out->plan.complete)
		judge->view.pending = true;
	if (judge->out->plan.notes & PLAN_NOTE_DOMAIN_IS_CNAME)
		tell_alias(judge);
}

static void judge_records(struct judge *judge)
{
	struct verdict *out = judge->out;

	out->records = xcalloc(out->plan.count, sizeof(*out->records));
	for (size_t i = 0; i < out->plan.count; i++) {
		const struct plan_item *item = &out->plan.items[i];
		struct record_verdict *v = &out->records[out->record_count];

		if (item->action == ACTION_REMOVE)
			continue;
		check_record(judge, item, v);
		out->record_count++;
	}
}

/* Findings about SPF and DMARC stand at their record, where there is one. */
static void choose_places(struct judge *judge)
{
	struct verdict *out = judge->out;

	judge->spf = judge->dmarc = &out->findings;
	for (size_t i = 0; i < out->record_count; i++) {
		struct record_verdict *v = &out->records[i];

		if (v->wanted.purpose == PURPOSE_SPF &&
		    name_equal(v->wanted.record.name, out->domain)) {
			judge->spf = &v->findings;
			judge->spf_record = v;
			/* Without an answer it is but the terms needed. */
			if (spf_is_record(v->wanted.record.value))
				out->spf_wanted = xstrdup(
					v->wanted.record.value);
		} else if (v->wanted.purpose == PURPOSE_DMARC) {
			judge->dmarc = &v->findings;
			judge->dmarc_record = v;
		}
	}
}

static bool has_error(const struct findings *list, bool waiting)
{
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].severity == SEVERITY_ERROR &&
		    list->items[i].waiting == waiting)
			return true;
	}
	return false;
}

/* The gravest that holds, in the order of product.md: wrong, unknown, waiting.
 * An error in what nobody asked for is one as well, so nothing is green before
 * that is known, too. */
static enum outcome outcome_of(const struct verdict *v)
{
	bool wrong = has_error(&v->findings, false);
	bool waiting = has_error(&v->findings, true);
	bool unknown = false, advice_unknown = false;

	if (v->plan.notes & PLAN_NOTE_NO_VALUES)
		waiting = true;
	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		wrong |= has_error(&r->findings, false);
		waiting |= has_error(&r->findings, true);
		*(r->wanted.required ? &unknown : &advice_unknown) |=
			r->state == STATE_UNKNOWN || r->doubtful;
		waiting |= r->wanted.required && r->state != STATE_OK &&
			   !r->left_out;
	}
	if (wrong)
		return OUTCOME_WRONG;
	if (unknown)
		return OUTCOME_UNKNOWN;
	if (waiting || !v->record_count)
		return OUTCOME_WAITING;
	return advice_unknown ? OUTCOME_UNKNOWN : OUTCOME_GREEN;
}

enum outcome check_outcome(const struct verdict *v)
{
	bool known = !v->authority_asked || v->authority == AUTHORITY_FOUND;

	return known || has_error(&v->findings, false) ? outcome_of(v)
						       : OUTCOME_UNKNOWN;
}

static bool lacks_answers(const struct verdict *v)
{
	bool lacks = v->outcome == OUTCOME_UNKNOWN;

	for (size_t i = 0; i < v->record_count; i++)
		lacks |= v->records[i].state == STATE_UNKNOWN;
	return lacks;
}

static void conclude(struct judge *judge)
{
	struct verdict *out = judge->out;

	out->authority_asked = judge->view.use_authority;
	out->visible = out->record_count > 0;
	for (size_t i = 0; i < out->record_count; i++) {
		const struct record_verdict *r = &out->records[i];

		findings_sort(&out->records[i].findings);
		if (!r->wanted.required)
			continue;
		out->visible &= r->visible;
		if (r->visible_by > out->visible_by)
			out->visible_by = r->visible_by;
	}
	findings_sort(&out->findings);
	out->outcome = check_outcome(out);
	if (!judge->view.pending && lacks_answers(out)) {
		check_resolver(judge);
		findings_sort(&out->findings);
	}
}

const struct service *check_service(const struct judge *judge, const char *id)
{
	const struct service_list *list = catalog_services(
		judge->input->catalog);

	return list && id ? service_find(list, id) : NULL;
}

const struct service *check_service_of(const struct judge *judge,
				       const struct wanted *wanted)
{
	const struct service_list *list = catalog_services(
		judge->input->catalog);
	const struct service *found;

	if (wanted->service)
		return check_service(judge, wanted->service);
	if (judge->input->choices->count == 1 &&
	    judge->input->choices->items->service)
		return check_service(judge,
				     judge->input->choices->items->service);
	return list && wanted->record.name &&
			       service_recognise(list, &wanted->record, &found,
						 1)
		       ? found
		       : NULL;
}

/* Where nobody chose a service, those are judged that the domain lets send and
 * of which all values are known. */
static void choose_recognised(struct judge *judge)
{
	const struct verdict *out = judge->out;
	struct choices *choices = &judge->choices;

	*choices = *judge->input->choices;
	if (choices->count || choices->record_count ||
	    judge->input->only_present)
		return;
	choices->items = xcalloc(out->recognised_sending,
				 sizeof(*choices->items));
	for (size_t i = 0; i < out->recognised_sending; i++) {
		const struct service *service = check_service(
			judge, out->recognised[i]);

		if (service->values != VALUES_READY)
			continue;
		choices->items[choices->count++] = (struct chosen){
			.service = out->recognised[i],
			.way = WAY_DNS,
			.recognised = true,
		};
	}
}

/* Of a service that goes without DNS there is nothing to judge: it does not
 * send for this domain. */
static void name_services(struct judge *judge)
{
	const struct choices *choices = &judge->choices;
	struct verdict *out = judge->out;

	out->services_chosen = judge->input->choices->count > 0;
	out->services = xcalloc(choices->count, sizeof(*out->services));
	for (size_t i = 0; i < choices->count; i++) {
		if (choices->items[i].service &&
		    choices->items[i].way == WAY_DNS)
			out->services[out->service_count++] = xstrdup(
				choices->items[i].service);
	}
}

static void find_panel(struct judge *judge)
{
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const char *id = judge->input->choices->panel;

	judge->out->panel = hosts && id ? host_find(hosts, id) : NULL;
}

const struct dns_host *verdict_form(const struct verdict *v)
{
	return v->panel ? v->panel : v->host;
}

void check_judge(const struct check_input *input, struct verdict *out)
{
	struct judge judge = { .input = input, .out = out };

	*out = (struct verdict){
		.domain = xstrdup(input->choices->domain),
		.checked_at = input->now,
		.spf_lookups = -1,
		.spf_voids = -1,
	};
	judge.present = (struct lookup){ view_lookup, &judge.view };
	judge.rules = (struct lookup){ view_resolve, &judge.view };
	view_open(&judge.view, input->facts, out->domain, input->use_authority);
	judge.choices = *input->choices;
	find_panel(&judge);
	if (check_servers(&judge)) {
		check_recognise(&judge);
		choose_recognised(&judge);
		check_spf_tree(&judge);
		dmarc_discover(out->domain, &judge.rules, &judge.discovered);
		make_plan(&judge);
		judge_records(&judge);
		choose_places(&judge);
		check_spf(&judge);
		check_dmarc(&judge);
		check_mx(&judge);
		if (!input->forgets)
			check_present(&judge);
	}
	name_services(&judge);
	conclude(&judge);
	out->complete = !judge.view.pending;
	if (judge.choices.items != input->choices->items)
		free(judge.choices.items);
	spf_tree_free(&judge.tree);
	view_close(&judge.view);
}
