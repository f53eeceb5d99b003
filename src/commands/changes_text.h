/* What turned, as a mail: a subject that says it all, and a text with the
 * finding and the fix of each domain. In the language in use.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_CHANGES_TEXT_H
#define ZEGEL_COMMANDS_CHANGES_TEXT_H

#include "commands/changes.h"

enum { CHANGES_TEXT_MAX = 512 << 10 }; /* bytes; then only names are told */

/* changes holds at least one. */
void changes_add_subject(struct str *out, const struct changes *changes);

/* Lines that end in LF; a value to be copied stands alone on its line. Machine:
 * the computer that looked. */
void changes_add_text(struct str *out, const struct changes *changes,
		      const char *machine);

#endif
