/* SPDX-License-Identifier: MIT */
#include "core/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"

static const struct answer *ask(struct view *view, const struct address *server,
				const char *name, enum rr type,
				enum fact_life life)
{
	const struct question question = {
		.name = name,
		.type = type,
		.server = *server,
	};
	const struct answer *answer = facts_get(view->facts, &question, life);

	if (!answer)
		view->pending = true;
	return answer;
}

static size_t group_of(const struct view_zone *zone,
		       const struct nameserver *server)
{
	for (size_t i = 0; i < zone->count; i++) {
		if (name_equal(zone->servers[i].server->name, server->name))
			return zone->servers[i].group;
	}
	return zone->groups;
}

static void open_zone(struct view *view, struct view_zone *zone,
		      const char *name)
{
	struct authority *authority = &zone->authority;

	authority_find(view->facts, name, authority);
	if (authority->status == AUTHORITY_PENDING)
		view->pending = true;
	if (authority->status != AUTHORITY_FOUND)
		return;
	for (size_t i = 0; i < authority->count; i++) {
		const struct nameserver *server = &authority->servers[i];
		struct view_server *at = &zone->servers[zone->count];

		if (!server->has_route || zone->count == VIEW_SERVERS)
			continue;
		at->server = server;
		at->group = group_of(zone, server);
		if (at->group == zone->groups)
			zone->groups++;
		at->soa = ask(view, &server->address, authority->zone, RR_SOA,
			      FACT_EACH_LOOK);
		at->answers = at->soa && at->soa->authoritative &&
			      answer_is_definite(at->soa);
		zone->count++;
	}
}

/* Without name servers the resolver stands in for them. */
static const struct nameserver resolver = { .has_route = true };

void view_open(struct view *view, struct facts *facts, const char *domain,
	       bool use_authority)
{
	*view = (struct view){ .facts = facts, .use_authority = use_authority };
	if (use_authority) {
		open_zone(view, &view->main, domain);
		return;
	}
	view->main.servers[0] = (struct view_server){
		.server = &resolver,
		.answers = true,
	};
	view->main.count = view->main.groups = 1;
}

void view_close(struct view *view)
{
	authority_free(&view->main.authority);
	for (size_t i = 0; i < view->below_count; i++)
		authority_free(&view->below[i].authority);
	free(view->below);
	view->below = NULL;
	view->below_count = 0;
}

const struct answer *view_ask(struct view *view, const struct view_server *at,
			      const char *name, enum rr type)
{
	if (!view->use_authority)
		return view_ask_resolver(view, name, type);
	return ask(view, &at->server->address, name, type, FACT_EACH_LOOK);
}

const struct answer *view_ask_resolver(struct view *view, const char *name,
				       enum rr type)
{
	return ask(view, &ADDRESS_RESOLVER, name, type, FACT_TTL);
}

const struct answer *view_ask_unchecked(struct view *view, const char *name,
					enum rr type)
{
	const struct question question = {
		.name = name,
		.type = type,
		.server = ADDRESS_RESOLVER,
		.checking_disabled = true,
	};
	const struct answer *answer = facts_get(view->facts, &question,
						FACT_TTL);

	if (!answer)
		view->pending = true;
	return answer;
}

/* One of the servers will do. Which one depends on the name, so that the
 * questions of one look are spread over all of them. */
static size_t first_to_ask(const struct view_zone *zone, const char *name)
{
	size_t sum = 0;

	while (*name)
		sum += (unsigned char)*name++;
	return zone->count ? sum % zone->count : 0;
}

/* The name servers of the domain's zone refer us on where a zone is cut
 * between it and the name (RFC 1034, 4.2.1). Those that ask_zone() would ask
 * are asked. */
static bool is_cut_off(struct view *view, const char *name, enum rr type,
		       enum fact_life life)
{
	const struct view_zone *zone = &view->main;
	size_t first = first_to_ask(zone, name);

	for (size_t i = 0; i < zone->count; i++) {
		const struct view_server *at =
			&zone->servers[(first + i) % zone->count];
		const struct answer *answer;

		if (!at->answers)
			continue;
		answer = ask(view, &at->server->address, name, type, life);
		if (!answer || answer_is_definite(answer))
			return false;
		if (answer->status == ANSWER_REFERRAL)
			return true;
	}
	return false;
}

