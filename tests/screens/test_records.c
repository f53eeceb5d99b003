/* Step 3 under somebody's hands: from field to field, to the clipboard, ticks,
 * and handing over.
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
#include "screens/scenes.h"
#include "term/term.h"

/* What c copied, after these keys. */
static void assert_copied(struct flow *flow, const char *keys, const char *text)
{
	play_keys(flow, keys);
	assert_string_equal(term_copied_headless(), text);
}

static void n_and_p_walk_from_field_to_field(void **state)
{
	struct world world;
	struct flow *flow = &world.flow;
	char *before, *after;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records"), false);
	/* At CHANGE only the value is to be copied. */
	assert_copied(flow, "c", world.verdict.spf_wanted);
	assert_shows(flow, "Sent to your clipboard.");
	assert_copied(flow, "nc", "mrsel1._domainkey");
	assert_copied(flow, "nc", "mrsel1._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "nc", "mrsel2._domainkey");
	assert_copied(flow, "pc", "mrsel1._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "ppc", world.verdict.spf_wanted);
	/* Round, at either end. */
	assert_copied(flow, "pc", "mrsel3._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "nc", world.verdict.spf_wanted);
	/* Where nothing was copied yet, n begins with the name. */
	assert_copied(flow, "<Down>c", "mrsel1._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "<Down>nc", "mrsel2._domainkey");
	/* Walking ticks nothing. */
	assert_int_equal(world.wizard.tick_count, 0);
	/* One line, whole. */
	assert_copied(flow, "oc",
		      "mrsel2._domainkey.voorbeeld.nl. IN CNAME "
		      "mrsel2._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "nc",
		      "mrsel3._domainkey.voorbeeld.nl. IN CNAME "
		      "mrsel3._domainkey.spinoffice-crm.com.");
	assert_copied(flow, "onc", "mrsel3._domainkey");
	/* v behind C shows what C sent. */
	play_keys(flow, "C");
	assert_non_null(strstr(term_copied_headless(),
			       "NEW\nCNAME\nmrsel3._domainkey\n"));
	play_keys(flow, "v");
	before = play_screen(flow);
	assert_non_null(strstr(before, "CHANGE\nTXT\n@\nv=spf1"));
	play_keys(flow, "<Tab>v");
	after = play_screen(flow);
	assert_null(strstr(after, "TXT"));
	free(before);
	free(after);
	scene_stop(&world);
}

static void fields_that_cannot_be_copied_are_passed(void **state)
{
	struct world world;
	struct flow *flow = &world.flow;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records-many"), false);
	assert_copied(flow, "nc", "v=spf1 include:servers.mcsv.net ?all");
	assert_copied(flow, "nc", "s1._domainkey");
	assert_copied(flow, "nnc", "em4711");
	assert_copied(flow, "nc", "10");
	assert_copied(flow, "nc", "mx.sendgrid.net.");
	/* No answer came about s2: nothing of it is to be entered. */
	assert_copied(flow, "nc", "_dmarc");
	play_keys(flow, "<Up>");
	assert_shows(flow, "No answer tells what is there now.");
	assert_copied(flow, "c", "_dmarc");
	scene_stop(&world);
}

/* The record that goes stands at the name and type of the one that stays. */
static void each_record_has_its_own_tick(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records-many"), false);
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(world.wizard.tick_count, 1);
	assert_shows(&world.flow, "1 of 5 entered");
	assert_shows(&world.flow, "▸   2  REMOVE  TXT    @");
	play_keys(&world.flow, "<Enter>");
	assert_int_equal(world.wizard.tick_count, 2);
	assert_shows(&world.flow, "2 of 5 entered");
	play_keys(&world.flow, "<Up><Space>");
	assert_shows(&world.flow, "1 of 5 entered");
	scene_stop(&world);
}

/* A look that comes in between must not move the person elsewhere. */
static void the_cursor_keeps_its_record(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records"), false);
	play_keys(&world.flow, "<Down><Down>");
	assert_shows(&world.flow, "▸   3  NEW     CNAME  mrsel2._domainkey");
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	assert_shows(&world.flow, "▸   3  NEW     CNAME  mrsel2._domainkey");
	assert_shows(&world.flow, "2 of 4 entered");
	/* Of those that are right already none is listed any more. */
	past_free(&world.wizard.past);
	flow_changed(&world.flow);
	assert_shows(&world.flow, "▸   1  NEW  CNAME  mrsel2._domainkey");
	assert_shows(&world.flow, "Stays as it is: TXT @, CNAME mrsel1.");
	scene_stop(&world);
}

static void handing_over_is_kept(void **state)
{
	struct world world;
	struct wizard *w = &world.wizard;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records-access"), false);
	play_keys(&world.flow, "<End><Enter>");
	assert_int_equal(w->access, ACCESS_UNKNOWN);
	assert_true(wizard_is_slow(w));
	assert_int_equal(w->handed_over, 0);
	assert_shows(&world.flow, "Instructions for whoever manages the DNS");
	assert_shows(&world.flow, "The DNS is run at TransIP");
	/* To look at it is not yet to hand it over. */
	play_keys(&world.flow, "c<Esc>");
	assert_non_null(strstr(term_copied_headless(), "Subject: DNS of"));
	assert_int_equal(w->handed_over, 0);
	assert_int_equal(w->place, PLACE_RECORDS);
	play_keys(&world.flow, "e<End><Enter>");
	assert_true(w->handed_over > 0);
	assert_int_equal(w->access, ACCESS_UNKNOWN);
	assert_int_equal(w->place, PLACE_WAITING);
	assert_shows(&world.flow, "Handed over at 14:20");
	/* Taken back. */
	play_keys(&world.flow, "<Esc>a<Enter>");
	assert_int_equal(w->access, ACCESS_MYSELF);
	assert_int_equal(w->handed_over, 0);
	assert_false(wizard_is_slow(w));
	scene_stop(&world);
}

/* Answered before anybody knows what there is to do. */
static void the_hand_over_waits_for_the_plan(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records-access"), false);
	world_set_stage(&world, STAGE_NOTHING);
	flow_changed(&world.flow);
	play_keys(&world.flow, "<Down><Enter>");
	assert_shows(&world.flow, "We look at what is there now");
	world_set_stage(&world, STAGE_PLANNED);
	flow_changed(&world.flow);
	assert_shows(&world.flow, "Instructions for whoever manages the DNS");
	play_keys(&world.flow, "<Esc>");
	flow_changed(&world.flow);
	assert_shows(&world.flow, "0 of 4 entered");
	scene_stop(&world);
}

/* Typed letters are the name of a file there, not keys. */
static void the_name_of_a_file_is_typed(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records"), false);
	play_keys(&world.flow, "e<Down><Enter><Ctrl-U>queco/vsr");
	assert_false(world.left);
	assert_shows(&world.flow, "queco/vsr");
	play_keys(&world.flow, "<Enter>");
	assert_shows(&world.flow, "There is no such folder.");
	play_keys(&world.flow, "x");
	assert_shows(&world.flow, "queco/vsrx");
	assert_null(world.saved);
	play_keys(&world.flow, "<Ctrl-U>a.html<Enter>");
	assert_shows(&world.flow, "/home/jan/a.html");
	assert_non_null(strstr(world.saved, "<!DOCTYPE html>"));
	/* Over another only when told to. */
	play_keys(&world.flow, "<Home>s<Ctrl-U>a.html<Enter>");
	assert_shows(&world.flow, "Replace it?");
	assert_non_null(strstr(world.saved, "<!DOCTYPE html>"));
	play_keys(&world.flow, "r");
	assert_non_null(strstr(world.saved, "Subject: DNS of"));
	play_keys(&world.flow, "<Home><Down><Enter>");
	play_keys(&world.flow, "<Esc>");
	assert_shows(&world.flow, "Send the file along");
	play_keys(&world.flow, "q");
	assert_true(world.left);
	scene_stop(&world);
}

static void a_long_text_alone_is_turned_over(void **state)
{
	struct world world;
	char *first, *back;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("records"), false);
	play_keys(&world.flow, "ev");
	first = play_screen(&world.flow);
	assert_non_null(strstr(first, "Subject: DNS of"));
	assert_null(strstr(first, "Kind regards"));
	play_keys(&world.flow, "<PageDown><PageDown>");
	assert_shows(&world.flow, "Kind regards");
	/* No further than the end, and back to where it began. */
	play_keys(&world.flow, "<PageDown><PageDown>");
	assert_shows(&world.flow, "Kind regards");
	play_keys(&world.flow, "<PageUp><PageUp><PageUp><PageUp>");
	back = play_screen(&world.flow);
	assert_string_equal(back, first);
	play_keys(&world.flow, "x");
	assert_int_equal(world.flow.overlay, OVERLAY_NONE);
	free(first);
	free(back);
	scene_stop(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(n_and_p_walk_from_field_to_field),
		cmocka_unit_test(fields_that_cannot_be_copied_are_passed),
		cmocka_unit_test(each_record_has_its_own_tick),
		cmocka_unit_test(the_cursor_keeps_its_record),
		cmocka_unit_test(handing_over_is_kept),
		cmocka_unit_test(the_hand_over_waits_for_the_plan),
		cmocka_unit_test(the_name_of_a_file_is_typed),
		cmocka_unit_test(a_long_text_alone_is_turned_over),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
