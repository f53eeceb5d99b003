/* Many questions at once, which share system calls: each gets its own answer,
 * and what goes wrong for one server is not laid at the door of another.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <poll.h>

#include "unit/dns_asking.h"

enum { MANY = 200, TIMEOUT_MS = 5000, NAME_AT = 12 };

/* One of many, and what it was told. */
struct one {
	struct got got;
	char name[32];
	struct dns *dns;
	struct one *next; /* asked when this one is answered */
	struct address server;
};

/* The name asked, as its own text. */
static void reply_own_name(const struct asked *asked)
{
	const uint8_t *label = asked->bytes + NAME_AT;
	char line[200];

	(void)snprintf(line, sizeof(line),
		       "%.*s.voorbeeld.nl. 60 IN TXT \"%.*s\"", *label,
		       (const char *)label + 1, *label,
		       (const char *)label + 1);
	respond(asked, &(struct said){ .aa = true, .answer = line });
}

/* Behind more of what nobody asked for than is fetched at once. */
static void reply_behind_rubbish(const struct asked *asked)
{
	struct said said = { .aa = true, .answer = TXT_HERE };
	size_t len = 0;
	uint8_t *bytes = said_wire(asked->bytes, asked->len, &said, &len);

	bytes[0] ^= 0x55;
	for (int i = 0; i < 100; i++)
		respond_bytes(asked, bytes, len);
	free(bytes);
	reply_own_name(asked);
}

static void ask_one(struct one *one);

static void on_own_answer(void *ctx, const struct answer *answer)
{
	struct one *one = ctx;

	on_answer(&one->got, answer);
	if (one->next)
		ask_one(one->next);
}

static void ask_one(struct one *one)
{
	struct question question = txt_at(one->server);

	question.name = one->name;
	dns_ask(one->dns, &question, on_own_answer, one);
}

static void prepare(struct one *one, size_t number, struct dns *dns,
		    const struct responder *server)
{
	*one = (struct one){ .dns = dns, .server = server->address };
	(void)snprintf(one->name, sizeof(one->name), "q%zu.voorbeeld.nl",
		       number);
}

static void wait_for_all(struct loop *loop, const struct one *ones,
			 size_t count)
{
	for (size_t i = 0; i < count; i++)
		run_until(loop, &ones[i].got, 1);
}

static void assert_own(const struct one *one)
{
	assert_int_equal(one->got.status, ANSWER_RECORDS);
	assert_int_equal(strlen(one->got.text), strcspn(one->name, "."));
	assert_memory_equal(one->got.text, one->name, strlen(one->got.text));
}

static void test_each_gets_its_own(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder servers[3];
	struct one ones[MANY];

	for (size_t i = 0; i < 3; i++)
		responder_start(&servers[i], loop, reply_own_name);
	for (size_t i = 0; i < MANY; i++) {
		prepare(&ones[i], i, dns, &servers[i * i % 3]);
		ask_one(&ones[i]);
	}
	wait_for_all(loop, ones, MANY);
	for (size_t i = 0; i < MANY; i++)
		assert_own(&ones[i]);
	for (size_t i = 0; i < 3; i++)
		responder_stop(&servers[i]);
	dns_free(dns);
}

/* Whoever asks may be held up before it waits, and the time runs. */
static void test_a_question_does_not_wait(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder server;
	struct one one;
	struct pollfd came;

	responder_start(&server, loop, reply_own_name);
	prepare(&one, 1, dns, &server);
	ask_one(&one);
	came = (struct pollfd){ .fd = server.udp, .events = POLLIN };
	assert_int_equal(poll(&came, 1, GUARD_MS), 1);
	wait_for_all(loop, &one, 1);
	responder_stop(&server);
	dns_free(dns);
}

/* Its time was over before we came to look. */
static void test_what_came_while_we_were_held_up(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder server;
	struct one ones[3];
	int64_t now = clock_ms();

	clock_set_for_test(now, clock_wall());
	responder_start(&server, loop, reply_own_name);
	for (size_t i = 0; i < 3; i++) {
		prepare(&ones[i], i, dns, &server);
		ask_one(&ones[i]);
	}
	/* Of the three answers none is read before the clock goes on. */
	while (server.udp_count < 3)
		responder_udp_ready(&server, server.udp, LOOP_READ);
	clock_set_for_test(now + 2 * TIMEOUT_MS, clock_wall());
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(ones[i].got.count, 0);
	loop_turn(loop, 0);
	for (size_t i = 0; i < 3; i++)
		assert_own(&ones[i]);
	clock_set_for_test(-1, -1);
	responder_stop(&server);
	dns_free(dns);
}

/* Each is asked by the answer to the one before. */
static void test_one_after_the_other(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder server;
	struct one ones[MANY];

	responder_start(&server, loop, reply_own_name);
	for (size_t i = 0; i < MANY; i++) {
		prepare(&ones[i], i, dns, &server);
		ones[i].next = i + 1 < MANY ? &ones[i + 1] : NULL;
	}
	ask_one(ones);
	run_until(loop, &ones[MANY - 1].got, 1);
	for (size_t i = 0; i < MANY; i++)
		assert_own(&ones[i]);
	assert_int_equal(server.udp_count, MANY);
	responder_stop(&server);
	dns_free(dns);
}

static void test_more_than_is_fetched_at_once(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder server;
	struct one ones[3];

	responder_start(&server, loop, reply_behind_rubbish);
	for (size_t i = 0; i < 3; i++) {
		prepare(&ones[i], i, dns, &server);
		ask_one(&ones[i]);
	}
	wait_for_all(loop, ones, 3);
	for (size_t i = 0; i < 3; i++)
		assert_own(&ones[i]);
	responder_stop(&server);
	dns_free(dns);
}

/* That nobody listens at one of them is known at once, and is not held against
 * the other. */
static void test_one_server_is_gone(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, 60 * 1000, NULL, 0);
	struct responder here, gone;
	struct one ones[MANY];
	int64_t began_ms = clock_ms();

	responder_start(&here, loop, reply_own_name);
	responder_start(&gone, loop, NULL);
	for (size_t i = 0; i < MANY; i++) {
		prepare(&ones[i], i, dns, i % 2 ? &here : &gone);
		ask_one(&ones[i]);
	}
	wait_for_all(loop, ones, MANY);
	for (size_t i = 0; i < MANY; i++) {
		if (i % 2)
			assert_own(&ones[i]);
		else
			assert_int_equal(ones[i].got.status, ANSWER_SILENT);
	}
	assert_true(clock_ms() - began_ms < GUARD_MS);
	responder_stop(&here);
	dns_free(dns);
}

static void test_an_end_with_questions_unsent(void **state)
{
	struct loop *loop = *state;
	struct dns *dns = dns_with(loop, TIMEOUT_MS, NULL, 0);
	struct responder server;
	struct one ones[MANY];

	responder_start(&server, loop, reply_own_name);
	for (size_t i = 0; i < MANY; i++) {
		prepare(&ones[i], i, dns, &server);
		ask_one(&ones[i]);
	}
	dns_free(dns);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(ones[i].got.status, ANSWER_CANCELLED);
	responder_stop(&server);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_each_gets_its_own),
		CASE(test_a_question_does_not_wait),
		CASE(test_what_came_while_we_were_held_up),
		CASE(test_one_after_the_other),
		CASE(test_more_than_is_fetched_at_once),
		CASE(test_one_server_is_gone),
		CASE(test_an_end_with_questions_unsent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
