/* A text that a screen made, on its way out: to the clipboard, alone on the
 * screen, into a file. Each takes ownership of the text, and does nothing where
 * it is NULL.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_SCREENS_MADE_TEXT_H
#define ZEGEL_SCREENS_MADE_TEXT_H

#include "screens/flow.h"

void made_text_copy(struct flow *flow, char *text);
void made_text_show_alone(struct flow *flow, char *text);

/* Into a new file whose name zegel chooses; says which, or that none can be
 * written. */
void made_text_save(struct flow *flow, char *text);

#endif
