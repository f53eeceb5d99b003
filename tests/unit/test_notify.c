/* Which terminals get a notification, and how.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "term/notify.h"

static void only_terminals_that_know_it_get_it(void **state)
{
	static const struct {
		struct notify_terminal terminal;
		const char *bytes;
	} cases[] = {
		{ { 0 }, "" },
		{ { .type = "xterm-256color" }, "" },
		{ { .type = "linux" }, "" },
		{ { .type = "vt100" }, "" },
		{ { .type = "alacritty" }, "" },
		{ { .type = "xterm-kitty" }, "\033]9;text\a" },
		{ { .type = "foot-extra" }, "\033]777;notify;zegel;text\a" },
		{ { .type = "rxvt-unicode-256color" },
		  "\033]777;notify;zegel;text\a" },
		/* The old rxvt would not know it. */
		{ { .type = "rxvt" }, "" },
		{ { .type = "xterm-256color", .program = "WezTerm" },
		  "\033]777;notify;zegel;text\a" },
		{ { .type = "xterm-256color", .program = "iTerm.app" },
		  "\033]9;text\a" },
		{ { .type = "xterm-256color", .program = "Apple_Terminal" },
		  "" },
		/* Over ssh. */
		{ { .type = "xterm-256color", .terminal = "iTerm2" },
		  "\033]9;text\a" },
		/* What is outside cannot be reached from within. */
		{ { .type = "tmux-256color", .program = "iTerm.app" }, "" },
		{ { .type = "screen", .terminal = "iTerm2" }, "" },
		{ { .type = "xterm-kitty", .tmux = "/tmp/tmux-0/default,1,0" },
		  "" },
		{ { .type = "xterm-kitty", .screen = "123.pts-0" }, "" },
		{ { .type = "xterm-kitty", .tmux = "", .screen = "" },
		  "\033]9;text\a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(200);

		notify_add_sequence(&out, notify_way(&cases[i].terminal),
				    "text");
		assert_string_equal(str_text(&out), cases[i].bytes);
		str_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_terminals_that_know_it_get_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
