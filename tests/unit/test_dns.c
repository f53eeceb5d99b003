/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>

#include "unit/dns_asking.h"

/* c-ares 1.34 repeats by itself what brought garbage or a format error. */
#define ANY 99

static void reply_truncated_always(const struct asked *asked)
{
	respond(asked, &(struct said){ .tc = true });
}

static void reply_truncated_tcp_closes(const struct asked *asked)
{
	if (asked->tcp)
		responder_close_connection(asked->responder);
	else
		respond(asked, &(struct said){ .tc = true });
}

static void reply_one_over_tcp(const struct asked *asked)
{
	respond(asked,
		&(struct said){ .tc = !asked->tcp,
				.answer = asked->tcp ? TXT_HERE : NULL });
	if (asked->tcp)
		responder_close_connection(asked->responder);
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

/* Whoever waited behind the one that was answered is not lost. */
static void test_tcp_that_is_closed_after_each_answer(void **state)
{
	enum { QUESTIONS = 6 };
	struct responder r;
	struct dns *dns = dns_with(*state, 5000, NULL, 0);
	struct got got = { .count = 0 };
	struct question question;

	responder_start(&r, *state, reply_one_over_tcp);
	question = txt_at(r.address);
	for (int i = 0; i < QUESTIONS; i++)
		dns_ask(dns, &question, on_answer, &got);
	run_until(*state, &got, QUESTIONS);
	assert_int_equal(got.good, QUESTIONS);
	dns_free(dns);
	responder_stop(&r);
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
		CASE(test_tcp_that_is_closed_after_each_answer),
		CASE(test_no_name),
	};

	/* As main() does: c-ares writes to connections that are closed. */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
