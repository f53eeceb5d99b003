/* SPDX-License-Identifier: MIT */
#include "mail/spf.h"

#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "mail/ascii.h"
#include "mail/spf_eval.h"
#include "mail/spf_macro.h"

void spf_eval_error(struct spf_eval *e, const struct spf_scope *scope,
		    const struct spf_term *t, enum spf_error error)
{
	struct spf_result *out = e->out;

	if (out->error != SPF_ERROR_NONE)
		return;
	out->error = error;
	out->error_domain = xstrdup(scope->name);
	if (t) {
		out->error_term = slice_dup(spf_term_text(&scope->record, t));
		out->error_offset = t->offset;
		out->error_len = t->len;
	}
}

static enum spf_status fail_syntax(struct spf_eval *e,
				   const struct spf_scope *scope)
{
	const struct spf_record *r = &scope->record;
	struct spf_term place = { .offset = r->error_offset,
				  .len = r->error_len };

	spf_eval_error(e, scope, &place, SPF_ERROR_SYNTAX);
	e->out->syntax = r->error;
	return SPF_PERMERROR;
}

/* The one SPF record at the scope's domain (RFC 7208, 4.4, 4.5), PASS when it
 * is there. */
static enum spf_status fetch_record(struct spf_eval *e, struct spf_scope *scope,
				    size_t step)
{
	struct query q = query_ask(e->lookup, scope->name, RR_TXT);
	const char *text = NULL;
	size_t count = 0;

	spf_step_answer(e, step, &q);
	if (q.status == QUERY_PENDING)
		return SPF_PENDING;
	if (q.status == QUERY_FAILED) {
		spf_eval_error(e, scope, NULL, SPF_ERROR_DNS);
		return SPF_TEMPERROR;
	}
	if (q.status == QUERY_VOID && scope->parent)
		e->out->voids++;
	if (q.status == QUERY_RECORDS)
		count = spf_select(q.answer, &text);
	if (count > 1) {
		spf_eval_error(e, scope, NULL, SPF_ERROR_MULTIPLE);
		return SPF_PERMERROR;
	}
	if (count == 0) {
		if (!scope->parent)
			spf_eval_error(e, scope, NULL,
				       q.answer_status == ANSWER_NO_NAME
					       ? SPF_ERROR_NO_NAME
					       : SPF_ERROR_NO_RECORD);
		return SPF_NONE;
	}
	if (!scope->parent)
		e->out->record = xstrdup(text);
	return spf_record_parse(text, &scope->record) ? SPF_PASS
						      : fail_syntax(e, scope);
}

/* exp= of the record that failed the sender (RFC 7208, 6.2): whatever goes
 * wrong with it, the result stays and there is no explanation. False:
 * pending. */
static bool explain(struct spf_eval *e, const struct spf_scope *scope)
{
	struct str text = STR_INIT(4 * SPF_EXPLAIN_MAX);
	char domain[SPF_DOMAIN_TEXT], name[NAME_SIZE];
	enum spf_match done;
	struct slice wanted;
	struct query q;
	size_t index = 0;

	e->decided = true;
	done = spf_eval_name(e, scope, scope->record.exp->domain, domain, name);
	if (done != SPF_MATCH_NO || name[0] == '\0')
		return done != SPF_MATCH_PENDING;
	q = query_ask(e->lookup, name, RR_TXT);
	if (q.status != QUERY_RECORDS)
		return q.status != QUERY_PENDING;
	wanted = slice_of(answer_next(q.answer, RR_TXT, &index)->value);
	if (answer_next(q.answer, RR_TXT, &index) || !ascii_is_plain(wanted) ||
	    !spf_macro_valid(wanted, SPF_MACRO_EXPLANATION))
		return true;
	done = spf_eval_expand(e, scope, wanted, &text);
	if (done == SPF_MATCH_NO && !text.overflow)
		e->out->explanation = clean_dup(str_text(&text), text.len,
						CLEAN_LINE, SPF_EXPLAIN_MAX);
	str_free(&text);
	return done != SPF_MATCH_PENDING;
}

