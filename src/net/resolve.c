/* SPDX-License-Identifier: MIT */
#include "net/resolve.h"

#include <stdlib.h>

/* How long addresses of one family wait for those of the other (the Resolution
 * Delay of RFC 8305, 3, for a resolver that is further away). */
enum { OTHER_FAMILY_MS = 200 };

struct resolve {
	struct loop *loop;
	struct dns *dns;
	struct query *queries[2]; /* AAAA, A; NULL when it has answered */
	struct timer *patience;
	bool failed; /* somebody could not tell */
	uint16_t port;
	struct address addresses[RESOLVE_MAX];
	size_t count;
	resolve_fn *resolved;
	void *ctx;
};

static const enum rr families[] = { RR_AAAA, RR_A };

void resolve_cancel(struct resolve *resolve)
{
	if (!resolve)
		return;
	resolve->resolved = NULL;
	for (size_t i = 0; i < COUNT_OF(resolve->queries); i++) {
		if (resolve->queries[i])
			dns_cancel(resolve->dns, resolve->queries[i]);
	}
	loop_timer_cancel(resolve->loop, resolve->patience);
	free(resolve);
}

static void finish(struct resolve *resolve)
{
	struct resolve done = *resolve;
	enum net_problem problem = NET_OK;

	if (done.count == 0)
		problem = done.failed ? NET_NO_DNS : NET_NO_NAME;
	resolve_cancel(resolve);
	done.resolved(done.ctx, problem, done.addresses, done.count);
}

static void waited_enough(void *ctx)
{
	struct resolve *resolve = ctx;

	resolve->patience = NULL;
	finish(resolve);
}

static void take(struct resolve *resolve, const struct answer *answer,
		 enum rr type)
{
	const struct record *r;
	size_t end = resolve->count + RESOLVE_MAX / COUNT_OF(families);
	size_t index = 0;

	while (resolve->count < end &&
	       (r = answer_next(answer, type, &index)) != NULL) {
		struct address *a = &resolve->addresses[resolve->count];

		if (!address_parse(r->value, a))
			continue;
		a->port = resolve->port;
		resolve->count++;
	}
}

static void answered(struct resolve *resolve, size_t i,
		     const struct answer *answer)
{
	resolve->queries[i] = NULL;
	if (!resolve->resolved)
		return; /* being cancelled */
	take(resolve, answer, families[i]);
	resolve->failed |= !answer_is_definite(answer);
	if (!resolve->queries[0] && !resolve->queries[1])
		finish(resolve);
	else if (resolve->count > 0)
		resolve->patience = loop_timer(resolve->loop, OTHER_FAMILY_MS,
					       waited_enough, resolve);
}

static void ipv6_answered(void *ctx, const struct answer *answer)
{
	answered(ctx, 0, answer);
}

static void ipv4_answered(void *ctx, const struct answer *answer)
{
	answered(ctx, 1, answer);
}

struct resolve *resolve_start(struct loop *loop, struct dns *dns,
			      const char *host, uint16_t port,
			      resolve_fn *resolved, void *ctx)
{
	static dns_answer_fn *const answer_fns[] = { ipv6_answered,
						     ipv4_answered };
	struct resolve *resolve = xcalloc(1, sizeof(*resolve));

	resolve->loop = loop;
	resolve->dns = dns;
	resolve->port = port;
	resolve->resolved = resolved;
	resolve->ctx = ctx;
	for (size_t i = 0; i < COUNT_OF(families); i++) {
		const struct question question = { .name = host,
						   .type = families[i],
						   .server = ADDRESS_RESOLVER };

		resolve->queries[i] = dns_ask(dns, &question, answer_fns[i],
					      resolve);
	}
	return resolve;
}
