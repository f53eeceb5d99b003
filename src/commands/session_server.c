/* SPDX-License-Identifier: MIT */
#include "commands/session_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUESS_PATIENCE_MS = 10000 };

static void tell(void *ctx)
{
	struct session_server *s = ctx;

	s->news = NULL;
	if (s->test)
		s->wizard->server.result = server_test_result(s->test);
	s->changed(s->ctx);
}

/* Never from inside: whoever is told may end the test. */
static void tell_soon(void *ctx)
{
	struct session_server *s = ctx;

	if (!s->news)
		s->news = loop_timer(s->loop, 0, tell, s);
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static void free_text(const char *text)
{
	free((void *)(uintptr_t)text);
}

static void forget_wish(struct server_wish *w)
{
	free_text(w->host);
	free_text(w->user);
	free_text(w->from);
	free_text(w->to);
	free_text(w->subject);
	free_text(w->text);
	free_text(w->domain);
	free_text(w->spf_record);
	free_text(w->spf_terms);
	free_text(w->provider);
	*w = (struct server_wish){ .port = 0 };
}

static void drop(struct session_server *s)
{
	server_test_free(s->test);
	s->test = NULL;
	forget_wish(&s->wish);
	s->wizard->server.wish = NULL;
	s->wizard->server.result = NULL;
}

/* --- suggestions --------------------------------------------------------- */

static void guess(void *ctx)
{
	struct session_server *s = ctx;
	struct wizard *w = s->wizard;
	const struct verdict *v = w->verdict;
	const struct lookup lookup = { facts_resolve, s->facts };

	if (strcmp(s->guessed_for, w->choices.domain) != 0)
		return;
	server_guess(w->choices.domain, s->protocol,
		     v && v->host ? v->host->id : NULL, w->catalog, &lookup,
		     &w->server.guesses[s->protocol]);
	w->server.guessed[s->protocol] =
		!w->server.guesses[s->protocol].is_pending ||
		!facts_pending(s->facts);
	tell_soon(s);
}

static void on_guess(void *ctx, enum server_protocol protocol)
{
	struct session_server *s = ctx;
	struct wizard *w = s->wizard;

	if (strcmp(s->guessed_for, w->choices.domain) != 0) {
		snprintf(s->guessed_for, sizeof(s->guessed_for), "%s",
			 w->choices.domain);
		memset(w->server.forms, 0, sizeof(w->server.forms));
		memset(w->server.guessed, 0, sizeof(w->server.guessed));
		drop(s);
	}
	if (w->server.guessed[protocol])
		return;
	facts_free(s->facts);
	s->protocol = protocol;
	s->facts = facts_new(s->loop, s->dns, guess, s);
	facts_set_patience(s->facts, GUESS_PATIENCE_MS);
	guess(s);
}

/* --- the test ------------------------------------------------------------ */

static void on_test(void *ctx, const struct server_wish *wish,
		    const struct secret *password)
{
	struct session_server *s = ctx;
	const struct server_test_face face = { tell_soon, tell_soon, s };
	struct server_wish own = *wish;

	own.host = copy(wish->host);
	own.user = copy(wish->user);
	own.from = copy(wish->from);
	own.to = copy(wish->to);
	own.subject = copy(wish->subject);
	own.text = copy(wish->text);
	own.domain = copy(wish->domain);
	own.spf_record = copy(wish->spf_record);
	own.spf_terms = copy(wish->spf_terms);
	own.provider = copy(wish->provider);
	drop(s);
	s->wish = own;
	s->test = server_test_new(s->loop, s->dns, &s->wish, password, &face);
	s->wizard->server.wish = &s->wish;
	s->wizard->server.result = server_test_result(s->test);
	tell_soon(s);
}

void session_server_begin(struct session_server *s,
			  struct command_context *context,
			  struct wizard *wizard, void (*changed)(void *ctx),
			  void *ctx)
{
	*s = (struct session_server){
		.loop = context->loop,
		.dns = context->dns,
		.wizard = wizard,
		.changed = changed,
		.ctx = ctx,
	};
}

void session_server_end(struct session_server *s)
{
	drop(s);
	facts_free(s->facts);
	s->facts = NULL;
	loop_timer_cancel(s->loop, s->news);
	s->news = NULL;
}

static void on_drop(void *ctx)
{
	drop(ctx);
}

struct server_actions session_server_actions(struct session_server *s)
{
	return (struct server_actions){
		.ctx = s,
		.guess = on_guess,
		.test = on_test,
		.drop = on_drop,
	};
}
