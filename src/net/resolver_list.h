/* The resolvers in use, each with what asks it where that is no socket of DNS.
 * Private to net/dns.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_RESOLVER_LIST_H
#define ZEGEL_NET_RESOLVER_LIST_H

#include "net/doh.h"
#include "net/resolver.h"

struct resolver_list {
	struct resolver *items;
	struct doh **doh; /* for each of them; NULL: asked at its address */
	size_t count;
};

/* The loop is borrowed, the resolvers are copied. */
void resolver_list_take(struct resolver_list *list, struct loop *loop,
			const struct resolver *resolvers, size_t count);

/* Those that this system is configured with. */
void resolver_list_take_system(struct resolver_list *list, struct loop *loop);

/* Empty afterwards; nothing of them calls back any more. */
void resolver_list_free(struct resolver_list *list);

#endif
