/* The help of a screen: what this step is, for the customer and for whoever
 * helps, the keys that work, and the words.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_HELP_H
#define ZEGEL_SCREENS_HELP_H

#include "screens/flow.h"

void help_draw(const struct flow *flow);

#endif
