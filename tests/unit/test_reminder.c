/* Reminders: what gives reason for one, until when it is shown, how it is kept.
 *
 * SPDX-License-Identifier: MIT */
#include "store_folder.h"

#include "base/str.h"
#include "catalog/catalog.h"

enum { NOON = 1798027200 }; /* Wed 23 December 2026, 12:00 UTC */

static bool add_words(void *ctx, const struct reminder *r)
{
	struct str *out = ctx;

	str_addf(out, "%s%s:%s", out->len ? " " : "", r->service,
		 reminder_kind_name(r->kind));
	if (r->due)
		str_addf(out, "+%lld", (long long)(r->due - r->since));
	if (r->done)
		str_add(out, "!");
	return true;
}

static char *found(const struct choices *choices, bool is_green, bool was_right)
{
	struct milestone milestones[] = {
		{ .name = (char *)"_dmarc.voorbeeld.nl", .was_missing = true },
		{ .name = (char *)"voorbeeld.nl", .was_missing = !was_right },
	};
	const struct past past = { .milestones = milestones,
				   .milestone_count = 2 };
	struct catalog *catalog = catalog_new(NULL);
	struct str out = STR_INIT(STR_MAX_TEXT);

	reminders_find(choices, &past, catalog_services(catalog), is_green,
		       NOON, add_words, &out);
	catalog_free(catalog);
	return str_take(&out);
}

static struct record value = { .name = (char *)"s._domainkey.voorbeeld.nl",
			       .type = RR_TXT,
			       .value = (char *)"v=DKIM1; p=1" };

static void test_what_gives_reason(void **state)
{
	static const struct {
		const char *service;
		enum way_kind way;
		bool has_values;
		bool is_green;
		bool was_right;
		const char *words;
	} cases[] = {
		{ "spinoffice", WAY_DNS, false, true, false,
		  "spinoffice:write" },
		{ "spinoffice", WAY_DNS, false, false, false, "" },
		{ "spinoffice", WAY_DNS, false, true, true, "" },
		{ "spinoffice", WAY_OWN_SMTP, false, true, false, "" },
		/* 12 hours to midnight, and half of one. */
		{ "salesdock", WAY_DNS, true, true, false,
		  "salesdock:status+45000" },
		{ "salesdock", WAY_DNS, true, false, false, "" },
		{ "salesdock", WAY_DNS, true, true, true, "" },
		{ "salesdock", WAY_THROUGH, false, true, false, "" },
		{ "visma-net", WAY_DNS, true, false, false,
		  "visma-net:keys+259200" },
		{ "visma-net", WAY_DNS, true, true, false,
		  "visma-net:keys+259200" },
		{ "visma-net", WAY_DNS, true, false, true,
		  "visma-net:keys+259200" },
		{ "visma-net", WAY_DNS, false, false, false, "" },
		{ "mailchimp", WAY_DNS, false, true, false, "" },
		{ "unheard-of", WAY_DNS, true, true, false, "" },
		{ NULL, WAY_DNS, true, true, false, "" },
	};

	(void)state;
	setenv("TZ", "UTC", 1);
	tzset();
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct choices choices = { .domain = "voorbeeld.nl" };
		struct chosen *chosen = choices_add(&choices, cases[i].service);
		char *words;

		chosen->way = cases[i].way;
		if (cases[i].has_values)
			chosen_set_values(chosen, &value, 1);
		words = found(&choices, cases[i].is_green, cases[i].was_right);
		if (strcmp(words, cases[i].words) != 0)
			fail_msg("case %zu: %s", i, words);
		free(words);
		choices_free(&choices);
	}
}

