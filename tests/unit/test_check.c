/* The verdict: states and outcomes, what waiting means, who is asked and when.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

static void all_there_is_green(void **state)
{
	char *findings;

	(void)state;
	both(GOOD);
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_GREEN);
	findings = all_findings();
	assert_string_equal(findings, "");
	free(findings);
	assert_int_equal(verdict.record_count, 5);
	for (size_t i = 0; i < verdict.record_count; i++) {
		const struct record_verdict *v = &verdict.records[i];

		assert_string_equal(state_name(v->state), "ok");
		assert_int_equal(v->have, 2);
		assert_int_equal(v->of, 2);
		assert_true(v->visible);
		assert_int_equal(v->action, ACTION_KEEP);
	}
	assert_true(verdict.visible);
	assert_int_equal(verdict.visible_by, 0);
	assert_int_equal(verdict.spf_lookups, 2);
	assert_int_equal(verdict.spf_voids, 0);
	assert_string_equal(verdict.zone, "voorbeeld.nl");
	assert_int_equal(verdict.service_count, 1);
	assert_int_equal(verdict.recognised_count, 1);
	assert_string_equal(verdict.recognised[0], "spinoffice");
}

static void nothing_done_yet_is_waiting(void **state)
{
	const struct record_verdict *spf;

	(void)state;
	both(SOA MX SPF_OLD);
	judge();
	assert_true(verdict.complete);
	assert_outcome(OUTCOME_WAITING);
	assert_state("mrsel1._domainkey", STATE_MISSING);
	assert_true(finding_at("mrsel1._domainkey", FINDING_MISSING)->waiting);
	spf = record_at("");
	assert_true(spf->unchanged);
	assert_int_equal(spf->action, ACTION_CHANGE);
	assert_string_equal(spf->old.value, "v=spf1 mx ~all");
	assert_string_equal(spf->wanted.record.value,
			    "v=spf1 mx include:spf.spinoffice-crm.com ~all");
	assert_true(finding_at("", FINDING_SPF_NOT_AUTHORISED)->waiting);
	assert_false(verdict.visible);
}

/* The same on every later look, with what is remembered. */
static void it_stays_waiting_as_long_as_it_is_as_first_seen(void **state)
{
	struct record before = record_make("voorbeeld.nl", RR_TXT,
					   "v=spf1 mx ~all");

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before, 1);
	past_first_seen(&past, "mrsel1._domainkey.voorbeeld.nl", RR_CNAME, NULL,
			0);
	record_free(&before);
	judge_anew(SOA MX SPF_OLD);
	assert_outcome(OUTCOME_WAITING);
	assert_true(record_at("")->unchanged);
	assert_true(record_at("mrsel1._domainkey")->unchanged);
	/* Other TXT records at the domain have nothing to do with it. */
	judge_anew(SOA MX SPF_OLD
		   "voorbeeld.nl TXT google-site-verification=1\n");
	assert_true(record_at("")->unchanged);
	assert_outcome(OUTCOME_WAITING);
}

static void one_done_the_others_not_is_waiting(void **state)
{
	struct record before = record_make("voorbeeld.nl", RR_TXT,
					   "v=spf1 mx ~all");

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before, 1);
	record_free(&before);
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("2"));
	assert_outcome(OUTCOME_WAITING);
	assert_state("", STATE_OK);
	assert_state("mrsel1._domainkey", STATE_MISSING);
	assert_state("mrsel2._domainkey", STATE_OK);
}

static void while_the_old_record_is_away_nothing_is_red(void **state)
{
	struct record before = record_make("voorbeeld.nl", RR_TXT,
					   "v=spf1 a mx ~all");

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before, 1);
	record_free(&before);
	input.watching = true;
	judge_anew(SOA MX DMARC DKIM_ALL);
	assert_outcome(OUTCOME_WAITING);
	assert_state("", STATE_MISSING);
	/* and what is to be entered is still made of what was there */
	assert_string_equal(record_at("")->wanted.record.value,
			    "v=spf1 a mx include:spf.spinoffice-crm.com ~all");
}

