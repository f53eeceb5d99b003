/* A rule that needs answers from the DNS, run until it has all of them.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_ASK_H
#define ZEGEL_COMMANDS_ASK_H

#include "commands/command.h"
#include "core/proof.h"
#include "net/facts.h"

/* rule() is called again and again, from its start, until it returns false:
 * then it was not waiting for any answer. All of it takes 20 s at most (RFC
 * 7208, 4.6.4), or the time of one question where that is longer; what has not
 * come by then counts as silent. What it borrows from facts is gone
 * when this returns. */
void ask_until_known(struct command_context *context,
		     bool (*rule)(void *ctx, struct facts *facts), void *ctx);

/* How long that is, in ms. */
int ask_patience_ms(const struct command_context *context);

/* Judges what became of a message by what the resolver says, which is what
 * receivers hear. True while answers are still to come. */
bool ask_for_proof(struct command_context *context, struct proof *proof,
		   struct facts *facts);

#endif
