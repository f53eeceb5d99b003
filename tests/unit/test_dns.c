/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "net/dns.h"
#include "unit/responder.h"

#define GUARD_MS 10000 /* a test that takes this long has failed */

/* c-ares 1.34 repeats by itself what brought garbage or a format error. */
#define ANY 99

#define TXT_HERE "voorbeeld.nl. 60 IN TXT \"here\""
#define SOA_HERE "voorbeeld.nl. 60 IN SOA ns.nl. host.nl. 7 3600 600 86400 30"

/* What a callback was told. */
struct got {
	int count; /* how often it was called */
	enum answer_status status;
	bool authoritative;
	bool truncated;
	uint32_t negative_ttl;
	size_t records;
	char text[32]; /* the first TXT */
	int64_t at_ms;
	bool *inside; /* true while it must not be called */
};

static void on_answer(void *ctx, const struct answer *answer)
{
	struct got *got = ctx;
	const struct record *txt = answer_first(answer, RR_TXT);

	assert_false(got->inside && *got->inside);
	got->count++;
	got->status = answer->status;
	got->authoritative = answer->authoritative;
	got->truncated = answer->truncated;
	got->negative_ttl = answer->negative_ttl;
	got->records = answer->count;
	got->at_ms = answer->at_ms;
	if (txt)
		(void)snprintf(got->text, sizeof(got->text), "%s", txt->value);
}

static int set_up(void **state)
{
	*state = loop_new();
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	loop_free(*state);
	return 0;
}

static struct dns *dns_with(struct loop *loop, int timeout_ms,
			    const struct address *resolvers, size_t count)
{
	struct dns_options options = { .resolvers = resolvers,
				       .resolver_count = count,
				       .timeout_ms = timeout_ms };

	return dns_new(loop, &options);
}

static struct question txt_at(struct address server)
{
	return (struct question){ .name = "voorbeeld.nl",
				  .type = RR_TXT,
				  .server = server };
}

static void run_until(struct loop *loop, const struct got *got, int count)
{
	int64_t end = clock_ms() + GUARD_MS;

	while (got->count < count && clock_ms() < end)
		loop_turn(loop, GUARD_MS);
	assert_int_equal(got->count, count);
}

/* Asks and waits for the answer. */
static struct got ask(struct loop *loop, struct dns *dns, struct address server)
{
	struct question question = txt_at(server);
	bool inside = true;
	struct got got = { .inside = &inside };

	dns_ask(dns, &question, on_answer, &got);
	inside = false;
	run_until(loop, &got, 1);
	return got;
}

/* How the servers of these tests behave. */

static void reply_silent(const struct asked *asked)
{
	(void)asked;
}

static void reply_records(const struct asked *asked)
{
	respond(asked, &(struct said){ .aa = true, .answer = TXT_HERE });
}

static void reply_no_data(const struct asked *asked)
{
	respond(asked, &(struct said){ .aa = true, .authority = SOA_HERE });
}

static void reply_no_name(const struct asked *asked)
{
	respond(asked, &(struct said){
			       .rcode = 3, .aa = true, .authority = SOA_HERE });
}

static void reply_refused(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 5 });
}

static void reply_failed(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 2 });
}

static void reply_notauth(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 9 });
}

static void reply_truncated(const struct asked *asked)
{
	respond(asked,
		&(struct said){ .aa = true,
				.tc = !asked->tcp,
				.answer = asked->tcp ? TXT_HERE : NULL });
}

static void reply_truncated_always(const struct asked *asked)
{
	respond(asked, &(struct said){ .tc = true });
}

/* Truncated, and nothing listens on TCP. */
static void reply_truncated_no_tcp(const struct asked *asked)
{
	responder_close_listener(asked->responder);
	respond(asked, &(struct said){ .tc = true });
}

static void reply_truncated_tcp_closes(const struct asked *asked)
{
	if (asked->tcp)
		responder_close_connection(asked->responder);
	else
		respond(asked, &(struct said){ .tc = true });
}

static void reply_truncated_tcp_silent(const struct asked *asked)
{
	if (!asked->tcp)
		respond(asked, &(struct said){ .tc = true });
}

static void reply_second_try(const struct asked *asked)
{
	if (asked->responder->udp_count > 1)
		reply_records(asked);
}

static void reply_formerr_to_edns(const struct asked *asked)
{
	if (asked->edns)
		respond(asked, &(struct said){ .rcode = 1 });
	else
		reply_records(asked);
}

static void reply_notimp_to_edns(const struct asked *asked)
{
	if (asked->edns)
		respond(asked, &(struct said){ .rcode = 4 });
	else
		reply_records(asked);
}

static void reply_formerr(const struct asked *asked)
{
	respond(asked, &(struct said){ .rcode = 1, .opt = asked->edns });
}

