/* SPDX-License-Identifier: MIT */
#include "net/timers.h"

#include <stdlib.h>

static bool is_before(const struct timer *a, const struct timer *b)
{
	if (a->due_ms != b->due_ms)
		return a->due_ms < b->due_ms;
	return a->number < b->number;
}

static void put(struct timers *timers, size_t index, struct timer *timer)
{
	timers->heap[index] = timer;
	timer->index = index;
}

static void sift_up(struct timers *timers, struct timer *timer)
{
	size_t index = timer->index;

	while (index > 0) {
		size_t parent = (index - 1) / 2;

		if (!is_before(timer, timers->heap[parent]))
			break;
		put(timers, index, timers->heap[parent]);
		index = parent;
	}
	put(timers, index, timer);
}

static void sift_down(struct timers *timers, struct timer *timer)
{
	size_t index = timer->index;

	for (;;) {
		size_t child = index * 2 + 1;

		if (child >= timers->count)
			break;
		if (child + 1 < timers->count &&
		    is_before(timers->heap[child + 1], timers->heap[child]))
			child++;
		if (!is_before(timers->heap[child], timer))
			break;
		put(timers, index, timers->heap[child]);
		index = child;
	}
	put(timers, index, timer);
}

struct timer *timers_add(struct timers *timers, int64_t due_ms)
{
	struct timer *timer = xcalloc(1, sizeof(*timer));

	timers->heap = grow(timers->heap, timers->count, &timers->cap,
			    sizeof(*timers->heap));
	timer->due_ms = due_ms;
	timer->number = ++timers->last_number;
	timer->index = timers->count++;
	sift_up(timers, timer);
	return timer;
}

struct timer *timers_first(const struct timers *timers)
{
	return timers->count > 0 ? timers->heap[0] : NULL;
}

void timers_take(struct timers *timers, struct timer *timer)
{
	struct timer *last = timers->heap[--timers->count];

	if (last == timer)
		return;
	/* The last one fills the hole, and may belong above it or below. */
	last->index = timer->index;
	sift_up(timers, last);
	sift_down(timers, last);
}

void timers_free(struct timers *timers)
{
	for (size_t i = 0; i < timers->count; i++)
		free(timers->heap[i]);
	free(timers->heap);
	*timers = (struct timers){ 0 };
}
