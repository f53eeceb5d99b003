/* What a domain shows to use already, before anybody chose a program.
 *
 * SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "unit/check_case.h"

#define KEY "k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7"

static const struct {
	const char *zone;
	const char *wanted; /* ids, apart by blanks, in the catalogue's order */
} cases[] = {
	{ "", "" },
	{ SPF("include:spf.protection.outlook.com include:servers.mcsv.net "
	      "-all") "voorbeeld.nl MX 0 "
		      "voorbeeld-nl.mail.protection.outlook.com\n",
	  "mailchimp microsoft-365" },
	/* An include of the domain's own leads on; it may be several. */
	{ SPF("include:_spf.voorbeeld.nl -all") "_spf.voorbeeld.nl TXT v=spf1 "
						"include:_spf2.voorbeeld.nl\n"
						"_spf2.voorbeeld.nl TXT v=spf1 "
						"include:servers.mcsv.net\n",
	  "mailchimp" },
	{ SPF("redirect=_spf.voorbeeld.nl") "_spf.voorbeeld.nl TXT v=spf1 "
					    "include:_spf.google.com ~all\n",
	  "google-workspace" },
	/* ... also in a circle, */
	{ SPF("include:a.voorbeeld.nl -all") "a.voorbeeld.nl TXT v=spf1 "
					     "include:voorbeeld.nl "
					     "include:servers.mcsv.net\n",
	  "mailchimp" },
	/* but what a company includes is not the customer's. */
	{ SPF("include:spf.hoster.example -all"), "" },
	/* A CNAME at a selector; the name alone shows nothing. */
	{ "k2._domainkey.voorbeeld.nl CNAME dkim2.mcsv.net\n", "mailchimp" },
	{ "k1._domainkey.voorbeeld.nl CNAME dkim.mcsv.net\n", "mailchimp" },
	{ "k2._domainkey.voorbeeld.nl CNAME k2.sender.example\n", "" },
	{ "k2._domainkey.voorbeeld.nl TXT " KEY "\n", "" },
	{ "s1._domainkey.voorbeeld.nl CNAME "
	  "s1.domainkey.u1.wl2.sendgrid.net\n",
	  "sendgrid" },
	{ "selector1._domainkey.voorbeeld.nl CNAME "
	  "selector1-voorbeeld-nl._domainkey.x.onmicrosoft.com\n",
	  "microsoft-365" },
	{ "pm-bounces.voorbeeld.nl CNAME pm.mtasv.net\n", "postmark" },
	/* A key at a selector that only one service has. */
	{ "google._domainkey.voorbeeld.nl TXT " KEY "\n", "google-workspace" },
	{ "mail._domainkey.voorbeeld.nl TXT " KEY "\n", "" },
	{ "google.voorbeeld.nl TXT " KEY "\n", "" },
	/* One TXT for every name says nothing of any. */
	{ "*.voorbeeld.nl TXT hello\n", "" },
	{ "*.voorbeeld.nl CNAME www.voorbeeld.nl\n"
	  "www.voorbeeld.nl A 192.0.2.1\n",
	  "" },
	{ "voorbeeld.nl TXT brevo-code:0a1b2c\n", "brevo" },
	/* Whoever passes his mail on to Amazon: its servers send it. */
	{ SPF("include:amazonses.com ~all"), "amazon-ses" },
	/* However a term is qualified; of what may not send nothing shows. */
	{ SPF("+include:_spf.google.com ?include:servers.mcsv.net "
	      "-include:spf.mailjet.com ~all"),
	  "mailchimp google-workspace" },
	{ SPF("+include:_spf.voorbeeld.nl -all") "_spf.voorbeeld.nl TXT v=spf1 "
						 "~include:spf.brevo.com\n",
	  "brevo" },
	{ SPF("-include:_spf.voorbeeld.nl ~all") "_spf.voorbeeld.nl TXT v=spf1 "
						 "include:spf.brevo.com\n",
	  "" },
};

static char *recognised(void)
{
	struct str ids = STR_INIT(STR_MAX_TEXT);
	size_t count;
	const struct service *all = service_list_all(catalog_services(catalog),
						     &count);

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < verdict.recognised_count; k++) {
			if (!strcmp(all[i].id, verdict.recognised[k]))
				str_addf(&ids, "%s%s", ids.len ? " " : "",
					 all[i].id);
		}
	}
	return str_take(&ids);
}

static void what_the_domain_shows(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *zone = xasprintf("%s%s", SOA, cases[i].zone), *ids;

		case_begin(NULL);
		input.only_present = true;
		fake_zone(FAKE_RESOLVER, "spf.hoster.example TXT v=spf1 "
					 "include:_spf.google.com ~all\n");
		both(zone);
		judge();
		ids = recognised();
		if (strcmp(ids, cases[i].wanted))
			fail_msg("%s: \"%s\"", cases[i].zone, ids);
		free(ids);
		free(zone);
		case_end();
	}
}

static size_t questions_below(const char *part)
{
	size_t count = 0;

	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		for (const struct fake_question *q = fake.buckets[i]; q;
		     q = q->next)
			count += strstr(q->name, part) != NULL;
	}
	return count;
}

/* Where there are no keys at all, one question says so. */
static void selectors_are_asked_where_there_are_some(void **state)
{
	(void)state;
	case_begin(NULL);
	input.only_present = true;
	both(SOA MX);
	judge();
	assert_int_equal(questions_below("_domainkey"), 1);
	case_end();
	case_begin(NULL);
	input.only_present = true;
	both(SOA MX DKIM("1"));
	judge();
	assert_true(questions_below("_domainkey") > 30);
	case_end();
}

/* The programs are chosen: while it waits, it asks for their records only. */
static void chosen_programs_are_enough(void **state)
{
	(void)state;
	case_begin("spinoffice");
	both(GOOD "google._domainkey.voorbeeld.nl TXT " KEY "\n");
	judge();
	assert_int_equal(questions_below("google._domainkey"), 0);
	case_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_domain_shows),
		cmocka_unit_test(selectors_are_asked_where_there_are_some),
		cmocka_unit_test(chosen_programs_are_enough),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
