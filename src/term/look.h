/* What a role and a sign look like on this terminal. Private to term/: screens
 * name roles and signs (draw.h) and never see a colour.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_LOOK_H
#define ZEGEL_TERM_LOOK_H

#include "term/curses.h"
#include "term/draw.h"

/* Chooses colours by what the terminal can do; once after newterm(). */
void look_start(bool with_color, const char *terminal);

attr_t look_attributes(enum role role);
short look_pair(enum role role);

#endif
