/* The ways of sending: choosing one, what each costs, and what is left to do.
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
#include "catalog/service_list.h"
#include "catalog/service_words.h"
#include "core/way.h"
#include "text/way_text.h"

static struct catalog *catalog;

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

static void begin(struct wizard *w, const char *service)
{
	wizard_init(w);
	w->catalog = catalog;
	wizard_set_domain(w, "voorbeeld.nl");
	wizard_toggle_service(w, service);
	w->place = PLACE_WAY;
}

static size_t ways_of(struct wizard *w, struct service_way ways[WAYS_MAX])
{
	return wizard_ways(w, wizard_in_hand(w), ways, WAYS_MAX);
}

/* The index of the one way that counts as chosen; exactly one does. */
static size_t chosen_of(struct wizard *w)
{
	struct service_way ways[WAYS_MAX];
	size_t count = ways_of(w, ways), at = count, found = 0;

	for (size_t i = 0; i < count; i++) {
		if (!way_is_chosen(&w->choices, wizard_in_hand(w), &ways[i]))
			continue;
		at = i;
		found++;
	}
	assert_int_equal(found, 1);
	return at;
}

static void the_ways_of_a_service(void **state)
{
	struct service_way ways[WAYS_MAX];
	const struct chosen not_listed = { .service = NULL };
	struct wizard w;

	(void)state;
	begin(&w, "salesdock");
	assert_int_equal(ways_of(&w, ways), 3);
	assert_int_equal(ways[0].kind, WAY_DNS);
	assert_int_equal(ways[1].kind, WAY_THROUGH);
	assert_string_equal(ways[1].through, "sendgrid");
	assert_int_equal(ways[2].kind, WAY_OWN_SMTP);
	/* no more than fit */
	assert_int_equal(wizard_ways(&w, wizard_in_hand(&w), ways, 1), 1);
	assert_int_equal(wizard_ways(&w, wizard_in_hand(&w), ways, 0), 0);
	assert_int_equal(wizard_ways(&w, &not_listed, ways, WAYS_MAX), 2);
	assert_int_equal(ways[0].kind, WAY_DNS);
	assert_int_equal(ways[1].kind, WAY_OWN_SMTP);
	wizard_free(&w);
}

static void each_way_can_be_chosen(void **state)
{
	const struct service_list *list = catalog_services(catalog);

	(void)state;
	for (size_t i = 0; i < list->count; i++) {
		struct service_way ways[WAYS_MAX];
		struct wizard w;
		size_t count;

		begin(&w, list->services[i].id);
		count = ways_of(&w, ways);
		for (size_t k = 0; k < count; k++) {
			wizard_choose_way(&w, &ways[k]);
			assert_int_equal(chosen_of(&w), k);
			assert_string_equal(wizard_in_hand(&w)->service,
					    list->services[i].id);
		}
		wizard_free(&w);
	}
}

static void another_service_comes_and_goes_along(void **state)
{
	struct service_way ways[WAYS_MAX];
	struct wizard w;

	(void)state;
	begin(&w, "iterable");
	assert_int_equal(ways_of(&w, ways), 6);
	assert_int_equal(ways[1].kind, WAY_THROUGH);
	wizard_choose_way(&w, &ways[1]);
	assert_non_null(choices_find(&w.choices, "amazon-ses"));
	assert_false(wizard_without_dns(&w));
	wizard_choose_way(&w, &ways[4]);
	assert_null(choices_find(&w.choices, "amazon-ses"));
	assert_int_equal(choices_find(&w.choices, "sendgrid")->way, WAY_DNS);
	assert_int_equal(w.choices.count, 2);
	wizard_choose_way(&w, &ways[5]);
	assert_int_equal(w.choices.count, 1);
	assert_true(wizard_without_dns(&w));
	wizard_free(&w);
}

static void what_was_chosen_beside_it_stays(void **state)
{
	struct service_way ways[WAYS_MAX];
	struct wizard w;

	(void)state;
	begin(&w, "mailchimp");
	wizard_toggle_service(&w, "salesdock");
	w.in_hand = 1;
	(void)ways_of(&w, ways);
	wizard_choose_way(&w, &ways[1]);
	wizard_choose_way(&w, &ways[2]);
	assert_int_equal(w.choices.count, 2);
	assert_non_null(choices_find(&w.choices, "mailchimp"));
	assert_int_equal(w.in_hand, 1);
	wizard_free(&w);
}

static void count_call(void *ctx)
{
	++*(int *)ctx;
}

static void the_way_is_changed_later(void **state)
{
	struct service_way ways[WAYS_MAX];
	struct wizard w;
	int saves = 0;

	(void)state;
	begin(&w, "flicono");
	w.actions = (struct wizard_actions){ .save = count_call,
					     .ctx = &saves };
	(void)ways_of(&w, ways);
	wizard_choose_way(&w, &ways[1]);
	assert_int_equal(saves, 1);
	assert_true(wizard_next(&w));
	assert_int_equal(w.place, PLACE_DONE);
	assert_true(wizard_has_ways(&w));
	/* Back leads to where it was asked for, once. */
	assert_true(wizard_change_way(&w));
	assert_true(wizard_back(&w));
	assert_int_equal(w.place, PLACE_DONE);
	assert_true(wizard_change_way(&w));
	assert_int_equal(w.place, PLACE_WAY);
	assert_int_equal(chosen_of(&w), 1);
	/* The same one again is no change. */
	saves = 0;
	wizard_choose_way(&w, &ways[1]);
	assert_int_equal(saves, 0);
	wizard_choose_way(&w, &ways[0]);
	assert_true(wizard_next(&w));
	assert_int_equal(w.place, PLACE_RECORDS);
	wizard_free(&w);
}

