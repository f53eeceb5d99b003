/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "mail/spf_eval.h"
#include "mail/spf_macro.h"

bool spf_eval_count_void(struct spf_eval *e, const struct spf_scope *scope,
			 const struct spf_term *t)
{
	if (e->decided || ++e->out->voids <= SPF_VOIDS_MAX)
		return true;
	spf_eval_error(e, scope, t, SPF_ERROR_VOIDS);
	return false;
}

/* One question of a mechanism: YES when there are records; a failure is
 * temperror (RFC 7208, 5). */
static enum spf_match ask(struct spf_eval *e, const struct spf_scope *scope,
			  const struct spf_term *t, size_t step,
			  const char *name, enum rr type, struct query *q)
{
	*q = query_ask(e->lookup, name, type);
	spf_step_answer(e, step, q);
	switch (q->status) {
	case QUERY_PENDING:
		return SPF_MATCH_PENDING;
	case QUERY_RECORDS:
		return SPF_MATCH_YES;
	case QUERY_VOID:
		return spf_eval_count_void(e, scope, t) ? SPF_MATCH_NO
							: SPF_MATCH_PERMERROR;
	case QUERY_FAILED:
		break;
	}
	spf_eval_error(e, scope, t, SPF_ERROR_DNS);
	return SPF_MATCH_TEMPERROR;
}

bool spf_eval_has_client(const struct spf_eval *e, const struct answer *a,
			 const struct spf_term *t)
{
	const struct ip *ip = &e->request->ip;
	unsigned prefix = ip->version == 4 ? t->prefix4 : t->prefix6;
	const struct record *r;
	struct ip found;
	size_t index = 0;

	while ((r = answer_next(a, ip_rr(ip), &index))) {
		if (ip_from_record(r, &found) &&
		    ip_in_prefix(ip, &found, prefix))
			return true;
	}
	return false;
}

static enum spf_match match_addresses(struct spf_eval *e,
				      const struct spf_scope *scope,
				      const struct spf_term *t, size_t step,
				      const char *name)
{
	struct query q;
	enum spf_match match = ask(e, scope, t, step, name,
				   ip_rr(&e->request->ip), &q);

	if (match == SPF_MATCH_YES && !spf_eval_has_client(e, q.answer, t))
		return SPF_MATCH_NO;
	return match;
}

/* RFC 7208, 5.4; over ten hosts is an error whichever of them matches
 * (4.6.4). */
static enum spf_match match_mx(struct spf_eval *e,
			       const struct spf_scope *scope,
			       const struct spf_term *t, size_t step,
			       const char *name)
{
	const struct record *r;
	struct query q;
	enum spf_match match = ask(e, scope, t, step, name, RR_MX, &q);
	size_t count = 0;
	size_t index = 0;

	if (match != SPF_MATCH_YES)
		return match;
	while (answer_next(q.answer, RR_MX, &index))
		count++;
	if (count > SPF_MX_MAX) {
		spf_eval_error(e, scope, t, SPF_ERROR_MX);
		return SPF_MATCH_PERMERROR;
	}
	/* Ask for all of them at once before any is judged. */
	for (index = 0; (r = answer_next(q.answer, RR_MX, &index));) {
		if (r->value[0] != '\0')
			(void)query_ask(e->lookup, r->value,
					ip_rr(&e->request->ip));
	}
	match = SPF_MATCH_NO;
	for (index = 0; match == SPF_MATCH_NO &&
			(r = answer_next(q.answer, RR_MX, &index));) {
		if (r->value[0] != '\0') /* a null MX (RFC 7505) */
			match = match_addresses(e, scope, t, SIZE_MAX,
						r->value);
	}
	return match;
}

enum spf_match spf_eval_expand(struct spf_eval *e,
			       const struct spf_scope *scope, struct slice text,
			       struct str *out)
{
	char validated[NAME_SIZE] = "";
	struct spf_macro_values values = {
		.ip = &e->request->ip,
		.sender = e->sender,
		.domain = scope->domain,
		.helo = e->helo,
		.receiver = e->request->receiver,
		.now = e->request->now,
	};
	enum spf_match match = SPF_MATCH_NO;

	if (spf_macro_uses(text, 'p'))
		match = spf_eval_validated(e, scope, validated);
	if (match != SPF_MATCH_NO)
		return match;
	values.validated = validated[0] != '\0' ? validated : NULL;
	spf_macro_expand(text, &values, out);
	return SPF_MATCH_NO;
}

enum spf_match spf_eval_name(struct spf_eval *e, const struct spf_scope *scope,
			     struct slice spec, char text[SPF_DOMAIN_TEXT],
			     char name[NAME_SIZE])
{
	struct str expanded = STR_INIT((size_t)1 << 16);
	enum spf_match match = SPF_MATCH_NO;
	struct slice fit = spec.len > 0 ? spec : slice_of(scope->domain);

	text[0] = '\0';
	name[0] = '\0';
	if (spf_macro_present(spec)) {
		match = spf_eval_expand(e, scope, spec, &expanded);
		fit = slice_of(expanded.overflow ? "" : str_text(&expanded));
	}
	fit = spf_name_fit(fit);
	if (match == SPF_MATCH_NO && spf_name_from_text(fit, name)) {
		memcpy(text, fit.at, fit.len);
		text[fit.len] = '\0';
	}
	str_free(&expanded);
	return match;
}

