/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "net/dns_wire.h"
#include "unit/said.h"

#define SOA_NL  "nl. 900 IN SOA ns.nl. host.nl. 7 3600 600 86400 300"
#define SOA_TOP "voorbeeld.nl. 60 IN SOA ns.nl. host.nl. 7 3600 600 86400 300"
#define NS_TOP  "voorbeeld.nl. 60 IN NS ns.hoster.nl."

static const struct {
	const char *what;
	const char *name;
	enum rr type;
	bool resolver;
	struct said said;
	enum answer_status status;
	uint32_t negative_ttl;
} CASES[] = {
	{ "records",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .answer = "voorbeeld.nl. 60 IN TXT \"a\" \"b\"" },
	  ANSWER_RECORDS,
	  0 },
	{ "other case",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .answer = "VOORbeeld.NL. 60 IN TXT \"a\"" },
	  ANSWER_RECORDS,
	  0 },
	{ "only a CNAME",
	  "a.voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .answer = "a.voorbeeld.nl. IN CNAME b.example." },
	  ANSWER_RECORDS,
	  0 },
	{ "a CNAME to nowhere",
	  "a.voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .rcode = 3,
	    .answer = "a.voorbeeld.nl. IN CNAME b.nl.",
	    .authority = SOA_NL },
	  ANSWER_RECORDS,
	  300 },
	{ "a DNAME above",
	  "a.voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .answer = "voorbeeld.nl. IN DNAME example." },
	  ANSWER_RECORDS,
	  0 },
	{ "an answer to something else",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .answer = "elders.nl. IN TXT \"a\"" },
	  ANSWER_FAILED,
	  0 },
	{ "an answer of another type",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .answer = "voorbeeld.nl. IN A 192.0.2.1" },
	  ANSWER_FAILED,
	  0 },
	{ "no data",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .authority = SOA_TOP },
	  ANSWER_NO_DATA,
	  60 },
	{ "no data, the minimum is less",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .authority = SOA_NL },
	  ANSWER_NO_DATA,
	  300 },
	{ "no data without SOA",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true },
	  ANSWER_NO_DATA,
	  0 },
	{ "no data with SOA and NS",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .ra = true, .authority = NS_TOP "\n" SOA_TOP },
	  ANSWER_NO_DATA,
	  60 },
	{ "no data with NS of the zone itself",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .aa = true, .authority = NS_TOP },
	  ANSWER_NO_DATA,
	  0 },
	{ "no name",
	  "a.voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .rcode = 3, .aa = true, .authority = SOA_TOP },
	  ANSWER_NO_NAME,
	  60 },
	{ "referral",
	  "a.voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .authority = NS_TOP, .additional = "ns.hoster.nl. A 192.0.2.1" },
	  ANSWER_REFERRAL,
	  0 },
	{ "referral of the name itself",
	  "voorbeeld.nl",
	  RR_SOA,
	  false,
	  { .authority = NS_TOP },
	  ANSWER_REFERRAL,
	  0 },
	{ "referral from a resolver",
	  "voorbeeld.nl",
	  RR_SOA,
	  true,
	  { .authority = NS_TOP },
	  ANSWER_REFUSED,
	  0 },
	{ "referral to the root",
	  "voorbeeld.nl",
	  RR_SOA,
	  false,
	  { .authority = ". IN NS a.root-servers.net." },
	  ANSWER_REFUSED,
	  0 },
	{ "referral sideways",
	  "elders.nl",
	  RR_SOA,
	  false,
	  { .authority = NS_TOP },
	  ANSWER_REFUSED,
	  0 },
	{ "refused",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .rcode = 5 },
	  ANSWER_REFUSED,
	  0 },
	{ "not authoritative",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .rcode = 9 },
	  ANSWER_REFUSED,
	  0 },
	{ "server failure",
	  "voorbeeld.nl",
	  RR_TXT,
	  false,
	  { .rcode = 2 },
	  ANSWER_FAILED,
	  0 },
	{ "server failure with an answer",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .rcode = 2, .answer = "voorbeeld.nl. IN TXT \"a\"" },
	  ANSWER_FAILED,
	  0 },
	{ "an extended rcode",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .rcode = 23 << 4, .opt = true },
	  ANSWER_FAILED,
	  0 },
	{ "the root",
	  "",
	  RR_NS,
	  true,
	  { .answer = ". IN NS a.root-servers.net." },
	  ANSWER_RECORDS,
	  0 },
	{ "another class",
	  "voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .answer = "voorbeeld.nl. 60 CH TXT \"a\"" },
	  ANSWER_NO_DATA,
	  0 },
	{ "escapes in the name",
	  "a\\.b.voorbeeld.nl",
	  RR_TXT,
	  true,
	  { .answer = "a\\.b.voorbeeld.nl. 60 IN TXT \"a\"" },
	  ANSWER_RECORDS,
	  0 },
};

