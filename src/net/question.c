/* SPDX-License-Identifier: MIT */
#include "net/question.h"

#include <string.h>

#include "base/name.h"

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 32;
}

/* Eight bytes at a time. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const char *at = bytes;
	uint64_t word;

	for (; len >= sizeof(word); at += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = mix(hash, word);
	}
	word = 0;
	memcpy(&word, at, len);
	return mix(hash, word ^ (uint64_t)len << 56);
}

uint64_t question_hash(const struct question *q)
{
	uint64_t hash = mix((uint64_t)q->type << 16, q->server.port);

	hash = hash_bytes(hash, q->name, strlen(q->name));
	if (q->server.family == AF_UNSPEC)
		return hash;
	return hash_bytes(hash, q->server.bytes,
			  q->server.family == AF_INET ? 4 : 16);
}

bool question_equal(const struct question *a, const struct question *b)
{
	return a->type == b->type &&
	       a->checking_disabled == b->checking_disabled &&
	       a->want_dnssec_ok == b->want_dnssec_ok &&
	       address_equal(&a->server, &b->server) &&
	       name_equal(a->name, b->name);
}
