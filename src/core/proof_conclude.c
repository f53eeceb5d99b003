/* The one thing that explains what became of a message.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "catalog/mailbox.h"
#include "core/proof_internal.h"

static const struct {
	const char *name;
	enum proof_grade grade;
} conclusions[PROOF_CONCLUSIONS] = {
	[PROOF_UNKNOWN] = { "unknown", PROOF_GRADE_UNKNOWN },
	[PROOF_UNREADABLE] = { "unreadable", PROOF_GRADE_INPUT },
	[PROOF_NOT_TEXT] = { "not-text", PROOF_GRADE_INPUT },
	[PROOF_NOT_RECEIVED] = { "not-received", PROOF_GRADE_INPUT },
	[PROOF_NO_AUTHOR] = { "no-author", PROOF_GRADE_INPUT },
	[PROOF_INSIDE] = { "inside", PROOF_GRADE_UNKNOWN },
	[PROOF_OTHER_DOMAIN] = { "other-domain", PROOF_GRADE_BAD },
	[PROOF_FINE] = { "fine", PROOF_GRADE_GOOD },
	[PROOF_FINE_SPF_ONLY] = { "fine-spf-only", PROOF_GRADE_WARNING },
	[PROOF_FINE_NO_DMARC] = { "fine-no-dmarc", PROOF_GRADE_WARNING },
	[PROOF_FINE_BUT_SPAM] = { "fine-but-spam", PROOF_GRADE_WARNING },
	[PROOF_FINE_BEHIND_FILTER] = { "fine-behind-filter",
				       PROOF_GRADE_WARNING },
	[PROOF_FINE_KEY_GONE] = { "fine-key-gone", PROOF_GRADE_BAD },
	[PROOF_FINE_SPF_GONE] = { "fine-spf-gone", PROOF_GRADE_BAD },
	[PROOF_NOW_RIGHT] = { "now-right", PROOF_GRADE_GOOD },
	[PROOF_MAILBOX_DOMAIN] = { "mailbox-domain", PROOF_GRADE_BAD },
	[PROOF_FORWARDED] = { "forwarded", PROOF_GRADE_BAD },
	[PROOF_LIST] = { "list", PROOF_GRADE_BAD },
	[PROOF_BODY_CHANGED] = { "body-changed", PROOF_GRADE_BAD },
	[PROOF_HEADER_CHANGED] = { "header-changed", PROOF_GRADE_BAD },
	[PROOF_NO_KEY] = { "no-key", PROOF_GRADE_BAD },
	[PROOF_KEY_REVOKED] = { "key-revoked", PROOF_GRADE_BAD },
	[PROOF_KEY_SEVERAL] = { "key-several", PROOF_GRADE_BAD },
	[PROOF_KEY_BROKEN] = { "key-broken", PROOF_GRADE_BAD },
	[PROOF_KEY_SHORT] = { "key-short", PROOF_GRADE_BAD },
	[PROOF_SHA1] = { "sha1", PROOF_GRADE_BAD },
	[PROOF_EXPIRED] = { "expired", PROOF_GRADE_BAD },
	[PROOF_MALFORMED] = { "malformed", PROOF_GRADE_BAD },
	[PROOF_DKIM_UNTOLD] = { "dkim-untold", PROOF_GRADE_UNKNOWN },
	[PROOF_DKIM_FAILED] = { "dkim-failed", PROOF_GRADE_BAD },
	[PROOF_SPF_BROKEN] = { "spf-broken", PROOF_GRADE_BAD },
	[PROOF_SPF_MISSING] = { "spf-missing", PROOF_GRADE_BAD },
	[PROOF_SPF_FAIL] = { "spf-fail", PROOF_GRADE_BAD },
	[PROOF_SPF_WEAK] = { "spf-weak", PROOF_GRADE_BAD },
	[PROOF_NOT_ALIGNED] = { "not-aligned", PROOF_GRADE_BAD },
	[PROOF_UNPROVEN] = { "unproven", PROOF_GRADE_BAD },
	[PROOF_BOUNCED] = { "bounced", PROOF_GRADE_BAD },
};

const char *proof_conclusion_name(enum proof_conclusion conclusion)
{
	return conclusions[conclusion].name;
}

enum proof_grade proof_grade(const struct proof *p)
{
	return conclusions[p->conclusion].grade;
}

bool proof_is_aligned(enum alignment alignment, bool strict)
{
	return alignment == ALIGNMENT_STRICT ||
	       (alignment == ALIGNMENT_RELAXED && !strict);
}

bool proof_signature_fits(const struct proof *p,
			  const struct proof_signature *s)
{
	return proof_is_aligned(s->alignment, p->dmarc.strict_dkim);
}

static bool spf_fits(const struct proof *p)
{
	return proof_is_aligned(p->spf_alignment, p->dmarc.strict_spf);
}

bool proof_spf_passed(const struct proof *p)
{
	return p->said.spf == SAID_PASS && spf_fits(p);
}

bool proof_spf_passes_now(const struct proof *p)
{
	return p->has_ip && p->spf.status == SPF_PASS && spf_fits(p);
}

bool proof_dkim_passed(const struct proof *p)
{
	for (size_t i = 0; i < p->signature_count; i++) {
		if (p->signatures[i].said == SAID_PASS &&
		    proof_signature_fits(p, &p->signatures[i]))
			return true;
	}
	return false;
}

static bool is_right(const struct proof_signature *s)
{
	return s->state == PROOF_DKIM_RIGHT ||
	       s->state == PROOF_DKIM_HEADER_RIGHT;
}

bool proof_dkim_passes_now(const struct proof *p)
{
	for (size_t i = 0; i < p->signature_count; i++) {
		if (is_right(&p->signatures[i]) &&
		    proof_signature_fits(p, &p->signatures[i]))
			return true;
	}
	return false;
}

/* --- good ---------------------------------------------------------------- */

