/* SPDX-License-Identifier: MIT */
#include "commands/verdict_print.h"

#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/state_text.h"
#include "text/time_text.h"

enum {
	FEW_RECORDS = 8, /* so many right ones are told one by one */
	NAME_COLUMNS = 26,
};

static enum page_color color_of(const char *sign)
{
	if (strcmp(sign, "✓") == 0)
		return PAGE_GOOD;
	return strcmp(sign, "✗") == 0 ? PAGE_BAD : PAGE_WAITING;
}

static const char *outcome_sign(enum outcome outcome)
{
	static const char *const signs[] = {
		[OUTCOME_GREEN] = "✓",
		[OUTCOME_WAITING] = "○",
		[OUTCOME_WRONG] = "✗",
		[OUTCOME_UNKNOWN] = "?",
	};

	return signs[outcome];
}

void verdict_print_record(struct page *page, const struct verdict *v,
			  const struct record_verdict *r)
{
	const struct record *wanted = &r->wanted.record;
	char *name = name_relative(wanted->name, v->zone ? v->zone : v->domain);
	struct str line = STR_INIT(STR_MAX_TEXT);
	const char *sign = state_sign(r);

	page_pad(&line, purpose_words(r->wanted.purpose), 9);
	page_pad(&line, rr_name(wanted->type), 7);
	page_pad(&line, name ? name : wanted->name, NAME_COLUMNS);
	str_add(&line, "  ");
	str_add(&line, state_words(r));
	if (r->of && r->state != STATE_UNKNOWN) {
		str_add(&line, " (");
		state_add_published(&line, r);
		str_add(&line, ")");
	}
	page_add(page, 4, color_of(sign), sign, str_text(&line));
	str_free(&line);
	free(name);
}

static void print_head(struct page *page, const struct verdict *v,
		       const struct service_list *services)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	const char *sign = outcome_sign(v->outcome);

	outcome_add_sentence(&text, v, services);
	page_add(page, 2, color_of(sign), sign, str_text(&text));
	str_reset(&text);
	if (v->outcome == OUTCOME_GREEN && v->visible_by > v->checked_at) {
		struct str time = STR_INIT(64);

		text_add_time(&time, v->visible_by, v->checked_at);
		text_fill_one(&text,
			      _("Everybody sees it by %1$s at the "
				"latest."),
			      str_text(&time));
		str_free(&time);
	} else if (v->host && v->mailbox) {
		text_fill_two(&text,
			      /* TRANSLATORS: two companies. */
			      _("DNS at %1$s, mailboxes at %2$s"),
			      v->host->name, v->mailbox);
	} else if (v->host) {
		text_fill_one(&text, _("DNS at %1$s"), v->host->name);
	}
	if (text.len)
		page_add(page, 2, PAGE_PLAIN, "", str_text(&text));
	str_free(&text);
}

/* The right ones first: it calms, and the next step stands last. */
static void print_right(struct page *page, const struct verdict *v)
{
	size_t right = 0;

	for (size_t i = 0; i < v->record_count; i++)
		right += v->records[i].state == STATE_OK;
	if (right > FEW_RECORDS || (right > 3 && right < v->record_count)) {
		char *text = xasprintf(
			/* TRANSLATORS: so many of so many records. */
			P_("%1$zu of %2$zu record is right",
			   "%1$zu of %2$zu records are right", v->record_count),
			right, v->record_count);

		page_add(page, 4, PAGE_GOOD, "✓", text);
		free(text);
		return;
	}
	for (size_t i = 0; i < v->record_count; i++) {
		if (v->records[i].state == STATE_OK)
			verdict_print_record(page, v, &v->records[i]);
	}
}

/* True when the finding needs somebody's eye: a record that is right may have
 * warnings, too, and who cannot see the name servers has to know. */
static bool has_to_be_told(const struct finding *f)
{
	return f->severity != SEVERITY_INFO ||
	       f->code == FINDING_PORT53_INTERCEPTED ||
	       f->code == FINDING_RESOLVER_ONLY;
}

