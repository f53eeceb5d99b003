/* The SPF part of the plan: what the merge (mail/spf_merge.h) is given, and
 * what its outcome means for the customer.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "catalog/mailbox.h"
#include "core/plan_internal.h"
#include "mail/spf_cover.h"
#include "mail/spf_merge.h"
#include "mail/spf_repair.h"
#include "mail/spf_tree.h"

enum { EXISTING_MAX = 10 };

/* What the plan has to know before it can merge for one name. */
struct situation {
	struct wanted wanted; /* record.value is the terms, "" when none */
	const char *existing[EXISTING_MAX];
	const struct record *records[EXISTING_MAX];
	size_t existing_count;
	const struct mailbox_provider *mailbox;
	bool has_mx;
	bool before; /* existing[0] is how zegel first saw it */
	/* what the one there was meant to be, as existing[0]; or NULL */
	char *repaired;
	bool add_mailbox; /* its terms have to go into the existing record */
	/* a template file wants the record, even if it names no term for it */
	bool by_template;
	bool is_needed; /* for at least one of the terms */
	uint32_t ttl;   /* for a new record; 0: none is asked for */
};

static void gather_terms(const struct needs *needs, const char *name,
			 struct situation *s)
{
	struct str terms = STR_INIT(STR_MAX_TEXT);
	struct wanted *wanted = &s->wanted;

	for (size_t i = 0; i < needs->count; i++) {
		const struct need *need = &needs->items[i];

		if (!need->is_spf_terms ||
		    !name_equal(need->wanted.record.name, name))
			continue;
		if (terms.len && *need->wanted.spf_terms)
			str_add_char(&terms, ' ');
		str_add(&terms, need->wanted.spf_terms);
		s->is_needed |= *need->wanted.spf_terms && !need->is_optional;
		s->by_template |= need->by_template;
		if (!s->ttl)
			s->ttl = need->wanted.record.ttl;
		if (!wanted->service && need->wanted.service)
			wanted->service = xstrdup(need->wanted.service);
	}
	wanted->record = record_make(name, RR_TXT, str_text(&terms));
	wanted->purpose = PURPOSE_SPF;
	wanted->spf_terms = str_take(&terms);
}

static void gather_existing(const struct answer *answer, const char *name,
			    struct situation *s)
{
	size_t index = 0;
	const struct record *r;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (!name_equal(r->name, name) || !spf_is_record(r->value) ||
		    s->existing_count == EXISTING_MAX)
			continue;
		s->records[s->existing_count] = r;
		s->existing[s->existing_count++] = r->value;
	}
}

/* What was spoiled on the way is merged as it was meant: nobody's terms are
 * lost for a blank that is missing. */
static void repair(struct situation *s)
{
	unsigned what;

	if (s->existing_count != 1 || s->repaired)
		return;
	s->repaired = spf_repair(s->existing[0], &what);
	if (s->repaired)
		s->existing[0] = s->repaired;
}

/* No record for receivers, but meant to be one. */
static void gather_meant(const struct answer *answer, const char *name,
			 struct situation *s)
{
	size_t index = 0;
	const struct record *r;

	while (!s->existing_count &&
	       (r = answer_next(answer, RR_TXT, &index))) {
		if (!name_equal(r->name, name) || !spf_is_meant(r->value))
			continue;
		s->existing[s->existing_count++] = r->value;
		s->records[0] = r;
		repair(s);
		s->existing_count = s->repaired ? 1 : 0;
	}
}

static bool is_valid(const char *text)
{
	struct spf_record record;
	bool valid = spf_record_parse(text, &record);

	spf_record_free(&record);
	return valid;
}

/* Who keeps the mailboxes: only asked for a domain that has no SPF record yet.
 * False when that is not known. */
static bool gather_mailbox(const struct plan_input *input, struct plan *plan,
			   struct situation *s)
{
	const struct answer *answer = plan_ask(input, plan,
					       s->wanted.record.name, RR_MX);
	const struct record *mx, *best = NULL;
	size_t index = 0;