/* The signature that is to be spoken of: one for the From domain, and of those
 * the one that is furthest from right. */
static bool find_key(struct proof *p, bool fitting)
{
	bool found = false;

	for (size_t i = 0; i < p->signature_count; i++) {
		const struct proof_signature *s = &p->signatures[i];

		if (fitting && !proof_signature_fits(p, s))
			continue;
		if (!found || s->state < p->signatures[p->key].state)
			p->key = i;
		found = true;
	}
	return found;
}

/* It passed by DKIM alone then, and its key would not do any more. */
static bool is_key_gone(struct proof *p)
{
	for (size_t i = 0; i < p->signature_count; i++) {
		const struct proof_signature *s = &p->signatures[i];

		if (s->said != SAID_PASS || !proof_signature_fits(p, s))
			continue;
		if (s->state != PROOF_DKIM_NO_KEY &&
		    s->state != PROOF_DKIM_KEY_REVOKED &&
		    s->state != PROOF_DKIM_KEY_BROKEN)
			continue;
		p->key = i;
		return true;
	}
	return false;
}

static bool is_spf_gone(const struct proof *p)
{
	return proof_spf_passed(p) && p->has_ip &&
	       (p->spf.status == SPF_FAIL || p->spf.status == SPF_SOFTFAIL ||
		p->spf.status == SPF_NONE || p->spf.status == SPF_PERMERROR);
}

/* Its receiver held the filter in front of it for the sender. */
static bool is_misjudged(const struct proof *p)
{
	enum said spf = p->said.behind_spf;

	return *p->route.filter &&
	       (p->said.behind_dmarc == SAID_FAIL ||
		(p->said.spam == SPAM_YES &&
		 (spf == SAID_FAIL || spf == SAID_SOFTFAIL)));
}

static enum proof_conclusion conclude_good(struct proof *p)
{
	bool by_dkim = proof_dkim_passed(p) || proof_dkim_passes_now(p);

	if (is_key_gone(p))
		return PROOF_FINE_KEY_GONE;
	if (!by_dkim && is_spf_gone(p))
		return PROOF_FINE_SPF_GONE;
	if (is_misjudged(p))
		return PROOF_FINE_BEHIND_FILTER;
	if (p->said.spam == SPAM_YES)
		return PROOF_FINE_BUT_SPAM;
	if (!by_dkim && !find_key(p, true))
		return PROOF_FINE_SPF_ONLY;
	if (p->dmarc.status == DMARC_NOTHING)
		return PROOF_FINE_NO_DMARC;
	return PROOF_FINE;
}

