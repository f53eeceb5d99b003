/* Where the domain's own mail goes: its MX, and who keeps the mailboxes.
 *
 * SPDX-License-Identifier: MIT */
#include "catalog/mailbox.h"
#include "core/check_internal.h"

static struct finding *add(struct judge *judge, enum finding_code code)
{
	struct finding *f = findings_add(&judge->out->findings, code);

	f->at = xstrdup(judge->out->domain);
	f->type = RR_MX;
	return f;
}

static bool has_address(struct judge *judge, const char *host)
{
	const struct answer *v4 = view_resolve(&judge->view, host, RR_A);
	const struct answer *v6 = view_resolve(&judge->view, host, RR_AAAA);

	/* What did not answer may well have one. */
	return !v4 || !v6 || !answer_is_definite(v4) ||
	       !answer_is_definite(v6) || answer_first(v4, RR_A) ||
	       answer_first(v6, RR_AAAA);
}

/* A domain of good will has a handful; nobody is asked about a thousand. */
enum { MX_HOSTS_MAX = 16 };

static void judge_mx_host(struct judge *judge, const struct record *mx)
{
	const struct answer *alias = view_lookup(&judge->view, mx->value,
						 RR_CNAME);
	struct finding *f;

	if (has_address(judge, mx->value) &&
	    !(alias && answer_first(alias, RR_CNAME)))
		return;
	f = add(judge, FINDING_MX_BROKEN);
	f->seen = xstrdup(mx->value);
}

void check_mx(struct judge *judge)
{
	const struct answer *answer = view_lookup(&judge->view,
						  judge->out->domain, RR_MX);
	const struct mailbox_provider *provider;
	const struct record *r, *best = NULL;
	size_t index = 0, looked = 0;

	/* That the domain is an alias explains it all. */
	if (!answer || !view_is_definite(&judge->view, answer) ||
	    answer_first(answer, RR_CNAME))
		return;
	while ((r = answer_next(answer, RR_MX, &index))) {
		if (!best || r->priority < best->priority)
			best = r;
	}
	if (!best) {
		add(judge, FINDING_MX_MISSING);
		return;
	}
	if (!*best->value) {
		add(judge, FINDING_MX_NULL);
		return;
	}
	provider = mailbox_from_mx(best->value);
	if (provider)
		judge->out->mailbox = xstrdup(provider->name);
	index = 0;
	while (looked++ < MX_HOSTS_MAX &&
	       (r = answer_next(answer, RR_MX, &index)))
		judge_mx_host(judge, r);
}
