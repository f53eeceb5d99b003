/* SPDX-License-Identifier: MIT */
#include "commands/server_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/mailbox.h"
#include "commands/ask.h"
#include "commands/output.h"
#include "commands/run.h"
#include "commands/server_password.h"
#include "i18n/i18n.h"
#include "mail/mail_address.h"
#include "text/fill.h"
#include "text/server_text.h"

/* --- which server -------------------------------------------------------- */

static bool guess(void *ctx, struct facts *facts)
{
	struct server_run *run = ctx;
	const struct lookup lookup = { facts_resolve, facts };

	server_guess(run->domain, run->protocol, NULL, run->context->catalog,
		     &lookup, &run->guesses);
	return run->guesses.is_pending;
}

static bool read_host(struct server_run *run, const char *text)
{
	struct address address;

	if (address_parse(text, &address) && strlen(text) < NAME_SIZE) {
		snprintf(run->host, sizeof(run->host), "%s", text);
		return true;
	}
	return name_canonical(text, strlen(text), run->host) && *run->host;
}

/* What the person said counts; what he left out follows from the port, or from
 * the suggestion for that server. */
static void fill_in_server(struct server_run *run,
			   const struct server_guess *suggested)
{
	const struct options *o = run->context->options;
	struct server_wish *w = &run->wish;
	bool imap = run->protocol == SERVER_IMAP;

	w->port = o->port;
	w->security = o->security;
	if (!o->security_given && !o->port && suggested) {
		w->security = suggested->security;
		w->port = suggested->port;
	} else if (!o->security_given) {
		w->security = o->port ? server_security_at(o->port,
							   SECURITY_STARTTLS)
			      : imap  ? SECURITY_TLS
				      : SECURITY_STARTTLS;
	}
	if (!w->port)
		w->port = server_port(run->protocol, w->security);
	w->host = run->host;
}

static const struct server_guess *suggestion_for(const struct server_run *run)
{
	for (size_t i = 0; i < run->guesses.count; i++) {
		if (!strcmp(run->guesses.items[i].host, run->host))
			return &run->guesses.items[i];
	}
	return NULL;
}

static int choose_server(struct server_run *run)
{
	const struct options *o = run->context->options;
	const struct mail_host_list *hosts;

	if (*run->domain)
		ask_until_known(run->context, guess, run);
	if (o->server && !read_host(run, o->server)) {
		fprintf(stderr, "zegel: %s: %s\n", o->server,
			_("this is no name of a server"));
		return COMMAND_USAGE;
	}
	if (!o->server && !run->guesses.count) {
		fprintf(stderr, "zegel: %s\n",
			_("No mail server can be found for this domain. Your "
			  "mail provider tells its name: give it with "
			  "--server."));
		return COMMAND_NO;
	}
	if (!o->server)
		snprintf(run->host, sizeof(run->host), "%s",
			 run->guesses.items[0].host);
	fill_in_server(run, suggestion_for(run));
	hosts = catalog_mail_hosts(run->context->catalog);
	run->provider = hosts ? mail_host_of_server(hosts, run->host) : NULL;
	if (!run->provider && !o->server)
		run->provider = run->guesses.provider;
	return COMMAND_OK;
}

/* --- the test ------------------------------------------------------------ */

static void stop_loop(void *ctx)
{
	*(bool *)ctx = true;
}

static int status_of(const struct server_result *r)
{
	int status = COMMAND_OK;

	for (size_t i = 0; i < TEST_STEPS; i++) {
		if (r->steps[i] == TEST_BAD)
			status = command_graver(status, COMMAND_NO);
		else if (r->steps[i] == TEST_UNKNOWN)
			status = command_graver(status, COMMAND_UNKNOWN);
	}
	return status;
}

static int test(struct server_run *run, const struct secret *password)
{
	struct command_context *context = run->context;
	bool done = false, printed[TEST_STEPS] = { false };
	bool json = context->options->json;
	const struct server_test_face face = { .done = stop_loop,
					       .ctx = &done };
	struct server_test *t = server_test_new(context->loop, context->dns,
						&run->wish, password, &face);
	int status;

	if (!json)
		server_print_begin(run);
	while (!done) {
		loop_turn(context->loop, -1);
		if (!json)
			server_print_steps(run, server_test_result(t), printed);
	}
	if (json)
		server_write_json(run, server_test_result(t));
	else
		server_print_end(run, server_test_result(t));
	status = status_of(server_test_result(t));
	server_test_free(t);
	return status;
}

static int test_with_login(struct server_run *run)
{
	const struct options *o = run->context->options;
	struct secret *password = NULL;
	int status;

	if (o->user && run->wish.security == SECURITY_NONE) {
		fprintf(stderr, "zegel: %s\n",
			_("A password is not said over a connection that is "
			  "not encrypted."));
		return COMMAND_USAGE;
	}
	if (o->user && (password = server_password(o, run->host)) == NULL)
		return COMMAND_USAGE;
	status = test(run, password);
	secret_free(password);
	return status;
}

/* The sender is tried with a login, else only when one was named. */
static void choose_addresses(struct server_run *run, char **own)
{
	const struct options *o = run->context->options;

	run->wish.user = o->user;
	if (run->protocol == SERVER_IMAP)
		return;
	if (o->user && !o->from)
		*own = mail_address_read(o->user);
	run->wish.from = o->from ? o->from : *own;
	run->wish.to = run->wish.from ? o->to : NULL;
	if (run->wish.from && !*run->domain)
		snprintf(run->domain, sizeof(run->domain), "%s",
			 mail_address_domain(run->wish.from));
}

static void add_provider(struct server_run *run)
{
	const struct mailbox_provider *mailbox =
		run->provider ? mailbox_find(run->provider->id) : NULL;

	run->wish.spf_terms = mailbox ? mailbox->spf_terms : NULL;
	run->wish.provider = mailbox ? mailbox->name : NULL;
}

static int run_it(struct server_run *run)
{
	const struct options *o = run->context->options;
	char *own = NULL, *text = NULL;
	int status;

	choose_addresses(run, &own);
	if (o->to && !run->wish.to) {
		fprintf(stderr, "zegel: %s\n",
			_("Who is the sender of the test mail? Give it with "
			  "--from."));
		return COMMAND_USAGE;
	}
	status = choose_server(run);
	if (status == COMMAND_OK) {
		run->wish.domain = *run->domain ? run->domain : NULL;
		add_provider(run);
		run->wish.subject = server_mail_subject();
		if (run->wish.to)
			run->wish.text = text = server_mail_text(&run->wish);
		status = test_with_login(run);
	}
	free(text);
	free(own);
	return status;
}

int server_run_command(struct command_context *context, char **words,
		       size_t count, enum server_protocol protocol)
{
	const struct options *o = context->options;
	struct server_run run = {
		.context = context,
		.protocol = protocol,
		.wish = { .protocol = protocol, .timeout_ms = o->timeout_ms },
	};

	if (!count && !o->server && !o->from)
		return command_usage(server_protocol_name(protocol));
	if (count && !command_read_domain(words[0], run.domain))
		return COMMAND_USAGE;
	return output_end(run_it(&run));
}

int command_smtp(struct command_context *context, char **words, size_t count)
{
	return server_run_command(context, words, count, SERVER_SMTP);
}

int command_imap(struct command_context *context, char **words, size_t count)
{
	return server_run_command(context, words, count, SERVER_IMAP);
}
