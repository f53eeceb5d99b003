/* Does an SPF record let a service send? Answered by meaning: by the addresses
 * that get `pass`, whichever terms bring them.
 *
 * An include that is reached through another include or a redirect counts, and
 * so does a range that covers the service's own; a term behind `all`, or with
 * another qualifier than +, does not; nor does anything behind a term in error.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_COVER_H
#define ZEGEL_MAIL_SPF_COVER_H

#include "mail/spf.h"

enum spf_cover {
	SPF_COVER_PENDING, /* answers are missing */
	SPF_COVER_YES,
	SPF_COVER_PARTLY, /* some of its addresses get pass, some do not */
	SPF_COVER_NO,
	SPF_COVER_UNKNOWN, /* an answer was not definite */
};

struct spf_cover_result {
	enum spf_cover cover;
	enum spf_error error; /* why NO, when the record itself is in error */
	char *missing_term; /* the first wanted term that is not let through */
	/* its first address (range) that is not: "192.0.2.0 - 192.0.2.255", or
	 * NULL */
	char *missing_range;
};

/* record is the text at domain (canonical; NULL: none). terms are the service's
 * own, separated by blanks: "include:spf.example ip4:192.0.2.0/24"; version,
 * `all`, modifiers and terms with another qualifier than + are passed over,
 * redirect= is taken as an include. What is no term is never covered. Free with
 * spf_cover_free(). */
void spf_cover_check(const char *domain, const char *record, const char *terms,
		     const struct lookup *lookup, struct spf_cover_result *out);
/* Do all of the terms stand in the record, with nothing in front of them that
 * keeps anybody from passing? Then a record that is evaluated without an error,
 * and within its limits, covers them. */
bool spf_cover_stands(const char *record, const char *terms);

/* True when some who are wanted are known to be left out, and not because
 * either side is broken. Of others nothing need be known. */
bool spf_cover_leaves_out(const struct spf_cover_result *r);

void spf_cover_free(struct spf_cover_result *r);

#endif
