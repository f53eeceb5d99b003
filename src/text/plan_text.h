/* The plan in words: its headline, and why it is as it is.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TEXT_PLAN_H
#define ZEGEL_TEXT_PLAN_H

#include "core/plan.h"

/* "Change 1 record and add 3 records at TransIP": counts by kind, required ones
 * only, so that nobody adds a second SPF record. host may be NULL. */
void plan_add_headline(struct str *out, const struct plan *plan,
		       const struct dns_host *host);

/* "1 record to change and 3 records to add": the same without where; nothing
 * when there is nothing to do. */
void plan_add_counts(struct str *out, const struct plan *plan);

/* The sentence about one note; notes are told in the order of the enum. */
void plan_add_note(struct str *out, const struct plan *plan,
		   enum plan_note note);

/* The next note that is set in the plan, from *index on, which moves behind it
 * (start with 0); 0 at the end. */
enum plan_note plan_next_note(const struct plan *plan, unsigned *index);

#endif
