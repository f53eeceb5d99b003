/* The results of zegel check --file: one for each line.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_BULK_TELL_H
#define ZEGEL_COMMANDS_BULK_TELL_H

#include "commands/bulk_line.h"

void bulk_tell_verdict(const struct command_context *context,
		       const struct verdict *v);

/* A line that is no good; text says why. */
void bulk_tell_problem(const struct command_context *context, uint64_t number,
		       struct slice line, enum bulk_problem problem,
		       const char *text);

#endif
