/* The customer's way through the wizard, with services of every kind.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/way.h"
#include "core/wizard.h"

static struct catalog *catalog;
static struct wizard wizard;
static struct verdict verdict;
static unsigned saved, told;

static void count_saved(void *ctx)
{
	assert_ptr_equal(ctx, &saved);
	saved++;
}

static void count_told(void *ctx)
{
	assert_ptr_equal(ctx, &saved);
	told++;
}

static int set_up(void **state)
{
	(void)state;
	wizard_init(&wizard);
	wizard.catalog = catalog;
	wizard.actions = (struct wizard_actions){
		.ctx = &saved,
		.save = count_saved,
		.choices_changed = count_told,
	};
	saved = told = 0;
	verdict = (struct verdict){ .outcome = OUTCOME_WAITING };
	wizard_set_domain(&wizard, "voorbeeld.nl");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wizard_free(&wizard);
	return 0;
}

/* Of a service that is chosen; without a word to whoever listens. */
static void set_way(const char *service, enum way_kind way)
{
	choices_find(&wizard.choices, service)->way = way;
}

static const char *const places[PLACE_COUNT] = {
	[PLACE_DOMAIN] = "domain",   [PLACE_SERVICE] = "service",
	[PLACE_WAY] = "way",         [PLACE_VALUES] = "values",
	[PLACE_RECORDS] = "records", [PLACE_WAITING] = "waiting",
	[PLACE_DONE] = "done",
};

static void add_place(struct str *out)
{
	str_addf(out, "%s%s", out->len ? " " : "", places[wizard.place]);
	if (wizard.place == PLACE_WAY || wizard.place == PLACE_VALUES)
		str_addf(out, "%zu", wizard.in_hand);
}

/* Enter from here to the end; then Esc back to the beginning, the same way. */
static void assert_route(const char *expected)
{
	struct str there = STR_INIT(STR_MAX_TEXT);
	size_t count = 1;
	struct str stops[16];

	add_place(&there);
	stops[0] = STR_INIT(STR_MAX_TEXT);
	add_place(&stops[0]);
	while (wizard_next(&wizard)) {
		add_place(&there);
		stops[count] = STR_INIT(STR_MAX_TEXT);
		add_place(&stops[count++]);
		assert_true(count < COUNT_OF(stops));
	}
	assert_string_equal(str_text(&there), expected);
	for (size_t i = count; i-- > 0;) {
		struct str here = STR_INIT(STR_MAX_TEXT);

		add_place(&here);
		assert_string_equal(str_text(&here), str_text(&stops[i]));
		assert_int_equal(wizard_back(&wizard), i > 0);
		str_free(&here);
		str_free(&stops[i]);
	}
	str_free(&there);
}

static void routes_of_every_kind(void **state)
{
	static const struct {
		const char *services; /* "-" is "not in the list" */
		enum way_kind way;    /* of all of them */
		const char *route;
	} cases[] = {
		{ "spinoffice", WAY_DNS,
		  "domain service way0 records waiting done" },
		{ "spinoffice", WAY_OWN_SMTP, "domain service way0 done" },
		{ "onfact", WAY_DNS,
		  "domain service way0 values0 records waiting done" },
		{ "onfact", WAY_GLOBAL, "domain service way0 done" },
		{ "salesdock", WAY_DNS,
		  "domain service way0 values0 records waiting done" },
		{ "flicono", WAY_ALIAS, "domain service way0 done" },
		{ "-", WAY_DNS,
		  "domain service way0 values0 records waiting done" },
		{ "-", WAY_OWN_SMTP, "domain service way0 done" },
		/* no way through DNS, and just one */
		{ "mollie", WAY_OWN_SMTP, "domain service done" },
		{ "microsoft-365", WAY_DNS,
		  "domain service way0 values0 records waiting done" },
		{ "spinoffice flicono", WAY_DNS,
		  "domain service way0 way1 records waiting done" },
		{ "onfact spinoffice -", WAY_DNS,
		  "domain service way0 values0 way1 way2 values2 records "
		  "waiting done" },
	};

	(void)state;
	verdict.outcome = OUTCOME_GREEN;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice rest = slice_of(cases[i].services), word;

		tear_down(NULL);
		set_up(NULL);
		verdict.outcome = OUTCOME_GREEN;
		wizard.verdict = &verdict;
		while (slice_next_word(&rest, &word)) {
			char *id = slice_is(word, "-") ? NULL : slice_dup(word);

			wizard_toggle_service(&wizard, id);
			set_way(id, cases[i].way);
			free(id);
		}
		assert_route(cases[i].route);
	}
}

/* One way through DNS and another that is not: the records are still shown. */
static void one_with_and_one_without_dns(void **state)
{
	(void)state;
	wizard_toggle_service(&wizard, "spinoffice");
	wizard_toggle_service(&wizard, "flicono");
	set_way("flicono", WAY_ALIAS);
	assert_false(wizard_without_dns(&wizard));
	set_way("spinoffice", WAY_OWN_SMTP);
	assert_true(wizard_without_dns(&wizard));
	wizard_toggle_service(&wizard, "spinoffice");
	wizard_toggle_service(&wizard, "flicono");
	assert_false(wizard_without_dns(&wizard));
}

