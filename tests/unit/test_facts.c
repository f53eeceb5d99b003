/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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

static void on_changed(void *ctx)
{
	struct world *world = ctx;

	world->changed++;
}

/* The TXT tells how many questions the server has seen: 1, 2, 3, ... */
static void reply_counting(const struct asked *asked)
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

static void reply_failing(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 2 });
}

static void reply_silent(const struct asked *asked)
{
	(void)asked;
}

static int set_up(void **state)
{
	struct world *w = xcalloc(1, sizeof(*w));
	struct dns_options options = { .timeout_ms = 5000 };

	w->loop = loop_new();
	responder_start(&w->server, w->loop, reply_counting);
	options.resolvers = &w->server.address;
	options.resolver_count = 1;
	w->dns = dns_new(w->loop, &options);
	w->facts = facts_new(w->loop, w->dns, on_changed, w);
	*state = w;
	return 0;
}

static int tear_down(void **state)
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

static struct question txt(const struct world *w, const char *name)
{
	return (struct question){ .name = name,
				  .type = RR_TXT,
				  .server = w->server.address };
}

/* Turns until nothing is on its way and the change has been told. */
static void settle(struct world *w)
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

static const char *value_of(const struct answer *answer)
{
	const struct record *r = answer ? answer_first(answer, RR_TXT) : NULL;

	return r ? r->value : "";
}

/* Asks, lets it come, and returns the TXT. */
static const char *learn(struct world *w, const struct question *question,
			 enum fact_life life)
{
	(void)facts_get(w->facts, question, life);
	if (facts_pending(w->facts) > 0)
		settle(w);
	return value_of(facts_peek(w->facts, question));
}

static void test_asks_once(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	assert_null(facts_peek(w->facts, &q));
	assert_int_equal(facts_pending(w->facts), 0);
	assert_null(facts_get(w->facts, &q, FACT_EACH_LOOK));
	assert_null(facts_get(w->facts, &q, FACT_EACH_LOOK));
	assert_int_equal(facts_pending(w->facts), 1);
	assert_int_equal(dns_question_count(w->dns), 0); /* not from inside */
	settle(w);
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "1");
	assert_int_equal(facts_pending(w->facts), 0);
	assert_int_equal(w->server.udp_count, 1);
	assert_int_equal(w->changed, 1);
}

static void test_what_tells_questions_apart(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl"), others[5];

	assert_string_equal(learn(w, &q, FACT_EACH_LOOK), "1");
	for (size_t i = 0; i < COUNT_OF(others); i++)
		others[i] = q;
	others[0].name = "b.nl";
	others[1].type = RR_A;
	others[2].server = ADDRESS_RESOLVER;
	others[3].checking_disabled = true;
	others[4].want_dnssec_ok = true;
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_null(facts_get(w->facts, &others[i], FACT_EACH_LOOK));
	settle(w);
	assert_int_equal(w->server.udp_count, 1 + COUNT_OF(others));
	/* Another buffer with the same name is the same question. */
	char name[] = "a.nl";

	q.name = name;
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "1");
}

static void test_change_is_told_once_a_turn(void **state)
{
	enum { COUNT = 600 }; /* more than are on their way at once */
	struct world *w = *state;

	for (int i = 0; i < COUNT; i++) {
		char name[32];
		struct question q = txt(w, name);

		(void)snprintf(name, sizeof(name), "n%d.nl", i);
		assert_null(facts_get(w->facts, &q, FACT_EACH_LOOK));
	}
	assert_int_equal(facts_pending(w->facts), COUNT);
	loop_turn(w->loop, 0);
	assert_true(dns_question_count(w->dns) <= 256);
	settle(w);
	assert_int_equal(w->server.udp_count, COUNT);
	assert_in_range(w->changed, 1, COUNT - 1);
}

/* In line, the first that was wanted is the first that is asked. */
static void test_first_come_first_asked(void **state)
{
	struct world *w = *state;
	char name[8] = "n0.nl";
	struct question q = txt(w, name);

	for (char c = '0'; c <= '9'; c++) {
		name[1] = c;
		(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	}
	settle(w);
	name[1] = '0';
	assert_string_equal(value_of(facts_peek(w->facts, &q)), "1");
	name[1] = '9';
	assert_string_equal(value_of(facts_peek(w->facts, &q)), "10");
}

static void test_old_answer_stays_until_the_new_one(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)learn(w, &q, FACT_EACH_LOOK);
	facts_expire(w->facts, NULL);
	assert_int_equal(facts_pending(w->facts), 0); /* nobody asked yet */
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "1");
	assert_int_equal(facts_pending(w->facts), 1);
	loop_turn(w->loop, 0);
	settle(w);
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "2");
	assert_int_equal(facts_pending(w->facts), 0);
	assert_int_equal(w->changed, 2);
}

