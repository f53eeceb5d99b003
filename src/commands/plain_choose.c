/* --plain, from the domain to the service's values.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "catalog/paste.h"
#include "commands/plain_steps.h"
#include "core/way.h"
#include "i18n/i18n.h"
#include "text/domain_text.h"
#include "text/fill.h"
#include "text/service_text.h"
#include "text/way_text.h"

/* --- domain --- */

static void ask_domain(struct plain *p)
{
	p->presented = false;
	plain_say(p, _("From which domain do you send e-mail?"));
	plain_say(p, _("Simply paste the sender's e-mail address: we take the "
		       "domain out of it."));
}

static bool answer_domain(struct plain *p, const char *line, bool *again)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct domain_input read;
	char *shown;

	(void)again;
	domain_from_input(line, &read);
	if (read.status != DOMAIN_OK) {
		domain_add_problem(&text, &read, line);
		plain_say(p, str_text(&text));
		str_free(&text);
		return true;
	}
	shown = name_for_people(read.domain);
	domain_add_remark(&text, &read);
	plain_say(p, shown);
	if (text.len)
		plain_say(p, str_text(&text));
	session_open_domain(p->session, read.domain);
	free(shown);
	str_free(&text);
	return true;
}

const struct plain_step plain_domain = {
	.ask = ask_domain,
	.answer = answer_domain,
	.help = N_("The domain is what stands behind the @ of the address that "
		   "your customers see as the sender."),
};

/* --- service --- */

/* What the domain has now is worth a moment's wait. */
static bool is_service_ready(struct plain *p)
{
	return session_verdict(p->session) || plain_waited(p) ||
	       p->wizard->known;
}

static void say_labelled(struct plain *p, const char *label, const char *text)
{
	char *line = xasprintf("%s:", label);

	plain_say_item(p, line, text);
	free(line);
}

static const struct service *service_of(struct plain *p, const char *id)
{
	const struct service_list *list = catalog_services(p->wizard->catalog);

	return list && id ? service_find(list, id) : NULL;
}

/* What we see already, once a domain. */
static void present(struct plain *p)
{
	const struct verdict *v = p->wizard->verdict;
	struct str senders = STR_INIT(STR_MAX_TEXT);

	if (p->presented || !v || !v->complete)
		return;
	p->presented = true;
	for (size_t i = 0; i < v->recognised_count; i++) {
		const struct service *s = service_of(p, v->recognised[i]);

		if (s)
			str_addf(&senders, "%s%s", senders.len ? ", " : "",
				 s->name);
	}
	if (v->host)
		say_labelled(p, _("DNS is at"), v->host->name);
	if (v->mailbox)
		say_labelled(p, _("Mailbox"), v->mailbox);
	if (senders.len)
		say_labelled(p, _("May send already"), str_text(&senders));
	str_free(&senders);
}

static const char *name_of(struct plain *p, const struct chosen *chosen)
{
	const struct service *s = service_of(p, chosen->service);

	return s ? s->name : _("Not in the list: I have the records");
}

static void say_chosen(struct plain *p)
{
	const struct choices *choices = &p->wizard->choices;
	struct str names = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < choices->count; i++)
		str_addf(&names, "%s%s", i ? ", " : "",
			 name_of(p, &choices->items[i]));
	if (names.len)
		say_labelled(p, _("Chosen"), str_text(&names));
	str_free(&names);
}

static void ask_service(struct plain *p)
{
	present(p);
	plain_say(p, _("Which program sends e-mail on your behalf?"));
	say_chosen(p);
	for (size_t i = 0; i < p->offer_count; i++) {
		char *number = xasprintf("%zu", i + 1);

		plain_say_item(p, number, p->offers[i]->name);
		free(number);
	}
	plain_say(p, p->wizard->choices.count
			     ? _("Type a part of another program's name, or "
				 "press Enter to go on.")
			     : _("Type a part of its name; 0 when it is not "
				 "in the list and you have its records."));
}

static void toggle(struct plain *p, const struct service *service)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	wizard_toggle_service(p->wizard, service ? service->id : NULL);
	p->offer_count = 0;
	if (service && choices_find(&p->wizard->choices, service->id))
		service_add_asks(&text, service);
	if (text.len)
		plain_say(p, str_text(&text));
	str_free(&text);
}

