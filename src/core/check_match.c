/* Meaning, not text (rule 4 of the house): when is what is there the wanted
 * record?
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "mail/dkim.h"
#include "mail/dmarc.h"
#include "mail/spf_cover.h"

bool check_is_kindred(const struct wanted *wanted, const char *value)
{
	const char *text = wanted->record.value;
	const char *equals;

	if (wanted->record.type != RR_TXT)
		return true;
	switch (wanted->purpose) {
	case PURPOSE_SPF:
		return spf_is_record(value) || spf_is_meant(value);
	case PURPOSE_DMARC:
		return dmarc_is_meant(value);
	case PURPOSE_DKIM:
		return true;
	default:
		break;
	}
	/* A token of the same service: what stands before the '=' is equal. */
	equals = strchr(text, '=');
	return !strcmp(text, value) ||
	       (equals && !strncmp(text, value, (size_t)(equals - text) + 1));
}

/* Something that receivers do not even take for a record: v=spf1include:... */
static bool is_spf_meant(const struct answer *answer)
{
	const struct record *r;
	size_t index = 0;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (spf_is_meant(r->value))
			return true;
	}
	return false;
}

static enum match match_spf(struct judge *judge, const struct wanted *wanted,
			    const struct answer *answer)
{
	struct spf_cover_result result;
	enum spf_cover cover;
	const char *text;
	size_t count = spf_select(answer, &text);

	if (!count)
		return is_spf_meant(answer) ? MATCH_OTHER : MATCH_ABSENT;
	if (count > 1)
		return MATCH_OTHER;
	if (!wanted->spf_terms || !*wanted->spf_terms)
		return MATCH_OK;
	if (wanted->spf_covered && !strcmp(text, wanted->record.value))
		return MATCH_OK;
	spf_cover_check(wanted->record.name, text, wanted->spf_terms,
			&judge->rules, &result);
	cover = result.cover;
	spf_cover_free(&result);
	switch (cover) {
	case SPF_COVER_PENDING:
		return MATCH_PENDING;
	case SPF_COVER_YES:
		return MATCH_OK;
	case SPF_COVER_UNKNOWN:
		return MATCH_UNKNOWN;
	case SPF_COVER_PARTLY:
	case SPF_COVER_NO:
		break;
	}
	return MATCH_OTHER;
}

/* Any DMARC record that receivers use will do: the customer's own stays. What
 * does not begin as a record is passed over, several records are all ignored
 * (RFC 9989, 4.10). */
static enum match match_dmarc(const struct judge *judge,
			      const struct answer *answer)
{
	const struct dmarc_discovery *found = &judge->discovered;
	struct dmarc_record record;
	const struct record *r;
	size_t index = 0, meant = 0, records = 0, usable = 0;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (found->status == DMARC_FOUND &&
		    !strcmp(found->text, r->value)) {
			meant++;
			records++;
			usable += found->record.usable;
			continue;
		}
		meant += dmarc_is_meant(r->value);
		dmarc_parse(r->value, &record);
		records += record.is_record;
		usable += record.usable;
	}
	if (!meant)
		return MATCH_ABSENT;
	return usable == 1 && records == 1 ? MATCH_OK : MATCH_OTHER;
}

static enum match match_dkim_text(const struct wanted *wanted,
				  const struct answer *answer)
{
	const struct record *r;
	size_t index = 0, keys = 0, same = 0;

	while ((r = answer_next(answer, RR_TXT, &index))) {
		keys++;
		same += !strcmp(r->value, wanted->record.value) ||
			dkim_text_equal(r->value, wanted->record.value);
	}
	if (!keys)
		return MATCH_ABSENT;
	return same == keys ? MATCH_OK : MATCH_OTHER;
}

static enum match match_plain(const struct wanted *wanted,
			      const struct answer *answer)
{
	const struct record *r;
	size_t index = 0;
	bool other = false;

	while ((r = answer_next(answer, wanted->record.type, &index))) {
		if (record_value_equal(r->type, r->value,
				       wanted->record.value) &&
		    r->priority == wanted->record.priority)
			return MATCH_OK;
		other |= check_is_kindred(wanted, r->value);
	}
	return other ? MATCH_OTHER : MATCH_ABSENT;
}

/* Another alias than the wanted one is as good when it leads to the same
 * key. */
static enum match match_dkim_alias(struct judge *judge,
				   const struct wanted *wanted,
				   const struct answer *answer)
{
	enum match match = match_plain(wanted, answer);
	const struct record *alias = answer_first(answer, RR_CNAME);
	struct dkim_lookup here, there;

	if (match != MATCH_OTHER || !alias)
		return match;
	here = dkim_look(alias->value, &judge->rules);
	there = dkim_look(wanted->record.value, &judge->rules);
	if (here.status == DKIM_PENDING || there.status == DKIM_PENDING)
		return MATCH_PENDING;
	if (here.status == DKIM_UNKNOWN || there.status == DKIM_UNKNOWN)
		return MATCH_UNKNOWN;
	return here.status == DKIM_FOUND && there.status == DKIM_FOUND &&
			       dkim_text_equal(here.text, there.text)
		       ? MATCH_OK
		       : MATCH_OTHER;
}

/* An alias at the name where something else is wanted hides it: a DKIM key or a
 * DMARC record may well be right behind it, anything else is in the way. */
static enum match match_behind_alias(struct judge *judge,
				     const struct wanted *wanted)
{
	const struct answer *behind;

	if (wanted->purpose != PURPOSE_DKIM && wanted->purpose != PURPOSE_DMARC)
		return MATCH_OTHER;
	behind = view_resolve(&judge->view, wanted->record.name,
			      wanted->record.type);
	if (!behind)
		return MATCH_PENDING;
	if (!answer_is_definite(behind))
		return MATCH_UNKNOWN;
	if (wanted->purpose == PURPOSE_DMARC)
		return match_dmarc(judge, behind) == MATCH_OK ? MATCH_OK
							      : MATCH_OTHER;
	return match_dkim_text(wanted, behind) == MATCH_OK ? MATCH_OK
							   : MATCH_OTHER;
}

enum match check_match(struct judge *judge, const struct wanted *wanted,
		       const struct answer *answer)
{
	const struct record *cname;

	if (answer->status != ANSWER_RECORDS)
		return MATCH_ABSENT;
	cname = answer_first(answer, RR_CNAME);
	if (cname && wanted->record.type != RR_CNAME &&
	    !answer_first(answer, wanted->record.type))
		return match_behind_alias(judge, wanted);
	if (wanted->record.type == RR_TXT) {
		if (wanted->purpose == PURPOSE_SPF)
			return match_spf(judge, wanted, answer);
		if (wanted->purpose == PURPOSE_DMARC)
			return match_dmarc(judge, answer);
		if (wanted->purpose == PURPOSE_DKIM)
			return match_dkim_text(wanted, answer);
	}
	if (wanted->record.type == RR_CNAME && wanted->purpose == PURPOSE_DKIM)
		return match_dkim_alias(judge, wanted, answer);
	return match_plain(wanted, answer);
}
