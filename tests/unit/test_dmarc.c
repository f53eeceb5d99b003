/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "mail/dmarc.h"

#define RUA "rua=mailto:r@d.example"

static const struct {
	const char *text;
	bool is_record, usable;
	enum dmarc_policy p, sp, np;
	enum dmarc_fault fault;
	const char *where; /* the part in question */
} record_cases[] = {
	/* good ones */
	{ "v=DMARC1; p=none", true, true, DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1;p=reject;", true, true, DMARC_REJECT, 0, 0, 0, "" },
	{ "v=DMARC1; p=Quarantine; sp=NONE; np=reject", true, true,
	  DMARC_QUARANTINE, DMARC_NONE, DMARC_REJECT, 0, "" },
	{ "v = DMARC1 ; p = reject ; sp = none", true, true, DMARC_REJECT,
	  DMARC_NONE, 0, 0, "" },
	{ "v\t=\tDMARC1", true, true, DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1", true, true, DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1;", true, true, DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1; " RUA, true, true, DMARC_NONE, 0, 0, 0, "" },
	{ "V=DMARC1; P=reject", true, true, DMARC_REJECT, 0, 0, 0, "" },
	{ "v=DMARC1; " RUA "; p=reject", true, true, DMARC_REJECT, 0, 0, 0,
	  "" },
	{ "v=DMARC1;; p=reject;;", true, true, DMARC_REJECT, 0, 0, 0, "" },
	{ "v=DMARC1; p=none; pct=banana; rf=x; ri=-1; unknown=1", true, true,
	  DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1; p=none; adkim=s; aspf=R; fo=1:d:s; t=y; psd=n", true, true,
	  DMARC_NONE, 0, 0, 0, "" },
	{ "v=DMARC1; p=none; fo=d", true, true, DMARC_NONE, 0, 0, 0, "" },
	/* not one at all */
	{ "", false, false, 0, 0, 0, 0, "" },
	{ "v=spf1 -all", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=spf1 -all" },
	{ "v=dmarc1; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=dmarc1" },
	{ "v=DMARC; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARC" },
	{ "v=DMARCl; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARCl" },
	{ "v=DMARC1.0; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARC1.0" },
	{ "v=\"DMARC1\"; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=\"DMARC1\"" },
	{ " v=DMARC1; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARC1" },
	{ "p=none; v=DMARC1", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "p=none" },
	{ "p=reject; " RUA, false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "p=reject" },
	{ "v=DMARC1 p=none", false, false, 0, 0, 0, DMARC_FAULT_SEPARATOR,
	  "v=DMARC1 p=none" },
	{ "v=DMARC1, p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARC1, p=none" },
	{ "v=DMARC1\\; p=none", false, false, 0, 0, 0, DMARC_FAULT_VERSION,
	  "v=DMARC1\\" },
	/* a policy that is none: usable only for who wants reports */
	{ "v=DMARC1; p=block", true, false, DMARC_NONE, 0, 0,
	  DMARC_FAULT_POLICY, "p=block" },
	{ "v=DMARC1; p=block; " RUA, true, true, DMARC_NONE, 0, 0,
	  DMARC_FAULT_POLICY, "p=block" },
	{ "v=DMARC1; p=", true, false, DMARC_NONE, 0, 0, DMARC_FAULT_POLICY,
	  "p=" },
	{ "v=DMARC1; p=reject; sp=no; " RUA, true, true, DMARC_NONE, 0, 0,
	  DMARC_FAULT_POLICY, "sp=no" },
	{ "v=DMARC1; p=reject; np=no", true, false, DMARC_NONE, 0, 0,
	  DMARC_FAULT_POLICY, "np=no" },
	{ "v=DMARC1; p=block; rua=r@d.example", true, false, DMARC_NONE, 0, 0,
	  DMARC_FAULT_POLICY, "p=block" },
	/* parts that receivers pass over */
	{ "v=DMARC1; p=reject; sp-reject", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_NOT_A_TAG, "sp-reject" },
	{ "v=DMARC1; p=reject; rua mailto:r@d.example", true, true,
	  DMARC_REJECT, 0, 0, DMARC_FAULT_NOT_A_TAG, "rua mailto:r@d.example" },
	{ "v=DMARC1; p=reject; 2x=1", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_NOT_A_TAG, "2x=1" },
	{ "v=DMARC1; p=reject; =1", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_NOT_A_TAG, "=1" },
	{ "v=DMARC1; p=reject; p=none", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_TWICE, "p=none" },
	{ "v=DMARC1; p=reject; v=DMARC1", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_TWICE, "v=DMARC1" },
	{ "v=DMARC1; p=reject; adkim=x", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "adkim=x" },
	{ "v=DMARC1; p=reject; aspf=relaxed", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "aspf=relaxed" },
	{ "v=DMARC1; p=reject; t=1", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "t=1" },
	{ "v=DMARC1; p=reject; psd=", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "psd=" },
	{ "v=DMARC1; p=reject; fo=0:1", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "fo=0:1" },
	{ "v=DMARC1; p=reject; fo=d:d", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "fo=d:d" },
	{ "v=DMARC1; p=reject; fo=", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "fo=" },
	{ "v=DMARC1; p=reject; rua=r@d.example", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_URI, "rua=r@d.example" },
	{ "v=DMARC1; p=reject; rua=", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_URI, "rua=" },
	{ "v=DMARC1; p=reject; ruf=mailto:r", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_URI, "ruf=mailto:r" },
	{ "v=DMARC1; p=reject; x=caf\xC3\xA9", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_CHARACTER, "x=caf\xC3\xA9" },
	{ "v=DMARC1; p=reject\\x0A", true, false, DMARC_NONE, 0, 0,
	  DMARC_FAULT_CHARACTER, "p=reject\\x0A" },
	/* the first thing wrong is told */
	{ "v=DMARC1; p=reject; t=1; sp-x", true, true, DMARC_REJECT, 0, 0,
	  DMARC_FAULT_VALUE, "t=1" },
};

static void test_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(record_cases); i++) {
		const char *text = record_cases[i].text;
		struct dmarc_record r;

		dmarc_parse(text, &r);
		if (r.is_record != record_cases[i].is_record ||
		    r.usable != record_cases[i].usable ||
		    r.p != record_cases[i].p || r.sp != record_cases[i].sp ||
		    r.np != record_cases[i].np ||
		    r.fault != record_cases[i].fault)
			fail_msg("%s: p=%s sp=%s np=%s fault %d", text,
				 dmarc_policy_name(r.p),
				 dmarc_policy_name(r.sp),
				 dmarc_policy_name(r.np), (int)r.fault);
		if (r.fault_len != strlen(record_cases[i].where) ||
		    memcmp(text + r.fault_offset, record_cases[i].where,
			   r.fault_len) != 0)
			fail_msg("%s: fault at %zu, %zu", text, r.fault_offset,
				 r.fault_len);
		assert_int_equal(dmarc_is_record(text), r.is_record);
	}
}

static void test_tags(void **state)
{
	struct dmarc_record r;

	(void)state;
	dmarc_parse("v=DMARC1; p=reject; t=y; psd=y; adkim=s; aspf=s", &r);
	assert_true(r.testing && r.strict_dkim && r.strict_spf && r.p_given);
	assert_int_equal(r.psd, 'y');
	dmarc_parse("v=DMARC1; t=n; adkim=r; aspf=r; psd=U", &r);
	assert_false(r.testing || r.strict_dkim || r.strict_spf || r.p_given);
	assert_int_equal(r.psd, 'u');
	dmarc_parse("v=DMARC1; p=none", &r);
	assert_int_equal(r.psd, 'u');
	assert_int_equal(r.rua_count + r.ruf_count, 0);
}

static void test_uris(void **state)
{
	const char *text = "v=DMARC1; rua=mailto:a@d.example!10m , "
			   "MAILTO:b%2Bc@Sub.Other.example?subject=x,bad, "
			   "https://r.example/in; ruf=mailto:f@d.example";
	static const struct {
		const char *text, *address, *host;
	} want[] = {
		{ "mailto:a@d.example", "a@d.example", "d.example" },
		{ "MAILTO:b%2Bc@Sub.Other.example?subject=x",
		  "b%2Bc@Sub.Other.example", "Sub.Other.example" },
		{ "https://r.example/in", "", "" },
	};
	struct dmarc_record r;

	(void)state;
	dmarc_parse(text, &r);
	assert_int_equal(r.rua_count, COUNT_OF(want));
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_true(slice_is(r.rua[i].text, want[i].text));
		assert_true(slice_is(r.rua[i].address, want[i].address));
		assert_true(slice_is(r.rua[i].host, want[i].host));
		assert_memory_equal(text + r.rua[i].offset, want[i].text,
				    strlen(want[i].text));
	}
	assert_int_equal(r.ruf_count, 1);
	assert_true(slice_is(r.ruf[0].address, "f@d.example"));
	assert_int_equal(r.fault, DMARC_FAULT_URI);
}

