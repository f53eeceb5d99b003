/* What is told of a change while somebody waits, how long, and to whom.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "i18n/i18n.h"
#include "screens/news.h"
#include "screens/scenes.h"
#include "term/term.h"

static void turns_are_told_for_a_moment(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting"), false);
	assert_hides(&world.flow, "just now");
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	/* SPF, and two keys: one right, one wrong. */
	assert_int_equal(count_shown(&world.flow, "just now"), 3);
	assert_true(flow_tick_ms(&world.flow) > 0);
	world_pass(&world, NEWS_MS - 1);
	assert_shows(&world.flow, "just now");
	world_pass(&world, 1);
	assert_hides(&world.flow, "just now");
	scene_stop(&world);
}

/* While it looks again what was seen still stands, and so do the keys. */
static void keys_stay_while_it_looks_again(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting-wrong"), false);
	assert_shows(&world.flow, "w as a text");
	world.verdict.complete = false;
	flow_changed(&world.flow);
	assert_shows(&world.flow, "w as a text");
	scene_stop(&world);
}

/* What nobody answers has not turned, neither when it is lost nor when it comes
 * back. */
static void lost_answers_are_told_and_nothing_turns(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting-wrong"), false);
	world_set_stage(&world, STAGE_LOST);
	flow_changed(&world.flow);
	assert_shows(&world.flow, "is there a connection?");
	assert_hides(&world.flow, "just now");
	world_pass(&world, 60000);
	assert_shows(&world.flow, "is there a connection?");
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	assert_shows(&world.flow, "The answers come again.");
	assert_hides(&world.flow, "just now");
	world_pass(&world, NEWS_MS);
	assert_shows(&world.flow, "We look again every 2 seconds");
	/* The very first look that fails is another matter. */
	scene_stop(&world);
	scene_start(&world, scene_named("waiting-silent"), false);
	assert_hides(&world.flow, "is there a connection?");
	scene_stop(&world);
}

/* One blank between the sentences, also behind a program that says less. */
static void programs_are_told_of_in_one_paragraph(void **state)
{
	struct world world;
	char *screen;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	term_resize_headless(24, 200);
	scene_start(&world, scene_named("waiting"), false);
	wizard_toggle_service(&world.wizard, "mailchimp");
	wizard_toggle_service(&world.wizard, "onfact");
	screen = play_screen(&world.flow);
	assert_non_null(strstr(screen, "last step. You can go on"));
	assert_non_null(strstr(screen, "mail from Mailchimp"));
	free(screen);
	scene_stop(&world);
	term_resize_headless(24, 80);
}

static void sleep_is_told_for_a_moment(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting"), false);
	world.wizard.slept_s = 720;
	world.wizard.woke_ms = clock_ms();
	assert_shows(&world.flow, "stood still for 12 minutes");
	world_pass(&world, NEWS_MS);
	assert_hides(&world.flow, "stood still");
	scene_stop(&world);
}

static void green_rings_once(void **state)
{
	struct world world;
	int before = term_bells_headless();

	(void)state;
	scene_start(&world, scene_named("waiting"), false);
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	assert_int_equal(term_bells_headless(), before);
	world_set_stage(&world, STAGE_GREEN);
	flow_changed(&world.flow);
	assert_int_equal(world.wizard.place, PLACE_DONE);
	assert_int_equal(term_bells_headless(), before + 1);
	flow_changed(&world.flow);
	assert_int_equal(term_bells_headless(), before + 1);
	scene_stop(&world);
	/* What was green when it was opened is no news. */
	scene_start(&world, scene_named("done"), false);
	flow_changed(&world.flow);
	assert_int_equal(term_bells_headless(), before + 1);
	scene_stop(&world);
}

/* In an aside the turn to green is not missed. */
static void green_leads_on_from_an_aside(void **state)
{
	struct world world;
	int before = term_bells_headless();

	(void)state;
	scene_start(&world, scene_named("waiting-text"), false);
	play_keys(&world.flow, "w");
	assert_ptr_equal(world.flow.screen, &screen_summary);
	world_set_stage(&world, STAGE_GREEN);
	wizard_go(&world.wizard, PLACE_DONE); /* as the session does */
	flow_changed(&world.flow);
	assert_ptr_equal(world.flow.screen, &screen_done);
	assert_int_equal(term_bells_headless(), before + 1);
	scene_stop(&world);
}

static void summary_is_saved_whole(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("waiting-wrong"), false);
	play_keys(&world.flow, "ws");
	assert_shows(&world.flow, "Saved as /home/jan/zegel-voorbeeld.nl.txt");
	assert_non_null(world.saved);
	play_keys(&world.flow, "c");
	assert_string_equal(term_copied_headless(), world.saved);
	assert_non_null(
		strstr(world.saved, "✗ CNAME mrsel2._domainkey.voorbeeld.nl"));
	/* What was entered wrongly, and what is not there yet. */
	assert_non_null(strstr(world.saved, "voorbeeld.nl.voorbeeld.nl\n"));
	assert_non_null(strstr(world.saved,
			       "    mrsel3._domainkey.spinoffice-crm.com"));
	scene_stop(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(turns_are_told_for_a_moment),
		cmocka_unit_test(keys_stay_while_it_looks_again),
		cmocka_unit_test(lost_answers_are_told_and_nothing_turns),
		cmocka_unit_test(programs_are_told_of_in_one_paragraph),
		cmocka_unit_test(sleep_is_told_for_a_moment),
		cmocka_unit_test(green_rings_once),
		cmocka_unit_test(green_leads_on_from_an_aside),
		cmocka_unit_test(summary_is_saved_whole),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
