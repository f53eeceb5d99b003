/* The facts of a proof, one a row.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/proof_text.h"

enum { SHOWN_MAX = 400 }; /* bytes of what a receiver said */

static const char *spf_words(enum spf_status status)
{
	switch (status) {
	case SPF_PASS:
		return _("pass: it may send");
	case SPF_FAIL:
		return _("fail: it may not send");
	case SPF_SOFTFAIL:
		return _("softfail: it is not named as a sender");
	case SPF_NEUTRAL:
		return _("neutral: nothing is said about it");
	case SPF_NONE:
		return _("none: there is no SPF record");
	case SPF_PERMERROR:
		return _("permerror: the record is in error");
	default:
		return _("no answer came");
	}
}

static const char *const dkim_words[PROOF_DKIM_STATES] = {
	[PROOF_DKIM_MALFORMED] = N_("not written as a signature must be"),
	[PROOF_DKIM_SHA1] = N_("rsa-sha1, which does not count any more"),
	[PROOF_DKIM_KEY_UNKNOWN] = N_("no answer came about its key"),
	[PROOF_DKIM_NO_KEY] = N_("its key is not there"),
	[PROOF_DKIM_KEY_REVOKED] = N_("its key has been withdrawn"),
	[PROOF_DKIM_KEY_SEVERAL] = N_("two keys stand there"),
	[PROOF_DKIM_KEY_BROKEN] = N_("its key cannot be used"),
	[PROOF_DKIM_KEY_SHORT] = N_("its key is too short"),
	[PROOF_DKIM_KEY_OTHER] = N_("its key is of another kind"),
	[PROOF_DKIM_EXPIRED] = N_("expired"),
	[PROOF_DKIM_BODY_CHANGED] = N_("the text was changed after signing"),
	[PROOF_DKIM_BODY_SHORT] = N_("a part of the text is missing"),
	[PROOF_DKIM_HEADER_CHANGED] = N_(
		"the header was changed, or another key signed it"),
	[PROOF_DKIM_UNCHECKED] = N_(
		"its key is there; more of the message is needed to check it"),
	[PROOF_DKIM_HEADER_RIGHT] = N_(
		"right for the header; the text was not given"),
	[PROOF_DKIM_RIGHT] = N_("right"),
};

static enum proof_grade spf_grade(enum spf_status status)
{
	switch (status) {
	case SPF_PASS:
		return PROOF_GRADE_GOOD;
	case SPF_TEMPERROR:
	case SPF_PENDING:
		return PROOF_GRADE_UNKNOWN;
	default:
		return PROOF_GRADE_BAD;
	}
}

static void add_ip(struct str *out, const struct proof *p)
{
	char ip[IP_TEXT];

	if (!p->has_ip)
		return;
	ip_print(&p->ip, ip);
	str_addf(out, out->len ? " (%s)" : "%s", ip);
}

/* A full mailbox has nothing to do with any of it. */
static bool is_about_dns(const struct proof *p)
{
	return p->kind != PROOF_BOUNCE || p->bounce.cause <= BOUNCE_UNALIGNED ||
	       p->bounce.cause == BOUNCE_POLICY;
}

static bool from_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("Sender");
	str_add(&out->text,
		*p->author.address ? p->author.address : p->author.domain);
	return out->text.len;
}

static bool server_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("Sent by");
	str_add(&out->text, p->server);
	add_ip(&out->text, p);
	if (p->service && out->text.len)
		str_addf(&out->text, ", %s", p->service->name);
	return out->text.len;
}

static bool receiver_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("Received by");
	str_add(&out->text,
		*p->said.server ? p->said.server : p->route.receiver);
	if (proof_filter(p) && out->text.len) {
		str_add(&out->text, ", ");
		/* TRANSLATORS: %1$s is a company, Mimecast */
		text_fill_one(&out->text, _("behind the filter of %1$s"),
			      proof_filter(p));
	}
	return out->text.len;
}

static bool spf_row(const struct proof *p, struct proof_row *out)
{
	bool asked = p->has_ip && *p->spf_domain;

	out->label = "SPF";
	if ((!asked && p->said.spf == SAID_NOTHING) || !is_about_dns(p))
		return false;
	str_add(&out->text,
		*p->spf_domain ? p->spf_domain : p->said.spf_domain);
	if (asked) {
		str_add(&out->text, ": ");
		str_add(&out->text, spf_words(p->spf.status));
		out->grade = spf_grade(p->spf.status);
	}
	if (p->said.spf != SAID_NOTHING) {
		str_add(&out->text, "; ");
		text_fill_one(&out->text, _("the receiver said: %1$s"),
			      said_name(p->said.spf));
	}
	if (*p->author.domain && p->spf_alignment == ALIGNMENT_NONE) {
		str_add(&out->text, "; ");
		text_fill_one(&out->text,
			      _("does not count for %1$s (another name)"),
			      p->author.domain);
		if (out->grade == PROOF_GRADE_GOOD)
			out->grade = PROOF_GRADE_INPUT;
	}
	return true;
}

static enum proof_grade dkim_grade(const struct proof_signature *s)
{
	switch (s->state) {
	case PROOF_DKIM_RIGHT:
	case PROOF_DKIM_HEADER_RIGHT:
		return PROOF_GRADE_GOOD;
	case PROOF_DKIM_KEY_UNKNOWN:
		return PROOF_GRADE_UNKNOWN;
	case PROOF_DKIM_UNCHECKED:
		return s->said == SAID_PASS ? PROOF_GRADE_GOOD
					    : PROOF_GRADE_UNKNOWN;
	default:
		return PROOF_GRADE_BAD;
	}
}

