/* Keys, policies and mail servers that are wrong in one way each.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

#define RSA_768                                                                \
	"v=DKIM1; k=rsa; p="                                                   \
	"MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAMP74jOtkWIBqP3Dbi43ZDNjZoLoqxfDio0s" \
	"fNVGL+mZiLnWwTfT9l9xRb3OOVjHMoWsj1v+W9RF+W8nTwdUmWru69gVyt08RAic4nIF" \
	"RN+QfUO+c2wYRFBjZtMC3w2fjwIDAQAB"
#define RSA_1024_P                                                             \
	"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDAbjDPqV8hU+C6SRskAKDjFiiqSPwn" \
	"zr9ZCJ/MAKSU9EP3VH9z8g//b4+wFTNa5kL/ANH/NXB12UwLEbSAWYbHpvd6EdCqoL8a" \
	"1DIFwLErrTXuakdscJ9BrRQp7yhgIMAvC5XsdOomObss3sRftaWOz39hKfkAaGAr67qh" \
	"3nf7wwIDAQAB"
#define RSA_1024 "v=DKIM1; k=rsa; p=" RSA_1024_P
#define RSA_2048_P1                                                            \
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtm7Ols/qRrdVnCpv0SISqkX0" \
	"v+NMMUS1WiXeYLjGQFpEQ8o0GVFJAiEwtL/73GIyCYMcKF7fa4+CSrJvIW6gq9sfrpt0" \
	"GxmZiW/YuJ+CqfeBOpVpXlQGM/d6M3LdCyipTzoT8QQRTygn4LTUoNd4AyIiVYR+os0c"
#define RSA_2048_P2                                                            \
	"cHVgS6OjSxriVCYLW8axWJUyCfmOK2kCkwdrqW4PYpooUgmfszN68gKFB+h4O5QesCT4" \
	"PcrLvP3gBWWKbIdtFc2P+rfCIx6W7tWclTvN+Wzg3ZxCdkOg6r7OSR0We79vJFlbI2XE" \
	"HPcWcBY67FTR2OHsMqIBXauYzbv9y2Ps+91YFw3WKt5LkwIDAQAB"
#define RSA_2048 "v=DKIM1; k=rsa; p=" RSA_2048_P1 RSA_2048_P2

#define KEY "key.vendor.example"

struct row {
	const char *zone;
	const char *findings; /* all of them */
	enum outcome outcome;
};

static void assert_row(const struct row *r)
{
	char *findings;

	judge();
	findings = all_findings();
	if (strcmp(findings, r->findings) || verdict.outcome != r->outcome ||
	    !verdict.complete)
		fail_msg("\n%sis %s, %s\nnot %s, %s", r->zone,
			 outcome_name(verdict.outcome), findings,
			 outcome_name(r->outcome), r->findings);
	free(findings);
}

/* An alias to the service's key; the rows are what stands there. */
static void the_key_behind_an_alias(void **state)
{
	static const struct row rows[] = {
		{ KEY " TXT " ED25519 "\n", "", OUTCOME_GREEN },
		{ KEY " TXT " RSA_2048 "\n", "", OUTCOME_GREEN },
		{ KEY " TXT k=rsa; p=" RSA_2048_P1 RSA_2048_P2 "\n", "",
		  OUTCOME_GREEN },
		{ KEY " TXT p=" RSA_2048_P1 RSA_2048_P2 "\n", "",
		  OUTCOME_GREEN },
		{ KEY " TXT " RSA_1024 "\n", "dkim-key-short:W",
		  OUTCOME_GREEN },
		{ KEY " TXT " RSA_768 "\n", "dkim-key-short:E", OUTCOME_WRONG },
		{ KEY " TXT v=DKIM1; p=\n", "dkim-key-revoked:E",
		  OUTCOME_WRONG },
		{ KEY " TXT v=DKIM1; k=rsa; p=" RSA_2048_P1 "\n",
		  "dkim-key-broken:E", OUTCOME_WRONG },
		{ KEY " TXT v=DKIM1; k=rsa; p=no!key\n", "dkim-key-broken:E",
		  OUTCOME_WRONG },
		{ KEY " TXT v=DKIM2; k=rsa; p=" RSA_1024_P "\n",
		  "dkim-key-broken:E", OUTCOME_WRONG },
		{ KEY " TXT hello\n", "dkim-key-broken:E", OUTCOME_WRONG },
		{ KEY " TXT v=DKIM1; t=y; k=ed25519; "
		      "p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n",
		  "dkim-testing:I", OUTCOME_GREEN },
		{ KEY " TXT " ED25519 "\n" KEY " TXT " RSA_2048 "\n",
		  "record-duplicate:E", OUTCOME_WRONG },
		{ KEY " CNAME k2.vendor.example\n"
		      "k2.vendor.example CNAME k3.vendor.example\n"
		      "k3.vendor.example TXT " ED25519 "\n",
		  "", OUTCOME_GREEN },
		{ KEY " A 127.0.0.80\n", "dkim-no-key:E", OUTCOME_WRONG },
		{ "other.example TXT hello\n", "dkim-no-key:E", OUTCOME_WRONG },
		{ KEY " CNAME gone.vendor.example\n", "dkim-no-key:E",
		  OUTCOME_WRONG },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_reset();
		want(NULL, "s._domainkey.voorbeeld.nl CNAME " KEY "\n");
		both(SOA MX "s._domainkey.voorbeeld.nl CNAME " KEY "\n");
		fake_zone(FAKE_RESOLVER, rows[i].zone);
		assert_row(&rows[i]);
	}
}