/* What is still to be entered stands in the plan, which has its own command. */
static size_t print_waiting(struct page *page, const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool is_asked = false;
	size_t left = 0;

	for (size_t i = 0; i < v->record_count; i++) {
		const struct record_verdict *r = &v->records[i];

		if (r->state == STATE_OK || r->left_out ||
		    verdict_is_mistaken(r))
			continue;
		is_asked |= r->wanted.required && r->state != STATE_UNKNOWN &&
			    r->state != STATE_PARTIAL;
		if (page_is_full(page))
			left++;
		else
			verdict_print_record(page, v, r);
	}
	if (is_asked) {
		text_fill_one(&text, _("What to enter: zegel records %1$s"),
			      v->domain);
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
	}
	str_free(&text);
	return left;
}

/* Findings one after the other; what to do is said once for those that follow
 * each other. */
struct telling {
	struct page *page;
	const struct finding_context *context;
	char *fix;   /* that was said last */
	size_t left; /* did not find a place */
	/* beside what was told of a record: the mistakes of its likes */
	struct finding_set second;
};

/* The same advice, or the same thing to be copied. */
static bool is_same_fix(const char *a, const char *b)
{
	const char *copied_a = strchr(a, '\n'), *copied_b = strchr(b, '\n');

	return strcmp(a, b) == 0 ||
	       (copied_a && copied_b && strcmp(copied_a, copied_b) == 0);
}

static void tell_fix(struct telling *t, const struct finding *f)
{
	struct str fix = STR_INIT(STR_MAX_TEXT);

	finding_fix(&fix, f, t->context);
	if (!t->fix || !is_same_fix(t->fix, str_text(&fix)))
		page_add(t->page, 4, PAGE_PLAIN, "", str_text(&fix));
	free(t->fix);
	t->fix = str_take(&fix);
}

static void tell(struct telling *t, const struct finding *f)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	bool is_error = f->severity == SEVERITY_ERROR && !f->waiting;

	finding_sentence(&text, f, t->context);
	page_add(t->page, 4, is_error ? PAGE_BAD : PAGE_WAITING,
		 is_error ? "✗" : "!", str_text(&text));
	str_free(&text);
	tell_fix(t, f);
}

static void tell_one(struct telling *t, const struct finding *f)
{
	struct page_mark mark = page_mark(t->page);

	if (!has_to_be_told(f))
		return;
	if (page_is_full(t->page)) {
		t->left++;
		return;
	}
	tell(t, f);
	if (!page_is_too_long(t->page))
		return;
	page_rewind(t->page, mark);
	free(t->fix);
	t->fix = NULL;
	t->left++;
}

/* Whoever is told that the new record went astray need not hear that the old
 * one still stands, but what else is wrong with the new one. */
static bool is_beside(const struct record_verdict *r, const struct finding *f)
{
	const struct finding *first = r->findings.items;

	return first->code > FINDING_NAME_ELSEWHERE ||
	       (first->at && f->at && name_equal(first->at, f->at));
}

/* The first one of a record that is not right was told with it; a second
 * mistake is told once for all that have it. */
static void tell_record(struct telling *t, const struct record_verdict *r,
			enum severity severity)
{
	struct str fix = STR_INIT(STR_MAX_TEXT);
	size_t told = r->state != STATE_OK;

	if (told && (!verdict_is_mistaken(r) || !r->findings.count))
		return;
	if (told) {
		finding_fix(&fix, &r->findings.items[0], t->context);
		free(t->fix);
		t->fix = str_take(&fix);
	}
	for (size_t i = told; i < r->findings.count; i++) {
		const struct finding *f = &r->findings.items[i];

		if (f->severity != severity ||
		    (told && (!is_beside(r, f) || t->second.has[f->code])))
			continue;
		t->second.has[f->code] |= told;
		tell_one(t, f);
	}
}

static void print_no_values(struct page *page, const struct verdict *v)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	plan_add_note(&text, &v->plan, PLAN_NOTE_NO_VALUES);
	page_add(page, 4, PAGE_WAITING, "!", str_text(&text));
	str_free(&text);
}

static void print_not_asked(struct page *page, const struct dns_host *host)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	host_add_not_asked(&text, host);
	page_add(page, 4, PAGE_WAITING, "!", str_text(&text));
	str_free(&text);
}

static const enum severity SEVERITIES[] = { SEVERITY_ERROR, SEVERITY_WARNING,
					    SEVERITY_INFO };