static void dkim_row(const struct proof *p, const struct proof_signature *s,
		     struct proof_row *out)
{
	out->label = "DKIM";
	out->grade = dkim_grade(s);
	str_addf(&out->text, "%s (%s): ", s->read.domain, s->read.selector);
	str_add(&out->text, _(dkim_words[s->state]));
	if (s->check.not_signed && s->state >= PROOF_DKIM_HEADER_RIGHT) {
		str_add(&out->text, "; ");
		str_add(&out->text, _("a part of the text is not signed (l=)"));
	}
	if (s->said != SAID_NOTHING) {
		str_add(&out->text, "; ");
		text_fill_one(&out->text, _("the receiver said: %1$s"),
			      said_name(s->said));
	}
	if (*p->author.domain && s->alignment == ALIGNMENT_NONE) {
		str_add(&out->text, "; ");
		text_fill_one(&out->text,
			      _("does not count for %1$s (another name)"),
			      p->author.domain);
		if (out->grade == PROOF_GRADE_GOOD)
			out->grade = PROOF_GRADE_INPUT;
	}
}

static bool no_dkim_row(const struct proof *p, struct proof_row *out)
{
	out->label = "DKIM";
	out->grade = PROOF_GRADE_BAD;
	str_add(&out->text, _("not signed"));
	return p->kind == PROOF_MESSAGE && !p->signature_count;
}

static bool dmarc_row(const struct proof *p, struct proof_row *out)
{
	out->label = "DMARC";
	if (!*p->author.domain || !is_about_dns(p))
		return false;
	switch (p->dmarc.status) {
	case DMARC_FOUND:
		/* TRANSLATORS: p=reject, voorbeeld.nl */
		text_fill_two(&out->text, _("p=%1$s at %2$s"),
			      dmarc_policy_name(p->dmarc.policy), p->dmarc.at);
		out->grade = PROOF_GRADE_GOOD;
		break;
	case DMARC_NOTHING:
		str_add(&out->text, _("no record"));
		break;
	default:
		str_add(&out->text, _("no answer came"));
		out->grade = PROOF_GRADE_UNKNOWN;
		break;
	}
	if (p->said.dmarc == SAID_NOTHING)
		return true;
	str_add(&out->text, "; ");
	text_fill_one(&out->text, _("the receiver said: %1$s"),
		      said_name(p->said.dmarc));
	if (p->said.dmarc == SAID_FAIL)
		out->grade = PROOF_GRADE_BAD;
	return true;
}

static bool spam_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("Spam");
	if (p->said.spam == SPAM_UNSAID)
		return false;
	out->grade = p->said.spam == SPAM_YES ? PROOF_GRADE_BAD
					      : PROOF_GRADE_GOOD;
	str_add(&out->text, p->said.spam == SPAM_YES ? _("yes") : _("no"));
	str_addf(&out->text, " (%s)", p->said.spam_mark);
	return true;
}

static bool ignored_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("Left aside");
	str_addf(&out->text,
		 P_("%zu result that the receiver did not write itself",
		    "%zu results that the receiver did not write itself",
		    p->said.ignored),
		 p->said.ignored);
	return p->said.ignored;
}

static bool code_row(const struct proof *p, struct proof_row *out)
{
	const struct bounce *b = &p->bounce;

	out->label = _("Code");
	if (p->kind != PROOF_BOUNCE || (!b->code && !*b->status))
		return false;
	if (b->code)
		str_addf(&out->text, "%u ", b->code);
	str_addf(&out->text, "%s", b->status);
	str_add(&out->text, b->is_temporary ? _(" (it is tried again)") : "");
	return true;
}

static bool words_row(const struct proof *p, struct proof_row *out)
{
	out->label = _("It said");
	if (p->kind != PROOF_BOUNCE || !*p->bounce.text)
		return false;
	text_add_short(&out->text, p->bounce.text, SHOWN_MAX);
	return true;
}

typedef bool row_fn(const struct proof *p, struct proof_row *out);

/* The signatures stand between the two. */
static row_fn *const before[] = { code_row,   words_row,    from_row,
				  server_row, receiver_row, spf_row,
				  no_dkim_row };
static row_fn *const after[] = { dmarc_row, spam_row, ignored_row };

static bool make_row(const struct proof *p, size_t at, struct proof_row *out)
{
	if (at < COUNT_OF(before))
		return before[at](p, out);
	at -= COUNT_OF(before);
	if (at < p->signature_count) {
		dkim_row(p, &p->signatures[at], out);
		return true;
	}
	return after[at - p->signature_count](p, out);
}

bool proof_row(const struct proof *p, size_t index, struct proof_row *out)
{
	bool is_judged = p->kind == PROOF_MESSAGE || p->kind == PROOF_BOUNCE;
	size_t all = COUNT_OF(before) + p->signature_count + COUNT_OF(after);

	for (size_t at = 0; is_judged && at < all; at++) {
		*out = (struct proof_row){
			.grade = PROOF_GRADE_INPUT,
			.text = STR_INIT(STR_MAX_TEXT),
		};
		if (make_row(p, at, out) && index-- == 0)
			return true;
		str_free(&out->text);
	}
	return false;
}
