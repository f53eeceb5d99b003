/* SPDX-License-Identifier: MIT */
#include "base/answer.h"

void answer_free(struct answer *a)
{
	records_free(a->records, a->count);
	records_free(a->authority, a->authority_count);
	records_free(a->additional, a->additional_count);
	*a = (struct answer){ .status = ANSWER_CANCELLED };
}

bool answer_is_definite(const struct answer *a)
{
	return a->status == ANSWER_RECORDS || a->status == ANSWER_NO_DATA ||
	       a->status == ANSWER_NO_NAME;
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
