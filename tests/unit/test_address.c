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

static void test_public(void **state)
{
	static const struct {
		const char *address;
		bool is_public;
	} cases[] = {
		{ "8.8.8.8", true },
		{ "192.0.2.1", true },
		{ "198.51.100.1", true },
		{ "203.0.113.1", true },
		{ "0.0.0.0", false },
		{ "9.255.255.255", true },
		{ "10.0.0.0", false },
		{ "10.255.255.255", false },
		{ "11.0.0.0", true },
		{ "100.63.255.255", true },
		{ "100.64.0.0", false },
		{ "100.127.255.255", false },
		{ "100.128.0.0", true },
		{ "127.0.0.1", false },
		{ "127.255.255.255", false },
		{ "169.253.255.255", true },
		{ "169.254.169.254", false },
		{ "172.15.255.255", true },
		{ "172.16.0.0", false },
		{ "172.31.255.255", false },
		{ "172.32.0.0", true },
		{ "192.0.0.8", false },
		{ "192.168.0.1", false },
		{ "192.169.0.0", true },
		{ "198.17.255.255", true },
		{ "198.18.0.0", false },
		{ "198.19.255.255", false },
		{ "198.20.0.0", true },
		{ "223.255.255.255", true },
		{ "224.0.0.1", false },
		{ "240.0.0.1", false },
		{ "255.255.255.255", false },
		{ "2001:db8::1", true },
		{ "2a00:1450::1", true },
		{ "3fff::1", true },
		{ "::", false },
		{ "::1", false },
		{ "::8.8.8.8", true },
		{ "::127.0.0.1", false },
		{ "::ffff:8.8.8.8", true },
		{ "::ffff:127.0.0.1", false },
		{ "::ffff:10.0.0.1", false },
		{ "64:ff9b::808:808", true },
		{ "64:ff9b::a00:1", false },
		{ "64:ff9b:1::808:808", false },
		{ "2002:808:808::1", true },
		{ "2002:7f00:1::1", false },
		{ "2002:a9fe:a9fe::", false },
		{ "fc00::1", false },
		{ "fd12:3456::1", false },
		{ "fe80::1", false },
		{ "fec0::1", false },
		{ "ff02::1", false },
		{ "4000::1", false },
	};
	struct address a;

	(void)state;
	assert_false(address_is_public(&ADDRESS_RESOLVER));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(address_parse(cases[i].address, &a));
		if (address_is_public(&a) != cases[i].is_public)
			fail_msg("%s", cases[i].address);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_resolver_prints_nothing),
		cmocka_unit_test(test_route),
		cmocka_unit_test(test_public),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
