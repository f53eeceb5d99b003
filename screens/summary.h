/* How the domain stands, as a text: what other screens do with it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_SUMMARY_H
#define ZEGEL_SCREENS_SUMMARY_H

#include "screens/flow.h"

/* Writes it into a file, and says where. */
void summary_save(struct flow *flow);

#endif