	if (!answer)
		return false;
	while ((mx = answer_next(answer, RR_MX, &index))) {
		if (!best || mx->priority < best->priority)
			best = mx;
	}
	s->has_mx = best && *best->value; /* "" is a null MX (RFC 7505) */
	s->mailbox = s->has_mx ? mailbox_from_mx(best->value) : NULL;
	return true;
}

static void note_outcome(const struct spf_merge *merge,
			 const struct situation *s, const struct needs *needs,
			 struct plan *plan)
{
	static const struct {
		unsigned merge;
		unsigned plan;
	} notes[] = {
		{ SPF_NOTE_MAILBOX, PLAN_NOTE_MAILBOX_KNOWN },
		{ SPF_NOTE_MAILBOX_MX, PLAN_NOTE_MAILBOX_MX },
		{ SPF_NOTE_NO_MX, PLAN_NOTE_NO_MX },
		{ SPF_NOTE_JOINED, PLAN_NOTE_SPF_JOINED },
		{ SPF_NOTE_BEFORE_REDIRECT, PLAN_NOTE_SPF_REDIRECT },
		{ SPF_NOTE_BEHIND_ALL, PLAN_NOTE_SPF_BEHIND_ALL },
		{ SPF_NOTE_LONG, PLAN_NOTE_SPF_LONG },
		{ SPF_NOTE_QUALIFIER, PLAN_NOTE_SPF_QUALIFIER },
		{ SPF_NOTE_ALL_DIFFERED, PLAN_NOTE_SPF_ENDS_DIFFERED },
		{ SPF_NOTE_FIRST, PLAN_NOTE_SPF_FIRST },
	};

	for (size_t i = 0; i < COUNT_OF(notes); i++) {
		if (merge->notes & notes[i].merge)
			plan->notes |= notes[i].plan;
	}
	if (s->mailbox && !plan->mailbox)
		plan->mailbox = xstrdup(s->mailbox->name);
	if (merge->status == SPF_MERGE_NEW && needs->vendor_spf &&
	    !plan->vendor_spf) {
		plan->notes |= PLAN_NOTE_SOFTFAIL;
		plan->vendor_spf = xstrdup(needs->vendor_spf);
		plan->vendor = needs->vendor ? xstrdup(needs->vendor) : NULL;
	}
}

static void refuse(const struct spf_merge *merge, struct situation *s,
		   struct plan *plan)
{
	plan->notes |= merge->status == SPF_MERGE_BAD_TERM
			       ? PLAN_NOTE_SPF_BAD_TERM
			       : PLAN_NOTE_SPF_REFUSED;
	if (!plan->spf_problem)
		plan->spf_problem = xstrndup(merge->error_text +
						     merge->error_offset,
					     merge->error_len);
	plan_add(plan, ACTION_UNKNOWN, &s->wanted,
		 s->existing_count ? s->records[0] : NULL);
}

/* Is the record known to be sound, with all the terms standing in it? */
static bool has_terms(const struct plan_input *input, const struct situation *s)
{
	const struct spf_tree *tree = input->spf_tree;

	return tree && tree->record && !tree->pending && !tree->unknown &&
	       tree->error == SPF_ERROR_NONE &&
	       name_equal(s->wanted.record.name, input->choices->domain) &&
	       !strcmp(tree->record, s->existing[0]) &&
	       spf_cover_stands(s->existing[0], s->wanted.spf_terms);
}

/* Does what is there let the services send, by whichever way? Then it stays. */
static enum spf_cover covered(const struct plan_input *input,
			      const struct situation *s, struct plan *plan)
{
	struct spf_cover_result result;
	enum spf_cover cover;

	if (s->existing_count != 1 || s->repaired)
		return SPF_COVER_NO;
	if (!*s->wanted.spf_terms || has_terms(input, s))
		return SPF_COVER_YES;
	spf_cover_check(s->wanted.record.name, s->existing[0],
			s->wanted.spf_terms, &input->rules, &result);
	cover = result.cover;
	spf_cover_free(&result);
	if (cover == SPF_COVER_PENDING)
		plan->complete = false;
	return cover;
}