enum spf_status spf_eval_target(struct spf_eval *e,
				const struct spf_scope *scope,
				const struct spf_term *t, size_t step)
{
	struct spf_scope *inner = xcalloc(1, sizeof(*inner));
	enum spf_status status = SPF_NONE;

	inner->parent = scope;
	inner->depth = scope->depth + 1;
	inner->included = scope->included || t->kind == SPF_INCLUDE;
	switch (spf_eval_name(e, scope, t->domain, inner->domain,
			      inner->name)) {
	case SPF_MATCH_PENDING:
		status = SPF_PENDING;
		break;
	case SPF_MATCH_PERMERROR:
		status = SPF_PERMERROR;
		break;
	default:
		spf_step_target(e, step, inner->name);
		/* Neither a name of one label nor nonsense has a record
		 * (4.3). */
		if (name_label_count(inner->name) < 2)
			break;
		/* What led here leads here again: it can only end at the
		 * limit. */
		for (const struct spf_scope *s = scope; s; s = s->parent) {
			if (name_equal(s->name, inner->name)) {
				spf_eval_error(e, scope, t, SPF_ERROR_LOOP);
				status = SPF_PERMERROR;
			}
		}
		if (status != SPF_PERMERROR)
			status = spf_eval_domain(e, inner);
	}
	free(inner);
	return status;
}

/* RFC 7208, 5.2. */
static enum spf_match match_include(struct spf_eval *e,
				    const struct spf_scope *scope,
				    const struct spf_term *t, size_t step)
{
	enum spf_status status = spf_eval_target(e, scope, t, step);

	if (step != SIZE_MAX)
		e->out->steps[step].status = status;
	switch (status) {
	case SPF_PENDING:
		return SPF_MATCH_PENDING;
	case SPF_PASS:
		return SPF_MATCH_YES;
	case SPF_TEMPERROR:
		return SPF_MATCH_TEMPERROR;
	case SPF_NONE:
		spf_eval_error(e, scope, t, SPF_ERROR_INCLUDE_NONE);
		return SPF_MATCH_PERMERROR;
	case SPF_PERMERROR:
		return SPF_MATCH_PERMERROR;
	case SPF_NEUTRAL:
	case SPF_FAIL:
	case SPF_SOFTFAIL:
		break;
	}
	return SPF_MATCH_NO;
}

/* The mechanisms that ask about the name that their domain-spec comes to. */
static enum spf_match match_by_name(struct spf_eval *e,
				    const struct spf_scope *scope,
				    const struct spf_term *t, size_t step)
{
	char text[SPF_DOMAIN_TEXT], name[NAME_SIZE];
	enum spf_match match = spf_eval_name(e, scope, t->domain, text, name);
	struct query q;

	/* What is no name has no records: no match (RFC 7208, 4.8). */
	if (match != SPF_MATCH_NO || name[0] == '\0')
		return match;
	spf_step_target(e, step, name);
	switch (t->kind) {
	case SPF_A:
		return match_addresses(e, scope, t, step, name);
	case SPF_MX:
		return match_mx(e, scope, t, step, name);
	case SPF_PTR:
		return spf_eval_ptr(e, scope, t, step, name);
	default: /* exists: A, whatever the client's family (RFC 7208, 5.7) */
		return ask(e, scope, t, step, name, RR_A, &q);
	}
}

enum spf_match spf_eval_mechanism(struct spf_eval *e,
				  const struct spf_scope *scope,
				  const struct spf_term *t, size_t step)
{
	const struct ip *ip = &e->request->ip;

	switch (t->kind) {
	case SPF_ALL:
		return SPF_MATCH_YES;
	case SPF_IP4:
		return ip_in_prefix(ip, &t->network, t->prefix4) ? SPF_MATCH_YES
								 : SPF_MATCH_NO;
	case SPF_IP6:
		return ip_in_prefix(ip, &t->network, t->prefix6) ? SPF_MATCH_YES
								 : SPF_MATCH_NO;
	case SPF_INCLUDE:
		return match_include(e, scope, t, step);
	default:
		return match_by_name(e, scope, t, step);
	}
}

/* The first question of a term, its answer left for later. */
static void prefetch(struct spf_eval *e, const struct spf_scope *scope,
		     const struct spf_term *t)
{
	char text[SPF_DOMAIN_TEXT], name[NAME_SIZE];

	if (t->kind == SPF_PTR) {
		(void)spf_eval_ask_ptr(e);
		return;
	}
	/* %{p} has questions of its own, and counts what it does not find. */
	if (spf_macro_uses(t->domain, 'p') ||
	    spf_eval_name(e, scope, t->domain, text, name) != SPF_MATCH_NO ||
	    name[0] == '\0')
		return;
	(void)query_ask(e->lookup, name,
			t->kind == SPF_A        ? ip_rr(&e->request->ip)
			: t->kind == SPF_MX     ? RR_MX
			: t->kind == SPF_EXISTS ? RR_A
						: RR_TXT);
}

void spf_eval_prefetch(struct spf_eval *e, const struct spf_scope *scope,
		       const struct spf_term *from)
{
	const struct spf_record *r = &scope->record;

	for (const struct spf_term *t = from; t < r->terms + r->count; t++) {
		if (e->out->lookups + e->prefetched >= SPF_LOOKUPS_MAX)
			return;
		if (!spf_causes_lookup(t->kind) || !spf_term_counts(r, t))
			continue;
		e->prefetched++;
		prefetch(e, scope, t);
	}
}
