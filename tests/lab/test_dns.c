/* Questions and the walk down the delegation against real servers: runs inside
 * `tests/lab/lab run`, with its resolver in /etc/resolv.conf.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/authority_text.h"

#define TIMEOUT_MS 1000

#define FIRST    "198.51.100.1"
#define FIRST_6  "2001:db8:1::1"
#define SERVICES "198.51.100.4"
#define SILENT   "203.0.113.53"
#define REFUSES  "198.51.100.66"

struct world {
	struct loop *loop;
	struct dns *dns;
	struct facts *facts;
};

static int set_up(void **state)
{
	struct dns_options options = { .timeout_ms = TIMEOUT_MS };
	struct world *w = xcalloc(1, sizeof(*w));

	w->loop = loop_new();
	w->dns = dns_new(w->loop, &options);
	w->facts = facts_new(w->loop, w->dns, NULL, NULL);
	*state = w;
	return 0;
}

static int tear_down(void **state)
{
	struct world *w = *state;

	facts_free(w->facts);
	dns_free(w->dns);
	loop_free(w->loop);
	free(w);
	return 0;
}

static void run(const char *command)
{
	/* NOLINTNEXTLINE(cert-env33-c): the lab is a script */
	if (system(command) != 0)
		fail_msg("%s", command);
}

static void fault(const char *what)
{
	char command[256];

	(void)snprintf(command, sizeof(command), "tests/lab/lab fault %s",
		       what);
	run(command);
}

static const struct answer *ask(struct world *w, const struct question *q)
{
	while (!facts_get(w->facts, q, FACT_EACH_LOOK))
		loop_turn(w->loop, -1);
	return facts_peek(w->facts, q);
}

static const struct {
	const char *what;
	const char *server; /* "": the resolver */
	const char *name;
	enum rr type;
	bool cd;
	enum answer_status status;
	bool aa;
	uint32_t negative_ttl;
	const char *value; /* the first one, of any type */
} QUESTIONS[] = {
	{ "from its server", FIRST, "mail.voorbeeld.nl", RR_A, false,
	  ANSWER_RECORDS, true, 0, "203.0.113.25" },
	{ "over IPv6", FIRST_6, "mail.voorbeeld.nl", RR_AAAA, false,
	  ANSWER_RECORDS, true, 0, "2001:db8:25::25" },
	{ "from the resolver", "", "_dmarc.voorbeeld.nl", RR_TXT, false,
	  ANSWER_RECORDS, false, 0,
	  "v=DMARC1; p=none; rua=mailto:dmarc@voorbeeld.nl" },
	{ "a CNAME", FIRST, "www.voorbeeld.nl", RR_TXT, false, ANSWER_RECORDS,
	  true, 0, "voorbeeld.nl" },
	{ "no data", FIRST, "mail.voorbeeld.nl", RR_TXT, false, ANSWER_NO_DATA,
	  true, 900, NULL },
	{ "no name", FIRST, "niets.voorbeeld.nl", RR_TXT, false, ANSWER_NO_NAME,
	  true, 900, NULL },
	{ "the resolver finds no name", "", "niets.gezond.nl", RR_TXT, false,
	  ANSWER_NO_NAME, false, 3600, NULL },
	{ "a subdomain that is elsewhere", FIRST, "x.mail.delegatie.nl", RR_TXT,
	  false, ANSWER_REFERRAL, false, 0, NULL },
	{ "another company's domain", SERVICES, "voorbeeld.nl", RR_TXT, false,
	  ANSWER_REFUSED, false, 0, NULL },
	{ "one that refuses", REFUSES, "weigert.nl", RR_SOA, false,
	  ANSWER_REFUSED, false, 0, NULL },
	{ "one that is silent", SILENT, "stil.nl", RR_SOA, false, ANSWER_SILENT,
	  false, 0, NULL },
	{ "one without name server there", "198.51.100.99", "stil.nl", RR_SOA,
	  false, ANSWER_SILENT, false, 0, NULL },
	{ "a broken signature", "", "bogus.nl", RR_TXT, false, ANSWER_FAILED,
	  false, 0, NULL },
	{ "a broken signature, not looked at", "", "bogus.nl", RR_TXT, true,
	  ANSWER_RECORDS, false, 0, "v=spf1 mx ~all" },
	{ "a name that is not in the root", "", "voorbeeld.bestaatniet", RR_A,
	  false, ANSWER_NO_NAME, false, 86400, NULL },
};