static struct question question_of(const char *name, enum rr type,
				   bool resolver)
{
	struct question question = { .name = name, .type = type };

	if (!resolver)
		(void)address_parse("192.0.2.53", &question.server);
	return question;
}

static uint8_t *reply_to(const struct question *question,
			 const struct said *said, size_t *len)
{
	size_t query_len = 0;
	uint8_t *query = dns_wire_question(question, true, &query_len);
	uint8_t *reply;

	assert_non_null(query);
	reply = said_wire(query, query_len, said, len);
	free(query);
	return reply;
}

static void test_status(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct question q = question_of(CASES[i].name, CASES[i].type,
						CASES[i].resolver);
		struct answer a;
		size_t len = 0;
		uint8_t *reply = reply_to(&q, &CASES[i].said, &len);
		enum dns_reply read = dns_wire_read(&q, reply, len, &a);

		if (read != DNS_REPLY_READ || a.status != CASES[i].status ||
		    a.negative_ttl != CASES[i].negative_ttl)
			fail_msg("%s: %d, status %d, negative %u",
				 CASES[i].what, read, a.status, a.negative_ttl);
		assert_int_equal(a.authoritative, CASES[i].said.aa);
		assert_int_equal(a.recursion_available, CASES[i].said.ra);
		answer_free(&a);
		free(reply);
	}
}

static void test_sections(void **state)
{
	struct question q = question_of("voorbeeld.nl", RR_MX, true);
	struct said said = {
		.ra = true,
		.answer = "voorbeeld.nl. 60 IN MX 10 mail.voorbeeld.nl.\n"
			  "voorbeeld.nl. 60 IN MX 20 mx.example.",
		.authority = NS_TOP,
		.additional = "mail.voorbeeld.nl. 60 IN A 192.0.2.1\n"
			      "mail.voorbeeld.nl. 60 IN AAAA 2001:db8::1\n"
			      "x.voorbeeld.nl. 60 IN A 192.0.2.2",
		.opt = true,
	};
	struct answer a;
	size_t len = 0;
	uint8_t *reply = reply_to(&q, &said, &len);

	(void)state;
	assert_int_equal(dns_wire_read(&q, reply, len, &a), DNS_REPLY_READ);
	assert_int_equal(a.count, 2);
	assert_int_equal(a.records[1].priority, 20);
	assert_string_equal(a.records[1].value, "mx.example");
	assert_int_equal(a.authority_count, 1);
	assert_int_equal(a.additional_count, 3);
	assert_string_equal(a.additional[1].value, "2001:db8::1");
	answer_free(&a);

	/* Cut short anywhere it is no message, and never read past its end. */
	for (size_t cut = 0; cut < len; cut++) {
		uint8_t *part = xmalloc(cut);

		memcpy(part, reply, cut);
		assert_int_equal(dns_wire_read(&q, part, cut, &a),
				 DNS_REPLY_GARBAGE);
		assert_int_equal(a.status, ANSWER_FAILED);
		assert_int_equal(a.count, 0);
		answer_free(&a);
		free(part);
	}
	free(reply);
}

/* Each byte changed in turn: whatever comes out, it is bounded and freed. */
static void test_damage(void **state)
{
	struct question q = question_of("voorbeeld.nl", RR_TXT, true);
	struct said said = { .answer =
				     "voorbeeld.nl. 60 IN TXT \"v=spf1\" \"-\"",
			     .authority = SOA_TOP "\n" NS_TOP,
			     .opt = true };
	size_t len = 0;
	uint8_t *reply = reply_to(&q, &said, &len);

	(void)state;
	for (size_t at = 0; at < len; at++) {
		for (int value = 0; value < 256; value += 3) {
			uint8_t before = reply[at];
			struct answer a;

			reply[at] = (uint8_t)value;
			(void)dns_wire_read(&q, reply, len, &a);
			answer_free(&a);
			reply[at] = before;
		}
	}
	free(reply);
}

