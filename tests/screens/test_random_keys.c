/* Whatever is pressed in whatever order, from every screen: no crash, no leak,
 * and the screens go on being drawn. Whole keys, halves of them, mere bytes,
 * pastes that do not end, windows of any size.
 *
 * KEYS=1000000 in the environment plays so many; SEED another row of them.
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
#include "term/keys.h"
#include "term/term.h"

enum { KEYS = 20000, KEYS_A_SCENE = 400 };

/* What a terminal sends: keys, and what is nearly one. */
static const char *const sent[] = {
	"\r",
	"\n",
	"\t",
	" ",
	"\033",
	"\177",
	"\b",
	"\033[A",
	"\033[B",
	"\033[C",
	"\033[D",
	"\033[F",
	"\033[H",
	"\033[3~",
	"\033[5~",
	"\033[6~",
	"\033[Z",
	"\033OP",
	"\033OQ",
	"\033OR",
	"\033[15~",
	"\033[",
	"\033O",
	"\033[1;5",
	"\033[<0;10;10M",
	"\033[<0;10;10m",
	"\033[<64;3;9M",
	"\033]52;c;",
	"\033P",
	"\003",
	"\025",
	"\014",
	"a",
	"c",
	"C",
	"e",
	"n",
	"o",
	"p",
	"r",
	"v",
	"w",
	"?",
	"spin",
	"voorbeeld.nl",
	"\303\244",
	"\342\200\256",
	"\360\237\246\204",
	"\303",
	"\377",
	"\033[200~",
	"\033[201~",
	"CNAME a._domainkey b.example\r",
	"v=spf1 include:spf.example ~all\n",
};

/* How many are played, and which. */
static unsigned long number(const char *name, unsigned long otherwise)
{
	const char *told = getenv(name);

	return told ? strtoul(told, NULL, 10) : otherwise;
}

static void feed(struct keys *keys)
{
	if (rand() % 8) {
		const char *bytes = sent[(size_t)rand() % COUNT_OF(sent)];

		keys_feed(keys, bytes, strlen(bytes));
	} else {
		char byte = (char)(rand() % 256);

		/* Suspending would stop the test itself. */
		if (byte != 'Z' - '@')
			keys_feed(keys, &byte, 1);
	}
	if (keys_is_waiting(keys) && rand() % 2)
		keys_settle(keys);
}

/* Returns how many keys it were. */
static unsigned long play_one_scene(const struct scene *scene)
{
	struct keys *keys = keys_new();
	unsigned long played = 0;
	struct world world;

	scene_start(&world, scene, rand() % 4 == 0);
	for (int i = 0; i < KEYS_A_SCENE; i++) {
		struct key key;

		feed(keys);
		for (; keys_next(keys, &key); played++)
			flow_key(&world.flow, &key);
		if (i % 10 == 0) {
			world_set_stage(&world,
					(enum stage)(rand() % STAGE_COUNT));
			flow_changed(&world.flow);
		}
		if (i % 7 == 0)
			term_resize_headless(1 + rand() % 70, 1 + rand() % 220);
		flow_draw(&world.flow);
	}
	scene_stop(&world);
	keys_free(keys);
	return played;
}

static void random_keys_do_no_harm(void **state)
{
	unsigned long wanted = number("KEYS", KEYS);
	unsigned long played = 0;

	(void)state;
	srand((unsigned)number("SEED", 23));
	for (size_t i = 0; played < wanted; i++)
		played += play_one_scene(&scenes[i % scene_count]);
	term_resize_headless(24, 80);
	if (getenv("KEYS"))
		printf("%lu keys\n", played);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_keys_do_no_harm),
	};

	return cmocka_run_group_tests(tests, scenes_start_terminal,
				      scenes_stop_terminal);
}
