/* From a record's state to findings: what is seen, and which of it is only
 * waiting (the (w) rule).
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "mail/dmarc.h"
#include "mail/spf_cover.h"

static struct finding *add(struct record_verdict *v, enum finding_code code,
			   const char *seen)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->seen = seen ? xstrdup(seen) : NULL;
	f->wanted = xstrdup(v->wanted.record.value);
	return f;
}

/* Waiting, as long as what is there is what zegel first saw, or nothing; wrong
 * once it had been right, but for ten minutes while somebody watches. */
static void set_waiting(const struct judge *judge,
			const struct record_verdict *v, struct finding *f)
{
	const struct milestone *m =
		past_find_milestone(judge->input->past, v->wanted.record.name,
				    v->wanted.record.type);

	if (m && m->published_at)
		f->waiting = v->being_changed;
	else
		f->waiting = v->unchanged || v->state == STATE_MISSING;
}

static void diagnose_missing(struct judge *judge, struct record_verdict *v)
{
	enum finding_code code = FINDING_MISSING;
	struct finding *f;

	if (v->wanted.purpose == PURPOSE_SPF)
		code = FINDING_SPF_MISSING;
	else if (v->wanted.purpose == PURPOSE_DMARC)
		code = FINDING_DMARC_MISSING;
	f = add(v, code, NULL);
	f->severity = v->wanted.required ? SEVERITY_ERROR : SEVERITY_WARNING;
	set_waiting(judge, v, f);
}

static const struct record *found_of_type(const struct record_verdict *v,
					  enum rr type, size_t skip)
{
	for (size_t i = 0; i < v->found_count; i++) {
		if (v->found[i].type == type && !skip--)
			return &v->found[i];
	}
	return NULL;
}

static const struct record *found_spf(const struct record_verdict *v,
				      size_t skip)
{
	for (size_t i = 0; i < v->found_count; i++) {
		if (v->found[i].type == RR_TXT &&
		    spf_is_record(v->found[i].value) && !skip--)
			return &v->found[i];
	}
	return NULL;
}

/* What is wrong inside the record is told by check_spf.c; here only that the
 * service is left out. */
static void diagnose_spf(struct judge *judge, struct record_verdict *v)
{
	const struct record *there = found_spf(v, 0);
	struct spf_cover_result result;
	struct finding *f;

	if (!there || found_spf(v, 1))
		return;
	spf_cover_check(v->wanted.record.name, there->value,
			v->wanted.spf_terms, &judge->rules, &result);
	if (result.cover == SPF_COVER_NO || result.cover == SPF_COVER_PARTLY) {
		f = add(v, FINDING_SPF_NOT_AUTHORISED, there->value);
		f->who = xstrdup(result.missing_term ? result.missing_term
						     : v->wanted.spf_terms);
		set_waiting(judge, v, f);
	}
	spf_cover_free(&result);
}

static void diagnose_dmarc(struct record_verdict *v)
{
	const struct record *there = found_of_type(v, RR_TXT, 0);
	struct dmarc_record record;
	struct finding *f;

	if (!there)
		return;
	if (found_of_type(v, RR_TXT, 1)) {
		f = add(v, FINDING_RECORD_DUPLICATE, there->value);
		return;
	}
	dmarc_parse(there->value, &record);
	f = add(v, FINDING_DMARC_SYNTAX, there->value);
	f->place = (long)record.fault_offset;
}

/* Something else stands where the wanted record should. */
static void diagnose_wrong(struct record_verdict *v)
{
	const struct record *same = found_of_type(v, v->wanted.record.type, 0);
	const struct record *cname = found_of_type(v, RR_CNAME, 0);

	if (same && v->wanted.purpose == PURPOSE_DKIM && same->type == RR_TXT &&
	    found_of_type(v, RR_TXT, 1))
		add(v, FINDING_RECORD_DUPLICATE, same->value);
	else if (same)
		add(v, FINDING_TARGET_WRONG, same->value);
	else if (cname)
		add(v, FINDING_CNAME_CONFLICT, cname->value);
	else
		add(v, FINDING_TARGET_WRONG,
		    v->found_count ? v->found[0].value : NULL);
}

void check_diagnose(struct judge *judge, struct record_verdict *v)
{
	switch (v->state) {
	case STATE_OK:
	case STATE_UNKNOWN:
		break;
	case STATE_MISSING:
		diagnose_missing(judge, v);
		break;
	case STATE_PARTIAL:
		add(v, FINDING_NAMESERVERS_DISAGREE, NULL);
		v->findings.items[v->findings.count - 1].place = (long)v->have;
		v->findings.items[v->findings.count - 1].limit = (long)v->of;
		break;
	case STATE_WRONG:
		if (v->wanted.purpose == PURPOSE_SPF)
			diagnose_spf(judge, v);
		else if (v->wanted.purpose == PURPOSE_DMARC)
			diagnose_dmarc(v);
		else
			diagnose_wrong(v);
		break;
	}
}
