/* The scenes that the screen tests play: a stage of the story, a place and a
 * script of keys; and the terminal that they are played on.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_TESTS_SCENES_H
#define ZEGEL_TESTS_SCENES_H

#include "screens/play.h"

struct scene {
	const char *name;
	enum stage stage;
	enum place place;
	const char *service;
	enum access access;
	const char *keys;
};

extern const struct scene scenes[];
extern const size_t scene_count;

const struct scene *scene_named(const char *name);

/* Plays what belongs to the scene, once it is set. */
void scene_play(struct world *world, const struct scene *scene);

/* Sets the scene, without its keys. */
void scene_start(struct world *world, const struct scene *scene,
		 bool ask_language);
void scene_stop(struct world *world);

/* Fails the test unless the text is on the screen. */
void assert_shows(struct flow *flow, const char *text);
void assert_hides(struct flow *flow, const char *text);

/* How often it is. */
int count_shown(struct flow *flow, const char *text);

/* For cmocka: a fixed environment and a headless terminal of 80 by 24. */
int scenes_start_terminal(void **state);
/* The same, with a longer language in the place of Dutch. */
int scenes_start_pseudo(void **state);
int scenes_stop_terminal(void **state);

#endif
