/* Addresses of mailboxes as they go into an envelope and a header: a dot-string
 * before the @ (RFC 5321, 4.1.2), a domain behind it. Quoted local parts, names
 * beside the address and local parts in other letters than ASCII are refused:
 * what passes can stand anywhere without being quoted, and holds no blank, no
 * comma and no line break.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_MAIL_ADDRESS_H
#define ZEGEL_MAIL_ADDRESS_H

#include "base/util.h"

enum { MAIL_ADDRESS_MAX = 254 }; /* RFC 5321, 4.5.3.1.3, without its < > */

/* The address with its domain in canonical form (A-labels), to be freed; NULL
 * when it is none. A domain of one label is taken: root@localhost. */
char *mail_address_read(const char *text);

/* The part behind the @ of an address that was read so; borrowed. */
const char *mail_address_domain(const char *address);

#endif