/* Two names, and a key behind one of them at a time. */
static void one_key_of_two(void **state)
{
	static const struct row rows[] = {
		{ "t1.netsuite.com TXT " ED25519 "\n", "", OUTCOME_GREEN },
		{ "t2.netsuite.com TXT " ED25519 "\n", "", OUTCOME_GREEN },
		{ "t3.netsuite.com TXT " ED25519 "\n",
		  "dkim-no-key:E dkim-no-key:E", OUTCOME_WRONG },
	};
	static const char values[] =
		"s1._domainkey.voorbeeld.nl CNAME t1.netsuite.com\n"
		"s2._domainkey.voorbeeld.nl CNAME t2.netsuite.com\n";
	char *zone = xasprintf("%s%s", values,
			       SOA MX DMARC SPF("include:sent-via.netsuite.com "
						"~all"));

	(void)state;
	want("netsuite", values);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_reset();
		both(zone);
		fake_zone(FAKE_RESOLVER, rows[i].zone);
		fake_zone(FAKE_RESOLVER,
			  "sent-via.netsuite.com TXT v=spf1 ip4:192.0.2.1 "
			  "-all\n");
		assert_row(&rows[i]);
	}
	free(zone);
}

/* An SPF part that the service does not need keeps nothing from being green. */
static void spf_that_is_not_needed(void **state)
{
	static const struct row rows[] = {
		{ SPF("include:sent-via.netsuite.com ~all"), "",
		  OUTCOME_GREEN },
		{ SPF("mx ~all"), "spf-not-authorised:Ww", OUTCOME_GREEN },
		{ "", "spf-missing:Ww", OUTCOME_GREEN },
	};
	static const char values[] =
		"s1._domainkey.voorbeeld.nl CNAME t1.netsuite.com\n"
		"s2._domainkey.voorbeeld.nl CNAME t2.netsuite.com\n";

	(void)state;
	want("netsuite", values);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_reset();
		both(values);
		both(SOA MX DMARC);
		both(rows[i].zone);
		fake_zone(FAKE_RESOLVER, "t1.netsuite.com TXT " ED25519 "\n");
		fake_zone(FAKE_RESOLVER,
			  "sent-via.netsuite.com TXT v=spf1 ip4:192.0.2.1 "
			  "-all\n");
		assert_row(&rows[i]);
	}
}

#define AT "s._domainkey.voorbeeld.nl TXT "

/* The key itself is to be entered: what a host's form can do to it. */
static void the_text_of_a_key(void **state)
{
	static const struct row rows[] = {
		{ AT RSA_2048 "\n", "", OUTCOME_GREEN },
		{ AT "k=rsa;p=" RSA_2048_P1 RSA_2048_P2 "\n", "",
		  OUTCOME_GREEN },
		{ AT "v=DKIM1; k=rsa; t=s; p=" RSA_2048_P1 " " RSA_2048_P2
		     ";\n",
		  "", OUTCOME_GREEN },
		{ AT "\"" RSA_2048 "\"\n", "value-quotes:E", OUTCOME_WRONG },
		{ AT "v=DKIM1; k=rsa; p=" RSA_2048_P1 "\" \"" RSA_2048_P2 "\n",
		  "value-quotes:E", OUTCOME_WRONG },
		{ AT "v=DKIM1\\; k=rsa\\; p=" RSA_2048_P1 RSA_2048_P2 "\n",
		  "value-escaped:E", OUTCOME_WRONG },
		{ AT "v=DKIM1; k=rsa; p=" RSA_2048_P1 "\n", "value-truncated:E",
		  OUTCOME_WRONG },
		{ AT ED25519 "\n", "target-wrong:E", OUTCOME_WRONG },
		{ AT RSA_1024 "\n", "target-wrong:E", OUTCOME_WRONG },
		{ AT "hello\n", "target-wrong:E", OUTCOME_WRONG },
		{ AT RSA_2048 "\n" AT ED25519 "\n", "record-duplicate:E",
		  OUTCOME_WRONG },
		{ AT "v=DKIM1; p=\n", "dkim-key-revoked:E", OUTCOME_WRONG },
	};

	(void)state;
	want(NULL, AT RSA_2048 "\n");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_reset();
		both(SOA MX);
		both(rows[i].zone);
		assert_row(&rows[i]);
	}
}

