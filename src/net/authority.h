/* Where a domain lives: its zone, the zone's name servers and their addresses,
 * found by walking the delegation down from the TLD (RFC 1034, 4.2).
 *
 * The resolver is asked for the TLD's NS and for addresses of name servers only,
 * never for a name of the customer, so that no "not there" is left in its cache.
 * A rule over facts (net/facts.h): run again until it is not pending.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_AUTHORITY_H
#define ZEGEL_NET_AUTHORITY_H

#include "net/facts.h"

enum authority_status {
	AUTHORITY_PENDING,
	AUTHORITY_FOUND,
	AUTHORITY_NO_DOMAIN,   /* the parent says NXDOMAIN, definitely */
	AUTHORITY_UNDELEGATED, /* the parent says definitely that it names no server */
	AUTHORITY_UNKNOWN,     /* nobody who could tell did answer */
};

/* One address of one name server. */
struct nameserver {
	char *name;
	struct address address;
	bool has_route;     /* this machine can reach the family */
	bool in_delegation; /* the parent names it */
	bool in_zone;       /* the zone itself names it */
};

struct authority {
	enum authority_status status;
	char *zone;   /* the apex; NULL unless FOUND */
	char *parent; /* the zone above that delegates, NULL when not seen */
	struct nameserver *servers;
	size_t count;
	char **silent_parents; /* names of parent servers that did not answer */
	size_t silent_parent_count;
	bool resolver_failed; /* UNKNOWN because the resolver did not answer */
};

/* Fills *out (free it with authority_free before the next run). */
void authority_find(struct facts *facts, const char *domain,
		    struct authority *out);
void authority_free(struct authority *a);

#endif
