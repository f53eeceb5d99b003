/* The two channels of zegel check that go out into the world: --mail and
 * --webhook (see changes.h). Each tells all changes of a run at once.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TELLING_H
#define ZEGEL_COMMANDS_TELLING_H

#include "commands/changes.h"

/* Before anything is looked at: false when what the command line wants cannot
 * be done (no mail server is known, ...). It has said why; the status is
 * COMMAND_USAGE. */
bool telling_is_possible(const struct command_context *context) MUST_CHECK;

extern const struct change_channel channel_mail; /* --mail */
extern const struct change_channel channel_hook; /* --webhook */

/* What is posted: {"text":...,"at":...,"looked":...,"turned":[...]}, for the
 * caller to free. */
char *telling_hook_json(const struct changes *changes, const char *machine);

#endif
