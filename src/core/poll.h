/* When to look again (rule 6 of the house). Pure arithmetic.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_POLL_H
#define ZEGEL_CORE_POLL_H

#include "base/util.h"

struct pace {
	/* since somebody began to wait (or did something) */
	int64_t watched_ms;
	bool handed_over;   /* somebody else edits the DNS: look slowly */
	unsigned records;   /* wanted records */
	unsigned missing;   /* those of them whose neighbours are asked */
	unsigned servers;   /* name servers, among which these are spread */
	unsigned addresses; /* the most that one name server has */
};

/* Milliseconds from one look to the next: 2 s for the first 5 minutes, then
 * 10 s, after half an hour 60 s, after 2 hours 5 min. */
int64_t poll_interval_ms(const struct pace *pace);

/* How long what was said of neighbours stands: 30 s, longer when there are many
 * to ask about. */
int64_t poll_neighbour_ms(const struct pace *pace);

/* How many looks ask only for the SOA serial between two that ask for every
 * record: keeps one name server, which may have an IPv4 and an IPv6 address, at
 * 2 questions a second on average. */
unsigned poll_serial_only_looks(const struct pace *pace);

#endif
