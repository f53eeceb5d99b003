/* --plain, from the records to the end.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalog/catalog.h"
#include "commands/plain_steps.h"
#include "commands/records_print.h"
#include "commands/verdict_print.h"
#include "commands/ways_print.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/service_text.h"
#include "text/state_text.h"

/* --- records --- */

static bool has_verdict(struct plain *p)
{
	return session_verdict(p->session);
}

static bool has_something_to_do(const struct plain *p)
{
	const struct plan *plan = &p->wizard->verdict->plan;

	return plan_count(plan, ACTION_NEW) + plan_count(plan, ACTION_CHANGE) +
	       plan_count(plan, ACTION_REMOVE);
}

static bool is_asking_access(const struct plain *p)
{
	return p->wizard->access == ACCESS_NOT_ASKED && has_something_to_do(p);
}

static void ask_access(struct plain *p)
{
	const struct verdict *v = p->wizard->verdict;
	struct str at = STR_INIT(STR_MAX_TEXT);
	struct str question = STR_INIT(STR_MAX_TEXT);

	host_add_at(&at, v->host);
	text_fill_two(&question,
		      _("Can you log in %2$s yourself, to change the DNS of "
			"%1$s?"),
		      v->domain, str_text(&at));
	plain_say(p, str_text(&question));
	plain_say_item(p, "1", _("Yes, I can"));
	plain_say_item(p, "2", _("No, somebody else does that"));
	plain_say_item(p, "3", _("I do not know"));
	str_free(&question);
	str_free(&at);
}

static bool is_form_unknown(const struct verdict *v)
{
	return v->plan.count && !host_for_form(verdict_form(v));
}

/* "p plesk": the records in the form of this panel; false when none is called
 * so. */
static bool choose_panel(struct plain *p, const char *name)
{
	const struct host_list *list = catalog_hosts(p->wizard->catalog);
	const struct dns_host *best = NULL;
	size_t all = 0;
	const struct dns_host *hosts = list ? host_list_all(list, &all) : NULL;
	int match = 0;

	for (size_t i = 0; i < all; i++) {
		int fits = host_matches(&hosts[i], name);

		if (fits > match && host_for_form(&hosts[i])) {
			match = fits;
			best = &hosts[i];
		}
	}
	if (best)
		wizard_set_panel(p->wizard, best->id);
	return best;
}

static void ask_records(struct plain *p)
{
	const struct verdict *v = p->wizard->verdict;
	const struct finding_context context = finding_context_of(v);
	struct options options = *p->context->options;
	struct page page = page_new(&options, stdout);
	struct str programs = STR_INIT(STR_MAX_TEXT);
	struct printed_plan plan = printed_plan_of(v);

	if (is_asking_access(p)) {
		ask_access(p);
		return;
	}
	service_add_names(&programs, catalog_services(p->wizard->catalog),
			  &p->wizard->choices);
	plan.programs = str_text(&programs);
	verdict_print_findings(&page, &v->findings, &context);
	page_print(&page, stdout);
	/* Whoever passes it on gets it as a mail. */
	options.format = has_something_to_do(p) &&
					 p->wizard->access != ACCESS_MYSELF
				 ? FORMAT_MAIL
				 : FORMAT_TABLE;
	options.json = false;
	if (v->plan.count)
		records_print(&plan, &options);
	str_free(&programs);
	if (is_form_unknown(v))
		plain_say(p, _("p and the name of the panel that you use (p "
			       "plesk) shows them in its form."));
	if (!has_something_to_do(p))
		plain_say(p, _("Press Enter to go on."));
	else if (p->wizard->access == ACCESS_MYSELF)
		plain_say(p, _("Press Enter when they are entered: zegel then "
			       "looks whether they are there."));
	else
		plain_say(p, _("Send this to whoever manages the DNS. Press "
			       "Enter to look whether they are there."));
}

static bool answer_records(struct plain *p, const char *line, bool *again)
{
	const struct wizard_actions *act = &p->wizard->actions;
	size_t number = plain_number(line, 3);

	(void)again;
	if (is_asking_access(p)) {
		static const enum access answers[] = { ACCESS_MYSELF,
						       ACCESS_SOMEBODY_ELSE,
						       ACCESS_UNKNOWN };

		if (number)
			wizard_set_access(p->wizard, answers[number - 1]);
		return number;
	}
	if (!strncmp(line, "p ", 2))
		return choose_panel(p, line + 2);
	if (*line)
		return false;
	if (p->wizard->access != ACCESS_MYSELF && has_something_to_do(p))
		wizard_hand_over(p->wizard, clock_wall());
	if (act->look_now)
		act->look_now(act->ctx);
	wizard_next(p->wizard);
	return true;
}

const struct plain_step plain_records = {
	.is_ready = has_verdict,
	.ask = ask_records,
	.answer = answer_records,
	.help = N_("These records tell the whole world that your program may "
		   "send e-mail on your behalf. CHANGE means: replace the "
		   "value that is there, do not add a second one."),
};

/* --- waiting --- */

static void tell_changes(struct plain *p)
{
	const struct verdict *v = session_verdict(p->session);
	char *before = NULL;

	if (!v || !verdict_news_take(&p->news, v, &before))
		return;
	putchar('\n');
	verdict_news_print(v, before, true, p->context->options);
	fflush(stdout);
	free(before);
}

