/* The look at a domain while it is typed: what is there already, so that it
 * shows before anything is chosen.
 *
 * Borrows the context. Nothing of it is kept.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_PREVIEW_H
#define ZEGEL_COMMANDS_SESSION_PREVIEW_H

#include "commands/command.h"

struct session_preview {
	struct command_context *context;
	void (*changed)(void *ctx, const struct verdict *verdict);
	void *ctx;
	struct choices choices;
	struct past past;
	struct look *look;
	struct timer *timer;
};

/* Looks at this domain when nothing else is typed for a moment; "" and the
 * domain of a mailbox provider: at none. Gives up the one before. */
void session_preview_type(struct session_preview *p, const char *domain);

void session_preview_end(struct session_preview *p);

#endif
