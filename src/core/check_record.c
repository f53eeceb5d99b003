/* One wanted record, judged at every name server of its zone.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/name.h"
#include "core/check_internal.h"

/* Whoever edits a record deletes it first, and enters it again. */
enum { BEING_CHANGED_SECONDS = 600 };

/* So many different records at one name are looked at. */
enum { FOUND_MAX = 32 };

/* How the name servers stand, one entry a group (a name server may have an IPv4
 * and an IPv6 address). */
struct tally {
	enum match groups[VIEW_SERVERS];
	bool seen[VIEW_SERVERS];
	bool pending;
	bool undecided; /* who answered may have it: an include is not known */
	bool truncated; /* an answer that only TCP could have brought whole */
	bool resolver_failed; /* where it stands in for the name servers */
	bool cut_below; /* it stands in a zone cut off below the domain's own */
};

/* Of two addresses of one name server the graver answer counts; one that says
 * nothing does not count beside one that does. */
static enum match graver(enum match a, enum match b)
{
	if (a == MATCH_UNKNOWN || b == MATCH_UNKNOWN)
		return a == MATCH_UNKNOWN ? b : a;
	return a < b ? a : b;
}

static void remember_found(struct record_verdict *v,
			   const struct answer *answer)
{
	const struct record *wanted = &v->wanted.record;
	size_t own = 0;

	for (size_t i = 0; i < answer->count; i++) {
		const struct record *r = &answer->records[i];
		bool known = false, same_type = r->type == wanted->type;

		if (!name_equal(r->name, wanted->name) ||
		    (same_type && !check_is_kindred(&v->wanted, r->value)))
			continue;
		if (same_type && own++)
			v->several = true;
		if (v->found_count == FOUND_MAX)
			continue;
		for (size_t k = 0; k < v->found_count; k++)
			known |= record_equal(&v->found[k], r);
		if (known)
			continue;
		v->found = xreallocarray(v->found, v->found_count + 1,
					 sizeof(*v->found));
		v->found[v->found_count++] = record_copy(r);
	}
}

static void ask_everybody(struct judge *judge, struct record_verdict *v,
			  struct tally *tally)
{
	const struct record *wanted = &v->wanted.record;
	/* A copy: asking may find another zone cut, which moves the zones. */
	const struct view_zone zone = *view_zone_of(&judge->view, wanted->name,
						    wanted->type);

	tally->cut_below = zone.is_cut_below && zone.authority.zone;
	for (size_t i = 0; i < zone.count; i++) {
		const struct view_server *at = &zone.servers[i];
		const struct answer *answer;
		enum match match = MATCH_UNKNOWN;

		if (!at->answers) {
			tally->pending |= !at->soa;
			continue;
		}
		answer = view_ask(&judge->view, at, wanted->name, wanted->type);
		if (!answer) {
			tally->pending = true;
			continue;
		}
		tally->truncated |= answer->truncated;
		tally->resolver_failed |= !judge->view.use_authority &&
					  answer->status == ANSWER_FAILED;
		if (view_is_definite(&judge->view, answer)) {
			match = check_match(judge, &v->wanted, answer);
			remember_found(v, answer);
		}
		tally->undecided |= match == MATCH_UNKNOWN &&
				    view_is_definite(&judge->view, answer);
		if (match == MATCH_PENDING)
			tally->pending = true;
		else if (!tally->seen[at->group])
			tally->groups[at->group] = match;
		else
			tally->groups[at->group] = graver(
				tally->groups[at->group], match);
		tally->seen[at->group] |= match != MATCH_PENDING;
	}
}

static void conclude(struct record_verdict *v, const struct tally *tally)
{
	bool other = false;

	for (size_t i = 0; i < VIEW_SERVERS; i++) {
		if (!tally->seen[i] || tally->groups[i] == MATCH_UNKNOWN)
			continue;
		v->of++;
		v->have += tally->groups[i] == MATCH_OK;
		other |= tally->groups[i] == MATCH_OTHER;
	}
	if (!v->of || tally->undecided)
		v->state = STATE_UNKNOWN;
	else if (v->have == v->of)
		v->state = STATE_OK;
	else if (v->have)
		v->state = STATE_PARTIAL;
	else
		v->state = other ? STATE_WRONG : STATE_MISSING;
}

static bool is_kindred(void *ctx, const char *value)
{
	return check_is_kindred(ctx, value);
}

/* As zegel first saw it, or as it was while it was right and something else was
 * wanted. Of what is found, only the wanted type counts. */
