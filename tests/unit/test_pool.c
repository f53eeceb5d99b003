/* The pool: what several ask is asked once and kept for its TTL, only so many
 * questions are on their way at once, and only so many go each second.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "net/pool.h"
#include "unit/facts_world.h"

struct got {
	unsigned count;
	unsigned cancelled;
	char last[64];
};

static void on_answer(void *ctx, const struct answer *answer)
{
	struct got *got = ctx;
	const struct record *r = answer_first(answer, RR_TXT);

	got->count++;
	got->cancelled += answer->status == ANSWER_CANCELLED;
	(void)snprintf(got->last, sizeof(got->last), "%s", r ? r->value : "");
}

static struct pool *pool_of(struct world *w, size_t window, unsigned rate)
{
	const struct pool_options options = { .window = window, .rate = rate };

	return pool_new(w->loop, w->dns, &options);
}

static struct question shared(const char *name)
{
	return (struct question){ .name = name,
				  .type = RR_TXT,
				  .server = ADDRESS_RESOLVER };
}

static void run_until(struct world *w, const struct got *got, unsigned count)
{
	for (int turns = 0; got->count < count; turns++) {
		assert_true(turns < 10000);
		loop_turn(w->loop, GUARD_MS);
	}
}

static void what_is_shared_is_asked_once(void **state)
{
	struct world *w = *state;
	struct pool *pool = pool_of(w, 10, 0);
	struct question q = shared("spf.example"), other = shared("b.example");
	struct got got = { 0 };
	int64_t now = clock_ms();

	assert_null(pool_peek(pool, &q));
	(void)pool_ask(pool, &q, true, on_answer, &got);
	(void)pool_ask(pool, &q, true, on_answer, &got);
	run_until(w, &got, 2);
	assert_int_equal(w->server.udp_count, 1);
	assert_string_equal(got.last, "1");
	assert_non_null(pool_peek(pool, &q));
	assert_null(pool_peek(pool, &other));
	/* What one customer asks for himself is nobody else's. */
	(void)pool_ask(pool, &other, false, on_answer, &got);
	run_until(w, &got, 3);
	assert_null(pool_peek(pool, &other));
	/* Its TTL is 60 s. */
	now = clock_ms();
	clock_set_for_test(now + 59 * 1000, 0);
	assert_non_null(pool_peek(pool, &q));
	clock_set_for_test(now + 61 * 1000, 0);
	assert_null(pool_peek(pool, &q));
	clock_set_for_test(-1, 0);
	pool_free(pool);
}

/* What came for somebody else while a look had more to ask than may be on its
 * way is taken, too. */
static void what_came_meanwhile_is_not_asked_again(void **state)
{
	enum { MORE_THAN_GO_AT_ONCE = 600 };
	struct world *w = *state;
	struct pool *pool = pool_of(w, 2000, 0);
	struct question q = shared("spf.example");
	struct got got = { 0 };
	char name[32];

	facts_share(w->facts, pool, "own.example");
	for (int i = 0; i < MORE_THAN_GO_AT_ONCE; i++) {
		struct question before = shared(name);

		(void)snprintf(name, sizeof(name), "%d.own.example", i);
		(void)facts_get(w->facts, &before, FACT_EACH_LOOK);
	}
	(void)facts_get(w->facts, &q, FACT_EACH_LOOK);
	(void)pool_ask(pool, &q, true, on_answer, &got);
	settle(w);
	assert_int_equal(w->server.udp_count, MORE_THAN_GO_AT_ONCE + 1);
	assert_string_equal(value_of(facts_peek(w->facts, &q)), got.last);
	assert_int_equal(got.count, 1);
	pool_free(pool);
}

