/* Where a domain lives: its zone, the zone's name servers and their addresses,
 * found by walking the delegation down from the TLD (RFC 1034, 4.2).
 *
 * The resolver is asked for the TLD's NS and for addresses of name servers
 * only, never for a name of the customer, so that no "not there" is left in its
 * cache. A rule over facts (net/facts.h): run again until it is not pending.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_AUTHORITY_H
#define ZEGEL_NET_AUTHORITY_H

#include "net/facts.h"

enum authority_status {
	AUTHORITY_PENDING,
	AUTHORITY_FOUND,
	AUTHORITY_NO_DOMAIN,   /* the parent says NXDOMAIN, definitely */
	AUTHORITY_UNDELEGATED, /* the parent says: it is there, without NS */
	AUTHORITY_UNKNOWN,     /* nobody who could tell did answer */
};

/* One address of one name server. When either the parent or the zone was not
 * heard to name its servers, in_delegation and in_zone are the same. */
struct nameserver {
	char *name;
	struct address address; /* AF_UNSPEC: the name has none; never asked */
	bool has_route;         /* this machine can reach it */
	bool in_delegation;     /* the parent names it */
	bool in_zone;           /* the zone itself names it */
};

struct authority {
	enum authority_status status;
	char *zone;   /* the apex; NULL unless FOUND */
	char *parent; /* FOUND: the zone above that delegates; NULL when it was
		       * not seen, as where both have the same servers.
		       * NO_DOMAIN, UNDELEGATED: the zone that says so, NULL
		       * when the TLD is not there */
	struct nameserver *servers;
	size_t count;
	char **silent_parents; /* names of parent servers that did not answer */
	size_t silent_parent_count;
	bool resolver_failed; /* UNKNOWN because the resolver did not answer */
	bool intercepted;     /* UNKNOWN, and a server of the parent answered as
			       * a resolver does (RA, no AA): something on the
			       * way answers in its place */
};

/* Fills *out (free it with authority_free before the next run).
 *
 * FOUND also when none of the delegated servers answers: zone and servers are
 * as the parent tells. With servers inside the zone only glue and the zone
 * itself give addresses. Servers are listed with all their addresses, v4
 * first. */
void authority_find(struct facts *facts, const char *domain,
		    struct authority *out);
void authority_free(struct authority *a);

#endif
