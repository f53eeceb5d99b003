/* A record that was entered at a company that the customer names: at its name
 * servers, under the names that such servers usually have.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

/* Nothing of the domain points at the company. */
#define THERE SOA MX SPF_OLD DMARC

/* Where the domain is not delegated to, under this name. */
static void company_server(const char *name)
{
	char *line = xasprintf("%s A 127.0.0.5\n", name);

	fake_zone(FAKE_RESOLVER, line);
	free(line);
}

static void assert_silent(void)
{
	assert_null(findings_have(&record_at("mrsel1._domainkey")->findings,
				  FINDING_EDITED_ELSEWHERE));
}

static void asked_only_when_it_is_named(void **state)
{
	const struct finding *f;

	(void)state;
	company_server("ns0.transip.net");
	fake_zone(FAKE_ELSEWHERE, GOOD);
	both(THERE);
	judge();
	assert_silent();
	assert_int_equal(fake_asked(FAKE_RESOLVER, "transip.net", RR_NONE), 0);
	assert_int_equal(fake_asked(FAKE_ELSEWHERE, NULL, RR_NONE), 0);

	choices_set_entered_at(&choices, "transip");
	judge();
	f = finding_at("mrsel1._domainkey", FINDING_EDITED_ELSEWHERE);
	assert_string_equal(f->who, "TransIP");
	assert_string_equal(f->server, "ns0.transip.net");
	assert_state("mrsel1._domainkey", STATE_WRONG);
	assert_outcome(OUTCOME_WRONG);
	finding_at("", FINDING_EDITED_ELSEWHERE);

	/* And taken back. */
	choices_set_entered_at(&choices, NULL);
	judge();
	assert_silent();
}

