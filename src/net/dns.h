/* A question in, an answer out (RFC 1034, 1035, 6891). c-ares carries it
 * (net/dns_channel.c), or libcurl to a resolver that is asked over HTTPS
 * (net/doh.c); ldns writes and reads it (net/dns_wire.c).
 *
 * UDP with EDNS, TCP when truncated, retries, one time limit over all tries.
 * Every question calls back exactly once, from the loop and never from inside
 * dns_ask(), also when it is cancelled or the module is freed (then from inside
 * dns_cancel() and dns_free(); nothing may be asked during dns_free()). The
 * answer is borrowed for the time of the call.
 *
 * A definite answer says nothing about who gave it: look at `authoritative`. A
 * referral upwards or sideways, and one from a resolver, is ANSWER_REFUSED. A
 * CNAME whose target is not there is ANSWER_RECORDS (RFC 6604, 3).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_H
#define ZEGEL_NET_DNS_H

#include "base/answer.h"
#include "net/loop.h"
#include "net/resolver.h"

struct dns;
struct query;

struct dns_options {
	/* --nameserver, copied; NULL: the system's */
	const struct resolver *resolvers;
	size_t resolver_count;
	int timeout_ms; /* for one question, all its tries together */
};

struct question {
	const char *name; /* canonical */
	enum rr type;
	struct address server;  /* ADDRESS_RESOLVER: recursion desired, the
				 * configured ones in turn; else RD is off */
	bool checking_disabled; /* CD: the answer even where DNSSEC fails */
	bool want_dnssec_ok;    /* DO */
	int timeout_ms;         /* less than the usual time, for what is good
				 * to know but not worth waiting for; 0: the
				 * usual */
};

typedef void dns_answer_fn(void *ctx, const struct answer *answer);

/* The loop is borrowed and must outlive it. */
struct dns *dns_new(struct loop *loop, const struct dns_options *options);

/* Cancels what is pending (each calls back with ANSWER_CANCELLED), then
 * frees. */
void dns_free(struct dns *dns);

/* Asks. The question is copied. The query is valid until it calls back. */
struct query *dns_ask(struct dns *dns, const struct question *question,
		      dns_answer_fn *answered, void *ctx);
void dns_cancel(struct dns *dns, struct query *query);

/* The resolvers in use (borrowed); *count may be 0 on a machine without any. */
const struct resolver *dns_resolvers(const struct dns *dns, size_t *count);

/* From now on this one alone is the resolver; what is on its way to another is
 * asked anew. */
void dns_use_resolver(struct dns *dns, const struct resolver *resolver);

/* The URL of the resolver that could not be asked over HTTPS the last time
 * (NULL when none failed so far), and why; borrowed until the loop turns. */
const char *dns_doh_problem(const struct dns *dns, enum net_problem *problem,
			    unsigned *http_status);

/* The time limit of a question that has none of its own. */
int dns_timeout_ms(const struct dns *dns);

/* How many messages were sent so far, without repeated tries (for the notes of
 * a benchmark, and for the rule of politeness). */
uint64_t dns_question_count(const struct dns *dns);

#endif
