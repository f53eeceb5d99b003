/* The wizard line by line (--plain): the same steps as on the full screen, as
 * questions and answers for a screen reader, a dumb terminal or a pipe.
 *
 * Nothing needs colour or cursor movement. A number or a text answers; "?", "<"
 * and "q" explain, go back and leave, at every question. Lines that come before
 * their question is asked wait for it. When the input ends, so does the wizard:
 * while it waits for records, after one whole look.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_PLAIN_H
#define ZEGEL_COMMANDS_PLAIN_H

#include "commands/command.h"

/* From the first question to the last; returns the exit status (128 + n when
 * signal n ended it; 1 or 3 when the input ended before the domain was green).
 * domain is canonical, or NULL. The store of the context is open. */
int plain_run(struct command_context *context, const char *domain);

#endif
