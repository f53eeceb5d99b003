/* The check and the world around the zone: delegation, DNSSEC, networks that
 * answer for others.
 *
 * SPDX-License-Identifier: MIT */
#include "base/doh_offer.h"
#include "unit/check_case.h"

static void without_authority_the_resolver_tells(void **state)
{
	(void)state;
	input.use_authority = false;
	both(GOOD);
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_GREEN);
	assert_null(verdict.zone);
	assert_null(verdict.host);
	assert_false(verdict.by_authority);
	assert_int_equal(verdict.server_count, 0);
	assert_true(verdict.visible);
	assert_int_equal(record_at("")->of, 1);
	for (size_t i = FAKE_NS1; i < FAKE_SERVERS; i++)
		assert_int_equal(fake_asked(i, NULL, RR_NONE), 0);
	assert_int_equal(fake_asked(FAKE_RESOLVER, NULL, RR_NS), 0);
	assert_int_equal(fake_asked(FAKE_RESOLVER, NULL, RR_SOA), 0);
	fake_forget();
	fake.servers[FAKE_RESOLVER].mute = ANSWER_FAILED;
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
}

static void a_domain_that_is_not_there(void **state)
{
	static const struct {
		enum authority_status authority;
		enum outcome outcome;
		const char *findings;
	} cases[] = {
		{ AUTHORITY_NO_DOMAIN, OUTCOME_WRONG, "domain-missing:E" },
		{ AUTHORITY_UNDELEGATED, OUTCOME_WRONG,
		  "domain-undelegated:E" },
		{ AUTHORITY_UNKNOWN, OUTCOME_UNKNOWN, "" },
	};

	(void)state;
	both(GOOD);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *findings;

		fake.authority = cases[i].authority;
		judge();
		assert_true(verdict.complete);
		assert_outcome(cases[i].outcome);
		findings = all_findings();
		assert_string_equal(findings, cases[i].findings);
		free(findings);
		assert_int_equal(verdict.record_count, 0);
	}
	fake.authority = AUTHORITY_PENDING;
	judge();
	assert_false(verdict.complete);
	assert_outcome(OUTCOME_UNKNOWN);
}

/* Port 53 is closed here: the parents do not answer, the resolver does. */
static void the_resolver_stands_in(void **state)
{
	(void)state;
	both(GOOD);
	fake.authority = AUTHORITY_UNKNOWN;
	fake.silent_parents = 2;
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_GREEN);
	assert_string_equal(domain_finding(FINDING_RESOLVER_ONLY)->who,
			    DOH_OFFER_URL);
	assert_false(verdict.by_authority);
	assert_int_equal(record_at("")->of, 1);
	/* Over HTTPS it is asked already. */
	fake_forget();
	fake.doh_url = "https://dns.example/";
	judge();
	assert_null(domain_finding(FINDING_RESOLVER_ONLY)->who);
	assert_null(findings_have(&verdict.findings, FINDING_RESOLVER_FAILED));
	fake.doh_url = NULL;
	/* Without resolver either, nothing is known. */
	fake_forget();
	fake.resolver_failed = true;
	fake.servers[FAKE_RESOLVER].mute = ANSWER_SILENT;
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_null(findings_have(&verdict.findings, FINDING_RESOLVER_ONLY));
}

/* It is told why it gave no answer, and what else could be asked. */
static void the_resolver_fails(void **state)
{
	static const struct question tld = { .name = "nl", .type = RR_NS };
	const struct finding *f;

	(void)state;
	both(GOOD);
	fake.authority = AUTHORITY_UNKNOWN;
	fake.resolver_failed = true;
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_null(findings_have(&verdict.findings, FINDING_RESOLVER_FAILED));
	fake_forget();
	fake.servers[FAKE_RESOLVER].mute = ANSWER_SILENT;
	(void)facts_get(NULL, &tld, FACT_TTL);
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	f = domain_finding(FINDING_RESOLVER_FAILED);
	assert_null(f->server);
	assert_string_equal(f->who, DOH_OFFER_URL);
	/* To refuse is not to answer either. */
	fake_forget();
	fake.servers[FAKE_RESOLVER].mute = ANSWER_REFUSED;
	(void)facts_get(NULL, &tld, FACT_TTL);
	judge();
	(void)domain_finding(FINDING_RESOLVER_FAILED);
	fake.doh_url = "https://dns.example/";
	fake.doh_problem = NET_HTTP_STATUS;
	judge();
	f = domain_finding(FINDING_RESOLVER_FAILED);
	assert_string_equal(f->server, "https://dns.example/");
	assert_null(f->who);
	assert_int_equal(f->place, NET_HTTP_STATUS);
	assert_int_equal(f->limit, 503);
}

