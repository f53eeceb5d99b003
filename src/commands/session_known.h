/* Another known domain that the overview looks at, beside the one in hand.
 *
 * Borrows everything; wizard->checking is its name meanwhile.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_KNOWN_H
#define ZEGEL_COMMANDS_SESSION_KNOWN_H

#include "commands/command.h"

struct session_known {
	struct command_context *context;
	struct wizard *wizard; /* whose overview it is */
	void (*changed)(void *ctx);
	void (*notice)(void *ctx, const char *msgid);
	void *ctx;
	struct wizard known; /* what is known of it, while checking */
	struct look *look;
};

/* Looks once, and keeps what is seen; nothing while another look is on. */
void session_known_check(struct session_known *k, const char *domain);

/* Gives the look up, if there is one. */
void session_known_end(struct session_known *k);

/* False for the one that is looked at, and when it could not be. */
bool session_known_forget(struct session_known *k, const char *domain);

#endif
