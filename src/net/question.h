/* Questions as keys of a table, which grows with what is in it.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_NET_QUESTION_H
#define ZEGEL_NET_QUESTION_H

#include "net/dns.h"

/* Equal questions have equal hashes. The time limit does not count. */
uint64_t question_hash(const struct question *q);
bool question_equal(const struct question *a, const struct question *b);

/* The head of whatever is kept in a table; the question is borrowed. */
struct question_place {
	struct question_place *next;
	const struct question *question;
};

struct question_table { /* starts as zeros */
	struct question_place **buckets;
	size_t bucket_count; /* a power of two of them, or 0 */
	size_t count;
};

/* NULL: not there. */
struct question_place *question_table_find(const struct question_table *table,
					   const struct question *question);

/* One that is not there yet. */
void question_table_put(struct question_table *table,
			struct question_place *place,
			const struct question *question);

/* Frees the table, not what was put into it. */
void question_table_free(struct question_table *table);

#endif
