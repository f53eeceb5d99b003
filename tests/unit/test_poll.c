/* When to look again, and how much of it.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/poll.h"

enum { S = 1000, MIN = 60 * S, HOUR = 60 * MIN };

static void the_pace_slows_down(void **state)
{
	static const struct {
		int64_t watched_ms, interval_ms, handed_over_ms;
	} cases[] = {
		{ 0, 2 * S, 5 * MIN },
		{ 5 * MIN - 1, 2 * S, 5 * MIN },
		{ 5 * MIN, 10 * S, 5 * MIN },
		{ 30 * MIN - 1, 10 * S, 5 * MIN },
		{ 30 * MIN, MIN, 5 * MIN },
		{ 2 * HOUR - 1, MIN, 5 * MIN },
		{ 2 * HOUR, 5 * MIN, 5 * MIN },
		{ 1000LL * HOUR, 5 * MIN, 5 * MIN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct pace pace = { .watched_ms = cases[i].watched_ms,
				     .records = 4 };

		assert_int_equal(poll_interval_ms(&pace), cases[i].interval_ms);
		pace.handed_over = true;
		assert_int_equal(poll_interval_ms(&pace),
				 cases[i].handed_over_ms);
	}
}

/* Two questions a second at most to one name server, on average; and a host
 * that never moves its serial is still looked at in full every few seconds. */
static void a_name_server_is_spared(void **state)
{
	static const int64_t watched[] = { 0, 5 * MIN, 30 * MIN, 2 * HOUR };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(watched); i++) {
		for (unsigned records = 0; records <= 60; records++) {
			const struct pace pace = { .watched_ms = watched[i],
						   .records = records };
			int64_t seconds = poll_interval_ms(&pace) / S;
			unsigned serials = poll_serial_only_looks(&pace);
			unsigned looks = serials + 1;
			unsigned questions = looks + 2 * records + 4;

			assert_true(questions <= 2 * looks * seconds);
			/* and not one look slower than needed */
			if (serials > 0) {
				looks--;
				assert_true(looks + 2 * records + 4 >
					    2 * looks * seconds);
			}
			if (records <= 10 && watched[i] < 5 * MIN)
				assert_true(looks * seconds <= 20);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pace_slows_down),
		cmocka_unit_test(a_name_server_is_spared),
	};

	return cmocka_run_group_tests_name("poll", tests, NULL, NULL);
}
