/* Zones that are wrong in one way each, and what that is called; and zones that
 * are right, about which nothing may be said.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

struct row {
	const char *zone;
	const char *findings; /* all of them, in order */
	enum outcome outcome;
};

/* All but the first of SpinOffice's keys. */
#define REST   SOA MX SPF_GOOD DMARC DKIM("2") DKIM("3")
#define SEL1   "mrsel1._domainkey."
#define AT1    SEL1 "voorbeeld.nl "
#define TO1    SEL1 "spinoffice-crm.com"
#define CNAME1 "CNAME " TO1 "\n"

static void run_row(const struct row *r)
{
	char *findings;

	judge_anew(r->zone);
	findings = all_findings();
	if (strcmp(findings, r->findings) || verdict.outcome != r->outcome ||
	    !verdict.complete)
		fail_msg("\n%sis %s, %s\nnot %s, %s", r->zone,
			 outcome_name(verdict.outcome), findings,
			 outcome_name(r->outcome), r->findings);
	free(findings);
}

static void run(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		run_row(&rows[i]);
}

/* With values in the place of SpinOffice's records. */
static void run_for(const char *service, const char *values,
		    const struct row *row)
{
	want(service, values);
	run_row(row);
}

static void right_zones_give_nothing(void **state)
{
	static const struct row rows[] = {
		{ GOOD, "", OUTCOME_GREEN },
		/* By any other way. */
		{ SOA MX DMARC DKIM_ALL SPF(
			  "include:all.voorbeeld.nl -all") "all.voorbeeld.nl "
							   "TXT v=spf1 mx "
							   "include:spf."
							   "spinoffice-crm.com "
							   "-all\n",
		  "", OUTCOME_GREEN },
		{ SOA MX DMARC DKIM_ALL SPF("mx ip4:192.0.2.0/24 -all"), "",
		  OUTCOME_GREEN },
		{ SOA MX DMARC DKIM_ALL SPF(
			  "redirect=all.voorbeeld.nl") "all.voorbeeld.nl TXT "
						       "v=spf1 mx "
						       "include:spf.spinoffice-"
						       "crm.com ~all\n",
		  "", OUTCOME_GREEN },
		/* In other letters. */
		{ SOA MX SPF("mx INCLUDE:SPF.SpinOffice-CRM.com "
			     "~ALL") "_dmarc.voorbeeld.nl TXT "
				     "v=DMARC1;p=reject;"
				     "rua=mailto:d@voorbeeld."
				     "nl\n" DKIM("1") DKIM("2") "MRSEL3._"
								"DomainKey."
								"Voorbeeld."
								"NL CNAME "
								"MRSEL3._"
								"domainkey."
								"spinoffice-"
								"CRM.com\n",
		  "", OUTCOME_GREEN },
		/* Beside it anything else may stand. */
		{ GOOD "voorbeeld.nl TXT google-site-verification=abc\n"
		       "voorbeeld.nl TXT MS=ms1\n"
		       "k1._domainkey.voorbeeld.nl TXT " ED25519 "\n"
		       "www.voorbeeld.nl CNAME voorbeeld.nl\n"
		       "voorbeeld.nl A 127.0.0.80\n"
		       "*.voorbeeld.nl A 127.0.0.80\n",
		  "", OUTCOME_GREEN },
		{ GOOD "voorbeeld.nl CAA 0 issue \"letsencrypt.org\"\n", "",
		  OUTCOME_GREEN },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void nothing_is_red_before_anybody_did_anything(void **state)
{
	static const struct row rows[] = {
		{ SOA MX SPF_OLD,
		  "spf-not-authorised:Ew missing:Ew missing:Ew missing:Ew "
		  "dmarc-missing:Ww",
		  OUTCOME_WAITING },
		{ SOA MX,
		  "spf-missing:Ew missing:Ew missing:Ew missing:Ew "
		  "dmarc-missing:Ww",
		  OUTCOME_WAITING },
		{ SOA,
		  "mx-missing:W spf-missing:Ew missing:Ew missing:Ew "
		  "missing:Ew dmarc-missing:Ww",
		  OUTCOME_WAITING },
		/* A wildcard for the web does not make anything look wrong. */
		{ SOA MX SPF_OLD DMARC "*.voorbeeld.nl A 127.0.0.80\n",
		  "spf-not-authorised:Ew missing:Ew missing:Ew missing:Ew",
		  OUTCOME_WAITING },
		/* What was in the way before is not what somebody entered. */
		{ REST AT1 "A 127.0.0.80\n", "cname-conflict:E",
		  OUTCOME_WRONG },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void the_name_went_wrong(void **state)
{
	static const struct row rows[] = {
		{ REST SEL1 "voorbeeld.nl.voorbeeld.nl " CNAME1,
		  "name-doubled:E", OUTCOME_WRONG },
		{ REST "mrsel1.domainkey.voorbeeld.nl " CNAME1,
		  "name-without-underscore:E", OUTCOME_WRONG },
		{ REST "mrsel1.voorbeeld.nl " CNAME1, "name-elsewhere:E",
		  OUTCOME_WRONG },
		{ REST "_domainkey.voorbeeld.nl " CNAME1, "name-elsewhere:E",
		  OUTCOME_WRONG },
		{ REST SEL1 "_domainkey.voorbeeld.nl " CNAME1,
		  "name-elsewhere:E", OUTCOME_WRONG },
		{ REST SEL1 "www.voorbeeld.nl " CNAME1, "name-elsewhere:E",
		  OUTCOME_WRONG },
		/* SPF */
		{ SOA MX DMARC DKIM_ALL "voorbeeld.nl.voorbeeld.nl TXT "
					"v=spf1 include:spf.spinoffice-crm.com "
					"~all\n",
		  "name-doubled:E", OUTCOME_WRONG },
		{ SOA MX DMARC DKIM_ALL "www.voorbeeld.nl TXT v=spf1 "
					"include:spf.spinoffice-crm.com ~all\n",
		  "name-elsewhere:E", OUTCOME_WRONG },
		{ SOA MX DKIM_ALL "_dmarc.voorbeeld.nl TXT v=spf1 "
				  "include:spf.spinoffice-crm.com ~all\n",
		  "name-elsewhere:E dmarc-missing:Ww", OUTCOME_WRONG },
		{ SOA MX DMARC DKIM_ALL SPF_OLD
		  "voorbeeld.nl.voorbeeld.nl TXT v=spf1 mx "
		  "include:spf.spinoffice-crm.com ~all\n",
		  "name-doubled:E spf-not-authorised:Ew", OUTCOME_WRONG },
		{ SOA MX DMARC DKIM_ALL "@.voorbeeld.nl TXT v=spf1 mx "
					"include:spf.spinoffice-crm.com ~all\n",
		  "name-elsewhere:E", OUTCOME_WRONG },
		/* DMARC */
		{ SOA MX SPF_GOOD DKIM_ALL "_dmarc.www.voorbeeld.nl TXT "
					   "v=DMARC1; p=none\n",
		  "name-elsewhere:E", OUTCOME_WRONG },
		{ SOA MX SPF_GOOD DKIM_ALL "_dmarc.voorbeeld.nl.voorbeeld.nl "
					   "TXT v=DMARC1; p=none\n",
		  "name-doubled:E", OUTCOME_WRONG },
		{ SOA MX SPF_GOOD DKIM_ALL "dmarc.voorbeeld.nl TXT v=DMARC1; "
					   "p=none\n",
		  "name-without-underscore:E", OUTCOME_WRONG },
		{ SOA MX SPF_GOOD DKIM_ALL "voorbeeld.nl TXT v=DMARC1; "
					   "p=none\n",
		  "dmarc-at-root:E", OUTCOME_WRONG },
		{ GOOD "voorbeeld.nl TXT v=DMARC1; p=none\n", "dmarc-at-root:W",
		  OUTCOME_GREEN },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
	run_for(NULL, "x._domainkey.voorbeeld.nl TXT " ED25519,
		&(struct row){ SOA MX "voorbeeld.nl TXT " ED25519 "\n",
			       "name-at-root:E", OUTCOME_WRONG });
	run_for(NULL, "voorbeeld.nl TXT token=aBc123",
		&(struct row){ SOA MX "www.voorbeeld.nl TXT token=aBc123\n",
			       "name-elsewhere:E", OUTCOME_WRONG });
	run_for(NULL, "_tok.voorbeeld.nl TXT token=aBc123",
		&(struct row){ SOA MX "voorbeeld.nl TXT token=aBc123\n",
			       "name-at-root:E", OUTCOME_WRONG });
}

/* Two mistakes at once are still the same record. */
static void name_and_value_went_wrong(void **state)
{
	static const struct row rows[] = {
		{ REST SEL1 "voorbeeld.nl.voorbeeld.nl TXT " TO1 "\n",
		  "name-doubled:E type-txt-for-cname:E", OUTCOME_WRONG },
		{ REST SEL1 "voorbeeld.nl.voorbeeld.nl CNAME " TO1
			    ".voorbeeld.nl\n",
		  "name-doubled:E target-doubled:E", OUTCOME_WRONG },
		{ REST "mrsel1.voorbeeld.nl CNAME https://" TO1 "\n",
		  "name-elsewhere:E target-url:E", OUTCOME_WRONG },
		{ REST "mrsel1.domainkey.voorbeeld.nl CNAME \"" TO1 "\"\n",
		  "name-without-underscore:E value-quotes:E", OUTCOME_WRONG },
		{ REST "mrsel1.domainkey.voorbeeld.nl.voorbeeld.nl " CNAME1,
		  "name-doubled:E name-without-underscore:E", OUTCOME_WRONG },
		{ REST "voorbeeld.nl TXT " TO1 ".\n",
		  "name-at-root:E type-txt-for-cname:E", OUTCOME_WRONG },
		/* Of another record, or for something else. */
		{ REST
		  "mrsel1.voorbeeld.nl CNAME www.voorbeeld.nl\n"
		  "voorbeeld.nl TXT mrsel2._domainkey.spinoffice-crm.com\n",
		  "missing:Ew", OUTCOME_WAITING },
		{ REST "*.voorbeeld.nl TXT " TO1 "\n"
		       "x._domainkey.voorbeeld.nl A 127.0.0.80\n",
		  "missing:Ew", OUTCOME_WAITING },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

/* The domain above is the zone itself, which no wildcard stands for. */
static void a_subdomain_sends(void **state)
{
	static const struct row row = {
		SOA MX SPF_GOOD DMARC DKIM_ALL
		"nieuws.voorbeeld.nl MX 10 mail.voorbeeld.nl\n",
		"name-elsewhere:E name-elsewhere:E name-elsewhere:E "
		"name-elsewhere:E",
		OUTCOME_WRONG
	};

	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "nieuws.voorbeeld.nl");
	run_row(&row);
}

/* A wildcard gives the wanted value at every name: that says nothing. */
static void a_wildcard_is_no_neighbour(void **state)
{
	static const struct row rows[] = {
		{ REST "*.voorbeeld.nl " CNAME1, "missing:Ew",
		  OUTCOME_WAITING },
		{ REST "*.voorbeeld.nl TXT hello\n", "missing:Ew",
		  OUTCOME_WAITING },
		/* at the very name, because nothing else is there */
		{ SOA MX SPF_GOOD DMARC "*._domainkey.voorbeeld.nl CNAME "
					"parked.example\n",
		  "missing:Ew wildcard:W missing:Ew wildcard:W missing:Ew "
		  "wildcard:W",
		  OUTCOME_WAITING },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
}

static void the_target_went_wrong(void **state)
{
	static const struct row rows[] = {
		{ REST AT1 "CNAME " TO1 ".voorbeeld.nl\n", "target-doubled:E",
		  OUTCOME_WRONG },
		{ REST AT1 "CNAME " SEL1 "voorbeeld.nl\n", "target-doubled:E",
		  OUTCOME_WRONG },
		{ REST AT1 "CNAME mrsel1._domainkey.spinofice-crm.com\n",
		  "target-typo:E", OUTCOME_WRONG },
		{ REST AT1 "CNAME mrsel2._domainkey.spinoffice-crm.com\n",
		  "target-swapped:E", OUTCOME_WRONG },
		{ REST AT1 "CNAME https://" TO1 "\n", "target-url:E",
		  OUTCOME_WRONG },
		{ REST AT1 "CNAME " TO1 "/x\n", "target-url:E", OUTCOME_WRONG },
		{ REST AT1 "CNAME parked.example\n", "target-wrong:E",
		  OUTCOME_WRONG },
		/* Nobody has an account of his own there. */
		{ REST AT1 "CNAME gone.spinoffice-crm.com\n", "target-wrong:E",
		  OUTCOME_WRONG },
		{ REST AT1 "CNAME \"" TO1 "\"\n", "value-quotes:E",
		  OUTCOME_WRONG },
		{ REST AT1 "CNAME  " TO1 "\n", "value-whitespace:E",
		  OUTCOME_WRONG },
	};
	static const struct row other = {
		SOA MX SPF_OLD DMARC
		"em7.voorbeeld.nl CNAME u456.wl9.sendgrid.net\n",
		"target-other-account:E", OUTCOME_WRONG
	};

	(void)state;
	run(rows, COUNT_OF(rows));
	run_for("sendgrid", "em7.voorbeeld.nl CNAME u123.wl9.sendgrid.net",
		&other);
	/* Of a program whose values nobody knows, at the same company. */
	run_for("onfact", "of1.voorbeeld.nl CNAME of1.mine.onfact.be",
		&(struct row){ SOA MX SPF_OLD DMARC
			       "of1.voorbeeld.nl CNAME of1.yours.onfact.be\n",
			       "target-other-account:E", OUTCOME_WRONG });
	run_for("onfact", "of1.voorbeeld.nl CNAME of1.mine.onfact.be",
		&(struct row){ SOA MX SPF_OLD DMARC
			       "of1.voorbeeld.nl CNAME parked.example\n",
			       "target-wrong:E", OUTCOME_WRONG });
	/* The right key with something around it is nobody else's. */
	run_for(NULL, "google._domainkey.voorbeeld.nl TXT " ED25519,
		&(struct row){ SOA MX SPF_OLD DMARC
			       "google._domainkey.voorbeeld.nl TXT "
			       "google._domainkey IN TXT " ED25519 "\n",
			       "target-wrong:E", OUTCOME_WRONG });
}

static void the_type_went_wrong(void **state)
{
	static const struct row rows[] = {
		{ REST AT1 "TXT " TO1 "\n", "type-txt-for-cname:E",
		  OUTCOME_WRONG },
		{ REST AT1 "TXT \"" TO1 ".\"\n", "type-txt-for-cname:E",
		  OUTCOME_WRONG },
		{ REST AT1 "TXT " TO1 ".\n", "type-txt-for-cname:E",
		  OUTCOME_WRONG },
		{ REST AT1 "TXT " SEL1 " CNAME " TO1 ".\n",
		  "type-txt-for-cname:E", OUTCOME_WRONG },
		{ REST AT1 "MX 10 " TO1 "\n", "type-other:E", OUTCOME_WRONG },
		{ REST AT1 "A 127.0.0.80\n", "cname-conflict:E",
		  OUTCOME_WRONG },
		{ REST AT1 "AAAA ::1\n", "cname-conflict:E", OUTCOME_WRONG },
		{ REST AT1 "TXT v=DKIM1; p=\n", "cname-conflict:E",
		  OUTCOME_WRONG },
		{ REST DKIM("1") AT1 "TXT hello\n", "cname-conflict:E",
		  OUTCOME_WRONG },
		/* A copy of the key beside the alias does no harm. */
		{ GOOD AT1 "TXT " ED25519 "\n", "", OUTCOME_GREEN },
		{ GOOD "_dmarc.voorbeeld.nl CNAME dmarc.vendor.example\n",
		  "cname-conflict:E", OUTCOME_WRONG },
		/* The key itself in its place is as good. */
		{ REST AT1 "TXT " ED25519 "\n", "cname-flattened:I",
		  OUTCOME_GREEN },
	};

	(void)state;
	run(rows, COUNT_OF(rows));
	assert_true(record_at("mrsel1._domainkey")->visible);
	/* A key may stand behind an alias. */
	run_for(NULL, "x._domainkey.voorbeeld.nl TXT " ED25519,
		&(struct row){ SOA MX "x._domainkey.voorbeeld.nl CNAME " TO1
				      "\n",
			       "", OUTCOME_GREEN });
	/* An alias stands where a text should. */
	run_for(NULL, "t.voorbeeld.nl TXT token=aBc123",
		&(struct row){ SOA MX "t.voorbeeld.nl CNAME parked.example\n",
			       "cname-conflict:E", OUTCOME_WRONG });
}

static void the_host_answers_with_addresses_of_its_own(void **state)
{
	(void)state;
	fake.servers[FAKE_NS1].name = "kate.ns.cloudflare.com";
	fake.servers[FAKE_NS2].name = "bob.ns.cloudflare.com";
	judge_anew(REST AT1 "A 127.0.0.80\n");
	finding_at("mrsel1._domainkey", FINDING_CNAME_PROXIED);
	assert_outcome(OUTCOME_WRONG);
}

static void the_right_text_at_another_company(void **state)
{
	(void)state;
	fake_zone(FAKE_ELSEWHERE, GOOD);
	judge_anew(SOA "voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
		       "mail.voorbeeld.nl A 127.0.0.5\n" SPF_OLD DMARC);
	assert_outcome(OUTCOME_WRONG);
	assert_string_equal(
		finding_at("mrsel1._domainkey", FINDING_EDITED_ELSEWHERE)
			->server,
		"mail.voorbeeld.nl");
	finding_at("", FINDING_EDITED_ELSEWHERE);
	assert_state("mrsel1._domainkey", STATE_WRONG);
	/* Without authority it is anybody's copy. */
	fake.servers[FAKE_ELSEWHERE].lame = true;
	fake_forget();
	judge();
	assert_outcome(OUTCOME_WAITING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(right_zones_give_nothing),
		CASE(nothing_is_red_before_anybody_did_anything),
		CASE(the_name_went_wrong),
		CASE(name_and_value_went_wrong),
		CASE(a_subdomain_sends),
		CASE(a_wildcard_is_no_neighbour),
		CASE(the_target_went_wrong),
		CASE(the_type_went_wrong),
		CASE(the_host_answers_with_addresses_of_its_own),
		CASE(the_right_text_at_another_company),
	};

	return cmocka_run_group_tests_name("check_findings", tests,
					   open_catalog, close_catalog);
}