static void done_is_for_what_is_green(void **state)
{
	static const enum outcome others[] = { OUTCOME_WAITING, OUTCOME_WRONG,
					       OUTCOME_UNKNOWN };

	(void)state;
	wizard_toggle_service(&wizard, "spinoffice");
	wizard_go(&wizard, PLACE_WAITING);
	assert_false(wizard_next(&wizard)); /* no verdict yet */
	wizard.verdict = &verdict;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		verdict.outcome = others[i];
		assert_false(wizard_next(&wizard));
		assert_int_equal(wizard.place, PLACE_WAITING);
	}
	verdict.outcome = OUTCOME_GREEN;
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_DONE);
	assert_false(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_DONE);
}

static void a_service_must_be_chosen(void **state)
{
	(void)state;
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_SERVICE);
	assert_false(wizard_next(&wizard));
	wizard_toggle_service(&wizard, "spinoffice");
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_WAY);
}

/* --service: not asked again, but Esc leads there. */
static void a_service_that_was_given(void **state)
{
	(void)state;
	wizard.verdict = &verdict;
	choices_add(&wizard.choices, "spinoffice");
	wizard.service_given = true;
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_WAY);
	assert_true(wizard_back(&wizard));
	assert_int_equal(wizard.place, PLACE_SERVICE);
	assert_false(wizard.service_given);
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_WAY);
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_RECORDS);
	wizard_go(&wizard, PLACE_DOMAIN);
	assert_false(wizard_back(&wizard));
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_SERVICE);
}

/* gmail.com is Google's: nobody can set anything there. */
static void a_mailbox_providers_own_domain(void **state)
{
	struct service_way ways[8];

	(void)state;
	wizard_set_domain(&wizard, "gmail.com");
	wizard_toggle_service(&wizard, "spinoffice");
	assert_int_equal(wizard_ways(&wizard, &wizard.choices.items[0], ways,
				     COUNT_OF(ways)),
			 2);
	assert_int_equal(ways[0].kind, WAY_MAILBOX);
	assert_int_equal(ways[1].kind, WAY_OWN_SMTP);
	assert_int_equal(wizard.choices.items[0].way, WAY_MAILBOX);
	assert_route("domain service way0 done");
	/* with nothing else to offer, own SMTP is what is left */
	wizard_toggle_service(&wizard, "spinoffice");
	wizard_toggle_service(&wizard, "mailchimp");
	assert_route("domain service done");
	wizard_toggle_service(&wizard, "mailchimp");
	wizard_toggle_service(&wizard, NULL);
	assert_int_equal(wizard.choices.items[0].way, WAY_OWN_SMTP);
	assert_route("domain service done");
	/* given on the command line, where nobody knew of gmail.com */
	wizard_toggle_service(&wizard, NULL);
	choices_add(&wizard.choices, "mailchimp")->way = WAY_DNS;
	wizard.service_given = true;
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_DONE);
	assert_true(wizard_without_dns(&wizard));
}

/* What was chosen at another domain is gone; the same one changes nothing. */
static void another_domain_begins_anew(void **state)
{
	(void)state;
	wizard_toggle_service(&wizard, "spinoffice");
	wizard_toggle_tick(&wizard, "a.voorbeeld.nl", RR_TXT);
	wizard_set_access(&wizard, ACCESS_MYSELF);
	wizard_go(&wizard, PLACE_RECORDS);
	wizard.known = true;
	wizard.since = wizard.green_since = 5;
	wizard.values_text = xstrdup("pasted");
	past_milestone(&wizard.past, "a.voorbeeld.nl", RR_TXT);
	wizard_set_domain(&wizard, "voorbeeld.nl");
	assert_int_equal(wizard.place, PLACE_RECORDS);
	assert_int_equal(wizard.choices.count, 1);
	wizard_set_domain(&wizard, "other.nl");
	assert_string_equal(wizard.choices.domain, "other.nl");
	assert_int_equal(wizard.place, PLACE_DOMAIN);
	assert_int_equal(wizard.choices.count, 0);
	assert_int_equal(wizard.past.milestone_count, 0);
	assert_false(wizard_is_ticked(&wizard, "a.voorbeeld.nl", RR_TXT));
	assert_int_equal(wizard.access, ACCESS_NOT_ASKED);
	assert_false(wizard.known);
	assert_int_equal(wizard.since, 0);
	assert_int_equal(wizard.green_since, 0);
	assert_null(wizard.values_text);
}

