/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/util.h"

/* Under AddressSanitizer memory runs out as it does without. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void test_memory(void **state)
{
	char *text = xstrndup("voorbeeld", 4), *more;
	int *numbers = xcalloc(3, sizeof(*numbers));

	(void)state;
	assert_string_equal(text, "voor");
	assert_int_equal(numbers[0] | numbers[1] | numbers[2], 0);
	numbers[2] = 7;
	numbers = xreallocarray(numbers, 1000, sizeof(*numbers));
	assert_int_equal(numbers[2], 7);
	more = xasprintf("%s%c%d", text, '-', 12);
	assert_string_equal(more, "voor-12");
	free(more);
	free(text);
	free(numbers);
	/* Nothing at all is something that can be freed, too. */
	text = xmalloc(0);
	assert_non_null(text);
	free(text);
	text = xstrdup("");
	assert_string_equal(text, "");
	free(text);
}

static void test_grow(void **state)
{
	size_t cap = 0, moves = 0;
	int *items = NULL;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		size_t before = cap;

		items = grow(items, count, &cap, sizeof(*items));
		assert_true(cap > count);
		moves += cap != before;
		items[count] = (int)count;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	assert_in_range(moves, 1, 10); /* it doubles */
	free(items);
}

static int hook_pipe = -1;

static void hook(void)
{
	if (write(hook_pipe, "h", 1) != 1)
		_exit(99);
}

/* Runs out of memory in a child; returns its exit status and what the hook and
 * standard error brought. */
static int run_out_of_memory(void (*with_hook)(void), void (*how)(void),
			     char said[100])
{
	int ends[2], status;
	size_t len = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		hook_pipe = ends[1];
		dup2(ends[1], STDERR_FILENO);
		set_out_of_memory_hook(with_hook);
		how();
		_exit(98);
	}
	close(ends[1]);
	while (len < 99 && (got = read(ends[0], said + len, 99 - len)) > 0)
		len += (size_t)got;
	said[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void die(void)
{
	die_out_of_memory();
}

/* The product overflows: a plain multiplication would ask for little. */
static void overflow(void)
{
	volatile size_t huge = SIZE_MAX / 2 + 2;

	free(xreallocarray(NULL, huge, 2));
}

static void test_out_of_memory(void **state)
{
	char said[100];

	(void)state;
	assert_int_equal(run_out_of_memory(NULL, die, said), 4);
	assert_string_equal(said, "zegel: out of memory\n");
	/* The terminal is restored before anything is written to it. */
	assert_int_equal(run_out_of_memory(hook, die, said), 4);
	assert_string_equal(said, "hzegel: out of memory\n");
	assert_int_equal(run_out_of_memory(NULL, overflow, said), 4);
}

static void test_clock(void **state)
{
	int64_t before = clock_ms();
	time_t now = time(NULL);

	(void)state;
	assert_true(before > 0);
	assert_true(clock_ms() >= before);
	assert_in_range(clock_wall(), now, now + 60);
	clock_set_for_test(5000, 1795300000);
	assert_int_equal(clock_ms(), 5000);
	assert_int_equal(clock_wall(), 1795300000);
	clock_set_for_test(0, 0);
	assert_int_equal(clock_ms(), 0);
	assert_int_equal(clock_wall(), 0);
	clock_set_for_test(-1, 0);
	assert_true(clock_ms() >= before);
	assert_true(clock_wall() >= now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
