/* The check on zones as text: what each situation is called.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/check.h"
#include "unit/fake_dns.h"

#define SOA                                                                    \
	"voorbeeld.nl. 300 IN SOA ns1.host.example. h.host.example. 1 1 1 1 900\n"
#define MX "voorbeeld.nl. 300 IN MX 10 mail.voorbeeld.nl.\n"                   \
	   "mail.voorbeeld.nl. 300 IN A 192.0.2.25\n"
#define DKIM(n)                                                                \
	"mrsel" n "._domainkey.voorbeeld.nl. 300 IN CNAME mrsel" n             \
	"._domainkey.spinoffice-crm.com.\n"
#define DKIM_ALL DKIM("1") DKIM("2") DKIM("3")
#define SPF_GOOD                                                               \
	"voorbeeld.nl. 300 IN TXT \"v=spf1 mx "                                \
	"include:spf.spinoffice-crm.com ~all\"\n"
#define SPF_OLD "voorbeeld.nl. 300 IN TXT \"v=spf1 mx ~all\"\n"
#define DMARC "_dmarc.voorbeeld.nl. 300 IN TXT \"v=DMARC1; p=none\"\n"
#define VENDOR                                                                 \
	"spf.spinoffice-crm.com. 300 IN TXT \"v=spf1 ip4:192.0.2.128/25 -all\"\n"

static struct catalog *catalog;
static struct choices choices;
static struct past past;
static struct verdict verdict;

static int set_up(void **state)
{
	(void)state;
	fake_reset();
	fake_zone(FAKE_RESOLVER, VENDOR);
	choices_add(&choices, "spinoffice");
	snprintf(choices.domain, sizeof(choices.domain), "voorbeeld.nl");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	verdict_free(&verdict);
	choices_free(&choices);
	past_free(&past);
	fake_reset();
	return 0;
}

static void both(const char *text)
{
	fake_zone(FAKE_SERVER_1, text);
	fake_zone(FAKE_SERVER_2, text);
}

static void judge(void)
{
	const struct check_input input = {
		.catalog = catalog,
		.choices = &choices,
		.past = &past,
		.use_authority = true,
		.now = clock_wall(),
	};

	check_judge(&input, &verdict);
	assert_true(verdict.complete);
}

static const struct record_verdict *record_of(enum purpose purpose,
					      const char *prefix)
{
	for (size_t i = 0; i < verdict.record_count; i++) {
		const struct record_verdict *v = &verdict.records[i];

		if (v->wanted.purpose == purpose &&
		    !strncmp(v->wanted.record.name, prefix, strlen(prefix)))
			return v;
	}
	fail_msg("no record %s", prefix);
	return NULL;
}

static void assert_outcome(enum outcome expected)
{
	assert_string_equal(outcome_name(verdict.outcome),
			    outcome_name(expected));
}

static void assert_state(const char *prefix, enum state expected)
{
	enum purpose purpose = *prefix == 'm'   ? PURPOSE_DKIM
			       : *prefix == '_' ? PURPOSE_DMARC
						: PURPOSE_SPF;

	assert_string_equal(state_name(record_of(purpose, prefix)->state),
			    state_name(expected));
}

static void all_there_is_green(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM_ALL);
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_state("voorbeeld", STATE_OK);
	assert_state("mrsel3", STATE_OK);
	assert_int_equal(verdict.spf_lookups, 2);
	assert_int_equal(record_of(PURPOSE_DKIM, "mrsel1")->have, 2);
	assert_int_equal(record_of(PURPOSE_DKIM, "mrsel1")->of, 2);
	assert_string_equal(verdict.zone, "voorbeeld.nl");
}

static void nothing_done_yet_is_waiting(void **state)
{
	const struct record_verdict *spf;

	(void)state;
	both(SOA MX SPF_OLD);
	judge();
	assert_outcome(OUTCOME_WAITING);
	assert_state("mrsel1", STATE_MISSING);
	spf = record_of(PURPOSE_SPF, "voorbeeld");
	assert_true(spf->unchanged);
	assert_int_equal(spf->action, ACTION_CHANGE);
	assert_string_equal(
		spf->wanted.record.value,
		"v=spf1 mx include:spf.spinoffice-crm.com ~all");
	assert_true(findings_have(&spf->findings, FINDING_SPF_NOT_AUTHORISED)
			    ->waiting);
	assert_non_null(findings_have(
		&record_of(PURPOSE_DKIM, "mrsel1")->findings, FINDING_MISSING));
}

static void nothing_of_the_customer_is_asked_of_the_resolver(void **state)
{
	(void)state;
	both(SOA MX SPF_OLD);
	judge();
	/* The service's own record and nothing else. */
	assert_int_equal(fake_servers[FAKE_RESOLVER].asked, 0);
}

