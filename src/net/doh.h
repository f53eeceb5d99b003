/* DNS over HTTPS (RFC 8484): DNS messages to a resolver and back as POSTs over
 * one HTTP/2 connection that is kept, many at once. POST, because no cache on
 * the way then has an older answer, and the questions are in no log of URLs.
 * Private to net/dns.c.
 *
 * The server's own name is looked up once, by the resolvers of this system; one
 * that is an address needs none. Certificates are verified as everywhere
 * (net/transfer.h).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DOH_H
#define ZEGEL_NET_DOH_H

#include "base/net_problem.h"
#include "net/loop.h"

struct doh;
struct doh_message;

/* All borrowed for the time of the call. */
struct doh_reply {
	enum net_problem problem; /* NET_OK: a DNS message came */
	unsigned status;          /* with NET_HTTP_STATUS */
	const uint8_t *bytes;
	size_t len;
	uint32_t age_s; /* how long a cache of HTTP had it (RFC 8484, 5.1) */
};

typedef void doh_replied_fn(void *ctx, const struct doh_reply *reply);

/* The loop is borrowed. The URL (copied) is one of resolver_parse(). */
struct doh *doh_new(struct loop *loop, const char *url);

/* Nothing calls back any more. */
void doh_free(struct doh *doh);

/* Sends a DNS message, with 0 for its ID. Calls back once from the loop, never
 * from inside; the message is valid until then. An exchange ends after
 * timeout_ms; how long it may wait for its turn is the caller's to say. */
struct doh_message *doh_send(struct doh *doh, const uint8_t *bytes, size_t len,
			     int timeout_ms, doh_replied_fn *replied,
			     void *ctx);

/* Takes the message back without calling; NULL is allowed. */
void doh_forget(struct doh_message *message);

/* What the server is asked by; borrowed. */
const char *doh_url(const struct doh *doh);

#endif
