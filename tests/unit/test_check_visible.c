/* Who is asked, when, and how often; and when the world sees it.
 *
 * SPDX-License-Identifier: MIT */
#include "unit/check_case.h"

/* How often the resolver was asked for something of the customer. */
static size_t asked_resolver(const char *name, enum rr type)
{
	size_t count = 0;

	for (size_t i = 0; i < FAKE_BUCKETS; i++) {
		const struct fake_question *q = fake.buckets[i];

		for (; q; q = q->next)
			count += q->server == FAKE_RESOLVER &&
				 q->type == type && name_equal(q->name, name);
	}
	return count;
}

static void the_resolver_is_not_asked_too_early(void **state)
{
	(void)state;
	both(SOA MX SPF_OLD);
	judge();
	assert_true(verdict.complete);
	assert_int_equal(fake_asked(FAKE_RESOLVER, "voorbeeld.nl", RR_NONE), 0);
	/* On one of the two is not everywhere. */
	fake_reset();
	fake_zone(FAKE_RESOLVER, VENDOR);
	fake_zone(FAKE_NS1, GOOD);
	fake_zone(FAKE_NS2, SOA MX SPF_OLD DMARC);
	judge();
	assert_int_equal(asked_resolver("voorbeeld.nl", RR_TXT), 0);
	assert_int_equal(
		asked_resolver("mrsel1._domainkey.voorbeeld.nl", RR_CNAME), 0);
	assert_int_equal(asked_resolver("_dmarc.voorbeeld.nl", RR_TXT), 1);
}

/* The same while answers trickle in, in any order: what is known so far may
 * look as if everybody had it. */
static void nor_while_answers_are_still_to_come(void **state)
{
	(void)state;
	for (uint64_t run = 1; run <= 200; run++) {
		uint64_t seed = run * 0x9e3779b97f4a7c15u;

		fake_reset();
		fake.held = true;
		fake_zone(FAKE_RESOLVER, VENDOR);
		fake_zone(FAKE_NS1, GOOD);
		fake_zone(FAKE_NS2, SOA MX SPF_OLD DMARC DKIM("2"));
		do
			judge();
		while (!verdict.complete && fake_deliver(&seed));
		assert_true(verdict.complete);
		assert_state("mrsel1._domainkey", STATE_PARTIAL);
		assert_int_equal(asked_resolver("voorbeeld.nl", RR_TXT), 0);
		assert_int_equal(
			asked_resolver("mrsel1._domainkey.voorbeeld.nl",
				       RR_CNAME),
			0);
		assert_int_equal(
			asked_resolver("mrsel2._domainkey.voorbeeld.nl",
				       RR_CNAME),
			1);
	}
}

/* Before the services are chosen nothing is asked of it at all. */
static void nor_for_what_is_there_before_the_choice(void **state)
{
	(void)state;
	choices_clear_services(&choices);
	input.only_present = true;
	both(GOOD);
	judge();
	assert_true(verdict.complete);
	assert_int_equal(asked_resolver("voorbeeld.nl", RR_TXT), 0);
	assert_int_equal(asked_resolver("_dmarc.voorbeeld.nl", RR_TXT), 0);
	assert_int_equal(fake_asked(FAKE_RESOLVER, "voorbeeld.nl", RR_NONE), 0);
	assert_int_equal(verdict.recognised_count, 1);
	assert_string_equal(verdict.spf_record,
			    "v=spf1 mx include:spf.spinoffice-crm.com ~all");
}

/* A name server is spared: one question for each neighbour, and not at every
 * look. */
static void neighbours_are_asked_for_rarely(void **state)
{
	static const char *const names[] = {
		"mrsel1._domainkey.voorbeeld.nl.voorbeeld.nl",
		"mrsel1.domainkey.voorbeeld.nl",
		"mrsel1.voorbeeld.nl",
	};

	(void)state;
	both(SOA MX SPF_GOOD DMARC DKIM("2") DKIM("3"));
	judge();
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		size_t asked = 0;

		for (size_t k = FAKE_NS1; k <= FAKE_NS2; k++) {
			const struct fake_question *q = fake_find(
				k, names[i], RR_TXT, false);

			asked += !!q;
			if (q)
				assert_int_equal(q->life, FACT_NEIGHBOUR);
		}
		assert_int_equal(asked, 1);
	}
}

/* Who does not answer for the zone is asked for its SOA and no more. */
static void a_mute_server_is_left_in_peace(void **state)
{
	(void)state;
	both(SOA MX SPF_OLD);
	fake.servers[FAKE_NS2].mute = ANSWER_SILENT;
	judge();
	assert_true(fake_asked(FAKE_NS1, NULL, RR_NONE) > 10);
	assert_int_equal(fake_asked(FAKE_NS2, NULL, RR_NONE), 1);
	assert_int_equal(fake_asked(FAKE_NS2, NULL, RR_SOA), 1);
}

