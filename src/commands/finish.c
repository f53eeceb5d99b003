/* zegel finish: what a program still wants once the records are there, and the
 * mail to its support: as a text to copy, as a link, or sent.
 *
 * SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "commands/finish_json.h"
#include "commands/job.h"
#include "commands/output.h"
#include "commands/page.h"
#include "commands/run.h"
#include "commands/send_mail.h"
#include "i18n/i18n.h"
#include "text/fill.h"
#include "text/service_text.h"
#include "text/time_text.h"

static const struct service *service_of(const struct finishing *f,
					const char *id)
{
	return service_find(catalog_services(f->context->catalog), id);
}

/* --- what there is ------------------------------------------------------- */

/* One mail for all domains that are ready; but whoever looks at one customer's
 * screen sees no other customer. */
static enum err add_mail(struct finishing *f, const char *service)
{
	struct command_context *context = f->context;
	struct finish_mail *mail;
	enum err err = OK;

	f->mails = grow(f->mails, f->mail_count, &f->mail_cap,
			sizeof(*f->mails));
	mail = &f->mails[f->mail_count++];
	*mail = (struct finish_mail){ .domains = { .count = 0 } };
	(void)finish_domains_add(&mail->domains, f->domain);
	if (!context->options->private_mode)
		err = reminding_each_ready(context->store, service,
					   finish_domains_add, &mail->domains);
	mail->letter = finish_letter_make(service_of(f, service),
					  &mail->domains);
	return err;
}

static enum err collect(struct finishing *f)
{
	const struct service *service = finish_letter_service(
		f->choices, catalog_services(f->context->catalog));
	enum err err = reminding_load(f->context->store, f->domain,
				      clock_wall(), &f->reminders);

	if (!err && service)
		err = add_mail(f, service->id);
	return err;
}

static void finishing_free(struct finishing *f)
{
	for (size_t i = 0; i < f->mail_count; i++) {
		finish_domains_free(&f->mails[i].domains);
		finish_letter_free(&f->mails[i].letter);
	}
	free(f->mails);
	reminding_free(&f->reminders);
}

/* --- telling it ---------------------------------------------------------- */

static void print_steps(const struct finishing *f, struct page *page)
{
	unsigned number = 0;

	for (size_t i = 0; i < f->choices->count; i++) {
		const struct chosen *chosen = &f->choices->items[i];
		const struct service *s =
			chosen->service && chosen->way == WAY_DNS
				? service_of(f, chosen->service)
				: NULL;
		struct str text = STR_INIT(STR_MAX_TEXT);

		for (size_t step = 0;
		     s && service_add_finish(&text, s, f->domain, step);
		     step++) {
			char *label = xasprintf("%u", ++number);

			page_add(page, 4, PAGE_PLAIN, label, str_text(&text));
			str_reset(&text);
			free(label);
		}
		str_free(&text);
	}
}

static void print_reminders(const struct finishing *f, struct page *page)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; i < f->reminders.count; i++) {
		const struct reminder *r = &f->reminders.items[i];

		if (r->kind == REMINDER_WRITE)
			continue; /* its mail follows */
		str_reset(&text);
		finish_add_reminder(&text, r,
				    catalog_services(f->context->catalog),
				    clock_wall());
		page_add(page, 4, PAGE_WAITING, "!", str_text(&text));
	}
	str_free(&text);
}

/* Whole lines, to be copied. */
static void print_mail(const struct finishing *f,
		       const struct finish_mail *mail, struct page *page)
{
	const struct finish_letter *letter = &mail->letter;
	struct str to = STR_INIT(STR_MAX_TEXT);

	finish_add_to(&to, letter);
	page_gap(page);
	page_add(page, 0, PAGE_BOLD, "", _("The mail, ready to copy:"));
	page_gap(page);
	str_addf(&page->text, "%s: %s\n%s: %s\n\n%s\n",
		 /* TRANSLATORS: a line of a mail: "To: ..." */
		 C_("mail", "To"), letter->to ? letter->to : "",
		 C_("mail", "Subject"), letter->subject, letter->text);
	if (!letter->to)
		page_add(page, 0, PAGE_PLAIN, "", str_text(&to));
	page_add(page, 0, PAGE_PLAIN, "",
		 _("The same as a link, which opens your mail program:"));
	str_addf(&page->text, "%s\n", letter->mailto);
	str_reset(&to);
	text_fill_one(&to,
		      _("Or let zegel send it, through the server of "
			"smtp.conf or the one that --server and --user name: "
			"zegel finish %1$s --mail ADDRESS"),
		      f->domain);
	page_add(page, 0, PAGE_PLAIN, "", str_text(&to));
	str_free(&to);
}

