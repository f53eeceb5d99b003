/* SPDX-License-Identifier: MIT */
#include "net/question.h"

#include <stdlib.h>
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

static struct question_place **bucket_of(const struct question_table *table,
					 const struct question *question)
{
	return &table->buckets[question_hash(question) &
			       (table->bucket_count - 1)];
}

struct question_place *question_table_find(const struct question_table *table,
					   const struct question *question)
{
	struct question_place *place = table->bucket_count
					       ? *bucket_of(table, question)
					       : NULL;

	while (place && !question_equal(place->question, question))
		place = place->next;
	return place;
}

static void link_place(struct question_table *table,
		       struct question_place *place)
{
	struct question_place **bucket = bucket_of(table, place->question);

	place->next = *bucket;
	*bucket = place;
}

static void make_room(struct question_table *table)
{
	struct question_table more = {
		.bucket_count = table->bucket_count ? table->bucket_count * 2
						    : 32,
		.count = table->count,
	};

	if (table->count < table->bucket_count)
		return;
	more.buckets = xcalloc(more.bucket_count,
			       sizeof(struct question_place *));
	for (size_t i = 0; i < table->bucket_count; i++) {
		struct question_place *place = table->buckets[i], *next;

		for (; place; place = next) {
			next = place->next;
			link_place(&more, place);
		}
	}
	free(table->buckets);
	*table = more;
}

void question_table_put(struct question_table *table,
			struct question_place *place,
			const struct question *question)
{
	make_room(table);
	place->question = question;
	link_place(table, place);
	table->count++;
}

void question_table_free(struct question_table *table)
{
	free(table->buckets);
	*table = (struct question_table){ .buckets = NULL };
}
