/* Clicks: on a key that is told of, on a row of a list, on a step that was
 * done, and on nothing.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "i18n/i18n.h"
#include "screens/scenes.h"
#include "term/fit.h"
#include "term/term.h"

/* Clicks on the first place where the text shows; false when that did
 * nothing. */
static bool click_on(struct flow *flow, const char *text)
{
	char *screen = play_screen(flow);
	struct key key = { .name = K_CLICK };
	char *at = strstr(screen, text);
	char *line = screen;

	if (!at)
		fail_msg("“%s” is not on\n%s", text, screen);
	for (char *c = screen; c < at; c++) {
		if (*c == '\n') {
			key.row++;
			line = c + 1;
		}
	}
	*at = '\0';
	key.col = text_cols(line);
	free(screen);
	return flow_key(flow, &key);
}

static void a_key_that_is_told_of_is_pressed(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("waiting"), false);
	assert_true(click_on(&world.flow, "look now"));
	assert_int_equal(world.looks, 1);
	assert_true(click_on(&world.flow, "F1 help"));
	assert_int_equal(world.flow.overlay, OVERLAY_HELP);
	assert_true(click_on(&world.flow, "Esc close"));
	assert_int_equal(world.flow.overlay, OVERLAY_NONE);
	scene_stop(&world);
}

static void a_step_that_was_done_is_gone_back_to(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("waiting"), false);
	/* Not forward. */
	assert_false(click_on(&world.flow, "Done"));
	assert_true(click_on(&world.flow, "Records"));
	assert_int_equal(world.wizard.place, PLACE_RECORDS);
	assert_true(click_on(&world.flow, "Program"));
	assert_int_equal(world.wizard.place, PLACE_SERVICE);
	scene_stop(&world);
}

static void a_row_gets_the_cursor(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("records"), false);
	assert_true(click_on(&world.flow, "mrsel3._domainkey"));
	assert_shows(&world.flow, "mrsel3._domainkey.spinoffice-crm.com");
	scene_stop(&world);
	scene_start(&world, scene_named("service"), false);
	assert_true(click_on(&world.flow, "Flicono"));
	play_keys(&world.flow, "<Space>");
	assert_non_null(choices_find(&world.wizard.choices, "flicono"));
	scene_stop(&world);
}

/* Scrolled, a row is where it shows. */
static void a_scrolled_row_is_found_where_it_shows(void **state)
{
	struct world world;

	(void)state;
	scene_start(&world, scene_named("records"), false);
	term_resize_headless(20, 60);
	play_keys(&world.flow, "<End>");
	assert_true(click_on(&world.flow, "mrsel2._domainkey"));
	assert_shows(&world.flow, "mrsel2._domainkey.spinoffice-crm.com");
	term_resize_headless(24, 80);
	scene_stop(&world);
}

static void a_click_on_nothing_does_nothing(void **state)
{
	struct world world;
	struct key key = { .name = K_CLICK, .row = 999, .col = 999 };

	(void)state;
	scene_start(&world, scene_named("records"), false);
	assert_false(click_on(&world.flow, "zegel"));
	assert_false(flow_key(&world.flow, &key));
	/* A value alone is there to be selected. */
	play_keys(&world.flow, "v");
	key.row = key.col = 0;
	assert_false(flow_key(&world.flow, &key));
	assert_int_equal(world.flow.overlay, OVERLAY_ALONE);
	scene_stop(&world);
}

static int start(void **state)
{
	return scenes_start_terminal(state) || i18n_use("en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_that_is_told_of_is_pressed),
		cmocka_unit_test(a_step_that_was_done_is_gone_back_to),
		cmocka_unit_test(a_row_gets_the_cursor),
		cmocka_unit_test(a_scrolled_row_is_found_where_it_shows),
		cmocka_unit_test(a_click_on_nothing_does_nothing),
	};

	return cmocka_run_group_tests(tests, start, scenes_stop_terminal);
}
