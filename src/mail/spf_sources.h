/* The sources that get `pass` from an SPF record: addresses as ranges, and the
 * terms that no list of addresses can stand for (exists with macros, ptr).
 *
 * The record is evaluated for all addresses at once: a term decides for what no
 * term in front of it has decided. Where an evaluation ends in an error, it
 * ends so for all that is left. Every address is taken to cost all the lookups
 * in front of it, which is what a stranger's address costs.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_SOURCES_H
#define ZEGEL_MAIL_SPF_SOURCES_H

#include "mail/ip_set.h"
#include "mail/spf.h"

/* How the evaluation goes out for those that nothing matched. */
enum spf_end { SPF_END_RESULT, SPF_END_TEMPERROR, SPF_END_PERMERROR };

/* A term with a lookup that was reached with + all the way. */
struct spf_reached {
	enum spf_kind kind;
	/* canonical name; opaque: the domain-spec in its record */
	char *target;
	bool opaque; /* depends on the sender: it has no list of addresses */
};

struct spf_sources {
	const struct lookup *lookup; /* set by the caller, the rest empty */
	bool without_addresses;      /* likewise: pass stays empty */
	bool pending; /* answers are missing: the rest is not final */
	enum spf_end end;
	enum spf_error error; /* behind end, or over the limit */
	struct ip_set pass;
	struct spf_reached *reached;
	size_t reached_count;
	size_t reached_cap;
	unsigned lookups;
	unsigned voids;
};

/* Adds the sources of the record text at domain (canonical). */
void spf_sources_of(struct spf_sources *s, const char *domain,
		    const char *text);

/* Is the same term reached in s? */
bool spf_sources_reached(const struct spf_sources *s,
			 const struct spf_reached *r);

bool spf_sources_over_limit(const struct spf_sources *s);
void spf_sources_free(struct spf_sources *s);

#endif
