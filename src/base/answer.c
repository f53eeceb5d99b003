/* SPDX-License-Identifier: MIT */
#include "base/answer.h"

#include <stdlib.h>

void answer_free(struct answer *a)
{
	if (a->copies && --*a->copies > 0) {
		*a = (struct answer){ .status = ANSWER_CANCELLED };
		return;
	}
	free(a->copies);
	records_free(a->records, a->count);
	records_free(a->authority, a->authority_count);
	records_free(a->additional, a->additional_count);
	*a = (struct answer){ .status = ANSWER_CANCELLED };
}

static struct record *records_copy(const struct record *records, size_t count)
{
	struct record *copy = NULL;

	if (count == 0)
		return NULL;
	copy = xcalloc(count, sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = record_copy(&records[i]);
	return copy;
}

struct answer answer_copy(const struct answer *a)
{
	struct answer copy = *a;

	if (a->copies) {
		++*a->copies;
		return copy;
	}
	copy.records = records_copy(a->records, a->count);
	copy.authority = records_copy(a->authority, a->authority_count);
	copy.additional = records_copy(a->additional, a->additional_count);
	return copy;
}

bool answer_is_definite(const struct answer *a)
{
	return a->status == ANSWER_RECORDS || a->status == ANSWER_NO_DATA ||
	       a->status == ANSWER_NO_NAME;
}

void answer_share(struct answer *a)
{
	if (a->copies)
		return;
	a->copies = xmalloc(sizeof(*a->copies));
	*a->copies = 1;
}

static uint32_t less(uint32_t ttl, uint32_t age_s)
{
	return ttl > age_s ? ttl - age_s : 0;
}

static void records_take_age(struct record *records, size_t count,
			     uint32_t age_s)
{
	for (size_t i = 0; i < count; i++)
		records[i].ttl = less(records[i].ttl, age_s);
}

void answer_take_age(struct answer *a, uint32_t age_s)
{
	records_take_age(a->records, a->count, age_s);
	records_take_age(a->authority, a->authority_count, age_s);
	records_take_age(a->additional, a->additional_count, age_s);
	a->negative_ttl = less(a->negative_ttl, age_s);
}

int64_t answer_ttl_ms(const struct answer *a)
{
	uint32_t ttl = a->count > 0 ? UINT32_MAX : a->negative_ttl;

	for (size_t i = 0; i < a->count; i++) {
		if (a->records[i].ttl < ttl)
			ttl = a->records[i].ttl;
	}
	return (int64_t)ttl * 1000;
}

const struct record *answer_next(const struct answer *a, enum rr type,
				 size_t *index)
{
	while (*index < a->count) {
		const struct record *r = &a->records[(*index)++];

		if (r->type == type)
			return r;
	}
	return NULL;
}

const struct record *answer_first(const struct answer *a, enum rr type)
{
	size_t index = 0;

	return answer_next(a, type, &index);
}
