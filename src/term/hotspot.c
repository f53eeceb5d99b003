/* SPDX-License-Identifier: MIT */
#include "term/hotspot.h"

#include <limits.h>

enum { HOTSPOTS_MAX = 256 };

static struct {
	struct {
		int row, col, cols;
		struct key key;
	} items[HOTSPOTS_MAX];
	size_t count;
	size_t body; /* those from here on are of the body */
} spots;

void hotspots_begin(void)
{
	spots.count = spots.body = 0;
}

void hotspot_add(int row, int col, int cols, const struct key *key)
{
	if (spots.count == HOTSPOTS_MAX)
		return;
	spots.items[spots.count].row = row;
	spots.items[spots.count].col = col;
	spots.items[spots.count].cols = cols;
	spots.items[spots.count++].key = *key;
}

void hotspot_add_item(int row, size_t index)
{
	hotspot_add(row, 0, INT_MAX,
		    &(struct key){ .name = K_TO_ITEM,
				   .character = (int32_t)index });
}

void hotspot_add_step(int row, int col, int cols, size_t step)
{
	hotspot_add(
		row, col, cols,
		&(struct key){ .name = K_TO_STEP, .character = (int32_t)step });
}

void hotspots_begin_body(void)
{
	spots.body = spots.count;
}

void hotspots_end_body(int top, int first, int rows)
{
	size_t kept = spots.body;

	for (size_t i = spots.body; i < spots.count; i++) {
		int row = spots.items[i].row - top;

		if (row < 0 || row >= rows)
			continue; /* scrolled out of sight */
		spots.items[kept] = spots.items[i];
		spots.items[kept++].row = first + row;
	}
	spots.count = spots.body = kept;
}

bool hotspot_find(int row, int col, struct key *key)
{
	for (size_t i = spots.count; i-- > 0;) {
		int from = spots.items[i].col;

		if (spots.items[i].row != row || col < from ||
		    col - from >= spots.items[i].cols)
			continue;
		*key = spots.items[i].key;
		return true;
	}
	return false;
}
