/* Durations, domains, hosts, services and plans in words.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "i18n/i18n.h"
#include "text/domain_text.h"
#include "text/fill.h"
#include "text/host_text.h"
#include "text/plan_text.h"
#include "text/service_text.h"
#include "text/time_text.h"

#define HOLDS(out, text)                                                       \
	do {                                                                   \
		if (!strstr(str_text(out), text))                              \
			fail_msg("no \"%s\" in: %s", text, str_text(out));     \
	} while (0)

static void durations_are_rounded_to_what_matters(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text, *elapsed;
	} cases[] = {
		{ -5, "0 seconds", "0 s" },
		{ 0, "0 seconds", "0 s" },
		{ 1, "1 second", "1 s" },
		{ 119, "119 seconds", "1 min 59 s" },
		{ 120, "2 minutes", "2 min 0 s" },
		{ 161, "3 minutes", "2 min 41 s" },
		{ 299, "5 minutes", "4 min 59 s" },
		{ 300, "5 minutes", "5 min" },
		{ 3599, "60 minutes", "59 min" },
		{ 3600, "60 minutes", "1 h 0 min" },
		{ 7200, "2 hours", "2 h 0 min" },
		{ 7260, "2 hours and 1 minute", "2 h 1 min" },
		{ 86400, "24 hours", "24 h 0 min" },
		{ 2 * 86400, "2 days", "2 d" },
		{ 3 * 86400 + 7200, "3 days and 2 hours", "3 d" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str text = STR_INIT(100), elapsed = STR_INIT(100);

		text_add_duration(&text, cases[i].seconds);
		text_add_elapsed(&elapsed, cases[i].seconds);
		assert_string_equal(str_text(&text), cases[i].text);
		assert_string_equal(str_text(&elapsed), cases[i].elapsed);
		str_free(&text);
		str_free(&elapsed);
	}
}

static void arguments_find_their_place(void **state)
{
	static const struct {
		const char *sentence, *wanted;
	} cases[] = {
		{ "%1$s is %2$s", "a is b" },
		{ "%2$s is %1$s, %1$s", "b is a, a" },
		{ "100 %% %1$s", "100 % a" },
		{ "%3$s%1$s", "a" }, /* a number without an argument */
		{ "50 % of %1$s %", "50 % of a %" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(100);

		text_fill_two(&out, cases[i].sentence, "a", "b");
		assert_string_equal(str_text(&out), cases[i].wanted);
		str_free(&out);
	}
}

static void lists_have_their_and(void **state)
{
	static const char *const items[] = { "a", "b", "c" };
	static const char *const wanted[] = { "", "a", "a and b",
					      "a, b and c" };

	(void)state;
	for (size_t n = 0; n < COUNT_OF(wanted); n++) {
		struct str out = STR_INIT(100);

		text_add_list(&out, items, n);
		assert_string_equal(str_text(&out), wanted[n]);
		str_free(&out);
	}
}

static void every_bad_domain_has_its_own_sentence(void **state)
{
	static const struct {
		const char *typed, *part;
	} cases[] = {
		{ "", "Type the domain" },
		{ "co.uk", "co.uk is an ending" },
		{ "192.0.2.1", "192.0.2.1 is the address of a computer" },
		{ "localhost", "localhost is not a whole domain" },
		{ "hello world", "hello world is not a domain" },
		{ "\x1b[31mx y\x1b[m", "\\x1B[31mx y\\x1B[m is not" },
	};
	struct domain_input input;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		domain_from_input(cases[i].typed, &input);
		domain_add_problem(&out, &input, cases[i].typed);
		HOLDS(&out, cases[i].part);
		str_free(&out);
	}
}

static void remarks_on_good_domains(void **state)
{
	static const struct {
		const char *typed, *remark;
	} cases[] = {
		{ "voorbeeld.nl", "" },
		{ "jan@voorbeeld.nl", "" },
		{ "https://www.voorbeeld.nl/x",
		  "This was a web address. Is voorbeeld.nl also what stands "
		  "behind the @ of your mail addresses?" },
		{ "jan@gmail.com",
		  "gmail.com belongs to Google: you cannot set anything "
		  "there. There are ways without DNS." },
	};
	struct domain_input input;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		domain_from_input(cases[i].typed, &input);
		domain_add_remark(&out, &input);
		assert_string_equal(str_text(&out), cases[i].remark);
		str_free(&out);
	}
}

