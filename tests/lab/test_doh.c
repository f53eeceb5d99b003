/* Resolvers over HTTPS (RFC 8484): real ones, dnsdist and unbound, and what
 * goes wrong with them. Runs inside `tests/lab/lab run`.
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

#include "net/dns.h"

enum { SHORT_MS = 500, LONG_MS = 5000, MANY = 60 };

#define DNSDIST "https://9.9.9.9/dns-query"

static void run(const char *command)
{
	/* NOLINTNEXTLINE(cert-env33-c): the lab is a script */
	if (system(command) != 0)
		fail_msg("%s", command);
}

static int start(void **state)
{
	char *file = xasprintf("%s/web/ca.pem", getenv("ZEGEL_LAB"));

	(void)state;
	run("tests/lab/lab doh >/dev/null && cd $ZEGEL_LAB/web && "
	    "printf '\\0\\0\\201\\200\\0\\1\\0' >cut && "
	    "printf '\\1\\1\\201\\200\\0\\0\\0\\0\\0\\0\\0\\0' >other-id && "
	    "truncate -s 100M huge");
	setenv("SSL_CERT_FILE", file, 1);
	free(file);
	return 0;
}

static struct dns *dns_at(struct loop *loop, const char *url, int timeout_ms)
{
	struct resolver resolver;
	struct dns_options options = { .resolvers = &resolver,
				       .resolver_count = 1,
				       .timeout_ms = timeout_ms };
	struct dns *dns;

	if (!resolver_parse(url, &resolver))
		fail_msg("%s", url);
	dns = dns_new(loop, &options);
	resolver_free(&resolver);
	return dns;
}

struct got {
	int count;
	int good;
	struct answer last; /* its records are not kept */
	uint32_t ttl;
};

static void on_answer(void *ctx, const struct answer *answer)
{
	struct got *got = ctx;
	const struct record *txt = answer_first(answer, RR_TXT);

	got->count++;
	got->good += answer->status == ANSWER_RECORDS;
	got->last = *answer;
	got->ttl = txt ? txt->ttl : 0;
}

static const struct question QUESTION = { .name = "gezond.nl", .type = RR_TXT };

static struct got ask(struct loop *loop, struct dns *dns,
		      const struct question *question)
{
	struct got got = { .count = 0 };

	(void)dns_ask(dns, question, on_answer, &got);
	assert_int_equal(got.count, 0); /* never from inside */
	while (!got.count)
		loop_turn(loop, -1);
	return got;
}