static void test_questions(void **state)
{
	struct world *w = *state;

	for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
		struct question q = { .name = QUESTIONS[i].name,
				      .type = QUESTIONS[i].type,
				      .checking_disabled = QUESTIONS[i].cd };
		const struct answer *a;
		const char *value;

		if (QUESTIONS[i].server[0])
			assert_true(
				address_parse(QUESTIONS[i].server, &q.server));
		a = ask(w, &q);
		value = a->count > 0 ? a->records[0].value : NULL;
		if (a->status != QUESTIONS[i].status ||
		    a->authoritative != QUESTIONS[i].aa ||
		    a->negative_ttl > QUESTIONS[i].negative_ttl ||
		    (a->negative_ttl == 0) != (QUESTIONS[i].negative_ttl == 0))
			fail_msg("%s: status %d, AA %d, negative %u",
				 QUESTIONS[i].what, a->status, a->authoritative,
				 a->negative_ttl);
		if (QUESTIONS[i].value)
			assert_string_equal(value, QUESTIONS[i].value);
	}
}

/* Signatures come with DO, and make the answer long. */
static void test_dnssec_ok(void **state)
{
	struct question q = { .name = "ondertekend.nl",
			      .type = RR_TXT,
			      .want_dnssec_ok = true };
	size_t index = 0;

	assert_true(address_parse(FIRST, &q.server));
	assert_non_null(answer_next(ask(*state, &q), (enum rr)46, &index));
	q.want_dnssec_ok = false;
	index = 0;
	assert_null(answer_next(ask(*state, &q), (enum rr)46, &index));
}

static void test_truncation(void **state)
{
	struct question q = { .name = "voorbeeld.nl", .type = RR_TXT };
	const struct answer *a;

	assert_true(address_parse(FIRST, &q.server));
	fault("first truncate");
	a = ask(*state, &q);
	assert_int_equal(a->status, ANSWER_RECORDS);
	assert_int_equal(a->count, 2);
	assert_true(a->authoritative);
	assert_false(a->truncated);

	fault("first notcp");
	q.name = "mail.voorbeeld.nl";
	q.type = RR_A;
	a = ask(*state, &q);
	assert_int_equal(a->status, ANSWER_FAILED);
	assert_true(a->truncated);
	fault("first none");
}

#define NAAMHUIS(flags1, flags2)                                               \
	", ns1.naamhuis.nl=198.51.100.1 " flags1                               \
	", ns1.naamhuis.nl=2001:db8:1::1 " flags1                              \
	", ns2.naamhuis.nl=198.51.100.2 " flags2                               \
	", ns2.naamhuis.nl=2001:db8:1::2 " flags2
#define TRANSIP                                                                \
	", ns0.transip.net=198.51.100.1 DZ, ns0.transip.net=2001:db8:1::1 "    \
	"DZ, ns1.transip.nl=198.51.100.2 DZ, "                                 \
	"ns1.transip.nl=2001:db8:1::2 DZ"

