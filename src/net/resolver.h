/* Whom to ask for what is not our own to find: a resolver at an address, or one
 * that is asked over HTTPS (RFC 8484). As a person names it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_RESOLVER_H
#define ZEGEL_NET_RESOLVER_H

#include "net/address.h"

struct resolver {
	struct address address;
	char *url; /* of a DoH server, as it is asked; NULL: address counts */
};

/* Reads an address as address_parse() does, or an https URL with a path. False,
 * and *out empty, when it is neither. */
bool resolver_parse(const char *text, struct resolver *out);
void resolver_free(struct resolver *resolver);

struct resolver resolver_copy(const struct resolver *resolver);

#endif