/* --- wrong --------------------------------------------------------------- */

static enum proof_conclusion conclude_signature(const struct proof_signature *s)
{
	static const enum proof_conclusion by_state[PROOF_DKIM_STATES] = {
		[PROOF_DKIM_MALFORMED] = PROOF_MALFORMED,
		[PROOF_DKIM_SHA1] = PROOF_SHA1,
		[PROOF_DKIM_KEY_UNKNOWN] = PROOF_UNKNOWN,
		[PROOF_DKIM_NO_KEY] = PROOF_NO_KEY,
		[PROOF_DKIM_KEY_REVOKED] = PROOF_KEY_REVOKED,
		[PROOF_DKIM_KEY_SEVERAL] = PROOF_KEY_SEVERAL,
		[PROOF_DKIM_KEY_BROKEN] = PROOF_KEY_BROKEN,
		[PROOF_DKIM_KEY_SHORT] = PROOF_KEY_SHORT,
		[PROOF_DKIM_KEY_OTHER] = PROOF_KEY_BROKEN,
		[PROOF_DKIM_EXPIRED] = PROOF_EXPIRED,
		[PROOF_DKIM_BODY_CHANGED] = PROOF_BODY_CHANGED,
		[PROOF_DKIM_BODY_SHORT] = PROOF_BODY_CHANGED,
		[PROOF_DKIM_HEADER_CHANGED] = PROOF_HEADER_CHANGED,
		[PROOF_DKIM_UNCHECKED] = PROOF_DKIM_FAILED,
		[PROOF_DKIM_HEADER_RIGHT] = PROOF_DKIM_FAILED,
		[PROOF_DKIM_RIGHT] = PROOF_DKIM_FAILED,
	};

	/* The header alone was pasted: what the receiver tells of the body. */
	if (s->state >= PROOF_DKIM_UNCHECKED && s->said != SAID_PASS &&
	    (strcasestr(s->said_why, "body hash") ||
	     strcasestr(s->said_why, "bodyhash") ||
	     strcasestr(s->said_why, "body has been altered") ||
	     strcasestr(s->said_why, "body altered")))
		return PROOF_BODY_CHANGED;
	if (s->state == PROOF_DKIM_UNCHECKED && s->said == SAID_NOTHING)
		return PROOF_DKIM_UNTOLD;
	return by_state[s->state];
}

/* What the receiver said of SPF, or where it said nothing what is so now. */
static enum spf_status spf_then(const struct proof *p)
{
	static const enum spf_status by_said[] = {
		[SAID_NOTHING] = SPF_PENDING,
		[SAID_NONE] = SPF_NONE,
		[SAID_PASS] = SPF_PASS,
		[SAID_FAIL] = SPF_FAIL,
		[SAID_SOFTFAIL] = SPF_SOFTFAIL,
		[SAID_NEUTRAL] = SPF_NEUTRAL,
		[SAID_TEMPERROR] = SPF_TEMPERROR,
		[SAID_PERMERROR] = SPF_PERMERROR,
		[SAID_POLICY] = SPF_FAIL,
	};

	if (p->said.spf != SAID_NOTHING)
		return by_said[p->said.spf];
	return p->has_ip ? p->spf.status : SPF_PENDING;
}

static enum proof_conclusion conclude_spf(enum spf_status status)
{
	switch (status) {
	case SPF_FAIL:
		return PROOF_SPF_FAIL;
	case SPF_SOFTFAIL:
	case SPF_NEUTRAL:
		return PROOF_SPF_WEAK;
	case SPF_NONE:
		return PROOF_SPF_MISSING;
	case SPF_PERMERROR:
		return PROOF_SPF_BROKEN;
	default:
		return PROOF_UNPROVEN;
	}
}

/* Something vouches for it, but for another name than the reader sees. */
static bool is_for_another(const struct proof *p)
{
	for (size_t i = 0; i < p->signature_count; i++) {
		const struct proof_signature *s = &p->signatures[i];

		if (!proof_signature_fits(p, s) &&
		    (s->said == SAID_PASS || is_right(s)))
			return true;
	}
	return spf_then(p) == SPF_PASS && !spf_fits(p);
}