static const struct {
	const char *uri;
	bool good;
} uri_cases[] = {
	{ "mailto:a@d.example", true },
	{ "mailto:a@b@d.example", true },
	{ "mailto:@d.example", false },
	{ "mailto:a@", false },
	{ "mailto:a@localhost", false },
	{ "mailto:", false },
	{ "mailto: a@d.example", false },
	{ "mailto:a@d..example", false },
	{ "mailto://a@d.example", true },
	{ "a@d.example", false },
	{ "mailto;a@d.example", false },
	{ "mail to:a@d.example", false },
	{ "<mailto:a@d.example>", false },
	{ "https://x.example", true },
	{ "1x:y", false },
	{ "x:y", true },
};

static void test_uri_syntax(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(uri_cases); i++) {
		char *text = xasprintf("v=DMARC1; p=none; rua=%s",
				       uri_cases[i].uri);
		struct dmarc_record r;

		dmarc_parse(text, &r);
		if ((r.rua_count == 1 && r.fault == 0) != uri_cases[i].good)
			fail_msg("%s", text);
		free(text);
	}
}

/* More addresses than anybody has are not kept, and do no harm. */
static void test_many_uris(void **state)
{
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct dmarc_record r;

	(void)state;
	str_add(&text, "v=DMARC1; p=none; rua=mailto:a@d.example");
	for (int i = 0; i < 1000; i++)
		str_add(&text, ",mailto:a@d.example");
	dmarc_parse(str_text(&text), &r);
	assert_int_equal(r.rua_count, DMARC_URIS_MAX);
	assert_int_equal(r.fault, DMARC_FAULT_NONE);
	str_free(&text);
}

