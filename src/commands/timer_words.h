/* The command line that runs every night: zegel check --changes, with the
 * options that zegel install-timer was given.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TIMER_WORDS_H
#define ZEGEL_COMMANDS_TIMER_WORDS_H

#include "commands/options.h"

struct timer_words {
	char **items; /* owned; items[0] is this program, absolute */
	size_t count;
	size_t cap;
	char *state; /* the state file, absolute */
};

/* False when an option has no place there; it has said which. Free it in any
 * case. */
bool timer_words_make(struct timer_words *out,
		      const struct options *options) MUST_CHECK;
void timer_words_free(struct timer_words *words);

#endif