/* Where every answer came, that one question failed is no news. */
static void a_lost_question_is_no_news(void **state)
{
	(void)state;
	both(GOOD);
	fake.doh_url = "https://dns.example/";
	fake.doh_problem = NET_TIMEOUT;
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_null(findings_have(&verdict.findings, FINDING_RESOLVER_FAILED));
}

/* Somebody on the way answers for every name server. */
static void port_53_is_intercepted(void **state)
{
	(void)state;
	both(GOOD);
	fake.servers[FAKE_NS1].intercepted = true;
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_null(
		findings_have(&verdict.findings, FINDING_PORT53_INTERCEPTED));
	domain_finding(FINDING_NAMESERVER_LAME);
	fake_forget();
	fake.servers[FAKE_NS2].intercepted = true;
	judge();
	assert_true(verdict.complete);
	domain_finding(FINDING_PORT53_INTERCEPTED);
	assert_null(findings_have(&verdict.findings, FINDING_NAMESERVER_LAME));
	assert_outcome(OUTCOME_GREEN);
	/* One that is silent does not tell. */
	fake_forget();
	fake.servers[FAKE_NS2].mute = ANSWER_SILENT;
	judge();
	domain_finding(FINDING_PORT53_INTERCEPTED);
}

static void parent_and_zone_differ(void **state)
{
	(void)state;
	both(GOOD);
	fake_zone(FAKE_NS3, GOOD);
	fake.servers[FAKE_NS3].not_in_zone = true;
	judge();
	domain_finding(FINDING_DELEGATION_DIFFERS);
	assert_outcome(OUTCOME_GREEN);
	fake.servers[FAKE_NS3].not_in_zone = false;
	fake.servers[FAKE_NS3].not_in_delegation = true;
	judge();
	domain_finding(FINDING_DELEGATION_DIFFERS);
	fake.servers[FAKE_NS3].not_in_delegation = false;
	judge();
	assert_null(
		findings_have(&verdict.findings, FINDING_DELEGATION_DIFFERS));
	/* When nobody of the zone answered, there is nothing to compare. */
	for (size_t i = FAKE_NS1; i <= FAKE_NS3; i++)
		fake.servers[i].not_in_zone = true;
	judge();
	assert_null(
		findings_have(&verdict.findings, FINDING_DELEGATION_DIFFERS));
}

static void the_delegation_moved(void **state)
{
	struct record then[] = {
		record_make("voorbeeld.nl", RR_NS, "ns1.host.example"),
		record_make("voorbeeld.nl", RR_NS, "ns2.host.example"),
	};

	(void)state;
	both(GOOD);
	past_first_seen(&past, "voorbeeld.nl", RR_NS, then, COUNT_OF(then));
	judge();
	assert_null(
		findings_have(&verdict.findings, FINDING_NAMESERVERS_CHANGED));
	fake.servers[FAKE_NS1].name = "ns.new.example";
	judge();
	domain_finding(FINDING_NAMESERVERS_CHANGED);
	assert_outcome(OUTCOME_GREEN);
	for (size_t i = 0; i < COUNT_OF(then); i++)
		record_free(&then[i]);
}

/* What the check found of the delegation is kept for later looks. */
static void the_delegation_is_remembered(void **state)
{
	size_t count = 0;

	(void)state;
	both(GOOD);
	judge();
	for (size_t i = 0; i < verdict.present_count; i++) {
		const struct present *p = &verdict.present[i];

		if (p->type == RR_NS && name_equal(p->name, "voorbeeld.nl"))
			count = p->count;
	}
	assert_int_equal(count, 2);
}

