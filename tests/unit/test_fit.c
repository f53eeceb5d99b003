/* Width, cutting and breaking of text, in columns.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "term/fit.h"

static int utf8_locale(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static void width_counts_columns(void **state)
{
	static const struct {
		const char *text;
		int cols;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "Grüße", 5 },
		{ "中文", 4 },
		{ "e\xcc\x81t\xc3\xa9", 3 }, /* e, combining acute, t, é */
		{ "✓ ✗ ○ ◐ ● ▸", 11 },
		{ "a\x01z", 3 }, /* drawn as U+FFFD */
		{ "a\xc3", 2 },  /* a broken sequence takes a column */
		{ "…", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(text_cols(cases[i].text), cases[i].cols);
}

static void fit_cuts_with_a_sign(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *fitted;
	} cases[] = {
		{ "voorbeeld", 9, "voorbeeld" },
		{ "voorbeeld", 8, "voorbee…" },
		{ "voorbeeld", 1, "…" },
		{ "voorbeeld", 0, "" },
		{ "voorbeeld", -3, "" },
		{ "", 0, "" },
		{ "中文字", 6, "中文字" },
		{ "中文字", 5, "中文…" },
		{ "中文字", 4, "中…" }, /* never half a wide character */
		{ "e\xcc\x81tude", 3, "e\xcc\x81t…" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(100);
		bool whole = text_fit(slice_of(cases[i].text), cases[i].cols,
				      &out);

		assert_string_equal(str_text(&out), cases[i].fitted);
		assert_int_equal(whole,
				 !strcmp(cases[i].text, cases[i].fitted));
		str_free(&out);
	}
}

/* The lines with | between. */
static void assert_wraps(const char *text, int cols, const char *lines)
{
	struct slice rest = slice_of(text);
	struct slice line;
	struct str out = STR_INIT(1000);
	int rows = 0;

	while (text_wrap(&rest, cols, &line)) {
		if (rows++)
			str_add_char(&out, '|');
		str_add_bytes(&out, line.at, line.len);
		assert_true(rows < 100);
	}
	assert_string_equal(str_text(&out), lines);
	assert_int_equal(text_wrapped_rows(text, cols), rows);
	str_free(&out);
}

static void wrap_breaks_at_blanks_only(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *lines;
	} cases[] = {
		{ "", 10, "" },
		{ "een twee drie", 13, "een twee drie" },
		{ "een twee drie", 12, "een twee|drie" },
		{ "een twee drie", 8, "een twee|drie" },
		{ "een twee drie", 7, "een|twee|drie" },
		{ "een   twee", 5, "een|twee" },
		{ "een\ntwee drie", 20, "een|twee drie" },
		{ "een\n\ntwee", 20, "een||twee" },
		{ "een \ntwee", 4, "een|twee" },
		{ "een  \ntwee", 4, "een|twee" },
		/* a value stays whole even where a hyphen or dot is */
		{ "zet _spf-a.example.com erin", 20,
		  "zet|_spf-a.example.com|erin" },
		/* too long for any line: broken where it ends, nothing lost */
		{ "abcdefghij k", 4, "abcd|efgh|ij k" },
		{ "xx abcdefghij", 4, "xx|abcd|efgh|ij" },
		{ "中文字", 4, "中文|字" },
		{ "中文字", 1, "中|文|字" },
		{ "  ingesprongen regel", 15, "  ingesprongen|regel" },
		{ "a\xc2\xa0"
		  "b c",
		  4,
		  "a\xc2\xa0"
		  "b|c" }, /* no-break space */
		{ "abc", 0, "a|b|c" },
		{ "abc", -5, "a|b|c" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_wraps(cases[i].text, cases[i].cols, cases[i].lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(fit_cuts_with_a_sign),
		cmocka_unit_test(wrap_breaks_at_blanks_only),
	};

	return cmocka_run_group_tests(tests, utf8_locale, NULL);
}
