/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/loop_case.h"

static int tear_down(void **state)
{
	clock_set_for_test(-1, 0);
	loop_free(*state);
	return 0;
}

static void test_timers_in_order(void **state)
{
	struct loop *loop = *state;

	clock_set_for_test(1000, 0);
	loop_timer(loop, 30, tell_text, "c");
	loop_timer(loop, 10, tell_text, "a");
	loop_timer(loop, 30, tell_text, "d"); /* the same moment: set later */
	loop_timer(loop, 20, tell_text, "b");
	loop_timer(loop, 40, tell_text, "e");
	loop_turn(loop, 0);
	assert_string_equal(told, "");
	clock_set_for_test(1030, 0);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "abcd");
}

/* A heap of thousands, half of them taken back, against plain sorting. */
static int64_t last_due;
static size_t fired_count;

static void check_order(void *ctx)
{
	const int64_t *due = ctx;

	assert_true(*due >= last_due);
	last_due = *due;
	fired_count++;
}

static void test_many_timers(void **state)
{
	enum { COUNT = 5000 };
	static int64_t due[COUNT];
	static struct timer *timers[COUNT];
	struct loop *loop = *state;
	uint32_t random = 12345;

	clock_set_for_test(0, 0);
	last_due = 0;
	fired_count = 0;
	for (size_t i = 0; i < COUNT; i++) {
		random = random * 1103515245u + 12345u;
		due[i] = (random >> 16) % 1000;
		timers[i] = loop_timer(loop, due[i], check_order, &due[i]);
	}
	for (size_t i = 0; i < COUNT; i += 2)
		loop_timer_cancel(loop, timers[i]);
	for (int64_t now = 100; now <= 1000; now += 100) {
		clock_set_for_test(now, 0);
		loop_turn(loop, 0);
		assert_true(last_due <= now);
	}
	assert_int_equal(fired_count, COUNT / 2);
}

struct again {
	struct loop *loop;
	int count;
};

static void set_again(void *ctx)
{
	struct again *again = ctx;

	again->count++;
	loop_timer(again->loop, 0, set_again, again);
}

static void test_same_moment_keeps_the_order(void **state)
{
	static char names[26][2];
	struct loop *loop = *state;

	clock_set_for_test(0, 0);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		names[i][0] = (char)('a' + (char)i);
		loop_timer(loop, 5, tell_text, names[i]);
	}
	clock_set_for_test(5, 0);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "abcdefghijklmnopqrstuvwxyz");
}

static void test_timer_set_by_timer_waits_a_turn(void **state)
{
	struct again again = { .loop = *state };

	loop_timer(again.loop, 0, set_again, &again);
	loop_turn(again.loop, LIMIT_MS);
	assert_int_equal(again.count, 1);
	loop_turn(again.loop, LIMIT_MS);
	assert_int_equal(again.count, 2);
}

struct victim {
	struct loop *loop;
	struct timer *timer;
};

static void take_back(void *ctx)
{
	struct victim *victim = ctx;

	tell("taken");
	loop_timer_cancel(victim->loop, victim->timer);
}

static void test_timer_taken_back_by_timer(void **state)
{
	struct victim victim = { .loop = *state };

	loop_timer_cancel(*state, NULL);
	clock_set_for_test(0, 0);
	loop_timer(*state, 5, take_back, &victim);
	victim.timer = loop_timer(*state, 5, tell_text, "wrong");
	clock_set_for_test(5, 0);
	loop_turn(*state, LIMIT_MS);
	assert_string_equal(told, "taken");
}

static void test_waits_as_long_as_told(void **state)
{
	struct loop *loop = *state;
	int64_t began = clock_ms();

	loop_timer(loop, 20, tell_text, "x");
	while (!told[0])
		loop_turn(loop, -1);
	assert_in_range(clock_ms() - began, 20, LIMIT_MS);
	loop_turn(loop, 0); /* nothing to wait for: returns */
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_timers_in_order),
		CASE(test_many_timers),
		CASE(test_same_moment_keeps_the_order),
		CASE(test_timer_set_by_timer_waits_a_turn),
		CASE(test_timer_taken_back_by_timer),
		CASE(test_waits_as_long_as_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
