/* zegel check DOMAIN:SELECTOR: is there a usable DKIM key?
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_SELECTOR_H
#define ZEGEL_COMMANDS_SELECTOR_H

#include "commands/command.h"

/* True for voorbeeld.nl:mrsel1; false for a web address, a mail address. */
bool selector_is_meant(const char *word);

int selector_check(struct command_context *context, const char *word);

#endif
