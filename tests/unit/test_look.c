/* One look, or again and again: what is asked when, and what is remembered.
 *
 * Time, timers and the table of facts are the test's own.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/look_case.h"

static enum outcome outcome(void)
{
	return look_verdict(look)->outcome;
}

static void once_is_once(void **state)
{
	(void)state;
	look_from_now(false, false);
	assert_null(look_verdict(look));
	assert_int_equal(calls, 0); /* never from inside */
	fire();
	assert_true(look_verdict(look)->complete);
	assert_int_equal(calls, 1);
	assert_false(timer.set);
	assert_int_equal(look_next_ms(look), 0);
}

/* What is there at the first look is how zegel first saw it; later looks do not
 * change that. */
static void the_first_look_is_remembered(void **state)
{
	size_t index = 0;

	(void)state;
	look_from_now(true, false);
	fire();
	assert_int_equal(outcome(), OUTCOME_WAITING);
	assert_true(past_has(&past, "voorbeeld.nl", RR_TXT));
	assert_true(past_has(&past, "voorbeeld.nl", RR_NS));
	assert_true(past_has(&past, "_dmarc.voorbeeld.nl", RR_TXT));
	assert_true(
		past_has(&past, "mrsel1._domainkey.voorbeeld.nl", RR_CNAME));
	assert_true(past.changed);
	publish("2", GOOD);
	fire();
	assert_int_equal(outcome(), OUTCOME_GREEN);
	assert_string_equal(
		past_next(&past, "voorbeeld.nl", RR_TXT, &index)->value,
		"v=spf1 mx ~all");
}

/* The serial is the cheap question; what moved is looked at at once. */
static void a_serial_that_moves(void **state)
{
	size_t asked;

	(void)state;
	look_from_now(true, false);
	fire();
	asked = fake_asked(FAKE_NS1, NULL, RR_NONE);
	assert_int_equal(expired, 1);
	assert_int_equal(look_next_ms(look), now_ms + 2000);
	fire();
	assert_int_equal(expired, 1); /* the serial alone */
	assert_int_equal(fake_asked(FAKE_NS1, NULL, RR_NONE), asked);
	publish("2", GOOD);
	fire();
	assert_int_equal(expired, 1);
	assert_int_equal(outcome(), OUTCOME_GREEN);
}

static bool has_first_key(size_t server)
{
	const struct fake_question *q = fake_find(
		server, "mrsel1._domainkey.voorbeeld.nl", RR_CNAME, false);

	assert_non_null(q);
	return q->answer.status == ANSWER_RECORDS;
}

/* Two addresses of one name server: each serial is asked of one of them, in
 * turn, and what moved at one is asked of both. */
static void a_name_server_with_two_addresses(void **state)
{
	(void)state;
	fake.servers[FAKE_NS1].name = fake.servers[FAKE_NS2].name =
		"ns1.host.example";
	look_from_now(true, false);
	fire();
	publish_at(FAKE_NS1, "2", GOOD);
	fire();
	assert_false(has_first_key(FAKE_NS1));
	fire();
	assert_true(has_first_key(FAKE_NS1));
	assert_false(has_first_key(FAKE_NS2));
	publish("3", GOOD);
	fire();
	assert_int_equal(expired, 1);
	assert_int_equal(outcome(), OUTCOME_GREEN);
}

/* Some hosts never move it. */
static void a_serial_that_never_moves(void **state)
{
	(void)state;
	look_from_now(true, false);
	fire();
	publish("1", GOOD);
	for (unsigned i = 0; i < 5 && expired < 2; i++)
		fire();
	assert_int_equal(expired, 2);
	assert_true(now_ms < 15000);
	assert_int_equal(outcome(), OUTCOME_GREEN);
}

/* Enter: everything, the neighbours, too, and the pace begins anew. */
static void somebody_cannot_wait(void **state)
{
	(void)state;
	look_from_now(true, false);
	fire();
	pass(10 * 60 * 1000);
	fire();
	assert_int_equal(look_next_ms(look), now_ms + 10000);
	publish("1", SOA MX SPF_OLD "mrsel1.voorbeeld.nl CNAME "
				    "mrsel1._domainkey.spinoffice-crm.com\n");
	assert_int_equal(expired_all, 0);
	look_now(look);
	fire();
	assert_int_equal(expired_all, 1);
	assert_int_equal(outcome(), OUTCOME_WRONG);
	assert_int_equal(look_next_ms(look), now_ms + 2000);
	/* and the next one is an ordinary one */
	fire();
	assert_int_equal(expired_all, 1);
}

static const struct milestone *third_key(void)
{
	return past_find_milestone(&past, "mrsel3._domainkey.voorbeeld.nl",
				   RR_CNAME);
}

/* From missing to there, away for a while, and there again. */
static void milestones(void **state)
{
	(void)state;
	look_from_now(true, false);
	fire();
	assert_true(third_key()->was_missing);
	assert_int_equal(third_key()->published_at, 0);
	publish("2", GOOD);
	fire();
	assert_int_equal(third_key()->published_at, clock_wall());
	assert_int_equal(third_key()->vanished_at, 0);
	publish("3", SOA MX SPF_GOOD DMARC DKIM("1") DKIM("2"));
	fire();
	assert_int_equal(third_key()->vanished_at, clock_wall());
	assert_int_equal(outcome(), OUTCOME_WAITING); /* being changed */
	pass(601000);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_WRONG);
	publish("4", GOOD);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_GREEN);
	assert_int_equal(third_key()->published_at, clock_wall());
	assert_int_equal(third_key()->vanished_at, 0);
	assert_true(third_key()->was_missing);
}

