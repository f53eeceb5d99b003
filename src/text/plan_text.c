/* SPDX-License-Identifier: MIT */
#include "text/plan_text.h"

#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/template_text.h"

struct note_text {
	enum plan_note note;
	/* M the mailbox provider, P the term at fault, D the dead one, V the
	 * program, T what is wrong with the template, O what is no record, or
	 * 0 */
	char letter;
	const char *text;
};

/* TRANSLATORS: why a record is proposed as it is. */
/* clang-format off */
static const struct note_text NOTES[] = {
	{ PLAN_NOTE_SOFTFAIL, 'V', N_(
		"The page of %1$s ends the SPF line in -all. ~all is safer: "
		"your ordinary mail keeps working.") },
	{ PLAN_NOTE_MAILBOX_KNOWN, 'M', N_(
		"Your mailboxes are at %1$s: it is in the SPF line as "
		"well, so that your ordinary mail keeps working.") },
	{ PLAN_NOTE_MAILBOX_MX, 0, N_(
		"Which servers send your ordinary mail is not known here. "
		"With mx those may send that receive it; ask the keeper "
		"of your mailboxes whether that is enough.") },
	{ PLAN_NOTE_NO_MX, 0, N_(
		"The domain receives no mail (it has no MX), so nothing "
		"is in the line for mailboxes.") },
	{ PLAN_NOTE_SPF_JOINED, 0, N_(
		"There were several SPF records, of which none counts. "
		"They become one.") },
	{ PLAN_NOTE_SPF_ENDS_DIFFERED, 0, N_(
		"The SPF records ended in different ways. The new one ends "
		"in ~all, which is the safe way: your ordinary mail keeps working.") },
	{ PLAN_NOTE_SPF_REDIRECT, 0, N_(
		"The line goes on in another record (redirect=). The new "
		"part stands in front of that, where it counts.") },
	{ PLAN_NOTE_SPF_FIRST, 0, N_(
		"A part that is in the SPF line would keep the program from "
		"sending. The new part stands in front of that, where it "
		"counts.") },
	{ PLAN_NOTE_SPF_REFUSED, 'P', N_(
		"The SPF record that is there has a mistake, so nothing "
		"can be added to it safely. Correct this part first: %1$s") },
	{ PLAN_NOTE_DMARC_KEPT, 0, N_(
		"Your DMARC record is valid and stays as it is.") },
	{ PLAN_NOTE_SPF_BEHIND_ALL, 0, N_(
		"A part of the SPF line stood behind all, where it never "
		"counts. Now it stands in front of it.") },
	{ PLAN_NOTE_SPF_QUALIFIER, 0, N_(
		"A part of the SPF line had a sign in front of it (-, ~ or "
		"?) with which it lets nobody send. The new line leaves "
		"that sign out.") },
	{ PLAN_NOTE_SPF_LONG, 0, N_(
		"The SPF line is getting long (more than 450 characters). "
		"Remove senders from it that you no longer use.") },
	{ PLAN_NOTE_NO_VALUES, 0, N_(
		"The values that the program gives you are still missing: "
		"paste them first.") },
	{ PLAN_NOTE_DOMAIN_IS_CNAME, 0, N_(
		"The domain itself is an alias (CNAME), so no other "
		"record can stand at it. That has to change first.") },
	{ PLAN_NOTE_CNAME_IN_THE_WAY, 0, N_(
		"A CNAME has to stand alone at its name: what stands "
		"beside it has to go.") },
	{ PLAN_NOTE_MAILBOX_ADDED, 'M', N_(
		"Your mailboxes are at %1$s, and the line that ends in "
		"-all shut it out. It is in the line now, so that your "
		"ordinary mail arrives.") },
	{ PLAN_NOTE_SPF_LIMIT, 0, N_(
		"This line asks for more than receivers look up, and then "
		"it does not count at all. Remove senders that you no "
		"longer use, or let the program send from a subdomain.") },
	{ PLAN_NOTE_SPF_BAD_TERM, 'P', N_(
		"The SPF part that is asked for has a mistake, so it cannot be "
		"set: %1$s") },
	{ PLAN_NOTE_TEMPLATE, 'T', N_(
		"The template does not fit here, so none of its records is "
		"shown: %1$s") },
	{ PLAN_NOTE_OUTSIDE_DNS, 'O', N_(
		"The template also asks for what is no DNS record. If your DNS "
		"host can do it, set it in its panel: %1$s") },
	{ PLAN_NOTE_SPF_DEAD, 'D', N_(
		"This part can go, because nothing stands behind it any "
		"more: %1$s") },
};
/* clang-format on */

