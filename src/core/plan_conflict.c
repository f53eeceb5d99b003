/* What a wanted record meets at its name: the conflict rules of the Domain
 * Connect specification ("Record Types and Conflicts"), CNAME against
 * everything first.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/plan_internal.h"
#include "mail/dmarc.h"

/* What a signer makes by itself (RFC 4034, 5155) may stand beside a CNAME and
 * is nobody's to remove. */
static bool is_made_by_signer(enum rr type)
{
	enum { RRSIG = 46, NSEC = 47, NSEC3 = 50, NSEC3PARAM = 51 };

	return type == (enum rr)RRSIG || type == (enum rr)NSEC ||
	       type == (enum rr)NSEC3 || type == (enum rr)NSEC3PARAM;
}

static bool is_txt_conflict(const struct need *need, const struct record *there)
{
	if (need->wanted.purpose == PURPOSE_DKIM)
		return true; /* one key a selector (RFC 6376, 3.6.2.2) */
	if (dmarc_is_record(need->wanted.record.value) &&
	    dmarc_is_meant(there->value))
		return true; /* one policy a name (RFC 9989, 4.10) */
	switch (need->txt_mode) {
	case TEMPLATE_TXT_ALL:
		return true;
	case TEMPLATE_TXT_PREFIX_MODE:
		return need->txt_prefix &&
		       !strncmp(there->value, need->txt_prefix,
				strlen(need->txt_prefix));
	case TEMPLATE_TXT_NONE:
		break;
	}
	return false;
}

static bool is_apex(const struct plan_input *input, const char *name)
{
	return input->zone && name_equal(name, input->zone);
}

/* Two records at one name. */
static bool is_conflict_at_name(const struct plan_input *input,
				const struct need *need,
				const struct record *there)
{
	enum rr wanted = need->wanted.record.type;

	if (there->type == RR_CNAME || wanted == RR_CNAME)
		return true;
	if (wanted == RR_A || wanted == RR_AAAA)
		return there->type == RR_A || there->type == RR_AAAA;
	if (there->type != wanted)
		return false;
	if (wanted == RR_TXT)
		return is_txt_conflict(need, there);
	/* Nobody's name servers are taken from the domain itself. */
	return wanted == RR_MX || wanted == RR_SRV ||
	       (wanted == RR_NS && !is_apex(input, there->name));
}

/* A delegation hides all that stands at its name and below it (RFC 1034,
 * 4.2.1). Only a template that somebody applies undoes one, or makes one. */
static bool is_delegation_conflict(const struct plan_input *input,
				   const struct need *need,
				   const struct record *there)
{
	const struct record *wanted = &need->wanted.record;

	if (!need->by_template)
		return false;
	if (wanted->type == RR_NS)
		return !is_apex(input, wanted->name) &&
		       name_is_under(there->name, wanted->name);
	return there->type == RR_NS && !is_apex(input, there->name) &&
	       name_is_under(wanted->name, there->name);
}

bool plan_is_conflict(const struct plan_input *input, const struct needs *needs,
		      const struct need *need, const struct record *there)
{
	bool at_name = name_equal(there->name, need->wanted.record.name);

	if (is_made_by_signer(there->type))
		return false;
	if (!(at_name && is_conflict_at_name(input, need, there)) &&
	    !is_delegation_conflict(input, need, there))
		return false;
	for (size_t i = 0; i < needs->count; i++) {
		if (record_equal(&needs->items[i].wanted.record, there))
			return false; /* it is asked for as well */
	}
	return true;
}

/* A valid policy stays, whatever a template says. */
bool plan_is_as_good(const struct record *wanted, const struct record *there)
{
	struct dmarc_record record;

	if (record_equal(there, wanted))
		return true;
	if (wanted->type != RR_TXT || there->type != RR_TXT ||
	    !name_equal(there->name, wanted->name) ||
	    !dmarc_is_record(wanted->value) || !dmarc_is_record(there->value))
		return false;
	dmarc_parse(there->value, &record);
	return record.usable;
}
