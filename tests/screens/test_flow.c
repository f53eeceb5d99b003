/* How keys move through the wizard: what they do, and what they must never do.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/scenes.h"
#include "term/term.h"

static void language_changes_at_any_moment(void **state)
{
	struct world world;

	(void)state;
	for (size_t i = 0; i < scene_count; i++) {
		assert_int_equal(i18n_use("nl"), OK);
		scene_start(&world, &scenes[i], false);
		scene_play(&world, &scenes[i]);
		/* A value alone, or a question, goes away with any key. */
		if (world.flow.overlay == OVERLAY_ALONE)
			play_keys(&world.flow, "<Tab>");
		assert_shows(&world.flow, "Nederlands");
		play_keys(&world.flow, "<F2>");
		assert_shows(&world.flow, "Deutsch");
		play_keys(&world.flow, "<F2>");
		assert_shows(&world.flow, "English");
		play_keys(&world.flow, "<F2>");
		assert_string_equal(i18n_current(), "nl");
		scene_stop(&world);
	}
}

static void language_is_asked_when_nobody_told(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("domain-empty"), true);
	assert_shows(&world.flow, "Welke taal?");
	play_keys(&world.flow, "<Up><Up><Enter>");
	assert_string_equal(i18n_current(), "nl");
	assert_int_equal(world.flow.overlay, OVERLAY_NONE);
	scene_stop(&world);
}

static void enter_and_esc_walk_the_story(void **state)
{
	struct world world;
	struct wizard *w = &world.wizard;

	(void)state;
	assert_int_equal(i18n_use("nl"), OK);
	scene_start(&world, scene_named("domain-empty"), false);
	play_keys(&world.flow, "Info@Voorbeeld.nl");
	assert_string_equal(world.looked_at, "voorbeeld.nl");
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(w->place, PLACE_SERVICE);
	assert_string_equal(w->choices.domain, "voorbeeld.nl");
	play_keys(&world.flow, "spin<Enter>");
	assert_int_equal(w->place, PLACE_WAY);
	assert_int_equal(w->choices.count, 1);
	assert_string_equal(w->choices.items[0].service, "spinoffice");
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(w->place, PLACE_RECORDS);
	world_set_stage(&world, STAGE_PLANNED);
	flow_changed(&world.flow);
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(w->access, ACCESS_MYSELF);
	play_keys(&world.flow, "<Enter><Enter><Enter>");
	assert_int_equal(w->place, PLACE_RECORDS);
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(w->place, PLACE_WAITING);
	assert_int_equal(w->tick_count, 4);
	assert_true(w->since > 0);
	play_keys(&world.flow, "<Enter><F5>");
	assert_int_equal(world.looks, 2);
	world_set_stage(&world, STAGE_GREEN);
	flow_changed(&world.flow);
	assert_int_equal(w->place, PLACE_DONE);
	assert_true(w->green_since > 0);
	/* Not to waiting, which would lead back here at once. */
	play_keys(&world.flow, "<Esc>");
	assert_int_equal(w->place, PLACE_RECORDS);
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(w->place, PLACE_DONE);
	play_keys(&world.flow, "<Esc><Esc><Esc><Esc><Esc><Esc>");
	assert_int_equal(w->place, PLACE_DOMAIN);
	/* All of it is still there. */
	assert_string_equal(w->choices.domain, "voorbeeld.nl");
	assert_int_equal(w->choices.count, 1);
	scene_stop(&world);
}

static void green_that_ends_leads_back_to_waiting(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("done"), false);
	world_set_stage(&world, STAGE_SILENT);
	flow_changed(&world.flow);
	assert_int_equal(world.wizard.place, PLACE_DONE);
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	assert_int_equal(world.wizard.place, PLACE_WAITING);
	scene_stop(&world);
}

static void saved(void *ctx)
{
	++*(int *)ctx;
}

