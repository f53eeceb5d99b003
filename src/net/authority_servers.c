/* SPDX-License-Identifier: MIT */
#include "net/authority_walk.h"

#include <stdlib.h>

#include "base/name.h"

static const enum rr ADDRESS_TYPES[] = { RR_A, RR_AAAA };

/* A name server that somebody names. */
struct named {
	const char *name;
	bool in_delegation;
	bool in_zone;
};

struct listing {
	struct walk *walk;
	const struct cut *cut; /* NULL when nobody above was heard to name it */
	const char *zone;
	const struct answer *zone_ns; /* what the zone says, or NULL */
	const struct address *source;
	struct named names[NAMES_MAX];
	size_t count;
	size_t server_cap;
};

const char *cut_next_server(const struct cut *cut, size_t *index)
{
	while (*index < cut->ns_count) {
		const struct record *r = &cut->ns[(*index)++];

		if (r->type == RR_NS && name_equal(r->name, cut->zone))
			return r->value;
	}
	return NULL;
}

static void add_address(const char *text, struct address *addresses,
			size_t *count)
{
	struct address a;

	if (*count == ADDRESSES_MAX || !address_parse(text, &a))
		return;
	for (size_t i = 0; i < *count; i++) {
		if (address_equal(&addresses[i], &a))
			return;
	}
	addresses[(*count)++] = a;
}

/* Adds what an additional section has for the name; *present tells whether it
 * has any address of it, of either family. */
static void add_glue(const struct answer *told, const char *name, enum rr type,
		     struct address *addresses, size_t *count, bool *present)
{
	for (size_t i = 0; i < told->additional_count; i++) {
		const struct record *r = &told->additional[i];

		if ((r->type != RR_A && r->type != RR_AAAA) ||
		    !name_equal(r->name, name))
			continue;
		*present = true;
		if (r->type == type)
			add_address(r->value, addresses, count);
	}
}

static void ask_addresses(struct walk *walk, const struct address *server,
			  const char *name, enum rr type,
			  struct address *addresses, size_t *count)
{
	const struct answer *answer = walk_ask(walk, server, name, type);
	const struct record *r;
	size_t index = 0;

	if (!answer)
		return;
	if (!answer_is_definite(answer) && server->family == AF_UNSPEC)
		walk->resolver_failed = true;
	while ((r = answer_next(answer, type, &index)) != NULL)
		add_address(r->value, addresses, count);
}

size_t cut_addresses(struct walk *walk, const struct cut *cut, const char *name,
		     enum rr type, struct address *addresses)
{
	bool inside = name_is_under(name, cut->zone);
	bool registry = walk_is_registry(cut->zone);
	bool present = false;
	size_t count = 0;

	/* Glue may be stale where it is not needed, so that it counts for
	 * servers inside the zone only; for a registry it is good enough. */
	if (inside || registry)
		add_glue(cut->told, name, type, addresses, &count, &present);
	/* The resolver is not asked for a name of the customer. */
	if (!present && (!inside || registry))
		ask_addresses(walk, &ADDRESS_RESOLVER, name, type, addresses,
			      &count);
	return count;
}

static struct named *listing_name(struct listing *listing, const char *name)
{
	for (size_t i = 0; i < listing->count; i++) {
		if (name_equal(listing->names[i].name, name))
			return &listing->names[i];
	}
	if (listing->count == NAMES_MAX)
		return NULL;
	listing->names[listing->count] = (struct named){ .name = name };
	return &listing->names[listing->count++];
}

static void add_server(struct listing *listing, const struct named *named,
		       struct address address)
{
	struct authority *out = listing->walk->out;

	out->servers = grow(out->servers, out->count, &listing->server_cap,
			    sizeof(*out->servers));
	out->servers[out->count++] = (struct nameserver){
		.name = xstrdup(named->name),
		.address = address,
		.has_route = address_has_route(&address),
		.in_delegation = named->in_delegation,
		.in_zone = named->in_zone,
	};
}

/* The addresses of a server inside the zone: what the zone above has as glue
 * and what the zone itself says, in the additional section or when asked. */
