/* Replies off the wire: the first byte chooses the question, the rest is what a
 * server sent. Whatever comes out is bounded, clean, and says one thing.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/name.h"
#include "net/dns_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

static void require_clean(const struct record *records, size_t count)
{
	require(count <= DNS_SECTION_MAX);
	for (size_t i = 0; i < count; i++) {
		struct str again = STR_INIT((size_t)1 << 20);
		char name[NAME_SIZE];

		require(name_canonical(records[i].name, strlen(records[i].name),
				       name));
		require(strcmp(name, records[i].name) == 0);
		require(strlen(records[i].value) <= 65535);
		require(clean_bytes(&again, records[i].value,
				    strlen(records[i].value), CLEAN_LINE));
		str_free(&again);
	}
}

static void require_same(const struct record *a, size_t a_count,
			 const struct record *b, size_t b_count)
{
	require(a_count == b_count);
	for (size_t i = 0; i < a_count; i++) {
		require(strcmp(a[i].name, b[i].name) == 0);
		require(a[i].type == b[i].type && a[i].ttl == b[i].ttl);
		require(a[i].priority == b[i].priority);
		require(strcmp(a[i].value, b[i].value) == 0);
	}
}

/* What is read at a glance, ldns reads the same. */
static void require_what_ldns_says(const struct question *question,
				   const uint8_t *bytes, size_t len,
				   enum dns_reply reply, const struct answer *a)
{
	struct answer b;

	require(dns_wire_read_all(question, bytes, len, &b) == reply);
	require(a->status == b.status && a->truncated == b.truncated);
	require(a->authoritative == b.authoritative);
	require(a->recursion_available == b.recursion_available);
	require(a->negative_ttl == b.negative_ttl);
	require_same(a->records, a->count, b.records, b.count);
	require_same(a->authority, a->authority_count, b.authority,
		     b.authority_count);
	require_same(a->additional, a->additional_count, b.additional,
		     b.additional_count);
	answer_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum rr types[] = { RR_TXT, RR_CNAME, RR_MX,   RR_SOA,
					 RR_NS,  RR_A,     RR_AAAA, RR_SRV };
	struct question question = {
		.name = "voorbeeld.nl",
		.server = { .family = AF_INET, .port = DNS_PORT },
	};
	struct answer answer = { .status = ANSWER_CANCELLED };
	enum dns_reply reply;

	if (!size)
		return 0;
	question.type = types[data[0] % COUNT_OF(types)];
	if (data[0] & 0x80)
		question.server = ADDRESS_RESOLVER;
	reply = dns_wire_read(&question, data + 1, size - 1, &answer);
	require_what_ldns_says(&question, data + 1, size - 1, reply, &answer);
	require_clean(answer.records, answer.count);
	require_clean(answer.authority, answer.authority_count);
	require_clean(answer.additional, answer.additional_count);
	if (reply == DNS_REPLY_READ) {
		require((answer.status == ANSWER_RECORDS) ==
			(answer.count > 0));
		require(answer.status != ANSWER_SILENT &&
			answer.status != ANSWER_CANCELLED);
	} else if (reply == DNS_REPLY_TRUNCATED) {
		require(answer.count == 0);
	}
	answer_free(&answer);
	return 0;
}
