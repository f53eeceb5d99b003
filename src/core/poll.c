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

/* A missing record has about so many neighbours. */
enum { NEIGHBOURS = 7, NEIGHBOUR_MS = 30 * SECOND_MS };

/* Questions in 1000 seconds, to one name server. */
enum { POLITE = 2000, FOR_NEIGHBOURS = 600 };

static int64_t neighbours_of_one(const struct pace *pace)
{
	unsigned servers = pace->servers ? pace->servers : 1;

	return (NEIGHBOURS * pace->missing + servers - 1) / servers;
}

int64_t poll_neighbour_ms(const struct pace *pace)
{
	int64_t ms = neighbours_of_one(pace) * 1000 * 1000 / FOR_NEIGHBOURS;

	return ms > NEIGHBOUR_MS ? ms : NEIGHBOUR_MS;
}

/* A look costs one question for the serial. A full one costs that and every
 * record at each address, and a few for the domain; neighbours come on top, now
 * and then. With n looks of i seconds, the last of them a full one, the average
 * is kept when n - 1 + full <= (2 - neighbours) * n * i. */
unsigned poll_serial_only_looks(const struct pace *pace)
{
	unsigned addresses = pace->addresses ? pace->addresses : 1;
	int64_t full = addresses * (pace->records + 1) + 2;
	int64_t neighbours = neighbours_of_one(pace) * 1000 * 1000 /
			     poll_neighbour_ms(pace);
	/* what a look may cost, and what it has to spare, in thousandths */
	int64_t may = (POLITE - neighbours) * poll_interval_ms(pace) / 1000;
	int64_t spare = may - 1000, excess = full * 1000 - may;

	return excess > 0 ? (unsigned)((excess + spare - 1) / spare) : 0;
}
