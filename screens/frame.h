/* What surrounds every screen: top line, steps, rule, keys; and what covers it:
 * help, choice of language, one value alone, "window too small".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_FRAME_H
#define ZEGEL_SCREENS_FRAME_H

#include "screens/flow.h"

void frame_draw(struct flow *flow);

/* A page on or back in a text alone on the screen; false when all of it shows.
 */
bool frame_turn_alone(struct flow *flow, bool on);

#endif