static void ticks_are_by_name_and_type(void **state)
{
	(void)state;
	wizard_toggle_tick(&wizard, "a.voorbeeld.nl", RR_TXT);
	wizard_toggle_tick(&wizard, "b.voorbeeld.nl", RR_TXT);
	wizard_toggle_tick(&wizard, "c.voorbeeld.nl", RR_TXT);
	assert_true(wizard_is_ticked(&wizard, "a.voorbeeld.nl", RR_TXT));
	assert_false(wizard_is_ticked(&wizard, "a.voorbeeld.nl", RR_CNAME));
	wizard_toggle_tick(&wizard, "a.voorbeeld.nl", RR_TXT);
	assert_false(wizard_is_ticked(&wizard, "a.voorbeeld.nl", RR_TXT));
	assert_true(wizard_is_ticked(&wizard, "b.voorbeeld.nl", RR_TXT));
	assert_true(wizard_is_ticked(&wizard, "c.voorbeeld.nl", RR_TXT));
	assert_int_equal(saved, 4);
}

/* Everything that changes is saved; what has to be looked at anew is told. */
static void changes_are_saved_and_told(void **state)
{
	const struct service_way dns = { .kind = WAY_DNS };
	const struct service_way own_smtp = { .kind = WAY_OWN_SMTP };

	(void)state;
	wizard_toggle_service(&wizard, "spinoffice");
	assert_int_equal(told, 1);
	wizard_choose_way(&wizard, &dns); /* as it was */
	assert_int_equal(told, 1);
	wizard_choose_way(&wizard, &own_smtp);
	assert_int_equal(told, 2);
	wizard_set_access(&wizard, ACCESS_SOMEBODY_ELSE);
	assert_int_equal(told, 3);
	assert_int_equal(saved, 3);
	wizard_next(&wizard);
	wizard_back(&wizard);
	wizard_go(&wizard, PLACE_WAITING);
	assert_int_equal(saved, 6);
	assert_int_equal(told, 3);
	/* Nobody need listen. */
	wizard.actions = (struct wizard_actions){ .ctx = NULL };
	wizard_toggle_service(&wizard, "onfact");
	wizard_toggle_tick(&wizard, "a", RR_TXT);
	assert_true(wizard_back(&wizard));
}

/* A place that the route does not have any more is no dead end. */
static void a_place_that_is_gone(void **state)
{
	(void)state;
	wizard_toggle_service(&wizard, "flicono");
	wizard_go(&wizard, PLACE_WAITING);
	set_way("flicono", WAY_ALIAS);
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_DONE);
	wizard_go(&wizard, PLACE_WAITING);
	assert_true(wizard_back(&wizard));
	assert_true(wizard.place == PLACE_WAY || wizard.place == PLACE_SERVICE);
	/* in hand is a service that was taken out */
	wizard_go(&wizard, PLACE_WAY);
	wizard.in_hand = 7;
	assert_null(wizard_in_hand(&wizard));
	assert_true(wizard_next(&wizard));
	assert_int_equal(wizard.place, PLACE_DONE);
}

/* Every service of the list at once still comes to an end. */
static void all_services_at_once(void **state)
{
	size_t count, steps = 0;
	const struct service *all = service_list_all(catalog_services(catalog),
						     &count);

	(void)state;
	verdict.outcome = OUTCOME_GREEN;
	wizard.verdict = &verdict;
	for (size_t i = 0; i < count; i++)
		wizard_toggle_service(&wizard, all[i].id);
	while (wizard_next(&wizard))
		steps++;
	assert_int_equal(wizard.place, PLACE_DONE);
	assert_true(steps > count);
}

static void five_steps_are_shown(void **state)
{
	static const enum step steps[PLACE_COUNT] = {
		STEP_DOMAIN,  STEP_PROGRAM, STEP_PROGRAM, STEP_PROGRAM,
		STEP_RECORDS, STEP_WAITING, STEP_DONE,
	};

	(void)state;
	for (int i = 0; i < PLACE_COUNT; i++)
		assert_int_equal(wizard_step_of((enum place)i), steps[i]);
}

static void what_is_in_hand(void **state)
{
	(void)state;
	assert_null(wizard_in_hand(&wizard));
	assert_null(wizard_service(&wizard, NULL));
	wizard_toggle_service(&wizard, "onfact");
	assert_string_equal(wizard_in_hand(&wizard)->service, "onfact");
	assert_string_equal(
		wizard_service(&wizard, wizard_in_hand(&wizard))->name,
		"onFact");
	wizard_toggle_service(&wizard, NULL);
	assert_null(wizard_service(&wizard, &wizard.choices.items[1]));
	assert_true(wizard_needs_values(&wizard, &wizard.choices.items[1]));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static int open_catalog(void **state)
{
	(void)state;
	catalog = catalog_new("src/catalog");
	return 0;
}

static int close_catalog(void **state)
{
	(void)state;
	catalog_free(catalog);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(routes_of_every_kind),
		CASE(one_with_and_one_without_dns),
		CASE(done_is_for_what_is_green),
		CASE(a_service_must_be_chosen),
		CASE(a_service_that_was_given),
		CASE(a_mailbox_providers_own_domain),
		CASE(another_domain_begins_anew),
		CASE(ticks_are_by_name_and_type),
		CASE(changes_are_saved_and_told),
		CASE(a_place_that_is_gone),
		CASE(all_services_at_once),
		CASE(five_steps_are_shown),
		CASE(what_is_in_hand),
	};

	return cmocka_run_group_tests_name("wizard", tests, open_catalog,
					   close_catalog);
}
