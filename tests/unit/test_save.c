/* Writing a file for the person: whole, only his, never over another.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/save.h"

static char folder[] = "/tmp/zegel-save-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	umask(0);
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void holds(const char *path, const char *wanted)
{
	char text[100];
	FILE *file = fopen(path, "r");
	size_t len;

	assert_non_null(file);
	len = fread(text, 1, sizeof(text) - 1, file);
	text[len] = '\0';
	fclose(file);
	assert_string_equal(text, wanted);
}

static int files_there(void)
{
	DIR *dir = opendir(".");
	int count = -2; /* . and .. */

	assert_non_null(dir);
	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

static void a_new_file_is_only_his(void **state)
{
	struct stat file;

	(void)state;
	assert_int_equal(save_text("a.html", "<p>één</p>\n", false), OK);
	holds("a.html", "<p>één</p>\n");
	assert_int_equal(stat("a.html", &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	assert_int_equal(files_there(), 1);
	unlink("a.html");
}

static void what_is_there_is_replaced_only_when_asked(void **state)
{
	(void)state;
	assert_int_equal(save_text("a", "old", false), OK);
	assert_int_equal(save_text("a", "new", false), ERR_EXISTS);
	holds("a", "old");
	assert_int_equal(files_there(), 1);
	assert_int_equal(save_text("a", "new", true), OK);
	holds("a", "new");
	assert_int_equal(files_there(), 1);
	unlink("a");
}

/* Not what a link points to: it may be anything. */
static void a_link_is_not_followed(void **state)
{
	struct stat file;

	(void)state;
	assert_int_equal(save_text("target", "keep", false), OK);
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(save_text("link", "x", false), ERR_EXISTS);
	assert_int_equal(save_text("dangling", "x", false), ERR_EXISTS);
	assert_int_equal(save_text("link", "x", true), OK);
	holds("target", "keep");
	holds("link", "x");
	assert_int_equal(lstat("link", &file), 0);
	assert_true(S_ISREG(file.st_mode));
	unlink("target");
	unlink("link");
	unlink("dangling");
}

static void where_it_cannot_be_written(void **state)
{
	(void)state;
	assert_int_equal(save_text("no/such/a", "x", false), ERR_NOT_FOUND);
	assert_int_equal(save_text("/proc/zegel", "x", false), ERR_NOT_FOUND);
	assert_int_equal(mkdir("dir", 0700), 0);
	assert_int_equal(save_text("dir", "x", false), ERR_EXISTS);
	assert_int_equal(save_text("dir", "x", true), ERR_NOT_FOUND);
	assert_int_equal(files_there(), 1);
	rmdir("dir");
}

static void names_as_they_are_typed(void **state)
{
	static const struct {
		const char *typed, *path;
	} cases[] = {
		{ "/tmp/a b.html", "/tmp/a b.html" },
		{ "~/a.html", "/home/jan/a.html" },
		{ "~a", NULL },
		{ "map/a.html", NULL },
	};

	(void)state;
	setenv("HOME", "/home/jan", 1);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *path = save_path(cases[i].typed);
		char *below = xasprintf("%s/%s", folder, cases[i].typed);

		assert_string_equal(path,
				    cases[i].path ? cases[i].path : below);
		free(path);
		free(below);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_is_only_his),
		cmocka_unit_test(what_is_there_is_replaced_only_when_asked),
		cmocka_unit_test(a_link_is_not_followed),
		cmocka_unit_test(where_it_cannot_be_written),
		cmocka_unit_test(names_as_they_are_typed),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
