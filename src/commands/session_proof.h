/* The wizard's look at one message that was pasted. Private to session.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SESSION_PROOF_H
#define ZEGEL_COMMANDS_SESSION_PROOF_H

#include "commands/command.h"
#include "core/proof.h"
#include "net/facts.h"

struct session_proof {
	struct command_context *context;
	struct wizard *wizard;
	void (*changed)(void *ctx); /* more is known */
	void *ctx;
	struct facts *facts;
	struct proof *proof;
};

/* From now on the wizard's screens have messages judged by it. */
void session_proof_begin(struct session_proof *s,
			 struct command_context *context, struct wizard *wizard,
			 void (*changed)(void *ctx), void *ctx);

/* Stops, and forgets it. */
void session_proof_drop(struct session_proof *s);

#endif
