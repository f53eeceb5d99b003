/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/answer.h"
#include "base/record.h"

static void test_type_names(void **state)
{
	static const struct {
		const char *text;
		enum rr type;
	} cases[] = {
		{ "A", RR_A },
		{ "txt", RR_TXT },
		{ "Cname", RR_CNAME },
		{ "SPF", RR_SPF },
		{ "CAA", RR_CAA },
		{ "SRV", RR_SRV },
		{ "DNAME", RR_DNAME },
		{ "TYPE16", RR_TXT },
		{ "type65280", (enum rr)65280 },
		{ "TYPE65535", (enum rr)65535 },
		{ "TYPE65536", RR_NONE },
		{ "TYPE", RR_NONE },
		{ "TYPE-1", RR_NONE },
		{ "TYPE1x", RR_NONE },
		{ "TYPE 1", RR_NONE },
		{ "TX", RR_NONE },
		{ "TXTX", RR_NONE },
		{ " TXT", RR_NONE },
		{ "", RR_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (rr_from_name(cases[i].text) != cases[i].type)
			fail_msg("%s", cases[i].text);
	}
	assert_string_equal(rr_name(RR_CNAME), "CNAME");
	assert_string_equal(rr_name(RR_SPF), "SPF");
	assert_string_equal(rr_name((enum rr)65280), "TYPE65280");
	for (unsigned type = 0; type <= UINT16_MAX; type++)
		assert_int_equal(rr_from_name(rr_name((enum rr)type)), type);
}

static const struct {
	enum rr type;
	const char *a, *b;
	bool equal;
} equal_cases[] = {
	{ RR_CNAME, "voorbeeld.nl", "voorbeeld.nl", true },
	{ RR_CNAME, "voorbeeld.nl", "Voorbeeld.NL.", true },
	{ RR_CNAME, "bücher.example", "xn--bcher-kva.example", true },
	{ RR_CNAME, "a\\.nl", "a.nl", false },
	{ RR_CNAME, "", ".", true },
	{ RR_CNAME, "", "nl", false },
	{ RR_NS, "ns1.nl", "ns2.nl", false },
	{ RR_MX, "mx.nl", "MX.nl.", true },
	{ RR_PTR, "a..b", "a..b", true },
	{ RR_PTR, "a..b", "a..c", false },
	{ RR_A, "192.0.2.1", "192.0.2.1", true },
	{ RR_A, "192.0.2.1", "192.0.2.2", false },
	{ RR_A, "192.0.2.1", "rubbish", false },
	{ RR_AAAA, "2001:db8::1", "2001:0DB8:0:0:0:0:0:1", true },
	{ RR_AAAA, "2001:db8::1", "2001:db8::2", false },
	{ RR_AAAA, "::ffff:192.0.2.1", "::ffff:c000:201", true },
	{ RR_TXT, "v=spf1 -all", "v=spf1 -all", true },
	{ RR_TXT, "v=spf1 -all", "v=SPF1 -all", false },
	{ RR_TXT, "v=spf1 -all", "v=spf1 -all ", false },
	{ RR_TXT, "", "", true },
	{ RR_SRV, "0 993 imap.voorbeeld.nl", "0 993 IMAP.voorbeeld.nl.", true },
	{ RR_SRV, "0 993 .", "0 993 .", true },
	{ RR_SRV, "0 993 a.nl", "0 994 a.nl", false },
	{ RR_SRV, "0 993 a.nl", "0 993", false },
	{ RR_SOA, "ns.nl host.nl 1 2 3 4 5", "NS.nl. host.nl. 1 2 3 4 5",
	  true },
	{ RR_SOA, "ns.nl host.nl 1 2 3 4 5", "ns.nl host.nl 2 2 3 4 5", false },
	{ RR_CAA, "0 issue \"a\"", "0 issue \"A\"", false },
};

static void test_value_equal(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(equal_cases); i++) {
		enum rr type = equal_cases[i].type;
		const char *a = equal_cases[i].a, *b = equal_cases[i].b;

		if (record_value_equal(type, a, b) != equal_cases[i].equal ||
		    record_value_equal(type, b, a) != equal_cases[i].equal)
			fail_msg("%s %s | %s", rr_name(type), a, b);
	}
}

