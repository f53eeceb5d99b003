/* Asks a service's API for the domain's records, or presses its own "verify"
 * and reads what it says: the steps that the catalogue (catalog/api.h) lists,
 * one after the other over HTTPS.
 *
 * Nothing is followed to another host, and the key is in nothing that comes
 * out. Where a service has a host for each region, the next one is asked when
 * the first does not know the key or the domain.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_FETCH_H
#define ZEGEL_CORE_FETCH_H

#include "base/net_problem.h"
#include "base/secret.h"
#include "catalog/api.h"
#include "net/http.h"

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

struct fetch_request {
	const struct api *api;    /* borrowed until the end */
	const char *domain;       /* canonical; copied */
	const struct secret *key; /* good; copied */
	bool verify;
};

struct fetch;

/* done is called once, from the loop; the result is borrowed for the time of
 * the call. Free it in any case, also in the call; then nothing calls back. */
struct fetch *fetch_new(struct http *http, const struct fetch_request *request,
			void (*done)(void *ctx, const struct fetch_result *r),
			void *ctx);
void fetch_free(struct fetch *fetch); /* NULL is allowed */

#endif
