/* zegel check --file: a list of domains as it comes, each result as soon as it
 * is known, in any order. Nothing is kept of a domain that was told.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_BULK_H
#define ZEGEL_COMMANDS_BULK_H

#include "commands/command.h"

/* The gravest status of all that was told. */
int bulk_check(struct command_context *context);

#endif
