/* What an SPF record was meant to be that a form or a hand has spoiled.
 *
 * Text in, text out. The customer's own terms, their order and their `all` stay
 * as they were meant; nothing is added.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_SPF_REPAIR_H
#define ZEGEL_MAIL_SPF_REPAIR_H

#include "base/str.h"

/* What had to be taken away, put in or turned round (bits). */
enum spf_repaired {
	SPF_REPAIRED_BLANKS = 1 << 0, /* lost, or of another kind */
	SPF_REPAIRED_QUOTES = 1 << 1,
	SPF_REPAIRED_ESCAPES = 1 << 2, /* backslashes */
	SPF_REPAIRED_WORDS = 1 << 3,   /* all else */
};

/* The valid record that text was meant to be, and what was repaired for it.
 * NULL where there is nothing to repair, or where that is not to be told. The
 * caller frees it. */
char *spf_repair(const char *text, unsigned *what);

#endif
