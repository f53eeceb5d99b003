/* SPDX-License-Identifier: MIT */
#include "mail/query.h"

#include "base/name.h"

/* Where the chain of aliases that begins at name ends inside this answer; NULL
 * when it does not end. */
static const char *end_of_chain(const struct answer *a, const char *name)
{
	for (unsigned hops = 0; hops < QUERY_CNAMES_MAX; hops++) {
		const char *next = NULL;
		const struct record *r;
		size_t index = 0;

		while (!next && (r = answer_next(a, RR_CNAME, &index))) {
			if (name_equal(r->name, name))
				next = r->value;
		}
		if (!next)
			return name;
		name = next;
	}
	return NULL;
}

struct query query_ask(const struct lookup *lookup, const char *name,
		       enum rr type)
{
	struct query q = { .answer_status = ANSWER_CANCELLED, .name = name };

	for (unsigned hops = 0; hops < QUERY_CNAMES_MAX; hops++) {
		const struct answer *a = lookup->ask(lookup->ctx, q.name, type);
		const char *end;

		if (!a) {
			q.status = QUERY_PENDING;
			return q;
		}
		q.answer_status = a->status;
		end = answer_is_definite(a) ? end_of_chain(a, q.name) : NULL;
		if (!end)
			break;
		if (answer_first(a, type)) {
			q.status = QUERY_RECORDS;
			q.answer = a;
			q.name = end;
			return q;
		}
		/* NXDOMAIN speaks of the end of the chain (RFC 6604, 3). */
		if (name_equal(end, q.name) || a->status == ANSWER_NO_NAME) {
			q.status = QUERY_VOID;
			q.name = end;
			return q;
		}
		q.name = end;
	}
	q.status = QUERY_FAILED;
	return q;
}