static void one_server_has_it_is_partial(void **state)
{
	(void)state;
	fake_zone(FAKE_SERVER_1, SOA MX SPF_GOOD DMARC DKIM_ALL);
	fake_zone(FAKE_SERVER_2, SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2"));
	judge();
	assert_outcome(OUTCOME_WAITING);
	assert_state("mrsel3", STATE_PARTIAL);
	assert_int_equal(record_of(PURPOSE_DKIM, "mrsel3")->have, 1);
	assert_non_null(
		findings_have(&record_of(PURPOSE_DKIM, "mrsel3")->findings,
			      FINDING_NAMESERVERS_DISAGREE));
}

static void one_silent_server_does_not_make_it_unknown(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM_ALL);
	fake_servers[FAKE_SERVER_2].mute = ANSWER_SILENT;
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_non_null(findings_have(&verdict.findings,
				      FINDING_NAMESERVER_SILENT));
	assert_int_equal(record_of(PURPOSE_DKIM, "mrsel1")->of, 1);
}

static void all_servers_mute_is_unknown(void **state)
{
	static const enum answer_status mutes[] = {
		ANSWER_SILENT, ANSWER_REFUSED, ANSWER_FAILED, ANSWER_REFERRAL
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(mutes); i++) {
		verdict_free(&verdict);
		fake_servers[FAKE_SERVER_1].mute = mutes[i];
		fake_servers[FAKE_SERVER_2].mute = mutes[i];
		judge();
		assert_outcome(OUTCOME_UNKNOWN);
		assert_state("mrsel1", STATE_UNKNOWN);
		assert_state("voorbeeld", STATE_UNKNOWN);
	}
}

static void resolver_that_fails_does_not_make_missing(void **state)
{
	(void)state;
	both(SOA MX SPF_OLD DMARC DKIM_ALL);
	fake_servers[FAKE_RESOLVER].mute = ANSWER_SILENT;
	judge();
	assert_state("mrsel1", STATE_OK);
	assert_false(record_of(PURPOSE_DKIM, "mrsel1")->visible);
}

static void another_target_is_wrong(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2")
	     "mrsel3._domainkey.voorbeeld.nl. 300 IN CNAME old.example.\n");
	judge();
	assert_outcome(OUTCOME_WRONG);
	assert_state("mrsel3", STATE_WRONG);
	assert_string_equal(
		findings_have(&record_of(PURPOSE_DKIM, "mrsel3")->findings,
			      FINDING_TARGET_WRONG)
			->seen,
		"old.example");
}

static void what_was_right_and_is_gone_is_wrong(void **state)
{
	struct milestone *m;

	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2"));
	m = past_milestone(&past, "mrsel3._domainkey.voorbeeld.nl", RR_CNAME);
	m->published_at = 1;
	judge();
	assert_outcome(OUTCOME_WRONG);
	assert_state("mrsel3", STATE_MISSING);
}

static void entered_wrong_is_wrong_at_once(void **state)
{
	struct record before = record_make("voorbeeld.nl", RR_TXT,
					   "v=spf1 mx ~all");

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before, 1);
	record_free(&before);
	both(SOA MX DMARC DKIM_ALL
	     "voorbeeld.nl. 300 IN TXT \"v=spf1 mx "
	     "include:spf.spinofice-crm.com ~all\"\n");
	judge();
	assert_outcome(OUTCOME_WRONG);
	assert_false(record_of(PURPOSE_SPF, "voorbeeld")->unchanged);
}

