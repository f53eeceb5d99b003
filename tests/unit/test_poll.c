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

/* Two questions a second at most to one name server, on average, whatever
 * addresses it has and whatever is missing; and a host that never moves its
 * serial is still looked at in full every few seconds. */
static void a_name_server_is_spared(void **state)
{
	static const int64_t watched[] = { 0, 5 * MIN, 30 * MIN, 2 * HOUR };
	static const unsigned missing_parts[] = { 0, 1, 2 }; /* halves */

	(void)state;
	for (unsigned i = 0; i < 4 * 2 * 4 * 3 * 61; i++) {
		const struct pace pace = {
			.watched_ms = watched[i % 4],
			.addresses = 1 + i / 4 % 2,
			.servers = 1 + i / 8 % 4,
			.records = i / 96,
			.missing = i / 96 * missing_parts[i / 32 % 3] / 2,
		};
		unsigned serials = poll_serial_only_looks(&pace);
		double seconds = (double)poll_interval_ms(&pace) / S;
		double cycle = (serials + 1) * seconds;
		double neighbours = 7.0 * pace.missing / pace.servers * 1000 /
				    (double)poll_neighbour_ms(&pace);
		double full = pace.addresses * (pace.records + 1) + 2;

		assert_true((serials + full) / cycle + neighbours <= 2.05);
		/* and not one look slower than needed */
		if (serials > 0)
			assert_true((serials - 1 + full) / (cycle - seconds) +
					    neighbours >
				    1.9);
		assert_true(poll_neighbour_ms(&pace) >= 30 * S);
		if (pace.missing <= 4 && pace.servers >= 2)
			assert_int_equal(poll_neighbour_ms(&pace), 30 * S);
		if (pace.records <= 5 && pace.servers >= 2)
			assert_true(cycle <= 16 || seconds > 2);
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
