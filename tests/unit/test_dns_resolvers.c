/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/dns_asking.h"

static void test_no_resolver(void **state)
{
	struct address none[1] = { { 0 } };
	struct dns *dns = dns_with(*state, 5000, none, 0);
	size_t count = 1;

	assert_int_equal(ask(*state, dns, ADDRESS_RESOLVER).status,
			 ANSWER_SILENT);
	(void)dns_resolvers(dns, &count);
	assert_int_equal(count, 0);
	dns_free(dns);
}

/* Resolvers: the next one is asked when one has nothing to say. */
static const struct {
	const char *what;
	responder_fn *first, *second;
	enum answer_status status;
	unsigned first_count, second_count; /* after two questions */
} PAIRS[] = {
	{ "good", reply_records, reply_silent, ANSWER_RECORDS, 2, 0 },
	{ "no name is an answer", reply_no_name, reply_records, ANSWER_NO_NAME,
	  2, 0 },
	{ "failed, then good", reply_failed, reply_records, ANSWER_RECORDS, 1,
	  2 },
	{ "refused, then good", reply_refused, reply_records, ANSWER_RECORDS, 1,
	  2 },
	{ "nobody there, then good", NULL, reply_records, ANSWER_RECORDS, 0,
	  2 },
	{ "truncated and no TCP, then good", reply_truncated_no_tcp,
	  reply_records, ANSWER_RECORDS, 1, 2 },
	{ "both fail", reply_failed, reply_failed, ANSWER_FAILED, 2, 2 },
	{ "refused and failed: the last counts", reply_refused, reply_failed,
	  ANSWER_FAILED, 2, 2 },
};

static void test_two_resolvers(void **state)
{
	for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
		struct responder a, b;
		struct dns *dns;
		struct got got;

		responder_start(&a, *state, PAIRS[i].first);
		responder_start(&b, *state, PAIRS[i].second);
		dns = dns_with(*state, 5000,
			       (struct address[]){ a.address, b.address }, 2);
		(void)ask(*state, dns, ADDRESS_RESOLVER);
		got = ask(*state, dns, ADDRESS_RESOLVER);
		if (got.status != PAIRS[i].status ||
		    a.udp_count != PAIRS[i].first_count ||
		    b.udp_count != PAIRS[i].second_count)
			fail_msg("%s: status %d, %u and %u", PAIRS[i].what,
				 got.status, a.udp_count, b.udp_count);
		dns_free(dns);
		responder_stop(&a);
		responder_stop(&b);
	}
}

static void test_first_resolver_silent(void **state)
{
	struct responder a, b;
	struct dns *dns;
	unsigned tries;

	responder_start(&a, *state, reply_silent);
	responder_start(&b, *state, reply_records);
	dns = dns_with(*state, 1400, (struct address[]){ a.address, b.address },
		       2);
	assert_int_equal(ask(*state, dns, ADDRESS_RESOLVER).status,
			 ANSWER_RECORDS);
	tries = a.udp_count;
	assert_true(tries > 0);
	/* It is remembered who answered. */
	assert_int_equal(ask(*state, dns, ADDRESS_RESOLVER).status,
			 ANSWER_RECORDS);
	assert_int_equal(a.udp_count, tries);
	assert_int_equal(b.udp_count, 2);
	dns_free(dns);
	responder_stop(&a);
	responder_stop(&b);
}

static void test_all_resolvers_silent_within_the_limit(void **state)
{
	struct responder r[4];
	struct address addresses[4];
	struct dns *dns;
	int64_t began;

	for (size_t i = 0; i < 4; i++) {
		responder_start(&r[i], *state,
				i < 3 ? reply_silent : reply_records);
		addresses[i] = r[i].address;
	}
	dns = dns_with(*state, 600, addresses, 4);
	began = clock_ms();
	assert_int_equal(ask(*state, dns, ADDRESS_RESOLVER).status,
			 ANSWER_SILENT);
	assert_in_range(clock_ms() - began, 590, 2000);
	assert_int_equal(r[3].udp_count, 0);
	/* Three tried in vain: the next question starts with the fourth. */
	assert_int_equal(ask(*state, dns, ADDRESS_RESOLVER).status,
			 ANSWER_RECORDS);
	dns_free(dns);
	for (size_t i = 0; i < 4; i++)
		responder_stop(&r[i]);
}

static void test_system_resolvers(void **state)
{
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	size_t count = 0;
	const struct resolver *resolvers = dns_resolvers(dns, &count);

	for (size_t i = 0; i < count; i++) {
		const struct address *a = &resolvers[i].address;

		assert_true(a->family == AF_INET || a->family == AF_INET6);
		assert_true(a->port != 0);
		assert_null(resolvers[i].url);
	}
	dns_free(dns);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_no_resolver),
		CASE(test_two_resolvers),
		CASE(test_first_resolver_silent),
		CASE(test_all_resolvers_silent_within_the_limit),
		CASE(test_system_resolvers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
