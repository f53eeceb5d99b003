/* What the records screen and the hand-over give away as text.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_HAND_OVER_H
#define ZEGEL_SCREENS_HAND_OVER_H

#include "screens/flow.h"
#include "text/hand_over.h"

/* The instruction as the wizard stands now; only with a plan. programs gets the
 * names and must outlive it. */
struct hand_over hand_over_of(const struct flow *flow, struct str *programs);

#endif