static void ask_waiting(struct plain *p)
{
	const struct verdict *v = p->wizard->verdict;
	struct page page = page_new(p->context->options, stdout);
	struct str delay = STR_INIT(STR_MAX_TEXT);
	char *before = NULL;

	verdict_print(&page, v, catalog_services(p->wizard->catalog));
	page_print(&page, stdout);
	host_add_delay(&delay, v->host);
	if (delay.len)
		plain_say(p, str_text(&delay));
	plain_say(p, _("zegel goes on looking, and says what changes. Enter "
		       "looks now, r shows the records."));
	(void)verdict_news_take(&p->news, v, &before);
	free(before);
	str_free(&delay);
}

static bool look_or_show_records(struct plain *p, const char *line)
{
	const struct wizard_actions *act = &p->wizard->actions;

	if (*line == 'r' && !line[1]) {
		wizard_go(p->wizard, PLACE_RECORDS);
		return true;
	}
	if (!*line && act->look_now)
		act->look_now(act->ctx);
	return !*line;
}

static bool answer_waiting(struct plain *p, const char *line, bool *again)
{
	*again = false;
	return look_or_show_records(p, line);
}

const struct plain_step plain_waiting = {
	.is_ready = has_verdict,
	.ask = ask_waiting,
	.answer = answer_waiting,
	.changed = tell_changes,
	.help = N_("zegel asks the name servers of your DNS host itself, every "
		   "few seconds. “Not found yet” and “not changed yet” are no "
		   "mistakes: most hosts take a few minutes."),
};

/* --- done --- */

static bool is_done_ready(struct plain *p)
{
	return wizard_without_dns(p->wizard) || has_verdict(p);
}

/* The commands ask and tell line by line as well. */
static void say_how_to_try(struct plain *p, enum way_kind way)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (way == WAY_OWN_SMTP)
		text_fill_one(&text,
			      _("zegel smtp %1$s tries your mail server out, "
				"before the program does."),
			      p->wizard->choices.domain);
	else if (way == WAY_MAILBOX)
		text_fill_one(&text,
			      _("zegel imap %1$s tries whether a program can "
				"read the mailbox."),
			      p->wizard->choices.domain);
	if (text.len)
		plain_say(p, str_text(&text));
	str_free(&text);
}

/* What is left to do in the programs, numbered over all of them. */
static void say_finish(struct plain *p)
{
	unsigned number = 0;

	for (size_t i = 0; i < p->wizard->choices.count; i++) {
		const struct chosen *chosen = &p->wizard->choices.items[i];
		const struct service *s = wizard_service(p->wizard, chosen);
		struct str text = STR_INIT(STR_MAX_TEXT);

		if (chosen->way != WAY_DNS) {
			struct page page = page_new(p->context->options,
						    stdout);

			ways_print(&page, p->wizard, chosen);
			page_print(&page, stdout);
			say_how_to_try(p, chosen->way);
		}
		for (size_t step = 0;
		     chosen->way == WAY_DNS && s &&
		     service_add_finish(&text, s, p->wizard->choices.domain,
					step);
		     step++) {
			char *label = xasprintf("%u", ++number);

			if (number == 1)
				plain_say(p, _("Still to do"));
			plain_say_item(p, label, str_text(&text));
			str_reset(&text);
			free(label);
		}
		str_free(&text);
	}
}

static void ask_done(struct plain *p)
{
	struct page page = page_new(p->context->options, stdout);
	char *later = later_sentence(p->wizard->choices.domain,
				     p->wizard->nightly);

	if (isatty(STDOUT_FILENO))
		putchar('\a');
	if (wizard_without_dns(p->wizard))
		plain_say(p, _("Nothing has to be set in the DNS."));
	else
		verdict_print(&page, p->wizard->verdict,
			      catalog_services(p->wizard->catalog));
	page_print(&page, stdout);
	say_finish(p);
	plain_finish_say(p);
	plain_say(p, later);
	plain_api_offer(p);
	if (wizard_has_ways(p->wizard))
		plain_say(p, _("w chooses another way of sending."));
	plain_say(p, _("n begins with another domain, q leaves."));
	free(later);
}

static bool answer_done(struct plain *p, const char *line, bool *again)
{
	if (*line == 'n' && !line[1]) {
		wizard_go(p->wizard, PLACE_DOMAIN);
		wizard_set_domain(p->wizard, "");
		return true;
	}
	if (*line == 'w' && !line[1])
		return wizard_change_way(p->wizard);
	*again = false;
	if (*line == 'k' && !line[1])
		return plain_api_ask(p);
	if (plain_finish_answer(p, line))
		return true;
	return !wizard_without_dns(p->wizard) && look_or_show_records(p, line);
}

static void done_changed(struct plain *p)
{
	(void)plain_api_answered(p);
}

const struct plain_step plain_done = {
	.is_ready = is_done_ready,
	.ask = ask_done,
	.answer = answer_done,
	.changed = done_changed,
	.help = N_("Every name server of your DNS host has the records. Some "
		   "programs want one more click from you before they send on "
		   "your behalf."),
};
