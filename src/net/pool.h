/* The questions of many looks at once: so many on their way, so many a second,
 * and what several of them ask is asked once and kept for its TTL.
 *
 * One thread. The loop and dns are borrowed. Everybody who asks has got an
 * answer, or cancelled, before pool_free(). What is kept is bounded: of more
 * than POOL_KEPT_MAX answers those go that were not wanted for longest.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_POOL_H
#define ZEGEL_NET_POOL_H

#include "net/dns.h"

struct pool;
struct ticket;

enum { POOL_KEPT_MAX = 4096 };

struct pool_options {
	size_t window; /* questions on their way at one time */
	unsigned rate; /* questions a second; 0: as many as will go */
};

struct pool *pool_new(struct loop *loop, struct dns *dns,
		      const struct pool_options *options);
void pool_free(struct pool *pool);

/* Asks as dns_ask() does, when it is this question's turn. The question's name
 * is borrowed until it calls back. is_shared: others will ask it too. The
 * ticket is valid until it calls back. */
struct ticket *pool_ask(struct pool *pool, const struct question *question,
			bool is_shared, dns_answer_fn *answered, void *ctx);

/* Calls back with ANSWER_CANCELLED, from inside. */
void pool_cancel(struct pool *pool, struct ticket *ticket);

/* The answer to a shared question that is known already (borrowed until the
 * loop turns), or NULL. */
const struct answer *pool_peek(struct pool *pool,
			       const struct question *question);

/* Enough questions wait for their turn: nobody should begin anything new. */
bool pool_is_busy(const struct pool *pool);

#endif