static void test_answers(void **state)
{
	static const char *const urls[] = {
		DNSDIST,
		"https://dnsdist.example/dns-query",
		"https://unbound.example/dns-query",
		"https://odd.example/parameter",
	};
	static const struct {
		const char *name;
		enum rr type;
		enum answer_status status;
	} cases[] = {
		{ "gezond.nl", RR_TXT, ANSWER_RECORDS },
		{ "gezond.nl", RR_AAAA, ANSWER_NO_DATA },
		{ "nobody.gezond.nl", RR_TXT, ANSWER_NO_NAME },
		{ "bogus.nl", RR_TXT, ANSWER_FAILED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(urls); i++) {
		struct loop *loop = loop_new();
		struct dns *dns = dns_at(loop, urls[i], LONG_MS);

		for (size_t k = 0; k < COUNT_OF(cases); k++) {
			const struct question question = {
				.name = cases[k].name, .type = cases[k].type
			};
			struct got got = ask(loop, dns, &question);

			if (got.last.status != cases[k].status)
				fail_msg("%s, %s: %d", urls[i], cases[k].name,
					 (int)got.last.status);
			assert_int_equal(got.last.problem, NET_OK);
		}
		dns_free(dns);
		loop_free(loop);
	}
}

/* What goes wrong is a failed look-up that says why; never "not there". */
static const struct {
	const char *url;
	enum answer_status status;
	enum net_problem problem;
	unsigned http_status;
} FAILURES[] = {
	{ "https://9.9.9.9:8443/dns-query", ANSWER_SILENT, NET_CERTIFICATE_DATE,
	  0 },
	{ "https://unknown.example/", ANSWER_SILENT, NET_CERTIFICATE, 0 },
	{ "https://self.example/", ANSWER_SILENT, NET_CERTIFICATE, 0 },
	{ "https://other.example/", ANSWER_SILENT, NET_CERTIFICATE_NAME, 0 },
	{ "https://nobody.example/", ANSWER_SILENT, NET_NO_NAME, 0 },
	{ "https://198.51.100.80:7999/", ANSWER_SILENT, NET_NO_CONNECTION, 0 },
	{ "https://203.0.113.53/", ANSWER_SILENT, NET_TIMEOUT, 0 },
	{ "https://odd.example/slow", ANSWER_SILENT, NET_TIMEOUT, 0 },
	{ "https://odd.example/close", ANSWER_SILENT, NET_BROKEN, 0 },
	{ "https://odd.example/huge", ANSWER_SILENT, NET_TOO_BIG, 0 },
	{ "https://odd.example/failed", ANSWER_FAILED, NET_HTTP_STATUS, 500 },
	{ "https://odd.example/nothing", ANSWER_FAILED, NET_HTTP_STATUS, 404 },
	{ "https://odd.example/away", ANSWER_FAILED, NET_HTTP_STATUS, 302 },
	{ "https://odd.example/page", ANSWER_FAILED, NET_NOT_DNS, 0 },
	{ "https://odd.example/another-type", ANSWER_FAILED, NET_NOT_DNS, 0 },
	{ "https://odd.example/empty", ANSWER_FAILED, NET_NOT_DNS, 0 },
	{ "https://odd.example/cut", ANSWER_FAILED, NET_NOT_DNS, 0 },
	{ "https://odd.example/other-id", ANSWER_FAILED, NET_NOT_DNS, 0 },
};

static void test_failures(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FAILURES); i++) {
		bool waits = FAILURES[i].problem == NET_TIMEOUT;
		struct loop *loop = loop_new();
		struct dns *dns = dns_at(loop, FAILURES[i].url,
					 waits ? SHORT_MS : LONG_MS);
		struct got got = ask(loop, dns, &QUESTION);
		enum net_problem problem;
		unsigned http_status;
		const char *url = dns_doh_problem(dns, &problem, &http_status);

		if (got.last.status != FAILURES[i].status ||
		    got.last.problem != FAILURES[i].problem || !url ||
		    problem != FAILURES[i].problem ||
		    http_status != FAILURES[i].http_status)
			fail_msg("%s: %d, %d, %u", FAILURES[i].url,
				 (int)got.last.status, (int)got.last.problem,
				 url ? http_status : 0);
		assert_string_equal(url, FAILURES[i].url);
		dns_free(dns);
		loop_free(loop);
	}
}

static void test_another_resolver_is_asked_then(void **state)
{
	struct resolver resolvers[2];
	struct dns_options options = { .resolvers = resolvers,
				       .resolver_count = 2,
				       .timeout_ms = LONG_MS };
	struct loop *loop = loop_new();
	struct dns *dns;

	(void)state;
	assert_true(resolver_parse("https://unknown.example/", &resolvers[0]));
	assert_true(resolver_parse(DNSDIST, &resolvers[1]));
	dns = dns_new(loop, &options);
	assert_int_equal(ask(loop, dns, &QUESTION).last.status, ANSWER_RECORDS);
	resolver_free(&resolvers[0]);
	resolver_free(&resolvers[1]);
	dns_free(dns);
	loop_free(loop);
}

static int connections(void)
{
	FILE *pipe = popen("ss -Htn state established dport = :443 | wc -l",
			   "r");
	char line[16];
	int count = -1;

	if (pipe && fgets(line, sizeof(line), pipe))
		count = (int)strtol(line, NULL, 10);
	if (pipe)
		pclose(pipe);
	return count;
}

