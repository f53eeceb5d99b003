/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/facts_world.h"

/* How long each life lasts, after a look at that age in seconds. */
static const struct {
	const char *what;
	enum fact_life life;
	enum rr type; /* A has no data here: the negative TTL is 30 s */
	bool fails;
	int seconds;
	bool all; /* facts_expire(all) */
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
		facts_expire(w->facts, LIVES[i].all);
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
	facts_expire(w->facts, false);
	(void)facts_get(w->facts, &q, FACT_DELEGATION);
	assert_int_equal(facts_pending(w->facts), 1);
}

/* Of the resolver's answers under the zone the first to run out counts. */
static void test_rest_of_the_resolver(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.voorbeeld.nl");
	struct question missing = txt(w, "b.voorbeeld.nl");
	struct question foreign = txt(w, "a.elders.nl");
	int64_t rest;

	assert_int_equal(facts_resolver_rest_ms(w->facts, "voorbeeld.nl"), -1);
	(void)learn(w, &q, FACT_TTL);
	rest = facts_resolver_rest_ms(w->facts, "voorbeeld.nl");
	assert_in_range(rest, 58000, 60000);
	missing.type = RR_A; /* the negative TTL is 30 s */
	(void)learn(w, &missing, FACT_TTL);
	(void)learn(w, &foreign, FACT_EACH_LOOK);
	rest = facts_resolver_rest_ms(w->facts, "voorbeeld.nl");
	assert_in_range(rest, 28000, 30000);
	w->server.reply = reply_failing;
	q.type = RR_MX;
	(void)learn(w, &q, FACT_TTL);
	assert_int_equal(facts_resolver_rest_ms(w->facts, "voorbeeld.nl"), 0);
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
	facts_expire(w->facts, false); /* a look, too, asks no second time */
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
	facts_expire(w->facts, false);
	facts_expire(w->facts, true);
	settle(w);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 0);
	/* The same with an old answer that is being renewed. */
	facts_expire(w->facts, false);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	while (dns_question_count(w->dns) < 2)
		loop_turn(w->loop, 0);
	facts_expire(w->facts, false);
	facts_expire(w->facts, true);
	settle(w);
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	assert_int_equal(facts_pending(w->facts), 0);
}

/* What nobody answers in time is silent, and not asked any more; what is known
 * stays; the next look asks again. */
static void test_patience_ends(void **state)
{
	struct world *w = *state;
	struct question known = txt(w, "a.nl"), slow = txt(w, "b.nl");
	struct question new = txt(w, "c.nl");
	int changed;

	(void)learn(w, &known, FACT_EACH_LOOK);
	w->server.reply = reply_silent;
	facts_set_patience(w->facts, 20);
	changed = w->changed;
	assert_null(facts_get(w->facts, &slow, FACT_EACH_LOOK));
	while (w->changed == changed)
		loop_turn(w->loop, 1000);
	assert_int_equal(facts_pending(w->facts), 0);
	assert_int_equal(facts_get(w->facts, &slow, FACT_EACH_LOOK)->status,
			 ANSWER_SILENT);
	assert_int_equal(facts_get(w->facts, &new, FACT_EACH_LOOK)->status,
			 ANSWER_SILENT);
	assert_int_equal(facts_get(w->facts, &known, FACT_EACH_LOOK)->status,
			 ANSWER_RECORDS);
	assert_int_equal(facts_pending(w->facts), 0);
	w->server.reply = reply_counting;
	facts_set_patience(w->facts, GUARD_MS);
	assert_true(*learn(w, &slow, FACT_EACH_LOOK));
}

/* When all has come in time, what is wanted later is asked as ever. */
static void test_patience_is_for_what_is_awaited(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	facts_set_patience(w->facts, 1);
	loop_turn(w->loop, 5);
	assert_true(*learn(w, &q, FACT_EACH_LOOK));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_lives),
		CASE(test_shortest_life_counts),
		CASE(test_rest_of_the_resolver),
		CASE(test_mark_one),
		CASE(test_mark_server),
		CASE(test_marked_on_its_way_is_asked_again),
		CASE(test_expire_leaves_what_is_on_its_way),
		CASE(test_patience_ends),
		CASE(test_patience_is_for_what_is_awaited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
