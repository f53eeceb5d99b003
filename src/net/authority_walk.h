/* One walk down the delegation: what net/authority.c (the way) and
 * net/authority_servers.c (servers and their addresses) share. Private to them.
 *
 * Everything here is borrowed from facts for the time of one authority_find().
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_AUTHORITY_WALK_H
#define ZEGEL_NET_AUTHORITY_WALK_H

#include "net/authority.h"

#define NAMES_MAX     32 /* name servers of a zone that count */
#define ADDRESSES_MAX 8  /* of a name server, in each family */

struct walk {
	struct facts *facts;
	struct authority *out;
	const char *domain;
	bool pending;         /* something is asked and has not come */
	bool resolver_failed; /* an address could not be learned */
};

/* A zone and who was named as its servers, by the zone above or, for the TLD,
 * by the resolver. */
struct cut {
	const char *zone;
	const char *parent; /* NULL for the TLD */
	const struct record *ns;
	size_t ns_count;           /* other records may stand between */
	const struct answer *told; /* its additional section has glue */
};

/* Asks; NULL makes the walk pending. */
const struct answer *walk_ask(struct walk *walk, const struct address *server,
			      const char *name, enum rr type);

/* True for a TLD or another zone where domains are registered. */
bool walk_is_registry(const char *zone);

/* The next name server of the cut at or after *index, or NULL; moves *index. */
const char *cut_next_server(const struct cut *cut, size_t *index);

/* The addresses (type A or AAAA) of a server of the cut: glue, or else what the
 * resolver says. Fills at most ADDRESSES_MAX, returns how many. */
size_t cut_addresses(struct walk *walk, const struct cut *cut, const char *name,
		     enum rr type, struct address *addresses);

/* Fills out->servers for the zone: those of the cut, when it is the zone's, and
 * those that the zone itself names, asked of source (ADDRESS_RESOLVER: nobody
 * answers for the zone). */
void walk_list_servers(struct walk *walk, const struct cut *cut,
		       const char *zone, const struct address *source);

#endif
