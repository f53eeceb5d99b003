/* Which panel it looks like (panel.c), for the screen that leads there.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_PANEL_H
#define ZEGEL_SCREENS_PANEL_H

#include "screens/flow.h"

void panel_ask(struct flow *flow);

/* The same, once, for somebody who fills the form in himself, where it is not
 * known how the DNS host wants its records. */
void panel_ask_if_unknown(struct flow *flow);

/* Says that it can be asked, where that is of use; returns the rows it took. */
int panel_draw_hint(const struct flow *flow, int row);

#endif
