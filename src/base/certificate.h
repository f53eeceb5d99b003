/* What a server's certificate says of itself. All text is cleaned.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_CERTIFICATE_H
#define ZEGEL_BASE_CERTIFICATE_H

#include "base/util.h"

enum { CERTIFICATE_NAMES_MAX = 5, CERTIFICATE_TEXT_MAX = 120 };

struct certificate {
	bool is_there;
	char *names[CERTIFICATE_NAMES_MAX]; /* the hosts it is for */
	size_t name_count;
	size_t more_names; /* that are not in names */
	char *issuer;      /* who signed it, for people */
	time_t from, until;
};

void certificate_free(struct certificate *c);

#endif
