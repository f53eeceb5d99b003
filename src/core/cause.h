/* When a good part of many domains turned in one run, it is hardly that many
 * customers' doing: our resolver, or a name server that they share, probably
 * is. Pure.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_CAUSE_H
#define ZEGEL_CORE_CAUSE_H

#include "core/check.h"

enum cause_kind {
	CAUSE_NONE,        /* not that many turned */
	CAUSE_RESOLVER,    /* ours: it does not answer, or otherwise than the
			    * domains' own name servers */
	CAUSE_NAME_SERVER, /* one that nearly all of them have */
	CAUSE_ONE_OF_THEM, /* one of both; it could not be told which */
};

struct cause {
	enum cause_kind kind;
	char server[NAME_SIZE]; /* with CAUSE_NAME_SERVER: its name, else "" */
	size_t turned;          /* for the worse, in this run */
	size_t looked;          /* so many domains were looked at */
};

/* A second look at one domain that turned for the worse: at its own name
 * servers, without the resolver where that can be. */
struct cause_witness {
	/* what its own name servers say is what was told before */
	bool is_fine;
	bool no_servers; /* not even who they are could be found out */
	char **servers;  /* names, each once */
	bool *answers;   /* does that one answer? */
	size_t server_count;
};

/* Are so many suspicious: more than a tenth, and at least a handful? */
bool cause_is_suspected(size_t turned, size_t looked);

/* witnesses: of some of those that turned. */
struct cause cause_find(size_t turned, size_t looked,
			const struct cause_witness *witnesses, size_t count);

/* What a look at a domain's own name servers says; before: what was told. Free
 * it with cause_witness_free(). */
struct cause_witness cause_witness_of(const struct verdict *v,
				      enum outcome before);
void cause_witness_free(struct cause_witness *witness);

#endif
