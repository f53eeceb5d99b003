/* Who keeps a domain's mailboxes, judged by its MX, and which domains are a
 * mailbox provider's own (gmail.com), where a customer cannot set anything.
 *
 * A table in the program: nothing to load, nothing to free.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CATALOG_MAILBOX_H
#define ZEGEL_CATALOG_MAILBOX_H

#include <stddef.h>

struct mailbox_provider {
	const char *id; /* as in services.json where it is there */
	const char *name;
	const char *spf_terms; /* seen; NULL: not known, use mx and say so */
};

/* By the host of the MX with the lowest number (canonical); NULL: unknown. */
const struct mailbox_provider *mailbox_from_mx(const char *mx_host);

/* By its id; NULL: it is not there. */
const struct mailbox_provider *mailbox_find(const char *id);

/* The provider whose own domain this is (gmail.com, telenet.be, t-online.de):
 * its name for people, or NULL. */
const char *mailbox_domain_owner(const char *domain);

#endif