/* How long each life lasts, after a look at that age in seconds. */
static const struct {
	const char *what;
	enum fact_life life;
	enum rr type; /* A has no data here: the negative TTL is 30 s */
	bool fails;
	int seconds;
	bool all; /* facts_expire_all() */
	bool asked_again;
} LIVES[] = {
	{ "each look", FACT_EACH_LOOK, RR_TXT, false, 0, false, true },
	{ "TTL not over", FACT_TTL, RR_TXT, false, 59, false, false },
	{ "TTL over", FACT_TTL, RR_TXT, false, 60, false, true },
	{ "negative TTL not over", FACT_TTL, RR_A, false, 29, false, false },
	{ "negative TTL over", FACT_TTL, RR_A, false, 30, false, true },
	{ "a failure has no TTL", FACT_TTL, RR_TXT, true, 0, false, true },
	{ "TTL, all", FACT_TTL, RR_TXT, false, 59, true, false },
	{ "TTL over, all", FACT_TTL, RR_TXT, false, 60, true, true },
	{ "neighbour", FACT_NEIGHBOUR, RR_TXT, false, 29, false, false },
	{ "old neighbour", FACT_NEIGHBOUR, RR_TXT, false, 30, false, true },
	{ "failed neighbour", FACT_NEIGHBOUR, RR_TXT, true, 29, false, false },
	{ "neighbour, all", FACT_NEIGHBOUR, RR_TXT, false, 0, true, true },
	{ "delegation", FACT_DELEGATION, RR_TXT, false, 299, false, false },
	{ "old delegation", FACT_DELEGATION, RR_TXT, false, 300, false, true },
	{ "failed delegation", FACT_DELEGATION, RR_TXT, true, 0, false, true },
	{ "delegation, all", FACT_DELEGATION, RR_TXT, false, 299, true, false },
};

static void test_lives(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < COUNT_OF(LIVES); i++) {
		struct question q = txt(w, "voorbeeld.nl");
		int64_t came_ms;
		size_t pending;

		q.type = LIVES[i].type;
		w->server.reply = LIVES[i].fails ? reply_failing
						 : reply_counting;
		(void)learn(w, &q, LIVES[i].life);
		came_ms = facts_peek(w->facts, &q)->at_ms;
		clock_set_for_test(came_ms + LIVES[i].seconds * 1000, 0);
		if (LIVES[i].all)
			facts_expire_all(w->facts);
		else
			facts_expire(w->facts, NULL);
		(void)facts_get(w->facts, &q, LIVES[i].life);
		pending = facts_pending(w->facts);
		clock_set_for_test(-1, 0);
		if (pending != (LIVES[i].asked_again ? 1 : 0))
			fail_msg("%s: %zu pending", LIVES[i].what, pending);
		facts_free(w->facts);
		w->facts = facts_new(w->loop, w->dns, on_changed, w);
	}
}

static void test_shortest_life_counts(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)learn(w, &q, FACT_DELEGATION);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	(void)facts_get(w->facts, &q, FACT_DELEGATION);
	facts_expire(w->facts, NULL);
	(void)facts_get(w->facts, &q, FACT_DELEGATION);
	assert_int_equal(facts_pending(w->facts), 1);
}

static void test_expire_only_under_zone(void **state)
{
	struct world *w = *state;
	struct question in = txt(w, "a.voorbeeld.nl");
	struct question out = txt(w, "a.elders.nl");

	(void)learn(w, &in, FACT_EACH_LOOK);
	(void)learn(w, &out, FACT_EACH_LOOK);
	facts_expire(w->facts, "voorbeeld.nl");
	(void)facts_get(w->facts, &out, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 0);
	(void)facts_get(w->facts, &in, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 1);
}

static void test_mark_one(void **state)
{
	struct world *w = *state;
	struct question a = txt(w, "a.nl"), b = txt(w, "b.nl");
	struct question unknown = txt(w, "c.nl");

	(void)learn(w, &a, FACT_DELEGATION);
	(void)learn(w, &b, FACT_DELEGATION);
	facts_mark(w->facts, &a);
	facts_mark(w->facts, &unknown);
	(void)facts_get(w->facts, &b, FACT_DELEGATION);
	assert_int_equal(facts_pending(w->facts), 0);
	(void)facts_get(w->facts, &a, FACT_DELEGATION);
	assert_int_equal(facts_pending(w->facts), 1);
}

static void test_mark_server(void **state)
{
	struct world *w = *state;
	struct question each = txt(w, "a.nl"), neighbour = txt(w, "b.nl");
	struct question delegation = txt(w, "c.nl"), serial = txt(w, "d.nl");
	struct question other = txt(w, "a.nl");

	serial.type = RR_SOA;
	other.server = ADDRESS_RESOLVER;
	(void)learn(w, &each, FACT_EACH_LOOK);
	(void)learn(w, &neighbour, FACT_NEIGHBOUR);
	(void)learn(w, &delegation, FACT_DELEGATION);
	(void)learn(w, &serial, FACT_EACH_LOOK);
	(void)learn(w, &other, FACT_EACH_LOOK);
	facts_mark_server(w->facts, &w->server.address);
	(void)facts_get(w->facts, &delegation, FACT_DELEGATION);
	(void)facts_get(w->facts, &serial, FACT_EACH_LOOK);
	(void)facts_get(w->facts, &other, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 0);
	(void)facts_get(w->facts, &each, FACT_EACH_LOOK);
	(void)facts_get(w->facts, &neighbour, FACT_NEIGHBOUR);
	assert_int_equal(facts_pending(w->facts), 2);
}

