/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/ip_set.h"

static const struct {
	const char *text;
	int version; /* 0: no address */
	const char *print, *dotted, *reverse;
} address_cases[] = {
	{ "192.0.2.1", 4, "192.0.2.1", "192.0.2.1", "1.2.0.192.in-addr.arpa" },
	{ "0.0.0.0", 4, "0.0.0.0", "0.0.0.0", "0.0.0.0.in-addr.arpa" },
	{ "::FFFF:192.0.2.1", 4, "192.0.2.1", "192.0.2.1",
	  "1.2.0.192.in-addr.arpa" },
	{ "::ffff:c000:0201", 4, "192.0.2.1", "192.0.2.1",
	  "1.2.0.192.in-addr.arpa" },
	{ "2001:db8::CB01", 6, "2001:db8::cb01",
	  "2.0.0.1.0.D.B.8.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.C.B.0.1",
	  "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2."
	  "ip6.arpa" },
	{ "::1", 6, "::1",
	  "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1",
	  "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0."
	  "ip6.arpa" },
	{ "", 0, NULL, NULL, NULL },
	{ "192.0.2", 0, NULL, NULL, NULL },
	{ "192.0.2.1 ", 0, NULL, NULL, NULL },
	{ "192.0.2.1/24", 0, NULL, NULL, NULL },
	{ "[192.0.2.1]", 0, NULL, NULL, NULL },
	{ "fe80::1%eth0", 0, NULL, NULL, NULL },
	{ "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc", 0,
	  NULL, NULL, NULL },
};

static void test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(address_cases); i++) {
		char text[IP_TEXT], dotted[IP_DOTTED], arpa[IP_ARPA];
		struct ip ip;
		bool good = ip_parse(address_cases[i].text, &ip);

		if (good != (address_cases[i].version != 0))
			fail_msg("%s", address_cases[i].text);
		if (!good)
			continue;
		assert_int_equal(ip.version, address_cases[i].version);
		ip_print(&ip, text);
		assert_string_equal(text, address_cases[i].print);
		ip_print_dotted(&ip, dotted);
		assert_string_equal(dotted, address_cases[i].dotted);
		ip_reverse_name(&ip, arpa);
		assert_string_equal(arpa, address_cases[i].reverse);
	}
}

static const struct {
	const char *ip, *network;
	unsigned prefix;
	bool in;
} prefix_cases[] = {
	{ "192.0.2.1", "192.0.2.1", 32, true },
	{ "192.0.2.1", "192.0.2.0", 32, false },
	{ "192.0.2.1", "192.0.2.0", 31, true },
	{ "192.0.2.2", "192.0.2.0", 31, false },
	{ "192.0.2.255", "192.0.2.0", 24, true },
	{ "192.0.3.0", "192.0.2.0", 24, false },
	{ "192.0.3.0", "192.0.2.0", 23, true },
	{ "255.0.0.0", "1.0.0.0", 0, true },
	{ "128.0.0.0", "127.0.0.0", 1, false },
	{ "192.0.2.1", "192.0.2.1", 33, false },
	{ "2001:db8::1", "2001:db8::", 32, true },
	{ "2001:db9::1", "2001:db8::", 32, false },
	{ "2001:db9::1", "2001:db8::", 31, true },
	{ "2001:db8::1", "2001:db8::", 127, true },
	{ "2001:db8::1", "2001:db8::", 128, false },
	{ "2001:db8::1", "0.0.0.0", 0, false },
	{ "192.0.2.1", "::", 0, false },
};

static void test_prefixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(prefix_cases); i++) {
		struct ip ip, network;

		assert_true(ip_parse(prefix_cases[i].ip, &ip));
		assert_true(ip_parse(prefix_cases[i].network, &network));
		if (ip_in_prefix(&ip, &network, prefix_cases[i].prefix) !=
		    prefix_cases[i].in)
			fail_msg("%s in %s/%u", prefix_cases[i].ip,
				 prefix_cases[i].network,
				 prefix_cases[i].prefix);
	}
}

/* Fills a set from "192.0.2.0/24 2001:db8::/32 ...". */
static struct ip_set set_of(const char *text)
{
	struct ip_set set = { .items = NULL };
	struct slice rest = slice_of(text);
	struct slice word;

	while (slice_next_word(&rest, &word)) {
		struct slice host = slice_take_until(&word, "/");
		uint64_t prefix = 0;
		struct ip ip;

		if (!ip_parse_version(host, 4, &ip))
			assert_true(ip_parse_version(host, 6, &ip));
		assert_true(slice_skip_char(&word, '/'));
		assert_true(slice_take_number(&word, 128, &prefix));
		ip_set_add_prefix(&set, &ip, (unsigned)prefix);
	}
	return set;
}

static char *text_of(const struct ip_set *set)
{
	struct str out = STR_INIT(10000);

	for (size_t i = 0; i < set->count; i++) {
		char *range = ip_range_text(&set->items[i]);

		str_addf(&out, "%s%s", i > 0 ? ", " : "", range);
		free(range);
	}
	return str_take(&out);
}

