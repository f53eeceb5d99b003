/* SPDX-License-Identifier: MIT */
#include "commands/told_batch.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 2 * TOLD_BATCH }; /* a power of two */

struct told_batch {
	struct store *store;
	struct told_key keys[TOLD_BATCH]; /* their texts are owned */
	struct told told[TOLD_BATCH];
	size_t count;
	unsigned short buckets[BUCKETS]; /* place in keys, counted from 1 */
	int64_t since_ms;                /* when the first of them was put */
};

struct told_batch *told_batch_new(struct store *store)
{
	struct told_batch *batch = xcalloc(1, sizeof(*batch));

	batch->store = store;
	return batch;
}

static void clear(struct told_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++) {
		free((char *)batch->keys[i].domain);
		free((char *)batch->keys[i].services);
		free((char *)batch->keys[i].channel);
		told_free(&batch->told[i]);
	}
	batch->count = 0;
	memset(batch->buckets, 0, sizeof(batch->buckets));
}

void told_batch_free(struct told_batch *batch)
{
	if (!batch)
		return;
	clear(batch);
	free(batch);
}

/* The place in buckets where the key stands, or where it belongs. */
static size_t find(const struct told_batch *batch, const struct told_key *key)
{
	uint32_t hash = 2166136261u; /* FNV-1a of the domain */

	for (const char *at = key->domain; *at; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	for (size_t place = hash % BUCKETS;; place = (place + 1) % BUCKETS) {
		const struct told_key *k;

		if (!batch->buckets[place])
			return place;
		k = &batch->keys[batch->buckets[place] - 1];
		if (!strcmp(k->domain, key->domain) &&
		    !strcmp(k->services, key->services) &&
		    !strcmp(k->channel, key->channel))
			return place;
	}
}

enum err told_batch_get(const struct told_batch *batch,
			const struct told_key *key, struct told *out)
{
	unsigned short nth = batch->buckets[find(batch, key)];

	if (!nth)
		return store_get_told(batch->store, key, out);
	*out = told_copy(&batch->told[nth - 1]);
	return OK;
}

enum err told_batch_write(struct told_batch *batch)
{
	enum err err = OK;

	if (batch->count)
		err = store_put_told_all(batch->store, batch->keys, batch->told,
					 batch->count);
	clear(batch);
	return err;
}

enum err told_batch_put(struct told_batch *batch, const struct told_key *key,
			const struct told *told)
{
	size_t place = find(batch, key);
	unsigned short nth = batch->buckets[place];

	if (nth) {
		told_free(&batch->told[nth - 1]);
		batch->told[nth - 1] = told_copy(told);
		return OK;
	}
	if (!batch->count)
		batch->since_ms = clock_ms();
	batch->keys[batch->count] = (struct told_key){
		.domain = xstrdup(key->domain),
		.services = xstrdup(key->services),
		.channel = xstrdup(key->channel),
	};
	batch->told[batch->count++] = told_copy(told);
	batch->buckets[place] = (unsigned short)batch->count;
	if (batch->count < TOLD_BATCH &&
	    clock_ms() - batch->since_ms < TOLD_BATCH_MS)
		return OK;
	return told_batch_write(batch);
}