/* Marked while it is on its way: it may have been answered before the
 * change. */
static void test_marked_on_its_way_is_asked_again(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	while (dns_question_count(w->dns) == 0)
		loop_turn(w->loop, 0);
	facts_mark_server(w->facts, &w->server.address);
	facts_expire(w->facts, NULL); /* a look, too, asks no second time */
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	settle(w);
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "1");
	assert_int_equal(facts_pending(w->facts), 1);
	settle(w);
	assert_string_equal(value_of(facts_get(w->facts, &q, FACT_EACH_LOOK)),
			    "2");
	assert_int_equal(facts_pending(w->facts), 0);
}

static void test_expire_leaves_what_is_on_its_way(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	loop_turn(w->loop, 0);
	facts_expire(w->facts, NULL);
	facts_expire_all(w->facts);
	settle(w);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 0);
}

static void test_failure_replaces_the_answer(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	assert_string_equal(learn(w, &q, FACT_EACH_LOOK), "1");
	w->server.reply = reply_failing;
	facts_expire(w->facts, NULL);
	(void)learn(w, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_peek(w->facts, &q)->status, ANSWER_FAILED);
}

/* It was silent the last time: asked again, but nobody waits for it. */
static void test_silent_server_is_not_awaited_again(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	w->server.reply = reply_silent;
	q.timeout_ms = 100;
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 1);
	settle(w);
	assert_int_equal(facts_peek(w->facts, &q)->status, ANSWER_SILENT);
	facts_expire(w->facts, NULL);
	w->server.reply = reply_counting;
	assert_int_equal(facts_get(w->facts, &q, FACT_EACH_LOOK)->status,
			 ANSWER_SILENT);
	assert_int_equal(facts_pending(w->facts), 0);
	settle(w); /* the change is told all the same */
	assert_int_equal(facts_peek(w->facts, &q)->status, ANSWER_RECORDS);
	facts_expire(w->facts, NULL);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 1);
	facts_cancel(w->facts);
	assert_int_equal(facts_pending(w->facts), 0);
}

static void test_cancel(void **state)
{
	enum { COUNT = 300 };
	struct world *w = *state;
	struct question known = txt(w, "known.nl");

	assert_string_equal(learn(w, &known, FACT_EACH_LOOK), "1");
	w->changed = 0;
	w->server.reply = reply_silent;
	facts_expire(w->facts, NULL);
	(void)facts_get(w->facts, &known, FACT_EACH_LOOK);
	for (int i = 0; i < COUNT; i++) {
		char name[32];
		struct question q = txt(w, name);

		(void)snprintf(name, sizeof(name), "n%d.nl", i);
		(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	}
	loop_turn(w->loop, 0);
	facts_cancel(w->facts);
	assert_int_equal(facts_pending(w->facts), 0);
	loop_turn(w->loop, 0);
	assert_int_equal(w->changed, 0);
	assert_string_equal(value_of(facts_peek(w->facts, &known)), "1");
	/* The old answer is still marked, the others are still not known. */
	w->server.reply = reply_counting;
	(void)facts_get(w->facts, &known, FACT_EACH_LOOK);
	known.name = "n299.nl";
	assert_null(facts_get(w->facts, &known, FACT_EACH_LOOK));
	assert_int_equal(facts_pending(w->facts), 2);
	settle(w);
	assert_string_not_equal(value_of(facts_peek(w->facts, &known)), "");
}

/* The answer came, but the change was not told yet. */
static void test_cancel_before_the_change_is_told(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	while (!facts_peek(w->facts, &q))
		loop_turn(w->loop, GUARD_MS);
	assert_int_equal(w->changed, 0);
	facts_cancel(w->facts);
	loop_turn(w->loop, 0);
	assert_int_equal(w->changed, 0);
}

static void test_free_in_the_middle(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	loop_turn(w->loop, 0);
	q.name = "b.nl";
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	facts_free(w->facts);
	w->facts = NULL;
	loop_turn(w->loop, 0);
	assert_int_equal(w->changed, 0);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_asks_once),
		CASE(test_what_tells_questions_apart),
		CASE(test_change_is_told_once_a_turn),
		CASE(test_first_come_first_asked),
		CASE(test_old_answer_stays_until_the_new_one),
		CASE(test_lives),
		CASE(test_shortest_life_counts),
		CASE(test_expire_only_under_zone),
		CASE(test_mark_one),
		CASE(test_mark_server),
		CASE(test_marked_on_its_way_is_asked_again),
		CASE(test_expire_leaves_what_is_on_its_way),
		CASE(test_failure_replaces_the_answer),
		CASE(test_silent_server_is_not_awaited_again),
		CASE(test_cancel),
		CASE(test_cancel_before_the_change_is_told),
		CASE(test_free_in_the_middle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
