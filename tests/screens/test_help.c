/* The help of every screen, and that the keys that are told of work.
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
#include "screens/shortcuts.h"

/* "Waits. Looks again? Goes on." has three. */
static int sentences(const char *text)
{
	int count = 0;

	for (; *text; text++)
		count += (*text == '.' || *text == '?') &&
			 (text[1] == ' ' || !text[1]);
	return count;
}

/* Whether the key that a shortcut tells of is of use there. */
static bool is_of_use(struct flow *flow, const struct shortcut *s)
{
	const struct key key = { .name = s->name, .character = s->character };

	return flow_key(flow, &key);
}

static void help_is_whole_on_every_screen(void **state)
{
	struct world world;

	(void)state;
	for (size_t i = 0; i < scene_count; i++) {
		scene_start(&world, &scenes[i], false);
		scene_play(&world, &scenes[i]);
		assert_int_equal(sentences(world.flow.screen->help), 3);
		assert_int_equal(sentences(world.flow.screen->support), 3);
		assert_true(world.flow.screen->words);
		scene_stop(&world);
	}
}

/* Tries one key of one list on a scene of its own; false behind the last. */
static bool try_key(const struct scene *scene, size_t list, size_t item)
{
	struct shortcut_list lists[SHORTCUT_LISTS];
	struct world world;
	bool is_there;

	scene_start(&world, scene, false);
	scene_play(&world, scene);
	world.flow.overlay = OVERLAY_NONE;
	shortcuts_of_screen(&world.flow, lists);
	is_there = item < lists[list].count;
	if (is_there) {
		const struct shortcut *s = &lists[list].items[item];

		if (s->key && s->character != 'Z' &&
		    shortcut_applies(&world.flow, s) &&
		    !is_of_use(&world.flow, s))
			fail_msg("%s does nothing at %s", s->key, scene->name);
	}
	scene_stop(&world);
	return is_there;
}

/* Each key that the help or the bottom line names does something. */
static void keys_that_are_told_work(void **state)
{
	(void)state;
	for (size_t i = 0; i < scene_count; i++) {
		for (size_t list = 0; list < SHORTCUT_LISTS; list++) {
			size_t item = 0;

			while (try_key(&scenes[i], list, item))
				item++;
		}
	}
}

/* "Further" is told of as long as there is more, and the end of it, reached in
 * whatever way, does not close it. */
static void help_is_paged_from_end_to_end(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	scene_start(&world, scene_named("domain-empty"), false);
	play_keys(&world.flow, "<F1>");
	assert_shows(&world.flow, "PgDn further");
	play_keys(&world.flow, "<End>");
	assert_hides(&world.flow, "PgDn further");
	assert_shows(&world.flow, "The list of who may send");
	play_keys(&world.flow, "<PageDown><Down>");
	assert_shows(&world.flow, "The list of who may send");
	play_keys(&world.flow, "<Home>");
	assert_shows(&world.flow, "We want to know");
	assert_shows(&world.flow, "PgDn further");
	play_keys(&world.flow, "<Esc>");
	assert_shows(&world.flow, "From which domain");
	scene_stop(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_is_whole_on_every_screen),
		cmocka_unit_test(keys_that_are_told_work),
		cmocka_unit_test(help_is_paged_from_end_to_end),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
