/* SPDX-License-Identifier: MIT */
#include "net/question.h"

#include <string.h>

#include "base/name.h"

/* FNV-1a */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ at[i]) * 0x100000001b3u;
	return hash;
}

uint64_t question_hash(const struct question *q)
{
	uint64_t hash = hash_bytes(0xcbf29ce484222325u, q->name,
				   strlen(q->name));

	hash = hash_bytes(hash, &q->type, sizeof(q->type));
	hash = hash_bytes(hash, &q->server.port, sizeof(q->server.port));
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
