/* What is left to do with the programs, beside done: reminders, and the mail to
 * a program's support.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_FINISH_H
#define ZEGEL_SCREENS_FINISH_H

#include "screens/flow.h"
#include "text/finish_text.h"

/* Does a program want a mail to its support? */
bool finish_has_letter(const struct flow *flow);

bool finish_has_reminders(const struct flow *flow);

/* Draws what is to be remembered beside the steps; returns the rows. */
int finish_draw_reminders(const struct flow *flow, int row);

/* All of it was done. */
void finish_end(struct flow *flow);

/* The mail was sent, which tells of every domain that is ready. */
void finish_end_letter(struct flow *flow);

/* The mail as it is now, where there is one; finish_letter_free() it. */
struct finish_letter finish_letter_now(const struct flow *flow);

#endif
