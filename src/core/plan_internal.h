/* Inside the plan: how its parts hand work to each other.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_CORE_PLAN_INTERNAL_H
#define ZEGEL_CORE_PLAN_INTERNAL_H

#include "core/plan_needs.h"

/* A label that no customer makes: where a name with it answers, a catch-all
 * (*) does, and what stands at a name beside it need not have been entered
 * there. */
#define UNLIKELY_LABEL "zegel-7f3a9c51d2"

/* Adds an item; the wanted record and old (may be NULL) are copied. */
struct plan_item *plan_add(struct plan *plan, enum action action,
			   const struct wanted *wanted,
			   const struct record *old);

/* Asks; NULL when no definite answer is there, with complete or unknown set in
 * the plan accordingly. */
const struct answer *plan_ask(const struct plan_input *input, struct plan *plan,
			      const char *name, enum rr type);

/* The SPF record for one name: all terms that are needed there at once. */
void plan_spf(const struct plan_input *input, const struct needs *needs,
	      const char *name, struct plan *plan);

struct spf_merge;
struct spf_merge_input;

/* The merge as spf_merge() does it, but so that the wanted terms let send, and
 * that no term breaks the line which did not count before. */
void plan_spf_line(const struct plan_input *input,
		   const struct spf_merge_input *wish, struct plan *plan,
		   struct spf_merge *out);

/* The DMARC record: a valid one stays, a missing one is proposed. */
void plan_dmarc(const struct plan_input *input, const struct needs *needs,
		struct plan *plan);

/* Any other record, by the conflict rules of Domain Connect; what another need
 * asks for is never in its way. */
void plan_record(const struct plan_input *input, const struct needs *needs,
		 const struct need *need, struct plan *plan);

/* True when what is there has to give way to the wanted record. */
bool plan_is_conflict(const struct plan_input *input, const struct needs *needs,
		      const struct need *need, const struct record *there);

/* True when what is there is the wanted record, or does its work. */
bool plan_is_as_good(const struct record *wanted, const struct record *there);

/* Only removes what this record meets at its name. */
void plan_clear_way(const struct plan_input *input, const struct needs *needs,
		    const struct need *need, struct plan *plan);

/* The record without its includes that were meant to be one of the wanted terms
 * and lead nowhere, which the caller frees; NULL when there is none. */
char *plan_without_typos(const struct plan_input *input, const char *record,
			 const char *terms, struct plan *plan);

#endif