static void offer(struct plain *p, const struct service *service, int *best,
		  int match)
{
	*best = *best ? *best : match;
	if (p->offer_count < PLAIN_OFFERS)
		p->offers[p->offer_count++] = service;
}

/* The user's own templates, those for mail. */
static void offer_templates(struct plain *p, const char *word, int match,
			    int *best)
{
	struct own_templates *own = catalog_own_templates(p->wizard->catalog);
	size_t count = 0;
	const struct service *const *rows =
		own ? own_templates_all(own, &count, true) : NULL;

	for (size_t i = 0; i < count; i++) {
		if (service_matches(rows[i], word) == match &&
		    template_is_mail(own_templates_get(rows[i])))
			offer(p, rows[i], best, match);
	}
}

/* Fills the offers with what fits best; how well the best one does. */
static int search(struct plain *p, const char *word)
{
	const struct service_list *list = catalog_services(p->wizard->catalog);
	size_t all = 0;
	const struct service *services = list ? service_list_all(list, &all)
					      : NULL;
	int best = 0;

	p->offer_count = 0;
	for (int match = 3; match; match--) {
		for (size_t i = 0; i < all; i++) {
			if (service_fits(&services[i], word) == match)
				offer(p, &services[i], &best, match);
		}
		offer_templates(p, word, match, &best);
	}
	/* What only comes near is offered, and not taken for what was meant. */
	for (size_t i = 0; i < all && !best; i++) {
		if (p->offer_count < PLAIN_OFFERS &&
		    service_comes_near(&services[i], word))
			p->offers[p->offer_count++] = &services[i];
	}
	return best;
}

static bool answer_service(struct plain *p, const char *line, bool *again)
{
	size_t number = plain_number(line, p->offer_count);
	struct str text = STR_INIT(STR_MAX_TEXT);

	(void)again;
	if (!*line) {
		if (!wizard_next(p->wizard))
			plain_say(p, _("Please choose at least one program."));
	} else if (!strcmp(line, "0")) {
		toggle(p, NULL);
	} else if (number) {
		toggle(p, p->offers[number - 1]);
	} else if (!search(p, line)) {
		text_fill_one(&text,
			      _("No program that we know is called %1$s."),
			      line);
		plain_say(p, str_text(&text));
	} else if (p->offer_count == 1) {
		toggle(p, p->offers[0]);
	}
	str_free(&text);
	return true;
}

const struct plain_step plain_service = {
	.is_ready = is_service_ready,
	.ask = ask_service,
	.answer = answer_service,
	.help = N_("The program is what sends the mail that has to arrive: "
		   "invoices, offers, newsletters. Its name again takes it "
		   "back."),
};

/* --- way --- */

static void ask_way(struct plain *p)
{
	const struct chosen *chosen = wizard_in_hand(p->wizard);
	const struct service *service = wizard_service(p->wizard, chosen);
	char *title = service ? xasprintf(_("How may %s send on your behalf?"),
					  service->name)
			      : xstrdup(_("How may the program send on your "
					  "behalf?"));

	plain_say(p, title);
	p->offer_count = wizard_ways(p->wizard, chosen, p->ways, PLAIN_WAYS);
	for (size_t i = 0; i < p->offer_count; i++) {
		struct str text = STR_INIT(STR_MAX_TEXT);
		char *number = xasprintf("%zu", i + 1);

		str_addf(&text, "%s. ", way_words(p->ways[i].kind));
		way_add_costs(&text, p->ways[i].kind);
		str_add_char(&text, ' ');
		if (service)
			service_add_way(&text, service, &p->ways[i],
					catalog_services(p->wizard->catalog));
		plain_say_item(p, number, str_text(&text));
		str_free(&text);
		free(number);
	}
	free(title);
}

static bool answer_way(struct plain *p, const char *line, bool *again)
{
	const struct chosen *chosen = wizard_in_hand(p->wizard);
	size_t number = plain_number(line, p->offer_count);

	(void)again;
	if (!chosen || (*line && !number))
		return false;
	if (number)
		wizard_choose_way(p->wizard, &p->ways[number - 1]);
	wizard_next(p->wizard);
	return true;
}

