/* A notification by the terminal's window system, where the terminal knows a
 * sequence for it: OSC 9 (iTerm2's) or OSC 777 (urxvt's). The bell rings
 * everywhere; nobody confirms anything.
 *
 * Only terminals that are known to have one get it: others might print it.
 * Inside tmux and GNU screen it is the bell alone, which they hand on.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TERM_NOTIFY_H
#define ZEGEL_TERM_NOTIFY_H

#include "base/str.h"

enum notify_way { NOTIFY_BELL, NOTIFY_OSC9, NOTIFY_OSC777 };

/* What the environment tells of the terminal; each may be NULL. */
struct notify_terminal {
	const char *type;     /* TERM */
	const char *program;  /* TERM_PROGRAM */
	const char *terminal; /* LC_TERMINAL, which ssh hands on */
	const char *tmux;     /* TMUX */
	const char *screen;   /* STY */
};

enum notify_way notify_way(const struct notify_terminal *terminal);

/* Adds the bytes that show text (clean); nothing for NOTIFY_BELL. */
void notify_add_sequence(struct str *out, enum notify_way way,
			 const char *text);

#endif
