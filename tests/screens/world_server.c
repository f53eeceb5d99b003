/* The mail servers of the world: what they say is as real ones would.
 *
 * SPDX-License-Identifier: MIT */
#include "screens/world_server.h"

#include <stdio.h>
#include <string.h>

static struct certificate certificate = {
	.is_there = true,
	.names = { (char *)(uintptr_t) "smtp.strato.de" },
	.name_count = 1,
	.issuer = (char *)(uintptr_t) "Sectigo Limited",
	.until = 1803945600, /* 2 March 2027 */
};

static struct certificate expired = {
	.is_there = true,
	.names = { (char *)(uintptr_t) "mail.voorbeeld.nl" },
	.name_count = 1,
	.issuer = (char *)(uintptr_t) "Let's Encrypt",
	.until = 1789776000, /* 19 September 2026 */
};

static struct spf_result softfail = { .status = SPF_SOFTFAIL };

/* The wish and its texts, for as long as the world lives. */
static struct {
	struct server_wish wish;
	struct server_result result;
	struct dialogue dialogue;
	char host[200], user[200], from[200], to[200], domain[200];
} now;

static const char *keep(char out[200], const char *text)
{
	if (!text)
		return NULL;
	snprintf(out, 200, "%s", text);
	return out;
}

static void hear(const char *script)
{
	struct slice rest = slice_of(script);
	struct slice line;

	while (slice_next_line(&rest, &line)) {
		if (line.at[0] == '>')
			dialogue_sent(&now.dialogue, line.at + 2, line.len - 2);
		else
			dialogue_received(&now.dialogue, line.at + 2,
					  line.len - 2);
	}
}

static void good_until(enum test_step last)
{
	for (int i = 0; i <= (int)last; i++)
		now.result.steps[i] = TEST_GOOD;
}

static void say_login(const struct secret *password)
{
	bool good = !strcmp(secret_text(password), "geheim");

	hear("> AUTH PLAIN\n");
	hear(good ? "< 235 2.7.0 ok\n"
		  : "< 535 5.7.8 Error: authentication failed\n");
	good_until(TEST_TLS);
	now.result.steps[TEST_LOGIN] = good ? TEST_GOOD : TEST_BAD;
	now.result.trouble = good ? TROUBLE_NONE : TROUBLE_LOGIN;
	if (good && now.wish.from)
		now.result.steps[TEST_SENDER] = TEST_GOOD;
	if (good && now.wish.to)
		now.result.steps[TEST_MESSAGE] = TEST_GOOD;
}

void world_test_server(void *ctx, const struct server_wish *wish,
		       const struct secret *password)
{
	struct wizard *w = ctx;

	world_drop_server(w);
	now.wish = *wish;
	now.wish.host = keep(now.host, wish->host);
	now.wish.user = keep(now.user, wish->user);
	now.wish.from = keep(now.from, wish->from);
	now.wish.to = keep(now.to, wish->to);
	now.wish.domain = keep(now.domain, wish->domain);
	now.wish.subject = now.wish.text = now.wish.spf_record = NULL;
	now.dialogue = dialogue_new(wish->protocol);
	hear("< 220 smtp.strato.de ESMTP\n> EHLO voorbeeld.nl\n"
	     "< 250-smtp.strato.de\n< 250-STARTTLS\n"
	     "< 250 AUTH PLAIN LOGIN\n");
	now.result = (struct server_result){
		.is_over = true,
		.address = "192.0.2.25",
		.certificate = &certificate,
		.dialogue = &now.dialogue,
		.spf = &softfail,
	};
	good_until(TEST_TLS);
	if (!strcmp(wish->host, "mail.voorbeeld.nl")) {
		now.result.certificate = &expired;
		now.result.steps[TEST_TLS] = TEST_BAD;
		now.result.trouble = TROUBLE_CERTIFICATE_EXPIRED;
	} else if (password) {
		say_login(password);
	}
	if (wish->protocol == SERVER_SMTP)
		now.result.steps[TEST_SPF] = TEST_BAD;
	w->server.wish = &now.wish;
	w->server.result = &now.result;
}

void world_drop_server(void *ctx)
{
	struct wizard *w = ctx;

	dialogue_free(&now.dialogue);
	w->server.wish = NULL;
	w->server.result = NULL;
}

void world_guess_server(void *ctx, enum server_protocol protocol)
{
	struct wizard *w = ctx;
	struct server_guesses *g = &w->server.guesses[protocol];
	const struct mail_host *host = mail_host_find(
		catalog_mail_hosts(w->catalog),
		protocol == SERVER_IMAP ? "google-workspace" : "strato");

	*g = (struct server_guesses){ .provider = host };
	for (size_t i = 0; i < host->server_count[protocol]; i++) {
		const struct known_server *s = &host->servers[protocol][i];
		struct server_guess *item = &g->items[g->count++];

		item->port = s->port;
		item->security = s->security;
		item->source = GUESS_PROVIDER;
		item->provider = host;
		snprintf(item->host, sizeof(item->host), "%s", s->host);
	}
	w->server.guessed[protocol] = true;
}
