/* Replies as nearly all of them are, read without the detour over ldns: one
 * question, which is ours, and records of the types that mail is about. Private
 * to net/dns_wire.c.
 *
 * Whatever is out of the ordinary (another type or class, an error code, a name
 * that does not end, bytes behind the end) is left to ldns, which then judges
 * the whole message. What is read here, ldns would have read the same.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_PLAIN_H
#define ZEGEL_NET_DNS_PLAIN_H

#include "base/answer.h"
#include "net/dns.h"

/* What a message says beside its records. */
struct dns_head {
	unsigned rcode;
	unsigned extended; /* the upper bits of it, of the OPT record */
	bool authoritative;
	bool recursion_available;
	uint32_t negative_ttl; /* by the first SOA of the authority section */
};

/* Fills the sections of *answer (empty before) and *head. False when it is not
 * such a reply; answer is empty then. */
bool dns_plain_read(const struct question *question, const uint8_t *bytes,
		    size_t len, struct answer *answer, struct dns_head *head);

#endif