/* What was right for one program is "not changed yet" for the next. */
static void another_program_is_chosen(void **state)
{
	const struct milestone *spf;

	(void)state;
	choices_clear_services(&choices);
	look_from_now(true, false);
	fire();
	assert_int_equal(outcome(), OUTCOME_GREEN);
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_string_equal(spf->value, "v=spf1 mx ~all");
	choices_add(&choices, "spinoffice");
	look_choices_changed(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_WAITING);
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_int_equal(spf->vanished_at, 0);
	/* Another mistake than doing nothing. */
	publish("2", SOA MX SPF("a ~all") DMARC);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_WRONG);
	publish("3", GOOD);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_GREEN);
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_string_equal(spf->value,
			    "v=spf1 mx include:spf.spinoffice-crm.com ~all");
}

/* Deleted, to be entered anew: that takes a moment, and has its own. */
static void what_is_replaced_vanishes_for_a_moment(void **state)
{
	const struct milestone *spf;
	time_t vanished_at;

	(void)state;
	look_from_now(true, false);
	fire();
	publish("2", SOA MX DMARC DKIM_ALL);
	look_now(look);
	fire();
	vanished_at = clock_wall();
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_int_equal(spf->vanished_at, vanished_at);
	assert_int_equal(outcome(), OUTCOME_WAITING);
	pass(60000);
	look_now(look);
	fire();
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_int_equal(spf->vanished_at, vanished_at);
	/* The old one is back, and goes once more. */
	publish("3", SOA MX SPF_OLD DMARC DKIM_ALL);
	look_now(look);
	fire();
	spf = past_find_milestone(&past, "voorbeeld.nl", RR_TXT);
	assert_int_equal(spf->vanished_at, 0);
	publish("4", GOOD);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_GREEN);
}

/* A name server that says nothing takes no milestone away. */
static void silence_is_no_milestone(void **state)
{
	time_t published_at;

	(void)state;
	publish("1", GOOD);
	look_from_now(true, false);
	fire();
	assert_false(third_key()->was_missing);
	published_at = third_key()->published_at;
	assert_int_not_equal(published_at, 0);
	past.changed = false;
	fake.servers[FAKE_NS1].mute = fake.servers[FAKE_NS2].mute =
		ANSWER_SILENT;
	pass(60000);
	look_now(look);
	fire();
	assert_int_equal(outcome(), OUTCOME_UNKNOWN);
	assert_int_equal(third_key()->published_at, published_at);
	assert_int_equal(third_key()->vanished_at, 0);
	assert_false(past.changed);
}

/* Before the services are chosen: what is there, and no milestone. */
static void at_first_what_is_there(void **state)
{
	(void)state;
	choices_clear_services(&choices);
	look_from_now(false, true);
	fire();
	assert_false(timer.set);
	assert_true(past_has(&past, "voorbeeld.nl", RR_TXT));
	assert_int_equal(past.milestone_count, 0);
	/* Half an hour later the customer is at the records. */
	pass(30 * 60 * 1000);
	publish("1", SOA MX SPF("a ~all"));
	choices_add(&choices, "spinoffice");
	look_choices_changed(look);
	look_set_watching(look, true);
	fire();
	assert_string_equal(look_verdict(look)->spf_record, "v=spf1 a ~all");
	assert_int_equal(look_next_ms(look), now_ms + 2000);
	assert_true(past.milestone_count > 0);
	look_set_watching(look, false);
	fire();
	assert_false(timer.set);
}

/* Who hands it over waits for days. */
static void handed_over_is_slow(void **state)
{
	(void)state;
	look_from_now(true, false);
	fire();
	look_set_handed_over(look, true);
	fire();
	assert_int_equal(look_next_ms(look), now_ms + 5 * 60 * 1000);
	look_set_handed_over(look, true); /* as it is */
	assert_int_equal(timer.at_ms, look_next_ms(look));
	look_set_handed_over(look, false);
	fire();
	assert_int_equal(look_next_ms(look), now_ms + 2000);
}

/* A resolver says the same until its answer has run out. */
static void only_a_resolver_is_asked_slowly(void **state)
{
	const struct look_options options = {
		.catalog = catalog,
		.keep_looking = true,
		.changed = changed,
		.ctx = &calls,
	};

	(void)state;
	look = look_new(NULL, NULL, &choices, &past, &options);
	resolver_rest_ms = 900000;
	fire();
	assert_int_equal(look_next_ms(look), now_ms + 900000);
	resolver_rest_ms = 500;
	fire();
	assert_int_equal(look_next_ms(look), now_ms + 10000);
	resolver_rest_ms = 0;
}

static void nothing_comes_after_the_end(void **state)
{
	(void)state;
	look_from_now(true, false);
	look_free(look);
	look = NULL;
	assert_false(timer.set);
	assert_int_equal(calls, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOOK(once_is_once),
		LOOK(the_first_look_is_remembered),
		LOOK(a_serial_that_moves),
		LOOK(a_name_server_with_two_addresses),
		LOOK(a_serial_that_never_moves),
		LOOK(somebody_cannot_wait),
		LOOK(milestones),
		LOOK(another_program_is_chosen),
		LOOK(what_is_replaced_vanishes_for_a_moment),
		LOOK(silence_is_no_milestone),
		LOOK(at_first_what_is_there),
		LOOK(handed_over_is_slow),
		LOOK(only_a_resolver_is_asked_slowly),
		LOOK(nothing_comes_after_the_end),
	};

	return cmocka_run_group_tests_name("look", tests, open_catalog,
					   close_catalog);
}
