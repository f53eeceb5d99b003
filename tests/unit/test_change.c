/* Which words of a value changed.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "text/change.h"

struct both {
	struct changed_words gone, added;
};

static char *differing(const struct changed_words *words)
{
	struct str out = STR_INIT(STR_MAX_TEXT);

	change_add_differing(&out, words);
	return str_take(&out);
}

static void words_that_came_and_went(void **state)
{
	static const struct {
		const char *old, *new, *gone, *added;
	} cases[] = {
		{ "v=spf1 mx -all", "v=spf1 mx include:a.nl -all", "",
		  "include:a.nl" },
		{ "v=spf1 mx -all", "v=spf1 mx ~all", "-all", "~all" },
		{ "v=spf1 mx", "v=spf1 mx", "", "" },
		{ "", "v=spf1 mx", "", "v=spf1 mx" },
		{ "v=spf1 mx", "", "v=spf1 mx", "" },
		{ "", "", "", "" },
		/* Another order is a change, of as few words as will do. */
		{ "v=spf1 a mx ~all", "v=spf1 mx a ~all", "a", "a" },
		{ "a a b", "a b", "a", "" },
		{ "a b", "a b b", "", "b" },
		/* Blanks do not count, capitals do. */
		{ "  v=spf1   mx  ", "v=spf1 mx", "", "" },
		{ "v=spf1 MX", "v=spf1 mx", "MX", "mx" },
		/* A tag is a word, with blanks or without. */
		{ "v=DMARC1;p=none", "v=DMARC1;p=reject", "p=none",
		  "p=reject" },
		{ "v=DMARC1; p=none;", "v=DMARC1; p=none; rua=mailto:a@b.nl",
		  "", "rua=mailto:a@b.nl" },
		{ ";;", ";", ";", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct both *both = xcalloc(1, sizeof(*both));
		char *gone, *added;

		change_compare(cases[i].old, cases[i].new, &both->gone,
			       &both->added);
		gone = differing(&both->gone);
		added = differing(&both->added);
		assert_string_equal(gone, cases[i].gone);
		assert_string_equal(added, cases[i].added);
		free(gone);
		free(added);
		free(both);
	}
}

/* Somebody else's record may be anything. */
static void too_many_words_are_not_compared(void **state)
{
	struct both *both = xcalloc(1, sizeof(*both));
	struct str most = STR_INIT(STR_MAX_TEXT);
	struct str more = STR_INIT(STR_MAX_TEXT);

	(void)state;
	for (int i = 0; i < CHANGE_MAX; i++)
		str_addf(&most, "w%d ", i);
	str_addf(&more, "%sx", str_text(&most));
	change_compare(str_text(&most), "w0", &both->gone, &both->added);
	assert_int_equal(both->gone.count, CHANGE_MAX);
	assert_false(both->gone.items[0].differs);
	assert_true(both->gone.items[CHANGE_MAX - 1].differs);
	assert_int_equal(both->added.count, 1);
	change_compare(str_text(&more), "w0", &both->gone, &both->added);
	assert_int_equal(both->gone.count + both->added.count, 0);
	change_compare("w0", str_text(&more), &both->gone, &both->added);
	assert_int_equal(both->gone.count + both->added.count, 0);
	str_free(&most);
	str_free(&more);
	free(both);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_came_and_went),
		cmocka_unit_test(too_many_words_are_not_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
