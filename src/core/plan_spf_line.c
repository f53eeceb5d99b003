/* The merged SPF line as it does its work: the merge itself (mail/spf_merge.h)
 * asks nothing, so what comes out is resolved here, and merged otherwise where
 * that shows a better way.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "core/plan_internal.h"
#include "mail/spf_cover.h"
#include "mail/spf_merge.h"
#include "mail/spf_tree.h"

/* SOUND: every branch is known, and none is in error. */
enum soundness { SOUND, NOT_KNOWN, IN_ERROR };

static enum soundness soundness_of(const struct plan_input *input,
				   const char *name, const char *text,
				   struct plan *plan)
{
	enum soundness soundness = SOUND;
	struct spf_tree tree;

	spf_tree_count(name, text, &input->rules, &tree);
	if (tree.pending || tree.unknown)
		soundness = NOT_KNOWN;
	if (!tree.pending && tree.error != SPF_ERROR_NONE)
		soundness = IN_ERROR;
	if (tree.pending)
		plan->complete = false;
	spf_tree_free(&tree);
	return soundness;
}

/* A sound source that the line does not let send. */
static bool is_kept_back(const struct plan_input *input, const char *name,
			 const char *text, const char *term, struct plan *plan)
{
	char *alone = xasprintf("v=spf1 %s", term);
	struct spf_cover_result result;
	bool kept_back;

	spf_cover_check(name, text, term, &input->rules, &result);
	if (result.cover == SPF_COVER_PENDING)
		plan->complete = false;
	kept_back = (result.cover == SPF_COVER_NO ||
		     result.cover == SPF_COVER_PARTLY) &&
		    soundness_of(input, name, alone, plan) == SOUND;
	spf_cover_free(&result);
	free(alone);
	return kept_back;
}

/* Those of the terms; NULL when there is none. The caller frees them. */
static char *kept_back(const struct plan_input *input, const char *name,
		       const char *text, const char *terms, struct plan *plan)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	struct slice rest = slice_of(terms);
	struct slice word;

	while (slice_next_word(&rest, &word)) {
		char *term = slice_dup(word);

		if (is_kept_back(input, name, text, term, plan))
			str_addf(&out, "%s%s", out.len ? " " : "", term);
		free(term);
	}
	if (out.len)
		return str_take(&out);
	str_free(&out);
	return NULL;
}

/* Takes the other line, and lets go of the one that was there. */
static void replace(struct spf_merge *merged, struct spf_merge *other)
{
	spf_merge_free(merged);
	*merged = *other;
	*other = (struct spf_merge){ .text = NULL };
}

/* Terms that stood behind `all` never counted: where they would break the line
 * in front of it, or cost too much, they are left out. */
static void leave_out_behind_all(const struct plan_input *input,
				 struct spf_merge_input *in,
				 struct spf_merge *merged, struct plan *plan)
{
	struct spf_merge without;

	if (!(merged->notes & SPF_NOTE_BEHIND_ALL) ||
	    soundness_of(input, in->domain, merged->text, plan) != IN_ERROR)
		return;
	in->without_behind_all = true;
	spf_merge(in, &without);
	if (soundness_of(input, in->domain, without.text, plan) != IN_ERROR)
		replace(merged, &without);
	else
		in->without_behind_all = false;
	spf_merge_free(&without);
}

/* Behind a term that excludes them (-ip4:192.0.2.0/24), or that is in error,
 * new terms would let nobody send: then they go in front of it. */
static void put_in_front(const struct plan_input *input,
			 struct spf_merge_input *in, struct spf_merge *merged,
			 struct plan *plan)
{
	char *first = kept_back(input, in->domain, merged->text, in->wanted,
				plan);
	struct spf_merge again;
	char *left;

	if (!first)
		return;
	in->first = first;
	spf_merge(in, &again);
	left = kept_back(input, in->domain, again.text, first, plan);
	if (!left || strlen(left) < strlen(first))
		replace(merged, &again);
	spf_merge_free(&again);
	free(left);
	free(first);
}

void plan_spf_line(const struct plan_input *input,
		   const struct spf_merge_input *wish, struct plan *plan,
		   struct spf_merge *out)
{
	struct spf_merge_input in = *wish;

	spf_merge(&in, out);
	if (!out->text || !in.existing_count)
		return;
	leave_out_behind_all(input, &in, out, plan);
	put_in_front(input, &in, out, plan);
}
