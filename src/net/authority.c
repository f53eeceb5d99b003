/* SPDX-License-Identifier: MIT */
#include "net/authority_walk.h"

#include <stdlib.h>

#include "base/name.h"

/* So many addresses of a parent are tried before nobody is to be had there:
 * where port 53 is closed, the customer waits for two time limits and no
 * longer. */
#define PARENT_TRIES 4

static const enum rr ADDRESS_TYPES[] = { RR_A, RR_AAAA };

const struct answer *walk_ask(struct walk *walk, const struct address *server,
			      const char *name, enum rr type)
{
	const struct question question = { .name = name,
					   .type = type,
					   .server = *server };
	const struct answer *answer = facts_get(walk->facts, &question,
						FACT_DELEGATION);

	if (!answer)
		walk->pending = true;
	return answer;
}

bool walk_is_registry(const char *zone)
{
	return name_label_count(zone) <= 1 || name_is_public_suffix(zone);
}

static const struct record *authority_record(const struct answer *answer,
					     enum rr type)
{
	for (size_t i = 0; i < answer->authority_count; i++) {
		if (answer->authority[i].type == type)
			return &answer->authority[i];
	}
	return NULL;
}

/* The zone that an authoritative answer to "SOA of name" comes out of; NULL
 * when it does not tell, as behind a CNAME. */
static const char *zone_told(const struct answer *answer, const char *name)
{
	const struct record *soa;
	size_t index = 0;

	while ((soa = answer_next(answer, RR_SOA, &index)) != NULL) {
		if (name_equal(soa->name, name))
			return soa->name;
	}
	soa = authority_record(answer, RR_SOA);
	return soa && name_is_under(name, soa->name) ? soa->name : NULL;
}

/* True when the answer leads on: it is authoritative, or names the servers of a
 * zone further down, never up. */
static bool is_usable(const struct cut *cut, const char *name,
		      const struct answer *answer)
{
	const struct record *ns = authority_record(answer, RR_NS);
	const char *zone = zone_told(answer, name);

	if (answer->status == ANSWER_REFERRAL)
		return ns && name_is_under(name, ns->name) &&
		       name_is_under(ns->name, cut->zone) &&
		       !name_equal(ns->name, cut->zone);
	return answer_is_definite(answer) && answer->authoritative &&
	       (!zone || name_is_under(zone, cut->zone));
}

static void note_silent_parent(struct walk *walk, const char *name,
			       const struct answer *answer)
{
	struct authority *out = walk->out;

	if (answer_is_definite(answer) && answer->recursion_available &&
	    !answer->authoritative)
		out->intercepted = true;
	for (size_t i = 0; i < out->silent_parent_count; i++) {
		if (name_equal(out->silent_parents[i], name))
			return;
	}
	out->silent_parents = xreallocarray(out->silent_parents,
					    out->silent_parent_count + 1,
					    sizeof(*out->silent_parents));
	out->silent_parents[out->silent_parent_count++] = xstrdup(name);
}

/* Asking the servers of one cut until one has something to say. */
struct round {
	struct walk *walk;
	const struct cut *cut;
	const char *name; /* whose SOA is asked for */
	bool registry;
	size_t failed;
	size_t tried;
	struct address source; /* who said it */
};

/* A registry has servers enough: one is asked, and only when it fails several
 * at once. A customer's servers are asked at once, all will be needed
 * anyway. */
static bool must_wait(const struct round *round)
{
	return round->registry && round->walk->pending && round->failed == 0;
}

static bool is_over(const struct round *round)
{
	return must_wait(round) ||
	       (round->registry && round->tried == PARENT_TRIES);
}

static const struct answer *round_ask_server(struct round *round,
					     const char *server, enum rr type)
{
	struct address addresses[ADDRESSES_MAX];
	size_t count = cut_addresses(round->walk, round->cut, server, type,
				     addresses);

	for (size_t i = 0; i < count && !is_over(round); i++) {
		const struct answer *answer;

		if (!address_has_route(&addresses[i]))
			continue;
		round->tried++;
		answer = walk_ask(round->walk, &addresses[i], round->name,
				  RR_SOA);
		if (!answer)
			continue;
		if (is_usable(round->cut, round->name, answer)) {
			round->source = addresses[i];
			return answer;
		}
		round->failed++;
		if (round->registry)
			note_silent_parent(round->walk, server, answer);
	}
	return NULL;
}

/* NULL when nothing usable came; or not yet: then the walk is pending. */
static const struct answer *round_ask(struct round *round)
{
	size_t most = round->registry ? PARENT_TRIES : NAMES_MAX;
	bool pending = round->walk->pending;
	size_t index = 0;
	const char *server;

	while (most-- > 0 &&
	       (server = cut_next_server(round->cut, &index)) != NULL) {
		for (size_t t = 0; t < COUNT_OF(ADDRESS_TYPES); t++) {
			const struct answer *answer = round_ask_server(
				round, server, ADDRESS_TYPES[t]);

			if (answer) {
				/* What the others say is not needed. */
				round->walk->pending = pending;
				return answer;
			}
			if (is_over(round))
				return NULL;
		}
	}
	return NULL;
}