static void test_reply_kinds(void **state)
{
	static const struct {
		const char *what;
		struct said said;
		enum dns_reply reply;
	} cases[] = {
		{ "truncated",
		  { .tc = true, .answer = "a.nl. TXT \"x\"" },
		  DNS_REPLY_TRUNCATED },
		{ "truncated and empty", { .tc = true }, DNS_REPLY_TRUNCATED },
		{ "format error", { .rcode = 1 }, DNS_REPLY_NO_EDNS },
		{ "not implemented", { .rcode = 4 }, DNS_REPLY_NO_EDNS },
		{ "bad version",
		  { .rcode = 16, .opt = true },
		  DNS_REPLY_NO_EDNS },
	};
	struct question q = question_of("a.nl", RR_TXT, true);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a;
		size_t len = 0;
		uint8_t *reply = reply_to(&q, &cases[i].said, &len);

		if (dns_wire_read(&q, reply, len, &a) != cases[i].reply)
			fail_msg("%s", cases[i].what);
		assert_int_equal(a.status, ANSWER_FAILED);
		answer_free(&a);
		free(reply);
	}
}

/* TC is set and the message is cut in the middle of a record. */
static void test_truncated_inside_a_record(void **state)
{
	struct question q = question_of("a.nl", RR_TXT, true);
	struct said said = { .tc = true, .answer = "a.nl. TXT \"xyz\"" };
	struct answer a;
	size_t len = 0;
	uint8_t *reply = reply_to(&q, &said, &len);

	(void)state;
	assert_int_equal(dns_wire_read(&q, reply, len - 2, &a),
			 DNS_REPLY_TRUNCATED);
	answer_free(&a);
	free(reply);
}

/* See dns_bounds.h. */
static void test_too_many_strings_are_garbage(void **state)
{
	struct question q = question_of("a.nl", RR_TXT, true);

	(void)state;
	for (unsigned count = 300; count <= 301; count++) {
		struct str line = STR_INIT(STR_MAX_TEXT);
		struct answer a;
		size_t len = 0;
		uint8_t *reply;

		str_add(&line, "a.nl. TXT");
		for (unsigned i = 0; i < count; i++)
			str_add(&line, " \"\"");
		reply = reply_to(
			&q, &(struct said){ .answer = str_text(&line) }, &len);
		assert_int_equal(dns_wire_read(&q, reply, len, &a),
				 count == 300 ? DNS_REPLY_READ
					      : DNS_REPLY_GARBAGE);
		answer_free(&a);
		free(reply);
		str_free(&line);
	}
}

static void test_other_questions_are_garbage(void **state)
{
	struct question asked = question_of("a.nl", RR_TXT, true);
	struct said said = { .answer = "a.nl. TXT \"x\"" };
	size_t len = 0;
	uint8_t *reply = reply_to(&asked, &said, &len);
	struct question others[] = {
		question_of("b.nl", RR_TXT, true),
		question_of("a.nl", RR_A, true),
		question_of("nl", RR_TXT, true),
	};
	struct answer a;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		assert_int_equal(dns_wire_read(&others[i], reply, len, &a),
				 DNS_REPLY_GARBAGE);
		answer_free(&a);
	}
	asked.name = "A.nL";
	assert_int_equal(dns_wire_read(&asked, reply, len, &a), DNS_REPLY_READ);
	answer_free(&a);
	reply[2] &= 0x7f; /* QR off: a question comes back */
	assert_int_equal(dns_wire_read(&asked, reply, len, &a),
			 DNS_REPLY_GARBAGE);
	answer_free(&a);
	free(reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_sections),
		cmocka_unit_test(test_damage),
		cmocka_unit_test(test_reply_kinds),
		cmocka_unit_test(test_truncated_inside_a_record),
		cmocka_unit_test(test_too_many_strings_are_garbage),
		cmocka_unit_test(test_other_questions_are_garbage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
