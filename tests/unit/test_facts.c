/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/facts_world.h"

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
	facts_expire(w->facts, false);
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

static void test_failure_replaces_the_answer(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	assert_string_equal(learn(w, &q, FACT_EACH_LOOK), "1");
	w->server.reply = reply_failing;
	facts_expire(w->facts, false);
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
	facts_expire(w->facts, false);
	w->server.reply = reply_counting;
	assert_int_equal(facts_get(w->facts, &q, FACT_EACH_LOOK)->status,
			 ANSWER_SILENT);
	assert_int_equal(facts_pending(w->facts), 0);
	settle(w); /* the change is told all the same */
	assert_int_equal(facts_peek(w->facts, &q)->status, ANSWER_RECORDS);
	facts_expire(w->facts, false);
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
	facts_expire(w->facts, false);
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

static void cancel_what_came(void *ctx)
{
	struct world *w = ctx;
	struct question q = txt(w, "a.nl");

	assert_non_null(facts_peek(w->facts, &q));
	assert_int_equal(w->changed, 0);
	facts_cancel(w->facts);
}

/* The answer came, but the change was not told yet. */
static void test_cancel_before_the_change_is_told(void **state)
{
	struct world *w = *state;
	struct question q = txt(w, "a.nl");

	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	while (w->server.udp_count == 0)
		loop_turn(w->loop, GUARD_MS);
	assert_null(facts_peek(w->facts, &q));
	/* It is read in this turn, before the timers; ours is the first. */
	loop_timer(w->loop, 0, cancel_what_came, w);
	loop_turn(w->loop, 0);
	assert_non_null(facts_peek(w->facts, &q));
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
		CASE(test_failure_replaces_the_answer),
		CASE(test_silent_server_is_not_awaited_again),
		CASE(test_cancel),
		CASE(test_cancel_before_the_change_is_told),
		CASE(test_free_in_the_middle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