/* What a match means (RFC 7208, 4.6.2); the term is the reason unless it only
 * decides about an include. */
static enum spf_status decide(struct spf_eval *e, const struct spf_scope *scope,
			      const struct spf_term *t)
{
	enum spf_status status = t->qualifier == '+'   ? SPF_PASS
				 : t->qualifier == '-' ? SPF_FAIL
				 : t->qualifier == '~' ? SPF_SOFTFAIL
						       : SPF_NEUTRAL;

	if (scope->included)
		return status;
	e->out->mechanism = slice_dup(spf_term_text(&scope->record, t));
	e->out->mechanism_domain = xstrdup(scope->name);
	if (status == SPF_FAIL && e->request->explain && scope->record.exp &&
	    !explain(e, scope))
		return SPF_PENDING;
	return status;
}

/* redirect= stands for the rest when no mechanism matched (RFC 7208, 6.1). */
static enum spf_status follow_redirect(struct spf_eval *e,
				       const struct spf_scope *scope)
{
	const struct spf_term *t = scope->record.redirect;
	size_t step = spf_step_add(e, scope, t);
	enum spf_status status;

	if (++e->out->lookups > SPF_LOOKUPS_MAX) {
		spf_eval_error(e, scope, t, SPF_ERROR_LOOKUPS);
		status = SPF_PERMERROR;
	} else {
		status = spf_eval_target(e, scope, t, step);
		if (status == SPF_NONE) {
			spf_eval_error(e, scope, t, SPF_ERROR_REDIRECT_NONE);
			status = SPF_PERMERROR;
		}
	}
	spf_step_end(e, step,
		     status == SPF_PENDING     ? SPF_STEP_OPEN
		     : status >= SPF_TEMPERROR ? SPF_STEP_ERROR
					       : SPF_STEP_FOLLOWED,
		     status);
	return status;
}

/* Counts and tries one mechanism. */
static enum spf_match try_term(struct spf_eval *e,
			       const struct spf_scope *scope,
			       const struct spf_term *t)
{
	static const enum spf_outcome outcomes[] = {
		[SPF_MATCH_NO] = SPF_STEP_NO_MATCH,
		[SPF_MATCH_YES] = SPF_STEP_MATCH,
		[SPF_MATCH_PENDING] = SPF_STEP_OPEN,
		[SPF_MATCH_TEMPERROR] = SPF_STEP_ERROR,
		[SPF_MATCH_PERMERROR] = SPF_STEP_ERROR,
	};
	size_t step = spf_step_add(e, scope, t);
	enum spf_match match;

	if (spf_causes_lookup(t->kind) && ++e->out->lookups > SPF_LOOKUPS_MAX) {
		spf_eval_error(e, scope, t, SPF_ERROR_LOOKUPS);
		match = SPF_MATCH_PERMERROR;
	} else {
		match = spf_eval_mechanism(e, scope, t, step);
	}
	spf_step_end(e, step, outcomes[match], SPF_NONE);
	return match;
}

/* The mechanisms in their order, then redirect= (RFC 7208, 4.6, 4.7). */
static enum spf_status eval_terms(struct spf_eval *e,
				  const struct spf_scope *scope)
{
	const struct spf_record *r = &scope->record;

	for (size_t i = 0; i < r->count; i++) {
		const struct spf_term *t = &r->terms[i];

		if (spf_is_modifier(t->kind))
			continue;
		switch (try_term(e, scope, t)) {
		case SPF_MATCH_NO:
			break;
		case SPF_MATCH_YES:
			return decide(e, scope, t);
		case SPF_MATCH_PENDING:
			spf_eval_prefetch(e, scope, t + 1);
			return SPF_PENDING;
		case SPF_MATCH_TEMPERROR:
			return SPF_TEMPERROR;
		case SPF_MATCH_PERMERROR:
			return SPF_PERMERROR;
		}
	}
	return r->redirect ? follow_redirect(e, scope) : SPF_NEUTRAL;
}

