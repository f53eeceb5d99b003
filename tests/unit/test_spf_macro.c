/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/spf_macro.h"

#define L60 "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"

/* Expansion for the examples of RFC 7208, 7.4 and what is beside them. */
static const struct {
	const char *text, *want;
} v4_cases[] = {
	{ "%{s}", "strong-bad@email.example.com" },
	{ "%{o}", "email.example.com" },
	{ "%{d}", "email.example.com" },
	{ "%{d4}", "email.example.com" },
	{ "%{d3}", "email.example.com" },
	{ "%{d2}", "example.com" },
	{ "%{d1}", "com" },
	{ "%{dr}", "com.example.email" },
	{ "%{d2r}", "example.email" },
	{ "%{d1r}", "email" },
	{ "%{l}", "strong-bad" },
	{ "%{l-}", "strong.bad" },
	{ "%{lr}", "strong-bad" },
	{ "%{lr-}", "bad.strong" },
	{ "%{l1r-}", "strong" },
	{ "%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com" },
	{ "%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com" },
	{ "%{lr-}.lp.%{ir}.%{v}._spf.%{d2}",
	  "bad.strong.lp.3.2.0.192.in-addr._spf.example.com" },
	{ "%{d2}.trusted-domains.example.net",
	  "example.com.trusted-domains.example.net" },
	{ "%{i}", "192.0.2.3" },
	{ "%{c}", "192.0.2.3" },
	{ "%{h}", "mx.example.org" },
	{ "%{p}", "unknown" },
	{ "%{r}", "unknown" },
	{ "%{t}", "1700000000" },
	{ "%%%_%-", "% %20" },
	{ "%{S}", "strong-bad%40email.example.com" },
	{ "%{S-}", "strong.bad%40email.example.com" },
	{ "%{D2R}", "example.email" },
	{ "%{s@}", NULL },
	{ "%{d999999999999999999999}", "email.example.com" },
	{ "%{s=+,/_-.}", "strong.bad@email.example.com" },
	{ "%{l1-}", "bad" },
	{ "a%{l}b", "astrong-badb" },
};

static void expand(const struct spf_macro_values *values, const char *text,
		   const char *want)
{
	struct str out = STR_INIT(1000);

	if (!want) {
		assert_false(
			spf_macro_valid(slice_of(text), SPF_MACRO_EXPLANATION));
		return;
	}
	if (!spf_macro_valid(slice_of(text), SPF_MACRO_EXPLANATION))
		fail_msg("%s should be valid", text);
	spf_macro_expand(slice_of(text), values, &out);
	if (strcmp(str_text(&out), want) != 0)
		fail_msg("%s: %s, not %s", text, str_text(&out), want);
	str_free(&out);
}

/* 192.0.2.3 with the /24 cut away is what the RFC's table shows. */
static void test_v4(void **state)
{
	struct ip ip;
	struct spf_macro_values values = {
		.ip = &ip,
		.sender = slice_of("strong-bad@email.example.com"),
		.domain = "email.example.com",
		.helo = "mx.example.org",
		.now = 1700000000,
	};

	(void)state;
	assert_true(ip_parse("192.0.2.3", &ip));
	for (size_t i = 0; i < COUNT_OF(v4_cases); i++)
		expand(&values, v4_cases[i].text, v4_cases[i].want);
}

static void test_v6(void **state)
{
	struct ip ip;
	struct spf_macro_values values = {
		.ip = &ip,
		.sender = slice_of("a.b.c@d.example"),
		.domain = "d.example",
		.helo = "[192.0.2.1]",
		.receiver = "mx.r.example",
		.validated = "p.d.example",
	};

	(void)state;
	assert_true(ip_parse("2001:db8::cb01", &ip));
	expand(&values, "%{ir}.%{v}",
	       "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0."
	       "2.ip6");
	expand(&values, "%{i2}", "0.1");
	expand(&values, "%{c}", "2001:db8::cb01");
	expand(&values, "%{C}", "2001%3Adb8%3A%3Acb01");
	expand(&values, "%{l2r}", "b.a");
	expand(&values, "%{l2}", "b.c");
	expand(&values, "%{p1r}", "p");
	expand(&values, "%{r}", "mx.r.example");
	expand(&values, "%{H}", "%5B192.0.2.1%5D");
	expand(&values, "%{h}", "[192.0.2.1]");
}