/* The catalogue as it stands in the sources. */
static struct catalog *open_catalog(void)
{
	struct catalog *catalog = catalog_new("src/catalog");

	assert_non_null(catalog_services(catalog));
	assert_non_null(catalog_hosts(catalog));
	return catalog;
}

/* Everything that can be said about a service, in one text. */
static void add_all(struct str *out, const struct service *s,
		    const struct service_list *list)
{
	service_add_asks(out, s);
	service_add_clicks(out, s, "voorbeeld.nl");
	service_add_expected(out, s);
	service_add_meanwhile(out, s);
	service_add_delay(out, s);
	service_add_traps(out, s);
	for (size_t i = 0; i < s->way_count; i++) {
		assert_true(strlen(way_words(s->ways[i].kind)) > 3);
		service_add_way(out, s, &s->ways[i], list);
	}
	for (size_t i = 0; i < s->finish_count; i++)
		assert_true(service_add_finish(out, s, "voorbeeld.nl", i));
	assert_false(
		service_add_finish(out, s, "voorbeeld.nl", s->finish_count));
}

static void services_of_the_seeds_say_what_matters(void **state)
{
	static const struct {
		const char *id, *part;
	} cases[] = {
		{ "spinoffice", "For DKIM, SpinOffice CRM wants its Pro "
				"version." },
		{ "spinoffice", "that the records for voorbeeld.nl are there" },
		{ "spinoffice", "speaks of up to 24 hours" },
		{ "onfact", "onFact gives 3 CNAME records." },
		{ "onfact", "press ‘Valideer mijn e-mailadres’" },
		{ "onfact", "Bedrijfsinstellingen › E-mail instellingen" },
		{ "salesdock", "without @ and without www" },
		{ "salesdock", "through its own server until then" },
		{ "salesdock", "once a day around midnight" },
		{ "salesdock", "an account of yours at Twilio SendGrid" },
		{ "salesdock", "does not look at the records again" },
		{ "flicono", "an address that Flicono makes for you" },
		{ "flicono", "Whether Flicono can do this is not known" },
	};
	struct catalog *catalog = open_catalog();
	const struct service_list *list;

	(void)state;
	list = catalog_services(catalog);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct service *s = service_find(list, cases[i].id);
		struct str out = STR_INIT(STR_MAX_TEXT);

		assert_non_null(s);
		add_all(&out, s, list);
		HOLDS(&out, cases[i].part);
		str_free(&out);
	}
	catalog_free(catalog);
}

/* No service and no host of the catalogue leaves a gap in a sentence. */
static void everybody_in_the_catalogue_can_be_told(void **state)
{
	struct catalog *catalog = open_catalog();
	const struct service *services;
	const struct dns_host *hosts;
	size_t count;

	(void)state;
	services = service_list_all(catalog_services(catalog), &count);
	assert_true(count > 100);
	for (size_t i = 0; i < count; i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		add_all(&out, &services[i], catalog_services(catalog));
		assert_null(strstr(str_text(&out), "$s"));
		assert_null(strstr(str_text(&out), "‘’"));
		assert_true(strlen(service_kind_words(&services[i])) > 2);
		str_free(&out);
	}
	hosts = host_list_all(catalog_hosts(catalog), &count);
	assert_true(count > 50);
	for (size_t i = 0; i < count; i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		host_add_path(&out, &hosts[i], "voorbeeld.nl");
		assert_null(strstr(str_text(&out), "(dom"));
		assert_null(strstr(str_text(&out), "one)"));
		assert_null(strchr(str_text(&out), '>'));
		for (int a = 0; a < HOST_ADVICE_COUNT; a++)
			host_add_advice(&out, &hosts[i], (enum host_advice)a,
					"voorbeeld.nl");
		host_add_delay(&out, &hosts[i]);
		assert_null(strstr(str_text(&out), "$s"));
		str_free(&out);
	}
	catalog_free(catalog);
}

