/* How long an answer counts: what has to be asked anew at the next look.
 *
 * SPDX-License-Identifier: MIT */
#include "base/name.h"
#include "net/facts_internal.h"

#define DELEGATION_MS (5 * 60 * 1000)

static bool is_failure(const struct answer *a)
{
	return !answer_is_definite(a) && a->status != ANSWER_REFERRAL;
}

static bool has_had_its_time(const struct fact *fact)
{
	const struct answer *a = &fact->answer;
	int64_t age_ms = clock_ms() - a->at_ms;

	switch (fact->life) {
	case FACT_EACH_LOOK:
		return true;
	case FACT_NEIGHBOUR:
		return age_ms >= fact->facts->neighbour_ms;
	case FACT_TTL:
		return is_failure(a) || age_ms >= answer_ttl_ms(a);
	case FACT_DELEGATION:
		return is_failure(a) || age_ms >= DELEGATION_MS;
	}
	return true;
}

/* What the zone's servers say and what changes when somebody edits the zone. */
static bool is_of_the_zone(const struct fact *fact)
{
	return fact->life == FACT_EACH_LOOK || fact->life == FACT_NEIGHBOUR;
}

/* What is on its way is of this look already. */
static bool may_expire(const struct fact *fact)
{
	return fact->state == FACT_AT_REST && fact->known;
}

void facts_set_neighbour_ms(struct facts *facts, int64_t ms)
{
	facts->neighbour_ms = ms;
}

void facts_expire(struct facts *facts, bool all)
{
	for (struct fact *fact = facts->all; fact; fact = fact->next) {
		if (may_expire(fact) &&
		    (has_had_its_time(fact) || (all && is_of_the_zone(fact))))
			fact->marked = true;
	}
}

int64_t facts_resolver_rest_ms(const struct facts *facts, const char *zone)
{
	int64_t least = -1;

	for (const struct fact *fact = facts->all; fact; fact = fact->next) {
		int64_t rest;

		if (!fact->known || fact->life != FACT_TTL ||
		    !name_is_under(fact->name, zone))
			continue;
		rest = fact->answer.at_ms + answer_ttl_ms(&fact->answer) -
		       clock_ms();
		if (rest < 0 || is_failure(&fact->answer))
			rest = 0;
		if (least < 0 || rest < least)
			least = rest;
	}
	return least;
}

void facts_mark(struct facts *facts, const struct question *question)
{
	struct fact *fact = fact_find(facts, question);

	if (fact)
		fact->marked = true;
}

void facts_mark_server(struct facts *facts, const struct address *server)
{
	for (struct fact *fact = facts->all; fact; fact = fact->next) {
		if (is_of_the_zone(fact) && fact->question.type != RR_SOA &&
		    address_equal(&fact->question.server, server))
			fact->marked = true;
	}
}
