/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

static void test_adds_and_takes(void **state)
{
	struct str s = STR_INIT(STR_MAX_TEXT);
	char *text;

	(void)state;
	assert_string_equal(str_text(&s), "");
	str_add(&s, "v=spf1");
	str_add_char(&s, ' ');
	str_addf(&s, "ip4:%s/%d", "192.0.2.0", 24);
	str_add_bytes(&s, " -allX", 5);
	str_add_bytes(&s, NULL, 0);
	assert_string_equal(str_text(&s), "v=spf1 ip4:192.0.2.0/24 -all");
	assert_int_equal(s.len, strlen(str_text(&s)));
	text = str_take(&s);
	assert_string_equal(text, "v=spf1 ip4:192.0.2.0/24 -all");
	free(text);
	assert_string_equal(str_text(&s), "");
	str_add(&s, "again");
	assert_string_equal(str_text(&s), "again");
	str_free(&s);
	str_free(&s);
	text = str_take(&s);
	assert_string_equal(text, "");
	free(text);
}

static void test_keeps_a_nul(void **state)
{
	struct str s = STR_INIT(8);

	(void)state;
	str_add_bytes(&s, "a\0b", 3);
	str_add_char(&s, '\0');
	assert_int_equal(s.len, 4);
	assert_memory_equal(str_text(&s), "a\0b\0", 5);
	str_free(&s);
}

static void test_grows(void **state)
{
	struct str s = STR_INIT(100000);

	(void)state;
	for (int i = 0; i < 20000; i++)
		str_addf(&s, "%05d", i);
	assert_int_equal(s.len, 100000);
	assert_false(s.overflow);
	assert_memory_equal(str_text(&s) + 99990, "1999819999", 11);
	str_add_char(&s, 'x');
	assert_true(s.overflow);
	assert_int_equal(s.len, 100000);
	str_free(&s);
}

/* A piece that does not fit is left out whole, and so is all after it. */
static void test_ceiling(void **state)
{
	struct str s = STR_INIT(5);

	(void)state;
	str_add(&s, "abc");
	str_addf(&s, "%d", 123);
	assert_true(s.overflow);
	assert_string_equal(str_text(&s), "abc");
	str_add_char(&s, 'd');
	str_add(&s, "");
	assert_string_equal(str_text(&s), "abc");
	str_reset(&s);
	assert_false(s.overflow);
	assert_string_equal(str_text(&s), "");
	str_add(&s, "abcde");
	assert_false(s.overflow);
	assert_string_equal(str_text(&s), "abcde");
	str_add(&s, "");
	assert_false(s.overflow);
	str_add_bytes(&s, "x", SIZE_MAX);
	assert_true(s.overflow);
	str_free(&s);
	s = STR_INIT(0);
	str_add_char(&s, 'a');
	assert_true(s.overflow);
	assert_string_equal(str_text(&s), "");
	str_free(&s);
}

static void assert_slice(struct slice s, const char *text)
{
	char *copy = slice_dup(s);

	assert_string_equal(copy, text);
	free(copy);
}

static void test_compares(void **state)
{
	struct slice s = slice_of("Include:");
	struct slice none = { .at = NULL, .len = 0 };

	(void)state;
	assert_true(slice_is(s, "Include:"));
	assert_false(slice_is(s, "include:"));
	assert_false(slice_is(s, "Include"));
	assert_false(slice_is(s, "Include:x"));
	assert_true(slice_is(none, ""));
	assert_false(slice_is(none, "x"));
	assert_true(slice_is_nocase(s, "iNCLUDE:"));
	assert_false(slice_is_nocase(s, "include"));
	assert_false(slice_is_nocase(s, "include;"));
	assert_true(slice_is_nocase(none, ""));
	/* Letters only: no other byte has a second case. */
	assert_false(slice_is_nocase(slice_of("@["), "`{"));
	assert_false(slice_is_nocase(slice_of("\xC3\x9C"), "\xC3\xBC"));
	assert_true(slice_has_prefix_nocase(s, "inc"));
	assert_true(slice_has_prefix_nocase(s, ""));
	assert_true(slice_has_prefix_nocase(none, ""));
	assert_false(slice_has_prefix_nocase(s, "include:x"));
	assert_false(slice_has_prefix_nocase(s, "nc"));
	/* The bytes behind the slice are not its own. */
	s.len = 3;
	assert_true(slice_is(s, "Inc"));
	assert_false(slice_has_prefix_nocase(s, "incl"));
}

