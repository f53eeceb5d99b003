/* SPDX-License-Identifier: MIT */
#include "commands/session_reminders.h"

#include "text/finish_text.h"

/* Reminders that cannot be read or kept are none: what is wrong with the state
 * file, saving the choices tells. */
void session_reminders_load(struct session_reminders *s)
{
	struct wizard *w = s->wizard;

	session_reminders_free(s);
	if (!s->context->store || !*w->choices.domain ||
	    reminding_load(s->context->store, w->choices.domain, clock_wall(),
			   &s->list) != OK)
		return;
	w->reminders = s->list.items;
	w->reminder_count = s->list.count;
}

void session_reminders_keep(struct session_reminders *s, bool is_green)
{
	if (!s->context->store)
		return;
	if (reminding_keep(s->context->store, s->wizard, is_green) == OK)
		session_reminders_load(s);
}

/* One mail told of them all, unless the others are nobody's business here. */
static enum err end_of_all(struct session_reminders *s, const char *service)
{
	struct store *store = s->context->store;
	struct finish_domains domains = { .count = 0 };
	enum err err = OK;

	if (!s->wizard->private_mode)
		err = reminding_each_ready(store, service, finish_domains_add,
					   &domains);
	for (size_t i = 0; i < domains.count && !err; i++)
		err = store_end_reminder(store, domains.items[i], service,
					 REMINDER_WRITE, clock_wall());
	finish_domains_free(&domains);
	return err;
}

void session_reminders_end(struct session_reminders *s, const char *service,
			   bool of_all)
{
	/* What cannot be noted is asked again. */
	if (!s->context->store || (of_all && end_of_all(s, service) != OK) ||
	    reminding_end(s->context->store, s->wizard->choices.domain,
			  service) != OK)
		return;
	session_reminders_load(s);
}

void session_reminders_ask(struct session_reminders *s)
{
	const struct wizard_asked *asked = &s->wizard->asked;

	if (asked->verify && asked->result &&
	    asked->result->status == FETCH_OK &&
	    asked->result->answer.verdict == API_YES)
		session_reminders_end(s, asked->api->service, false);
}

bool session_reminders_each_ready(const struct session_reminders *s,
				  const char *service,
				  bool (*each)(void *to, const char *domain),
				  void *to)
{
	return s->context->store &&
	       reminding_each_ready(s->context->store, service, each, to) == OK;
}

void session_reminders_free(struct session_reminders *s)
{
	s->wizard->reminders = NULL;
	s->wizard->reminder_count = 0;
	reminding_free(&s->list);
}
