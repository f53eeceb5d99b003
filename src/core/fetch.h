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

#include "base/secret.h"
#include "core/fetch_result.h"
#include "net/http.h"

struct fetch_request {
	const struct api *api;    /* borrowed until the end */
	const char *domain;       /* canonical; copied */
	const struct secret *key; /* good; copied */
	bool verify;
};

struct fetch;

/* done is called once, from the loop; the result is borrowed until the fetch is
 * freed. Free it in any case, also in the call; then nothing calls back. */
struct fetch *fetch_new(struct http *http, const struct fetch_request *request,
			void (*done)(void *ctx, const struct fetch_result *r),
			void *ctx);
void fetch_free(struct fetch *fetch); /* NULL is allowed */

#endif
