/* Every screen in every language and several sizes, compared with saved ones;
 * and what must hold for all of them: nothing cut, no key without effect.
 *
 * A scene is a stage of the story, a place and a script of keys. Its saved
 * screens are tests/screens/saved/SCENE.LANGUAGE.txt, a block for each size.
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
#include "screens/play.h"
#include "term/term.h"

struct scene {
	const char *name;
	enum stage stage;
	enum place place;
	const char *service;
	enum access access;
	const char *keys;
};

#define PASTED                                                                 \
	"Geachte klant, hieronder de records.\r"                               \
	"CNAME of1._domainkey of1.dkim.onfact.be\r"                            \
	"CNAME of2._domainkey.voorbeeld.nl of2.dkim.onfact.be\r"               \
	"CNAME of1._domainkey.andere-klant.nl of1.dkim.onfact.be\r"

static const struct scene scenes[] = {
	{ "domain-empty", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0, "" },
	{ "domain-typed", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>Info@Voorbeeld.nl" },
	{ "domain-web", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U><Paste>https://www.voorbeeld.nl/contact<PasteEnd>" },
	{ "domain-idn", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>bücher.example" },
	{ "domain-provider", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>jan@gmail.com" },
	{ "domain-refused", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0,
	  "<Ctrl-U>co.uk<Enter>" },
	{ "service", STAGE_PRESENT, PLACE_SERVICE, NULL, 0, "" },
	{ "service-search", STAGE_PRESENT, PLACE_SERVICE, NULL, 0,
	  "spin<Space>" },
	{ "service-nothing", STAGE_PRESENT, PLACE_SERVICE, NULL, 0,
	  "qqq<Enter>" },
	{ "way", STAGE_PRESENT, PLACE_WAY, "spinoffice", 0, "" },
	{ "way-many", STAGE_PRESENT, PLACE_WAY, "onfact", 0, "<Down>" },
	{ "values-empty", STAGE_PRESENT, PLACE_VALUES, "onfact", 0, "" },
	{ "values-pasted", STAGE_PRESENT, PLACE_VALUES, "onfact", 0,
	  "<Paste>" PASTED "<PasteEnd>" },
	{ "values-useless", STAGE_PRESENT, PLACE_VALUES, "onfact", 0,
	  "<Paste>hallo<PasteEnd><Enter>" },
	{ "records-access", STAGE_PLANNED, PLACE_RECORDS, "spinoffice", 0, "" },
	{ "records", STAGE_PLANNED, PLACE_RECORDS, "spinoffice", ACCESS_MYSELF,
	  "" },
	{ "records-entered", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Enter>" },
	{ "records-elsewhere", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "<End>" },
	{ "records-alone", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Down>v" },
	{ "records-letter", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_SOMEBODY_ELSE, "e" },
	{ "records-stop", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "<Ctrl-C>" },
	{ "records-looking", STAGE_NOTHING, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting", STAGE_PLANNED, PLACE_WAITING, "spinoffice", ACCESS_MYSELF,
	  "" },
	{ "waiting-wrong", STAGE_WRONG, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-partial", STAGE_PARTIAL, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "waiting-silent", STAGE_SILENT, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "" },
	{ "done", STAGE_GREEN, PLACE_DONE, "spinoffice", ACCESS_MYSELF, "" },
	{ "help-domain", STAGE_NOTHING, PLACE_DOMAIN, NULL, 0, "<F1>" },
	{ "help-records", STAGE_PLANNED, PLACE_RECORDS, "spinoffice",
	  ACCESS_MYSELF, "?" },
	{ "help-waiting", STAGE_PLANNED, PLACE_WAITING, "spinoffice",
	  ACCESS_MYSELF, "<F1><PageDown>" },
};

static const struct {
	int rows, cols;
} sizes[] = { { 24, 80 }, { 20, 60 }, { 40, 120 } };

static void start(struct world *world, const struct scene *scene,
		  bool ask_language)
{
	world_init(world);
	if (scene->place != PLACE_DOMAIN)
		world_stand_at(world, scene->place, scene->service);
	world->wizard.access = scene->access;
	world_set_stage(world, scene->stage);
	flow_start(&world->flow, &world->wizard, ask_language);
	flow_changed(&world->flow);
}

static void stop(struct world *world)
{
	flow_stop(&world->flow);
	world_free(world);
}

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

	start(&world, scene, false);
	play_keys(&world.flow, scene->keys);
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
	stop(&world);
	return bad;
}

static void compare_in(const char *language)
{
	int bad = 0;

	assert_int_equal(i18n_use(language), OK);
	for (size_t i = 0; i < COUNT_OF(scenes); i++)
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

static const struct scene *scene_named(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(scenes); i++) {
		if (!strcmp(scenes[i].name, name))
			return &scenes[i];
	}
	fail_msg("no scene %s", name);
	return NULL;
}

static void assert_shows(struct flow *flow, const char *text)
{
	char *screen = play_screen(flow);

	if (!strstr(screen, text))
		fail_msg("“%s” is not on\n%s", text, screen);
	free(screen);
}

static void language_changes_at_any_moment(void **state)
{
	struct world world;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(scenes); i++) {
		assert_int_equal(i18n_use("nl"), OK);
		start(&world, &scenes[i], false);
		play_keys(&world.flow, scenes[i].keys);
		/* A value alone, or a question, goes away with any key. */
		if (world.flow.overlay == OVERLAY_ALONE)
			play_keys(&world.flow, "<Down>");
		assert_shows(&world.flow, "Nederlands");
		play_keys(&world.flow, "<F2>");
		assert_shows(&world.flow, "Deutsch");
		play_keys(&world.flow, "<F2>");
		assert_shows(&world.flow, "English");
		play_keys(&world.flow, "<F2>");
		assert_string_equal(i18n_current(), "nl");
		stop(&world);
	}
}

