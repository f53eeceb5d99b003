/* Whose mailboxes an MX or a domain is, and the patterns of names.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/util.h"
#include "catalog/mailbox.h"
#include "catalog/pattern.h"

static void test_pattern(void **state)
{
	static const struct {
		const char *pattern, *name;
		bool fits;
	} PATTERNS[] = {
		{ "transip.net", "ns0.transip.net", true },
		{ "transip.net", "transip.net", true },
		{ "transip.net", "mytransip.net", false },
		{ "*.sendgrid.net", "u1.wl.sendgrid.net", true },
		{ "*.sendgrid.net", "sendgrid.net", false },
		{ "ns-#.awsdns-#.com", "ns-12.awsdns-3.com", true },
		{ "ns-#.awsdns-#.com", "ns-.awsdns-3.com", false },
		{ "ns-#.awsdns-#.com", "ns-1a.awsdns-3.com", false },
		{ "ns-#.awsdns-#.com", "ns-1.awsdns-3.com.x", false },
		{ "ns-cloud-*.x.example", "ns-cloud-a1.x.example", true },
		{ "ns-cloud-*.x.example", "ns-cloud-a.b.x.example", false },
		{ "a*b*c.example", "aXbYbZc.example", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(PATTERNS); i++) {
		if ((pattern_match(PATTERNS[i].pattern, PATTERNS[i].name) >
		     0) != PATTERNS[i].fits)
			fail_msg("%s %s", PATTERNS[i].pattern,
				 PATTERNS[i].name);
	}
}

static void test_mailboxes(void **state)
{
	static const struct {
		const char *mx, *id, *terms;
	} MX[] = {
		{ "voorbeeld-nl.mail.protection.outlook.com", "microsoft-365",
		  "include:spf.protection.outlook.com" },
		{ "aspmx.l.google.com", "google-workspace",
		  "include:_spf.google.com" },
		{ "alt1.aspmx.l.google.com", "google-workspace",
		  "include:_spf.google.com" },
		{ "smtpin.rzone.de", "strato", NULL },
		{ "mail.voorbeeld.nl", NULL, NULL },
		{ "", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(MX); i++) {
		const struct mailbox_provider *p = mailbox_from_mx(MX[i].mx);

		if (!MX[i].id) {
			assert_null(p);
			continue;
		}
		assert_string_equal(p->id, MX[i].id);
		if (MX[i].terms)
			assert_string_equal(p->spf_terms, MX[i].terms);
		else
			assert_null(p->spf_terms);
	}
	assert_string_equal(mailbox_domain_owner("gmail.com"), "Google");
	assert_string_equal(mailbox_domain_owner("telenet.be"), "Telenet");
	assert_string_equal(mailbox_domain_owner("t-online.de"), "Telekom");
	assert_null(mailbox_domain_owner("voorbeeld.nl"));
	assert_null(mailbox_domain_owner("sub.gmail.com"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pattern),
		cmocka_unit_test(test_mailboxes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
