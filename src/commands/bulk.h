/* zegel check --file: a list of domains as it comes, each result as soon as it
 * is known, in any order. Nothing is kept of a domain that was told.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_BULK_H
#define ZEGEL_COMMANDS_BULK_H

#include "commands/command.h"
#include "commands/nagios.h"

/* The gravest status of all that was told. nagios (may be NULL) counts the
 * verdicts instead of telling each; the status is then of what went wrong. */
int bulk_check(struct command_context *context, struct nagios *nagios);

#endif
