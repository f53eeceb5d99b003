/* Every screen in every language and several sizes, compared with saved ones,
 * and nothing cut on any of them. The saved screens of a scene are
 * tests/screens/saved/SCENE.LANGUAGE.txt, a block for each size.
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
} sizes[] = { { 24, 80 }, { 20, 60 }, { 40, 120 } };

/* One line for each size, then the screen. */
static char *photograph(struct world *world, int *clipped)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	*clipped = 0;
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		char *screen;

		term_resize_headless(sizes[i].rows, sizes[i].cols);
		screen = play_screen(&world->flow);
		*clipped += draw_clipped();
		str_addf(&out, "=== %d x %d\n%s", sizes[i].cols, sizes[i].rows,
			 screen);
		free(screen);
	}
	term_resize_headless(24, 80);
	return str_take(&out);
}

static int compare_scene(const struct scene *scene)
{
	struct world world;
	char path[200];
	char *screens;
	int clipped;
	int bad = 0;

	scene_start(&world, scene, false);
	scene_play(&world, scene);
	screens = photograph(&world, &clipped);
	snprintf(path, sizeof(path), "tests/screens/saved/%s.%s.txt",
		 scene->name, i18n_current());
	if (!play_matches(path, screens))
		bad = 1;
	if (clipped && world.flow.overlay != OVERLAY_ALONE) {
		printf("%s (%s): %d texts were cut\n%s", scene->name,
		       i18n_current(), clipped, screens);
		bad = 1;
	}
	free(screens);
	scene_stop(&world);
	return bad;
}

static void compare_in(const char *language)
{
	int bad = 0;

	assert_int_equal(i18n_use(language), OK);
	for (size_t i = 0; i < scene_count; i++)
		bad += compare_scene(&scenes[i]);
	assert_int_equal(bad, 0);
}

static void screens_in_dutch(void **state)
{
	(void)state;
	compare_in("nl");
}

static void screens_in_german(void **state)
{
	(void)state;
	compare_in("de");
}

static void screens_in_english(void **state)
{
	(void)state;
	compare_in("en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_in_dutch),
		cmocka_unit_test(screens_in_german),
		cmocka_unit_test(screens_in_english),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