static void two_spf_records_are_wrong(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD SPF_OLD DMARC DKIM_ALL);
	judge();
	assert_outcome(OUTCOME_WRONG);
	assert_non_null(
		findings_have(&record_of(PURPOSE_SPF, "voorbeeld")->findings,
			      FINDING_SPF_MULTIPLE));
}

static void published_but_not_yet_visible(void **state)
{
	const struct record_verdict *v;

	(void)state;
	clock_set_for_test(1, 1000000);
	both(SOA MX SPF_GOOD DMARC DKIM_ALL);
	fake_zone(FAKE_RESOLVER, SPF_OLD DKIM("1"));
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_false(verdict.visible);
	assert_true(record_of(PURPOSE_DKIM, "mrsel1")->visible);
	v = record_of(PURPOSE_DKIM, "mrsel2");
	assert_int_equal(v->visible_by, 1000900);
	assert_non_null(findings_have(&v->findings, FINDING_CACHED_NEGATIVE));
	v = record_of(PURPOSE_SPF, "voorbeeld");
	assert_int_equal(v->visible_by, 1000300);
	assert_non_null(findings_have(&v->findings, FINDING_CACHED_OLD));
	clock_set_for_test(-1, 0);
}

static void dmarc_is_advice_when_no_service_wants_it(void **state)
{
	const struct record_verdict *v;

	(void)state;
	both(SOA MX SPF_GOOD DKIM_ALL);
	judge();
	assert_outcome(OUTCOME_GREEN);
	v = record_of(PURPOSE_DMARC, "_dmarc");
	assert_false(v->wanted.required);
	assert_int_equal(findings_have(&v->findings, FINDING_DMARC_MISSING)
				 ->severity,
			 SEVERITY_WARNING);
}

static void a_strangers_record_is_not_needed_for_authority_no(void **state)
{
	const struct check_input input = {
		.catalog = catalog,
		.choices = &choices,
		.past = &past,
		.use_authority = false,
		.now = 1,
	};

	(void)state;
	fake_zone(FAKE_RESOLVER, SOA MX SPF_GOOD DMARC DKIM_ALL);
	check_judge(&input, &verdict);
	assert_outcome(OUTCOME_GREEN);
	assert_null(verdict.zone);
	assert_int_equal(verdict.server_count, 0);
	assert_true(verdict.visible);
	assert_int_equal(fake_servers[FAKE_SERVER_1].asked, 0);
}

static void no_such_domain(void **state)
{
	(void)state;
	fake_authority = AUTHORITY_NO_DOMAIN;
	judge();
	assert_outcome(OUTCOME_WRONG);
	assert_non_null(
		findings_have(&verdict.findings, FINDING_DOMAIN_MISSING));
	verdict_free(&verdict);
	fake_authority = AUTHORITY_UNKNOWN;
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_there_is_green),
		TEST(nothing_done_yet_is_waiting),
		TEST(nothing_of_the_customer_is_asked_of_the_resolver),
		TEST(one_server_has_it_is_partial),
		TEST(one_silent_server_does_not_make_it_unknown),
		TEST(all_servers_mute_is_unknown),
		TEST(resolver_that_fails_does_not_make_missing),
		TEST(another_target_is_wrong),
		TEST(what_was_right_and_is_gone_is_wrong),
		TEST(entered_wrong_is_wrong_at_once),
		TEST(two_spf_records_are_wrong),
		TEST(published_but_not_yet_visible),
		TEST(dmarc_is_advice_when_no_service_wants_it),
		TEST(a_strangers_record_is_not_needed_for_authority_no),
		TEST(no_such_domain),
	};
	int failed;

	catalog = catalog_new("src/catalog");
	failed = cmocka_run_group_tests_name("check", tests, NULL, NULL);
	catalog_free(catalog);
	return failed;
}
