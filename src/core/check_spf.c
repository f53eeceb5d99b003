/* The SPF record as a whole: is it sound for everybody, whoever sends?
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/mailbox.h"
#include "core/check_internal.h"
#include "mail/spf_cover.h"
#include "mail/spf_tree.h"

enum { LOOKUPS_NEAR = 9 };

static struct finding *add(struct judge *judge, enum finding_code code,
			   const char *who)
{
	struct finding *f = findings_add(judge->spf, code);

	f->at = xstrdup(judge->out->domain);
	f->type = RR_TXT;
	f->seen = judge->out->spf_record ? xstrdup(judge->out->spf_record)
					 : NULL;
	f->who = who ? xstrdup(who) : NULL;
	return f;
}

static void judge_error(struct judge *judge, const struct spf_tree *tree)
{
	struct finding *f;

	switch (tree->error) {
	case SPF_ERROR_NONE:
	case SPF_ERROR_DOMAIN:
	case SPF_ERROR_NO_RECORD:
	case SPF_ERROR_NO_NAME:
	case SPF_ERROR_DNS:
		break;
	case SPF_ERROR_SYNTAX:
		if (tree->error_inside) {
			add(judge, FINDING_SPF_INCLUDE_BROKEN,
			    tree->error_target ? tree->error_target
					       : tree->error_domain);
			break;
		}
		f = add(judge, FINDING_SPF_SYNTAX, tree->error_term);
		f->place = (long)tree->error_offset;
		f->limit = (long)tree->error_len;
		break;
	case SPF_ERROR_LOOKUPS:
		f = add(judge, FINDING_SPF_LOOKUPS, NULL);
		f->place = (long)tree->lookups;
		f->limit = SPF_LOOKUPS_MAX;
		break;
	case SPF_ERROR_VOIDS:
		f = add(judge, FINDING_SPF_VOIDS, NULL);
		f->place = (long)tree->voids;
		f->limit = SPF_VOIDS_MAX;
		break;
	case SPF_ERROR_MULTIPLE: /* at the domain itself it is told before */
	case SPF_ERROR_MX:
	case SPF_ERROR_INCLUDE_NONE:
	case SPF_ERROR_REDIRECT_NONE:
	case SPF_ERROR_LOOP:
		add(judge, FINDING_SPF_INCLUDE_BROKEN,
		    tree->error_target ? tree->error_target : tree->error_term);
		break;
	}
}

static void judge_all(struct judge *judge, const struct spf_tree *tree)
{
	if (tree->error != SPF_ERROR_NONE)
		return;
	if (tree->all == '+')
		add(judge, FINDING_SPF_PASS_ALL, NULL);
	else if (tree->all == '?')
		add(judge, FINDING_SPF_NEUTRAL_ALL, NULL);
	else if (!tree->all && !tree->uses_macros)
		add(judge, FINDING_SPF_NO_ALL, NULL);
}

/* Something may stand behind `all`: not where its first three letters are the
 * last. */
static bool may_go_on_behind_all(const char *text)
{
	const char *all = strcasestr(text, "all");

	return all && all[3];
}

static void judge_text(struct judge *judge, const char *text)
{
	struct spf_record record = { .text = NULL };

	if (may_go_on_behind_all(text) && spf_record_parse(text, &record) &&
	    record.all) {
		for (size_t i = 0; i < record.count; i++) {
			const struct spf_term *term = &record.terms[i];
			struct finding *f;
			char *word;

			if (term <= record.all || spf_is_modifier(term->kind))
				continue;
			word = slice_dup(spf_term_text(&record, term));
			f = add(judge, FINDING_SPF_AFTER_ALL, word);
			f->place = (long)term->offset;
			if (term->kind == SPF_ALL)
				f->seen = xstrdup(word);
			free(word);
			break;
		}
	}
	spf_record_free(&record);
	if (strlen(text) > SPF_LONG) {
		struct finding *f = add(judge, FINDING_SPF_LONG, NULL);

		f->place = (long)strlen(text);
		f->limit = SPF_LONG;
	}
}

/* Something that would be an error is not known. */
static void set_doubtful(struct judge *judge)
{
	if (judge->spf_record)
		judge->spf_record->doubtful = true;
}

/* May everybody send who should? An answer that is still to come, or that did
 * not come, makes no finding. */
static bool is_left_out(struct judge *judge, const char *text,
			const char *terms, char **missing,
			enum spf_cover *cover)
{
	struct spf_cover_result result;
	bool out;

	spf_cover_check(judge->out->domain, text, terms, &judge->rules,
			&result);
	out = spf_cover_leaves_out(&result);
	*cover = result.cover;
	*missing = out ? xstrdup(result.missing_term ? result.missing_term
						     : terms)
		       : NULL;
	spf_cover_free(&result);
	return out;
}

static const struct mailbox_provider *find_provider(const struct answer *mx)
{
	const struct record *r, *best = NULL;
	size_t index = 0;

	while ((r = answer_next(mx, RR_MX, &index))) {
		if (!best || r->priority < best->priority)
			best = r;
	}
	return best ? mailbox_from_mx(best->value) : NULL;
}

