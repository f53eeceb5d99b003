/* The colours of the roles can be read on black and on white (WCAG 2.2, 1.4.3:
 * relative luminance), and on terminals with few colours none is taken that
 * cannot.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "term/look.h"
#include "term/term.h"

static short color_of(enum role role)
{
	short fore = -1, back = -1;

	if (look_pair(role))
		pair_content(look_pair(role), &fore, &back);
	assert_int_equal(back, -1); /* the terminal's own */
	return look_pair(role) ? fore : -1;
}

static void start(const char *type)
{
	static const struct term_options options = { .color = COLOR_ALWAYS };

	assert_int_equal(term_start_headless(type, 24, 80, &options), OK);
}

/* The curve of sRGB, near enough. */
static double linear(int value)
{
	double v = value / 255.0;

	return v * (v * (v * 0.305306011 + 0.682171111) + 0.012522878);
}

/* Of the colour cube and the greys behind it, as xterm has them. */
static double luminance(int color)
{
	static const int levels[] = { 0, 95, 135, 175, 215, 255 };
	int grey = 8 + (color - 232) * 10;
	int cube = color - 16;

	assert_in_range(color, 16, 255);
	if (color >= 232)
		return linear(grey);
	return 0.2126 * linear(levels[cube / 36]) +
	       0.7152 * linear(levels[cube / 6 % 6]) +
	       0.0722 * linear(levels[cube % 6]);
}

static void mid_tones_can_be_read_on_black_and_on_white(void **state)
{
	int colored = 0;

	(void)state;
	start("xterm-256color");
	for (int role = 0; role < ROLE_COUNT; role++) {
		int color = color_of((enum role)role);
		double on_black, on_white;

		if (color < 0)
			continue;
		on_black = (luminance(color) + 0.05) / 0.05;
		on_white = 1.05 / (luminance(color) + 0.05);
		if (on_black < 3.8 || on_white < 3.8)
			fail_msg("role %d: %.2f on black, %.2f on white", role,
				 on_black, on_white);
		colored++;
	}
	assert_true(colored >= 5);
	term_stop();
}

static void few_colours_are_those_that_can_be_read(void **state)
{
	static const char *const types[] = { "xterm", "linux", "screen",
					     "xterm-16color" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		start(types[i]);
		for (int role = 0; role < ROLE_COUNT; role++) {
			short color = color_of((enum role)role);

			assert_true(color != COLOR_YELLOW);
			assert_true(color != COLOR_CYAN);
			assert_true(color != COLOR_BLUE);
			assert_true(color != COLOR_WHITE);
			assert_true(color != COLOR_BLACK);
		}
		/* What is wrong differs from what is right. */
		assert_int_equal(color_of(ROLE_BAD), COLOR_RED);
		assert_int_equal(color_of(ROLE_GOOD), COLOR_GREEN);
		term_stop();
	}
}

static void without_colour_there_is_none(void **state)
{
	(void)state;
	start("vt100");
	for (int role = 0; role < ROLE_COUNT; role++)
		assert_int_equal(color_of((enum role)role), -1);
	/* Still told apart. */
	assert_true(look_attributes(ROLE_ACCENT) & A_BOLD);
	assert_true(look_attributes(ROLE_NEWS) & A_BOLD);
	assert_true(look_attributes(ROLE_FOUND) & A_UNDERLINE);
	term_stop();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mid_tones_can_be_read_on_black_and_on_white),
		cmocka_unit_test(few_colours_are_those_that_can_be_read),
		cmocka_unit_test(without_colour_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