/* A search for what a program does, by who does not know its name. */
static void kinds_are_found(void **state)
{
	static const struct {
		const char *id, *word;
		bool fits, near;
	} CASES[] = {
		{ "cleverreach", "Newsletters", true, true },
		{ "cleverreach", "newsletter", false, true },
		{ "cleverreach", "newletters", false, true },
		{ "cleverreach", "new", false, true },
		{ "onfact", "newsletters", false, false },
		{ "onfact", "invoice", false, true },
		{ "mailgun", "automatic-mail", true, true },
		{ "mailgun", "mail", true, true }, /* by its name */
		{ "mailgun", "xyzzy", false, false },
	};
	struct catalog *catalog = open_catalog();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		const struct service *s = service_find(
			catalog_services(catalog), CASES[i].id);

		if ((service_fits(s, CASES[i].word) > 0) != CASES[i].fits)
			fail_msg("%s fits %s", CASES[i].word, s->id);
		if (CASES[i].near != service_comes_near(s, CASES[i].word))
			fail_msg("%s near %s", CASES[i].word, s->id);
	}
	catalog_free(catalog);
}

static void headline_counts_by_kind(void **state)
{
	static const struct {
		unsigned change, add, remove;
		const char *text;
	} cases[] = {
		{ 0, 0, 0,
		  "Nothing has to be changed: all that is needed is "
		  "there." },
		{ 1, 0, 0, "1 record to change at your DNS host" },
		{ 1, 3, 0,
		  "1 record to change and 3 records to add at your DNS "
		  "host" },
		{ 2, 1, 1,
		  "2 records to change, 1 record to add and 1 record to "
		  "remove at your DNS host" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct plan_item items[8] = { { .action = ACTION_KEEP } };
		struct plan plan = { .items = items,
				     .count = 1,
				     .complete = true };
		struct str out = STR_INIT(STR_MAX_TEXT);

		items[plan.count].wanted.required = false; /* not counted */
		items[plan.count++].action = ACTION_NEW;
		for (unsigned n = 0; n < cases[i].change; n++)
			items[plan.count++] = (struct plan_item){
				.action = ACTION_CHANGE,
				.wanted.required = true,
			};
		for (unsigned n = 0; n < cases[i].add; n++)
			items[plan.count++] = (struct plan_item){
				.action = ACTION_NEW,
				.wanted.required = true,
			};
		for (unsigned n = 0; n < cases[i].remove; n++)
			items[plan.count++].action = ACTION_REMOVE;
		plan_add_headline(&out, &plan, NULL);
		assert_string_equal(str_text(&out), cases[i].text);
		str_free(&out);
	}
}

static void every_note_has_its_sentence(void **state)
{
	struct plan plan = {
		.notes = ~0u,
		.mailbox = (char[]){ "Microsoft 365" },
		.spf_problem = (char[]){ "ip4:1.2.3" },
	};
	unsigned index = 0, seen = 0;
	enum plan_note note;

	(void)state;
	while ((note = plan_next_note(&plan, &index))) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		assert_false(seen & note);
		seen |= note;
		plan_add_note(&out, &plan, note);
		assert_true(out.len > 20);
		if (note == PLAN_NOTE_MAILBOX_KNOWN)
			HOLDS(&out, "Microsoft 365");
		if (note == PLAN_NOTE_SPF_REFUSED)
			HOLDS(&out, "ip4:1.2.3");
		str_free(&out);
	}
	/* all bits from the first on */
	assert_true(seen != 0 && (seen & (seen + 1)) == 0);
	assert_true(seen >= PLAN_NOTE_CNAME_IN_THE_WAY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(durations_are_rounded_to_what_matters),
		cmocka_unit_test(arguments_find_their_place),
		cmocka_unit_test(lists_have_their_and),
		cmocka_unit_test(every_bad_domain_has_its_own_sentence),
		cmocka_unit_test(remarks_on_good_domains),
		cmocka_unit_test(services_of_the_seeds_say_what_matters),
		cmocka_unit_test(everybody_in_the_catalogue_can_be_told),
		cmocka_unit_test(kinds_are_found),
		cmocka_unit_test(headline_counts_by_kind),
		cmocka_unit_test(every_note_has_its_sentence),
	};

	if (i18n_start("en", NULL) != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