static void test_skips(void **state)
{
	struct slice s = slice_of(" \t ;x");
	struct slice none = { .at = NULL, .len = 0 };

	(void)state;
	assert_false(slice_skip_char(&s, ';'));
	assert_int_equal(slice_skip_blanks(&s), 3);
	assert_int_equal(slice_skip_blanks(&s), 0);
	assert_true(slice_skip_char(&s, ';'));
	assert_slice(s, "x");
	assert_true(slice_skip_char(&s, 'x'));
	assert_false(slice_skip_char(&s, 'x'));
	assert_false(slice_skip_char(&s, '\0'));
	assert_int_equal(slice_skip_blanks(&none), 0);
	s = slice_of("\n x");
	assert_int_equal(slice_skip_blanks(&s), 0);
}

static void test_trims(void **state)
{
	(void)state;
	assert_slice(slice_trim(slice_of(" \t\r\n a b \r\n\t")), "a b");
	assert_slice(slice_trim(slice_of(" \n ")), "");
	assert_slice(slice_trim(slice_of("")), "");
	assert_slice(slice_trim((struct slice){ .at = "\0a", .len = 1 }), "");
	assert_int_equal(slice_trim((struct slice){ "\0 ", 2 }).len, 1);
}

static void test_takes_until(void **state)
{
	struct slice s = slice_of("tag=value; p=x");

	(void)state;
	assert_slice(slice_take_until(&s, ";="), "tag");
	assert_slice(slice_take_until(&s, ";="), "");
	assert_slice(s, "=value; p=x");
	assert_slice(slice_take_until(&s, ";"), "=value");
	assert_slice(slice_take_until(&s, "#"), "; p=x");
	assert_int_equal(s.len, 0);
	assert_slice(slice_take_until(&s, "#"), "");
	/* A NUL in the text is no stop. */
	s = (struct slice){ .at = "a\0b;", .len = 4 };
	assert_int_equal(slice_take_until(&s, ";").len, 3);
}

static void test_words(void **state)
{
	struct slice s = slice_of("  v=spf1\ta\r\nb ");
	struct slice word;

	(void)state;
	assert_true(slice_next_word(&s, &word));
	assert_slice(word, "v=spf1");
	assert_true(slice_next_word(&s, &word));
	assert_slice(word, "a");
	assert_true(slice_next_word(&s, &word));
	assert_slice(word, "b");
	assert_false(slice_next_word(&s, &word));
	assert_false(slice_next_word(&s, &word));
}

static void test_lines(void **state)
{
	static const char *const want[] = { "a", "", "b ", "c", "", "d" };
	struct slice s = slice_of("a\n\nb \r\nc\r\rd\n");
	struct slice line;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_true(slice_next_line(&s, &line));
		assert_slice(line, want[i]);
	}
	assert_false(slice_next_line(&s, &line));
	s = slice_of("last");
	assert_true(slice_next_line(&s, &line));
	assert_slice(line, "last");
	assert_false(slice_next_line(&s, &line));
}

static const struct {
	const char *text;
	uint64_t max;
	bool good;
	uint64_t number;
	const char *rest;
} number_cases[] = {
	{ "0", 10, true, 0, "" },
	{ "10", 10, true, 10, "" },
	{ "11", 10, false, 0, "11" },
	{ "007/x", 10, true, 7, "/x" },
	{ "0", 0, true, 0, "" },
	{ "1", 0, false, 0, "1" },
	{ "5", 3, false, 0, "5" },
	{ "", 10, false, 0, "" },
	{ "-1", 10, false, 0, "-1" },
	{ "+1", 10, false, 0, "+1" },
	{ " 1", 10, false, 0, " 1" },
	{ "x1", 10, false, 0, "x1" },
	{ "65535", UINT16_MAX, true, 65535, "" },
	{ "65536", UINT16_MAX, false, 0, "65536" },
	{ "18446744073709551615", UINT64_MAX, true, UINT64_MAX, "" },
	{ "18446744073709551616", UINT64_MAX, false, 0,
	  "18446744073709551616" },
	{ "99999999999999999999999", UINT64_MAX, false, 0,
	  "99999999999999999999999" },
};

static void test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(number_cases); i++) {
		struct slice s = slice_of(number_cases[i].text);
		uint64_t number = 0;

		if (slice_take_number(&s, number_cases[i].max, &number) !=
		    number_cases[i].good)
			fail_msg("%s", number_cases[i].text);
		assert_true(number == number_cases[i].number);
		assert_slice(s, number_cases[i].rest);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_adds_and_takes),
		cmocka_unit_test(test_keeps_a_nul),
		cmocka_unit_test(test_grows),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_compares),
		cmocka_unit_test(test_skips),
		cmocka_unit_test(test_trims),
		cmocka_unit_test(test_takes_until),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