static void entered_wrong_is_wrong_at_once(void **state)
{
	struct record before = record_make("voorbeeld.nl", RR_TXT,
					   "v=spf1 mx ~all");

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before, 1);
	past_first_seen(&past, "mrsel3._domainkey.voorbeeld.nl", RR_CNAME, NULL,
			0);
	record_free(&before);
	judge_anew(SOA MX DMARC DKIM_ALL SPF(
		"mx include:spf.spinofice-crm.com ~all"));
	assert_outcome(OUTCOME_WRONG);
	assert_state("", STATE_WRONG);
	assert_false(record_at("")->unchanged);
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("1") DKIM(
		"2") "mrsel3._domainkey.voorbeeld.nl CNAME old.example\n");
	assert_outcome(OUTCOME_WRONG);
	assert_state("mrsel3._domainkey", STATE_WRONG);
	assert_string_equal(
		finding_at("mrsel3._domainkey", FINDING_TARGET_WRONG)->seen,
		"old.example");
}

/* What of it may wait, the finding tells: an old alias does not become right by
 * waiting, but whoever was shown what to do with it sees that it is the old
 * one. */
static void an_old_value_is_wrong_and_not_changed_yet(void **state)
{
	static const char *const zone = SOA MX SPF_OLD DMARC DKIM("1")
		DKIM("2") "mrsel3._domainkey."
			  "voorbeeld.nl CNAME "
			  "old.example\n";

	(void)state;
	for (int look = 0; look < 2; look++) {
		judge_anew(zone);
		remember();
		assert_outcome(OUTCOME_WRONG);
		assert_state("mrsel3._domainkey", STATE_WRONG);
		assert_true(record_at("mrsel3._domainkey")->unchanged);
		assert_false(
			finding_at("mrsel3._domainkey", FINDING_TARGET_WRONG)
				->waiting);
		assert_true(
			finding_at("", FINDING_SPF_NOT_AUTHORISED)->waiting);
	}
}

/* Somebody who keeps looking sees "being changed" for ten minutes. */
static void what_was_right_and_is_gone(void **state)
{
	static const struct {
		bool watching;
		time_t vanished_ago; /* 0: this moment */
		enum outcome outcome;
	} cases[] = {
		{ false, 0, OUTCOME_WRONG },  { false, 60, OUTCOME_WRONG },
		{ true, 0, OUTCOME_WAITING }, { true, 599, OUTCOME_WAITING },
		{ true, 600, OUTCOME_WRONG }, { true, 90000, OUTCOME_WRONG },
	};
	struct milestone *m = past_milestone(
		&past, "mrsel3._domainkey.voorbeeld.nl", RR_CNAME);

	(void)state;
	m->published_at = 1;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		m->vanished_at = cases[i].vanished_ago
					 ? clock_wall() - cases[i].vanished_ago
					 : 0;
		input.watching = cases[i].watching;
		judge_anew(SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2"));
		assert_outcome(cases[i].outcome);
		assert_state("mrsel3._domainkey", STATE_MISSING);
		assert_int_equal(record_at("mrsel3._domainkey")->being_changed,
				 cases[i].outcome == OUTCOME_WAITING);
		assert_false(record_at("mrsel3._domainkey")->unchanged);
		assert_int_equal(
			finding_at("mrsel3._domainkey", FINDING_MISSING)
				->changing,
			cases[i].outcome == OUTCOME_WAITING);
	}
}

/* An old line that is deleted to enter the new one was never right: it is no
 * mistake at any time, and "being changed" for as long. */
static void what_was_there_first_and_is_gone(void **state)
{
	static const struct {
		bool watching;
		time_t vanished_ago;
		bool changing;
	} cases[] = {
		{ true, 0, true },
		{ true, 599, true },
		{ true, 600, false },
		{ false, 0, false },
	};
	struct record old = record_make("voorbeeld.nl", RR_TXT,
					"v=spf1 mx ~all");
	struct milestone *m = past_milestone(&past, "voorbeeld.nl", RR_TXT);

	(void)state;
	past_first_seen(&past, old.name, RR_TXT, &old, 1);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		m->vanished_at = cases[i].vanished_ago
					 ? clock_wall() - cases[i].vanished_ago
					 : 0;
		input.watching = cases[i].watching;
		judge_anew(SOA MX DMARC DKIM_ALL
			   "voorbeeld.nl TXT something else\n");
		assert_outcome(OUTCOME_WAITING);
		assert_state("", STATE_MISSING);
		assert_true(record_at("")->vanished);
		assert_int_equal(record_at("")->being_changed,
				 cases[i].changing);
		assert_true(finding_at("", FINDING_SPF_MISSING)->waiting);
		assert_int_equal(finding_at("", FINDING_SPF_MISSING)->changing,
				 cases[i].changing);
		/* Of what was never there nothing is being changed. */
		assert_false(record_at("mrsel1._domainkey")->vanished);
	}
	record_free(&old);
}

