/* The overview of the known domains: when it may be shown, and its keys.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "i18n/i18n.h"
#include "screens/scenes.h"

static void start_overview(struct world *world, const char *keys)
{
	assert_int_equal(i18n_use("en"), OK);
	scene_start(world, scene_named("domain-empty"), false);
	play_keys(&world->flow, keys);
}

static void overview_is_never_shown_unasked(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "<F3>");
	assert_shows(&world.flow, "May all the domains be shown?");
	play_keys(&world.flow, "<Esc>");
	assert_shows(&world.flow, "From which domain");
	/* It asks each time. */
	play_keys(&world.flow, "<F3><Enter><Esc><F3>");
	assert_shows(&world.flow, "May all the domains be shown?");
	scene_stop(&world);
	start_overview(&world, "");
	flow_show_overview(&world.flow);
	assert_shows(&world.flow, "bakkerij-jansen.nl");
	scene_stop(&world);
}

static void overview_is_not_there_without_a_list(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "");
	world.wizard.actions.each_known = NULL;
	play_keys(&world.flow, "<F3>");
	assert_shows(&world.flow, "From which domain");
	flow_show_overview(&world.flow);
	assert_shows(&world.flow, "From which domain");
	scene_stop(&world);
}

static void overview_opens_a_domain(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "<F3><Enter>garage<Enter>");
	assert_string_equal(world.wizard.choices.domain,
			    "mail.garage-de-vries.nl");
	assert_true(world.flow.screen != &screen_overview);
	scene_stop(&world);
}

static void overview_forgets_when_told_twice(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "<F3><Enter><Down><Delete><Esc>");
	assert_shows(&world.flow, "mail.garage-de-vries.nl");
	assert_false(world.forgotten);
	play_keys(&world.flow, "<Delete><Enter>");
	assert_true(world.forgotten);
	assert_shows(&world.flow, "3 domains");
	/* What could not be forgotten is still there. */
	play_keys(&world.flow, "<Home><Delete><Enter>");
	assert_shows(&world.flow, "It could not be forgotten");
	scene_stop(&world);
}

static void overview_keeps_what_is_in_hand(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("overview"), false);
	play_keys(&world.flow, "<F3><Enter>voorbeeld<Delete>");
	assert_shows(&world.flow, "This is the domain in hand");
	assert_false(world.forgotten);
	scene_stop(&world);
}

static void overview_says_that_nothing_fits(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "<F3><Enter>qqq");
	assert_shows(&world.flow, "None of them fits");
	play_keys(&world.flow, "<Esc>");
	assert_shows(&world.flow, "bakkerij-jansen.nl");
	assert_hides(&world.flow, "None of them fits");
	scene_stop(&world);
}

static void overview_orders_by_what_needs_somebody(void **state)
{
	struct world world;

	(void)state;
	start_overview(&world, "<F3><Enter><Tab><F5>");
	assert_string_equal(world.looked_at, "mail.garage-de-vries.nl");
	assert_shows(&world.flow, "looking…");
	world.wizard.checking = NULL;
	flow_changed(&world.flow);
	play_keys(&world.flow, "<Tab>");
	assert_shows(&world.flow, "the latest change first");
	play_keys(&world.flow, "<F5>");
	assert_string_equal(world.looked_at, "voorbeeld.nl");
	scene_stop(&world);
}

/* The list is long, the screen is not: a key costs what is drawn. */
static void overview_of_ten_thousand(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("domain-empty"), false);
	world.known = 10000;
	play_keys(&world.flow, "<F3><Enter><End>");
	assert_shows(&world.flow, "10000 domains");
	assert_shows(&world.flow, "z09999.example");
	for (int i = 0; i < 300; i++) {
		play_keys(&world.flow, "<PageUp>");
		free(play_screen(&world.flow));
	}
	assert_shows(&world.flow, "z07600.example");
	play_keys(&world.flow, "z00042");
	assert_shows(&world.flow, "1 domain");
	scene_stop(&world);
}

static void overview_that_cannot_be_read(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("domain-empty"), false);
	world.known = 0;
	play_keys(&world.flow, "<F3><Enter>");
	assert_shows(&world.flow, "No domain is known yet.");
	play_keys(&world.flow, "<Enter><Delete><F5><Tab><Up><Down><Esc>");
	world.known_fails = true;
	play_keys(&world.flow, "<F3><Enter>");
	assert_shows(&world.flow, "The list cannot be read");
	scene_stop(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overview_is_never_shown_unasked),
		cmocka_unit_test(overview_is_not_there_without_a_list),
		cmocka_unit_test(overview_opens_a_domain),
		cmocka_unit_test(overview_forgets_when_told_twice),
		cmocka_unit_test(overview_keeps_what_is_in_hand),
		cmocka_unit_test(overview_says_that_nothing_fits),
		cmocka_unit_test(overview_orders_by_what_needs_somebody),
		cmocka_unit_test(overview_of_ten_thousand),
		cmocka_unit_test(overview_that_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
