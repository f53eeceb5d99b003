/* Many domains at one time: their questions in one pool, at a pace that
 * everybody's resolver can bear, and what they share asked once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_POLITE_H
#define ZEGEL_COMMANDS_POLITE_H

#include "commands/command.h"
#include "mail/dkim_keys.h"
#include "net/pool.h"

struct polite {
	struct pool *pool;
	struct dkim_keys *keys;
	size_t looks; /* at one time */
	/* answers are waited for so much longer, for their turn */
	int64_t patience_ms;
};

/* most: looks at one time, where the pace allows that many. As fast as it goes
 * for a resolver that somebody named: it is his own. */
void polite_begin(struct polite *polite, struct command_context *context,
		  bool use_authority, size_t most);
void polite_end(struct polite *polite);

#endif