/* Ten minutes are for what vanished, not for what was made wrong. */
static void what_was_right_and_is_another_now_is_wrong(void **state)
{
	(void)state;
	past_milestone(&past, "voorbeeld.nl", RR_TXT)->published_at = 1;
	input.watching = true;
	judge_anew(SOA MX SPF_OLD DMARC DKIM_ALL);
	assert_outcome(OUTCOME_WRONG);
	assert_false(record_at("")->being_changed);
	assert_false(record_at("")->unchanged);
}

/* It was right for what was wanted then; nobody touched it since. */
static void what_was_right_for_another_wish_is_not_changed_yet(void **state)
{
	struct milestone *m = past_milestone(&past, "voorbeeld.nl", RR_TXT);

	(void)state;
	past_first_seen(&past, "voorbeeld.nl", RR_TXT, NULL, 0);
	m->published_at = 1;
	m->value = xstrdup("v=spf1 mx ~all");
	judge_anew(SOA MX SPF_OLD DMARC DKIM_ALL);
	assert_outcome(OUTCOME_WAITING);
	assert_true(record_at("")->unchanged);
	assert_true(finding_at("", FINDING_SPF_NOT_AUTHORISED)->waiting);
	/* Something was entered, and it is wrong. */
	judge_anew(SOA MX SPF("a ~all") DMARC DKIM_ALL);
	assert_outcome(OUTCOME_WRONG);
	assert_false(record_at("")->unchanged);
	judge_anew(SOA MX DMARC DKIM_ALL);
	assert_outcome(OUTCOME_WRONG);
}

/* What stands in the way of a CNAME may have been there all along. */
static void what_is_in_the_way_may_be_old(void **state)
{
	struct record old = record_make("mrsel1._domainkey.voorbeeld.nl",
					RR_TXT, "hello");
	const char *zone = SOA MX SPF_OLD
		"mrsel1._domainkey.voorbeeld.nl TXT hello\n";

	(void)state;
	past_first_seen(&past, old.name, RR_CNAME, NULL, 0);
	past_first_seen(&past, old.name, RR_TXT, &old, 1);
	judge_anew(zone);
	assert_state("mrsel1._domainkey", STATE_WRONG);
	assert_true(record_at("mrsel1._domainkey")->unchanged);
	past_free(&past);
	past_first_seen(&past, old.name, RR_CNAME, NULL, 0);
	past_first_seen(&past, old.name, RR_TXT, NULL, 0);
	judge_anew(zone);
	assert_false(record_at("mrsel1._domainkey")->unchanged);
	record_free(&old);
}

/* Not away but entered anew, in the wrong place. */
static void what_was_right_and_is_elsewhere_now_is_wrong(void **state)
{
	(void)state;
	past_milestone(&past, "mrsel3._domainkey.voorbeeld.nl", RR_CNAME)
		->published_at = 1;
	input.watching = true;
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("1")
			   DKIM("2") "mrsel3.voorbeeld.nl CNAME "
				     "mrsel3._domainkey.spinoffice-crm.com\n");
	assert_outcome(OUTCOME_WRONG);
	assert_state("mrsel3._domainkey", STATE_WRONG);
	assert_false(record_at("mrsel3._domainkey")->being_changed);
}

/* Nobody chose a service: what every sending domain needs, and what the domain
 * shows to use, as advice. */
static void without_a_service(void **state)
{
	(void)state;
	choices_clear_services(&choices);
	judge_anew(SOA MX SPF_GOOD DMARC DKIM("1"));
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(verdict.service_count, 1);
	assert_string_equal(verdict.services[0], "spinoffice");
	assert_state("mrsel2._domainkey", STATE_MISSING);
	assert_int_equal(
		finding_at("mrsel2._domainkey", FINDING_MISSING)->severity,
		SEVERITY_WARNING);
	assert_false(record_at("mrsel2._domainkey")->wanted.required);
	judge_anew(SOA MX SPF_OLD);
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(verdict.service_count, 0);
	assert_int_equal(verdict.record_count, 2);
	judge_anew(SOA MX);
	assert_outcome(OUTCOME_WAITING);
	assert_int_equal(finding_at("", FINDING_SPF_MISSING)->severity,
			 SEVERITY_ERROR);
	judge_anew(SOA MX SPF_OLD SPF_GOOD);
	assert_outcome(OUTCOME_WRONG);
	/* Of whom some values are each customer's own, nothing can be asked. */
	judge_anew(SOA MX SPF("include:spf.protection.outlook.com ~all"));
	assert_int_equal(verdict.recognised_count, 1);
	assert_int_equal(verdict.service_count, 0);
}