/* The header and question are right, and behind them is rubbish. */
static void reply_garbage(const struct asked *asked)
{
	uint8_t bytes[1500];
	size_t len = asked->len + 20;

	memset(bytes, 0xee, sizeof(bytes));
	memcpy(bytes, asked->bytes, asked->len);
	bytes[2] |= 0x80;
	bytes[7] = 3; /* ANCOUNT */
	respond_bytes(asked, bytes, len);
}

/* Somebody guesses: another ID, then another name; the true reply comes
 * last. */
static void reply_forged_first(const struct asked *asked)
{
	struct said forged = { .aa = true,
			       .answer = "voorbeeld.nl. 60 IN TXT \"forged\"" };
	size_t len = 0;
	uint8_t *bytes = said_wire(asked->bytes, asked->len, &forged, &len);

	bytes[0] ^= 0x55;
	respond_bytes(asked, bytes, len);
	bytes[0] ^= 0x55;
	bytes[13] ^= 0x03; /* a letter of the name in the question */
	respond_bytes(asked, bytes, len);
	free(bytes);
	reply_records(asked);
}

/* Over 512 octets, as EDNS allows. */
static void reply_long(const struct asked *asked)
{
	char text[201], lines[2048];

	memset(text, 'x', 200);
	text[200] = '\0';
	(void)snprintf(lines, sizeof(lines),
		       "voorbeeld.nl. TXT \"1%s\"\nvoorbeeld.nl. TXT \"2%s\"\n"
		       "voorbeeld.nl. TXT \"3%s\"\nvoorbeeld.nl. TXT \"4%s\"\n",
		       text, text, text, text);
	respond(asked, &(struct said){ .answer = lines, .opt = true });
}

static const struct {
	const char *what;
	responder_fn *reply;
	enum answer_status status;
	size_t records;
	bool truncated;
	uint32_t negative_ttl;
	unsigned udp, tcp, plain; /* questions that the server must see */
} CASES[] = {
	{ "records", reply_records, ANSWER_RECORDS, 1, false, 0, 1, 0, 0 },
	{ "no data", reply_no_data, ANSWER_NO_DATA, 0, false, 30, 1, 0, 0 },
	{ "no name", reply_no_name, ANSWER_NO_NAME, 0, false, 30, 1, 0, 0 },
	{ "refused", reply_refused, ANSWER_REFUSED, 0, false, 0, 1, 0, 0 },
	{ "notauth", reply_notauth, ANSWER_REFUSED, 0, false, 0, 1, 0, 0 },
	{ "failed", reply_failed, ANSWER_FAILED, 0, false, 0, 1, 0, 0 },
	{ "garbage", reply_garbage, ANSWER_FAILED, 0, false, 0, ANY, 0, 0 },
	{ "long", reply_long, ANSWER_RECORDS, 4, false, 0, 1, 0, 0 },
	{ "truncated", reply_truncated, ANSWER_RECORDS, 1, false, 0, 1, 1, 0 },
	{ "truncated over TCP too", reply_truncated_always, ANSWER_FAILED, 0,
	  true, 0, 1, 1, 0 },
	{ "truncated, no TCP", reply_truncated_no_tcp, ANSWER_FAILED, 0, true,
	  0, 1, 0, 0 },
	{ "format error to EDNS", reply_formerr_to_edns, ANSWER_RECORDS, 1,
	  false, 0, 2, 0, 1 },
	{ "not implemented with EDNS", reply_notimp_to_edns, ANSWER_RECORDS, 1,
	  false, 0, 2, 0, 1 },
	{ "format error to everything", reply_formerr, ANSWER_FAILED, 0, false,
	  0, ANY, 0, ANY },
	{ "forged replies first", reply_forged_first, ANSWER_RECORDS, 1, false,
	  0, 1, 0, 0 },
};

static void test_one_server(void **state)
{
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct responder r;
		struct dns *dns = dns_with(*state, 5000, NULL, 0);
		struct got got;

		responder_start(&r, *state, CASES[i].reply);
		got = ask(*state, dns, r.address);
		if (got.status != CASES[i].status ||
		    got.records != CASES[i].records ||
		    got.truncated != CASES[i].truncated ||
		    got.negative_ttl != CASES[i].negative_ttl)
			fail_msg("%s: status %d, %zu records, %d, %u",
				 CASES[i].what, got.status, got.records,
				 got.truncated, got.negative_ttl);
		if ((CASES[i].udp != ANY && r.udp_count != CASES[i].udp) ||
		    r.tcp_count != CASES[i].tcp ||
		    (CASES[i].plain != ANY && r.plain_count != CASES[i].plain))
			fail_msg("%s: %u UDP, %u TCP, %u without EDNS",
				 CASES[i].what, r.udp_count, r.tcp_count,
				 r.plain_count);
		if (got.records == 1)
			assert_string_equal(got.text, "here");
		dns_free(dns);
		responder_stop(&r);
	}
}

