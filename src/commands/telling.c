/* SPDX-License-Identifier: MIT */
#include "commands/telling.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/changes_text.h"
#include "commands/json.h"
#include "commands/send_mail.h"
#include "i18n/i18n.h"
#include "net/hook.h"
#include "net/http_url.h"
#include "text/cause_text.h"
#include "text/fill.h"
#include "text/net_text.h"

/* --- mail ---------------------------------------------------------------- */

static bool wants_mail(const struct options *options)
{
	return options->mail_to != NULL;
}

static bool is_given_twice(const struct options *o, const char *name)
{
	size_t count = 0;

	for (size_t i = 0; i < o->given_count; i++)
		count += !strcmp(o->given[i].name, name);
	return count > 1;
}

bool telling_is_possible(const struct command_context *context)
{
	const struct options *o = context->options;
	struct smtp_settings settings;

	/* Else one of them would hear nothing, and nobody of that. */
	if (is_given_twice(o, "mail") || is_given_twice(o, "webhook")) {
		fprintf(stderr, "zegel: %s\n",
			_("--mail and --webhook can be given only once "
			  "each."));
		return false;
	}
	if (!wants_mail(context->options))
		return true;
	if (!send_mail_settings(context, &settings))
		return false;
	smtp_settings_free(&settings);
	return true;
}

static bool tell_by_mail(struct command_context *context,
			 const struct changes *changes)
{
	struct str subject = STR_INIT(STR_MAX_TEXT);
	struct str text = STR_INIT(2 * CHANGES_TEXT_MAX);
	struct letter letter = { .to = context->options->mail_to,
				 .automatic = true };
	struct smtp_settings settings;
	char *machine = machine_name();
	char *problem;
	bool sent = false;

	changes_add_subject(&subject, changes);
	changes_add_text(&text, changes, machine);
	letter.subject = str_text(&subject);
	letter.text = str_text(&text);
	if (send_mail_settings(context, &settings)) {
		sent = send_mail(context, &settings, &letter, &problem);
		smtp_settings_free(&settings);
		if (!sent)
			fprintf(stderr, "zegel: --mail %s: %s\n", letter.to,
				problem);
		free(problem);
	}
	free(machine);
	str_free(&subject);
	str_free(&text);
	return sent;
}

const struct change_channel channel_mail = {
	.name = "mail",
	.is_wanted = wants_mail,
	.tell = tell_by_mail,
};

/* --- webhook ------------------------------------------------------------- */

static bool wants_hook(const struct options *options)
{
	return options->webhook != NULL;
}

static void write_cause(struct json_writer *j, const struct cause *cause)
{
	static const char *const kinds[] = {
		[CAUSE_RESOLVER] = "resolver",
		[CAUSE_NAME_SERVER] = "name-server",
		[CAUSE_ONE_OF_THEM] = "resolver-or-name-server",
	};
	struct str text = STR_INIT(STR_MAX_TEXT);

	if (cause->kind == CAUSE_NONE)
		return;
	cause_add_sentence(&text, cause);
	json_write_object(j, "cause");
	json_write_text(j, "kind", kinds[cause->kind]);
	json_write_text(j, "server", *cause->server ? cause->server : NULL);
	json_write_text(j, "text", str_text(&text));
	json_write_end(j);
	str_free(&text);
}

char *telling_hook_json(const struct changes *changes, const char *machine)
{
	struct str text = STR_INIT(2 * CHANGES_TEXT_MAX);
	char *json = NULL;
	size_t len = 0;
	FILE *to = xopen_memstream(&json, &len);
	struct json_writer j;

	changes_add_subject(&text, changes);
	str_add(&text, "\n\n");
	changes_add_text(&text, changes, machine);
	j = json_writer_to(to);
	json_write_object(&j, NULL);
	/* What chat programs show of a webhook. */
	json_write_text(&j, "text", str_text(&text));
	json_write_text(&j, "language", i18n_current());
	json_write_text(&j, "machine", machine);
	json_write_time(&j, "at", clock_wall());
	json_write_number(&j, "looked", (int64_t)changes->looked);
	write_cause(&j, &changes->cause);
	json_write_array(&j, "turned");
	for (size_t i = 0; i < changes->count; i++)
		json_write_raw(&j, NULL, changes->items[i].json);
	json_write_end(&j);
	json_write_end(&j);
	if (fclose(to) != 0)
		die_out_of_memory();
	str_free(&text);
	return json;
}

struct posting {
	struct command_context *context;
	const char *host;
	bool is_done;
	bool taken;
	struct str problem;
};

static void answered(void *ctx, const struct hook_answer *answer)
{
	struct posting *p = ctx;

	p->is_done = true;
	p->taken = answer->taken;
	if (answer->status && !answer->taken) {
		char *status = xasprintf("%u", answer->status);

		/* TRANSLATORS: a server, and a number of HTTP (503). */
		text_fill_two(&p->problem,
			      _("%1$s did not take it: it answers %2$s."),
			      p->host, status);
		free(status);
	} else if (!answer->taken) {
		net_add_problem(&p->problem, answer->problem, p->host);
	}
	loop_stop(p->context->loop);
}

static bool tell_by_hook(struct command_context *context,
			 const struct changes *changes)
{
	const char *url = context->options->webhook;
	struct posting p = { .context = context,
			     .problem = STR_INIT(STR_MAX_TEXT) };
	char *machine = machine_name();
	char *json = telling_hook_json(changes, machine);
	struct http_url parts;
	struct hook *hook;

	/* The command line was read with the same; a URL may hold a key, so
	 * that only its host is ever shown. */
	if (!http_url_read(url, &parts) && !http_url_read_at_home(url, &parts))
		parts.host = xstrdup("");
	p.host = parts.host;
	hook = hook_new(context->loop, context->http, url, json, answered, &p);
	while (!p.is_done)
		loop_run(context->loop);
	hook_free(hook);
	if (!p.taken)
		fprintf(stderr, "zegel: --webhook: %s\n", str_text(&p.problem));
	http_url_free(&parts);
	str_free(&p.problem);
	free(machine);
	free(json);
	return p.taken;
}

const struct change_channel channel_hook = {
	.name = "webhook",
	.is_wanted = wants_hook,
	.tell = tell_by_hook,
};