/* Odd values: empty parts stay, no local part is empty. */
static void test_odd_values(void **state)
{
	struct ip ip;
	struct spf_macro_values values = {
		.ip = &ip,
		.sender = slice_of("-a--b-@d.example"),
		.domain = "d.example",
		.helo = "",
	};

	(void)state;
	assert_true(ip_parse("::ffff:192.0.2.1", &ip));
	expand(&values, "%{i}/%{v}", "192.0.2.1/in-addr");
	expand(&values, "%{l-}", ".a..b.");
	expand(&values, "%{lr-}", ".b..a.");
	expand(&values, "%{l2-}", "b.");
	expand(&values, "%{l2r-}", "a.");
	expand(&values, "%{l1r-}", "");
	expand(&values, "[%{h}]", "[]");
	values.sender = slice_of("\"a@b\"@d.example");
	expand(&values, "%{l}|%{o}", "\"a@b\"|d.example");
	expand(&values, "%{L}", "%22a%40b%22");
}

static const struct {
	const char *text;
	bool valid;
} spec_cases[] = {
	{ "a.example", true },
	{ "a.example.", true },
	{ "a.example..", false },
	{ "example", false },
	{ "", false },
	{ ".", false },
	{ ".example", true },
	{ "%{d}", true },
	{ "%{d}.", false },
	{ "%{d}.x", true },
	{ "x%{d}", true },
	{ "%{d}x", false },
	{ "a b.example", false },
	{ "a.ex ample", false },
	{ "a.1x", true },
	{ "a.1-", false },
	{ "a.1-1", true },
	{ "a.11", false },
	{ "a.%_", true },
	{ "a.b%", false },
	{ "%{l.}", true },
	{ "a:b/c.example", true },
	{ "%{l.}b", false },
};

static void test_domain_spec(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(spec_cases); i++) {
		if (spf_domain_spec_valid(slice_of(spec_cases[i].text)) !=
		    spec_cases[i].valid)
			fail_msg("%s", spec_cases[i].text);
	}
}

static void test_questions_about_macros(void **state)
{
	(void)state;
	assert_true(spf_macro_uses(slice_of("a.%{P2r}.b"), 'p'));
	assert_false(spf_macro_uses(slice_of("a.%{d}.p"), 'p'));
	assert_true(spf_macro_is_fixed(slice_of("a.%{d2}.%%.b")));
	assert_false(spf_macro_is_fixed(slice_of("%{i}.b")));
	assert_true(spf_macro_is_fixed(slice_of("")));
}

static const struct {
	const char *text, *want; /* NULL: no name */
} name_cases[] = {
	{ "A.Example", "a.example" },
	{ "a.example.", "a.example" },
	{ "a.example..", NULL },
	{ "a..example", NULL },
	{ ".a.example", NULL },
	{ ".", NULL },
	{ "", NULL },
	{ "foo:bar/baz.example", "foo\\058bar/baz.example" },
	{ "macro%p  q.example", "macro\\037p\\032\\032q.example" },
	{ "a\\.example", "a\\\\.example" },
	{ L60 "abc.example", L60 "abc.example" },
	{ L60 "abcd.example", NULL },
	/* 4 * 61 + 7 = 251, then over 253 with what is in front */
	{ L60 "." L60 "." L60 "." L60 ".example",
	  L60 "." L60 "." L60 "." L60 ".example" },
	{ "x." L60 "." L60 "." L60 "." L60 ".example",
	  "x." L60 "." L60 "." L60 "." L60 ".example" },
	{ "xy." L60 "." L60 "." L60 "." L60 ".example",
	  L60 "." L60 "." L60 "." L60 ".example" },
	{ "xy." L60 "." L60 "." L60 "." L60 ".example.",
	  L60 "." L60 "." L60 "." L60 ".example" },
	{ L60 L60 L60 L60 L60, NULL },
	{ L60 L60 L60 L60 L60 ".a.example", "a.example" },
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(name_cases); i++) {
		char out[NAME_SIZE];
		bool good = spf_name_from_text(slice_of(name_cases[i].text),
					       out);

		if (good != (name_cases[i].want != NULL) ||
		    (good && strcmp(out, name_cases[i].want) != 0))
			fail_msg("%s: %s", name_cases[i].text, out);
	}
}

/* A ceiling stops an expansion that would be huge. */
static void test_ceiling(void **state)
{
	struct ip ip = { .version = 4 };
	struct spf_macro_values values = {
		.ip = &ip,
		.sender = slice_of(L60 "@d.example"),
		.domain = "d.example",
		.helo = "",
	};
	struct str out = STR_INIT(100);

	(void)state;
	spf_macro_expand(slice_of("%{s}%{s}%{s}%{s}"), &values, &out);
	assert_true(out.overflow);
	assert_true(out.len <= 100);
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_v4),
		cmocka_unit_test(test_v6),
		cmocka_unit_test(test_odd_values),
		cmocka_unit_test(test_domain_spec),
		cmocka_unit_test(test_questions_about_macros),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_ceiling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
