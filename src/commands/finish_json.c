/* SPDX-License-Identifier: MIT */
#include "commands/finish_json.h"

#include "commands/json.h"
#include "text/service_text.h"

static const char *const kinds[SERVICE_FINISHES] = {
	[FINISH_UNKNOWN] = "unknown",
	[FINISH_NOTHING] = "nothing",
	[FINISH_PRESS] = "press",
	[FINISH_SWITCH_ON] = "switch-on",
	[FINISH_WRITE_SUPPORT] = "write-support",
	[FINISH_ASK_SERVICE] = "ask-service",
	[FINISH_WAIT_DAILY] = "wait-daily",
	[FINISH_CONFIRM_SENDER] = "confirm-sender",
	[FINISH_SEND_TEST] = "send-test",
	[FINISH_USE_SENDER] = "use-sender",
	[FINISH_ENTER_KEYS] = "enter-keys",
	[FINISH_IF_IT_FAILS] = "if-it-fails",
};

static void write_steps(struct json_writer *j, const struct finishing *f,
			const struct service *s)
{
	struct str text = STR_INIT(STR_MAX_TEXT);

	for (size_t i = 0; service_add_finish(&text, s, f->domain, i); i++) {
		json_write_object(j, NULL);
		json_write_text(j, "service", s->id);
		json_write_text(j, "kind", kinds[s->finish[i].kind]);
		json_write_text(j, "text", str_text(&text));
		json_write_end(j);
		str_reset(&text);
	}
	str_free(&text);
}

static void write_mail(struct json_writer *j, const struct finishing *f,
		       const struct finish_mail *mail)
{
	const struct finish_letter *letter = &mail->letter;

	json_write_object(j, NULL);
	json_write_text(j, "service", letter->service->id);
	json_write_text(j, "to", letter->to);
	json_write_text(j, "help", letter->service->help_url);
	json_write_array(j, "domains");
	for (size_t i = 0; i < mail->domains.count; i++)
		json_write_text(j, NULL, mail->domains.items[i]);
	json_write_end(j);
	json_write_text(j, "subject", letter->subject);
	json_write_text(j, "text", letter->text);
	json_write_text(j, "mailto", letter->mailto);
	json_write_text(j, "sent_to", f->sent_to);
	json_write_end(j);
}

void finish_write_json(const struct finishing *f)
{
	const struct service_list *services = catalog_services(
		f->context->catalog);
	struct json_writer j = json_writer_to(stdout);

	json_write_object(&j, NULL);
	json_write_text(&j, "domain", f->domain);
	json_write_array(&j, "steps");
	for (size_t i = 0; i < f->choices->count; i++) {
		const struct chosen *chosen = &f->choices->items[i];
		const struct service *s = NULL;

		if (chosen->service && chosen->way == WAY_DNS)
			s = service_find(services, chosen->service);
		if (s)
			write_steps(&j, f, s);
	}
	json_write_end(&j);
	reminding_write_json(&j, &f->reminders, services);
	json_write_array(&j, "mails");
	for (size_t i = 0; i < f->mail_count; i++)
		write_mail(&j, f, &f->mails[i]);
	json_write_end(&j);
	json_write_end(&j);
}