static enum authority_status found(struct walk *walk, const struct cut *cut,
				   const char *zone,
				   const struct address *source)
{
	struct authority *out = walk->out;
	bool reachable = false;

	walk_list_servers(walk, cut, zone, source);
	for (size_t i = 0; i < out->count; i++)
		reachable = reachable ||
			    out->servers[i].address.family != AF_UNSPEC;
	if (walk->pending)
		return AUTHORITY_PENDING;
	if (!reachable && walk->resolver_failed) {
		out->resolver_failed = true;
		return AUTHORITY_UNKNOWN;
	}
	out->zone = xstrdup(zone);
	if (cut->parent && name_equal(cut->zone, zone))
		out->parent = xstrdup(cut->parent);
	return AUTHORITY_FOUND;
}

/* Nobody who serves the cut has anything to say. */
static enum authority_status unanswered(struct walk *walk,
					const struct cut *cut)
{
	if (walk->pending)
		return AUTHORITY_PENDING;
	/* The delegation is known: its servers are what is to be reported. */
	if (!walk_is_registry(cut->zone))
		return found(walk, cut, cut->zone, &ADDRESS_RESOLVER);
	walk->out->resolver_failed = walk->resolver_failed &&
				     walk->out->silent_parent_count == 0;
	return AUTHORITY_UNKNOWN;
}

static enum authority_status conclude(struct walk *walk, const struct cut *cut,
				      const char *zone,
				      const struct answer *answer,
				      const struct address *source)
{
	if (walk_is_registry(zone) && !name_equal(zone, walk->domain)) {
		walk->out->parent = xstrdup(zone);
		return answer->status == ANSWER_NO_NAME ? AUTHORITY_NO_DOMAIN
							: AUTHORITY_UNDELEGATED;
	}
	return found(walk, cut, zone, source);
}

/* Down from the cut. Each turn goes to a zone further down, or from a CNAME to
 * the name above it, so that it ends. */
static enum authority_status descend(struct walk *walk, struct cut cut)
{
	const char *name = walk->domain;

	for (;;) {
		struct round round = { .walk = walk,
				       .cut = &cut,
				       .name = name,
				       .registry = walk_is_registry(cut.zone) };
		const struct answer *answer = round_ask(&round);
		const char *zone;

		if (!answer)
			return unanswered(walk, &cut);
		if (answer->status == ANSWER_REFERRAL) {
			cut.parent = cut.zone;
			cut.zone = authority_record(answer, RR_NS)->name;
			cut.ns = answer->authority;
			cut.ns_count = answer->authority_count;
			cut.told = answer;
			continue;
		}
		zone = zone_told(answer, name);
		if (!zone && answer->status == ANSWER_RECORDS &&
		    !name_equal(name, cut.zone) &&
		    !name_equal(name_parent(name), cut.zone)) {
			/* A CNAME: its zone is the zone of the name above. */
			name = name_parent(name);
			continue;
		}
		return conclude(walk, &cut, zone ? zone : cut.zone, answer,
				&round.source);
	}
}

static enum authority_status start(struct walk *walk)
{
	const char *tld = name_last_labels(walk->domain, 1);
	const struct answer *answer = walk_ask(walk, &ADDRESS_RESOLVER, tld,
					       RR_NS);

	if (!answer)
		return AUTHORITY_PENDING;
	if (answer->status == ANSWER_NO_NAME)
		return AUTHORITY_NO_DOMAIN;
	if (answer->status != ANSWER_RECORDS || !answer_first(answer, RR_NS)) {
		walk->out->resolver_failed = true;
		return AUTHORITY_UNKNOWN;
	}
	return descend(walk, (struct cut){ .zone = tld,
					   .ns = answer->records,
					   .ns_count = answer->count,
					   .told = answer });
}

void authority_find(struct facts *facts, const char *domain,
		    struct authority *out)
{
	struct walk walk = { .facts = facts, .out = out, .domain = domain };

	*out = (struct authority){ .status = AUTHORITY_PENDING };
	out->status = start(&walk);
	if (out->status != AUTHORITY_UNKNOWN)
		out->intercepted = false;
}

void authority_free(struct authority *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->servers[i].name);
	for (size_t i = 0; i < a->silent_parent_count; i++)
		free(a->silent_parents[i]);
	free(a->servers);
	free(a->silent_parents);
	free(a->zone);
	free(a->parent);
	*a = (struct authority){ .status = AUTHORITY_PENDING };
}