static void test_meant(void **state)
{
	static const char *const meant[] = {
		"v=DMARC1; p=none",
		"v=dmarc1;p=none;",
		"v=DMARC; p=none",
		"v=DMARCl; p=reject",
		("p=reject;" RUA),
		"\"v=DMARC1; p=none\"",
		" v = DMARC1",
		"v:DMARC1; p=none",
		"DMARC1; p=none",
		"v=DMARC1 p=none",
		"p=quarantine",
		"\xe2\x80\x9cv=DMARC1; p=none\xe2\x80\x9d",
		"\xef\xbf\xbdv=DMARC1; p=none",
	};
	static const char *const others[] = {
		"",
		"v=spf1 -all",
		"v=DKIM1; k=rsa; p=MIGf",
		"dkim=all; p=x",
		"verify=dmarcian; x=y",
		"report to dmarc@d.example",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(meant); i++) {
		if (!dmarc_is_meant(meant[i]))
			fail_msg("%s", meant[i]);
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (dmarc_is_meant(others[i]))
			fail_msg("%s", others[i]);
	}
}

static void test_repair(void **state)
{
	static const struct {
		const char *text, *repaired; /* NULL: none */
	} cases[] = {
		{ "\"v=DMARC1; p=none\"", "v=DMARC1; p=none" },
		{ "\xe2\x80\x9cv=DMARC1; p=none; " RUA "\xe2\x80\x9d",
		  "v=DMARC1; p=none; " RUA },
		{ "v=DMARC1\\; p=none\\; " RUA, "v=DMARC1; p=none; " RUA },
		{ "v=dmarc1; p=none", "v=DMARC1; p=none" },
		{ "v=DMARCl;p=none;sp-none", "v=DMARC1; p=none" },
		{ "v=DMARC1 p=none; " RUA, "v=DMARC1; p=none; " RUA },
		{ "p=none; v=DMARC1", "v=DMARC1; p=none" },
		{ " v=DMARC1;p=none", "v=DMARC1; p=none" },
		{ "p=none; fo=1; " RUA, "v=DMARC1; p=none; fo=1; " RUA },
		/* what it means is not known */
		{ "v=DMARC1; p=monitor", NULL },
		{ "v=dmarc1; " RUA, NULL },
		{ "v=dmarc1; p=none; p=reject", NULL },
		{ "v=dmarc1; p=none; rua=me", NULL },
		{ "v=DMARC1;\\x0ap=none", NULL },
		{ "", NULL },
		/* it would begin to block */
		{ "v=dmarc1; p=reject", NULL },
		{ "v=dmarc1; p=none; sp=quarantine", NULL },
		{ "v=dmarc1; p=none; np=reject", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *repaired = dmarc_repair(cases[i].text);

		if (!repaired != !cases[i].repaired ||
		    (repaired && strcmp(repaired, cases[i].repaired) != 0))
			fail_msg("%s: %s", cases[i].text,
				 repaired ? repaired : "-");
		free(repaired);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_repair),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_uris),
		cmocka_unit_test(test_uri_syntax),
		cmocka_unit_test(test_many_uris),
		cmocka_unit_test(test_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