static void one_way_alone_is_no_choice(void **state)
{
	struct wizard w;

	(void)state;
	wizard_init(&w);
	w.catalog = catalog;
	assert_false(wizard_change_way(&w));
	wizard_set_domain(&w, "gmail.com");
	wizard_toggle_service(&w, "salesdock");
	w.place = PLACE_DONE;
	assert_true(wizard_has_ways(&w));
	wizard_free(&w);
	begin(&w, "carien");
	assert_false(wizard_change_way(&w));
	wizard_free(&w);
}

/* Every way of every service has steps, says what SPF has to do with it, and
 * leaves no fact out. */
static void every_guide_is_whole(void **state)
{
	const struct service_list *list = catalog_services(catalog);

	(void)state;
	for (size_t i = 0; i < list->count; i++) {
		const struct service *s = &list->services[i];

		for (size_t k = 0; k < s->way_count; k++) {
			const struct way_about about = {
				.service = s,
				.way = &s->ways[k],
				.domain = "voorbeeld.nl",
				.services = list,
			};
			struct str text = STR_INIT(STR_MAX_TEXT);
			struct way_guide guide;
			size_t steps = 0;

			way_guide_make(&guide, &about);
			for (size_t n = 0; n < guide.count; n++) {
				const struct way_line *line = &guide.lines[n];

				steps += line->kind == WAY_LINE_STEP;
				assert_true(*line->text);
				assert_null(strchr(line->text, '%'));
				assert_null(strstr(line->text, "  "));
				assert_null(strstr(line->text, "‘’"));
				assert_int_equal(line->kind == WAY_LINE_FIELD,
						 line->label != NULL);
				if (line->is_exact)
					assert_null(strchr(line->text, ' '));
			}
			way_guide_add_text(&text, &guide, &about);
			if (s->ways[k].kind == WAY_DNS) {
				assert_int_equal(guide.count, 0);
			} else {
				assert_int_equal(steps, 2);
				assert_non_null(strstr(str_text(&text),
						       "voorbeeld.nl"));
				assert_int_equal(
					guide.lines[guide.count - 1].kind,
					WAY_LINE_NOTE);
			}
			str_free(&text);
			way_guide_free(&guide);
		}
	}
}

static bool guide_says(const struct way_about *about, const char *text)
{
	struct str all = STR_INIT(STR_MAX_TEXT);
	struct way_guide guide;
	bool says;

	way_guide_make(&guide, about);
	way_guide_add_text(&all, &guide, about);
	says = strstr(str_text(&all), text);
	way_guide_free(&guide);
	str_free(&all);
	return says;
}

static void spf_of_the_own_server_is_told(void **state)
{
	static char record[] = "v=spf1 -all";
	const struct service_way way = { .kind = WAY_OWN_SMTP, .seen = true };
	struct verdict v = { .complete = true, .outcome = OUTCOME_GREEN };
	const struct way_about about = { .way = &way,
					 .domain = "voorbeeld.nl",
					 .verdict = &v };
	static const char left_out[] = "does not let your own mail server";
	static const char none[] = "has no SPF record";

	(void)state;
	assert_true(guide_says(&about, none));
	v.spf_record = record;
	assert_false(guide_says(&about, none));
	assert_false(guide_says(&about, left_out));
	findings_add(&v.findings, FINDING_SPF_MAILBOX_LEFT_OUT);
	assert_true(guide_says(&about, left_out));
	/* Nothing is said of what no answer came about. */
	v.outcome = OUTCOME_UNKNOWN;
	assert_false(guide_says(&about, left_out));
	v.outcome = OUTCOME_GREEN;
	v.complete = false;
	assert_false(guide_says(&about, left_out));
	findings_free(&v.findings);
}

static void every_way_has_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < SERVICE_WAY_COUNT; i++) {
		enum way_kind kind;

		assert_true(way_from_name(SERVICE_WAY_NAMES[i], &kind));
		assert_int_equal(kind, i);
		for (int a = 0; a < WAY_ASPECTS; a++) {
			enum way_aspect aspect = (enum way_aspect)a;

			assert_true(*way_cost_words(kind, aspect));
			assert_true(*WAY_ASPECT_NAMES[a]);
			assert_true(*WAY_VALUE_NAMES[way_cost(kind, aspect)]);
		}
	}
	assert_false(way_from_name("smoke", &(enum way_kind){ WAY_DNS }));
	assert_false(way_from_name("", &(enum way_kind){ WAY_DNS }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_ways_of_a_service),
		cmocka_unit_test(each_way_can_be_chosen),
		cmocka_unit_test(another_service_comes_and_goes_along),
		cmocka_unit_test(what_was_chosen_beside_it_stays),
		cmocka_unit_test(the_way_is_changed_later),
		cmocka_unit_test(one_way_alone_is_no_choice),
		cmocka_unit_test(every_guide_is_whole),
		cmocka_unit_test(spf_of_the_own_server_is_told),
		cmocka_unit_test(every_way_has_its_words),
	};

	return cmocka_run_group_tests_name("way", tests, open_catalog,
					   close_catalog);
}