/* A server without EDNS on a channel, then a long answer on the same channel:
 * c-ares 1.18 would cut it at 512 octets. */
static void reply_formerr_then_long(const struct asked *asked)
{
	if (asked->responder->udp_count == 1)
		respond(asked, &(struct said){ .rcode = 1 });
	else
		reply_long(asked);
}

static void test_long_answer_after_format_error(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);

	responder_start(&r, *state, reply_formerr_then_long);
	for (int i = 0; i < 3; i++) {
		struct got got = ask(*state, dns, r.address);

		assert_int_equal(got.status, ANSWER_RECORDS);
		assert_int_equal(got.records, 4);
	}
	dns_free(dns);
	responder_stop(&r);
}

static void test_silent(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, 400, NULL, 0);
	int64_t began = clock_ms();
	struct got got;

	responder_start(&r, *state, reply_silent);
	got = ask(*state, dns, r.address);
	assert_int_equal(got.status, ANSWER_SILENT);
	assert_in_range(clock_ms() - began, 390, 3000);
	/* c-ares 1.18 tries three times, a later one waits longer and tries
	 * less often. */
	assert_in_range(r.udp_count, 2, 3);
	dns_free(dns);
	responder_stop(&r);
}

static void test_nobody_listens(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, GUARD_MS * 2, NULL, 0);
	struct address nowhere;
	int64_t began = clock_ms();

	responder_start(&r, *state, NULL);
	assert_int_equal(ask(*state, dns, r.address).status, ANSWER_SILENT);
	assert_true(address_parse("255.255.255.255", &nowhere));
	assert_int_equal(ask(*state, dns, nowhere).status, ANSWER_SILENT);
	/* Not after the whole time: the host has said so. */
	assert_true(clock_ms() - began < 2000);
	dns_free(dns);
}

/* A busy machine may be late once; it is not always. */
static void test_lost_packet_is_sent_again_within_a_second(void **state)
{
	int64_t best_ms = GUARD_MS;

	for (int i = 0; i < 5 && best_ms >= 1000; i++) {
		struct responder r;
		struct dns *dns = dns_with(*state, 5000, NULL, 0);
		int64_t began = clock_ms();

		responder_start(&r, *state, reply_second_try);
		assert_int_equal(ask(*state, dns, r.address).status,
				 ANSWER_RECORDS);
		assert_true(r.udp_count >= 2);
		if (clock_ms() - began < best_ms)
			best_ms = clock_ms() - began;
		dns_free(dns);
		responder_stop(&r);
	}
	assert_true(best_ms < 1000);
}

static void test_tcp_that_brings_nothing(void **state)
{
	responder_fn *const replies[] = { reply_truncated_tcp_silent,
					  reply_truncated_tcp_closes };

	for (size_t i = 0; i < COUNT_OF(replies); i++) {
		struct responder r;
		struct dns *dns = dns_with(*state, 600, NULL, 0);
		struct got got;

		responder_start(&r, *state, replies[i]);
		got = ask(*state, dns, r.address);
		assert_int_equal(got.status, ANSWER_FAILED);
		assert_true(got.truncated);
		assert_true(r.tcp_count > 0);
		dns_free(dns);
		responder_stop(&r);
	}
}

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

static void test_no_name(void **state)
{
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct question question = { .name = "a..nl", .type = RR_TXT };
	bool inside = true;
	struct got got = { .inside = &inside };

	responder_start(&r, *state, reply_records);
	question.server = r.address;
	dns_ask(dns, &question, on_answer, &got);
	inside = false;
	run_until(*state, &got, 1);
	assert_int_equal(got.status, ANSWER_FAILED);
	assert_int_equal(r.udp_count, 0);
	dns_free(dns);
	responder_stop(&r);
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

static void test_system_resolvers(void **state)
{
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	size_t count = 0;
	const struct address *resolvers = dns_resolvers(dns, &count);

	for (size_t i = 0; i < count; i++) {
		assert_true(resolvers[i].family == AF_INET ||
			    resolvers[i].family == AF_INET6);
		assert_true(resolvers[i].port != 0);
	}
	dns_free(dns);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_one_server),
		CASE(test_long_answer_after_format_error),
		CASE(test_silent),
		CASE(test_nobody_listens),
		CASE(test_lost_packet_is_sent_again_within_a_second),
		CASE(test_tcp_that_brings_nothing),
		CASE(test_no_resolver),
		CASE(test_no_name),
		CASE(test_two_resolvers),
		CASE(test_first_resolver_silent),
		CASE(test_all_resolvers_silent_within_the_limit),
		CASE(test_cancel),
		CASE(test_cancel_when_the_reply_has_come),
		CASE(test_free_calls_back),
		CASE(test_many_servers),
		CASE(test_many_questions),
		CASE(test_callback_asks_again),
		CASE(test_system_resolvers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