static void test_until_when_it_is_shown(void **state)
{
	static const struct {
		enum reminder_kind kind;
		time_t due, done, now;
		bool is_open;
	} cases[] = {
		{ REMINDER_WRITE, 0, 0, NOON, true },
		{ REMINDER_WRITE, 0, 0, NOON + 1000 * 86400, true },
		{ REMINDER_WRITE, 0, 5, NOON, false },
		{ REMINDER_STATUS, NOON, 0, NOON - 1, true },
		{ REMINDER_STATUS, NOON, 0, NOON + 6 * 86400, true },
		{ REMINDER_STATUS, NOON, 0, NOON + 7 * 86400, false },
		{ REMINDER_STATUS, NOON, NOON, NOON, false },
		{ REMINDER_KEYS, NOON, 0, NOON - 1, true },
		{ REMINDER_KEYS, NOON, 0, NOON, false },
		{ REMINDER_KEYS, NOON, 3, NOON - 1, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct reminder r = { .kind = cases[i].kind,
					    .due = cases[i].due,
					    .done = cases[i].done };

		if (reminder_is_open(&r, cases[i].now) != cases[i].is_open)
			fail_msg("case %zu", i);
	}
}

static void test_the_night_has_no_fixed_length(void **state)
{
	struct choices choices = { .domain = "voorbeeld.nl" };
	struct milestone milestone = { .name = (char *)"voorbeeld.nl",
				       .was_missing = true };
	const struct past past = { .milestones = &milestone,
				   .milestone_count = 1 };
	struct catalog *catalog = catalog_new(NULL);
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	setenv("TZ", "Europe/Amsterdam", 1);
	tzset();
	choices_add(&choices, "salesdock")->way = WAY_DNS;
	/* Sat 27 March 2027, 23:00 here, and two hours later, in the night in
	 * which summer time begins. */
	reminders_find(&choices, &past, catalog_services(catalog), true,
		       1806184800, add_words, &out);
	reminders_find(&choices, &past, catalog_services(catalog), true,
		       1806192000, add_words, &out);
	assert_string_equal(str_text(&out),
			    "salesdock:status+5400 salesdock:status+81000");
	str_free(&out);
	catalog_free(catalog);
	choices_free(&choices);
}

static bool take_about(void *ctx, const struct reminder *r)
{
	char **about = ctx;

	*about = xstrdup(r->about);
	return false;
}

static char *about_of(const struct record *values, size_t count)
{
	struct choices choices = { .domain = "voorbeeld.nl" };
	struct chosen *chosen = choices_add(&choices, "visma-net");
	struct catalog *catalog = catalog_new(NULL);
	char *about = NULL;

	chosen->way = WAY_DNS;
	chosen_set_values(chosen, values, count);
	reminders_find(&choices, &(struct past){ 0 }, catalog_services(catalog),
		       false, NOON, take_about, &about);
	catalog_free(catalog);
	choices_free(&choices);
	return about;
}

static void test_other_values_are_something_else(void **state)
{
	struct record values[] = { value, value };
	char *one, *same, *other, *both;

	(void)state;
	one = about_of(values, 1);
	same = about_of(values, 1);
	both = about_of(values, 2);
	values[0].value = (char *)"v=DKIM1; p=2";
	other = about_of(values, 1);
	assert_string_equal(one, same);
	assert_string_not_equal(one, other);
	assert_string_not_equal(one, both);
	free(one);
	free(same);
	free(other);
	free(both);
}

static void know(struct store *store, const char *domain)
{
	struct wizard w;

	wizard_init(&w);
	wizard_set_domain(&w, domain);
	assert_int_equal(store_save(store, &w), OK);
	wizard_free(&w);
}

static void expect_kept(struct store *store, const char *domain,
			const char *wanted)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	assert_int_equal(store_each_reminder(store, domain, add_words, &out),
			 OK);
	assert_string_equal(str_text(&out), wanted);
	str_free(&out);
}

static void test_they_are_kept(void **state)
{
	struct place_on_disk *p = *state;
	struct store *store = open_store(p->file);
	struct reminder keys = { .domain = "voorbeeld.nl",
				 .service = "visma-net",
				 .kind = REMINDER_KEYS,
				 .about = "1",
				 .since = NOON,
				 .due = NOON + 100 };
	struct reminder write = { .domain = "voorbeeld.nl",
				  .service = "spinoffice",
				  .kind = REMINDER_WRITE,
				  .about = "",
				  .since = NOON };

	assert_int_equal(store_want_reminder(store, &keys), ERR_NOT_FOUND);
	know(store, "voorbeeld.nl");
	know(store, "ander.nl");
	assert_int_equal(store_want_reminder(store, &keys), OK);
	assert_int_equal(store_want_reminder(store, &write), OK);
	write.domain = "ander.nl";
	assert_int_equal(store_want_reminder(store, &write), OK);
	/* What is kept stays as it was first. */
	keys.since += 50;
	keys.due += 60;
	assert_int_equal(store_want_reminder(store, &keys), OK);
	store_close(store);
	store = open_store(p->file);
	expect_kept(store, "voorbeeld.nl",
		    "spinoffice:write visma-net:keys+100");
	expect_kept(store, NULL,
		    "spinoffice:write spinoffice:write visma-net:keys+100");
	/* Done, and not wanted anew. */
	assert_int_equal(store_end_reminder(store, "voorbeeld.nl", "visma-net",
					    REMINDER_KEYS, NOON),
			 OK);
	assert_int_equal(store_want_reminder(store, &keys), OK);
	expect_kept(store, "voorbeeld.nl",
		    "spinoffice:write visma-net:keys+100!");
	/* But with other values. */
	keys.about = "2";
	assert_int_equal(store_want_reminder(store, &keys), OK);
	expect_kept(store, "voorbeeld.nl",
		    "spinoffice:write visma-net:keys+110");
	assert_int_equal(store_forget(store, "voorbeeld.nl"), OK);
	expect_kept(store, NULL, "spinoffice:write");
	assert_int_equal(store_end_reminder(store, "voorbeeld.nl", "x",
					    REMINDER_WRITE, NOON),
			 OK);
	store_close(store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_gives_reason),
		cmocka_unit_test(test_until_when_it_is_shown),
		cmocka_unit_test(test_the_night_has_no_fixed_length),
		cmocka_unit_test(test_other_values_are_something_else),
		ON_DISK(test_they_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