/* Asked once, where it is not known how the host wants it; p asks again. */
static void panel_is_asked_where_the_form_is_unknown(void **state)
{
	struct world world;
	struct wizard *w = &world.wizard;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records-access"), false);
	play_keys(&world.flow, "<Enter>");
	assert_ptr_equal(world.flow.screen, &screen_records);
	scene_stop(&world);
	scene_start(&world, scene_named("panel"), false);
	/* Not whoever passes it on. */
	play_keys(&world.flow, "<Down><Enter>");
	assert_ptr_equal(world.flow.screen, &screen_hand_over);
	play_keys(&world.flow, "<Esc>");
	assert_shows(&world.flow, "in the form of the panel that you use");
	play_keys(&world.flow, "a<Up><Enter>");
	assert_ptr_equal(world.flow.screen, &screen_panel);
	/* Two companies share these name servers. */
	assert_shows(&world.flow, "Squarespace Domains");
	assert_shows(&world.flow, "Google Cloud DNS");
	play_keys(&world.flow, "<Esc>");
	assert_ptr_equal(world.flow.screen, &screen_records);
	assert_null(w->choices.panel);
	/* A host whose form is only guessed at is no choice. */
	play_keys(&world.flow, "fgoneo<Enter>");
	assert_string_equal(w->choices.panel, PANEL_NONE);
	play_keys(&world.flow, "fPLESK<Enter>");
	assert_ptr_equal(world.flow.screen, &screen_records);
	assert_string_equal(w->choices.panel, "plesk");
	assert_shows(&world.flow, "(empty)");
	play_keys(&world.flow, "f<Esc>");
	assert_string_equal(w->choices.panel, "plesk");
	play_keys(&world.flow, "fdirectadmin<Enter>");
	assert_shows(&world.flow, "voorbeeld.nl.");
	/* Who said so is not asked again. */
	play_keys(&world.flow, "a<Enter>");
	assert_ptr_equal(world.flow.screen, &screen_records);
	scene_stop(&world);
}

static void entered_elsewhere_is_chosen_and_taken_back(void **state)
{
	struct world world;
	struct wizard *w = &world.wizard;
	int saves = 0;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting"), false);
	w->actions = (struct wizard_actions){ .save = saved, .ctx = &saves };
	play_keys(&world.flow, "a");
	assert_shows(&world.flow, "At which other company");
	/* The company that runs the domain is not elsewhere. */
	play_keys(&world.flow, "transip");
	assert_ptr_equal(world.flow.screen, &screen_elsewhere);
	play_keys(&world.flow, "<Enter>");

	assert_null(w->choices.entered_at);
	/* Letters are text, and Esc first takes the search back. */
	play_keys(&world.flow, "aqr<Esc>");
	assert_shows(&world.flow, "Hostnet");
	play_keys(&world.flow, "<Esc>");
	assert_ptr_equal(world.flow.screen, &screen_waiting);
	assert_null(w->choices.entered_at);
	assert_false(world.left);
	saves = 0;
	play_keys(&world.flow, "aHOST net<Enter>");
	assert_ptr_equal(world.flow.screen, &screen_waiting);
	assert_int_equal(w->place, PLACE_WAITING);
	assert_string_equal(w->choices.entered_at, "hostnet");
	assert_int_equal(saves, 1);
	assert_shows(&world.flow, "We look at Hostnet, too.");
	/* The cursor stands on it; Esc leaves it as it is. */
	play_keys(&world.flow, "a");
	assert_shows(&world.flow, "chosen");
	play_keys(&world.flow, "<Esc>");
	assert_string_equal(w->choices.entered_at, "hostnet");
	play_keys(&world.flow, "a<Enter>");
	assert_string_equal(w->choices.entered_at, "hostnet");
	play_keys(&world.flow, "a<Up><Enter>");
	assert_null(w->choices.entered_at);
	/* Green leads on from there, too. */
	play_keys(&world.flow, "a");
	world_set_stage(&world, STAGE_GREEN);
	wizard_next(w);
	flow_changed(&world.flow);
	assert_ptr_equal(world.flow.screen, &screen_done);
	w->actions = (struct wizard_actions){ 0 };
	scene_stop(&world);
}

/* Nobody is asked over HTTPS before a yes, and a no is not asked again. */
static void https_waits_for_a_yes(void **state)
{
	static const struct {
		const char *keys;
		int uses;
	} cases[] = {
		{ "<Enter>", 1 },       { " ", 1 },
		{ "<Esc>", 0 },         { "<Down> ", 0 },
		{ "<Down><Enter>", 0 }, { "<F1><Esc><Enter>", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world world;

		scene_start(&world, scene_named("doh"), false);
		assert_ptr_equal(world.flow.screen, &screen_doh);
		assert_int_equal(world.doh_uses, 0);
		play_keys(&world.flow, cases[i].keys);
		assert_int_equal(world.doh_uses, cases[i].uses);
		assert_ptr_equal(world.flow.screen, &screen_waiting);
		flow_changed(&world.flow);
		assert_ptr_equal(world.flow.screen, &screen_waiting);
		scene_stop(&world);
	}
}

/* Whoever types is not interrupted; the next step brings the question. */
static void https_does_not_interrupt(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("service"), false);
	play_keys(&world.flow, "spin<Space>");
	world_set_stage(&world, STAGE_CLOSED);
	flow_changed(&world.flow);
	assert_ptr_equal(world.flow.screen, &screen_service);
	play_keys(&world.flow, "<Enter>");
	assert_ptr_equal(world.flow.screen, &screen_doh);
	play_keys(&world.flow, "<Esc>");
	assert_ptr_equal(world.flow.screen, &screen_way);
	scene_stop(&world);
}