enum plan_note plan_next_note(const struct plan *plan, unsigned *index)
{
	while (*index < COUNT_OF(NOTES)) {
		enum plan_note note = NOTES[(*index)++].note;

		if (plan->notes & note)
			return note;
	}
	return (enum plan_note)0;
}

static const char *vendor_of(const struct plan *plan)
{
	/* TRANSLATORS: in "The page of %s ends the SPF line in -all". */
	return plan->vendor ? plan->vendor : C_("vendor", "the program");
}

/* "REDIR301 www.voorbeeld.nl https://..., ..." */
static void add_outside(struct str *out, const struct plan *plan)
{
	for (size_t i = 0; i < plan->outside_count; i++)
		str_addf(out, "%s%s %s %s", i ? ", " : "",
			 plan->outside[i].type, plan->outside[i].name,
			 plan->outside[i].value);
}

static void add_fact(struct str *out, const struct plan *plan, char letter)
{
	const char *fact = letter == 'M'   ? plan->mailbox
			   : letter == 'P' ? plan->spf_problem
			   : letter == 'D' ? plan->spf_dead
			   : letter == 'V' ? vendor_of(plan)
					   : NULL;

	if (fact)
		str_add(out, fact);
	else if (letter == 'T' && plan->template_problem)
		template_add_remark(out, plan->template_problem);
	else if (letter == 'O')
		add_outside(out, plan);
}

void plan_add_note(struct str *out, const struct plan *plan,
		   enum plan_note note)
{
	for (size_t i = 0; i < COUNT_OF(NOTES); i++) {
		struct str fact = STR_INIT(STR_MAX_TEXT);

		if (NOTES[i].note != note)
			continue;
		add_fact(&fact, plan, NOTES[i].letter);
		text_fill_one(out, _(NOTES[i].text), str_text(&fact));
		str_free(&fact);
	}
}

/* There is an answer, and it is no: the note says why. */
static bool is_refused(const struct plan *plan)
{
	return plan->notes & (PLAN_NOTE_SPF_REFUSED | PLAN_NOTE_SPF_BAD_TERM |
			      PLAN_NOTE_TEMPLATE | PLAN_NOTE_DOMAIN_IS_CNAME);
}

/* A record of which nothing is known, or a plan that could not begin. What an
 * include elsewhere says may be unknown all the same. */
static bool is_unknown(const struct plan *plan)
{
	if (is_refused(plan))
		return false;
	for (size_t i = 0; i < plan->count; i++) {
		if (plan->items[i].action == ACTION_UNKNOWN)
			return true;
	}
	return plan->unknown && !plan->count;
}

static const char *headline_of_nothing(const struct plan *plan)
{
	if (is_unknown(plan))
		return _("No answer came: what has to be changed is not known "
			 "yet.");
	if (is_refused(plan))
		return _("Not everything can be set as things are.");
	if (plan->notes & PLAN_NOTE_NO_VALUES)
		return _("What has to be entered is not known yet.");
	return _("Nothing has to be changed: all that is needed is there.");
}

void plan_add_counts(struct str *out, const struct plan *plan)
{
	size_t change = plan_count(plan, ACTION_CHANGE);
	size_t add = plan_count(plan, ACTION_NEW);
	size_t remove = plan_count(plan, ACTION_REMOVE);
	struct str texts[3] = { STR_INIT(128), STR_INIT(128), STR_INIT(128) };
	const char *parts[3];
	size_t count = 0;

	if (change)
		str_addf(&texts[count++],
			 P_("%zu record to change", "%zu records to change",
			    change),
			 change);
	if (add)
		str_addf(&texts[count++],
			 P_("%zu record to add", "%zu records to add", add),
			 add);
	if (remove)
		str_addf(&texts[count++],
			 P_("%zu record to remove", "%zu records to remove",
			    remove),
			 remove);
	for (size_t i = 0; i < count; i++)
		parts[i] = str_text(&texts[i]);
	text_add_list(out, parts, count);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		str_free(&texts[i]);
}

void plan_add_headline(struct str *out, const struct plan *plan,
		       const struct dns_host *host)
{
	struct str list = STR_INIT(512), where = STR_INIT(256);

	plan_add_counts(&list, plan);
	host_add_at(&where, host);
	if (list.len)
		/* TRANSLATORS: "1 record to change and 3 records to add",
		 * "at TransIP". */
		text_fill_two(out, C_("headline", "%1$s %2$s"), str_text(&list),
			      str_text(&where));
	else
		str_add(out, headline_of_nothing(plan));
	str_free(&list);
	str_free(&where);
}
