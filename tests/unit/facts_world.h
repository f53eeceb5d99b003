/* Facts about one name server of the test's own, for the tests of net/facts.
 * After cmocka.h.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_FACTS_WORLD_H
#define ZEGEL_TESTS_UNIT_FACTS_WORLD_H

#include "net/facts.h"
#include "unit/responder.h"

#define GUARD_MS 10000 /* a test that takes this long has failed */

#define SOA_30 "voorbeeld.nl. 60 IN SOA ns.nl. host.nl. 7 3600 600 86400 30"

struct world {
	struct loop *loop;
	struct dns *dns;
	struct facts *facts;
	struct responder server;
	int changed;
};

static inline void on_changed(void *ctx)
{
	struct world *world = ctx;

	world->changed++;
}

/* The TXT tells how many questions the server has seen: 1, 2, 3, ... */
static inline void reply_counting(const struct asked *asked)
{
	char line[256];
	ldns_pkt *packet = NULL;
	ldns_rr *question;
	char *owner;

	assert_int_equal(ldns_wire2pkt(&packet, asked->bytes, asked->len),
			 LDNS_STATUS_OK);
	question = ldns_rr_list_rr(ldns_pkt_question(packet), 0);
	owner = ldns_rdf2str(ldns_rr_owner(question));
	(void)snprintf(line, sizeof(line), "%s 60 IN TXT \"%u\"", owner,
		       asked->responder->udp_count);
	if (ldns_rr_get_type(question) == LDNS_RR_TYPE_TXT)
		respond(asked, &(struct said){ .answer = line });
	else
		respond(asked, &(struct said){ .authority = SOA_30 });
	free(owner);
	ldns_pkt_free(packet);
}

static inline void reply_failing(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 2 });
}

static inline void reply_silent(const struct asked *asked)
{
	(void)asked;
}

static inline int set_up(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct dns_options options = { .timeout_ms = 5000 };
	struct resolver resolver = { .url = NULL };

	w->loop = loop_new();
	responder_start(&w->server, w->loop, reply_counting);
	resolver.address = w->server.address;
	options.resolvers = &resolver;
	options.resolver_count = 1;
	w->dns = dns_new(w->loop, &options);
	w->facts = facts_new(w->loop, w->dns, on_changed, w);
	*state = w;
	return 0;
}

static inline int tear_down(void **state)
{
	struct world *w = *state;

	clock_set_for_test(-1, 0);
	facts_free(w->facts);
	dns_free(w->dns);
	responder_stop(&w->server);
	loop_free(w->loop);
	free(w);
	return 0;
}

static inline struct question txt(const struct world *w, const char *name)
{
	return (struct question){ .name = name,
				  .type = RR_TXT,
				  .server = w->server.address };
}

/* Turns until nothing is on its way and the change has been told. */
static inline void settle(struct world *w)
{
	int before = w->changed;

	for (int turns = 0; facts_pending(w->facts) > 0; turns++) {
		assert_true(turns < 10000);
		loop_turn(w->loop, GUARD_MS);
	}
	for (int turns = 0; w->changed == before; turns++) {
		assert_true(turns < 100);
		loop_turn(w->loop, GUARD_MS);
	}
}

static inline const char *value_of(const struct answer *answer)
{
	const struct record *r = answer ? answer_first(answer, RR_TXT) : NULL;

	return r ? r->value : "";
}

/* Asks, lets it come, and returns the TXT. */
static inline const char *
learn(struct world *w, const struct question *question, enum fact_life life)
{
	(void)facts_get(w->facts, question, life);
	if (facts_pending(w->facts) > 0)
		settle(w);
	return value_of(facts_peek(w->facts, question));
}

#endif