static void elsewhere_is_offered_where_a_record_is_missing(void **state)
{
	static const struct {
		const char *scene;
		bool is_offered;
	} cases[] = {
		{ "waiting", true },
		{ "waiting-wrong", true }, /* the third one is missing */
		{ "waiting-partial", false },
		{ "waiting-silent", false },
		{ "done", false },
		{ "elsewhere-chosen", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world world;

		scene_start(&world, scene_named(cases[i].scene), false);
		play_keys(&world.flow, "a");
		if ((world.flow.screen == &screen_elsewhere) !=
		    cases[i].is_offered)
			fail_msg("%s", cases[i].scene);
		if (world.flow.screen == &screen_elsewhere)
			play_keys(&world.flow, "<Esc>");
		/* Without the domain's own servers nothing is looked for. */
		world.verdict.by_authority = false;
		play_keys(&world.flow, "a");
		assert_ptr_not_equal(world.flow.screen, &screen_elsewhere);
		scene_stop(&world);
	}
}

static void leaving_asks_only_for_ctrl_c(void **state)
{
	static const struct {
		const char *scene;
		const char *keys;
		bool leaves;
	} cases[] = {
		{ "domain-empty", "q", false }, /* a letter of the domain */
		{ "service", "q", false },
		{ "values-empty", "q", false },
		{ "way", "q", true },
		{ "records", "q", true },
		{ "waiting", "q", true },
		{ "done", "q", true },
		{ "domain-empty", "<Ctrl-C>", false },
		{ "domain-empty", "<Ctrl-C><Ctrl-C>", true },
		{ "records", "<Ctrl-C><Down><Ctrl-C>", false },
		{ "records", "<Ctrl-C><Esc><Ctrl-C>", false },
		{ "records", "<Ctrl-C><Ctrl-C>", true },
		{ "records", "<F1><Ctrl-C><Ctrl-C>", true },
		/* pasted keys are text */
		{ "domain-empty", "<Paste>q\003\003<PasteEnd>", false },
		{ "records", "<Paste>q<PasteEnd>", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world world;

		scene_start(&world, scene_named(cases[i].scene), false);
		play_keys(&world.flow, cases[i].keys);
		if (world.left != cases[i].leaves)
			fail_msg("%s: %s", cases[i].scene, cases[i].keys);
		scene_stop(&world);
	}
}

static void too_small_says_so_and_never_crashes(void **state)
{
	static const struct {
		int rows, cols;
	} small[] = { { 19, 80 }, { 24, 59 }, { 2, 100 }, { 1, 1 }, { 50, 3 } };
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	for (size_t i = 0; i < scene_count; i++) {
		scene_start(&world, &scenes[i], false);
		for (size_t j = 0; j < COUNT_OF(small); j++) {
			term_resize_headless(small[j].rows, small[j].cols);
			if (j < 2)
				assert_shows(&world.flow, "too small");
			else
				free(play_screen(&world.flow));
		}
		term_resize_headless(24, 80);
		free(play_screen(&world.flow));
		scene_stop(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(language_changes_at_any_moment),
		cmocka_unit_test(language_is_asked_when_nobody_told),
		cmocka_unit_test(enter_and_esc_walk_the_story),
		cmocka_unit_test(green_that_ends_leads_back_to_waiting),
		cmocka_unit_test(panel_is_asked_where_the_form_is_unknown),
		cmocka_unit_test(entered_elsewhere_is_chosen_and_taken_back),
		cmocka_unit_test(
			elsewhere_is_offered_where_a_record_is_missing),
		cmocka_unit_test(https_waits_for_a_yes),
		cmocka_unit_test(https_does_not_interrupt),
		cmocka_unit_test(leaving_asks_only_for_ctrl_c),
		cmocka_unit_test(too_small_says_so_and_never_crashes),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
