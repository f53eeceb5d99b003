/* What was told, on its way to the store: written many at a time, each time all
 * of them or none. Who is killed loses no more than what was not written yet:
 * fewer than TOLD_BATCH domains.
 *
 * What was put is what one gets, written or not.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_COMMANDS_TOLD_BATCH_H
#define ZEGEL_COMMANDS_TOLD_BATCH_H

#include "store/store.h"

enum {
	TOLD_BATCH = 256,
	TOLD_BATCH_MS = 1000, /* the next put writes what is older */
};

struct told_batch;

/* The store is borrowed. */
struct told_batch *told_batch_new(struct store *store);

/* Does not write what is left. */
void told_batch_free(struct told_batch *batch);

/* As store_get_told(). */
enum err told_batch_get(const struct told_batch *batch,
			const struct told_key *key,
			struct told *out) MUST_CHECK;

/* Takes a copy. An error is that of writing this and what was put before. */
enum err told_batch_put(struct told_batch *batch, const struct told_key *key,
			const struct told *told) MUST_CHECK;

enum err told_batch_write(struct told_batch *batch) MUST_CHECK;

#endif
