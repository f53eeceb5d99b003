/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/dns_asking.h"

static void test_cancel(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, 200, NULL, 0);
	struct question question;
	struct got cancelled = { 0 }, other = { 0 };
	struct query *query;

	responder_start(&r, *state, reply_silent);
	question = txt_at(r.address);
	query = dns_ask(dns, &question, on_answer, &cancelled);
	dns_ask(dns, &question, on_answer, &other);
	loop_turn(*state, 0);
	dns_cancel(dns, query);
	assert_int_equal(cancelled.count, 1);
	assert_int_equal(cancelled.status, ANSWER_CANCELLED);
	run_until(*state, &other, 1);
	assert_int_equal(other.status, ANSWER_SILENT);
	assert_int_equal(cancelled.count, 1);
	dns_free(dns);
	assert_int_equal(cancelled.count, 1);
	responder_stop(&r);
}

/* The reply is there already, but the question is taken back. */
static void test_cancel_when_the_reply_has_come(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct question question;
	struct got got = { 0 };
	struct query *query;
	int turns = 0;

	responder_start(&r, *state, reply_records);
	question = txt_at(r.address);
	query = dns_ask(dns, &question, on_answer, &got);
	while (r.udp_count == 0 && turns++ < 100)
		loop_turn(*state, GUARD_MS);
	dns_cancel(dns, query);
	assert_int_equal(got.count, 1);
	assert_int_equal(ask(*state, dns, r.address).status, ANSWER_RECORDS);
	assert_int_equal(got.count, 1);
	dns_free(dns);
	responder_stop(&r);
}

static void test_free_calls_back(void **state)
{
	enum { COUNT = 20 };
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct got got = { 0 };
	struct question question;

	responder_start(&r, *state, reply_silent);
	question = txt_at(r.address);
	for (int i = 0; i < COUNT; i++)
		dns_ask(dns, &question, on_answer, &got);
	loop_turn(*state, 0);
	question.name = "a..b";
	dns_ask(dns, &question, on_answer, &got);
	dns_free(dns);
	assert_int_equal(got.count, COUNT + 1);
	assert_int_equal(got.status, ANSWER_CANCELLED);
	loop_turn(*state, 0);
	responder_stop(&r);
}

/* Hundreds of servers: more than the channels that are kept. */
static void test_many_servers(void **state)
{
	enum { COUNT = 200 };
	struct responder *r = xcalloc(COUNT, sizeof(*r));
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct got got = { 0 };

	for (int i = 0; i < COUNT; i++) {
		struct question question;

		responder_start(&r[i], *state, reply_records);
		question = txt_at(r[i].address);
		dns_ask(dns, &question, on_answer, &got);
	}
	run_until(*state, &got, COUNT);
	assert_int_equal(got.good, COUNT);
	for (int i = 0; i < COUNT; i++) {
		assert_int_equal(ask(*state, dns, r[i].address).status,
				 ANSWER_RECORDS);
		assert_int_equal(r[i].udp_count, 2);
	}
	assert_int_equal(dns_question_count(dns), 2 * COUNT);
	dns_free(dns);
	for (int i = 0; i < COUNT; i++)
		responder_stop(&r[i]);
	free(r);
}

/* Many questions at once to one server. */
static void test_many_questions(void **state)
{
	enum { COUNT = 300 };
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct question question;
	struct got got = { 0 };

	responder_start(&r, *state, reply_records);
	question = txt_at(r.address);
	for (int i = 0; i < COUNT; i++)
		dns_ask(dns, &question, on_answer, &got);
	run_until(*state, &got, COUNT);
	assert_int_equal(got.good, COUNT);
	assert_int_equal(got.status, ANSWER_RECORDS);
	dns_free(dns);
	responder_stop(&r);
}

/* A callback that asks again, as programs do. */
struct chain {
	struct dns *dns;
	struct question question;
	struct got got;
	int left;
};

static void ask_again(void *ctx, const struct answer *answer)
{
	struct chain *chain = ctx;

	on_answer(&chain->got, answer);
	if (--chain->left > 0)
		dns_ask(chain->dns, &chain->question, ask_again, chain);
}

static void test_callback_asks_again(void **state)
{
	struct responder r;
	struct chain chain = { .left = 5 };

	responder_start(&r, *state, reply_truncated);
	chain.dns = dns_with(*state, 5000, NULL, 0);
	chain.question = txt_at(r.address);
	dns_ask(chain.dns, &chain.question, ask_again, &chain);
	run_until(*state, &chain.got, 5);
	assert_int_equal(r.tcp_count, 5);
	dns_free(chain.dns);
	responder_stop(&r);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_cancel),
		CASE(test_cancel_when_the_reply_has_come),
		CASE(test_free_calls_back),
		CASE(test_many_servers),
		CASE(test_many_questions),
		CASE(test_callback_asks_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
