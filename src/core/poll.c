/* SPDX-License-Identifier: MIT */
#include "core/poll.h"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS };

static const struct {
	int64_t from_ms; /* watched at least this long */
	int64_t interval_ms;
} paces[] = {
	{ 120 * MINUTE_MS, 5 * MINUTE_MS },
	{ 30 * MINUTE_MS, MINUTE_MS },
	{ 5 * MINUTE_MS, 10 * SECOND_MS },
	{ 0, 2 * SECOND_MS },
};

/* Whoever handed the work over waits for days: no need for seconds. */
enum { HANDED_OVER_MS = 5 * MINUTE_MS };

int64_t poll_interval_ms(const struct pace *pace)
{
	int64_t interval = paces[COUNT_OF(paces) - 1].interval_ms;

	for (size_t i = 0; i < COUNT_OF(paces); i++) {
		if (pace->watched_ms >= paces[i].from_ms) {
			interval = paces[i].interval_ms;
			break;
		}
	}
	if (pace->handed_over && interval < HANDED_OVER_MS)
		interval = HANDED_OVER_MS;
	return interval;
}

/* A look costs one question for the serial; a full one about two more for each
 * record (the record, and a CNAME or neighbour), and a few for the domain. Over
 * n looks of i seconds the average must stay at two a second: n + full <= 2 * n
 * * i. */
unsigned poll_serial_only_looks(const struct pace *pace)
{
	unsigned full = 2 * pace->records + 4;
	unsigned seconds = (unsigned)(poll_interval_ms(pace) / SECOND_MS);
	unsigned spare = seconds ? 2 * seconds - 1 : 1;
	unsigned looks = (full + spare - 1) / spare;

	return looks ? looks - 1 : 0;
}
