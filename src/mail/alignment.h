/* Identifier alignment: does the name that SPF or DKIM vouches for belong to
 * the domain that the reader sees? RFC 9989, 4.10.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_ALIGNMENT_H
#define ZEGEL_MAIL_ALIGNMENT_H

#include "mail/dmarc.h"

enum alignment {
	ALIGNMENT_PENDING,
	ALIGNMENT_UNKNOWN, /* no answer came that tells the organisation */
	ALIGNMENT_NONE,    /* another organisation's */
	ALIGNMENT_RELAXED, /* the same organisation, another name of it */
	ALIGNMENT_STRICT,  /* the same name */
};

/* Both canonical; "" is of nobody. */
enum alignment alignment_of(const char *name, const char *from,
			    const struct lookup *lookup);

/* "none", "relaxed", "strict", "unknown" */
const char *alignment_name(enum alignment a);

#endif