/* Servers come in no order: they are sorted before they are compared. */
static const struct {
	const char *domain;
	const char *expected;
} DOMAINS[] = {
	{ "voorbeeld.nl", "FOUND voorbeeld.nl below nl" TRANSIP },
	{ "nieuwsbrief.voorbeeld.nl", "FOUND voorbeeld.nl below nl" TRANSIP },
	{ "www.voorbeeld.nl", "FOUND voorbeeld.nl below nl" TRANSIP },
	{ "gezond.nl", "FOUND gezond.nl below nl" NAAMHUIS("DZ", "DZ") },
	{ "naamhuis.nl", "FOUND naamhuis.nl below nl" NAAMHUIS("DZ", "DZ") },
	{ "mail.delegatie.nl",
	  "FOUND mail.delegatie.nl below delegatie.nl, "
	  "ns1.services.net=198.51.100.4 DZ, ns1.services.net=2001:db8:1::4 "
	  "DZ" },
	{ "x.y.mail.delegatie.nl",
	  "FOUND mail.delegatie.nl below delegatie.nl, "
	  "ns1.services.net=198.51.100.4 DZ, ns1.services.net=2001:db8:1::4 "
	  "DZ" },
	{ "delegatie.nl", "FOUND delegatie.nl below nl" NAAMHUIS("DZ", "DZ") },
	{ "v4only.nl", "FOUND v4only.nl below nl, v4a.naamhuis.nl=198.51.100.1 "
		       "DZ, v4b.naamhuis.nl=198.51.100.2 DZ" },
	{ "v6only.nl",
	  "FOUND v6only.nl below nl, v6a.naamhuis.nl=2001:db8:1::1 DZ, "
	  "v6b.naamhuis.nl=2001:db8:1::2 DZ" },
	{ "alstil.nl",
	  "FOUND alstil.nl below nl, stil1.naamhuis.nl=203.0.113.53 DZ, "
	  "stil1.naamhuis.nl=2001:db8:dead::53 DZ, "
	  "stil2.naamhuis.nl=203.0.113.54 DZ, "
	  "stil2.naamhuis.nl=2001:db8:dead::54 DZ" },
	{ "allesweigert.nl",
	  "FOUND allesweigert.nl below nl, weiger1.naamhuis.nl=198.51.100.66 "
	  "DZ, weiger1.naamhuis.nl=2001:db8:1::66 DZ, "
	  "weiger2.naamhuis.nl=198.51.100.68 DZ, "
	  "weiger2.naamhuis.nl=2001:db8:1::68 DZ" },
	{ "kaal.nl", "UNDELEGATED below nl" },
	{ "bestaatniet.nl", "NO_DOMAIN below nl" },
	{ "www.bestaatniet.nl", "NO_DOMAIN below nl" },
	{ "voorbeeld.bestaatniet", "NO_DOMAIN" },
};

static int compare_servers(const void *a, const void *b)
{
	const struct nameserver *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : x->address.family - y->address.family;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *find(struct world *w, const char *domain)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct authority a;

	for (;;) {
		authority_find(w->facts, domain, &a);
		if (a.status != AUTHORITY_PENDING)
			break;
		assert_true(facts_pending(w->facts) > 0);
		authority_free(&a);
		loop_turn(w->loop, -1);
	}
	if (a.count > 0)
		qsort(a.servers, a.count, sizeof(*a.servers), compare_servers);
	if (a.silent_parent_count > 0)
		qsort(a.silent_parents, a.silent_parent_count,
		      sizeof(*a.silent_parents), compare_texts);
	authority_add_text(&a, &text);
	authority_free(&a);
	return str_take(&text);
}

static void test_domains(void **state)
{
	bool failed = false;

	for (size_t i = 0; i < COUNT_OF(DOMAINS); i++) {
		char *found = find(*state, DOMAINS[i].domain);

		if (strcmp(found, DOMAINS[i].expected) != 0) {
			print_error("%s:\n  %s\n  %s\n", DOMAINS[i].domain,
				    DOMAINS[i].expected, found);
			failed = true;
		}
		free(found);
	}
	assert_false(failed);
}

static void expect(struct world *w, const char *domain, const char *expected)
{
	char *found = find(w, domain);

	assert_string_equal(found, expected);
	free(found);
}

static void test_registry_silent(void **state)
{
	fault("registry silent");
	/* The resolver is asked first, while it still knows who serves nl. */
	expect(*state, "voorbeeld.nl",
	       "UNKNOWN; silent ns1.nic.net; silent ns2.nic.net");
	fault("registry none");
}

