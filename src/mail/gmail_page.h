/* The page that Gmail shows in front of a header ("Show original"): a table of
 * a message's name, sender and results, in the reader's language. People copy
 * it with the header, or instead of it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_GMAIL_PAGE_H
#define ZEGEL_MAIL_GMAIL_PAGE_H

#include "base/str.h"

/* True when such a table stands at the top of in: *rest is what stands below
 * it, and out gets a header that says the same. */
bool gmail_page_read(struct slice in, struct str *out, struct slice *rest);

#endif
