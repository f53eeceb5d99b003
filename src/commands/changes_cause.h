/* Some of the domains that turned for the worse, looked at a second time at
 * their own name servers, when many did: what is behind it (core/cause.h).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_CHANGES_CAUSE_H
#define ZEGEL_COMMANDS_CHANGES_CAUSE_H

#include "commands/command.h"
#include "core/cause.h"

enum { CAUSE_SAMPLE = 20 };

/* Begins empty. */
struct cause_sample {
	struct choices choices[CAUSE_SAMPLE];
	enum outcome before[CAUSE_SAMPLE];
	size_t count;
};

/* The first ones are taken, each once (copied). */
void cause_sample_add(struct cause_sample *sample,
		      const struct choices *choices, enum outcome before);
void cause_sample_free(struct cause_sample *sample);

/* Looks at them, unless --authority no forbids that, and judges. */
struct cause cause_sample_judge(const struct cause_sample *sample,
				struct command_context *context, size_t turned,
				size_t looked);

#endif
