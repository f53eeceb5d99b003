/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mail/spf_eval.h"

/* Does the name that the address points back at point at the address
 * (RFC 7208, 5.5)? A failure there only passes over that name. */
static enum spf_match is_validated(struct spf_eval *e,
				   const struct spf_scope *scope,
				   const struct spf_term *t, const char *name)
{
	struct spf_term exact = { .prefix4 = 32, .prefix6 = 128 };
	struct query q = query_ask(e->lookup, name, ip_rr(&e->request->ip));

	switch (q.status) {
	case QUERY_PENDING:
		return SPF_MATCH_PENDING;
	case QUERY_RECORDS:
		return spf_eval_has_client(e, q.answer, &exact) ? SPF_MATCH_YES
								: SPF_MATCH_NO;
	case QUERY_VOID:
		return spf_eval_count_void(e, scope, t) ? SPF_MATCH_NO
							: SPF_MATCH_PERMERROR;
	case QUERY_FAILED:
		break;
	}
	return SPF_MATCH_NO;
}

/* Which of the client's names come into question. */
enum wanted_name { NAME_EQUAL, NAME_BELOW, NAME_ANY, NAME_EQUAL_OR_BELOW };

static bool is_wanted(const char *name, const char *domain,
		      enum wanted_name wanted)
{
	switch (wanted) {
	case NAME_EQUAL:
		return name_equal(name, domain);
	case NAME_BELOW:
		return name_is_under(name, domain) && !name_equal(name, domain);
	case NAME_EQUAL_OR_BELOW:
		return name_is_under(name, domain);
	case NAME_ANY:
		break;
	}
	return !name_is_under(name, domain);
}

/* The first validated name of the wanted sort; of more than ten names the rest
 * is ignored (RFC 7208, 4.6.4). Puts it at *found. */
static enum spf_match
find_validated(struct spf_eval *e, const struct spf_scope *scope,
	       const struct spf_term *t, const struct answer *ptr,
	       const char *domain, enum wanted_name wanted, const char **found)
{
	enum spf_match match = SPF_MATCH_NO;
	bool pending = false;
	const struct record *r;
	size_t index = 0;

	for (size_t n = 0; n < SPF_PTR_MAX && match == SPF_MATCH_NO &&
			   (r = answer_next(ptr, RR_PTR, &index));
	     n++) {
		if (r->value[0] == '\0' || !is_wanted(r->value, domain, wanted))
			continue;
		match = is_validated(e, scope, t, r->value);
		if (match == SPF_MATCH_YES && !pending)
			*found = r->value;
		if (match == SPF_MATCH_PENDING) {
			/* Ask for the others as well. */
			pending = true;
			match = SPF_MATCH_NO;
		}
	}
	return pending ? SPF_MATCH_PENDING : match;
}

struct query spf_eval_ask_ptr(struct spf_eval *e)
{
	char name[IP_ARPA];

	ip_reverse_name(&e->request->ip, name);
	return query_ask(e->lookup, name, RR_PTR);
}

enum spf_match spf_eval_ptr(struct spf_eval *e, const struct spf_scope *scope,
			    const struct spf_term *t, size_t step,
			    const char *target)
{
	struct query q = spf_eval_ask_ptr(e);
	const char *found = NULL;

	spf_step_answer(e, step, &q);
	if (q.status == QUERY_PENDING)
		return SPF_MATCH_PENDING;
	if (q.status == QUERY_VOID && !spf_eval_count_void(e, scope, t))
		return SPF_MATCH_PERMERROR;
	if (q.status != QUERY_RECORDS)
		return SPF_MATCH_NO;
	return find_validated(e, scope, t, q.answer, target,
			      NAME_EQUAL_OR_BELOW, &found);
}

enum spf_match spf_eval_validated(struct spf_eval *e,
				  const struct spf_scope *scope,
				  char best[NAME_SIZE])
{
	static const enum wanted_name order[] = { NAME_EQUAL, NAME_BELOW,
						  NAME_ANY };
	struct query q = spf_eval_ask_ptr(e);
	enum spf_match match = SPF_MATCH_NO;
	const char *found = NULL;

	best[0] = '\0';
	if (q.status == QUERY_PENDING)
		return SPF_MATCH_PENDING;
	if (q.status == QUERY_VOID && !spf_eval_count_void(e, scope, NULL))
		return SPF_MATCH_PERMERROR;
	if (q.status != QUERY_RECORDS)
		return SPF_MATCH_NO;
	for (size_t i = 0; i < COUNT_OF(order) && match == SPF_MATCH_NO; i++)
		match = find_validated(e, scope, NULL, q.answer, scope->name,
				       order[i], &found);
	/* A name with escaped octets could not be used in a name again. */
	if (match == SPF_MATCH_YES && !strchr(found, '\\'))
		memcpy(best, found, strlen(found) + 1);
	return match == SPF_MATCH_YES ? SPF_MATCH_NO : match;
}
