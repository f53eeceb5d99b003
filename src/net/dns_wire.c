/* SPDX-License-Identifier: MIT */
#include "net/dns_wire.h"

#include <ldns/ldns.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/name.h"
#include "base/record_ldns.h"
#include "net/dns_bounds.h"
#include "net/dns_plain.h"

#define RR_ANY        255 /* QTYPE * (RFC 1035, 3.2.3) */
#define RCODE_BADVERS 1   /* the upper bits of 16 (RFC 6891, 9) */
#define SOA_MINIMUM   6   /* the index of this field in a SOA record */
#define SIZE_OF_OLD   512 /* a UDP message without EDNS (RFC 1035, 4.2.1) */

static uint16_t random_id(void)
{
	/* One question to the kernel for many of the DNS. */
	static uint16_t drawn[128];
	static size_t left;

	if (!left) {
		left = COUNT_OF(drawn);
		/* Cannot fail for so few bytes once the kernel has its
		 * entropy. */
		if (getrandom(drawn, sizeof(drawn), 0) != sizeof(drawn)) {
			left = 0;
			return (uint16_t)clock_ms();
		}
	}
	return drawn[--left];
}

static ldns_rdf *owner_of(const struct question *question)
{
	const char *name = question->name[0] ? question->name : ".";

	return ldns_dname_new_frm_str(name);
}

/* A name without escapes in labels with their lengths; 0 when it has some, or
 * is none. */
static size_t write_name(const char *name, uint8_t out[LDNS_MAX_DOMAINLEN])
{
	size_t len = 0;

	while (*name) {
		size_t label = strcspn(name, ".\\");

		if (!label || label > LDNS_MAX_LABELLEN ||
		    name[label] == '\\' ||
		    len + label + 2 > LDNS_MAX_DOMAINLEN ||
		    (name[label] && !name[label + 1]))
			return 0;
		out[len++] = (uint8_t)label;
		memcpy(out + len, name, label);
		len += label;
		name += label + (name[label] == '.');
	}
	out[len++] = 0;
	return len;
}

static uint8_t *put_u16(uint8_t *at, unsigned number)
{
	at[0] = (uint8_t)(number >> 8);
	at[1] = (uint8_t)number;
	return at + 2;
}

/* The common message, octet by octet: header, question, OPT (RFC 1035, 4.1; RFC
 * 6891, 6.1.2). NULL when ldns has to look at the name. */
static uint8_t *plain_question(const struct question *question, bool edns,
			       size_t *len)
{
	enum { QUESTION = 4, OPT = 11, RD = 0x0100, CD = 0x0010, DO = 0x8000 };
	uint8_t name[LDNS_MAX_DOMAINLEN];
	size_t name_len = write_name(question->name, name);
	uint8_t *bytes, *at;

	if (!name_len)
		return NULL;
	*len = LDNS_HEADER_SIZE + name_len + QUESTION + (edns ? OPT : 0);
	bytes = at = xcalloc(1, *len);
	at = put_u16(at, random_id());
	at = put_u16(at, (question->server.family == AF_UNSPEC ? RD : 0) |
				 (question->checking_disabled ? CD : 0));
	put_u16(at, 1);
	put_u16(bytes + 10, edns);
	at = bytes + LDNS_HEADER_SIZE;
	memcpy(at, name, name_len);
	at = put_u16(at + name_len, question->type);
	at = put_u16(at, LDNS_RR_CLASS_IN);
	if (!edns)
		return bytes;
	at = put_u16(at + 1, LDNS_RR_TYPE_OPT);
	at = put_u16(at, DNS_UDP_SIZE);
	put_u16(at + 2, question->want_dnssec_ok ? DO : 0);
	return bytes;
}

uint8_t *dns_wire_question(const struct question *question, bool edns,
			   size_t *len)
{
	uint8_t *plain = plain_question(question, edns, len);
	ldns_rdf *owner;
	bool recursive = question->server.family == AF_UNSPEC;
	uint16_t flags = (uint16_t)((recursive ? LDNS_RD : 0) |
				    (question->checking_disabled ? LDNS_CD
								 : 0));
	uint8_t *bytes = NULL;
	ldns_pkt *packet;

	if (plain)
		return plain;
	owner = owner_of(question);
	if (!owner)
		return NULL;
	packet = ldns_pkt_query_new(owner, (ldns_rr_type)question->type,
				    LDNS_RR_CLASS_IN, flags);
	if (!packet)
		die_out_of_memory();
	ldns_pkt_set_id(packet, random_id());
	if (edns) {
		ldns_pkt_set_edns_udp_size(packet, DNS_UDP_SIZE);
		ldns_pkt_set_edns_do(packet, question->want_dnssec_ok);
	}
	if (ldns_pkt2wire(&bytes, packet, len) != LDNS_STATUS_OK)
		bytes = NULL;
	ldns_pkt_free(packet);
	return bytes;
}