static const struct {
	const char *a, *minus, *want;
} set_cases[] = {
	{ "", "", "" },
	{ "192.0.2.0/24", "", "192.0.2.0/24" },
	{ "192.0.2.9/24", "", "192.0.2.0/24" },
	{ "192.0.2.0/25 192.0.2.128/25", "", "192.0.2.0/24" },
	{ "192.0.2.128/25 192.0.2.0/25", "", "192.0.2.0/24" },
	{ "192.0.2.1/32 192.0.2.3/32 192.0.2.2/32", "",
	  "192.0.2.1 - 192.0.2.3" },
	{ "192.0.2.1/32 192.0.2.3/32", "", "192.0.2.1, 192.0.2.3" },
	{ "192.0.2.3/32 192.0.2.1/32 192.0.0.0/16", "", "192.0.0.0/16" },
	{ "192.0.0.0/16 192.0.2.1/32", "", "192.0.0.0/16" },
	{ "255.255.255.255/32 ::/128", "", "255.255.255.255, ::" },
	{ "0.0.0.0/0 ::/0", "", "0.0.0.0/0, ::/0" },
	{ "192.0.2.0/24", "192.0.2.0/24", "" },
	{ "192.0.2.0/24", "0.0.0.0/0", "" },
	{ "192.0.2.0/24", "::/0", "192.0.2.0/24" },
	{ "192.0.2.0/24", "192.0.2.0/25", "192.0.2.128/25" },
	{ "192.0.2.0/24", "192.0.2.128/25", "192.0.2.0/25" },
	{ "192.0.2.0/24", "192.0.2.7/32",
	  "192.0.2.0 - 192.0.2.6, 192.0.2.8 - 192.0.2.255" },
	{ "192.0.2.0/24", "192.0.2.0/32 192.0.2.255/32 192.0.2.9/32",
	  "192.0.2.1 - 192.0.2.8, 192.0.2.10 - 192.0.2.254" },
	{ "192.0.2.0/30 198.51.100.0/30", "192.0.2.2/31 198.51.100.0/31",
	  "192.0.2.0/31, 198.51.100.2/31" },
	{ "0.0.0.0/0", "0.0.0.0/32 255.255.255.255/32",
	  "0.0.0.1 - 255.255.255.254" },
	{ "2001:db8::/32", "2001:db8:8000::/33", "2001:db8::/33" },
	{ "2001:db8::/126", "2001:db8::1/128", "2001:db8::, 2001:db8::2/127" },
};

static void test_sets(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(set_cases); i++) {
		struct ip_set a = set_of(set_cases[i].a);
		struct ip_set b = set_of(set_cases[i].minus);
		char *text;

		ip_set_subtract(&a, &b);
		text = text_of(&a);
		if (strcmp(text, set_cases[i].want) != 0)
			fail_msg("%s minus %s: %s", set_cases[i].a,
				 set_cases[i].minus, text);
		free(text);
		ip_set_free(&a);
		ip_set_free(&b);
	}
}

/* Against a plain array of 256 flags, with numbers that are always the same. */
static void test_sets_by_trial(void **state)
{
	uint32_t seed = 12345;

	(void)state;
	for (int trial = 0; trial < 300; trial++) {
		struct ip_set set = { .items = NULL };
		bool flags[256] = { false };

		for (int step = 0; step < 12; step++) {
			struct ip ip = { .version = 4,
					 .bytes = { 192, 0, 2, 0 } };
			struct ip_set one = { .items = NULL };
			unsigned prefix;
			bool add;

			seed = seed * 1103515245u + 12345u;
			ip.bytes[3] = (uint8_t)(seed >> 16);
			prefix = 26 + (seed >> 8) % 7;
			add = (seed >> 24) % 3 != 0;
			ip_set_add_prefix(&one, &ip, prefix);
			if (add)
				ip_set_add(&set, &one);
			else
				ip_set_subtract(&set, &one);
			ip_set_free(&one);
			for (int i = 0; i < 256; i++) {
				if (i >> (32 - prefix) ==
				    ip.bytes[3] >> (32 - prefix))
					flags[i] = add;
			}
		}
		for (int i = 0; i < 256; i++) {
			struct ip ip = { .version = 4,
					 .bytes = { 192, 0, 2, (uint8_t)i } };

			assert_int_equal(ip_set_has(&set, &ip), flags[i]);
		}
		for (size_t i = 1; i < set.count; i++)
			assert_true(memcmp(set.items[i - 1].to,
					   set.items[i].from, IP_KEY) < 0);
		ip_set_free(&set);
	}
}

static void test_everything(void **state)
{
	struct ip_set set = { .items = NULL };
	char *text;

	(void)state;
	ip_set_add_everything(&set);
	text = text_of(&set);
	assert_string_equal(text, "0.0.0.0/0, ::/0");
	free(text);
	ip_set_free(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_prefixes),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_sets_by_trial),
		cmocka_unit_test(test_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