static size_t inside_addresses(struct listing *listing, const char *name,
			       enum rr type, struct address *addresses)
{
	bool present = false;
	size_t count = 0;

	if (listing->cut)
		add_glue(listing->cut->told, name, type, addresses, &count,
			 &present);
	if (listing->zone_ns)
		add_glue(listing->zone_ns, name, type, addresses, &count,
			 &present);
	if (!present && listing->source->family != AF_UNSPEC)
		ask_addresses(listing->walk, listing->source, name, type,
			      addresses, &count);
	return count;
}

static void list_addresses(struct listing *listing, const struct named *named)
{
	size_t before = listing->walk->out->count;

	for (size_t t = 0; t < COUNT_OF(ADDRESS_TYPES); t++) {
		struct address addresses[ADDRESSES_MAX];
		size_t count = 0;

		if (name_is_under(named->name, listing->zone))
			count = inside_addresses(listing, named->name,
						 ADDRESS_TYPES[t], addresses);
		else
			ask_addresses(listing->walk, &ADDRESS_RESOLVER,
				      named->name, ADDRESS_TYPES[t], addresses,
				      &count);
		for (size_t i = 0; i < count; i++)
			add_server(listing, named, addresses[i]);
	}
	if (listing->walk->out->count == before)
		add_server(listing, named, ADDRESS_RESOLVER);
}

static bool names_servers(const struct answer *answer)
{
	return answer && answer->status == ANSWER_RECORDS &&
	       answer->authoritative && answer_first(answer, RR_NS);
}

/* What the zone says of its own servers. One that has said it before is
 * preferred, so that nothing has to be waited for when the source changes. */
static const struct answer *ask_zone_ns(struct listing *listing)
{
	struct walk *walk = listing->walk;
	const struct answer *answer;
	struct question question = { .name = listing->zone, .type = RR_NS };
	size_t index = 0;
	const char *name;

	if (listing->source->family == AF_UNSPEC)
		return NULL;
	while (listing->cut &&
	       (name = cut_next_server(listing->cut, &index)) != NULL) {
		for (size_t t = 0; t < COUNT_OF(ADDRESS_TYPES); t++) {
			struct address a[ADDRESSES_MAX];
			size_t count = cut_addresses(walk, listing->cut, name,
						     ADDRESS_TYPES[t], a);

			for (size_t i = 0; i < count; i++) {
				question.server = a[i];
				if (!names_servers(
					    facts_peek(walk->facts, &question)))
					continue;
				return walk_ask(walk, &a[i], listing->zone,
						RR_NS);
			}
		}
	}
	answer = walk_ask(walk, listing->source, listing->zone, RR_NS);
	return names_servers(answer) ? answer : NULL;
}

static void collect_names(struct listing *listing)
{
	const struct record *r;
	struct named *named;
	const char *name;
	size_t index = 0;

	while (listing->cut &&
	       (name = cut_next_server(listing->cut, &index)) != NULL) {
		named = listing_name(listing, name);
		if (named)
			named->in_delegation = true;
	}
	index = 0;
	while (listing->zone_ns &&
	       (r = answer_next(listing->zone_ns, RR_NS, &index)) != NULL) {
		named = listing_name(listing, r->value);
		if (named)
			named->in_zone = true;
	}
	/* Where one side was not heard, it is not made to differ. */
	for (size_t i = 0; i < listing->count; i++) {
		named = &listing->names[i];
		if (!listing->cut)
			named->in_delegation = named->in_zone;
		if (!listing->zone_ns)
			named->in_zone = named->in_delegation;
	}
}

void walk_list_servers(struct walk *walk, const struct cut *cut,
		       const char *zone, const struct address *source)
{
	struct listing listing = {
		.walk = walk,
		.cut = name_equal(cut->zone, zone) ? cut : NULL,
		.zone = zone,
		.source = source,
	};

	listing.zone_ns = ask_zone_ns(&listing);
	collect_names(&listing);
	for (size_t i = 0; i < listing.count; i++)
		list_addresses(&listing, &listing.names[i]);
}