static void capitals_are_lost(void **state)
{
	char *small = xstrdup(AT RSA_2048);

	(void)state;
	for (char *c = small + strlen(AT); *c; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	want(NULL, AT RSA_2048 "\n");
	both(SOA MX);
	both(small);
	assert_row(&(struct row){ small, "value-lowercased:E", OUTCOME_WRONG });
	free(small);
}

#define D        "_dmarc.voorbeeld.nl TXT "
#define NO_DMARC SOA MX SPF_GOOD DKIM_ALL

static void policies(void **state)
{
	static const struct row rows[] = {
		{ NO_DMARC, "dmarc-missing:Ww", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=none\n",
		  "dmarc-none-without-reports:I", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=reject\n", "", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=none; pct=50; rf=afrf; ri=1; x=y; "
			     "rua=mailto:d@voorbeeld.nl\n",
		  "", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1;p=quarantine;np=reject;psd=n;t=y\n", "",
		  OUTCOME_GREEN },
		/* what a form did to it */
		{ NO_DMARC D "\"v=DMARC1; p=none\"\n", "value-quotes:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "v=DMARC1\\; p=none\n", "value-escaped:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D " v=DMARC1; p=none\n", "value-whitespace:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "v=dmarc1; p=none\n", "dmarc-syntax:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "v=DMARC; p=none\n", "dmarc-syntax:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "v=DMARC1 p=none\n", "dmarc-syntax:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "v=DMARC1; p=bogus\n", "dmarc-syntax:E",
		  OUTCOME_WRONG },
		{ NO_DMARC D "p=reject;rua=mailto:d@voorbeeld.nl\n",
		  "dmarc-syntax:E", OUTCOME_WRONG },
		{ NO_DMARC D "v=DMARC1; p=none\n" D "v=DMARC1; p=reject\n",
		  "record-duplicate:E", OUTCOME_WRONG },
		/* What is no record does not count. */
		{ NO_DMARC D "v=DMARC1; p=reject\n" D "v=dmarc1; p=none\n", "",
		  OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=reject\n" D "hello\n", "",
		  OUTCOME_GREEN },
		{ NO_DMARC D "hello\n", "dmarc-missing:Ww", OUTCOME_GREEN },
		/* Somebody else keeps it. */
		{ NO_DMARC "_dmarc.voorbeeld.nl CNAME d.vendor.example\n", "",
		  OUTCOME_GREEN },
		{ NO_DMARC "_dmarc.voorbeeld.nl CNAME gone.example\n",
		  "cname-conflict:E", OUTCOME_WRONG },
		/* Where the reports go. */
		{ NO_DMARC D "v=DMARC1; p=none; rua=mailto:x@other.example\n",
		  "dmarc-rua-unauthorised:W", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=none; rua=mailto:x@agrees.example\n",
		  "", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=none; rua=mailto:x@mute.example\n",
		  "", OUTCOME_GREEN },
		{ NO_DMARC D "v=DMARC1; p=none; "
			     "rua=mailto:x@mail.voorbeeld.nl\n",
		  "", OUTCOME_GREEN },
	};

	(void)state;
	fake_zone(FAKE_RESOLVER,
		  "d.vendor.example TXT v=DMARC1; p=reject\n"
		  "voorbeeld.nl._report._dmarc.agrees.example TXT v=DMARC1\n"
		  "voorbeeld.nl._report._dmarc.mute.example TXT SILENT\n");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_dns_free(&fake.servers[FAKE_NS1].data);
		fake_dns_free(&fake.servers[FAKE_NS2].data);
		both(rows[i].zone);
		assert_row(&rows[i]);
	}
}

