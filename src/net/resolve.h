/* The addresses of a host, by A and AAAA through our own DNS: no thread, can be
 * given up at any time, and asks whom --nameserver names.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_RESOLVE_H
#define ZEGEL_NET_RESOLVE_H

#include "base/net_problem.h"
#include "net/dns.h"

struct resolve;

enum { RESOLVE_MAX = 16 }; /* more addresses than that are not tried */

/* NET_OK with at least one address (borrowed for the call), else NET_NO_NAME or
 * NET_NO_DNS with none. */
typedef void resolve_fn(void *ctx, enum net_problem problem,
			const struct address *addresses, size_t count);

/* Looks host (canonical) up; calls back once, from the loop, unless it is
 * cancelled before. The addresses get this port. */
struct resolve *resolve_start(struct loop *loop, struct dns *dns,
			      const char *host, uint16_t port,
			      resolve_fn *resolved, void *ctx);
void resolve_cancel(struct resolve *resolve);

#endif
