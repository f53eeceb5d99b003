/* What everybody else sees: the resolver is asked only when every answering
 * name server has the record (rule 1 of the house).
 *
 * SPDX-License-Identifier: MIT */
#include "base/name.h"
#include "core/check_internal.h"

/* The longest time that an older answer may still live in some resolver: the
 * TTL of the record that was there, or of the zone's "nothing there" (RFC 2308,
 * 5). */
static uint32_t longest_memory(const struct judge *judge,
			       const struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct view_zone *zone = &judge->view.main;
	const struct seen *seen;
	uint32_t longest = 0;
	size_t index = 0;

	while ((seen = past_next(judge->input->past, wanted->name, wanted->type,
				 &index))) {
		if (seen->ttl > longest)
			longest = seen->ttl;
	}
	for (size_t i = 0; i < zone->count; i++) {
		const struct answer *soa = zone->servers[i].soa;

		if (soa && soa->negative_ttl > longest)
			longest = soa->negative_ttl;
	}
	return longest;
}

static void add_cached(struct record_verdict *v, enum finding_code code,
		       time_t until, const char *seen)
{
	struct finding *f = findings_add(&v->findings, code);

	f->at = xstrdup(v->wanted.record.name);
	f->type = v->wanted.record.type;
	f->seen = seen ? xstrdup(seen) : NULL;
	f->until = until;
}

static void explain(struct record_verdict *v, const struct answer *answer)
{
	const struct record *old = answer_first(answer, v->wanted.record.type);

	if (answer->status != ANSWER_RECORDS) {
		v->visible_by = answer->at_wall + (time_t)answer->negative_ttl;
		add_cached(v, FINDING_CACHED_NEGATIVE, v->visible_by, NULL);
	} else if (old) {
		v->visible_by = answer->at_wall + (time_t)old->ttl;
		add_cached(v, FINDING_CACHED_OLD, v->visible_by, old->value);
	}
}

/* True when the zone above promises signatures (RFC 4035, 2.4): only then can
 * validation fail. */
static bool is_signed(struct judge *judge, const char *zone)
{
	const struct answer *ds = view_ask_resolver(&judge->view, zone, RR_DS);

	return ds && answer_first(ds, RR_DS);
}

/* A validating resolver fails, and has the answer when it is asked not to check
 * (RFC 4035, 3.2.2). But so does one that failed for a moment: it has to fail
 * at something else in the zone as well, by whatever is asked for anyway. */
void check_dnssec(struct judge *judge, const struct record *wanted)
{
	const struct answer *unchecked = view_ask_unchecked(
		&judge->view, wanted->name, wanted->type);
	const char *zone = judge->out->zone
				   ? judge->out->zone
				   : name_registered(judge->out->domain);
	const struct answer *other;

	if (!unchecked || !answer_is_definite(unchecked) ||
	    !is_signed(judge, zone) ||
	    findings_have(&judge->out->findings, FINDING_DNSSEC_BOGUS))
		return;
	other = judge->view.use_authority
			? view_ask_resolver(&judge->view, zone, RR_SOA)
			: view_ask_resolver(&judge->view, judge->out->domain,
					    RR_MX);
	if (other && other->status == ANSWER_FAILED)
		findings_add(&judge->out->findings, FINDING_DNSSEC_BOGUS)->at =
			xstrdup(zone);
}

/* Where the host shows the key itself, nobody sees a CNAME. */
static void judge_flattened(struct judge *judge, struct record_verdict *v,
			    const struct finding *flattened)
{
	const struct answer *answer = view_ask_resolver(
		&judge->view, v->wanted.record.name, RR_TXT);
	const struct record *r = answer ? answer_first(answer, RR_TXT) : NULL;

	v->visible = r && record_value_equal(RR_TXT, r->value, flattened->seen);
}

static void set_visible_by(const struct judge *judge, struct record_verdict *v,
			   time_t everybody)
{
	if (everybody > judge->input->now && everybody > v->visible_by)
		v->visible_by = everybody;
}

void check_visibility(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct milestone *m = past_find_milestone(
		judge->input->past, wanted->name, wanted->type);
	const struct finding *flattened = findings_have(
		&v->findings, FINDING_CNAME_FLATTENED);
	const struct answer *answer;
	time_t everybody = 0;

	/* What is there now is about to be changed: nobody may ask for it and
	 * so have it remembered. */
	if (judge->input->only_present)
		return;
	if (flattened) {
		judge_flattened(judge, v, flattened);
		return;
	}
	/* Whoever publishes a change waits until the old is forgotten. */
	if (m && m->was_missing && m->published_at)
		everybody = m->published_at + (time_t)longest_memory(judge, v);
	/* Without name servers the resolver's answer is what was judged. */
	if (!judge->view.use_authority) {
		v->visible = true;
		set_visible_by(judge, v, everybody);
		return;
	}
	answer = view_ask_resolver(&judge->view, wanted->name, wanted->type);
	if (answer && answer->status == ANSWER_FAILED)
		check_dnssec(judge, wanted);
	if (!answer || !answer_is_definite(answer))
		return;
	switch (check_match(judge, &v->wanted, answer)) {
	case MATCH_OK:
		v->visible = true;
		break;
	case MATCH_ABSENT:
	case MATCH_OTHER:
		explain(v, answer);
		break;
	case MATCH_PENDING:
	case MATCH_UNKNOWN:
		break;
	}
	set_visible_by(judge, v, everybody);
}
