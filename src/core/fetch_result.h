/* How asking a service's API went: for whoever shows it, without the network.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_FETCH_RESULT_H
#define ZEGEL_CORE_FETCH_RESULT_H

#include "base/net_problem.h"
#include "catalog/api.h"

enum fetch_status {
	FETCH_OK,
	FETCH_KEY_REFUSED,    /* 401, 403 */
	FETCH_UNKNOWN_DOMAIN, /* the account does not have it */
	FETCH_NO_RECORDS,     /* it has it, but shows nothing to enter */
	FETCH_TOO_MANY,       /* 429: not before wait_s, if told */
	FETCH_SERVICE_FAILED, /* 500 and above */
	FETCH_REFUSED,        /* any other 4xx: see message */
	FETCH_MOVED,          /* it sends us elsewhere; we do not go */
	FETCH_BROKEN,         /* an answer, but not of the form known */
	FETCH_NO_ANSWER,      /* see problem */
};

struct fetch_result {
	enum fetch_status status;
	enum net_problem problem;
	unsigned http_status; /* of the last answer, 0: none came */
	uint32_t wait_s;      /* 0: not told */
	char *message;        /* what the service says about it, or NULL */
	const char *host;     /* that was asked last (borrowed from the API) */
	struct api_answer answer;
};

/* True when something was asked and nobody could tell. */
bool fetch_is_unknown(enum fetch_status status);

/* A word for machines: "key-refused". */
const char *fetch_status_name(enum fetch_status status);

void fetch_result_free(struct fetch_result *r);

#endif