/* By way of an alias it sends for its own domain, not for this one. */
static void a_service_without_dns_is_not_judged(void **state)
{
	(void)state;
	choices_clear_services(&choices);
	choices_add(&choices, "flicono")->way = WAY_ALIAS;
	judge_anew(SOA MX SPF_OLD DMARC);
	assert_outcome(OUTCOME_GREEN);
	assert_int_equal(verdict.service_count, 0);
	assert_int_equal(verdict.record_count, 2);
}

static void a_required_record_that_nobody_tells_is_unknown(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM("2")
		     DKIM("3") "mrsel1._domainkey.voorbeeld.nl CNAME SILENT\n");
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("mrsel1._domainkey", STATE_UNKNOWN);
	/* What is known to be wrong is graver. */
	judge_anew(SOA MX SPF_GOOD SPF_OLD DMARC DKIM("2") DKIM(
		"3") "mrsel1._domainkey.voorbeeld.nl CNAME SILENT\n");
	assert_outcome(OUTCOME_WRONG);
	/* What is only missing is not. */
	judge_anew(SOA MX SPF_GOOD DMARC DKIM(
		"2") "mrsel1._domainkey.voorbeeld.nl CNAME SILENT\n");
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("mrsel3._domainkey", STATE_MISSING);
}

/* An error in it would be one, too, so it keeps from green, and no more. */
static void advice_that_nobody_tells_is_a_doubt(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD DKIM_ALL "_dmarc.voorbeeld.nl TXT SILENT\n");
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("_dmarc", STATE_UNKNOWN);
	assert_false(record_at("_dmarc")->wanted.required);
	judge_anew(
		SOA MX SPF_GOOD DKIM("1") "_dmarc.voorbeeld.nl TXT SILENT\n");
	assert_outcome(OUTCOME_WAITING);
}

/* The zone's servers say that it is not theirs, and nobody says whose; about
 * other names that tells nothing. */
static void a_zone_cut_that_leads_nowhere_is_unknown(void **state)
{
	(void)state;
	both(SOA MX SPF_GOOD "_domainkey.voorbeeld.nl NS ns.below.example\n");
	judge();
	assert_outcome(OUTCOME_UNKNOWN);
	assert_state("mrsel1._domainkey", STATE_UNKNOWN);
	assert_int_equal(record_at("mrsel1._domainkey")->findings.count, 0);
	assert_state("_dmarc", STATE_MISSING);
	(void)finding_at("_dmarc", FINDING_DMARC_MISSING);
	assert_int_equal(record_at("_dmarc")->findings.count, 1);
}

static void states_and_outcomes_have_names(void **state)
{
	(void)state;
	assert_string_equal(state_name(STATE_OK), "ok");
	assert_string_equal(state_name(STATE_MISSING), "missing");
	assert_string_equal(state_name(STATE_WRONG), "wrong");
	assert_string_equal(state_name(STATE_PARTIAL), "partial");
	assert_string_equal(state_name(STATE_UNKNOWN), "unknown");
	assert_string_equal(outcome_name(OUTCOME_GREEN), "green");
	assert_string_equal(outcome_name(OUTCOME_WAITING), "waiting");
	assert_string_equal(outcome_name(OUTCOME_WRONG), "wrong");
	assert_string_equal(outcome_name(OUTCOME_UNKNOWN), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(all_there_is_green),
		CASE(nothing_done_yet_is_waiting),
		CASE(it_stays_waiting_as_long_as_it_is_as_first_seen),
		CASE(one_done_the_others_not_is_waiting),
		CASE(while_the_old_record_is_away_nothing_is_red),
		CASE(entered_wrong_is_wrong_at_once),
		CASE(an_old_value_is_wrong_and_not_changed_yet),
		CASE(what_was_right_and_is_gone),
		CASE(what_was_there_first_and_is_gone),
		CASE(what_was_right_and_is_another_now_is_wrong),
		CASE(what_was_right_for_another_wish_is_not_changed_yet),
		CASE(what_is_in_the_way_may_be_old),
		CASE(what_was_right_and_is_elsewhere_now_is_wrong),
		CASE(without_a_service),
		CASE(a_service_without_dns_is_not_judged),
		CASE(a_required_record_that_nobody_tells_is_unknown),
		CASE(advice_that_nobody_tells_is_a_doubt),
		CASE(a_zone_cut_that_leads_nowhere_is_unknown),
		CASE(states_and_outcomes_have_names),
	};

	return cmocka_run_group_tests_name("check", tests, open_catalog,
					   close_catalog);
}
