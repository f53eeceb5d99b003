/* In the place of net/facts and net/authority: questions go to fake_servers.h,
 * and every one is kept, to be counted.
 *
 * With fake.held set, answers are there only after fake_deliver(), in any
 * order: a rule that keeps state, or decides too early, shows.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_FAKE_NET_H
#define ZEGEL_TESTS_FAKE_NET_H

#include "unit/fake_servers.h"

/* The same numbers each time: xorshift64. */
static inline uint64_t fake_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static inline uint64_t fake_hash(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (uint8_t)*text) * 0x100000001b3u;
	return hash;
}

static inline struct address fake_address(size_t server)
{
	if (server == FAKE_RESOLVER)
		return ADDRESS_RESOLVER;
	return (struct address){
		.family = AF_INET,
		.port = DNS_PORT,
		.bytes = { 127, 0, 0, (uint8_t)server },
	};
}

/* To loopback there is a route on every machine. */
static inline size_t fake_server_at(const struct address *address)
{
	for (size_t i = FAKE_RESOLVER; i < FAKE_NOBODY; i++) {
		struct address known = fake_address(i);

		if (address_equal(address, &known))
			return i;
	}
	return FAKE_NOBODY;
}

static inline struct fake_question **fake_bucket(size_t server,
						 const char *name, enum rr type)
{
	uint64_t hash = fake_hash(0xcbf29ce484222325u, name) ^
			((uint64_t)type << 8) ^ server;

	return &fake.buckets[hash % FAKE_BUCKETS];
}

static inline struct fake_question *fake_find(size_t server, const char *name,
					      enum rr type, bool unchecked)
{
	struct fake_question *q = *fake_bucket(server, name, type);

	while (q && (q->server != server || q->type != type ||
		     q->unchecked != unchecked || !name_equal(q->name, name)))
		q = q->next;
	return q;
}

const struct answer *facts_get(struct facts *facts,
			       const struct question *question,
			       enum fact_life life)
{
	size_t server = fake_server_at(&question->server);
	struct fake_question *q = fake_find(server, question->name,
					    question->type,
					    question->checking_disabled);
	struct fake_question **bucket;

	(void)facts;
	if (!q) {
		bucket = fake_bucket(server, question->name, question->type);
		q = xcalloc(1, sizeof(*q));
		*q = (struct fake_question){
			.next = *bucket,
			.server = server,
			.name = xstrdup(question->name),
			.type = question->type,
			.unchecked = question->checking_disabled,
			.life = life,
			.delivered = !fake.held,
		};
		*bucket = q;
		fake_answer(q);
	}
	if (life < q->life)
		q->life = life;
	return q->delivered ? &q->answer : NULL;
}

const struct answer *facts_peek(const struct facts *facts,
				const struct question *question)
{
	struct fake_question *q = fake_find(fake_server_at(&question->server),
					    question->name, question->type,
					    question->checking_disabled);

	(void)facts;
	return q && q->delivered ? &q->answer : NULL;
}

bool facts_use_doh(const struct facts *facts)
{
	(void)facts;
	return fake.doh_url;
}

const char *facts_doh_problem(const struct facts *facts,
			      enum net_problem *problem, unsigned *http_status)
{
	(void)facts;
	*problem = fake.doh_problem;
	*http_status = 503;
	return fake.doh_problem ? fake.doh_url : NULL;
}

/* Delivers of what was asked what fits the seed (0: everything), at least one;
 * false when nothing was left to be delivered. */
static inline bool fake_deliver(uint64_t *seed)
{
	struct fake_question *last = NULL;
	bool delivered = false;

	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		struct fake_question *q = fake.buckets[i];

		for (; q; q = q->next) {
			if (q->delivered)
				continue;
			last = q;
			q->delivered = !*seed || fake_random(seed) % 2;
			delivered |= q->delivered;
		}
	}
	if (last && !delivered)
		last->delivered = true;
	return last;
}

/* How many questions this server got about names at or below under (NULL: about
 * any), of this type (RR_NONE: of any). */
static inline size_t fake_asked(size_t server, const char *under, enum rr type)
{
	size_t count = 0;

	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		const struct fake_question *q = fake.buckets[i];

		for (; q; q = q->next)
			count += q->server == server &&
				 (!under || name_is_under(q->name, under)) &&
				 (type == RR_NONE || q->type == type);
	}
	return count;
}

static inline void fake_add_server(struct authority *out, size_t i)
{
	static const char *const names[] = { "", "ns1.host.example",
					     "ns2.host.example",
					     "ns3.host.example",
					     "ns.below.example" };
	const struct fake_server *from = &fake.servers[i];

	out->servers[out->count++] = (struct nameserver){
		.name = xstrdup(from->name ? from->name : names[i]),
		.address = fake_address(i),
		.has_route = !from->no_route,
		.in_delegation = !from->not_in_delegation,
		.in_zone = !from->not_in_zone,
	};
}

void authority_find(struct facts *facts, const char *domain,
		    struct authority *out)
{
	const char *apex = "";

	(void)facts;
	*out = (struct authority){ .status = fake.authority,
				   .resolver_failed = fake.resolver_failed };
	for (size_t i = 0; i < fake.silent_parents; i++) {
		out->silent_parents = xreallocarray(out->silent_parents, i + 1,
						    sizeof(char *));
		out->silent_parents[out->silent_parent_count++] = xasprintf(
			"ns%zu.dns.example", i + 1);
	}
	if (fake.authority != AUTHORITY_FOUND)
		return;
	for (size_t i = FAKE_NS1; i <= FAKE_BELOW; i++) {
		const char *own = fake_above(&fake.servers[i].data, domain,
					     RR_SOA, "");

		if (own && strlen(own) > strlen(apex))
			apex = own;
	}
	if (!*apex) {
		out->status = AUTHORITY_UNKNOWN;
		return;
	}
	out->zone = xstrdup(apex);
	out->servers = xcalloc(FAKE_SERVERS, sizeof(*out->servers));
	for (size_t i = FAKE_NS1; i <= FAKE_BELOW; i++) {
		const char *own = fake_above(&fake.servers[i].data, domain,
					     RR_SOA, "");

		if (own && name_equal(own, apex))
			fake_add_server(out, i);
	}
}

void authority_free(struct authority *a)
{
	free(a->zone);
	free(a->parent);
	for (size_t i = 0; i < a->count; i++)
		free(a->servers[i].name);
	free(a->servers);
	for (size_t i = 0; i < a->silent_parent_count; i++)
		free(a->silent_parents[i]);
	free(a->silent_parents);
	*a = (struct authority){ .status = AUTHORITY_PENDING };
}

#endif
