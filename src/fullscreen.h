/* The wizard on the full screen: session, screens and terminal, tied
 * together in the loop.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_FULLSCREEN_H
#define ZEGEL_FULLSCREEN_H

#include "commands/command.h"

/* From the first screen to the last; returns the exit status (128 + n when
 * signal n ended it). domain is canonical, or NULL. The store of the context is
 * open. */
int fullscreen_run(struct command_context *context, const char *domain,
		   bool ask_language);

#endif