static void each_usual_name_is_tried(void **state)
{
	static const struct {
		const char *host, *server, *who;
	} cases[] = {
		{ "transip", "ns1.transip.nl", "TransIP" },
		{ "transip", "ns2.transip.eu", "TransIP" },
		{ "hostnet", "ns3.hostnet.nl", "Hostnet" },
		{ "inwx", "ns.inwx.de", "INWX" },
		{ "combell", "dns1.combell.com", "Combell" },
		{ "combell", "dns2.combell.net", "Combell" },
		/* as they were seen */
		{ "netcup", "third-dns.netcup.net", "netcup" },
		{ "versio", "nszero1.axc.eu", "Versio" },
		{ "wix", "ns9.wixdns.net", "Wix" },
		{ "porkbun", "maceio.ns.porkbun.com", "Porkbun" },
		{ "godaddy", "ns01.domaincontrol.com", "GoDaddy" },
		/* none of the names that are tried */
		{ "hostnet", "web.hostnet.nl", NULL },
		{ "hostnet", "hostnet.nl", NULL },
		/* another company's */
		{ "hostnet", "ns1.transip.nl", NULL },
		/* its servers are called by a pattern, or not known */
		{ "route53", "ns1.awsdns-1.com", NULL },
		{ "plesk", "ns1.plesk.com", NULL },
		/* of another version of the catalogue */
		{ "nobody", "ns1.nobody.nl", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		case_end();
		case_begin("spinoffice");
		company_server(cases[i].server);
		fake_zone(FAKE_ELSEWHERE, GOOD);
		both(THERE);
		choices_set_entered_at(&choices, cases[i].host);
		judge();
		if (!cases[i].who) {
			assert_silent();
			continue;
		}
		assert_string_equal(finding_at("mrsel1._domainkey",
					       FINDING_EDITED_ELSEWHERE)
					    ->who,
				    cases[i].who);
	}
}

static void what_cannot_be_asked_is_told(void **state)
{
	static const struct {
		const char *host, *server;
		bool told;
	} cases[] = {
		/* each customer has others */
		{ "cloudflare", "ns1.ns.cloudflare.com", true },
		{ "route53", "ns1.awsdns-1.com", true },
		/* nothing is known of their names, or they are called otherwise
		 */
		{ "cloud86", "ns1.cloud86.nl", true },
		{ "hostnet", "web.hostnet.nl", true },
		/* there, whatever it says */
		{ "hostnet", "ns3.hostnet.nl", false },
		{ "transip", "ns2.transip.eu", false },
		{ NULL, "ns2.transip.eu", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		case_end();
		case_begin("spinoffice");
		company_server(cases[i].server);
		both(THERE);
		choices_set_entered_at(&choices, cases[i].host);
		judge();
		assert_silent();
		assert_string_equal(verdict.not_asked ? verdict.not_asked->id
						      : "",
				    cases[i].told ? cases[i].host : "");
		/* Where nothing is missing, nobody has to look. */
		judge_anew(GOOD);
		assert_outcome(OUTCOME_GREEN);
		assert_null(verdict.not_asked);
	}
}

/* Its name servers may well be known, and this is a bad day. */
static void who_is_not_told_says_nothing(void **state)
{
	(void)state;
	choices_set_entered_at(&choices, "hostnet");
	both(THERE);
	fake_zone(FAKE_RESOLVER, "ns1.hostnet.nl A SILENT\n");
	judge();
	assert_null(verdict.not_asked);
}

static void what_is_there_has_to_be_right(void **state)
{
	(void)state;
	company_server("ns1.hostnet.nl");
	choices_set_entered_at(&choices, "hostnet");
	fake_zone(FAKE_ELSEWHERE, SOA SPF_OLD);
	both(THERE);
	judge();
	assert_silent();
	/* A copy that anybody may have is nothing that was entered. */
	fake_zone(FAKE_ELSEWHERE, GOOD);
	fake.servers[FAKE_ELSEWHERE].lame = true;
	judge();
	assert_silent();
	/* What is right where it belongs is not looked for. */
	fake.servers[FAKE_ELSEWHERE].lame = false;
	judge_anew(GOOD);
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(fake_asked(FAKE_RESOLVER, "hostnet.nl", RR_NONE), 0);
	assert_int_equal(fake_asked(FAKE_ELSEWHERE, NULL, RR_NONE), 0);
}

/* The domain's own servers may be the named company's. */
static void the_company_that_runs_it_is_not_another_one(void **state)
{
	(void)state;
	fake.servers[FAKE_NS1].name = "ns0.transip.net";
	fake.servers[FAKE_NS2].name = "ns1.transip.nl";
	fake_zone(FAKE_RESOLVER, "ns0.transip.net A 127.0.0.1\n"
				 "ns1.transip.nl A 127.0.0.2\n");
	choices_set_entered_at(&choices, "transip");
	both(THERE);
	judge();
	assert_silent();
	/* On other servers of it: their name says more than its name. */
	company_server("ns3.transip.net");
	fake_zone(FAKE_ELSEWHERE, GOOD);
	judge();
	assert_null(
		finding_at("mrsel1._domainkey", FINDING_EDITED_ELSEWHERE)->who);
}

/* Behind seven addresses the eighth is asked, behind eight no ninth. */
static void eight_addresses_at_most(void **state)
{
	(void)state;
	for (int before = 7; before <= 8; before++) {
		struct str zone = STR_INIT(STR_MAX_TEXT);

		case_end();
		case_begin("spinoffice");
		for (int i = 0; i < before; i++)
			str_addf(&zone, "ns1.hostnet.nl A 127.0.0.%d\n",
				 50 + i);
		fake_zone(FAKE_RESOLVER, str_text(&zone));
		str_free(&zone);
		company_server("ns2.hostnet.nl");
		fake_zone(FAKE_ELSEWHERE, GOOD);
		choices_set_entered_at(&choices, "hostnet");
		both(THERE);
		judge();
		if (before == 7)
			finding_at("mrsel1._domainkey",
				   FINDING_EDITED_ELSEWHERE);
		else
			assert_silent();
	}
}

/* In whatever order the answers come, the end is the same, and nothing is asked
 * of a company's second domain while the first is still open. */
static void answers_come_in_any_order(void **state)
{
	(void)state;
	for (uint64_t first = 1; first < 30; first++) {
		uint64_t seed = first;

		case_end();
		case_begin("spinoffice");
		company_server("ns1.transip.nl");
		fake_zone(FAKE_ELSEWHERE, GOOD);
		both(THERE);
		choices_set_entered_at(&choices, "transip");
		fake.held = true;
		judge();
		while (fake_deliver(&seed))
			judge();
		assert_true(verdict.complete);
		assert_string_equal(finding_at("mrsel1._domainkey",
					       FINDING_EDITED_ELSEWHERE)
					    ->who,
				    "TransIP");
	}
}

/* Without being named: by the name of the server that it was found on, or by
 * what the zone there says. */
static void a_company_is_recognised(void **state)
{
	(void)state;
	company_server("mail.hostnet.nl");
	fake_zone(FAKE_ELSEWHERE, GOOD "voorbeeld.nl NS ns0.transip.net\n");
	both(SOA "voorbeeld.nl MX 10 mail.hostnet.nl\n" SPF_OLD DMARC);
	judge();
	assert_string_equal(
		finding_at("mrsel1._domainkey", FINDING_EDITED_ELSEWHERE)->who,
		"Hostnet");
	company_server("mail.klein.example");
	judge_anew(SOA "voorbeeld.nl MX 10 mail.klein.example\n" SPF_OLD DMARC);
	assert_string_equal(
		finding_at("mrsel1._domainkey", FINDING_EDITED_ELSEWHERE)->who,
		"TransIP");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(asked_only_when_it_is_named),
		CASE(each_usual_name_is_tried),
		CASE(what_cannot_be_asked_is_told),
		CASE(who_is_not_told_says_nothing),
		CASE(what_is_there_has_to_be_right),
		CASE(the_company_that_runs_it_is_not_another_one),
		CASE(eight_addresses_at_most),
		CASE(answers_come_in_any_order),
		CASE(a_company_is_recognised),
	};

	return cmocka_run_group_tests_name("elsewhere", tests, open_catalog,
					   close_catalog);
}
