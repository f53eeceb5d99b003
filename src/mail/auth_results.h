/* Authentication-Results: what a receiver found out about SPF, DKIM and DMARC
 * (RFC 8601, 2.2), also as those write it who do not follow it (Microsoft
 * leaves out who it is).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_AUTH_RESULTS_H
#define ZEGEL_MAIL_AUTH_RESULTS_H

#include "base/name.h"

enum { AUTH_RESULTS_MAX = 32, AUTH_PROPERTIES_MAX = 16, AUTH_TEXT_MAX = 512 };

/* ptype.property=value: smtp.mailfrom=voorbeeld.nl */
struct auth_property {
	char *name; /* "smtp.mailfrom" in lower case */
	char *value;
};

struct auth_result {
	char *method;  /* "spf", "dkim", ... in lower case */
	char *result;  /* "pass", ... in lower case */
	char *reason;  /* reason=, or NULL */
	char *comment; /* the first one, without parentheses, or NULL */
	struct auth_property properties[AUTH_PROPERTIES_MAX];
	size_t property_count;
};

struct auth_results {
	char *server;      /* the authserv-id; "" where it was left out */
	unsigned instance; /* i= of an ARC set (RFC 8617); else 0 */
	struct auth_result results[AUTH_RESULTS_MAX];
	size_t count;
};

/* value: the unfolded field. Free it. */
void auth_results_parse(const char *value, struct auth_results *out);
void auth_results_free(struct auth_results *a);

/* The value of a property, or NULL. */
const char *auth_result_property(const struct auth_result *r, const char *name);

#endif