static bool is_unchanged(const struct judge *judge,
			 const struct record_verdict *v,
			 const struct milestone *m)
{
	const struct past *past = judge->input->past;
	const struct record *wanted = &v->wanted.record;
	struct record own[FOUND_MAX];
	struct wanted kind = v->wanted;
	size_t count = 0;

	for (size_t i = 0; i < v->found_count && count < COUNT_OF(own); i++) {
		if (v->found[i].type == wanted->type)
			own[count++] = v->found[i];
	}
	if (m && m->published_at)
		return past_is_as_when_right(past, wanted->name, wanted->type,
					     own, count);
	if (past->was_green && v->wanted.required)
		return false;
	if (!past_has(past, wanted->name, wanted->type))
		/* the first look: this is how zegel first sees it */
		return true;
	return past_is_unchanged(past, wanted->name, wanted->type, own, count,
				 is_kindred, &kind);
}

/* Was there something of its kind when zegel first looked? */
static bool was_there(const struct judge *judge, const struct wanted *wanted)
{
	const struct seen *seen;
	size_t index = 0;

	while ((seen = past_next(judge->input->past, wanted->record.name,
				 wanted->record.type, &index))) {
		if (check_is_kindred(wanted, seen->value))
			return true;
	}
	return false;
}

static void set_history(const struct judge *judge, struct record_verdict *v)
{
	const struct milestone *m = past_find_milestone(judge->input->past,
							v->wanted.record.name,
							v->wanted.record.type);

	if (v->state == STATE_OK || v->state == STATE_UNKNOWN)
		return;
	v->unchanged = v->state != STATE_PARTIAL && is_unchanged(judge, v, m);
	v->vanished = v->state == STATE_MISSING &&
		      (past_was_right(judge->input->past, v->wanted.record.name,
				      v->wanted.record.type,
				      v->wanted.required) ||
		       was_there(judge, &v->wanted));
	v->being_changed = v->vanished && judge->input->watching &&
			   (!m || !m->vanished_at ||
			    judge->input->now - m->vanished_at <
				    BEING_CHANGED_SECONDS);
}

/* Whoever edits the domain's own zone changes nothing there. */
static void add_delegated_away(struct judge *judge, struct record_verdict *v)
{
	const struct record *wanted = &v->wanted.record;
	const struct authority *authority =
		&view_zone_of(&judge->view, wanted->name, wanted->type)
			 ->authority;
	const struct host_list *hosts = catalog_hosts(judge->input->catalog);
	const struct dns_host *company = NULL;
	const char *names[VIEW_SERVERS];
	struct finding *f = findings_add(&v->findings, FINDING_DELEGATED_AWAY);
	size_t count = 0;

	for (size_t i = 0; i < authority->count && count < VIEW_SERVERS; i++)
		names[count++] = authority->servers[i].name;
	if (hosts && count)
		company = host_recognise(
			hosts, &(struct host_signs){ .nameservers = names,
						     .count = count });
	f->at = xstrdup(wanted->name);
	f->type = wanted->type;
	f->who = company ? xstrdup(company->name) : NULL;
	f->server = count ? xstrdup(names[0]) : NULL;
}

/* What has to do with the servers rather than with what was entered. */
static void judge_zone(struct judge *judge, struct record_verdict *v,
		       const struct tally *tally)
{
	struct finding *f;

	if (tally->cut_below && v->state != STATE_OK &&
	    v->state != STATE_UNKNOWN)
		add_delegated_away(judge, v);
	if (tally->cut_below && v->state == STATE_UNKNOWN)
		check_cut(judge,
			  view_zone_of(&judge->view, v->wanted.record.name,
				       v->wanted.record.type));
	if (tally->truncated && v->state == STATE_UNKNOWN) {
		f = findings_add(&v->findings, FINDING_TCP_BLOCKED);
		f->at = xstrdup(v->wanted.record.name);
		f->type = v->wanted.record.type;
	}
	if (tally->resolver_failed && !tally->truncated)
		check_dnssec(judge, &v->wanted.record);
}

/* What the plan could not learn the name servers may have told here. */
static void settle_action(struct record_verdict *v)
{
	if (v->state == STATE_OK) {
		v->action = ACTION_KEEP;
	} else if (v->state == STATE_WRONG && v->found_count) {
		v->action = ACTION_CHANGE;
		if (!v->old.name)
			v->old = record_copy(&v->found[0]);
	} else if (v->state == STATE_WRONG || v->state == STATE_MISSING) {
		v->action = ACTION_NEW;
	}
}

void check_record(struct judge *judge, const struct plan_item *item,
		  struct record_verdict *out)
{
	struct tally tally = { .pending = false };

	*out = (struct record_verdict){
		.wanted = wanted_copy(&item->wanted),
		.action = item->action,
	};
	if (item->old.name)
		out->old = record_copy(&item->old);
	ask_everybody(judge, out, &tally);
	if (tally.pending)
		judge->view.pending = true;
	conclude(out, &tally);
	set_history(judge, out);
	out->doubtful = tally.pending;
	if (!tally.pending) {
		check_diagnose(judge, out);
		judge_zone(judge, out, &tally);
		if (out->state == STATE_OK)
			check_visibility(judge, out);
	}
	if (item->action == ACTION_UNKNOWN &&
	    out->wanted.purpose != PURPOSE_SPF)
		settle_action(out);
}
