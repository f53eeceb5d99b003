/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/spf_record.h"

/* Each record with its first error and the place of that. */
static const struct {
	const char *text;
	enum spf_syntax error;
	const char *where; /* the term in question */
} syntax_cases[] = {
	{ "v=spf1", SPF_SYNTAX_OK, "" },
	{ "v=spf1 ", SPF_SYNTAX_OK, "" },
	{ "V=SPF1   MX   -ALL  ", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a mx ptr ip4:192.0.2.1 ip6:2001:db8::1 include:a.example "
	  "exists:%{i}.b.example redirect=c.example exp=d.example -all",
	  SPF_SYNTAX_OK, "" },
	{ "v=spf10", SPF_SYNTAX_JOINED, "v=spf10" },
	{ "v=spf1include:a.example ~all", SPF_SYNTAX_JOINED,
	  "v=spf1include:a.example" },
	{ " v=spf1 mx", SPF_SYNTAX_VERSION, "" },
	{ "\"v=spf1 mx\"", SPF_SYNTAX_VERSION, "\"v=spf1" },
	{ "v=spf1\tmx -all", SPF_SYNTAX_JOINED, "v=spf1\tmx" },
	{ "v=spf1 mx\t-all", SPF_SYNTAX_CHARACTER, "mx\t-all" },
	{ "v=spf1 a:b\\x0D.example -all", SPF_SYNTAX_CHARACTER,
	  "a:b\\x0D.example" },
	{ "v=spf1 a:b\\x7F.example", SPF_SYNTAX_CHARACTER, "a:b\\x7F.example" },
	{ "v=spf1 exists:b\\x41.example", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:b\xC3\xBC.example", SPF_SYNTAX_CHARACTER,
	  "a:b\xC3\xBC.example" },
	{ "v=spf1 foo=b\xC3\xBC -all", SPF_SYNTAX_CHARACTER, "foo=b\xC3\xBC" },
	/* all */
	{ "v=spf1 all:x.example", SPF_SYNTAX_NOT_ALLOWED, "all:x.example" },
	{ "v=spf1 -all/8", SPF_SYNTAX_NOT_ALLOWED, "-all/8" },
	{ "v=spf1 -all.", SPF_SYNTAX_UNKNOWN, "-all." },
	{ "v=spf1 --all", SPF_SYNTAX_UNKNOWN, "--all" },
	{ "v=spf1 -", SPF_SYNTAX_UNKNOWN, "-" },
	{ "v=spf1 \xE2\x80\x93"
	  "all",
	  SPF_SYNTAX_CHARACTER,
	  "\xE2\x80\x93"
	  "all" },
	{ "v=spf1 - all", SPF_SYNTAX_UNKNOWN, "-" },
	/* blanks that went missing */
	{ "v=spf1 include:spf.a.example~all", SPF_SYNTAX_JOINED,
	  "include:spf.a.example~all" },
	{ "v=spf1 mxinclude:a.example", SPF_SYNTAX_JOINED,
	  "mxinclude:a.example" },
	{ "v=spf1 ip4:192.0.2.1ip4:192.0.2.2", SPF_SYNTAX_JOINED,
	  "ip4:192.0.2.1ip4:192.0.2.2" },
	{ "v=spf1 mx~all", SPF_SYNTAX_JOINED, "mx~all" },
	/* include, exists, ptr */
	{ "v=spf1 include", SPF_SYNTAX_NO_DOMAIN, "include" },
	{ "v=spf1 include:", SPF_SYNTAX_NO_DOMAIN, "include:" },
	{ "v=spf1 include: a.example", SPF_SYNTAX_NO_DOMAIN, "include:" },
	{ "v=spf1 include:a.example/24", SPF_SYNTAX_DOMAIN,
	  "include:a.example/24" },
	{ "v=spf1 include:192.0.2.1", SPF_SYNTAX_ADDRESS, "include:192.0.2.1" },
	{ "v=spf1 include/24", SPF_SYNTAX_NOT_ALLOWED, "include/24" },
	{ "v=spf1 include=a.example", SPF_SYNTAX_OK, "" },
	{ "v=spf1 exists", SPF_SYNTAX_NO_DOMAIN, "exists" },
	{ "v=spf1 ptr", SPF_SYNTAX_OK, "" },
	{ "v=spf1 ptr:", SPF_SYNTAX_NO_DOMAIN, "ptr:" },
	{ "v=spf1 ptr/24", SPF_SYNTAX_NOT_ALLOWED, "ptr/24" },
	/* a, mx */
	{ "v=spf1 a/24 a//64 a/24//64 a:b.example/24//64", SPF_SYNTAX_OK, "" },
	{ "v=spf1 mx/0 mx//0 mx/0//0 mx/32//128", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a/33", SPF_SYNTAX_PREFIX, "a/33" },
	{ "v=spf1 a//129", SPF_SYNTAX_PREFIX, "a//129" },
	{ "v=spf1 a/024", SPF_SYNTAX_PREFIX, "a/024" },
	{ "v=spf1 a/00", SPF_SYNTAX_PREFIX, "a/00" },
	{ "v=spf1 a/99999999999999999999", SPF_SYNTAX_PREFIX,
	  "a/99999999999999999999" },
	{ "v=spf1 a/24/64", SPF_SYNTAX_PREFIX, "a/24/64" },
	{ "v=spf1 a//64/24", SPF_SYNTAX_NOT_ALLOWED, "a//64/24" },
	{ "v=spf1 a/", SPF_SYNTAX_NOT_ALLOWED, "a/" },
	{ "v=spf1 a:", SPF_SYNTAX_NO_DOMAIN, "a:" },
	{ "v=spf1 a:/24", SPF_SYNTAX_NO_DOMAIN, "a:/24" },
	{ "v=spf1 a:192.0.2.1", SPF_SYNTAX_ADDRESS, "a:192.0.2.1" },
	{ "v=spf1 a:192.0.2.0/24", SPF_SYNTAX_ADDRESS, "a:192.0.2.0/24" },
	{ "v=spf1 mx:2001:db8::1", SPF_SYNTAX_ADDRESS, "mx:2001:db8::1" },
	{ "v=spf1 a:museum", SPF_SYNTAX_DOMAIN, "a:museum" },
	{ "v=spf1 a:museum.", SPF_SYNTAX_DOMAIN, "a:museum." },
	{ "v=spf1 a:b.example.", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:b.example..", SPF_SYNTAX_DOMAIN, "a:b.example.." },
	{ "v=spf1 a:b.123", SPF_SYNTAX_DOMAIN, "a:b.123" },
	{ "v=spf1 a:b.1-3", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:b.-com", SPF_SYNTAX_DOMAIN, "a:b.-com" },
	{ "v=spf1 a:b.com-", SPF_SYNTAX_DOMAIN, "a:b.com-" },
	{ "v=spf1 a:b.c_m", SPF_SYNTAX_DOMAIN, "a:b.c_m" },
	{ "v=spf1 a:_x.y_z.example", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:.example", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:%{d}", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:%{d}/24", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:%{d}x", SPF_SYNTAX_DOMAIN, "a:%{d}x" },
	{ "v=spf1 a:%{l/}.b.example/26", SPF_SYNTAX_OK, "" },
	{ "v=spf1 a:b.%%", SPF_SYNTAX_OK, "" },
	/* macros */
	{ "v=spf1 a:%(d).b.example", SPF_SYNTAX_MACRO, "a:%(d).b.example" },
	{ "v=spf1 a:%{d.b.example", SPF_SYNTAX_MACRO, "a:%{d.b.example" },
	{ "v=spf1 a:%{}.b.example", SPF_SYNTAX_MACRO, "a:%{}.b.example" },
	{ "v=spf1 a:%{q}.b.example", SPF_SYNTAX_MACRO, "a:%{q}.b.example" },
	{ "v=spf1 a:%{c}.b.example", SPF_SYNTAX_MACRO, "a:%{c}.b.example" },
	{ "v=spf1 a:%{d0}.b.example", SPF_SYNTAX_MACRO, "a:%{d0}.b.example" },
	{ "v=spf1 a:%{d00r}.b.example", SPF_SYNTAX_MACRO,
	  "a:%{d00r}.b.example" },
	{ "v=spf1 a:%{D99999999999999999999R.-+,/_=}.b.example", SPF_SYNTAX_OK,
	  "" },
	{ "v=spf1 a:%{dr2}.b.example", SPF_SYNTAX_MACRO, "a:%{dr2}.b.example" },
	{ "v=spf1 a:%{d;}.b.example", SPF_SYNTAX_MACRO, "a:%{d;}.b.example" },
	{ "v=spf1 a:b.example%", SPF_SYNTAX_MACRO, "a:b.example%" },
	/* addresses */
	{ "v=spf1 ip4:192.0.2.0/24 ip4:0.0.0.0/0", SPF_SYNTAX_OK, "" },
	{ "v=spf1 ip4", SPF_SYNTAX_NOT_ALLOWED, "ip4" },
	{ "v=spf1 ip4:", SPF_SYNTAX_IP4, "ip4:" },
	{ "v=spf1 ip4:192.0.2", SPF_SYNTAX_IP4, "ip4:192.0.2" },
	{ "v=spf1 ip4:192.0.2.256", SPF_SYNTAX_IP4, "ip4:192.0.2.256" },
	{ "v=spf1 ip4:192.0.02.1", SPF_SYNTAX_IP4, "ip4:192.0.02.1" },
	{ "v=spf1 ip4:192.0.2.1:25", SPF_SYNTAX_IP4, "ip4:192.0.2.1:25" },
	{ "v=spf1 ip4:192.0.2.1/", SPF_SYNTAX_IP4, "ip4:192.0.2.1/" },
	{ "v=spf1 ip4:192.0.2.1//24", SPF_SYNTAX_IP4, "ip4:192.0.2.1//24" },
	{ "v=spf1 ip4:192.0.2.1/33", SPF_SYNTAX_PREFIX, "ip4:192.0.2.1/33" },
	{ "v=spf1 ip4:192.0.2.1/-1", SPF_SYNTAX_IP4, "ip4:192.0.2.1/-1" },
	{ "v=spf1 ip4:2001:db8::1", SPF_SYNTAX_IP4, "ip4:2001:db8::1" },
	{ "v=spf1 ip4:mail.example", SPF_SYNTAX_IP4, "ip4:mail.example" },
	{ "v=spf1 ip:192.0.2.1", SPF_SYNTAX_UNKNOWN, "ip:192.0.2.1" },
	{ "v=spf1 ipv4:192.0.2.1", SPF_SYNTAX_UNKNOWN, "ipv4:192.0.2.1" },
	{ "v=spf1 192.0.2.1", SPF_SYNTAX_UNKNOWN, "192.0.2.1" },
	{ "v=spf1 ip6:2001:db8::/32 ip6:::/0 ip6:::ffff:192.0.2.1/128",
	  SPF_SYNTAX_OK, "" },
	{ "v=spf1 ip6:192.0.2.1", SPF_SYNTAX_IP6, "ip6:192.0.2.1" },
	{ "v=spf1 ip6:2001:db8::1%eth0", SPF_SYNTAX_IP6,
	  "ip6:2001:db8::1%eth0" },
	{ "v=spf1 ip6:2001:db8::/129", SPF_SYNTAX_PREFIX,
	  "ip6:2001:db8::/129" },
	{ "v=spf1 ip6::2001::db8", SPF_SYNTAX_IP6, "ip6::2001::db8" },
	/* modifiers */
	{ "v=spf1 redirect=", SPF_SYNTAX_NO_DOMAIN, "redirect=" },
	{ "v=spf1 redirect:a.example", SPF_SYNTAX_UNKNOWN,
	  "redirect:a.example" },
	{ "v=spf1 -redirect=a.example", SPF_SYNTAX_MODIFIER_NAME,
	  "-redirect=a.example" },
	{ "v=spf1 redirect=a.example redirect=a.example", SPF_SYNTAX_TWICE,
	  "redirect=a.example" },
	{ "v=spf1 EXP=a.example mx exp=b.example", SPF_SYNTAX_TWICE,
	  "exp=b.example" },
	{ "v=spf1 exp=", SPF_SYNTAX_NO_DOMAIN, "exp=" },
	{ "v=spf1 foo=1 foo=1 foo=", SPF_SYNTAX_OK, "" },
	{ "v=spf1 foo=%{q}", SPF_SYNTAX_MACRO, "foo=%{q}" },
	{ "v=spf1 x-y_z.1=a:b/c", SPF_SYNTAX_OK, "" },
	{ "v=spf1 1x=a", SPF_SYNTAX_MODIFIER_NAME, "1x=a" },
	{ "v=spf1 =a", SPF_SYNTAX_MODIFIER_NAME, "=a" },
	{ "v=spf1 mx v=spf1 -all", SPF_SYNTAX_OK, "" },
	{ "v=spf1 include:a.example, -all", SPF_SYNTAX_DOMAIN,
	  "include:a.example," },
	{ "v=spf1 include:a.example; -all", SPF_SYNTAX_DOMAIN,
	  "include:a.example;" },
	{ "v=spf1 mail.example -all", SPF_SYNTAX_UNKNOWN, "mail.example" },
};

static void test_syntax(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(syntax_cases); i++) {
		const char *text = syntax_cases[i].text;
		struct spf_record r;
		bool good = spf_record_parse(text, &r);
		char *where = xstrndup(text + r.error_offset, r.error_len);

		if (r.error != syntax_cases[i].error ||
		    strcmp(where, syntax_cases[i].where) != 0)
			fail_msg("%s: error %d at \"%s\"", text, (int)r.error,
				 where);
		assert_int_equal(good, r.error == SPF_SYNTAX_OK);
		free(where);
		spf_record_free(&r);
	}
}

/* Of two equal terms the second one is in error. */
static void test_second_redirect_is_blamed(void **state)
{
	struct spf_record r;

	(void)state;
	assert_false(spf_record_parse(
		"v=spf1 redirect=a.example redirect=a.example", &r));
	assert_int_equal(r.error_offset, 26);
	spf_record_free(&r);
}

static void test_terms(void **state)
{
	const char *text = "v=spf1  +a:B.example./24//64 ~mx ip4:192.0.2.9/8 "
			   "?all redirect=r.example exp=%{d}";
	struct spf_record r;

	(void)state;
	assert_true(spf_record_parse(text, &r));
	assert_int_equal(r.count, 6);
	assert_int_equal(r.terms[0].kind, SPF_A);
	assert_int_equal(r.terms[0].qualifier, '+');
	assert_int_equal(r.terms[0].offset, 8);
	assert_int_equal(r.terms[0].len, strlen("+a:B.example./24//64"));
	assert_true(slice_is(r.terms[0].domain, "B.example."));
	assert_int_equal(r.terms[0].prefix4, 24);
	assert_int_equal(r.terms[0].prefix6, 64);
	assert_int_equal(r.terms[1].kind, SPF_MX);
	assert_int_equal(r.terms[1].qualifier, '~');
	assert_int_equal(r.terms[1].domain.len, 0);
	assert_int_equal(r.terms[1].prefix4, 32);
	assert_int_equal(r.terms[1].prefix6, 128);
	assert_int_equal(r.terms[2].prefix4, 8);
	assert_ptr_equal(r.all, &r.terms[3]);
	assert_ptr_equal(r.redirect, &r.terms[4]);
	assert_ptr_equal(r.exp, &r.terms[5]);
	assert_true(slice_is(r.exp->domain, "%{d}"));
	assert_true(slice_is(spf_term_text(&r, r.all), "?all"));
	assert_true(spf_term_counts(&r, r.all));
	assert_true(spf_term_counts(&r, r.exp));
	assert_false(spf_term_counts(&r, r.redirect));
	spf_record_free(&r);
}

static void test_only_terms_before_all_count(void **state)
{
	struct spf_record r;

	(void)state;
	assert_true(spf_record_parse("v=spf1 a -all mx all", &r));
	assert_true(spf_term_counts(&r, &r.terms[0]));
	assert_true(spf_term_counts(&r, &r.terms[1]));
	assert_false(spf_term_counts(&r, &r.terms[2]));
	assert_false(spf_term_counts(&r, &r.terms[3]));
	spf_record_free(&r);
}

static const struct {
	const char *a, *b, *domain;
	bool same;
} same_cases[] = {
	{ "include:a.example", "INCLUDE:A.Example.", NULL, true },
	{ "include:a.example", "-include:a.example", NULL, true },
	{ "include:a.example", "include:b.example", NULL, false },
	{ "include:a.example", "redirect=a.example", NULL, false },
	{ "include:a.example", "a:a.example", NULL, false },
	{ "include:%{d}.x.example", "include:%{d}.x.example", NULL, true },
	{ "include:%{d}.x.example", "include:%{D}.x.example", NULL, false },
	{ "include:%{d}.x.example", "include:y.x.example", NULL, false },
	{ "include:.b.example", "include:.b.example", NULL, true },
	{ "a", "a", NULL, true },
	{ "a", "+a", NULL, true },
	{ "a", "a:d.example", NULL, false },
	{ "a", "a:D.example", "d.example", true },
	{ "a", "a:e.example", "d.example", false },
	{ "a", "mx", NULL, false },
	{ "a", "a/24", NULL, false },
	{ "a/32", "a//128", NULL, true },
	{ "mx/24", "mx:d.example/24", "d.example", true },
	{ "ptr", "ptr:d.example", "d.example", true },
	{ "ip4:192.0.2.1", "ip4:192.0.2.1/32", NULL, true },
	{ "ip4:192.0.2.1/24", "ip4:192.0.2.77/24", NULL, true },
	{ "ip4:192.0.2.1/24", "ip4:192.0.2.1", NULL, false },
	{ "ip6:2001:db8::1", "ip6:2001:DB8:0::0001/128", NULL, true },
	{ "ip6:2001:db8::/32", "ip6:2001:db9::/32", NULL, false },
	{ "ip4:0.0.0.0/0", "ip6:::/0", NULL, false },
	{ "all", "-all", NULL, true },
};

static void test_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(same_cases); i++) {
		struct spf_term a, b;

		assert_int_equal(spf_term_parse(slice_of(same_cases[i].a), &a),
				 SPF_SYNTAX_OK);
		assert_int_equal(spf_term_parse(slice_of(same_cases[i].b), &b),
				 SPF_SYNTAX_OK);
		if (spf_term_same(&a, &b, same_cases[i].domain) !=
			    same_cases[i].same ||
		    spf_term_same(&b, &a, same_cases[i].domain) !=
			    same_cases[i].same)
			fail_msg("%s and %s", same_cases[i].a, same_cases[i].b);
	}
}

