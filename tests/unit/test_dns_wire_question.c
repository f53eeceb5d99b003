/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "net/dns_wire.h"

static struct question question_of(const char *name, enum rr type,
				   bool resolver)
{
	struct question question = { .name = name, .type = type };

	if (!resolver)
		(void)address_parse("192.0.2.53", &question.server);
	return question;
}

static void test_question_bits(void **state)
{
	struct question q = question_of("voorbeeld.nl", RR_TXT, true);
	size_t len = 0, plain_len = 0;
	uint8_t *bytes = dns_wire_question(&q, true, &len);
	uint8_t *plain;

	(void)state;
	assert_int_equal(bytes[2], 0x01); /* RD */
	assert_int_equal(bytes[3], 0x00);
	assert_int_equal(bytes[11], 1); /* ARCOUNT: OPT */
	assert_int_equal(bytes[len - 8] << 8 | bytes[len - 7], DNS_UDP_SIZE);
	assert_int_equal(bytes[len - 4] & 0x80, 0);
	free(bytes);

	q = question_of("voorbeeld.nl", RR_TXT, false);
	q.checking_disabled = true;
	q.want_dnssec_ok = true;
	bytes = dns_wire_question(&q, true, &len);
	assert_int_equal(bytes[2], 0x00);
	assert_int_equal(bytes[3], 0x10); /* CD */
	assert_int_equal(bytes[len - 4] & 0x80, 0x80);
	plain = dns_wire_question(&q, false, &plain_len);
	assert_int_equal(plain_len, len - 11);
	assert_int_equal(plain[11], 0);
	free(plain);
	free(bytes);
}

static void test_ids_differ(void **state)
{
	struct question q = question_of("a.nl", RR_TXT, true);
	bool differs = false;
	int first = -1;

	(void)state;
	for (int i = 0; i < 8; i++) {
		size_t len = 0;
		uint8_t *bytes = dns_wire_question(&q, true, &len);
		int id = bytes[0] << 8 | bytes[1];

		differs = differs || (first >= 0 && id != first);
		first = id;
		free(bytes);
	}
	assert_true(differs);
}

static void test_no_name(void **state)
{
	static const char *const names[] = {
		"a..nl",
		".nl",
		("a123456789b123456789c123456789d123456789e123456789f12345678"
		 "9g123.nl"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct question q = question_of(names[i], RR_TXT, true);
		size_t len = 0;

		if (dns_wire_question(&q, true, &len))
			fail_msg("%s", names[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_question_bits),
		cmocka_unit_test(test_ids_differ),
		cmocka_unit_test(test_no_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
