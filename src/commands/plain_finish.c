/* The wizard line by line: what is left to do with the programs when all is
 * done, as the mail to their support.
 *
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "commands/plain_steps.h"
#include "i18n/i18n.h"
#include "text/finish_text.h"

static const struct service_list *services_of(const struct plain *p)
{
	return catalog_services(p->wizard->catalog);
}

static const struct service *letter_service(const struct plain *p)
{
	const struct verdict *v = p->wizard->verdict;

	return v && v->outcome == OUTCOME_GREEN
		       ? finish_letter_service(&p->wizard->choices,
					       services_of(p))
		       : NULL;
}

void plain_finish_say(struct plain *p)
{
	const struct wizard *w = p->wizard;
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < w->reminder_count; i++) {
		if (w->reminders[i].kind == REMINDER_WRITE)
			continue;
		str_reset(&text);
		finish_add_reminder(&text, &w->reminders[i], services_of(p),
				    clock_wall());
		plain_say_item(p, "!", str_text(&text));
	}
	str_free(&text);
	if (letter_service(p))
		plain_say(p, _("m prints the mail to the support."));
	if (w->reminder_count)
		plain_say(p, _("x notes that all of it was done."));
}

static bool print_letter(struct plain *p)
{
	struct wizard *w = p->wizard;
	const struct service *service = letter_service(p);
	struct finish_domains domains = { .count = 0 };
	struct str to = STR_INIT(STR_MAX_TEXT);
	struct finish_letter letter;

	if (!service)
		return false;
	(void)finish_domains_add(&domains, w->choices.domain);
	if (w->actions.each_ready)
		w->actions.each_ready(w->actions.ctx, service->id,
				      finish_domains_add, &domains);
	letter = finish_letter_make(service, &domains);
	finish_add_to(&to, &letter);
	plain_say(p, str_text(&to));
	/* To be copied: nothing of it is wrapped. */
	printf("\n%s: %s\n\n%s\n%s\n", C_("mail", "Subject"), letter.subject,
	       letter.text, letter.mailto);
	plain_say(p, _("To let zegel send it:"));
	printf("zegel finish %s --mail %s\n", w->choices.domain, _("ADDRESS"));
	p->letter_shown = true;
	finish_letter_free(&letter);
	finish_domains_free(&domains);
	str_free(&to);
	return true;
}

static bool note_done(struct plain *p)
{
	struct wizard *w = p->wizard;

	if (!w->reminder_count)
		return false;
	for (size_t i = 0; i < w->choices.count; i++) {
		if (w->choices.items[i].service)
			w->actions.end_reminders(w->actions.ctx,
						 w->choices.items[i].service,
						 p->letter_shown);
	}
	plain_say(p, _("Noted: it is done."));
	return true;
}

bool plain_finish_answer(struct plain *p, const char *line)
{
	if (!*line || line[1])
		return false;
	if (*line == 'm')
		return print_letter(p);
	return *line == 'x' && note_done(p);
}
