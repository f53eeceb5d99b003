/* The loop's timers: a binary heap, the earliest on top. Private to net/loop.c.
 *
 * Timers of the same moment fire in the order in which they were set.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_TIMERS_H
#define ZEGEL_NET_TIMERS_H

#include "base/util.h"

struct timer {
	int64_t due_ms;
	uint64_t number; /* counts up with each timer that is set */
	size_t index;    /* its place in the heap */
	void (*fire)(void *ctx);
	void *ctx;
};

struct timers {
	struct timer **heap;
	size_t count;
	size_t cap;
	uint64_t last_number;
};

/* The timer is owned by the heap until it is taken out. */
struct timer *timers_add(struct timers *timers, int64_t due_ms);

/* The earliest one (borrowed) or NULL. */
struct timer *timers_first(const struct timers *timers);

/* Takes it out; the caller frees it. */
void timers_take(struct timers *timers, struct timer *timer);

/* Frees all timers and the heap. */
void timers_free(struct timers *timers);

#endif
