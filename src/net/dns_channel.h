/* Messages to servers and back: c-ares' channels, kept for a while and reused.
 * Private to net/dns.c; the only module that includes <ares.h>.
 *
 * A channel serves one server over one transport: c-ares cannot change its
 * servers while a question is pending, and only so does the caller know which
 * server and transport an answer came by. At most DNS_CHANNEL_MAX idle ones are
 * kept.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_CHANNEL_H
#define ZEGEL_NET_DNS_CHANNEL_H

#include "net/address.h"
#include "net/loop.h"

#define DNS_CHANNEL_MAX 64

/* Each try waits twice as long as the one before: together 7 times the
 * first. */
#define DNS_TRIES      3
#define DNS_TRIES_SPAN 7

struct dns_channels;
struct dns_message;

struct dns_route {
	struct address server;
	bool tcp;
	bool edns;    /* the message has an OPT record */
	int first_ms; /* how long the first try waits */
};

enum dns_delivery {
	DNS_DELIVERED, /* bytes and len hold the reply */
	DNS_TIMED_OUT, /* all tries */
	DNS_NOBODY,    /* refused by the host or on the way, or no route */
	DNS_NONSENSE,  /* what came was no DNS message */
};

/* bytes are borrowed for the time of the call. */
typedef void dns_delivered_fn(void *ctx, enum dns_delivery delivery,
			      const uint8_t *bytes, size_t len);

/* The loop is borrowed. */
struct dns_channels *dns_channels_new(struct loop *loop);

/* Nothing calls back any more. */
void dns_channels_free(struct dns_channels *channels);

/* Sends a DNS message. Calls back once from the loop, never from inside; the
 * handle is valid until then. */
struct dns_message *dns_channels_send(struct dns_channels *channels,
				      const struct dns_route *route,
				      const uint8_t *bytes, size_t len,
				      dns_delivered_fn *delivered, void *ctx);

/* Nothing calls back for this message any more; NULL is allowed. */
void dns_message_forget(struct dns_message *message);

/* The resolvers that this system is configured with; the caller frees them. */
struct address *dns_system_resolvers(size_t *count);

#endif
