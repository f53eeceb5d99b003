/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/spf_cover.h"

static const char zone[] =
	/* the service */
	"spf.crm.example TXT v=spf1 ip4:192.0.2.0/25 ip6:2001:db8:1::/48 "
	"include:more.crm.example -all\n"
	"more.crm.example TXT v=spf1 ip4:192.0.2.128/25 ?all\n"
	"soft.crm.example TXT v=spf1 ip4:192.0.2.1 ?ip4:198.51.100.0/24 ~all\n"
	"exists.crm.example TXT v=spf1 exists:%{i}._spf.crm.example -all\n"
	"both.crm.example TXT v=spf1 ip4:192.0.2.1 exists:%{i}.x.example "
	"-all\n"
	"empty.crm.example TXT v=spf1 ?all\n"
	"dead.crm.example TXT nothing\n"
	"fail.crm.example TXT SERVFAIL\n"
	"halffail.crm.example TXT v=spf1 ip4:192.0.2.1 "
	"include:fail.crm.example -all\n"
	"halfdead.crm.example TXT v=spf1 ip4:192.0.2.1 "
	"include:gone.crm.example -all\n"
	"host.crm.example A 192.0.2.77\n"
	"host.crm.example AAAA 2001:db8:1::77\n"
	"mx.crm.example MX 1 host.crm.example\n"
	/* ways to it */
	"way.example TXT v=spf1 include:spf.crm.example -all\n"
	"way2.example TXT v=spf1 redirect=way.example\n"
	"partner.example TXT v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all\n"
	"half.example TXT v=spf1 ip4:192.0.2.0/24 -all\n"
	"net.example A 192.0.2.200\n"
	/* the customer */
	"d.example A 192.0.2.77\nd.example AAAA 2001:db8:1::77\n"
	"d.example MX 1 host.crm.example\n"
	"a.example A 198.51.100.1\n";

#define CRM "include:spf.crm.example"