enum spf_status spf_eval_domain(struct spf_eval *e, struct spf_scope *scope)
{
	size_t step = spf_step_add(e, scope, NULL);
	enum spf_status status = fetch_record(e, scope, step);

	if (step != SIZE_MAX && scope->record.text)
		e->out->steps[step].term = xstrdup(scope->record.text);
	if (status == SPF_PASS)
		status = eval_terms(e, scope);
	spf_step_end(e, step, SPF_STEP_RECORD, status);
	spf_record_free(&scope->record);
	return status;
}

/* The domain to judge as text: the one named, else the sender's, else HELO. */
static struct slice domain_of(const struct spf_request *request)
{
	const char *at = request->sender ? strrchr(request->sender, '@') : NULL;

	if (request->domain)
		return slice_of(request->domain);
	if (at)
		return slice_of(at + 1);
	if (request->sender && request->sender[0] != '\0')
		return slice_of(request->sender);
	return slice_of(request->helo ? request->helo : "");
}

/* RFC 7208, 4.3: a name of two labels or more, no address literal. */
static bool scope_begin(struct slice domain, struct spf_scope *scope)
{
	char ascii[NAME_SIZE];

	if (!ascii_is_plain(domain) &&
	    name_canonical(domain.at, domain.len, ascii))
		domain = slice_of(ascii); /* U-labels */
	if (domain.len > 0 && domain.at[domain.len - 1] == '.')
		domain.len--;
	if (domain.len == 0 || domain.len >= SPF_DOMAIN_TEXT ||
	    domain.at[0] == '[' || spf_name_fit(domain).len != domain.len ||
	    !spf_name_from_text(domain, scope->name) ||
	    name_label_count(scope->name) < 2)
		return false;
	memcpy(scope->domain, domain.at, domain.len);
	scope->domain[domain.len] = '\0';
	return true;
}

/* The domain of an address with U-labels as A-labels (RFC 8616, 4), else as it
 * is. */
static struct slice ascii_domain(const char *domain, char ascii[NAME_SIZE])
{
	struct slice s = slice_of(domain);

	if (!ascii_is_plain(s) && name_canonical(s.at, s.len, ascii))
		return slice_of(ascii);
	return s;
}

/* Without a local part it is postmaster (RFC 7208, 2.4, 4.3). */
static char *full_sender(const struct spf_request *request, struct slice domain)
{
	const char *sender = request->sender ? request->sender : "";
	const char *at = strrchr(sender, '@');
	struct slice local = slice_of("postmaster");
	char ascii[NAME_SIZE];

	if (at || sender[0] != '\0')
		domain = ascii_domain(at ? at + 1 : sender, ascii);
	else if (request->helo)
		domain = slice_of(request->helo);
	if (at && at != sender)
		local = (struct slice){ sender, (size_t)(at - sender) };
	return xasprintf("%.*s@%.*s", (int)local.len, local.at, (int)domain.len,
			 domain.at);
}

void spf_check_host(const struct spf_request *request,
		    const struct lookup *lookup, struct spf_result *out)
{
	struct slice domain = domain_of(request);
	struct spf_scope scope = { .parent = NULL };
	char *sender = full_sender(request, domain);
	struct spf_eval e = { .request = request,
			      .lookup = lookup,
			      .out = out,
			      .sender = slice_of(sender) };

	*out = (struct spf_result){ .status = SPF_NONE };
	if (scope_begin(domain, &scope)) {
		e.helo = request->helo ? request->helo : scope.domain;
		out->status = spf_eval_domain(&e, &scope);
	} else {
		spf_eval_error(&e, &scope, NULL, SPF_ERROR_DOMAIN);
	}
	out->domain = xstrdup(scope.name);
	free(sender);
}
