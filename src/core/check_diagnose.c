/* From a record's state to findings: what is seen, and which of it is only
 * waiting (the (w) rule).
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "core/near.h"
#include "core/probe.h"
#include "core/told.h"
#include "mail/ascii.h"
#include "mail/dmarc.h"
#include "mail/spf_cover.h"
#include "mail/spf_repair.h"

static struct finding *add(struct record_verdict *v, enum finding_code code,
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
static void set_waiting(const struct judge *judge, struct record_verdict *v,
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
static void forget(struct record_verdict *v)
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
		forget(v);
		return;
	}
	if (v->wanted.purpose == PURPOSE_DMARC && check_dmarc_at_root(judge)) {
		v->state = STATE_WRONG;
		v->unchanged = false;
		return;
	}
	if (judge->doubt || judge->out->plan.may_be_alias) {
		forget(v);
		return;
	}
	if (v->wanted.purpose == PURPOSE_SPF)
		code = FINDING_SPF_MISSING;
	else if (v->wanted.purpose == PURPOSE_DMARC)
		code = FINDING_DMARC_MISSING;
	f = add(v, code, NULL);
	f->severity = v->wanted.required ? SEVERITY_ERROR : SEVERITY_WARNING;
	set_waiting(judge, v, f);
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

/* The first SPF record, and how many different ones there are. */
static const struct record *found_spf(const struct record_verdict *v,
				      size_t *count)
{
	const struct record *first = NULL;

	*count = 0;
	for (size_t i = 0; i < v->found_count; i++) {
		const struct record *r = &v->found[i];

		if (r->type != RR_TXT || !spf_is_record(r->value))
			continue;
		if (!(*count)++)
			first = r;
	}
	return first;
}

static bool is_changed_on_the_way(enum finding_code code)
{
	return code == FINDING_VALUE_WHITESPACE ||
	       code == FINDING_VALUE_QUOTES || code == FINDING_VALUE_ESCAPED;
}

/* What happened to the line on its way in, where that can be told; what it was
 * meant to be, or NULL. The caller frees it. */
static char *diagnose_spoilt_spf(struct record_verdict *v,
				 const struct record *there)
{
	enum finding_code code = FINDING_VALUE_ESCAPED;
	unsigned what;
	char *meant = spf_repair(there->value, &what);
	struct finding *f;

	if (!meant || what & SPF_REPAIRED_WORDS)
		return meant;
	if (what & SPF_REPAIRED_QUOTES)
		code = FINDING_VALUE_QUOTES;
	else if (what & SPF_REPAIRED_BLANKS)
		code = FINDING_VALUE_WHITESPACE;
	f = add(v, code, there->value);
	while (meant[f->place] && meant[f->place] == there->value[f->place])
		f->place++;
	/* one is missing, else there is one too many */
	f->limit = code == FINDING_VALUE_WHITESPACE && meant[f->place] == ' ' &&
		   ascii_is_plain((struct slice){ there->value + f->place, 1 });
	return meant;
}

/* Meant as a record, but receivers do not see one. */
static void diagnose_meant_spf(struct record_verdict *v,
			       const struct record *there)
{
	const struct near_input input = {
		.type = RR_TXT,
		.wanted = v->wanted.record.value,
		.found = there->value,
		.domain = v->wanted.record.name,
	};
	struct near near = near_value(&input);
	struct finding *f;

	/* While the whole record is not known that should be there, nor is what
	 * happened to it. */
	if (!spf_is_record(input.wanted)) {
		forget(v);
		return;
	}
	free(diagnose_spoilt_spf(v, there));
	if (v->findings.count)
		return;
	if (!is_changed_on_the_way(near.code))
		near = (struct near){ .code = FINDING_SPF_SYNTAX };
	f = add(v, near.code, there->value);
	f->place = near.place;
	if (near.code == FINDING_SPF_SYNTAX)
		f->who = xstrndup(there->value, strcspn(there->value, " "));
}

/* All the terms stand in a line that does not count for a mistake in it, which
 * was told: then nothing is missing. */
static bool is_but_misspelt(const struct record_verdict *v, const char *text,
			    const char *meant)
{
	struct spf_record record;
	bool told = !spf_record_parse(text, &record) || v->findings.count;
	struct slice wanted = slice_of(v->wanted.spf_terms), term, word;
	bool all = true;

	spf_record_free(&record);
	while (told && slice_next_word(&wanted, &term)) {
		struct slice rest = slice_of(meant ? meant : text);
		bool stands = false;

		while (slice_next_word(&rest, &word))
			stands |= word.len == term.len &&
				  !strncasecmp(word.at, term.at, term.len);
		all &= stands;
	}
	return told && all;
}

/* What is wrong inside the record is told by check_spf.c; here only that the
 * service is left out. */
static void diagnose_spf(struct judge *judge, struct record_verdict *v)
{
	size_t count;
	const struct record *there = found_spf(v, &count);
	const struct record *meant = check_found_of_type(v, RR_TXT);
	struct spf_cover_result result;
	struct finding *f;
	char *repaired;

	if (!there) {
		if (meant)
			diagnose_meant_spf(v, meant);
		return;
	}
	if (v->several && count > 1) {
		add(v, FINDING_SPF_MULTIPLE, there->value)->place = (long)count;
		return;
	}
	spf_cover_check(v->wanted.record.name, there->value,
			v->wanted.spf_terms, &judge->rules, &result);
	if (result.cover == SPF_COVER_NO || result.cover == SPF_COVER_PARTLY) {
		repaired = diagnose_spoilt_spf(v, there);
		if (!is_but_misspelt(v, there->value, repaired)) {
			f = add(v, FINDING_SPF_NOT_AUTHORISED, there->value);
			f->who = xstrdup(result.missing_term
						 ? result.missing_term
						 : v->wanted.spf_terms);
			set_waiting(judge, v, f);
		}
		free(repaired);
	}
	spf_cover_free(&result);
}

/* Is one of them the right one? Then only the other has to go. */
static void diagnose_duplicate(struct record_verdict *v,
			       const struct record *first)
{
	struct finding *f = add(v, FINDING_RECORD_DUPLICATE, first->value);

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
	if (!is_changed_on_the_way(near.code))
		near = (struct near){ .code = FINDING_DMARC_SYNTAX,
				      .place = (long)record.fault_offset };
	f = add(v, near.code, there->value);
	f->place = near.place;
}

/* Where all customers have the same values nobody has another's. */
static bool is_of_service(const struct judge *judge,
			  const struct wanted *wanted, const char *value)
{
	const struct service *service = check_service_of(judge, wanted);
	struct record r = wanted->record;
	bool uses;

	if (!service || service->values == VALUES_READY ||
	    !service_uses_record(service, &r))
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
	struct finding *f = add(v, near.code, there->value);

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
		forget(v);
		return;
	}
	if (!same && cname)
		add(v, FINDING_CNAME_CONFLICT, cname->value);
	else if (v->wanted.purpose == PURPOSE_SPF)
		diagnose_spf(judge, v);
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
	struct finding *f = add(v, FINDING_NAMESERVERS_DISAGREE, NULL);

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
