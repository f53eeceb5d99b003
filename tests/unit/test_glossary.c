/* The words that the help explains, held against i18n/glossary.md.
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

#include "base/str.h"
#include "i18n/i18n.h"
#include "text/glossary.h"

static const char *const languages[] = { "nl", "de", "en" };

enum { LANGUAGES = COUNT_OF(languages) };

/* The rows behind the heading of the explained words. */
static FILE *open_table(void)
{
	FILE *file = fopen("i18n/glossary.md", "r");
	char line[4096];

	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		if (!strcmp(line, "| nl | de | en |\n"))
			break;
	assert_non_null(fgets(line, sizeof(line), file)); /* |---|---|---| */
	return file;
}

/* Takes the cells of a row apart; false when it is none. */
static bool split(char *line, struct slice cells[LANGUAGES])
{
	struct slice rest = slice_of(line);

	if (!slice_skip_char(&rest, '|'))
		return false;
	for (size_t i = 0; i < LANGUAGES; i++) {
		cells[i] = slice_trim(slice_take_until(&rest, "|"));
		slice_skip_char(&rest, '|');
	}
	return true;
}

static void compare(struct slice cell, const char *language, enum word word)
{
	char *said;
	char *written = slice_dup(cell);

	assert_int_equal(i18n_use(language), OK);
	said = xasprintf("%s: %s", glossary_word(word), glossary_meaning(word));
	assert_string_equal(said, written);
	free(said);
	free(written);
}

static void words_are_those_of_the_glossary(void **state)
{
	FILE *file = open_table();
	struct slice cells[LANGUAGES];
	char line[4096];
	int word = 0;

	(void)state;
	for (; fgets(line, sizeof(line), file) && split(line, cells); word++) {
		assert_true(word < WORD_COUNT);
		for (size_t i = 0; i < LANGUAGES; i++)
			compare(cells[i], languages[i], (enum word)word);
	}
	fclose(file);
	assert_int_equal(word, WORD_COUNT);
}

static int start(void **state)
{
	static char dir[4096];

	(void)state;
	snprintf(dir, sizeof(dir), "%s/locale",
		 getenv("B") ? getenv("B") : "build");
	setenv("ZEGEL_LOCALEDIR", dir, 1);
	setenv("LANG", "C", 1);
	unsetenv("LC_ALL");
	return i18n_start("nl", NULL) ? -1 : 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_those_of_the_glossary),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
