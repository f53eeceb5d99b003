/* What is left to do for a way without DNS: part of the last step beside
 * records, or a step of its own (screen_way_done) where there are none.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_WAY_DONE_H
#define ZEGEL_SCREENS_WAY_DONE_H

#include "screens/flow.h"

/* Draws what one service needs; returns the rows it took. */
int way_done_draw(const struct flow *flow, const struct chosen *chosen,
		  int row);

#endif
