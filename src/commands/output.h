/* Standard output as a command leaves it: a reader that went away ends it
 * quietly, a full disk does not.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_OUTPUT_H
#define ZEGEL_COMMANDS_OUTPUT_H

#include <stdbool.h>

/* Writes out what is waiting; true when nobody will read any more. */
bool output_is_gone(void);

/* The status to end with: status itself, or COMMAND_FAILED (and a sentence)
 * when the results could not be written. */
int output_end(int status);

#endif
