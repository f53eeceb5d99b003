/* The DMARC record that holds for the domain (RFC 9989), wherever it stands.
 *
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/name.h"
#include "core/check_internal.h"
#include "mail/dmarc.h"

static struct finding *add(struct judge *judge, enum finding_code code,
			   const char *at, const char *seen)
{
	struct finding *f = findings_add(judge->dmarc, code);

	f->at = xstrdup(at);
	f->type = RR_TXT;
	f->seen = xstrdup(seen);
	return f;
}

/* About the record that holds, which may stand at a domain above. */
static struct finding *add_about(struct judge *judge, enum finding_code code,
				 const struct dmarc_discovery *found)
{
	char name[NAME_SIZE];

	return add(judge, code,
		   name_join("_dmarc", found->at, name) ? name : found->at,
		   found->text);
}

bool check_dmarc_at_root(struct judge *judge)
{
	const struct answer *answer = view_lookup(&judge->view,
						  judge->out->domain, RR_TXT);
	const struct record *r;
	size_t index = 0;

	if (!answer || !view_is_definite(&judge->view, answer)) {
		judge->doubt = true;
		return false;
	}
	while ((r = answer_next(answer, RR_TXT, &index))) {
		if (dmarc_is_record(r->value))
			return true;
	}
	return false;
}

bool check_dmarc_is_doubtful(const struct judge *judge)
{
	enum dmarc_status status = judge->discovered.status;

	return status == DMARC_PENDING || status == DMARC_UNKNOWN;
}

/* DMARC text at the domain itself does nothing; when there is a right one at
 * _dmarc it is only in the way of understanding. */
static void judge_root(struct judge *judge, bool found)
{
	const char *domain = judge->out->domain;
	const struct answer *answer = view_lookup(&judge->view, domain, RR_TXT);
	const struct record *r;
	size_t index = 0;

	while (answer && (r = answer_next(answer, RR_TXT, &index))) {
		if (!dmarc_is_record(r->value))
			continue;
		add(judge, FINDING_DMARC_AT_ROOT, domain, r->value)->severity =
			found ? SEVERITY_WARNING : SEVERITY_ERROR;
		return;
	}
}

static void judge_reports(struct judge *judge,
			  const struct dmarc_discovery *found)
{
	const struct dmarc_record *record = &found->record;

	if (!record->rua_count && record->p == DMARC_NONE)
		add_about(judge, FINDING_DMARC_NONE_WITHOUT_REPORTS, found);
	for (size_t i = 0; i < record->rua_count; i++) {
		char host[NAME_SIZE];
		struct slice name = record->rua[i].host;
		enum dmarc_permission permission;

		if (!name.len || !name_canonical(name.at, name.len, host))
			continue;
		permission = dmarc_report_permission(found->at, host,
						     &judge->rules);
		if (permission == DMARC_PERMISSION_MISSING)
			add_about(judge, FINDING_DMARC_RUA_UNAUTHORISED, found)
				->who = xstrdup(host);
	}
}

/* SPF alone aligns only when the program uses the customer's own domain as
 * envelope sender, and that cannot be seen in DNS. */
static void judge_alignment(struct judge *judge,
			    const struct dmarc_discovery *found)
{
	const struct plan *plan = &judge->out->plan;
	bool has_dkim = false, has_service = false;
	const char *service = NULL;
	const struct service *known;

	if (found->policy != DMARC_QUARANTINE && found->policy != DMARC_REJECT)
		return;
	for (size_t i = 0; i < plan->count; i++) {
		const struct wanted *wanted = &plan->items[i].wanted;

		if (!wanted->record.name || !wanted->service)
			continue;
		has_service = true;
		service = wanted->service;
		has_dkim |= wanted->purpose == PURPOSE_DKIM;
	}
	if (!has_service || has_dkim)
		return;
	known = check_service(judge, service);
	add_about(judge, FINDING_DMARC_MAY_NOT_ALIGN, found)->who = xstrdup(
		known ? known->name : service);
}

void check_dmarc(struct judge *judge)
{
	const struct dmarc_discovery *found = &judge->discovered;

	if (check_dmarc_is_doubtful(judge)) {
		if (judge->dmarc_record)
			judge->dmarc_record->doubtful = true;
		return;
	}
	if (found->text)
		judge->out->dmarc_record = xstrdup(found->text);
	judge_root(judge, found->status == DMARC_FOUND);
	if (found->status != DMARC_FOUND || !found->record.usable)
		return;
	if (found->policy == DMARC_ABSENT && judge->dmarc_record)
		judge->dmarc_record->doubtful = true;
	judge_reports(judge, found);
	judge_alignment(judge, found);
}
