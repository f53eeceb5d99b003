/* Who hosts a zone whose name servers do not tell: asked of the host itself, by
 * Domain Connect (catalog/provider.h). One question to the resolver and, if
 * somebody is named there, one request over HTTPS; all of it within 3 seconds.
 *
 * What comes of it changes words and never a verdict: it is put into one that
 * has been judged. No address inside a network is reached by it, and the link
 * is https; it is shown, never opened.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_DISCOVER_H
#define ZEGEL_CORE_DISCOVER_H

#include "core/check.h"
#include "net/http.h"

struct discovery;

/* Asks about the verdict's zone, when its host is unknown, or known without the
 * address of its panel; else, or when http is NULL, NULL. Calls back once, from
 * the loop, when it is over, unless it is freed before. dns, http and catalog
 * are borrowed and must outlive it. */
struct discovery *discovery_new(struct dns *dns, struct http *http,
				struct catalog *catalog,
				const struct verdict *v,
				void (*done)(void *ctx), void *ctx);
void discovery_free(struct discovery *d);

bool discovery_is_pending(const struct discovery *d); /* d may be NULL */

/* Puts what came of it into the verdict, which borrows it; nothing when it does
 * not fit the zone, or contradicts what the name servers tell. */
void discovery_apply(const struct discovery *d, struct verdict *v);

#endif
