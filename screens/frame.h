/* What surrounds every screen: top line, steps, rule, keys; and what covers it:
 * help, choice of language, one value alone, "window too small".
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_FRAME_H
#define ZEGEL_SCREENS_FRAME_H

#include "screens/flow.h"

void frame_draw(struct flow *flow);

#endif
