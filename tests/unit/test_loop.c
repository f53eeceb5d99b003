/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/unit/loop_case.h"

static int tear_down(void **state)
{
	loop_free(*state);
	return 0;
}

static void read_one(void *ctx, int fd, int events)
{
	char byte = 0;

	(void)ctx;
	if (events & LOOP_READ && read(fd, &byte, 1) == 1)
		tell((char[]){ byte, '\0' });
	if (events & LOOP_WRITE)
		tell("w");
	if (events & LOOP_HANGUP)
		tell("!");
}

static void make_pipe(int ends[2])
{
	assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
}

static void write_text(int fd, const char *text)
{
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
}

static void test_read_and_write(void **state)
{
	struct loop *loop = *state;
	int ends[2];

	make_pipe(ends);
	loop_watch(loop, ends[0], LOOP_READ, read_one, NULL);
	loop_turn(loop, 0);
	assert_string_equal(told, "");
	write_text(ends[1], "ab");
	loop_turn(loop, LIMIT_MS);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "ab");
	loop_watch(loop, ends[1], LOOP_WRITE, read_one, NULL);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "abw");
	loop_watch(loop, ends[1], 0, NULL, NULL);
	loop_turn(loop, 0);
	assert_string_equal(told, "abw");
	close(ends[0]);
	close(ends[1]);
}

/* A dead writer: what it wrote comes first, then the hang-up, once. */
static void test_hangup(void **state)
{
	struct loop *loop = *state;
	int ends[2];

	make_pipe(ends);
	loop_watch(loop, ends[0], LOOP_READ, read_one, NULL);
	write_text(ends[1], "z");
	close(ends[1]);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "z!");
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "z!!");
	loop_turn(loop, 0); /* removed: it does not spin */
	assert_string_equal(told, "z!!");
	close(ends[0]);
}

static void end_of_terminal(void *ctx, int fd, int events)
{
	if (events & LOOP_HANGUP) {
		tell("gone");
		loop_watch(ctx, fd, 0, NULL, NULL);
	} else {
		tell("key");
	}
}

/* curl_multi_poll() tells of a dead terminal as readable, for ever. */
static void test_terminal_dies(void **state)
{
	struct loop *loop = *state;
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	int slave;

	assert_true(master >= 0 && grantpt(master) == 0 &&
		    unlockpt(master) == 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	assert_true(slave >= 0);
	loop_watch(loop, slave, LOOP_READ, end_of_terminal, loop);
	loop_turn(loop, 0);
	assert_string_equal(told, "");
	close(master);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "gone");
	loop_turn(loop, 0);
	assert_string_equal(told, "gone");
	close(slave);
}

/* Somebody closed a watched descriptor: told once, and the loop rests again. */
static void test_closed_under_our_feet(void **state)
{
	struct loop *loop = *state;
	int64_t began;
	int ends[2];

	make_pipe(ends);
	loop_watch(loop, ends[0], LOOP_READ, read_one, NULL);
	close(ends[0]);
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "!");
	began = clock_ms();
	loop_turn(loop, 20);
	assert_true(clock_ms() - began >= 19);
	assert_string_equal(told, "!");
	close(ends[1]);
}

struct pair {
	struct loop *loop;
	int other;
};

static void remove_other(void *ctx, int fd, int events)
{
	struct pair *pair = ctx;

	(void)fd;
	(void)events;
	tell("one");
	loop_watch(pair->loop, pair->other, 0, NULL, NULL);
}

static void test_callback_removes_the_other(void **state)
{
	int a[2], b[2];
	struct pair first, second;

	make_pipe(a);
	make_pipe(b);
	first = (struct pair){ .loop = *state, .other = b[0] };
	second = (struct pair){ .loop = *state, .other = a[0] };
	write_text(a[1], "x");
	write_text(b[1], "x");
	loop_watch(*state, a[0], LOOP_READ, remove_other, &first);
	loop_watch(*state, b[0], LOOP_READ, remove_other, &second);
	loop_turn(*state, LIMIT_MS);
	assert_string_equal(told, "one");
	close(a[0]);
	close(a[1]);
	close(b[0]);
	close(b[1]);
}