static bool is_waiting(const struct proof *p)
{
	return (p->has_ip && (p->spf.status == SPF_TEMPERROR ||
			      p->spf.status == SPF_PENDING)) ||
	       p->dmarc.status == DMARC_UNKNOWN ||
	       p->dmarc.status == DMARC_PENDING;
}

static enum proof_conclusion conclude_wrong(struct proof *p)
{
	bool has_own_key = find_key(p, true);
	enum proof_conclusion by_key, by_spf;

	if (mailbox_domain_owner(p->author.domain))
		return PROOF_MAILBOX_DOMAIN;
	if (p->is_list)
		return PROOF_LIST;
	if (p->is_forwarded)
		return PROOF_FORWARDED;
	by_key = has_own_key ? conclude_signature(&p->signatures[p->key])
			     : PROOF_UNPROVEN;
	if (has_own_key && by_key != PROOF_UNKNOWN)
		return by_key;
	/* For the name that the reader sees, or for one of its own. */
	by_spf = spf_fits(p) ? conclude_spf(spf_then(p)) : PROOF_UNPROVEN;
	if (by_spf != PROOF_UNPROVEN)
		return by_spf;
	if (is_waiting(p) || by_key == PROOF_UNKNOWN)
		return PROOF_UNKNOWN;
	if (is_for_another(p)) {
		(void)find_key(p, false);
		return PROOF_NOT_ALIGNED;
	}
	return PROOF_UNPROVEN;
}

/* --- all of it ----------------------------------------------------------- */

/* The receiver looked and found something, which the DNS has no more. */
static bool is_right_now(const struct proof *p)
{
	bool said_spf = p->said.spf != SAID_NOTHING && p->said.spf != SAID_PASS;

	if (said_spf && proof_spf_passes_now(p))
		return true;
	for (size_t i = 0; i < p->signature_count; i++) {
		const struct proof_signature *s = &p->signatures[i];

		if (s->said != SAID_NOTHING && s->said != SAID_PASS &&
		    is_right(s) && proof_signature_fits(p, s))
			return true;
	}
	return false;
}

static bool has_said(const struct proof *p)
{
	return p->said.spf != SAID_NOTHING || p->said.dkim_count ||
	       p->said.dmarc != SAID_NOTHING;
}

static bool has_passed(const struct proof *p)
{
	if (p->said.dmarc == SAID_PASS || proof_spf_passed(p) ||
	    proof_dkim_passed(p))
		return true;
	if (p->said.dmarc != SAID_NOTHING)
		return false;
	return (p->said.spf == SAID_NOTHING && proof_spf_passes_now(p)) ||
	       (!p->said.dkim_count && proof_dkim_passes_now(p));
}

static bool is_inside(const struct proof *p)
{
	return !has_said(p) && !p->signature_count &&
	       (p->is_submitted || (p->route.has_border && !p->has_ip));
}

static enum proof_conclusion conclude_message(struct proof *p)
{
	if (!*p->author.domain)
		return PROOF_NO_AUTHOR;
	if (*p->asked && !name_is_under(p->author.domain, p->asked))
		return PROOF_OTHER_DOMAIN;
	if (has_passed(p))
		return conclude_good(p);
	if (is_inside(p))
		return PROOF_INSIDE;
	if (is_right_now(p))
		return PROOF_NOW_RIGHT;
	return conclude_wrong(p);
}

void proof_conclude(struct proof *p)
{
	switch (p->kind) {
	case PROOF_NOTHING:
		p->conclusion = PROOF_UNREADABLE;
		return;
	case PROOF_OUTLOOK_FILE:
		p->conclusion = PROOF_NOT_TEXT;
		return;
	case PROOF_SENT_COPY:
		p->conclusion = PROOF_NOT_RECEIVED;
		return;
	case PROOF_BOUNCE:
		p->conclusion = PROOF_BOUNCED;
		return;
	case PROOF_MESSAGE:
		p->conclusion = conclude_message(p);
		return;
	}
}