/* What else is known, the gravest first. Returns how much did not find a
 * place. */
static size_t print_rest(struct page *page, const struct verdict *v,
			 const struct finding_context *context)
{
	struct telling t = { .page = page, .context = context };

	for (size_t s = 0; s < COUNT_OF(SEVERITIES); s++) {
		for (size_t i = 0; i < v->findings.count; i++) {
			if (v->findings.items[i].severity == SEVERITIES[s])
				tell_one(&t, &v->findings.items[i]);
		}
		for (size_t i = 0; i < v->record_count; i++)
			tell_record(&t, &v->records[i], SEVERITIES[s]);
	}
	free(t.fix);
	return t.left;
}

void verdict_print_findings(struct page *page, const struct findings *findings,
			    const struct finding_context *context)
{
	struct telling t = { .page = page, .context = context };

	for (size_t i = 0; i < findings->count; i++) {
		if (has_to_be_told(&findings->items[i]))
			tell(&t, &findings->items[i]);
	}
	free(t.fix);
}

void verdict_print(struct page *page, const struct verdict *v,
		   const struct service_list *services)
{
	const struct finding_context context = finding_context_of(v);
	size_t left;

	print_head(page, v, services);
	if (v->record_count || v->findings.count)
		page_gap(page);
	print_right(page, v);
	left = verdict_print_wrong(page, v, &context);
	left += print_rest(page, v, &context);
	left += print_waiting(page, v);
	if (v->plan.notes & PLAN_NOTE_NO_VALUES)
		print_no_values(page, v);
	if (v->not_asked)
		print_not_asked(page, v->not_asked);
	if (left) {
		char *text = xasprintf(P_("%zu thing more; --json tells all",
					  "%zu things more; --json tells all",
					  left),
				       left);

		page_add(page, 4, PAGE_PLAIN, "", text);
		free(text);
	}
}

/* What explains the most: an error of the domain, then of a record. */
const struct finding *verdict_gravest(const struct verdict *v)
{
	const struct finding *best = NULL;

	for (size_t i = 0; i <= v->record_count; i++) {
		const struct findings *list = i ? &v->records[i - 1].findings
						: &v->findings;

		for (size_t k = 0; k < list->count; k++) {
			const struct finding *f = &list->items[k];

			if (f->severity == SEVERITY_ERROR &&
			    (!best || (best->waiting && !f->waiting)))
				best = f;
		}
	}
	return best;
}

void verdict_print_head(struct page *page, enum outcome outcome,
			const char *sentence)
{
	const char *sign = outcome_sign(outcome);

	page_add(page, 2, color_of(sign), sign, sentence);
}

/* Errors and warnings, whatever they are about. */
static size_t count_findings(const struct verdict *v)
{
	size_t count = 0;

	for (size_t i = 0; i <= v->record_count; i++) {
		const struct findings *list = i ? &v->records[i - 1].findings
						: &v->findings;

		for (size_t k = 0; k < list->count; k++)
			count += list->items[k].severity != SEVERITY_INFO;
	}
	return count;
}

static void print_how_many_more(struct page *page, const struct verdict *v)
{
	size_t more = count_findings(v) - 1;
	char *text;

	if (!more)
		return;
	text = xasprintf(
		/* TRANSLATORS: so many things more are wrong with a domain;
		 * behind it stands the command that tells them. */
		P_("and %1$zu thing more: zegel check %2$s",
		   "and %1$zu things more: zegel check %2$s", more),
		more, v->domain);
	page_add(page, 4, PAGE_PLAIN, "", text);
	free(text);
}

void verdict_print_line(struct page *page, const struct verdict *v,
			const struct service_list *services)
{
	const struct finding_context context = finding_context_of(v);
	const struct finding *f = verdict_gravest(v);
	struct str text = STR_INIT(STR_MAX_TEXT);

	outcome_add_sentence(&text, v, services);
	verdict_print_head(page, v->outcome, str_text(&text));
	str_reset(&text);
	if (f && v->outcome != OUTCOME_GREEN) {
		finding_sentence(&text, f, &context);
		page_add(page, 4, PAGE_PLAIN, "", str_text(&text));
		print_how_many_more(page, v);
	}
	str_free(&text);
}
