/* From a record's state to findings: what is seen, and which of it is only
 * waiting (the (w) rule).
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "core/near.h"
#include "core/probe.h"
#include "core/told.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"

struct finding *check_add(struct record_verdict *v, enum finding_code code,
			  const char *seen)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->seen = seen ? xstrdup(seen) : NULL;
	/* What cannot be merged makes no whole record to be entered. */
	f->wanted = v->wanted.purpose != PURPOSE_SPF ||
				    spf_is_record(v->wanted.record.value)
			    ? xstrdup(v->wanted.record.value)
			    : NULL;
	return f;
}

/* Waiting, as long as what is there is what zegel first saw, or nothing; wrong
 * once it had been right, but for ten minutes while somebody watches. */
void check_set_waiting(const struct judge *judge, struct record_verdict *v,
		       struct finding *f)
{
	const struct past *past = judge->input->past;
	const struct record *wanted = &v->wanted.record;

	/* What was told as wrong does not become an old thing by that. */
	if (told_has_error(past->told_errors, f))
		v->unchanged = false;
	f->waiting = v->unchanged || v->being_changed ||
		     (v->state == STATE_MISSING &&
		      !told_has_error(past->told_errors, f) &&
		      !past_was_right(past, wanted->name, wanted->type,
				      v->wanted.required));
	f->changing = v->being_changed;
}

/* What stands in the way may have been there before the customer came; a record
 * at the wrong name was entered. */
static bool was_there_before(const struct judge *judge,
			     const struct record_verdict *v)
{
	const struct finding *f = findings_have(&v->findings,
						FINDING_CNAME_CONFLICT);
	struct record there;

	if (!f || !f->seen || !f->who)
		return false;
	there = (struct record){ .name = f->at,
				 .type = rr_from_name(f->who),
				 .value = f->seen };
	return !past_has(judge->input->past, there.name, there.type) ||
	       past_is_unchanged(judge->input->past, there.name, there.type,
				 &there, 1, NULL, NULL);
}

/* Perhaps it stands where nobody told: missing or wrong, that is not known. */
void check_forget(struct record_verdict *v)
{
	v->state = STATE_UNKNOWN;
	v->unchanged = v->vanished = v->being_changed = false;
}

static void diagnose_missing(struct judge *judge, struct record_verdict *v)
{
	enum finding_code code = FINDING_MISSING;
	struct finding *f;

	if (probe_types(judge, v) || probe_neighbours(judge, v) ||
	    probe_elsewhere(judge, v)) {
		if (v->state == STATE_MISSING)
			v->state = STATE_WRONG;
		v->unchanged = was_there_before(judge, v);
		v->vanished = v->being_changed = false;
		return;
	}
	if (v->wanted.purpose == PURPOSE_DMARC &&
	    check_dmarc_is_doubtful(judge)) {
		check_forget(v);
		return;
	}
	if (v->wanted.purpose == PURPOSE_DMARC && check_dmarc_at_root(judge)) {
		v->state = STATE_WRONG;
		v->unchanged = false;
		return;
	}
	if (judge->doubt || judge->out->plan.may_be_alias) {
		check_forget(v);
		return;
	}
	if (v->wanted.purpose == PURPOSE_SPF)
		code = FINDING_SPF_MISSING;
	else if (v->wanted.purpose == PURPOSE_DMARC)
		code = FINDING_DMARC_MISSING;
	f = check_add(v, code, NULL);
	f->severity = v->wanted.required ? SEVERITY_ERROR : SEVERITY_WARNING;
	check_set_waiting(judge, v, f);
}

const struct record *check_found_of_type(const struct record_verdict *v,
					 enum rr type)
{
	for (size_t i = 0; i < v->found_count; i++) {
		if (v->found[i].type == type)
			return &v->found[i];
	}
	return NULL;
}

bool check_changed_on_the_way(enum finding_code code)
{
	return code == FINDING_VALUE_WHITESPACE ||
	       code == FINDING_VALUE_QUOTES || code == FINDING_VALUE_ESCAPED;
}

/* Is one of them the right one? Then only the other has to go. */
static void diagnose_duplicate(struct record_verdict *v,
			       const struct record *first)
{
	struct finding *f = check_add(v, FINDING_RECORD_DUPLICATE,
				      first->value);

	for (size_t i = 0; i < v->found_count; i++)
		f->limit |= record_value_equal(v->wanted.record.type,
					       v->found[i].value,
					       v->wanted.record.value);
}

static void diagnose_dmarc(struct record_verdict *v)
{
	const struct record *there = check_found_of_type(v, RR_TXT);
	struct dmarc_record record;
	struct finding *f;
	struct near near;

	if (!there)
		return;
	if (v->several) {
		diagnose_duplicate(v, there);
		return;
	}
	dmarc_parse(there->value, &record);
	near = near_value(&(struct near_input){
		.type = RR_TXT,
		.wanted = v->wanted.record.value,
		.found = there->value,
		.domain = v->wanted.record.name,
	});
	if (!check_changed_on_the_way(near.code))
		near = (struct near){ .code = FINDING_DMARC_SYNTAX,
				      .place = (long)record.fault_offset };
	f = check_add(v, near.code, there->value);
	f->place = near.place;
}

