/* The bytes that reach the clipboard, and by which way.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "term/clipboard.h"

static void base64_of_rfc_4648(void **state)
{
	/* Section 10, and bytes beyond ASCII. */
	static const char *const cases[][2] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
		{ "\xc3\xbf\xc3\xbe", "w7/Dvg==" },
		{ "\xfb\xff\xfe", "+//+" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(100);

		clipboard_add_base64(&out, cases[i][0], strlen(cases[i][0]));
		assert_string_equal(str_text(&out), cases[i][1]);
		str_free(&out);
	}
}

static void the_way_depends_on_what_we_run_in(void **state)
{
	static const struct {
		const char *type, *tmux, *sty;
		enum clipboard_way way;
	} cases[] = {
		{ "xterm-256color", NULL, NULL, CLIPBOARD_PLAIN },
		{ "foot", "", "", CLIPBOARD_PLAIN },
		{ "tmux-256color", "/tmp/tmux-0/default,1,0", NULL,
		  CLIPBOARD_TMUX },
		{ "screen-256color", "/tmp/tmux-0/default,1,0", NULL,
		  CLIPBOARD_TMUX },
		{ "screen", NULL, "1234.pts-0.host", CLIPBOARD_SCREEN },
		{ "screen.xterm-256color", "/tmp/tmux-0/default,1,0",
		  "1234.pts-0.host", CLIPBOARD_SCREEN },
		{ "tmux-256color", "/tmp/tmux-0/default,1,0", "1234.pts-0.host",
		  CLIPBOARD_TMUX },
		/* They would print it. */
		{ "linux", NULL, NULL, CLIPBOARD_NONE },
		{ "vt100", NULL, NULL, CLIPBOARD_NONE },
		{ "vt220", NULL, NULL, CLIPBOARD_NONE },
		{ "", NULL, NULL, CLIPBOARD_NONE },
		{ NULL, NULL, NULL, CLIPBOARD_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(clipboard_way(cases[i].type, cases[i].tmux,
					       cases[i].sty),
				 cases[i].way);
}

static void the_sequence_of_each_way(void **state)
{
	static const struct {
		enum clipboard_way way;
		const char *ms, *sequence;
	} cases[] = {
		{ CLIPBOARD_PLAIN, NULL, "\033]52;c;Zm9v\a" },
		{ CLIPBOARD_PLAIN, "\033]52;%p1%s;%p2%s\033\\",
		  "\033]52;c;Zm9v\033\\" },
		{ CLIPBOARD_PLAIN, "\033]x%p2%s\a", "\033]xZm9v\a" },
		/* Nothing that could be used. */
		{ CLIPBOARD_PLAIN, "", "\033]52;c;Zm9v\a" },
		{ CLIPBOARD_PLAIN, "\033]52\a", "\033]52;c;Zm9v\a" },
		{ CLIPBOARD_PLAIN, "%?%p1%t%p2%s%;", "\033]52;c;Zm9v\a" },
		{ CLIPBOARD_SCREEN, "\033]x%p2%s\a",
		  "\033P\033]52;c;Zm9v\a\033\\" },
		{ CLIPBOARD_TMUX, NULL, "" },
		{ CLIPBOARD_NONE, NULL, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(1000);

		clipboard_add_sequence(&out, cases[i].way, cases[i].ms, "foo");
		assert_string_equal(str_text(&out), cases[i].sequence);
		str_free(&out);
	}
}

/* screen takes the pieces out of their wraps and joins them. */
static void long_texts_go_through_screen_in_pieces(void **state)
{
	char text[3001];
	struct str plain = STR_INIT(10000), wrapped = STR_INIT(10000),
		   joined = STR_INIT(10000);
	const char *at;

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	clipboard_add_sequence(&plain, CLIPBOARD_PLAIN, NULL, text);
	clipboard_add_sequence(&wrapped, CLIPBOARD_SCREEN, NULL, text);
	for (at = str_text(&wrapped); *at;) {
		const char *end;

		assert_memory_equal(at, "\033P", 2);
		end = strstr(at + 2, "\033\\");
		assert_non_null(end);
		assert_true(end - at <= 250);
		str_add_bytes(&joined, at + 2, (size_t)(end - at - 2));
		at = end + 2;
	}
	assert_string_equal(str_text(&joined), str_text(&plain));
	str_free(&plain);
	str_free(&wrapped);
	str_free(&joined);
}

static void the_longest_text_goes_whole(void **state)
{
	char *text = xcalloc(CLIPBOARD_MAX + 1, 1);
	struct str out = STR_INIT(4 * CLIPBOARD_MAX);

	(void)state;
	memset(text, 'x', CLIPBOARD_MAX);
	clipboard_add_sequence(&out, CLIPBOARD_PLAIN, NULL, text);
	assert_false(out.overflow);
	assert_int_equal(out.len, 100000);
	str_free(&out);
	free(text);
}

/* A tmux that writes down what it is given, or refuses. */
static void make_tmux(const char *script)
{
	FILE *file = fopen("tmux", "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", script);
	fclose(file);
	assert_int_equal(chmod("tmux", 0700), 0);
}

static void tmux_has(const char *wanted)
{
	char text[100] = "";
	FILE *file = fopen("said", "r");
	size_t len;

	assert_non_null(file);
	len = fread(text, 1, sizeof(text) - 1, file);
	text[len] = '\0';
	fclose(file);
	assert_string_equal(text, wanted);
}

static void tmux_takes_it_on_its_standard_input(void **state)
{
	char folder[] = "/tmp/zegel-tmux-XXXXXX";
	char *path, *before = xstrdup(getenv("PATH"));

	(void)state;
	signal(SIGPIPE, SIG_IGN); /* as in main.c */
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	path = xasprintf("%s:%s", folder, before);
	setenv("PATH", path, 1);

	make_tmux("{ echo \"$*\"; cat; } >said; echo noise; echo noise >&2");
	assert_int_equal(clipboard_to_tmux("v=spf1 'a' $x"), OK);
	tmux_has("load-buffer -w -\nv=spf1 'a' $x");
	make_tmux("[ \"$2\" != -w ] || exit 1; { echo \"$*\"; cat; } >said");
	assert_int_equal(clipboard_to_tmux("old"), OK);
	tmux_has("load-buffer -\nold");
	make_tmux("exit 1");
	assert_int_equal(clipboard_to_tmux("x"), ERR_UNSUPPORTED);
	unlink("tmux");
	setenv("PATH", folder, 1);
	assert_int_equal(clipboard_to_tmux("x"), ERR_UNSUPPORTED);

	setenv("PATH", before, 1);
	unlink("said");
	assert_int_equal(chdir("/"), 0);
	rmdir(folder);
	free(path);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_of_rfc_4648),
		cmocka_unit_test(the_way_depends_on_what_we_run_in),
		cmocka_unit_test(the_sequence_of_each_way),
		cmocka_unit_test(long_texts_go_through_screen_in_pieces),
		cmocka_unit_test(the_longest_text_goes_whole),
		cmocka_unit_test(tmux_takes_it_on_its_standard_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