static void test_intercepted(void **state)
{
	char *found;

	fault("all intercept");
	found = find(*state, "voorbeeld.nl");
	assert_non_null(strstr(found, "UNKNOWN"));
	assert_non_null(strstr(found, "; intercepted"));
	free(found);
	fault("all none");
}

static void test_resolver_silent(void **state)
{
	fault("resolver silent");
	expect(*state, "voorbeeld.nl", "UNKNOWN; resolver failed");
	fault("resolver none");
}

/* A machine that has only one of the two families. The kernel's own rule, that
 * its own addresses always have a route, has to come later for that. */
static const struct {
	const char *family; /* the one that is missing */
	const char *resolver;
	const char *domain;
	const char *expected;
} ONE_FAMILY[] = {
	{ "-6", "192.0.2.53", "gezond.nl",
	  "FOUND gezond.nl below nl, ns1.naamhuis.nl=198.51.100.1 DZ, "
	  "ns1.naamhuis.nl=2001:db8:1::1 DZ no route, "
	  "ns2.naamhuis.nl=198.51.100.2 DZ, "
	  "ns2.naamhuis.nl=2001:db8:1::2 DZ no route" },
	{ "-6", "192.0.2.53", "v6only.nl",
	  "FOUND v6only.nl below nl, "
	  "v6a.naamhuis.nl=2001:db8:1::1 DZ no route, "
	  "v6b.naamhuis.nl=2001:db8:1::2 DZ no route" },
	{ "-4", "2001:db8::53", "gezond.nl",
	  "FOUND gezond.nl below nl, "
	  "ns1.naamhuis.nl=198.51.100.1 DZ no route, "
	  "ns1.naamhuis.nl=2001:db8:1::1 DZ, "
	  "ns2.naamhuis.nl=198.51.100.2 DZ no route, "
	  "ns2.naamhuis.nl=2001:db8:1::2 DZ" },
	{ "-4", "2001:db8::53", "kaal.nl", "UNDELEGATED below nl" },
};

static void test_one_family(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ONE_FAMILY); i++) {
		struct dns_options options = { .resolver_count = 1,
					       .timeout_ms = TIMEOUT_MS };
		struct resolver resolver;
		struct world w;
		char command[512], *found;

		(void)snprintf(command, sizeof(command),
			       "f=%s; if ip $f rule show | grep -q ^0:; then "
			       "ip $f rule add pref 10 lookup local && "
			       "ip $f rule del pref 0; fi; "
			       "ip $f rule add pref 1 unreachable",
			       ONE_FAMILY[i].family);
		run(command);
		assert_true(resolver_parse(ONE_FAMILY[i].resolver, &resolver));
		options.resolvers = &resolver;
		w.loop = loop_new();
		w.dns = dns_new(w.loop, &options);
		w.facts = facts_new(w.loop, w.dns, NULL, NULL);
		found = find(&w, ONE_FAMILY[i].domain);
		(void)snprintf(command, sizeof(command),
			       "ip %s rule del pref 1", ONE_FAMILY[i].family);
		run(command);
		assert_string_equal(found, ONE_FAMILY[i].expected);
		free(found);
		facts_free(w.facts);
		dns_free(w.dns);
		loop_free(w.loop);
	}
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const char *lab = getenv("ZEGEL_LAB");
	char ready[4096];

	/* Its faults change routes: never those of the machine itself. The file
	 * is in the lab's own memory, so it is not seen from outside. */
	(void)snprintf(ready, sizeof(ready), "%s/ready", lab ? lab : "");
	if (!lab || access(ready, F_OK) != 0) {
		(void)fputs("run it with tests/lab/lab run\n", stderr);
		return 77;
	}
	const struct CMUnitTest tests[] = {
		CASE(test_questions),       CASE(test_dnssec_ok),
		CASE(test_domains),         CASE(test_truncation),
		CASE(test_registry_silent), CASE(test_intercepted),
		CASE(test_resolver_silent), cmocka_unit_test(test_one_family),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
