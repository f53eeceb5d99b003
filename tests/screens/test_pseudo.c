/* Every screen in a language that is a third longer than English and all
 * accents, in every size: nothing lies on top of anything else, and what is cut
 * ends in a sign. Without colours every screen says the same.
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

static const struct {
	int rows, cols;
	bool is_roomy; /* nothing may be cut at all */
} sizes[] = {
	{ 20, 60, false },
	{ 24, 80, true },
	{ 40, 120, true },
	{ 60, 200, true },
};

/* True when something is wrong with the scene at this size. */
static bool is_bad(struct world *world, const struct scene *scene, size_t size)
{
	char *screen;
	bool bad;

	term_resize_headless(sizes[size].rows, sizes[size].cols);
	screen = play_screen(&world->flow);
	bad = world->flow.overlay != OVERLAY_ALONE &&
	      (draw_overlapped() || (sizes[size].is_roomy && draw_clipped()));
	if (bad)
		printf("%s at %d x %d: %d on top of another, %d cut\n%s\n",
		       scene->name, sizes[size].cols, sizes[size].rows,
		       draw_overlapped(), draw_clipped(), screen);
	free(screen);
	return bad;
}

static void everything_fits(const char *language)
{
	struct world world;
	int bad = 0;

	assert_int_equal(i18n_use(language), OK);
	for (size_t i = 0; i < scene_count; i++) {
		scene_start(&world, &scenes[i], false);
		play_keys(&world.flow, scenes[i].keys);
		for (size_t size = 0; size < COUNT_OF(sizes); size++)
			bad += is_bad(&world, &scenes[i], size);
		term_resize_headless(24, 80);
		scene_stop(&world);
	}
	assert_int_equal(bad, 0);
}

static void longer_texts_fit(void **state)
{
	(void)state;
	everything_fits("nl");
}

static void english_fits_in_every_size(void **state)
{
	(void)state;
	everything_fits("en");
}

/* The text of every scene, one after the other; the caller frees it. */
static char *photograph_all(void)
{
	struct str out = STR_INIT(64 * STR_MAX_TEXT);
	struct world world;

	for (size_t i = 0; i < scene_count; i++) {
		char *screen;

		scene_start(&world, &scenes[i], false);
		play_keys(&world.flow, scenes[i].keys);
		screen = play_screen(&world.flow);
		str_add(&out, screen);
		free(screen);
		scene_stop(&world);
	}
	return str_take(&out);
}

static void colours_only_repeat_what_is_said(void **state)
{
	static const struct term_options plain = { .color = COLOR_NEVER };
	char *colored, *without;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	colored = photograph_all();
	term_stop();
	assert_int_equal(term_start_headless("xterm-256color", 24, 80, &plain),
			 OK);
	without = photograph_all();
	assert_true(strlen(colored) > 1000);
	assert_string_equal(colored, without);
	free(colored);
	free(without);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(longer_texts_fit),
		cmocka_unit_test(english_fits_in_every_size),
		cmocka_unit_test(colours_only_repeat_what_is_said),
	};

	return cmocka_run_group_tests(tests, scenes_start_pseudo,
				      scenes_stop_terminal);
}
