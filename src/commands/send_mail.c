/* SPDX-License-Identifier: MIT */
#include "commands/send_mail.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clean.h"
#include "commands/server_password.h"
#include "i18n/i18n.h"
#include "mail/message.h"
#include "net/loop.h"
#include "text/fill.h"
#include "text/net_text.h"

enum { UNIQUE_BYTES = 16, MAX_MESSAGE = 4 << 20, MAX_MACHINE = 64 };

struct sending {
	struct command_context *context;
	const struct smtp_settings *settings;
	const struct letter *letter;
	bool is_done;
	bool taken;
	struct str problem;
};

/* The server that --server names, as it may just have been tried by zegel
 * smtp. */
static enum err settings_of_options(const struct options *o,
				    struct smtp_settings *out,
				    struct secret **password, char **problem)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	enum err err;

	str_addf(&text, "server = %s\n", o->server);
	if (o->port)
		str_addf(&text, "port = %u\n", (unsigned)o->port);
	if (o->security_given)
		str_addf(&text, "security = %s\n",
			 server_security_name(o->security));
	if (o->user)
		str_addf(&text, "user = %s\n", o->user);
	if (o->from)
		str_addf(&text, "from = %s\n", o->from);
	err = smtp_settings_read(str_text(&text), text.len, out, password,
				 problem);
	str_free(&text);
	return err;
}

bool send_mail_settings(const struct command_context *context,
			struct smtp_settings *out)
{
	const struct options *o = context->options;
	struct secret *password;
	char *problem;
	enum err err;

	if (o->server && o->user) {
		password = server_password(o, o->server);
		if (!password)
			return false;
	} else {
		password = secret_copy(o->smtp_password);
	}
	err = o->server ? settings_of_options(o, out, &password, &problem)
			: smtp_settings_load(out, &password, &problem);
	secret_free(password);
	if (!err)
		return true;
	fprintf(stderr, "zegel: %s\n", problem);
	free(problem);
	return false;
}

/* Many servers say what is wrong with the sender when they hear of the
 * recipient. */
static enum mail_step step_of(const struct sending *s,
			      const struct mail_answer *answer)
{
	return answer->step == MAIL_STEP_RECIPIENT &&
			       strstr(answer->text, s->settings->from) &&
			       !strstr(answer->text, s->letter->to)
		       ? MAIL_STEP_SENDER
		       : answer->step;
}

/* What the server said itself, when it refused. */
static void add_refusal(struct sending *s, const struct mail_answer *answer)
{
	const char *host = s->settings->host;

	switch (step_of(s, answer)) {
	case MAIL_STEP_LOGIN:
		text_fill_one(&s->problem, _("%1$s refuses the login."), host);
		break;
	case MAIL_STEP_SENDER:
		text_fill_two(&s->problem, _("%1$s does not let %2$s send."),
			      host, s->settings->from);
		break;
	case MAIL_STEP_RECIPIENT:
		text_fill_two(&s->problem,
			      _("%1$s does not take mail for %2$s."), host,
			      s->letter->to);
		break;
	default:
		text_fill_one(&s->problem, _("%1$s refuses the mail."), host);
	}
	str_add_char(&s->problem, ' ');
	text_fill_one(&s->problem, _("It says: %1$s"), answer->text);
}

static void answered(void *ctx, const struct mail_answer *answer)
{
	struct sending *s = ctx;

	s->is_done = true;
	s->taken = answer->taken;
	if (!answer->taken && answer->code)
		add_refusal(s, answer);
	else if (!answer->taken && answer->step == MAIL_STEP_LOGIN &&
		 answer->problem == NET_BROKEN)
		text_fill_one(&s->problem,
			      _("%1$s offers no way to log in that is known "
				"here."),
			      s->settings->host);
	else if (!answer->taken)
		net_add_problem(&s->problem, answer->problem,
				s->settings->host);
	loop_stop(s->context->loop);
}

/* Letters and digits that no other message has. */
static void make_unique(char out[2 * UNIQUE_BYTES + 1])
{
	unsigned char bytes[UNIQUE_BYTES] = { 0 };

	/* Short reads do not happen below 256 bytes (getrandom(2)). */
	if (getrandom(bytes, sizeof(bytes), 0) < 0)
		snprintf((char *)bytes, sizeof(bytes), "%lld.%d",
			 (long long)clock_wall(), (int)getpid());
	for (size_t i = 0; i < UNIQUE_BYTES; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

char *machine_name(void)
{
	char name[256] = "";

	if (gethostname(name, sizeof(name) - 1) != 0)
		name[0] = '\0';
	return clean_dup(name, strlen(name), CLEAN_LINE, MAX_MACHINE);
}

static void write_message(struct str *out, const struct sending *s)
{
	char unique[2 * UNIQUE_BYTES + 1];
	const struct mail_message message = {
		.from = s->settings->from,
		.from_name = s->letter->automatic ? "zegel" : NULL,
		.to = s->letter->to,
		.subject = s->letter->subject,
		.text = s->letter->text,
		.language = i18n_current(),
		.unique = unique,
		.date = clock_wall(),
		.automatic = s->letter->automatic,
	};

	make_unique(unique);
	message_add(out, &message);
}

bool send_mail(struct command_context *context,
	       const struct smtp_settings *settings,
	       const struct letter *letter, char **problem)
{
	struct sending s = {
		.context = context,
		.settings = settings,
		.letter = letter,
		.problem = STR_INIT(STR_MAX_TEXT),
	};
	struct str message = STR_INIT(MAX_MESSAGE);
	struct mail_request request = {
		.server = smtp_settings_server(settings),
		.from = settings->from,
		.to = letter->to,
	};
	struct mail_send *sending;

	write_message(&message, &s);
	request.message = str_text(&message);
	request.len = message.len;
	sending = mail_send_new(context->loop, context->dns, &request, answered,
				&s);
	while (!s.is_done)
		loop_run(context->loop);
	mail_send_free(sending);
	str_free(&message);
	*problem = s.taken ? NULL : str_take(&s.problem);
	str_free(&s.problem);
	return s.taken;
}
