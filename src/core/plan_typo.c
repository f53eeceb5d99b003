/* A sender in the customer's SPF record that nearly has the name of one that a
 * service wants: it was mistyped.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "core/near.h"
#include "core/plan_internal.h"
#include "mail/spf_record.h"

enum { TYPO_MAX = 3, LONG_ENOUGH = 12 };

/* The target of a term `include:NAME` (canonical), or false. */
static bool read_include(struct slice word, char target[NAME_SIZE])
{
	struct spf_term term;

	return spf_term_parse(word, &term) == SPF_SYNTAX_OK &&
	       term.kind == SPF_INCLUDE &&
	       name_canonical(term.domain.at, term.domain.len, target);
}

static bool is_nearly_wanted(const char *target, const char *terms)
{
	struct slice rest = slice_of(terms);
	struct slice word;
	char wanted[NAME_SIZE];
	bool nearly = false;

	while (slice_next_word(&rest, &word)) {
		if (!read_include(word, wanted))
			continue;
		if (name_equal(wanted, target))
			return false;
		nearly |= strlen(wanted) >= LONG_ENOUGH &&
			  near_distance(wanted, target, TYPO_MAX) <= TYPO_MAX;
	}
	return nearly;
}

/* Somebody's record may stand at a name that is nearly the same. */
static bool leads_nowhere(const struct plan_input *input, const char *target,
			  struct plan *plan)
{
	const struct answer *answer = input->rules.ask(input->rules.ctx, target,
						       RR_TXT);
	const char *first;

	if (!answer)
		plan->complete = false;
	return answer && answer_is_definite(answer) &&
	       !spf_select(answer, &first);
}

char *plan_without_typos(const struct plan_input *input, const char *record,
			 const char *terms, struct plan *plan)
{
	struct slice rest = slice_of(record);
	struct str out = STR_INIT(STR_MAX_TEXT);
	struct slice word;
	char target[NAME_SIZE];
	bool any = false;

	while (slice_next_word(&rest, &word)) {
		if (read_include(word, target) &&
		    is_nearly_wanted(target, terms) &&
		    leads_nowhere(input, target, plan)) {
			any = true;
			continue;
		}
		if (out.len)
			str_add_char(&out, ' ');
		str_add_bytes(&out, word.at, word.len);
	}
	if (any)
		return str_take(&out);
	str_free(&out);
	return NULL;
}