/* Where the wanted value is, and so perhaps another customer's. */
static bool is_beside(const struct wanted *wanted, const char *value)
{
	const char *there = name_registered(wanted->record.value);

	return wanted->record.type == RR_CNAME && *there &&
	       !name_equal(value, there) && name_is_under(value, there);
}

/* A key of somebody else: not the wanted one with something around it. */
static bool is_other_key(const struct wanted *wanted, const char *value)
{
	const char *key = strstr(wanted->record.value, "p=");

	return dkim_is_key(value) && !(key && strstr(value, key));
}

/* Where all customers have the same values nobody has another's. */
static bool is_of_service(const struct judge *judge,
			  const struct wanted *wanted, const char *value)
{
	const struct service *service = check_service_of(judge, wanted);
	struct record r = wanted->record;
	bool uses;

	if (!service || service->values == VALUES_READY ||
	    (r.type == RR_TXT && wanted->purpose == PURPOSE_DKIM &&
	     !is_other_key(wanted, value)))
		return false;
	if (is_beside(wanted, value))
		return true;
	if (!service_uses_record(service, &r))
		return false;
	r.value = xstrdup(value);
	uses = service_uses_record(service, &r);
	free(r.value);
	return uses;
}

/* The values of the other records of the plan: selector 1 may point to 2. */
static size_t other_values(const struct judge *judge,
			   const struct record_verdict *v, const char **out,
			   size_t max)
{
	const struct plan *plan = &judge->out->plan;
	size_t count = 0;

	for (size_t i = 0; i < plan->count && count < max; i++) {
		const struct record *r = &plan->items[i].wanted.record;

		if (r->name && r->type == v->wanted.record.type &&
		    !name_equal(r->name, v->wanted.record.name))
			out[count++] = r->value;
	}
	return count;
}

static void diagnose_value(const struct judge *judge, struct record_verdict *v,
			   const struct record *there)
{
	const char *others[32];
	const struct near_input input = {
		.type = there->type,
		.wanted = v->wanted.record.value,
		.found = there->value,
		.zone = judge->out->zone,
		.domain = judge->out->domain,
		.others = others,
		.other_count = other_values(judge, v, others, COUNT_OF(others)),
		.same_service = is_of_service(judge, &v->wanted, there->value),
	};
	struct near near = near_value(&input);
	struct finding *f = check_add(v, near.code, there->value);

	f->place = near.place;
	f->limit = near.limit;
	if (near.code == FINDING_TARGET_OTHER_ACCOUNT)
		f->who = xstrdup(check_service_of(judge, &v->wanted)->name);
}

/* Something else stands where the wanted record should. */
static void diagnose_wrong(struct judge *judge, struct record_verdict *v)
{
	const struct record *same = check_found_of_type(v,
							v->wanted.record.type);
	const struct record *cname = check_found_of_type(v, RR_CNAME);

	if (probe_wildcard(judge, v)) {
		v->state = STATE_MISSING;
		diagnose_missing(judge, v);
		return;
	}
	if (judge->doubt) { /* perhaps it stands there for every name */
		check_forget(v);
		return;
	}
	if (!same && cname)
		check_add(v, FINDING_CNAME_CONFLICT, cname->value);
	else if (v->wanted.purpose == PURPOSE_SPF)
		check_diagnose_spf(judge, v);
	else if (v->wanted.purpose == PURPOSE_DMARC)
		diagnose_dmarc(v);
	else if (same && v->wanted.purpose == PURPOSE_DKIM && v->several)
		diagnose_duplicate(v, same);
	else if (same && !check_dkim_text(v, same))
		diagnose_value(judge, v, same);
}

/* The wanted value with a mistake in it: it was entered here, not elsewhere. */
static bool is_near_miss(const struct record_verdict *v)
{
	for (size_t i = 0; i < v->findings.count; i++) {
		enum finding_code code = v->findings.items[i].code;

		if (code >= FINDING_TARGET_DOUBLED &&
		    code <= FINDING_VALUE_TRUNCATED &&
		    code != FINDING_TARGET_OTHER_ACCOUNT)
			return true;
	}
	return false;
}

static void diagnose_partial(struct record_verdict *v)
{
	struct finding *f = check_add(v, FINDING_NAMESERVERS_DISAGREE, NULL);

	f->place = (long)v->have;
	f->limit = (long)v->of;
}

void check_diagnose(struct judge *judge, struct record_verdict *v)
{
	judge->doubt = false;
	switch (v->state) {
	case STATE_OK:
		probe_conflict(judge, v);
		if (v->wanted.purpose == PURPOSE_DKIM)
			check_dkim(judge, v);
		break;
	case STATE_UNKNOWN:
		break;
	case STATE_MISSING:
		diagnose_missing(judge, v);
		break;
	case STATE_PARTIAL:
		diagnose_partial(v);
		break;
	case STATE_WRONG:
		diagnose_wrong(judge, v);
		/* The old one still stands: perhaps the new one went
		 * elsewhere. */
		if (v->unchanged && !is_near_miss(v) &&
		    (probe_neighbours(judge, v) || probe_elsewhere(judge, v)))
			v->unchanged = false;
		break;
	}
	v->doubtful = judge->doubt;
}
