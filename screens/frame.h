/* What surrounds every screen: top line, steps, rule, keys; and what covers it:
 * help, choice of language, one value alone, "window too small".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_FRAME_H
#define ZEGEL_SCREENS_FRAME_H

#include "screens/flow.h"

/* The keys of every screen, in the order of the bottom line. */
extern const struct shortcut flow_shortcuts[];
extern const size_t flow_shortcut_count;

void frame_draw(struct flow *flow);

#endif