/* The whole of it is resolved before anybody is told to enter it: ten lookups
 * and two names without an answer are all that receivers put up with. */
static void count_merged(const struct plan_input *input, const char *name,
			 const char *text, struct plan *plan)
{
	struct spf_tree tree;

	spf_tree_count(name, text, &input->rules, &tree);
	if (tree.pending)
		plan->complete = false;
	else if (!tree.unknown && spf_tree_over_limit(&tree)) {
		plan->notes |= PLAN_NOTE_SPF_LIMIT;
		plan->spf_lookups = tree.lookups;
		plan->spf_voids = tree.voids;
		for (size_t i = 0; i < tree.branch_count; i++) {
			const struct spf_branch *b = &tree.branches[i];

			if (plan->spf_dead ||
			    b->error != SPF_ERROR_INCLUDE_NONE)
				continue;
			plan->notes |= PLAN_NOTE_SPF_DEAD;
			plan->spf_dead = xstrndup(text + b->offset, b->len);
		}
	}
	spf_tree_free(&tree);
}

static char *terms_to_merge(const struct situation *s)
{
	return s->add_mailbox ? xasprintf("%s %s", s->mailbox->spf_terms,
					  s->wanted.spf_terms)
			      : xstrdup(s->wanted.spf_terms);
}

static void merge(const struct plan_input *input, const struct needs *needs,
		  struct situation *s, struct plan *plan)
{
	char *terms = terms_to_merge(s);
	char *mended = s->existing_count == 1
			       ? plan_without_typos(input, s->existing[0],
						    terms, plan)
			       : NULL;
	const char *base = mended;
	const struct spf_merge_input in = {
		.domain = s->wanted.record.name,
		.existing = mended ? &base : s->existing,
		.existing_count = s->existing_count,
		.wanted = terms,
		.mailbox = s->mailbox ? s->mailbox->spf_terms : NULL,
		.has_mx = s->has_mx,
	};
	const struct record *old = s->before || !s->existing_count
					   ? NULL
					   : s->records[0];
	enum action action = old ? ACTION_CHANGE : ACTION_NEW;
	struct spf_merge merged;

	plan_spf_line(input, &in, plan, &merged);
	free(terms);
	free(mended);
	if (!merged.text) {
		refuse(&merged, s, plan);
		spf_merge_free(&merged);
		return;
	}
	note_outcome(&merged, s, needs, plan);
	if (s->add_mailbox)
		plan->notes |= PLAN_NOTE_MAILBOX_ADDED;
	if (old && merged.status == SPF_MERGE_KEPT && s->existing_count == 1 &&
	    !s->repaired)
		action = ACTION_KEEP;
	else
		count_merged(input, s->wanted.record.name, merged.text, plan);
	free(s->wanted.record.value);
	s->wanted.record.value = xstrdup(merged.text);
	/* What is there keeps its own time ("SPF Record Merging" says nothing
	 * of it; whoever set it had a reason). */
	s->wanted.record.ttl = old ? old->ttl : s->ttl;
	plan_add(plan, action, &s->wanted, old);
	for (size_t i = 1; old && i < s->existing_count; i++)
		plan_add(plan, ACTION_REMOVE, NULL, s->records[i]);
	spf_merge_free(&merged);
}

/* Answers that a plan for a name without SPF record needs; false while they are
 * not there. */
static bool prepare_new(const struct plan_input *input, struct situation *s,
			struct plan *plan)
{
	bool at_domain = name_equal(s->wanted.record.name,
				    input->choices->domain);