const struct plain_step plain_way = {
	.ask = ask_way,
	.answer = answer_way,
	.help = N_("There is more than one way to let a program send on your "
		   "behalf. Enter takes the one that was chosen before, else "
		   "the first."),
};

/* --- values --- */

static void ask_values(struct plain *p)
{
	const struct service *service = wizard_service(
		p->wizard, wizard_in_hand(p->wizard));
	char *title = service ? xasprintf(_("Which records does %s show you?"),
					  service->name)
			      : xstrdup(_("Which records did you get?"));
	struct str text = STR_INIT(STR_MAX_TEXT);

	plain_say(p, title);
	if (service)
		service_add_clicks(&text, service, p->wizard->choices.domain);
	if (text.len)
		plain_say(p, str_text(&text));
	plain_say(p, _("Paste them here, as they are. End with a line that "
		       "holds a full stop and nothing else."));
	plain_api_offer(p);
	str_reset(&p->pasted);
	p->is_pasting = true;
	str_free(&text);
	free(title);
}

/* "onFact gives 3 CNAME records. You pasted 2." */
static void say_expected(struct plain *p, size_t count)
{
	const struct chosen *chosen = wizard_in_hand(p->wizard);
	const struct service *s = chosen ? wizard_service(p->wizard, chosen)
					 : NULL;
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (s)
		service_add_pasted(&text, s, count);
	if (text.len)
		plain_say_item(p, "!", str_text(&text));
	str_free(&text);
}

static void say_taken(struct plain *p, const struct paste *paste,
		      const struct record *records, size_t count)
{
	size_t refused = paste->count - count;

	for (size_t i = 0; i < count; i++) {
		char *line = xasprintf("%s %s %s", rr_name(records[i].type),
				       records[i].name, records[i].value);

		plain_say_item(p, "✓", line);
		free(line);
	}
	if (refused) {
		char *line = xasprintf(
			P_("%zu record belongs to another domain or has no "
			   "name; it is not taken.",
			   "%zu records belong to another domain or have no "
			   "name; they are not taken.",
			   refused),
			refused);

		plain_say(p, line);
		free(line);
	}
	if (!count)
		plain_say(p, _("There is no record in this that can be "
			       "taken."));
	else
		say_expected(p, count);
}

static void take_paste(struct plain *p)
{
	struct chosen *chosen = wizard_in_hand(p->wizard);
	const struct wizard_actions *act = &p->wizard->actions;
	struct record *records;
	struct paste paste;
	size_t count;

	p->is_pasting = false;
	paste_read(str_text(&p->pasted), p->pasted.len,
		   p->wizard->choices.domain, &paste);
	records = paste_records(&paste, p->wizard->choices.domain, &count);
	say_taken(p, &paste, records, count);
	if (count && chosen) {
		chosen_set_values(chosen, records, count);
		if (act->choices_changed)
			act->choices_changed(act->ctx);
		wizard_next(p->wizard);
	}
	records_free(records, count);
	paste_free(&paste);
}

static bool answer_values(struct plain *p, const char *line, bool *again)
{
	*again = false;
	if (!p->pasted.len && !strcmp(line, "k") && plain_api_ask(p))
		return true;
	if (!strcmp(line, ".")) {
		*again = true;
		take_paste(p);
		return true;
	}
	str_add(&p->pasted, line);
	str_add_char(&p->pasted, '\n');
	return true;
}

/* What the service gave is taken as if it had been pasted. */
static void values_came(struct plain *p)
{
	if (!plain_api_answered(p) || !p->wizard->values_text)
		return;
	str_reset(&p->pasted);
	str_add(&p->pasted, p->wizard->values_text);
	take_paste(p);
}

const struct plain_step plain_values = {
	.ask = ask_values,
	.answer = answer_values,
	.changed = values_came,
	.help = N_("Your program made records that are for you alone. Copy "
		   "them there and paste them here, all together and as they "
		   "are: a table, a mail or single lines."),
};