static const struct {
	const char *a, *b;
	bool covers;
} cover_cases[] = {
	{ "ip4:192.0.2.0/24", "ip4:192.0.2.9", true },
	{ "ip4:192.0.2.9", "ip4:192.0.2.0/24", false },
	{ "ip4:192.0.2.0/24", "ip4:192.0.3.9", false },
	{ "ip4:0.0.0.0/0", "ip4:192.0.2.0/24", true },
	{ "ip4:192.0.2.0/25", "ip4:192.0.2.128/25", false },
	{ "ip6:2001:db8::/32", "ip6:2001:db8:1::/48", true },
	{ "ip6:::/0", "ip4:192.0.2.9", false },
	{ "a/0", "a", false },
};

static void test_covers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cover_cases); i++) {
		struct spf_term a, b;

		(void)spf_term_parse(slice_of(cover_cases[i].a), &a);
		(void)spf_term_parse(slice_of(cover_cases[i].b), &b);
		if (spf_term_covers(&a, &b) != cover_cases[i].covers)
			fail_msg("%s, %s", cover_cases[i].a, cover_cases[i].b);
	}
}

static void test_meant(void **state)
{
	static const char *const meant[] = {
		"v=spf1include:a.example",
		" v=spf1 -all",
		"\"v=spf1 -all\"",
		"v=spf 1 -all",
		"V = SPF1 mx",
		"spf1 include:a.example",
		"SPF: v=spf1 mx ~all",
		"\xe2\x80\x9cv=spf1 mx ~all\xe2\x80\x9d",
		"@ IN TXT \"V=SPF1 mx ~all\"",
	};
	static const char *const others[] = {
		"",
		"spf",
		"v=DKIM1; p=",
		"v=DMARC1",
		"google-site=v=spf1",
		"hv=spf1 mx",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(meant); i++) {
		assert_false(spf_is_record(meant[i]));
		if (!spf_is_meant(meant[i]))
			fail_msg("%s", meant[i]);
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (spf_is_meant(others[i]))
			fail_msg("%s", others[i]);
	}
}