/* c-ares has matched ID and server already (it gives the message an ID of its
 * own from 1.33 on, so there is nothing to compare it with here). */
static bool is_reply_to(const ldns_pkt *packet, const struct question *question)
{
	const ldns_rr_list *asked = ldns_pkt_question(packet);
	ldns_rdf *owner;
	ldns_rr *rr;
	bool same;

	if (!ldns_pkt_qr(packet) || ldns_rr_list_rr_count(asked) != 1 ||
	    ldns_pkt_get_opcode(packet) != LDNS_PACKET_QUERY)
		return false;
	rr = ldns_rr_list_rr(asked, 0);
	owner = owner_of(question);
	same = owner && ldns_dname_compare(ldns_rr_owner(rr), owner) == 0 &&
	       (enum rr)ldns_rr_get_type(rr) == question->type &&
	       ldns_rr_get_class(rr) == LDNS_RR_CLASS_IN;
	ldns_rdf_deep_free(owner);
	return same;
}

static bool read_section(const ldns_rr_list *list, struct record **records,
			 size_t *count)
{
	size_t total = ldns_rr_list_rr_count(list);

	if (total > DNS_SECTION_MAX)
		return false;
	if (total == 0)
		return true;
	*records = xcalloc(total, sizeof(**records));
	for (size_t i = 0; i < total; i++) {
		const ldns_rr *rr = ldns_rr_list_rr(list, i);

		if (ldns_rr_get_class(rr) != LDNS_RR_CLASS_IN)
			continue;
		if (!record_from_ldns(rr, &(*records)[*count]))
			return false;
		++*count;
	}
	return true;
}

/* True when the answer section holds what was asked for, or leads on from
 * it. */
static bool answers_question(const struct answer *answer,
			     const struct question *question)
{
	for (size_t i = 0; i < answer->count; i++) {
		const struct record *r = &answer->records[i];

		if (r->type == RR_DNAME &&
		    name_is_under(question->name, r->name))
			return true;
		if (!name_equal(r->name, question->name))
			continue;
		if (r->type == question->type || r->type == RR_CNAME ||
		    (int)question->type == RR_ANY)
			return true;
	}
	return false;
}

static const struct record *first_of(const struct record *records, size_t count,
				     enum rr type)
{
	for (size_t i = 0; i < count; i++) {
		if (records[i].type == type)
			return &records[i];
	}
	return NULL;
}

/* NOERROR with an empty answer section: no data, or somebody else is to be
 * asked (RFC 2308, 2.2). */
static enum answer_status status_of_empty(const struct answer *answer,
					  const struct question *question)
{
	const struct record *ns = first_of(answer->authority,
					   answer->authority_count, RR_NS);
	const struct record *soa = first_of(answer->authority,
					    answer->authority_count, RR_SOA);

	if (answer->authoritative || soa || !ns)
		return ANSWER_NO_DATA;
	if (question->server.family == AF_UNSPEC || ns->name[0] == '\0' ||
	    !name_is_under(question->name, ns->name))
		return ANSWER_REFUSED;
	return ANSWER_REFERRAL;
}

static enum answer_status status_of(const struct dns_head *head,
				    const struct answer *answer,
				    const struct question *question)
{
	if (head->rcode == LDNS_RCODE_REFUSED ||
	    head->rcode == LDNS_RCODE_NOTAUTH)
		return ANSWER_REFUSED;
	if ((head->rcode != LDNS_RCODE_NOERROR &&
	     head->rcode != LDNS_RCODE_NXDOMAIN) ||
	    head->extended != 0)
		return ANSWER_FAILED;
	/* Behind a CNAME the NXDOMAIN speaks of its target (RFC 6604, 3). */
	if (answer->count > 0)
		return answers_question(answer, question) ? ANSWER_RECORDS
							  : ANSWER_FAILED;
	if (head->rcode == LDNS_RCODE_NXDOMAIN)
		return ANSWER_NO_NAME;
	return status_of_empty(answer, question);
}

