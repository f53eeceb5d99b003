/* What somebody does not want to hear of: findings left out of a verdict, and
 * the outcome as if they were not there.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "core/check_internal.h"

static bool is_error(const struct finding *f)
{
	return f->severity == SEVERITY_ERROR;
}

/* How many went, and how many of them were errors. */
struct gone {
	size_t all;
	size_t errors;
};

static struct gone leave_out(struct findings *list,
			     const struct finding_set *ignored)
{
	struct gone gone = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		struct finding f = list->items[i];

		if (!ignored->has[f.code]) {
			list->items[kept++] = f;
			continue;
		}
		gone.all++;
		gone.errors += is_error(&f);
		finding_free(&f);
	}
	list->count = kept;
	return gone;
}

static bool has_error(const struct findings *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (is_error(&list->items[i]))
			return true;
	}
	return false;
}

/* Nothing but what is ignored keeps the record from being right. */
static void leave_out_of_record(struct record_verdict *r,
				const struct finding_set *ignored)
{
	struct gone gone = leave_out(&r->findings, ignored);

	if (r->state == STATE_OK || r->state == STATE_UNKNOWN ||
	    has_error(&r->findings))
		return;
	r->left_out |= gone.errors || (gone.all && r->state == STATE_PARTIAL);
}

void verdict_leave_out(struct verdict *v, const struct finding_set *ignored)
{
	(void)leave_out(&v->findings, ignored);
	for (size_t i = 0; i < v->record_count; i++)
		leave_out_of_record(&v->records[i], ignored);
	/* Leaving out makes nothing known that was not. */
	if (v->outcome != OUTCOME_UNKNOWN)
		v->outcome = check_outcome(v);
}