/* A joined text can be valid: foo.cominclude:bar.com is a domain-spec. */
static void test_joined_but_valid(void **state)
{
	struct slice text = slice_of("include:a.cominclude:b.example");
	struct spf_term t;

	(void)state;
	assert_int_equal(spf_term_parse(text, &t), SPF_SYNTAX_OK);
	assert_true(spf_term_is_joined(text));
	assert_false(spf_term_is_joined(slice_of("include:a.example")));
	assert_false(spf_term_is_joined(slice_of("-all")));
	assert_false(spf_term_is_joined(slice_of("-include:a.example")));
}

static void test_select(void **state)
{
	struct record records[] = {
		record_make("d.example", RR_TXT, "v=spf10 nothing"),
		record_make("d.example", RR_SPF, "v=spf1 +all"),
		record_make("d.example", RR_TXT, "V=SPF1 mx"),
		record_make("d.example", RR_TXT, "v=spf1"),
		record_make("d.example", RR_TXT, " v=spf1 a"),
	};
	struct answer a = { .status = ANSWER_RECORDS,
			    .records = records,
			    .count = COUNT_OF(records) };
	const char *first;

	(void)state;
	assert_int_equal(spf_select(&a, &first), 2);
	assert_string_equal(first, "V=SPF1 mx");
	a.count = 2;
	assert_int_equal(spf_select(&a, &first), 0);
	assert_null(first);
	for (size_t i = 0; i < COUNT_OF(records); i++)
		record_free(&records[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_syntax),
		cmocka_unit_test(test_second_redirect_is_blamed),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_only_terms_before_all_count),
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_covers),
		cmocka_unit_test(test_meant),
		cmocka_unit_test(test_joined_but_valid),
		cmocka_unit_test(test_select),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