/* How long "not there" may be kept (RFC 2308, 5). */
static uint32_t negative_ttl(const ldns_pkt *packet)
{
	const ldns_rr_list *list = ldns_pkt_authority(packet);

	for (size_t i = 0; i < ldns_rr_list_rr_count(list); i++) {
		const ldns_rr *rr = ldns_rr_list_rr(list, i);
		const ldns_rdf *minimum = ldns_rr_rdf(rr, SOA_MINIMUM);
		uint32_t seconds;

		if (ldns_rr_get_type(rr) != LDNS_RR_TYPE_SOA || !minimum ||
		    ldns_rdf_size(minimum) != sizeof(seconds))
			continue;
		seconds = ldns_rdf2native_int32(minimum);
		return ldns_rr_ttl(rr) < seconds ? ldns_rr_ttl(rr) : seconds;
	}
	return 0;
}

static enum dns_reply conclude(const struct dns_head *head,
			       const struct question *question,
			       struct answer *answer)
{
	answer->authoritative = head->authoritative;
	answer->recursion_available = head->recursion_available;
	answer->status = status_of(head, answer, question);
	/* What answers another question, or comes with a refusal, is nobody's
	 * business. */
	if (answer->status != ANSWER_RECORDS) {
		records_free(answer->records, answer->count);
		answer->records = NULL;
		answer->count = 0;
	}
	if (answer->status != ANSWER_RECORDS ||
	    !first_of(answer->records, answer->count, question->type))
		answer->negative_ttl = head->negative_ttl;
	return head->rcode == LDNS_RCODE_FORMERR ||
			       head->rcode == LDNS_RCODE_NOTIMPL ||
			       head->extended == RCODE_BADVERS
		       ? DNS_REPLY_NO_EDNS
		       : DNS_REPLY_READ;
}

static enum dns_reply read_packet(const ldns_pkt *packet,
				  const struct question *question,
				  struct answer *answer)
{
	const struct dns_head head = {
		.rcode = ldns_pkt_get_rcode(packet),
		.extended = ldns_pkt_edns_extended_rcode(packet),
		.authoritative = ldns_pkt_aa(packet),
		.recursion_available = ldns_pkt_ra(packet),
		.negative_ttl = negative_ttl(packet),
	};

	if (!is_reply_to(packet, question))
		return DNS_REPLY_GARBAGE;
	if (ldns_pkt_tc(packet))
		return DNS_REPLY_TRUNCATED;
	if (!read_section(ldns_pkt_answer(packet), &answer->records,
			  &answer->count) ||
	    !read_section(ldns_pkt_authority(packet), &answer->authority,
			  &answer->authority_count) ||
	    !read_section(ldns_pkt_additional(packet), &answer->additional,
			  &answer->additional_count))
		return DNS_REPLY_GARBAGE;
	return conclude(&head, question, answer);
}

/* A message may be cut off anywhere by what stands on the way, and at 512
 * octets by c-ares 1.18 once a server of the same channel was found without
 * EDNS. */
static bool is_cut_off(const uint8_t *bytes, size_t len)
{
	return len == SIZE_OF_OLD ||
	       (len >= LDNS_HEADER_SIZE && LDNS_TC_WIRE(bytes));
}

enum dns_reply dns_wire_read(const struct question *question,
			     const uint8_t *bytes, size_t len,
			     struct answer *answer)
{
	struct dns_head head;

	*answer = (struct answer){ .status = ANSWER_FAILED };
	if (dns_plain_read(question, bytes, len, answer, &head))
		return conclude(&head, question, answer);
	return dns_wire_read_all(question, bytes, len, answer);
}

enum dns_reply dns_wire_read_all(const struct question *question,
				 const uint8_t *bytes, size_t len,
				 struct answer *answer)
{
	ldns_pkt *packet = NULL;
	enum dns_reply reply = DNS_REPLY_GARBAGE;

	*answer = (struct answer){ .status = ANSWER_FAILED };
	if (!dns_bounds_hold(bytes, len))
		return DNS_REPLY_GARBAGE;
	if (ldns_wire2pkt(&packet, bytes, len) == LDNS_STATUS_OK)
		reply = read_packet(packet, question, answer);
	else if (is_cut_off(bytes, len))
		reply = DNS_REPLY_TRUNCATED;
	if (reply == DNS_REPLY_GARBAGE) {
		answer_free(answer);
		*answer = (struct answer){ .status = ANSWER_FAILED };
	}
	ldns_pkt_free(packet);
	return reply;
}