static void print(const struct finishing *f)
{
	struct page page = page_new(f->context->options, stdout);

	print_steps(f, &page);
	print_reminders(f, &page);
	for (size_t i = 0; i < f->mail_count && !f->sent_to; i++)
		print_mail(f, &f->mails[i], &page);
	page_print(&page, stdout);
}

static void tell_reminders(const struct finishing *f)
{
	struct page page = page_new(f->context->options, stdout);

	print_reminders(f, &page);
	page_print(&page, stdout);
}

/* --- doing it ------------------------------------------------------------ */

static enum err note_sent(struct finishing *f, const struct finish_mail *mail)
{
	enum err err = OK;

	for (size_t i = 0; i < mail->domains.count && !err; i++)
		err = store_end_reminder(
			f->context->store, mail->domains.items[i],
			mail->letter.service->id, REMINDER_WRITE, clock_wall());
	return err;
}

/* Returns an exit status. */
static int send_one(struct finishing *f, const struct smtp_settings *settings,
		    const struct finish_mail *mail)
{
	const struct letter letter = {
		.to = f->context->options->mail_to,
		.subject = mail->letter.subject,
		.text = mail->letter.text,
	};
	char *problem;
	enum err err;

	if (!send_mail(f->context, settings, &letter, &problem)) {
		fprintf(stderr, "zegel: --mail %s: %s\n", letter.to, problem);
		free(problem);
		return COMMAND_FAILED;
	}
	f->sent_to = letter.to;
	err = note_sent(f, mail);
	return err ? command_store_failed(f->context, err) : COMMAND_OK;
}

static int send_all(struct finishing *f)
{
	struct smtp_settings settings;
	int status = COMMAND_OK;

	if (!f->mail_count) {
		fprintf(stderr, "zegel: %s\n",
			_("There is no mail to be sent."));
		return COMMAND_NO;
	}
	if (!send_mail_settings(f->context, &settings))
		return COMMAND_USAGE;
	for (size_t i = 0; i < f->mail_count && status == COMMAND_OK; i++)
		status = send_one(f, &settings, &f->mails[i]);
	smtp_settings_free(&settings);
	return status;
}

static void say_sent(const struct finishing *f)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (!f->sent_to || f->context->options->json)
		return;
	text_fill_one(&text, _("The mail was sent to %1$s."), f->sent_to);
	puts(str_text(&text));
	str_free(&text);
}

static int end_all(struct finishing *f)
{
	enum err err = OK;

	for (size_t i = 0; i < f->reminders.count && !err; i++)
		err = store_end_reminder(f->context->store, f->domain,
					 f->reminders.items[i].service,
					 f->reminders.items[i].kind,
					 clock_wall());
	if (err)
		return command_store_failed(f->context, err);
	if (!f->context->options->json)
		puts(_("Noted: it is done."));
	return COMMAND_OK;
}

/* --- the whole ----------------------------------------------------------- */

/* Only what is right now is worth a mail. */
static int check_ready(const struct finishing *f)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum outcome outcome = OUTCOME_UNKNOWN;
	time_t since;
	enum err err = store_get_outcome(f->context->store, f->domain, &outcome,
					 &since);

	if (err && err != ERR_NOT_FOUND)
		return command_store_failed(f->context, err);
	if (!err && outcome == OUTCOME_GREEN)
		return COMMAND_OK;
	text_fill_one(&text,
		      _("Not all is right with %1$s yet, as far as is known "
			"here. To look: zegel check %1$s"),
		      f->domain);
	fprintf(stderr, "zegel: %s\n", str_text(&text));
	str_free(&text);
	return COMMAND_NO;
}

static int finish(struct finishing *f)
{
	const struct options *o = f->context->options;
	enum err err = collect(f);
	int status;

	if (err)
		return command_store_failed(f->context, err);
	if (o->done)
		return end_all(f);
	status = check_ready(f);
	if (status != COMMAND_OK) {
		/* What lapses does so all the same. */
		tell_reminders(f);
		return status;
	}
	if (o->mail_to)
		status = send_all(f);
	if (o->json)
		finish_write_json(f);
	else if (!o->mail_to)
		print(f);
	say_sent(f);
	return status;
}

int command_finish(struct command_context *context, char **words, size_t count)
{
	struct job job;
	int status = job_open_known(&job, context, words[0]);
	struct finishing f = {
		.context = context,
		.choices = &job.wizard.choices,
		.domain = job.wizard.choices.domain,
	};

	(void)count;
	if (status == COMMAND_OK)
		status = finish(&f);
	finishing_free(&f);
	job_free(&job);
	return output_end(status);
}
