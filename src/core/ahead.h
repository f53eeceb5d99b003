/* What the first judgement on a domain asks follows from what was chosen for
 * it, not from any answer. Of many domains with the same programs it is noted
 * down once, and asked for the others before anything is judged.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_AHEAD_H
#define ZEGEL_CORE_AHEAD_H

#include "core/choices.h"
#include "net/facts.h"

struct ahead;

struct ahead *ahead_new(void);
void ahead_free(struct ahead *ahead);

/* Asks what is known to be asked for these choices (of the resolver). False
 * when nothing is. */
bool ahead_ask(const struct ahead *ahead, const struct choices *choices,
	       struct facts *facts);

/* Notes down what the first judgement wanted to know, for domains to come. */
void ahead_learn(struct ahead *ahead, const struct choices *choices,
		 const struct facts *facts);

#endif
