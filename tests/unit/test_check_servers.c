/* Several name servers: which of them count, and what they come to together.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

static void one_server_has_it_is_partial(void **state)
{
	const struct record_verdict *v;

	(void)state;
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(FAKE_NS2, SOA MX SPF_OLD DMARC DKIM("1") DKIM("2"));
	judge();
	assert_outcome(OUTCOME_WAITING);
	v = record_at("mrsel3._domainkey");
	assert_string_equal(state_name(v->state), "partial");
	assert_int_equal(v->have, 1);
	assert_int_equal(v->of, 2);
	assert_false(v->visible);
	assert_int_equal(
		finding_at("mrsel3._domainkey", FINDING_NAMESERVERS_DISAGREE)
			->place,
		1);
	/* The other one still has the old SPF record. */
	assert_state("", STATE_PARTIAL);
}

/* What was green and reaches the second server later is not wrong. */
static void partial_after_green_is_waiting(void **state)
{
	(void)state;
	past_milestone(&past, "mrsel3._domainkey.voorbeeld.nl", RR_CNAME)
		->published_at = 1;
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(FAKE_NS2, SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2"));
	judge();
	assert_outcome(OUTCOME_WAITING);
}

static void one_mute_server_does_not_make_it_unknown(void **state)
{
	static const struct {
		enum answer_status mute;
		enum finding_code code;
	} mutes[] = {
		{ ANSWER_SILENT, FINDING_NAMESERVER_SILENT },
		{ ANSWER_REFUSED, FINDING_NAMESERVER_LAME },
		{ ANSWER_FAILED, FINDING_NAMESERVER_LAME },
		{ ANSWER_REFERRAL, FINDING_NAMESERVER_LAME },
	};

	(void)state;
	both(GOOD);
	for (size_t i = 0; i < COUNT_OF(mutes); i++) {
		fake_forget();
		fake.servers[FAKE_NS2].mute = mutes[i].mute;
		judge();
		assert_outcome(OUTCOME_GREEN);
		assert_string_equal(domain_finding(mutes[i].code)->server,
				    "ns2.host.example");
		assert_int_equal(record_at("mrsel1._domainkey")->of, 1);
		assert_false(verdict.servers[1].answers);
		assert_true(verdict.servers[0].answers);
	}
}

/* Silent from the first record on: not even then. */
static void a_server_that_falls_silent_does_not_count(void **state)
{
	(void)state;
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(
		FAKE_NS2,
		SOA MX DMARC DKIM("2") DKIM(
			"3") "voorbeeld.nl TXT SILENT\n"
			     "mrsel1._domainkey.voorbeeld.nl CNAME SERVFAIL\n");
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(record_at("")->of, 1);
	assert_int_equal(record_at("mrsel1._domainkey")->of, 1);
	assert_int_equal(record_at("mrsel2._domainkey")->of, 2);
}

static void all_servers_mute_is_unknown(void **state)
{
	static const enum answer_status mutes[] = {
		ANSWER_SILENT, ANSWER_REFUSED, ANSWER_FAILED, ANSWER_REFERRAL
	};

	(void)state;
	both(GOOD);
	for (size_t i = 0; i < COUNT_OF(mutes); i++) {
		fake_forget();
		fake.servers[FAKE_NS1].mute = mutes[i];
		fake.servers[FAKE_NS2].mute = mutes[i];
		judge();
		assert_true(verdict.complete);
		assert_outcome(OUTCOME_UNKNOWN);
		assert_state("mrsel1._domainkey", STATE_UNKNOWN);
		assert_state("", STATE_UNKNOWN);
		assert_int_equal(
			fake_asked(FAKE_RESOLVER, "voorbeeld.nl", RR_NONE), 0);
	}
}

/* Without AA it is some cache's word: neither green nor missing. */
static void green_needs_authority(void **state)
{
	(void)state;
	both(GOOD);
	fake.servers[FAKE_NS1].lame = fake.servers[FAKE_NS2].lame = true;
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("mrsel1._domainkey", STATE_UNKNOWN);
	domain_finding(FINDING_NAMESERVER_LAME);
	fake.servers[FAKE_NS1].lame = false;
	fake_forget();
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(record_at("")->of, 1);
}

/* A name server with two addresses is one; the graver answer counts. */
static void two_addresses_are_one_server(void **state)
{
	(void)state;
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(FAKE_NS2, GOOD);
	fake_zone(FAKE_NS3, SOA MX SPF_GOOD DMARC DKIM("1"));
	fake.servers[FAKE_NS3].name = "ns2.host.example";
	judge();
	assert_int_equal(record_at("mrsel1._domainkey")->of, 2);
	assert_int_equal(record_at("mrsel3._domainkey")->have, 1);
	assert_int_equal(record_at("mrsel3._domainkey")->of, 2);
	assert_state("mrsel3._domainkey", STATE_PARTIAL);
	fake_forget();
	fake.servers[FAKE_NS3].mute = ANSWER_SILENT;
	judge();
	assert_outcome(OUTCOME_GREEN);
}

static void an_address_without_route_is_left_out(void **state)
{
	(void)state;
	both(GOOD);
	fake_zone(FAKE_NS3, SOA);
	fake.servers[FAKE_NS3].no_route = true;
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_null(
		findings_have(&verdict.findings, FINDING_NAMESERVER_SILENT));
	assert_int_equal(record_at("")->of, 2);
	assert_int_equal(verdict.server_count, 3);
	assert_false(verdict.servers[2].asked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(one_server_has_it_is_partial),
		CASE(partial_after_green_is_waiting),
		CASE(one_mute_server_does_not_make_it_unknown),
		CASE(a_server_that_falls_silent_does_not_count),
		CASE(all_servers_mute_is_unknown),
		CASE(green_needs_authority),
		CASE(two_addresses_are_one_server),
		CASE(an_address_without_route_is_left_out),
	};

	return cmocka_run_group_tests_name("check_servers", tests, open_catalog,
					   close_catalog);
}