/* A failure is not asked for again at once, but soon. */
static void failures_are_kept_for_a_moment(void **state)
{
	struct world *w = *state;
	struct pool *pool = pool_of(w, 10, 0);
	struct question q = shared("spf.example");
	struct got got = { 0 };
	int64_t now;

	w->server.reply = reply_failing;
	(void)pool_ask(pool, &q, true, on_answer, &got);
	run_until(w, &got, 1);
	assert_int_equal(pool_peek(pool, &q)->status, ANSWER_FAILED);
	now = clock_ms();
	clock_set_for_test(now + 6 * 1000, 0);
	assert_null(pool_peek(pool, &q));
	clock_set_for_test(-1, 0);
	pool_free(pool);
}

static void only_so_many_are_kept(void **state)
{
	struct world *w = *state;
	struct pool *pool = pool_of(w, 50, 0);
	struct question first = shared("first.example"), q;
	struct got got = { 0 };
	char name[32];

	(void)pool_ask(pool, &first, true, on_answer, &got);
	for (unsigned i = 1; i < POOL_KEPT_MAX + 50; i++) {
		(void)snprintf(name, sizeof(name), "n%u.example", i);
		q = shared(name);
		(void)pool_ask(pool, &q, true, on_answer, &got);
		run_until(w, &got, i + 1);
		/* Who is wanted stays. */
		assert_non_null(pool_peek(pool, &first));
	}
	q = shared("n1.example");
	assert_null(pool_peek(pool, &q));
	q = shared("n200.example");
	assert_non_null(pool_peek(pool, &q));
	pool_free(pool);
}

static void the_window_holds(void **state)
{
	enum { COUNT = 20, WINDOW = 3 };
	struct world *w = *state;
	struct pool *pool = pool_of(w, WINDOW, 0);
	char names[COUNT][32];
	struct ticket *tickets[COUNT];
	struct got got = { 0 };

	w->server.reply = reply_silent;
	for (unsigned i = 0; i < COUNT; i++) {
		struct question q;

		(void)snprintf(names[i], sizeof(names[i]), "n%u.nl", i);
		q = shared(names[i]);
		tickets[i] = pool_ask(pool, &q, false, on_answer, &got);
	}
	assert_true(pool_is_busy(pool));
	for (int turns = 0; w->server.udp_count < WINDOW; turns++) {
		assert_true(turns < 1000);
		loop_turn(w->loop, GUARD_MS);
	}
	loop_turn(w->loop, 0);
	assert_int_equal(w->server.udp_count, WINDOW);
	assert_int_equal(dns_question_count(w->dns), WINDOW);
	for (unsigned i = COUNT; i-- > 0;)
		pool_cancel(pool, tickets[i]);
	assert_int_equal(got.cancelled, COUNT);
	assert_false(pool_is_busy(pool));
	pool_free(pool);
}

/* The clock stands still but for what the test lets pass. */
static void the_rate_holds(void **state)
{
	enum { COUNT = 100, RATE = 40 };
	struct world *w = *state;
	struct pool *pool = pool_of(w, COUNT, RATE);
	char names[COUNT][32];
	struct got got = { 0 };
	int64_t now = clock_ms();

	clock_set_for_test(now, 0);
	for (unsigned i = 0; i < COUNT; i++) {
		struct question q;

		(void)snprintf(names[i], sizeof(names[i]), "n%u.nl", i);
		q = shared(names[i]);
		(void)pool_ask(pool, &q, false, on_answer, &got);
	}
	assert_true(pool_is_busy(pool));
	for (int ms = 0; ms < 2000; ms += 5) {
		uint64_t most = (uint64_t)ms * RATE / 1000 + RATE / 10 + 1;

		clock_set_for_test(now + ms, 0);
		loop_turn(w->loop, 0);
		assert_true(dns_question_count(w->dns) <= most);
	}
	/* And it is not slower than it should be. */
	assert_true(dns_question_count(w->dns) >= 2 * RATE - 5);
	clock_set_for_test(-1, 0);
	run_until(w, &got, COUNT);
	pool_free(pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_shared_is_asked_once,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_came_meanwhile_is_not_asked_again, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(failures_are_kept_for_a_moment,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_so_many_are_kept, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_window_holds, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_rate_holds, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