	if (at_domain && input->spf_before && *s->wanted.spf_terms) {
		s->existing[s->existing_count++] = input->spf_before;
		s->before = true;
		return true;
	}
	return !at_domain || gather_mailbox(input, plan, s);
}

/* Whoever ends in -all and leaves the own mailbox provider out loses ordinary
 * mail; that is mended in one go. */
static bool shuts_mailbox_out(const struct plan_input *input,
			      struct situation *s, struct plan *plan)
{
	struct spf_cover_result result;
	struct spf_record record;
	bool hard, out = false;

	if (s->existing_count != 1 || !strcasestr(s->existing[0], "-all") ||
	    !name_equal(s->wanted.record.name, input->choices->domain))
		return false;
	hard = spf_record_parse(s->existing[0], &record) && record.all &&
	       record.all->qualifier == '-';
	spf_record_free(&record);
	if (!hard || !gather_mailbox(input, plan, s) || !s->mailbox ||
	    !s->mailbox->spf_terms)
		return false;
	spf_cover_check(s->wanted.record.name, s->existing[0],
			s->mailbox->spf_terms, &input->rules, &result);
	if (result.cover == SPF_COVER_PENDING)
		plan->complete = false;
	else
		out = spf_cover_leaves_out(&result);
	spf_cover_free(&result);
	return out;
}

/* A service's return-path name has its own SPF record: no mailbox sends from
 * there, so has_mx stays false and the sentence about it is not said. */
static void decide(const struct plan_input *input, const struct needs *needs,
		   struct situation *s, struct plan *plan)
{
	bool said_no_mx = plan->notes & PLAN_NOTE_NO_MX;
	enum spf_cover cover;

	if (!s->existing_count && !prepare_new(input, s, plan)) {
		plan_add(plan, ACTION_UNKNOWN, &s->wanted, NULL);
		return;
	}
	if (s->existing_count && !is_valid(s->existing[0]))
		repair(s);
	cover = s->before ? SPF_COVER_NO : covered(input, s, plan);
	if (cover == SPF_COVER_NO || cover == SPF_COVER_PARTLY)
		repair(s);
	s->add_mailbox = shuts_mailbox_out(input, s, plan);
	if (cover == SPF_COVER_YES && !s->add_mailbox) {
		free(s->wanted.record.value);
		s->wanted.record.value = xstrdup(s->existing[0]);
		s->wanted.spf_covered = true;
		plan_add(plan, ACTION_KEEP, &s->wanted, s->records[0]);
	} else if (cover == SPF_COVER_PENDING) {
		plan_add(plan, ACTION_UNKNOWN, &s->wanted, s->records[0]);
	} else {
		merge(input, needs, s, plan);
		if (!said_no_mx &&
		    !name_equal(s->wanted.record.name, input->choices->domain))
			plan->notes &= ~(unsigned)PLAN_NOTE_NO_MX;
	}
}

/* An alias or a delegation at the name: no text can stand beside it. */
static void clear_way(const struct plan_input *input, const struct needs *needs,
		      const struct situation *s, struct plan *plan)
{
	const struct need need = {
		.wanted = s->wanted,
		.by_template = s->by_template,
	};

	plan_clear_way(input, needs, &need, plan);
}

void plan_spf(const struct plan_input *input, const struct needs *needs,
	      const char *name, struct plan *plan)
{
	struct situation s = { .existing_count = 0 };
	const struct answer *answer = plan_ask(input, plan, name, RR_TXT);

	gather_terms(needs, name, &s);
	/* What no service needs is advice, unless nothing else is asked. */
	s.wanted.required = s.is_needed || s.by_template || !needs->is_chosen;
	if (!answer) {
		plan_add(plan, ACTION_UNKNOWN, &s.wanted, NULL);
	} else {
		gather_existing(answer, name, &s);
		gather_meant(answer, name, &s);
		decide(input, needs, &s, plan);
		clear_way(input, needs, &s, plan);
	}
	free(s.repaired);
	wanted_free(&s.wanted);
}
