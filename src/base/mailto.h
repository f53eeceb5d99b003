/* A link that opens a mail program with a mail in it (RFC 6068).
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_MAILTO_H
#define ZEGEL_BASE_MAILTO_H

#include "base/str.h"

/* Adds "mailto:...?subject=...&body=...". to: an address as mail_address_read()
 * gives it, or NULL: the mail program asks. text: lines end in LF. */
void mailto_add(struct str *out, const char *to, const char *subject,
		const char *text);

#endif