static void renew_other(void *ctx, int fd, int events)
{
	struct pair *pair = ctx;

	(void)events;
	tell("old");
	/* The same number, a new thing: what was ready was the old one. */
	loop_watch(pair->loop, pair->other, 0, NULL, NULL);
	loop_watch(pair->loop, pair->other, LOOP_READ, read_one, NULL);
	loop_watch(pair->loop, fd, 0, NULL, NULL);
}

static void test_renewed_watch_waits_a_turn(void **state)
{
	int a[2], b[2];
	struct pair pair;

	make_pipe(a);
	make_pipe(b);
	pair = (struct pair){ .loop = *state, .other = b[0] };
	write_text(a[1], "x");
	write_text(b[1], "y");
	loop_watch(*state, a[0], LOOP_READ, renew_other, &pair);
	loop_watch(*state, b[0], LOOP_READ, read_one, NULL);
	loop_turn(*state, LIMIT_MS);
	assert_string_equal(told, "old");
	loop_turn(*state, LIMIT_MS);
	assert_string_equal(told, "oldy");
	close(a[0]);
	close(a[1]);
	close(b[0]);
	close(b[1]);
}

static void on_signal_told(void *ctx, int signal_number)
{
	struct loop *loop = ctx;

	tell(signal_number == SIGUSR1 ? "1" : "2");
	if (signal_number == SIGUSR2)
		loop_stop(loop);
}

static void test_signals(void **state)
{
	struct loop *loop = *state;
	struct sigaction now;

	loop_signal(loop, SIGUSR1, on_signal_told, loop);
	loop_signal(loop, SIGUSR2, on_signal_told, loop);
	raise(SIGUSR1);
	raise(SIGUSR1);
	assert_string_equal(told, ""); /* never from inside the handler */
	loop_turn(loop, LIMIT_MS);
	assert_string_equal(told, "1"); /* the same signal twice is one */
	raise(SIGUSR2);
	loop_run(loop);
	assert_string_equal(told, "12");

	loop_free(loop);
	*state = NULL;
	assert_int_equal(sigaction(SIGUSR1, NULL, &now), 0);
	assert_true(now.sa_handler == SIG_DFL);
}

static void count_one(void *ctx)
{
	++*(int *)ctx;
}

static void test_before_wait(void **state)
{
	int drawn = 0;

	loop_before_wait(*state, count_one, &drawn);
	loop_turn(*state, 0);
	loop_turn(*state, 0);
	assert_int_equal(drawn, 2);
}

static void set_timer_before_wait(void *ctx)
{
	if (!told[0])
		loop_timer(ctx, 0, tell_text, "x");
}

static void test_timer_of_before_wait_counts(void **state)
{
	loop_before_wait(*state, set_timer_before_wait, *state);
	loop_turn(*state, -1); /* would never return else */
	assert_string_equal(told, "x");
}

static void stop(void *ctx)
{
	loop_stop(ctx);
}

static void test_stop(void **state)
{
	struct loop *loop = *state;

	loop_timer(loop, 0, stop, loop);
	loop_run(loop);
	loop_stop(loop); /* before it runs: it does not even start */
	loop_run(loop);
	loop_timer(loop, 0, stop, loop);
	loop_run(loop);
}

static void stop_it(void *ctx)
{
	loop_stop(ctx);
}

static void too_late(void *ctx)
{
	tell("waited");
	loop_stop(ctx);
}

static void test_stopped_before_a_wait(void **state)
{
	loop_before_wait(*state, stop_it, *state);
	loop_timer(*state, LIMIT_MS, too_late, *state);
	loop_run(*state);
	assert_string_equal(told, "");
}

static void test_free_with_everything_set(void **state)
{
	int ends[2];

	make_pipe(ends);
	loop_watch(*state, ends[0], LOOP_READ, read_one, NULL);
	loop_timer(*state, 0, tell_text, "x");
	loop_free(*state);
	*state = NULL;
	assert_string_equal(told, "");
	close(ends[0]);
	close(ends[1]);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_read_and_write),
		CASE(test_hangup),
		CASE(test_terminal_dies),
		CASE(test_closed_under_our_feet),
		CASE(test_callback_removes_the_other),
		CASE(test_renewed_watch_waits_a_turn),
		CASE(test_signals),
		CASE(test_before_wait),
		CASE(test_timer_of_before_wait_counts),
		CASE(test_stop),
		CASE(test_stopped_before_a_wait),
		CASE(test_free_with_everything_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