/* DMARC is enforced, and a service without a key of the customer's own. */
static void mail_that_may_not_align(void **state)
{
	static const char spf[] = SPF("mx ip4:148.251.195.107 "
				      "ip6:2a01:4f8:211:18e8::2 ~all");
	static const struct row rows[] = {
		{ D "v=DMARC1; p=reject\n", "dmarc-may-not-align:W",
		  OUTCOME_GREEN },
		{ D "v=DMARC1; p=quarantine\n", "dmarc-may-not-align:W",
		  OUTCOME_GREEN },
		{ D "v=DMARC1; p=none; rua=mailto:d@voorbeeld.nl\n", "",
		  OUTCOME_GREEN },
		/* Only tested: one less is applied. */
		{ D "v=DMARC1; p=reject; t=y\n", "dmarc-may-not-align:W",
		  OUTCOME_GREEN },
		{ D "v=DMARC1; p=quarantine; t=y\n", "", OUTCOME_GREEN },
		/* For names below, and for those that do not exist. */
		{ D "v=DMARC1; p=none; sp=reject; np=reject; "
		    "rua=mailto:d@voorbeeld.nl\n",
		  "", OUTCOME_GREEN },
	};

	(void)state;
	want("flicono", NULL);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fake_reset();
		both(SOA MX);
		both(spf);
		both(rows[i].zone);
		assert_row(&rows[i]);
	}
}

/* One key of its own is enough, wherever it stands in the list. */
static void mail_that_aligns(void **state)
{
	static const char values[] =
		"k._domainkey.voorbeeld.nl TXT " ED25519 "\n"
		"em.voorbeeld.nl CNAME u1.wl.sendgrid.net\n";
	const struct row row = { values, "", OUTCOME_GREEN };

	(void)state;
	want("sendgrid", values);
	both(SOA MX SPF_OLD D "v=DMARC1; p=reject\n");
	both(values);
	assert_row(&row);
}

/* A service that needs DMARC makes its absence count. */
static void a_service_that_needs_a_policy(void **state)
{
	const struct service_list *list = catalog_services(catalog);
	const struct service *all, *needs = NULL;
	size_t count;

	(void)state;
	all = service_list_all(list, &count);
	for (size_t i = 0; i < count && !needs; i++) {
		if (all[i].needs_dmarc && all[i].values == VALUES_READY)
			needs = &all[i];
	}
	assert_non_null(needs);
	want(needs->id, NULL);
	both(SOA MX);
	judge();
	assert_true(record_at("_dmarc")->wanted.required);
	assert_int_equal(finding_at("_dmarc", FINDING_DMARC_MISSING)->severity,
			 SEVERITY_ERROR);
	assert_true(finding_at("_dmarc", FINDING_DMARC_MISSING)->waiting);
}

#define NO_MX SOA SPF(OUR " ~all") DMARC DKIM_ALL
#define OUR   "include:spf.spinoffice-crm.com"

static void mail_servers(void **state)
{
	static const struct row rows[] = {
		{ NO_MX MX, "", OUTCOME_GREEN },
		{ NO_MX, "mx-missing:W", OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX 0 .\n", "mx-null:W", OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX 10 mail.voorbeeld.nl\n", "mx-broken:W",
		  OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
			"mail.voorbeeld.nl CNAME voorbeeld.nl\n"
			"voorbeeld.nl A 127.0.0.25\n",
		  "mx-broken:W", OUTCOME_GREEN },
		{ NO_MX MX "voorbeeld.nl MX 20 gone.example\n", "mx-broken:W",
		  OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
			"mail.voorbeeld.nl AAAA ::1\n",
		  "", OUTCOME_GREEN },
		/* What did not answer may well have one. */
		{ NO_MX "voorbeeld.nl MX 10 mail.voorbeeld.nl\n"
			"mail.voorbeeld.nl A SILENT\n",
		  "", OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX SILENT\n", "", OUTCOME_GREEN },
		{ NO_MX "voorbeeld.nl MX SERVFAIL\n", "", OUTCOME_GREEN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		judge_anew(rows[i].zone);
		assert_row(&rows[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_key_behind_an_alias),
		CASE(one_key_of_two),
		CASE(spf_that_is_not_needed),
		CASE(the_text_of_a_key),
		CASE(capitals_are_lost),
		CASE(policies),
		CASE(mail_that_may_not_align),
		CASE(mail_that_aligns),
		CASE(a_service_that_needs_a_policy),
		CASE(mail_servers),
	};

	return cmocka_run_group_tests_name("check_mail", tests, open_catalog,
					   close_catalog);
}
