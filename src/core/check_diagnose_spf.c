/* The SPF record that does not let the services send: misspelt or without them.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/check_internal.h"
#include "core/near.h"
#include "mail/ascii.h"
#include "mail/spf_cover.h"
#include "mail/spf_repair.h"

/* The first SPF record, and how many different ones there are. */
static const struct record *found_spf(const struct record_verdict *v,
				      size_t *count)
{
	const struct record *first = NULL;

	*count = 0;
	for (size_t i = 0; i < v->found_count; i++) {
		const struct record *r = &v->found[i];

		if (r->type != RR_TXT || !spf_is_record(r->value))
			continue;
		if (!(*count)++)
			first = r;
	}
	return first;
}

/* What happened to the line on its way in, where that can be told; what it was
 * meant to be, or NULL. The caller frees it. */
static char *diagnose_spoilt_spf(struct record_verdict *v,
				 const struct record *there)
{
	enum finding_code code = FINDING_VALUE_ESCAPED;
	unsigned what;
	char *meant = spf_repair(there->value, &what);
	struct finding *f;

	if (!meant || what & SPF_REPAIRED_WORDS)
		return meant;
	if (what & SPF_REPAIRED_QUOTES)
		code = FINDING_VALUE_QUOTES;
	else if (what & SPF_REPAIRED_BLANKS)
		code = FINDING_VALUE_WHITESPACE;
	f = check_add(v, code, there->value);
	while (meant[f->place] && meant[f->place] == there->value[f->place])
		f->place++;
	/* one is missing, else there is one too many */
	f->limit = code == FINDING_VALUE_WHITESPACE && meant[f->place] == ' ' &&
		   ascii_is_plain((struct slice){ there->value + f->place, 1 });
	return meant;
}

/* Meant as a record, but receivers do not see one. */
static void diagnose_meant_spf(struct record_verdict *v,
			       const struct record *there)
{
	const struct near_input input = {
		.type = RR_TXT,
		.wanted = v->wanted.record.value,
		.found = there->value,
		.domain = v->wanted.record.name,
	};
	struct near near = near_value(&input);
	struct finding *f;

	/* While the whole record is not known that should be there, nor is what
	 * happened to it. */
	if (!spf_is_record(input.wanted)) {
		check_forget(v);
		return;
	}
	free(diagnose_spoilt_spf(v, there));
	if (v->findings.count)
		return;
	if (!check_changed_on_the_way(near.code))
		near = (struct near){ .code = FINDING_SPF_SYNTAX };
	f = check_add(v, near.code, there->value);
	f->place = near.place;
	if (near.code == FINDING_SPF_SYNTAX)
		f->who = xstrndup(there->value, strcspn(there->value, " "));
}

/* All the terms stand in a line that does not count for a mistake in it, which
 * was told: then nothing is missing. */
static bool is_but_misspelt(const struct record_verdict *v, const char *text,
			    const char *meant)
{
	struct spf_record record;
	bool told = !spf_record_parse(text, &record) || v->findings.count;
	struct slice wanted = slice_of(v->wanted.spf_terms), term, word;
	bool all = true;

	spf_record_free(&record);
	while (told && slice_next_word(&wanted, &term)) {
		struct slice rest = slice_of(meant ? meant : text);
		bool stands = false;

		while (slice_next_word(&rest, &word))
			stands |= word.len == term.len &&
				  !strncasecmp(word.at, term.at, term.len);
		all &= stands;
	}
	return told && all;
}

/* All that is wanted stands there, and check_spf.c tells what keeps it from
 * counting: nothing is missing. */
static bool is_told_otherwise(const struct judge *judge,
			      const struct record_verdict *v, const char *text)
{
	const struct spf_tree *tree = &judge->tree;

	return !strcmp(v->wanted.record.value, text) && tree->record &&
	       !strcmp(tree->record, text) && tree->error != SPF_ERROR_NONE &&
	       tree->error != SPF_ERROR_DNS;
}

/* What is wrong inside the record is told by check_spf.c; here only that the
 * service is left out. */
void check_diagnose_spf(struct judge *judge, struct record_verdict *v)
{
	size_t count;
	const struct record *there = found_spf(v, &count);
	const struct record *meant = check_found_of_type(v, RR_TXT);
	struct spf_cover_result result;
	struct finding *f;
	char *repaired;

	if (!there) {
		if (meant)
			diagnose_meant_spf(v, meant);
		return;
	}
	if (v->several && count > 1) {
		check_add(v, FINDING_SPF_MULTIPLE, there->value)->place =
			(long)count;
		return;
	}
	spf_cover_check(v->wanted.record.name, there->value,
			v->wanted.spf_terms, &judge->rules, &result);
	if (result.cover == SPF_COVER_NO || result.cover == SPF_COVER_PARTLY) {
		repaired = diagnose_spoilt_spf(v, there);
		if (!is_but_misspelt(v, there->value, repaired) &&
		    !is_told_otherwise(judge, v, there->value)) {
			f = check_add(v, FINDING_SPF_NOT_AUTHORISED,
				      there->value);
			if (!v->wanted.required)
				f->severity = SEVERITY_WARNING;
			f->who = xstrdup(result.missing_term
						 ? result.missing_term
						 : v->wanted.spf_terms);
			check_set_waiting(judge, v, f);
		}
		free(repaired);
	}
	spf_cover_free(&result);
}
