/* Filters in front of a mailbox: companies that take mail in for others, look
 * at it and hand it on. Behind one the receiver sees the filter's address, not
 * the sender's, so who sent the message stands one hop further down.
 *
 * The same companies hand on what their customers send; then it is their
 * address that SPF has to name.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_FILTER_H
#define ZEGEL_MAIL_FILTER_H

#include "mail/message_read.h"
#include "mail/route.h"

/* "Mimecast" for a host's name, or NULL where it is none that is known. */
const char *filter_name(const char *host);

/* Moves the border behind a filter that stands in front of the receiver's
 * mailbox, and says so in route->filter; leaves it where the sender uses that
 * filter, as it does when SPF let its address pass. author: the domain of
 * From, or "". */
void filter_pass(const struct message *m, const char *author, bool spf_passed,
		 struct route *route);

#endif