static const struct {
	const char *record, *terms;
	enum spf_cover cover;
	const char *missing_term, *missing_range;
} cases[] = {
	/* itself, by any road */
	{ "v=spf1 " CRM " ~all", CRM, SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 INCLUDE:SPF.crm.example. ~all", CRM, SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 include:way.example ~all", CRM, SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 include:way2.example ~all", CRM, SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 redirect=way.example", CRM, SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 mx redirect=way2.example", CRM, SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 redirect=way.example ~all", CRM, SPF_COVER_NO, CRM,
	  "192.0.2.0/24" },
	{ "v=spf1 include:partner.example ~all", CRM, SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8:1::/48 ~all", CRM,
	  SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 a:net.example/24 ip6:2001:db8::/32 ~all", CRM, SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 ip4:192.0.0.0/16 ip6:::/0 ~all", CRM, SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 +all", CRM, SPF_COVER_YES, NULL, NULL },
	/* not, or not wholly */
	{ "v=spf1 ip4:192.0.2.0/24 ~all", CRM, SPF_COVER_PARTLY, CRM,
	  "2001:db8:1::/48" },
	{ "v=spf1 include:half.example ip6:2001:db8:1::/49 ~all", CRM,
	  SPF_COVER_PARTLY, CRM, "2001:db8:1:8000::/49" },
	{ "v=spf1 mx ~all", "ip4:203.0.113.9", SPF_COVER_NO, "ip4:203.0.113.9",
	  "203.0.113.9" },
	{ "v=spf1 ~all", CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1", CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ NULL, CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1 -" CRM " ~all", CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1 ?" CRM " ~all", CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1 ~" CRM " -all", CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1 -all " CRM, CRM, SPF_COVER_NO, CRM, "192.0.2.0/24" },
	{ "v=spf1 -include:way.example " CRM " ~all", CRM, SPF_COVER_NO, CRM,
	  "192.0.2.0/24" },
	{ "v=spf1 -ip4:192.0.2.5 " CRM " ~all", CRM, SPF_COVER_PARTLY, CRM,
	  "192.0.2.5" },
	{ "v=spf1 " CRM " -ip4:192.0.2.5 ~all", CRM, SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 -ip4:192.0.2.0/24 +all", CRM, SPF_COVER_PARTLY, CRM,
	  "192.0.2.0/24" },
	/* only what the service itself lets pass is wanted */
	{ "v=spf1 ip4:192.0.2.1 ~all", "include:soft.crm.example",
	  SPF_COVER_YES, NULL, NULL },
	/* sources of other kinds */
	{ "v=spf1 a ~all", "a:host.crm.example", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 mx ~all", "a:host.crm.example", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 a:host.crm.example ~all", "mx:mx.crm.example", SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 " CRM " ~all", "ip4:192.0.2.200 a:host.crm.example",
	  SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 a:a.example ~all", "mx", SPF_COVER_NO, "mx", "192.0.2.77" },
	{ "v=spf1 mx a:d.example ~all", "a mx", SPF_COVER_YES, NULL, NULL },
	/* several: some, all, none */
	{ "v=spf1 " CRM " ~all", CRM " ip4:203.0.113.9", SPF_COVER_PARTLY,
	  "ip4:203.0.113.9", "203.0.113.9" },
	{ "v=spf1 ~all", CRM " ip4:203.0.113.9", SPF_COVER_NO, CRM,
	  "192.0.2.0/24" },
	{ "v=spf1 " CRM " ip4:203.0.113.9 ~all",
	  "v=spf1 " CRM " ip4:203.0.113.9 -all", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 mx ~all", "", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 mx ~all", "?" CRM " -ip4:203.0.113.9", SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 " CRM " ~all", "v=spf1 redirect=way.example", SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 mx ~all", "v=spf1 redirect=dead.crm.example", SPF_COVER_NO,
	  "include:dead.crm.example", NULL },
	{ "v=spf1 +all", "include:", SPF_COVER_NO, "include:", NULL },
	{ "v=spf1 " CRM " ~all", CRM " nonsense", SPF_COVER_PARTLY, "nonsense",
	  NULL },
	/* what has no list of addresses must be there itself */
	{ "v=spf1 include:exists.crm.example ~all",
	  "include:exists.crm.example", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 exists:%{i}._spf.crm.example ~all",
	  "include:exists.crm.example", SPF_COVER_NO,
	  "include:exists.crm.example", NULL },
	{ "v=spf1 exists:%{i}._spf.crm.example ~all",
	  "exists:%{i}._spf.crm.example", SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 ~exists:%{i}._spf.crm.example ~all",
	  "exists:%{i}._spf.crm.example", SPF_COVER_NO,
	  "exists:%{i}._spf.crm.example", NULL },
	{ "v=spf1 ip4:192.0.2.1 ~all", "include:both.crm.example",
	  SPF_COVER_PARTLY, "include:both.crm.example", NULL },
	{ "v=spf1 include:both.crm.example ~all", "include:both.crm.example",
	  SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 ~all", "include:empty.crm.example", SPF_COVER_NO,
	  "include:empty.crm.example", NULL },
	{ "v=spf1 include:empty.crm.example ~all", "include:empty.crm.example",
	  SPF_COVER_YES, NULL, NULL },
	{ "v=spf1 ptr ~all", "ptr", SPF_COVER_YES, NULL, NULL },
	/* errors: what stands in front of one still counts */
	{ "v=spf1 " CRM " include:dead.crm.example ~all", CRM, SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 include:dead.crm.example " CRM " ~all", CRM, SPF_COVER_NO,
	  CRM, "192.0.2.0/24" },
	{ "v=spf1 include:fail.crm.example " CRM " ~all", CRM,
	  SPF_COVER_UNKNOWN, CRM, "192.0.2.0/24" },
	{ "v=spf1 " CRM " include:fail.crm.example ~all", CRM, SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 ip4:1.2.3 " CRM " ~all", CRM, SPF_COVER_NO, CRM,
	  "192.0.2.0/24" },
	{ "v=spf1 include:dead.crm.example ~all", "include:dead.crm.example",
	  SPF_COVER_NO, "include:dead.crm.example", NULL },
	{ "v=spf1 mx ~all", "include:fail.crm.example", SPF_COVER_UNKNOWN,
	  "include:fail.crm.example", NULL },
	{ "v=spf1 ip4:192.0.2.1 ~all", "include:halffail.crm.example",
	  SPF_COVER_UNKNOWN, "include:halffail.crm.example", NULL },
	{ "v=spf1 ip4:203.0.113.1 ~all", "include:halffail.crm.example",
	  SPF_COVER_NO, "include:halffail.crm.example", "192.0.2.1" },
	{ "v=spf1 include:halfdead.crm.example ~all",
	  "include:halfdead.crm.example", SPF_COVER_YES, NULL, NULL },
	/* limits */
	{ "v=spf1 " CRM " a a a a a a a a ~all", CRM, SPF_COVER_YES, NULL,
	  NULL },
	{ "v=spf1 " CRM " a a a a a a a a a ~all", CRM, SPF_COVER_NO, NULL,
	  NULL },
	{ "v=spf1 " CRM " a:v1.example a:v2.example a:v3.example ~all", CRM,
	  SPF_COVER_NO, NULL, NULL },
	{ "v=spf1 " CRM " a:v1.example a:v2.example ~all", CRM, SPF_COVER_YES,
	  NULL, NULL },
	{ "v=spf1 include:d.example " CRM " ~all", CRM, SPF_COVER_NO, CRM,
	  "192.0.2.0/24" },
};

static void check(struct fake_dns *dns, const char *record, const char *terms,
		  struct spf_cover_result *out)
{
	struct lookup lookup = fake_dns_lookup(dns);

	spf_cover_check("d.example", record, terms, &lookup, out);
	while (out->cover == SPF_COVER_PENDING) {
		assert_true(fake_dns_deliver(dns) > 0);
		spf_cover_free(out);
		spf_cover_check("d.example", record, terms, &lookup, out);
	}
}

static void test_cover(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2 * COUNT_OF(cases); i++) {
		const char *record = cases[i / 2].record;
		const char *term = cases[i / 2].missing_term;
		const char *range = cases[i / 2].missing_range;
		struct fake_dns dns = { .held = i % 2 == 1 };
		struct spf_cover_result r;

		fake_dns_zone(&dns, zone);
		check(&dns, record, cases[i / 2].terms, &r);
		if (r.cover != cases[i / 2].cover ||
		    strcmp(r.missing_term ? r.missing_term : "",
			   term ? term : "") != 0 ||
		    strcmp(r.missing_range ? r.missing_range : "",
			   range ? range : "") != 0)
			fail_msg("%s for %s: %d, missing %s %s",
				 record ? record : "(none)", cases[i / 2].terms,
				 (int)r.cover,
				 r.missing_term ? r.missing_term : "-",
				 r.missing_range ? r.missing_range : "-");
		spf_cover_free(&r);
		fake_dns_free(&dns);
	}
}

static void test_errors_are_told(void **state)
{
	static const struct {
		const char *record;
		enum spf_error error;
	} wrong[] = {
		{ "v=spf1 foo " CRM " ~all", SPF_ERROR_SYNTAX },
		{ "v=spf1 include:dead.crm.example " CRM " ~all",
		  SPF_ERROR_INCLUDE_NONE },
		{ "v=spf1 " CRM " a a a a a a a a a ~all", SPF_ERROR_LOOKUPS },
		{ "v=spf1 a:v1.example a:v2.example a:v3.example " CRM,
		  SPF_ERROR_VOIDS },
		{ "v=spf1 include:fail.crm.example " CRM, SPF_ERROR_DNS },
		{ "v=spf1 include:d.example " CRM, SPF_ERROR_LOOP },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct fake_dns dns = { .held = false };
		struct spf_cover_result r;

		fake_dns_zone(&dns, zone);
		fake_dns_zone(&dns, "d.example TXT v=spf1 -all\n");
		check(&dns, wrong[i].record, CRM, &r);
		if (r.error != wrong[i].error)
			fail_msg("%s: %d", wrong[i].record, (int)r.error);
		spf_cover_free(&r);
		fake_dns_free(&dns);
	}
}

/* Dropping an answer never turns yes into no, nor no into yes (only into
 * unknown): what is not known decides nothing. */
static void test_lost_answers(void **state)
{
	static const struct {
		const char *name;
		enum rr type;
	} lost[] = {
		{ "spf.crm.example", RR_TXT },   { "more.crm.example", RR_TXT },
		{ "way.example", RR_TXT },       { "host.crm.example", RR_A },
		{ "host.crm.example", RR_AAAA }, { "d.example", RR_MX },
	};
	static const char *const records[] = {
		"v=spf1 mx include:way.example ~all",
		"v=spf1 include:way.example mx ~all",
		"v=spf1 mx ip4:203.0.113.1 ~all",
		"v=spf1 a -include:way.example ~all",
	};

	(void)state;
	for (size_t r = 0; r < COUNT_OF(records); r++) {
		struct fake_dns whole = { .held = false };
		struct spf_cover_result full;

		fake_dns_zone(&whole, zone);
		check(&whole, records[r], CRM, &full);
		for (unsigned set = 1; set < 1u << COUNT_OF(lost); set++) {
			struct fake_dns dns = { .held = false };
			struct spf_cover_result part;

			for (size_t i = 0; i < COUNT_OF(lost); i++) {
				if (set & 1u << i)
					fake_dns_fail(&dns, lost[i].name,
						      lost[i].type,
						      ANSWER_SILENT);
			}
			fake_dns_zone(&dns, zone);
			check(&dns, records[r], CRM, &part);
			if (part.cover != full.cover &&
			    part.cover != SPF_COVER_UNKNOWN)
				fail_msg("%s without %x: %d, not %d",
					 records[r], set, (int)part.cover,
					 (int)full.cover);
			spf_cover_free(&part);
			fake_dns_free(&dns);
		}
		spf_cover_free(&full);
		fake_dns_free(&whole);
	}
}

/* Thousands of ranges with changing qualifiers stay quick. */
static void test_hostile_size(void **state)
{
	struct str record = STR_INIT(STR_MAX_TEXT);
	struct fake_dns dns = { .held = false };
	struct spf_cover_result r;

	(void)state;
	str_add(&record, "v=spf1");
	for (int i = 0; i < 4000; i++)
		str_addf(&record, " %cip4:10.%d.%d.%d/30", i % 2 ? '+' : '-',
			 i * 7 % 256, i * 13 % 256, i * 29 % 256);
	str_add(&record, " " CRM " ~all");
	fake_dns_zone(&dns, zone);
	check(&dns, str_text(&record), CRM, &r);
	assert_int_equal(r.cover, SPF_COVER_YES);
	spf_cover_free(&r);
	fake_dns_free(&dns);
	str_free(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cover),
		cmocka_unit_test(test_errors_are_told),
		cmocka_unit_test(test_lost_answers),
		cmocka_unit_test(test_hostile_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