static struct view_zone *find_zone(struct view *view, const char *name,
				   enum rr type, enum fact_life life)
{
	struct view_zone *zone;

	for (size_t i = 0; i < view->below_count; i++) {
		const char *apex = view->below[i].authority.zone;

		if (apex && name_is_under(name, apex))
			return &view->below[i];
	}
	if (!view->use_authority ||
	    name_label_count(name) <=
		    name_label_count(view->main.authority.zone) ||
	    !is_cut_off(view, name, type, life))
		return &view->main;
	view->below = xreallocarray(view->below, view->below_count + 1,
				    sizeof(*view->below));
	zone = &view->below[view->below_count++];
	*zone = (struct view_zone){ .is_cut_below = true };
	open_zone(view, zone, name);
	/* Nobody told more than that it is not here: who has it is unknown. */
	if (zone->authority.zone &&
	    name_equal(zone->authority.zone, view->main.authority.zone)) {
		authority_free(&zone->authority);
		*zone = (struct view_zone){ .is_cut_below = true };
		zone->authority.status = AUTHORITY_UNKNOWN;
	}
	return zone;
}

struct view_zone *view_zone_of(struct view *view, const char *name,
			       enum rr type)
{
	return find_zone(view, name, type, FACT_EACH_LOOK);
}

static const struct answer *ask_zone(struct view *view, struct view_zone *zone,
				     const char *name, enum rr type,
				     enum fact_life life)
{
	size_t first = first_to_ask(zone, name);
	const struct answer *other = NULL;
	bool waiting = false;

	for (size_t i = 0; i < zone->count; i++) {
		const struct view_server *at =
			&zone->servers[(first + i) % zone->count];
		const struct answer *answer;

		if (!at->soa)
			waiting = true;
		if (!at->answers)
			continue;
		answer = ask(view, &at->server->address, name, type, life);
		if (!answer ||
		    (answer->authoritative && answer_is_definite(answer)))
			return answer;
		other = answer;
	}
	return waiting ? NULL : other;
}

/* For a zone of which no server answers: that nobody told us is an answer. */
static const struct answer nobody = { .status = ANSWER_SILENT };

static const struct answer *lookup(struct view *view, const char *name,
				   enum rr type, enum fact_life life)
{
	const struct authority *authority = &view->main.authority;
	const struct answer *answer;

	if (!view->use_authority || (authority->status == AUTHORITY_FOUND &&
				     !name_is_under(name, authority->zone)))
		return view_ask_resolver(view, name, type);
	if (authority->status == AUTHORITY_PENDING)
		return NULL;
	if (authority->status != AUTHORITY_FOUND)
		return &nobody;
	answer = ask_zone(view, find_zone(view, name, type, life), name, type,
			  life);
	if (!answer && !view->pending)
		return &nobody;
	return answer;
}

const struct answer *view_lookup(void *view, const char *name, enum rr type)
{
	return lookup(view, name, type, FACT_EACH_LOOK);
}

const struct answer *view_neighbour(struct view *view, const char *name,
				    enum rr type)
{
	return lookup(view, name, type, FACT_NEIGHBOUR);
}

enum { ALIASES_MAX = 8 };

const struct answer *view_resolve(void *ctx, const char *name, enum rr type)
{
	const struct answer *answer = view_lookup(ctx, name, type);

	for (int i = 0; i < ALIASES_MAX && answer && type != RR_CNAME; i++) {
		const struct record *last = NULL, *r;
		size_t index = 0;

		if (answer_first(answer, type) ||
		    answer->status != ANSWER_RECORDS)
			break;
		while ((r = answer_next(answer, RR_CNAME, &index)))
			last = r;
		if (!last)
			break;
		answer = view_lookup(ctx, last->value, type);
	}
	return answer;
}

bool view_is_definite(const struct view *view, const struct answer *answer)
{
	return answer_is_definite(answer) &&
	       (!view->use_authority || answer->authoritative);
}