#define DS "voorbeeld.nl DS 12345 13 2 0102\n"

static void dnssec_is_broken(void **state)
{
	(void)state;
	both(GOOD);
	fake_zone(FAKE_RESOLVER, DS);
	fake.bogus = true;
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_WRONG);
	assert_string_equal(domain_finding(FINDING_DNSSEC_BOGUS)->at,
			    "voorbeeld.nl");
	/* A resolver that fails either way has a problem of its own. */
	fake_forget();
	fake.bogus = false;
	fake.servers[FAKE_RESOLVER].mute = ANSWER_FAILED;
	judge();
	assert_null(findings_have(&verdict.findings, FINDING_DNSSEC_BOGUS));
	assert_int_not_equal(verdict.outcome, OUTCOME_WRONG);
}

/* A resolver that fails at one name, or where nothing was to be validated, had
 * a bad moment. */
static void a_resolver_that_fails_once_proves_nothing(void **state)
{
	(void)state;
	both(GOOD);
	fake.bogus = true;
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_GREEN);
	assert_null(findings_have(&verdict.findings, FINDING_DNSSEC_BOGUS));
	fake_zone(FAKE_RESOLVER, DS "voorbeeld.nl SOA SILENT\n");
	judge();
	assert_null(findings_have(&verdict.findings, FINDING_DNSSEC_BOGUS));
}

/* Not green while the resolver is asked once more. */
static void dnssec_takes_one_more_question(void **state)
{
	uint64_t all = 0;
	unsigned rounds = 0;

	(void)state;
	both(GOOD);
	fake_zone(FAKE_RESOLVER, DS);
	fake.bogus = fake.held = true;
	do {
		judge();
		assert_true(rounds++ < 20);
	} while (!verdict.complete && fake_deliver(&all));
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_WRONG);
	domain_finding(FINDING_DNSSEC_BOGUS);
}

static void dnssec_is_broken_for_the_resolver_alone(void **state)
{
	(void)state;
	both(GOOD);
	fake_zone(FAKE_RESOLVER, DS);
	fake.bogus = true;
	input.use_authority = false;
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_WRONG);
	domain_finding(FINDING_DNSSEC_BOGUS);
	assert_state("", STATE_UNKNOWN);
	/* That something is not there has to be proved as well. */
	judge_anew(SOA MX);
	domain_finding(FINDING_DNSSEC_BOGUS);
}

static void only_tcp_would_bring_it(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM("1") DKIM(
		"2") "mrsel3._domainkey.voorbeeld.nl CNAME TRUNCATED\n");
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	finding_at("mrsel3._domainkey", FINDING_TCP_BLOCKED);
	/* The other one says nothing at all. */
	fake_dns_free(&fake.servers[FAKE_NS2].data);
	fake_zone(FAKE_NS2,
		  SOA MX SPF_GOOD DMARC DKIM("1") DKIM(
			  "2") "mrsel3._domainkey.voorbeeld.nl CNAME SILENT\n");
	judge();
	finding_at("mrsel3._domainkey", FINDING_TCP_BLOCKED);
	/* Silence is something else. */
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("1") DKIM(
		"2") "mrsel3._domainkey.voorbeeld.nl CNAME SILENT\n");
	assert_null(findings_have(&record_at("mrsel3._domainkey")->findings,
				  FINDING_TCP_BLOCKED));
}

#define CUT "_domainkey.voorbeeld.nl NS ns.below.example\n"

static void a_zone_is_cut_off_below(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC CUT);
	fake_zone(FAKE_BELOW, FAKE_SOA("_domainkey.voorbeeld.nl"));
	judge();
	assert_true(verdict.complete);
	assert_state("mrsel1._domainkey", STATE_MISSING);
	assert_int_equal(record_at("mrsel1._domainkey")->of, 1);
	assert_string_equal(
		finding_at("mrsel1._domainkey", FINDING_DELEGATED_AWAY)->at,
		"mrsel1._domainkey.voorbeeld.nl");
	/* Entered there it is right. */
	fake_zone(FAKE_BELOW, DKIM_ALL);
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_state("mrsel1._domainkey", STATE_OK);
	/* Nobody there who answers: unknown. */
	fake_forget();
	fake.servers[FAKE_BELOW].mute = ANSWER_SILENT;
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_UNKNOWN);
	assert_string_equal(domain_finding(FINDING_NAMESERVER_SILENT)->at,
			    "_domainkey.voorbeeld.nl");
	assert_state("mrsel1._domainkey", STATE_UNKNOWN);
}