static void language_is_asked_when_nobody_told(void **state)
{
	struct world world;

	(void)state;
	assert_int_equal(i18n_use("en"), OK);
	start(&world, scene_named("domain-empty"), true);
	assert_shows(&world.flow, "Welke taal?");
	play_keys(&world.flow, "<Up><Up><Enter>");
	assert_string_equal(i18n_current(), "nl");
	assert_int_equal(world.flow.overlay, OVERLAY_NONE);
	stop(&world);
}

static void enter_and_esc_walk_the_story(void **state)
{
	struct world world;
	struct wizard *w = &world.wizard;

	(void)state;
	assert_int_equal(i18n_use("nl"), OK);
	start(&world, scene_named("domain-empty"), false);
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
	play_keys(&world.flow, "<Esc><Esc>");
	assert_int_equal(w->place, PLACE_RECORDS);
	play_keys(&world.flow, "<Esc><Esc><Esc><Esc><Esc>");
	assert_int_equal(w->place, PLACE_DOMAIN);
	/* All of it is still there. */
	assert_string_equal(w->choices.domain, "voorbeeld.nl");
	assert_int_equal(w->choices.count, 1);
	stop(&world);
}

static void green_that_ends_leads_back_to_waiting(void **state)
{
	struct world world;

	(void)state;
	start(&world, scene_named("done"), false);
	world_set_stage(&world, STAGE_SILENT);
	flow_changed(&world.flow);
	assert_int_equal(world.wizard.place, PLACE_DONE);
	world_set_stage(&world, STAGE_WRONG);
	flow_changed(&world.flow);
	assert_int_equal(world.wizard.place, PLACE_WAITING);
	stop(&world);
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

		start(&world, scene_named(cases[i].scene), false);
		play_keys(&world.flow, cases[i].keys);
		if (world.left != cases[i].leaves)
			fail_msg("%s: %s", cases[i].scene, cases[i].keys);
		stop(&world);
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
	for (size_t i = 0; i < COUNT_OF(scenes); i++) {
		start(&world, &scenes[i], false);
		for (size_t j = 0; j < COUNT_OF(small); j++) {
			term_resize_headless(small[j].rows, small[j].cols);
			if (j < 2)
				assert_shows(&world.flow, "too small");
			else
				free(play_screen(&world.flow));
		}
		term_resize_headless(24, 80);
		free(play_screen(&world.flow));
		stop(&world);
	}
}

/* Whatever is pressed in whatever order: no crash, no leak, nothing cut. */
static void random_keys_do_no_harm(void **state)
{
	static const char *const keys[] = {
		"<Enter>",
		"<Esc>",
		"<Space>",
		"<Up>",
		"<Down>",
		"<F1>",
		"<F2>",
		"<F5>",
		"<PageUp>",
		"<PageDown>",
		"a",
		"spin",
		"v",
		"C",
		"e",
		"r",
		"n",
		"?",
		"<Ctrl-C>",
		"<Backspace>",
		"<End>",
		"<Paste>CNAME a b.example\r\r<PasteEnd>",
		"voorbeeld.nl",
		"<Ctrl-U>",
	};
	struct world world;

	(void)state;
	srand(23);
	start(&world, scene_named("domain-empty"), true);
	for (int i = 0; i < 3000; i++) {
		play_keys(&world.flow, keys[(size_t)rand() % COUNT_OF(keys)]);
		if (i % 10 == 0) {
			world_set_stage(&world, (enum stage)(rand() % 7));
			flow_changed(&world.flow);
		}
		if (i % 7 == 0)
			term_resize_headless(1 + rand() % 60, 1 + rand() % 150);
		flow_draw(&world.flow);
	}
	stop(&world);
	term_resize_headless(24, 80);
}

static int start_terminal(void **state)
{
	static const struct term_options options = { .color = COLOR_ALWAYS };
	static char dir[4096];

	(void)state;
	setenv("TZ", "UTC", 1);
	setenv("LANG", "C", 1);
	unsetenv("LC_ALL");
	snprintf(dir, sizeof(dir), "%s/locale",
		 getenv("B") ? getenv("B") : "build");
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	if (i18n_start("nl", NULL))
		return -1;
	return term_start_headless("xterm-256color", 24, 80, &options) ? -1 : 0;
}

static int stop_terminal(void **state)
{
	(void)state;
	term_stop();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_in_dutch),
		cmocka_unit_test(screens_in_german),
		cmocka_unit_test(screens_in_english),
		cmocka_unit_test(language_changes_at_any_moment),
		cmocka_unit_test(language_is_asked_when_nobody_told),
		cmocka_unit_test(enter_and_esc_walk_the_story),
		cmocka_unit_test(green_that_ends_leads_back_to_waiting),
		cmocka_unit_test(leaving_asks_only_for_ctrl_c),
		cmocka_unit_test(too_small_says_so_and_never_crashes),
		cmocka_unit_test(random_keys_do_no_harm),
	};

	return cmocka_run_group_tests(tests, start_terminal, stop_terminal);
}
