/* Another program of this machine, run without a shell.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TIMER_RUN_H
#define ZEGEL_COMMANDS_TIMER_RUN_H

#include "base/util.h"

/* Runs words (NULL behind the last; words[0] is looked for in PATH) and waits.
 * True when it ended well; what it says goes to standard error. */
bool program_run(const char *const *words) MUST_CHECK;

#endif
