/* Questions and answers in the form of the wire (RFC 1035, section 4; EDNS:
 * RFC 6891), and what an answer amounts to (RFC 2308). Private to net/dns.c.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_DNS_WIRE_H
#define ZEGEL_NET_DNS_WIRE_H

#include "base/answer.h"
#include "net/dns.h"

/* A UDP answer up to this size is asked for: it passes unfragmented
 * everywhere. */
#define DNS_UDP_SIZE 1232

/* A reply may have this many records in each section. */
#define DNS_SECTION_MAX 4096

/* The message that asks, with a random ID; the caller frees it. NULL when the
 * name is none. */
uint8_t *dns_wire_question(const struct question *question, bool edns,
			   size_t *len);

enum dns_reply {
	DNS_REPLY_READ,      /* *answer is filled */
	DNS_REPLY_TRUNCATED, /* TC: ask over TCP; *answer is empty */
	DNS_REPLY_NO_EDNS,   /* FORMERR, NOTIMP, BADVERS; *answer as READ */
	DNS_REPLY_GARBAGE,   /* no message, or not to this question */
};

/* Reads a reply. The caller frees the answer, whatever is returned.
 *
 * A referral to a zone below comes as ANSWER_REFERRAL only from a server that
 * was asked without recursion. A referral that leads to the root or sideways,
 * and one from a resolver, says "not here": ANSWER_REFUSED. */
enum dns_reply dns_wire_read(const struct question *question,
			     const uint8_t *bytes, size_t len,
			     struct answer *answer);

/* The same by ldns alone, whatever the message is. */
enum dns_reply dns_wire_read_all(const struct question *question,
				 const uint8_t *bytes, size_t len,
				 struct answer *answer);

#endif
