/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "net/address.h"

static const struct {
	const char *text;
	const char *printed; /* NULL: no address */
	uint16_t port;
} CASES[] = {
	{ "192.0.2.1", "192.0.2.1", 53 },
	{ "192.0.2.1@5353", "192.0.2.1", 5353 },
	{ "192.0.2.1:5353", "192.0.2.1", 5353 },
	{ "192.0.2.1:65535", "192.0.2.1", 65535 },
	{ "2001:db8::1", "2001:db8::1", 53 },
	{ "2001:DB8:0::1", "2001:db8::1", 53 },
	{ "2001:db8::1@53", "2001:db8::1", 53 },
	{ "[2001:db8::1]", "2001:db8::1", 53 },
	{ "[2001:db8::1]:1053", "2001:db8::1", 1053 },
	{ "::", "::", 53 },
	{ "2001:db8::1:5353", "2001:db8::1:5353",
	  53 }, /* part of the address, no port */
	{ "", NULL, 0 },
	{ "@53", NULL, 0 },
	{ ":53", NULL, 0 },
	{ "192.0.2", NULL, 0 },
	{ "192.0.2.256", NULL, 0 },
	{ "192.0.2.01", NULL, 0 },
	{ " 192.0.2.1", NULL, 0 },
	{ "192.0.2.1@", NULL, 0 },
	{ "192.0.2.1@0", NULL, 0 },
	{ "192.0.2.1@65536", NULL, 0 },
	{ "192.0.2.1@53x", NULL, 0 },
	{ "192.0.2.1@-1", NULL, 0 },
	{ "192.0.2.1@53@53", NULL, 0 },
	{ "192.0.2.1:", NULL, 0 },
	{ "192.0.2.1:99999999999999999999", NULL, 0 },
	{ "[192.0.2.1]:53", NULL, 0 },
	{ "[2001:db8::1", NULL, 0 },
	{ "[2001:db8::1]53", NULL, 0 },
	{ "[2001:db8::1]:", NULL, 0 },
	{ "[]:53", NULL, 0 },
	{ "fe80::1%eth0", NULL, 0 },
	{ "ns1.example", NULL, 0 },
	{ "1:2:3:4:5:6:7:8:9", NULL, 0 },
	{ "1111:2222:3333:4444:5555:6666:7777:8888:9999:1111:2222:3333:4444:55",
	  NULL, 0 },
};

static void test_parse(void **state)
{
	const struct address before = { .family = AF_INET, .port = 7 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct address a = before;
		char text[ADDRESS_TEXT];
		bool good = address_parse(CASES[i].text, &a);

		if (good != (CASES[i].printed != NULL))
			fail_msg("%s: %d", CASES[i].text, good);
		if (!good) {
			assert_true(address_equal(&a, &before));
			continue;
		}
		assert_string_equal(address_print(&a, text), CASES[i].printed);
		assert_int_equal(a.port, CASES[i].port);
	}
}

static struct address parsed(const char *text)
{
	struct address a;

	assert_true(address_parse(text, &a));
	return a;
}

static void test_equal(void **state)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} cases[] = {
		{ "192.0.2.1", "192.0.2.1:53", true },
		{ "192.0.2.1", "192.0.2.1:54", false },
		{ "192.0.2.1", "192.0.2.2", false },
		{ "2001:db8::1", "[2001:db8:0:0::1]:53", true },
		{ "2001:db8::1", "2001:db8:0:0:1::1", false },
		{ "::ffff:192.0.2.1", "192.0.2.1", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct address a = parsed(cases[i].a);
		struct address b = parsed(cases[i].b);

		if (address_equal(&a, &b) != cases[i].equal)
			fail_msg("%s %s", cases[i].a, cases[i].b);
	}
	/* What stands behind the four bytes does not count. */
	struct address a = parsed("192.0.2.1"), b = a;

	memset(b.bytes + 4, 0xff, 12);
	assert_true(address_equal(&a, &b));
	assert_true(address_equal(&ADDRESS_RESOLVER, &ADDRESS_RESOLVER));
	assert_false(address_equal(&a, &ADDRESS_RESOLVER));
}

static void test_resolver_prints_nothing(void **state)
{
	char text[ADDRESS_TEXT] = "x";

	(void)state;
	assert_string_equal(address_print(&ADDRESS_RESOLVER, text), "");
}

static void test_route(void **state)
{
	struct address here = parsed("127.0.0.1");
	/* Broadcast: the kernel lets nobody send there who does not insist. */
	struct address nowhere = parsed("255.255.255.255");

	(void)state;
	assert_true(address_has_route(&here));
	assert_false(address_has_route(&nowhere));
	assert_false(address_has_route(&ADDRESS_RESOLVER));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_resolver_prints_nothing),
		cmocka_unit_test(test_route),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
