/* What a name server says in a test, written as text, made into a DNS message.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_UNIT_SAID_H
#define ZEGEL_TESTS_UNIT_SAID_H

#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"

/* Records are lines of a master file, separated by newlines; NULL is none. */
struct said {
	int rcode;
	bool aa, ra, tc;
	bool opt; /* with an OPT record */
	const char *answer;
	const char *authority;
	const char *additional;
};

static inline void said_add(ldns_pkt *packet, ldns_pkt_section section,
			    const char *lines)
{
	while (lines && *lines) {
		size_t len = strcspn(lines, "\n");
		char *line = xstrndup(lines, len);
		ldns_rr *rr = NULL;

		if (ldns_rr_new_frm_str(&rr, line, 3600, NULL, NULL) !=
		    LDNS_STATUS_OK) {
			fprintf(stderr, "no record: %s\n", line);
			abort();
		}
		ldns_pkt_push_rr(packet, section, rr);
		free(line);
		lines += len;
		lines += *lines == '\n';
	}
}

/* The reply to the query; the caller frees it. */
static inline uint8_t *said_wire(const uint8_t *query, size_t query_len,
				 const struct said *said, size_t *len)
{
	ldns_pkt *packet = NULL;
	uint8_t *bytes = NULL;

	if (ldns_wire2pkt(&packet, query, query_len) != LDNS_STATUS_OK)
		abort();
	ldns_pkt_set_qr(packet, true);
	ldns_pkt_set_aa(packet, said->aa);
	ldns_pkt_set_ra(packet, said->ra);
	ldns_pkt_set_tc(packet, said->tc);
	ldns_pkt_set_rcode(packet, (uint8_t)(said->rcode & 15));
	ldns_pkt_set_edns_udp_size(packet, said->opt ? 4096 : 0);
	ldns_pkt_set_edns_extended_rcode(packet, (uint8_t)(said->rcode >> 4));
	said_add(packet, LDNS_SECTION_ANSWER, said->answer);
	said_add(packet, LDNS_SECTION_AUTHORITY, said->authority);
	said_add(packet, LDNS_SECTION_ADDITIONAL, said->additional);
	if (ldns_pkt2wire(&bytes, packet, len) != LDNS_STATUS_OK)
		abort();
	ldns_pkt_free(packet);
	return bytes;
}

#endif