/* One domain that is right costs a name server few questions, and the resolver
 * none about names that nobody wanted. */
static void a_good_domain_asks_little(void **state)
{
	(void)state;
	both(GOOD);
	judge();
	assert_true(fake_asked(FAKE_NS1, NULL, RR_NONE) +
			    fake_asked(FAKE_NS2, NULL, RR_NONE) <=
		    30);
	assert_true(fake_asked(FAKE_RESOLVER, NULL, RR_NONE) <= 12);
	assert_int_equal(fake_asked(FAKE_RESOLVER, "voorbeeld.nl", RR_NONE), 5);
}

static void published_but_not_yet_visible(void **state)
{
	const struct record_verdict *v;

	(void)state;
	both(GOOD);
	fake_zone(FAKE_RESOLVER,
		  SPF_OLD "mrsel2._domainkey.voorbeeld.nl CNAME NOTHING\n");
	judge();
	assert_outcome(OUTCOME_GREEN);
	assert_false(verdict.visible);
	assert_true(record_at("mrsel1._domainkey")->visible);
	v = record_at("mrsel2._domainkey");
	assert_false(v->visible);
	assert_int_equal(v->visible_by, 1000000 + FAKE_NEGATIVE_TTL);
	assert_int_equal(
		finding_at("mrsel2._domainkey", FINDING_CACHED_NEGATIVE)->until,
		v->visible_by);
	v = record_at("");
	assert_int_equal(v->visible_by, 1000000 + 300);
	assert_int_equal(finding_at("", FINDING_CACHED_OLD)->until,
			 v->visible_by);
	assert_string_equal(finding_at("", FINDING_CACHED_OLD)->seen,
			    "v=spf1 mx ~all");
	assert_int_equal(verdict.visible_by, 1000000 + FAKE_NEGATIVE_TTL);
}

/* Whoever did not ask yet does not matter; whoever asked just before it was
 * published remembers the longest. */
static void visible_to_everybody(void **state)
{
	static const struct {
		time_t published_ago;
		uint32_t old_ttl; /* 0: there was nothing */
		bool was_missing;
		time_t visible_by; /* from now, 0: now */
	} cases[] = {
		{ 0, 0, true, FAKE_NEGATIVE_TTL },
		{ 100, 0, true, FAKE_NEGATIVE_TTL - 100 },
		{ 900, 0, true, 0 },
		{ 5000, 0, true, 0 },
		{ 10, 3600, true, 3590 },
		{ 10, 60, true, FAKE_NEGATIVE_TTL - 10 },
		{ 10, 86400, true, 86390 },
		/* It was there when zegel came. */
		{ 0, 3600, false, 0 },
	};

	(void)state;
	both(GOOD);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct record before = record_make("voorbeeld.nl", RR_TXT,
						   "v=spf1 mx ~all");
		struct milestone *m;

		past_free(&past);
		m = past_milestone(&past, "voorbeeld.nl", RR_TXT);
		m->published_at = 1000000 - cases[i].published_ago;
		m->was_missing = cases[i].was_missing;
		before.ttl = cases[i].old_ttl;
		past_first_seen(&past, "voorbeeld.nl", RR_TXT, &before,
				cases[i].old_ttl ? 1 : 0);
		record_free(&before);
		judge();
		assert_true(record_at("")->visible);
		assert_int_equal(record_at("")->visible_by,
				 cases[i].visible_by
					 ? 1000000 + cases[i].visible_by
					 : 0);
	}
}

static void a_resolver_that_fails_takes_nothing_away(void **state)
{
	(void)state;
	both(SOA MX SPF_OLD DMARC DKIM_ALL);
	fake.servers[FAKE_RESOLVER].mute = ANSWER_SILENT;
	judge();
	assert_true(verdict.complete);
	assert_state("_dmarc", STATE_OK);
	assert_false(record_at("_dmarc")->visible);
	for (size_t i = 0; i < verdict.record_count; i++)
		assert_int_not_equal(verdict.records[i].state, STATE_MISSING);
	assert_int_not_equal(verdict.outcome, OUTCOME_WRONG);
	assert_int_not_equal(verdict.outcome, OUTCOME_GREEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_resolver_is_not_asked_too_early),
		CASE(nor_while_answers_are_still_to_come),
		CASE(nor_for_what_is_there_before_the_choice),
		CASE(neighbours_are_asked_for_rarely),
		CASE(a_mute_server_is_left_in_peace),
		CASE(a_good_domain_asks_little),
		CASE(published_but_not_yet_visible),
		CASE(visible_to_everybody),
		CASE(a_resolver_that_fails_takes_nothing_away),
	};

	return cmocka_run_group_tests_name("check_visible", tests, open_catalog,
					   close_catalog);
}
