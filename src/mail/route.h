/* The way that a message took, by its Received fields, and the hop at which it
 * came in from outside: what stands above that was written by the receiver, all
 * below by whoever sent it (RFC 8601, 5 and 7.1).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_ROUTE_H
#define ZEGEL_MAIL_ROUTE_H

#include "mail/message_read.h"
#include "mail/received.h"

enum { ROUTE_HOPS_MAX = 40 };

struct route {
	struct received hops[ROUTE_HOPS_MAX]; /* the newest first */
	size_t fields[ROUTE_HOPS_MAX];        /* their places in the message */
	size_t count;
	bool has_border;
	size_t border; /* the hop at which it came in */
	/* where the receiver itself took it: the border, unless a filter stands
	 * in front of the mailbox */
	size_t outer;
	char filter[NAME_SIZE]; /* the registered domain of that, or "" */
	/* the registered domain of who received it, or "" */
	char receiver[NAME_SIZE];
};

void route_read(const struct message *m, struct route *out);

/* The place of the field behind which the receiver wrote nothing: the next
 * Received below the border's, or the end of the header. */
size_t route_border_end(const struct message *m, const struct route *route);

/* Are both names of one organisation? By the registered domain, as far as it
 * tells. */
bool route_is_same_owner(const char *a, const char *b);

/* Moves the border to where this owner, from which it came, took it in; false
 * where no hop tells. */
bool route_pass_owner(struct route *route, const char *filter);

/* Moves the border down to the hop that came from this address. */
bool route_pass_to(struct route *route, const struct ip *ip);

#endif