static void a_subdomain_in_the_zone_above(void **state)
{
	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "mail.voorbeeld.nl");
	both(SOA "mail.voorbeeld.nl TXT v=spf1 include:spf.spinoffice-crm.com "
		 "~all\n" DMARC);
	judge();
	assert_string_equal(verdict.zone, "voorbeeld.nl");
	assert_state("mail.voorbeeld.nl", STATE_OK);
	assert_state("mrsel1._domainkey.mail", STATE_MISSING);
	/* The organisation's record holds for it. */
	assert_string_equal(verdict.dmarc_record,
			    "v=DMARC1; p=none; rua=mailto:d@voorbeeld.nl");
	for (size_t i = 0; i < verdict.record_count; i++)
		assert_int_not_equal(verdict.records[i].wanted.purpose,
				     PURPOSE_DMARC);
}

/* Nothing can stand there: said before anything is planned. */
static void a_domain_that_is_an_alias(void **state)
{
	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "mail.voorbeeld.nl");
	both(SOA MX SPF_GOOD DMARC "mail.voorbeeld.nl CNAME voorbeeld.nl\n");
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_WRONG);
	assert_string_equal(domain_finding(FINDING_DOMAIN_IS_CNAME)->at,
			    "mail.voorbeeld.nl");
	assert_int_equal(verdict.record_count, 0);
	assert_int_equal(verdict.plan.count, 0);
	assert_null(findings_have(&verdict.findings, FINDING_MX_MISSING));
	/* Any answer shows the alias: of another name's MX nothing is said. */
	judge_anew(SOA MX SPF_GOOD DMARC
		   "mail.voorbeeld.nl CNAME www.voorbeeld.nl\n"
		   "mail.voorbeeld.nl TXT SILENT\n");
	assert_null(findings_have(&verdict.findings, FINDING_MX_MISSING));
	assert_string_equal(domain_finding(FINDING_DOMAIN_IS_CNAME)->seen,
			    "www.voorbeeld.nl");
	/* Where none comes, it may be one, and then nothing is missing. */
	judge_anew(SOA MX SPF_GOOD DMARC "mail.voorbeeld.nl TXT SILENT\n"
					 "mail.voorbeeld.nl MX SILENT\n"
					 "mail.voorbeeld.nl CNAME SILENT\n");
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("mrsel1._domainkey.mail", STATE_UNKNOWN);
	/* An alias above it is something else. */
	judge_anew(SOA MX SPF_GOOD DMARC
		   "mail.voorbeeld.nl TXT v=spf1 mx ~all\n"
		   "www.voorbeeld.nl CNAME mail.voorbeeld.nl\n");
	assert_null(findings_have(&verdict.findings, FINDING_DOMAIN_IS_CNAME));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(without_authority_the_resolver_tells),
		CASE(a_domain_that_is_not_there),
		CASE(the_resolver_stands_in),
		CASE(the_resolver_fails),
		CASE(a_lost_question_is_no_news),
		CASE(port_53_is_intercepted),
		CASE(parent_and_zone_differ),
		CASE(the_delegation_moved),
		CASE(the_delegation_is_remembered),
		CASE(dnssec_is_broken),
		CASE(a_resolver_that_fails_once_proves_nothing),
		CASE(dnssec_takes_one_more_question),
		CASE(dnssec_is_broken_for_the_resolver_alone),
		CASE(only_tcp_would_bring_it),
		CASE(a_zone_is_cut_off_below),
		CASE(a_subdomain_in_the_zone_above),
		CASE(a_domain_that_is_an_alias),
	};

	return cmocka_run_group_tests_name("check_world", tests, open_catalog,
					   close_catalog);
}