/* Under -all it is an error to leave it out, so not to know is a doubt. */
static void judge_mailbox(struct judge *judge, const char *text, char all)
{
	const struct answer *mx = view_lookup(&judge->view, judge->out->domain,
					      RR_MX);
	const struct mailbox_provider *provider;
	struct finding *f;
	enum spf_cover cover;
	bool left_out;
	char *missing;

	if (!mx || !view_is_definite(&judge->view, mx)) {
		if (all == '-')
			set_doubtful(judge);
		return;
	}
	provider = find_provider(mx);
	if (!provider || !provider->spf_terms)
		return;
	left_out = is_left_out(judge, text, provider->spf_terms, &missing,
			       &cover);
	if ((cover == SPF_COVER_UNKNOWN || cover == SPF_COVER_PENDING) &&
	    all == '-')
		set_doubtful(judge);
	if (!left_out)
		return;
	f = add(judge, FINDING_SPF_MAILBOX_LEFT_OUT, provider->name);
	f->wanted = missing;
	if (all == '-')
		f->severity = SEVERITY_ERROR;
}

/* The terms of a record that let somebody send, with redirect= as an include;
 * the caller frees it. */
static char *senders_of(const char *text)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	struct spf_record record;
	bool valid = spf_record_parse(text, &record);

	for (size_t i = 0; valid && i < record.count; i++) {
		const struct spf_term *term = &record.terms[i];
		bool redirects = term->kind == SPF_REDIRECT;
		struct slice word = redirects ? term->domain
					      : spf_term_text(&record, term);

		if (!spf_term_counts(&record, term) ||
		    (spf_is_modifier(term->kind) && !redirects))
			continue;
		str_addf(&out, "%s%s%.*s", out.len ? " " : "",
			 redirects ? "include:" : "", (int)word.len, word.at);
	}
	spf_record_free(&record);
	return str_take(&out);
}

static void judge_lost_sender(struct judge *judge, const char *text, char all)
{
	const char *before = past_spf(judge->input->past, judge->out->domain);
	struct finding *f;
	char *missing, *senders;
	enum spf_cover cover;

	if (!before || !strcmp(before, text))
		return;
	senders = senders_of(before);
	if (is_left_out(judge, text, senders, &missing, &cover)) {
		f = add(judge, FINDING_SPF_LOST_SENDER, missing);
		f->wanted = xstrdup(before);
		if (all == '-')
			f->severity = SEVERITY_ERROR;
		free(missing);
	}
	/* Unknown is no doubt: of who is dead and gone nobody need know. */
	if (cover == SPF_COVER_PENDING && all == '-')
		set_doubtful(judge);
	free(senders);
}

void check_spf_tree(struct judge *judge)
{
	const struct answer *answer = view_lookup(&judge->view,
						  judge->out->domain, RR_TXT);
	const char *text;

	if (answer && view_is_definite(&judge->view, answer) &&
	    spf_select(answer, &text) == 1)
		spf_tree_count(judge->out->domain, text, &judge->rules,
			       &judge->tree);
}

static void judge_tree(struct judge *judge, const char *text)
{
	const struct spf_tree *tree = &judge->tree;

	if (tree->pending || tree->unknown) {
		judge->out->spf_lookups = judge->out->spf_voids = -1;
		set_doubtful(judge);
	} else {
		judge->out->spf_lookups = (int)tree->lookups;
		judge->out->spf_voids = (int)tree->voids;
	}
	judge_error(judge, tree);
	judge_all(judge, tree);
	if (tree->uses_ptr)
		add(judge, FINDING_SPF_PTR, NULL);
	if (tree->error == SPF_ERROR_NONE && tree->lookups >= LOOKUPS_NEAR &&
	    !spf_tree_over_limit(tree)) {
		struct finding *f = add(judge, FINDING_SPF_LOOKUPS_NEAR, NULL);

		f->place = (long)tree->lookups;
		f->limit = SPF_LOOKUPS_MAX;
	}
	if (tree->error == SPF_ERROR_NONE) {
		judge_mailbox(judge, text, tree->all);
		judge_lost_sender(judge, text, tree->all);
	}
}

/* The type of its own that SPF once had: receivers do not look at it (RFC 7208,
 * 3.1). */
static void judge_type99(struct judge *judge)
{
	const struct answer *answer = view_neighbour(
		&judge->view, judge->out->domain, RR_SPF);
	const struct record *r = answer ? answer_first(answer, RR_SPF) : NULL;
	struct finding *f;

	if (!r)
		return;
	f = findings_add(judge->spf, FINDING_SPF_TYPE99);
	f->at = xstrdup(judge->out->domain);
	f->type = RR_SPF;
	f->seen = xstrdup(r->value);
}

void check_spf(struct judge *judge)
{
	const struct answer *answer = view_lookup(&judge->view,
						  judge->out->domain, RR_TXT);
	const char *text;
	size_t count;

	judge_type99(judge);
	judge->out->spf_lookups = judge->out->spf_voids = -1;
	if (!answer || !view_is_definite(&judge->view, answer))
		return;
	count = spf_select(answer, &text);
	if (!count)
		return;
	judge->out->spf_record = xstrdup(text);
	if (count > 1) {
		if (!findings_have(judge->spf, FINDING_SPF_MULTIPLE))
			add(judge, FINDING_SPF_MULTIPLE, NULL)->place =
				(long)count;
		return;
	}
	judge_text(judge, text);
	judge_tree(judge, text);
}
