/* Near-misses, a line a case.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/near.h"

static const char *const others[] = { "k2.dkim.vendor.example",
				      "v=DKIM1; p=OTHERKEY" };

static const struct {
	enum rr type;
	const char *wanted;
	const char *found;
	bool same_service;
	enum finding_code code;
	long place;
} cases[] = {
	{ RR_CNAME, "k1.dkim.vendor.example",
	  "k1.dkim.vendor.example.voorbeeld.nl", false, FINDING_TARGET_DOUBLED,
	  22 },
	{ RR_CNAME, "k1.dkim.vendor.example", "voorbeeld.nl", false,
	  FINDING_TARGET_DOUBLED, 0 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k2.dkim.vendor.example", false,
	  FINDING_TARGET_SWAPPED, 1 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vendro.example", false,
	  FINDING_TARGET_TYPO, 12 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vendor.example\\044",
	  false, FINDING_TARGET_TYPO, 22 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vndor.example", false,
	  FINDING_TARGET_TYPO, 9 },
	{ RR_CNAME, "k1.dkim.vendor.example", "ghs.google.example", false,
	  FINDING_TARGET_WRONG, 0 },
	{ RR_CNAME, "u1234567.wl.vendor.example", "u7654321.wl.vendor.example",
	  true, FINDING_TARGET_OTHER_ACCOUNT, 1 },
	{ RR_CNAME, "u1234567.wl.vendor.example", "u1234657.wl.vendor.example",
	  true, FINDING_TARGET_TYPO, 5 },
	{ RR_CNAME, "k1.dkim.vendor.example",
	  "https\\058//k1.dkim.vendor.example", false, FINDING_TARGET_URL, 0 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vendor.example/path",
	  false, FINDING_TARGET_URL, 22 },
	{ RR_CNAME, "k1.dkim.vendor.example", "\\032k1.dkim.vendor.example",
	  false, FINDING_VALUE_WHITESPACE, 0 },
	{ RR_CNAME, "k1.dkim.vendor.example",
	  "\\034k1.dkim.vendor.example\\034", false, FINDING_VALUE_QUOTES, 0 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vendor", false,
	  FINDING_VALUE_TRUNCATED, 14 },
	{ RR_CNAME, "k1.dkim.vendor.example", "k1.dkim.vendor.exam", false,
	  FINDING_TARGET_TYPO, 19 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "token=abcdefghijkl", false,
	  FINDING_VALUE_LOWERCASED, 7 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "token=aBcDeF", false,
	  FINDING_VALUE_TRUNCATED, 12 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "\"token=aBcDeFgHiJkL\"", false,
	  FINDING_VALUE_QUOTES, 0 },
	{ RR_TXT, "token=aBcDeFgHiJkL",
	  "\xe2\x80\x9ctoken=aBcDeFgHiJkL\xe2\x80\x9d", false,
	  FINDING_VALUE_QUOTES, 0 },
	{ RR_TXT, "v=DMARC1; p=none", "v=DMARC1\\; p=none", false,
	  FINDING_VALUE_ESCAPED, 8 },
	{ RR_TXT, "v=DMARC1; p=none", "v=DMARC1;\xc2\xa0p=none", false,
	  FINDING_VALUE_WHITESPACE, 9 },
	/* as base/clean.h shows a line break, and what cannot be seen */
	{ RR_TXT, "token=aBcDeFgHiJkL", "token=aBcDeF\\x0AgHiJkL", false,
	  FINDING_VALUE_WHITESPACE, 12 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "\xef\xbf\xbdtoken=aBcDeFgHiJkL", false,
	  FINDING_VALUE_WHITESPACE, 0 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "\xc2\xabtoken=aBcDeFgHiJkL\xc2\xbb",
	  false, FINDING_VALUE_QUOTES, 0 },
	{ RR_TXT, "v=DMARC1; p=none", " v=DMARC1;p=none ", false,
	  FINDING_VALUE_WHITESPACE, 0 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "token=aBcDeFgHiXkL", false,
	  FINDING_TARGET_TYPO, 15 },
	{ RR_TXT, "v=DKIM1; p=THISKEY", "v=DKIM1; p=OTHERKEY", false,
	  FINDING_TARGET_SWAPPED, 11 },
	{ RR_TXT, "token=aBcDeFgHiJkL", "unrelated text", false,
	  FINDING_TARGET_WRONG, 0 },
};

static void each_near_miss_has_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct near_input input = {
			.type = cases[i].type,
			.wanted = cases[i].wanted,
			.found = cases[i].found,
			.zone = "voorbeeld.nl",
			.domain = "voorbeeld.nl",
			.others = others,
			.other_count = COUNT_OF(others),
			.same_service = cases[i].same_service,
		};
		struct near near = near_value(&input);

		if (near.code != cases[i].code || near.place != cases[i].place)
			fail_msg("%s: %s at %ld", cases[i].found,
				 finding_code_name(near.code), near.place);
	}
}

static void distance_counts_edits(void **state)
{
	(void)state;
	assert_int_equal(near_distance("", "", 3), 0);
	assert_int_equal(near_distance("abc", "abc", 3), 0);
	assert_int_equal(near_distance("abc", "acb", 3), 1);
	assert_int_equal(near_distance("abc", "ab", 3), 1);
	assert_int_equal(near_distance("kitten", "sitting", 5), 3);
	assert_int_equal(near_distance("abc", "xyz", 1), 2);
	assert_int_equal(near_distance("", "abcdef", 3), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_near_miss_has_its_name),
		cmocka_unit_test(distance_counts_edits),
	};

	return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
