/* The zone as its own name servers show it: every question to every one of
 * them, and one answer for rules that need just one.
 *
 * Borrows everything. A question whose answer is not there yet is noted in
 * pending; facts (net/facts.h) ask it and the rule is run again.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_VIEW_H
#define ZEGEL_CORE_VIEW_H

#include "net/authority.h"

enum { VIEW_SERVERS = 32 }; /* more addresses than that are not asked */

/* One address that is asked, and the group it belongs to: a name server with an
 * IPv4 and an IPv6 address is one name server. */
struct view_server {
	const struct nameserver *server;
	size_t group;
	const struct answer *soa; /* NULL: not known yet */
	bool answers;             /* its SOA answer is authoritative */
};

struct view_zone {
	struct authority authority; /* owned */
	struct view_server servers[VIEW_SERVERS];
	size_t count;
	size_t groups;
	/* a zone below the domain's own, found by a referral */
	bool is_cut_below;
};

struct view {
	struct facts *facts;
	bool use_authority;
	bool pending;
	struct view_zone main;
	struct view_zone *below; /* zones cut between the domain and a name */
	size_t below_count;
};

/* Finds the zone and who answers for it. */
void view_open(struct view *view, struct facts *facts, const char *domain,
	       bool use_authority);
void view_close(struct view *view);

/* The zone to ask for this: the domain's own, or one cut off below it (valid
 * until the next call). */
struct view_zone *view_zone_of(struct view *view, const char *name,
			       enum rr type);

/* What this server says (NULL: not known yet; then pending is set). */
const struct answer *view_ask(struct view *view, const struct view_server *at,
			      const char *name, enum rr type);

/* What stands at a place that only explains something: as view_lookup(), but
 * asked again at most every 30 seconds. */
const struct answer *view_neighbour(struct view *view, const char *name,
				    enum rr type);

/* What the resolver says, kept for its TTL. */
const struct answer *view_ask_resolver(struct view *view, const char *name,
				       enum rr type);

/* The same with checking disabled (CD). */
const struct answer *view_ask_unchecked(struct view *view, const char *name,
					enum rr type);

/* What stands at a name itself: names in the zone from the first server that
 * answers definitely, all others from the resolver. Fits struct lookup's
 * ask. */
const struct answer *view_lookup(void *view, const char *name, enum rr type);

/* The same behind all aliases (CNAME, at most 8): the answer about the last
 * name of the chain. What a resolver would say, without asking one about the
 * zone. */
const struct answer *view_resolve(void *view, const char *name, enum rr type);

/* True when the answer settles what is there: definite, and where the zone's
 * own servers are asked also authoritative. */
bool view_is_definite(const struct view *view, const struct answer *answer);

#endif
