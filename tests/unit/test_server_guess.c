/* Which mail server is suggested for a domain, and in which order.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/server_guess.h"
#include "fake_dns.h"

static struct catalog *catalog;

static int load(void **state)
{
	(void)state;
	catalog = catalog_new("src/catalog");
	return 0;
}

static int unload(void **state)
{
	(void)state;
	catalog_free(catalog);
	return 0;
}

static void describe(const struct server_guesses *g, char *out, size_t size)
{
	static const char sources[] = { [GUESS_SRV] = 's',
					[GUESS_PROVIDER] = 'p',
					[GUESS_DNS_HOST] = 'd',
					[GUESS_NAME] = 'n',
					[GUESS_MX] = 'm' };
	size_t len = 0;

	out[0] = 0;
	for (size_t i = 0; i < g->count && len < size; i++) {
		const struct server_guess *item = &g->items[i];

		len += (size_t)snprintf(out + len, size - len, "%s%c %s:%u/%s",
					i ? ", " : "", sources[item->source],
					item->host, (unsigned)item->port,
					server_security_name(item->security));
	}
}

static const struct {
	const char *zone;
	const char *domain;
	enum server_protocol protocol;
	const char *dns_host;
	const char *guesses;
} cases[] = {
	{ "", "a.example", SERVER_SMTP, NULL, "" },
	/* What the domain says comes first; TLS from the start before
	 * STARTTLS (RFC 8314, 3). */
	{ "_submission._tcp.a.example SRV 1 587 mx.b.example\n"
	  "_submissions._tcp.a.example SRV 1 465 mx.b.example\n",
	  "a.example", SERVER_SMTP, NULL,
	  "s mx.b.example:465/tls, s mx.b.example:587/starttls" },
	/* The root as target: not offered (RFC 6186, 3.4). */
	{ "_submissions._tcp.a.example SRV 0 0 .\n"
	  "smtp.a.example A 192.0.2.1\n",
	  "a.example", SERVER_SMTP, NULL, "n smtp.a.example:587/starttls" },
	{ "_imaps._tcp.a.example SRV 1 993 imap.b.example\n", "a.example",
	  SERVER_IMAP, NULL, "s imap.b.example:993/tls" },
	/* An odd port is taken as it stands. */
	{ "_imap._tcp.a.example SRV 1 1430 imap.b.example\n", "a.example",
	  SERVER_IMAP, NULL, "s imap.b.example:1430/starttls" },
	/* No SRV record at all. */
	{ "_imap._tcp.a.example SRV 1 imap.b.example\n"
	  "_imaps._tcp.a.example SRV 1 70000 imap.b.example\n",
	  "a.example", SERVER_IMAP, NULL, "" },
	{ "a.example MX 10 aspmx.l.google.com\nmail.a.example A 192.0.2.1\n",
	  "a.example", SERVER_SMTP, NULL, "p smtp.gmail.com:465/tls" },
	{ "a.example MX 10 aspmx.l.google.com\n", "a.example", SERVER_IMAP,
	  NULL, "p imap.gmail.com:993/tls" },
	{ "", "gmail.com", SERVER_SMTP, NULL, "p smtp.gmail.com:465/tls" },
	{ "", "hotmail.nl", SERVER_IMAP, NULL,
	  "p outlook.office365.com:993/tls" },
	/* The one with the lowest number counts. */
	{ "a.example MX 20 aspmx.l.google.com\na.example MX 10 mx.a.example\n"
	  "mx.a.example A 192.0.2.1\n",
	  "a.example", SERVER_SMTP, NULL, "m mx.a.example:587/starttls" },
	{ "a.example MX 10 mail.a.example\nmail.a.example AAAA 2001:db8::1\n",
	  "a.example", SERVER_IMAP, NULL, "n mail.a.example:993/tls" },
	/* A provider of whom no server to read at is known. */
	{ "a.example MX 10 web.carien.eu\n", "a.example", SERVER_SMTP, NULL,
	  "p web.carien.eu:587/starttls, p web.carien.eu:465/tls" },
	{ "a.example MX 10 web.carien.eu\n", "a.example", SERVER_IMAP, NULL,
	  "m web.carien.eu:993/tls" },
	{ "", "a.example", SERVER_SMTP, "strato",
	  "d smtp.strato.de:587/starttls, d smtp.strato.de:465/tls" },
	{ "", "a.example", SERVER_SMTP, "nobody", "" },
	{ "a.example MX 0 .\n", "a.example", SERVER_SMTP, NULL, "" },
	{ "a.example * SILENT\nsmtp.a.example A 192.0.2.1\n", "a.example",
	  SERVER_SMTP, NULL, "n smtp.a.example:587/starttls" },
};

static void suggestions(void **state)
{
	char seen[600];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fake_dns dns = { .count = 0 };
		const struct lookup lookup = fake_dns_lookup(&dns);
		struct server_guesses g;

		fake_dns_zone(&dns, cases[i].zone);
		server_guess(cases[i].domain, cases[i].protocol,
			     cases[i].dns_host, catalog, &lookup, &g);
		assert_false(g.is_pending);
		describe(&g, seen, sizeof(seen));
		assert_string_equal(seen, cases[i].guesses);
		fake_dns_free(&dns);
	}
}

/* Run again and again while answers come in, it ends with the same. */
static void answers_come_one_by_one(void **state)
{
	char seen[600];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct fake_dns dns = { .held = true };
		const struct lookup lookup = fake_dns_lookup(&dns);
		struct server_guesses g = { .is_pending = true };

		fake_dns_zone(&dns, cases[i].zone);
		for (int turn = 0; turn < 20 && g.is_pending; turn++) {
			server_guess(cases[i].domain, cases[i].protocol,
				     cases[i].dns_host, catalog, &lookup, &g);
			fake_dns_deliver(&dns);
		}
		assert_false(g.is_pending);
		describe(&g, seen, sizeof(seen));
		assert_string_equal(seen, cases[i].guesses);
		fake_dns_free(&dns);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suggestions),
		cmocka_unit_test(answers_come_one_by_one),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
