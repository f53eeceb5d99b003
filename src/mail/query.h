/* One question of a rule, with aliases followed.
 *
 * A resolver follows a CNAME itself; a zone's own name server stops where the
 * target lies in another zone. Here both look the same to the rules.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_QUERY_H
#define ZEGEL_MAIL_QUERY_H

#include "base/answer.h"

#define QUERY_CNAMES_MAX 10 /* the longest chain of aliases that is followed */

enum query_status {
	QUERY_PENDING, /* not known yet */
	QUERY_RECORDS, /* at least one record of the type */
	QUERY_VOID,    /* a definite answer without one (RFC 7208, 4.6.4) */
	QUERY_FAILED,  /* no definite answer, or a loop of aliases */
};

struct query {
	enum query_status status;
	/* of the last answer; as long as it is pending: ANSWER_CANCELLED */
	enum answer_status answer_status;
	/* borrowed; with QUERY_RECORDS, else NULL */
	const struct answer *answer;
	const char *name; /* where the last answer came from (borrowed) */
};

/* Asks for name (canonical) and type. */
struct query query_ask(const struct lookup *lookup, const char *name,
		       enum rr type);

#endif