/* One connection of HTTP/2 carries them all, and stays for the next ones. */
static void test_many_share_a_connection(void **state)
{
	static const struct {
		const char *url;
		int most;
	} cases[] = {
		{ DNSDIST, 1 },
		{ "https://unbound.example/dns-query", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct loop *loop = loop_new();
		struct dns *dns = dns_at(loop, cases[i].url, LONG_MS);
		int before = connections();

		for (int round = 0; round < 2; round++) {
			struct got got = { .count = 0 };

			for (int k = 0; k < MANY; k++)
				(void)dns_ask(dns, &QUESTION, on_answer, &got);
			while (got.count < MANY)
				loop_turn(loop, -1);
			assert_int_equal(got.good, MANY);
			assert_int_equal(connections() - before, cases[i].most);
		}
		dns_free(dns);
		loop_free(loop);
	}
}

/* Where a connection carries one at a time, there are a few. */
static void test_many_over_http1(void **state)
{
	struct loop *loop = loop_new();
	struct dns *dns = dns_at(loop, "https://odd.example/aged", LONG_MS);
	struct got got = { .count = 0 };

	(void)state;
	for (int k = 0; k < MANY; k++)
		(void)dns_ask(dns, &QUESTION, on_answer, &got);
	while (got.count < MANY)
		loop_turn(loop, -1);
	assert_int_equal(got.good, MANY);
	dns_free(dns);
	loop_free(loop);
}

static void test_age_is_taken_off(void **state)
{
	struct loop *loop = loop_new();
	struct dns *fresh = dns_at(loop, DNSDIST, LONG_MS);
	struct dns *aged = dns_at(loop, "https://odd.example/aged", LONG_MS);
	struct dns *older = dns_at(loop, "https://odd.example/older", LONG_MS);
	uint32_t ttl = ask(loop, fresh, &QUESTION).ttl;

	(void)state;
	assert_true(ttl > 60);
	assert_in_range(ask(loop, aged, &QUESTION).ttl, ttl - 40, ttl - 30);
	assert_int_equal(ask(loop, older, &QUESTION).ttl, 0);
	dns_free(fresh);
	dns_free(aged);
	dns_free(older);
	loop_free(loop);
}

static void test_goes_over_while_a_question_waits(void **state)
{
	struct loop *loop = loop_new();
	struct dns *dns = dns_at(loop, "203.0.113.53", LONG_MS);
	struct resolver resolver;
	struct got got = { .count = 0 };

	(void)state;
	assert_true(resolver_parse(DNSDIST, &resolver));
	(void)dns_ask(dns, &QUESTION, on_answer, &got);
	loop_turn(loop, 50);
	dns_use_resolver(dns, &resolver);
	while (!got.count)
		loop_turn(loop, -1);
	assert_int_equal(got.last.status, ANSWER_RECORDS);
	assert_true(got.last.at_ms > 0);
	assert_int_equal(ask(loop, dns, &QUESTION).last.status, ANSWER_RECORDS);
	resolver_free(&resolver);
	dns_free(dns);
	loop_free(loop);
}

static void test_is_given_up_at_any_time(void **state)
{
	(void)state;
	for (int turns = 0; turns < 6; turns++) {
		struct loop *loop = loop_new();
		struct dns *dns = dns_at(
			loop, "https://dnsdist.example/dns-query", LONG_MS);
		struct got one = { .count = 0 }, rest = { .count = 0 };
		struct query *query = dns_ask(dns, &QUESTION, on_answer, &one);

		for (int k = 0; k < MANY; k++)
			(void)dns_ask(dns, &QUESTION, on_answer, &rest);
		for (int k = 0; k < turns; k++)
			loop_turn(loop, 20);
		if (!one.count)
			dns_cancel(dns, query);
		dns_free(dns);
		assert_int_equal(one.count, 1);
		assert_int_equal(rest.count, MANY);
		loop_free(loop);
	}
}

/* An address needs no look-up; a name does, once. */
static void test_without_the_system_resolver(void **state)
{
	struct loop *loop = loop_new();
	struct dns *by_address = dns_at(loop, DNSDIST, LONG_MS);
	struct dns *by_name = dns_at(loop, "https://dnsdist.example/dns-query",
				     LONG_MS);
	struct dns *too_late = dns_at(loop, "https://unbound.example/dns-query",
				      LONG_MS);
	struct got got;

	(void)state;
	assert_int_equal(ask(loop, by_name, &QUESTION).last.status,
			 ANSWER_RECORDS);
	run("tests/lab/lab fault resolver silent");
	assert_int_equal(ask(loop, by_address, &QUESTION).last.status,
			 ANSWER_RECORDS);
	assert_int_equal(ask(loop, by_name, &QUESTION).last.status,
			 ANSWER_RECORDS);
	got = ask(loop, too_late, &QUESTION);
	run("tests/lab/lab fault resolver none");
	assert_int_equal(got.last.status, ANSWER_SILENT);
	assert_int_equal(got.last.problem, NET_NO_DNS);
	/* The next question looks the name up again. */
	assert_int_equal(ask(loop, too_late, &QUESTION).last.status,
			 ANSWER_RECORDS);
	dns_free(by_address);
	dns_free(by_name);
	dns_free(too_late);
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_another_resolver_is_asked_then),
		cmocka_unit_test(test_many_share_a_connection),
		cmocka_unit_test(test_many_over_http1),
		cmocka_unit_test(test_age_is_taken_off),
		cmocka_unit_test(test_goes_over_while_a_question_waits),
		cmocka_unit_test(test_is_given_up_at_any_time),
		cmocka_unit_test(test_without_the_system_resolver),
	};

	if (!getenv("ZEGEL_LAB")) {
		(void)fputs("run it with tests/lab/lab run\n", stderr);
		return 77;
	}
	return cmocka_run_group_tests(tests, start, NULL);
}
