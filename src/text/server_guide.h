/* Short guides beside a mail server: how to get a password that a program may
 * use at a provider, and what IMAP is beside POP3.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_SERVER_GUIDE_H
#define ZEGEL_TEXT_SERVER_GUIDE_H

#include "base/str.h"
#include "catalog/mail_host.h"

enum { GUIDE_LINES_MAX = 5 };

struct server_guide {
	struct str title;
	const char *lines[GUIDE_LINES_MAX]; /* translated, borrowed */
	size_t count;
	struct str seen; /* from where and when that is known */
};

/* False when the provider (NULL: not known) takes an ordinary password. Free
 * it in any case. */
bool server_guide_make(const struct mail_host *provider,
		       struct server_guide *out);
void server_guide_free(struct server_guide *g);

/* IMAP against POP3, in two sentences; translated, borrowed. */
const char *server_imap_words(void);

#endif