static void test_record_equal(void **state)
{
	struct record a = record_make("voorbeeld.nl", RR_MX, "mx.nl");
	struct record b = record_copy(&a);

	(void)state;
	assert_true(record_equal(&a, &b));
	b.ttl = 300;
	assert_true(record_equal(&a, &b));
	b.priority = 10;
	assert_false(record_equal(&a, &b));
	a.priority = 10;
	assert_true(record_equal(&a, &b));
	b.type = RR_NS;
	assert_false(record_equal(&a, &b));
	record_free(&b);
	b = record_make("VOORBEELD.nl.", RR_MX, "MX.nl");
	b.priority = 10;
	assert_true(record_equal(&a, &b));
	record_free(&b);
	b = record_make("www.voorbeeld.nl", RR_MX, "mx.nl");
	b.priority = 10;
	assert_false(record_equal(&a, &b));
	record_free(&a);
	record_free(&b);
	record_free(&b);
}

static void test_copy_takes_everything(void **state)
{
	struct record r = record_make("a.nl", RR_SRV, "1 2 b.nl");
	struct record copy;

	(void)state;
	assert_int_equal(r.ttl, 0);
	assert_int_equal(r.priority, 0);
	r.ttl = 3600;
	r.priority = 7;
	copy = record_copy(&r);
	record_free(&r);
	assert_null(r.name);
	assert_string_equal(copy.name, "a.nl");
	assert_string_equal(copy.value, "1 2 b.nl");
	assert_int_equal(copy.type, RR_SRV);
	assert_int_equal(copy.ttl, 3600);
	assert_int_equal(copy.priority, 7);
	record_free(&copy);
}

static void test_zone_value_alone(void **state)
{
	struct record r = record_make("a.nl", RR_MX, "mx.nl");
	struct str value = STR_INIT(STR_MAX_TEXT);

	(void)state;
	r.priority = 10;
	record_add_zone_value(&value, &r);
	assert_string_equal(str_text(&value), "10 mx.nl.");
	record_free(&r);
	str_free(&value);
}

static void test_answer(void **state)
{
	struct answer a = { .status = ANSWER_RECORDS, .count = 3 };
	size_t index = 0;

	(void)state;
	a.records = xcalloc(3, sizeof(*a.records));
	a.records[0] = record_make("a.nl", RR_CNAME, "b.nl");
	a.records[1] = record_make("b.nl", RR_TXT, "one");
	a.records[2] = record_make("b.nl", RR_TXT, "two");
	a.authority = xcalloc(1, sizeof(*a.authority));
	a.authority_count = 1;
	a.authority[0] = record_make("nl", RR_NS, "ns.nl");

	assert_string_equal(answer_next(&a, RR_TXT, &index)->value, "one");
	assert_string_equal(answer_next(&a, RR_TXT, &index)->value, "two");
	assert_null(answer_next(&a, RR_TXT, &index));
	assert_null(answer_next(&a, RR_TXT, &index));
	assert_string_equal(answer_first(&a, RR_CNAME)->value, "b.nl");
	assert_null(answer_first(&a, RR_NS));

	for (int status = ANSWER_RECORDS; status <= ANSWER_CANCELLED;
	     status++) {
		a.status = (enum answer_status)status;
		assert_int_equal(answer_is_definite(&a),
				 status <= ANSWER_NO_NAME);
	}
	answer_free(&a);
	assert_int_equal(a.count, 0);
	assert_false(answer_is_definite(&a));
	answer_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_type_names),
		cmocka_unit_test(test_value_equal),
		cmocka_unit_test(test_record_equal),
		cmocka_unit_test(test_copy_takes_everything),
		cmocka_unit_test(test_zone_value_alone),
		cmocka_unit_test(test_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
