/* zegel services check FILE...: are these good Domain Connect templates?
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TEMPLATE_CHECK_H
#define ZEGEL_COMMANDS_TEMPLATE_CHECK_H

#include <stddef.h>

/* What is wrong in each file and where, then "N ok, M bad". Returns the exit
 * status: COMMAND_OK when none is bad. */
int template_check_files(char **files, size_t count);

#endif
