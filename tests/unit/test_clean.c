/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clean.h"

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

/* In both modes the same; text as it is when want is NULL. */
static const struct {
	const char *text, *want;
} cases[] = {
	{ "", NULL },
	{ "v=spf1 include:voorbeeld.nl ~all", NULL },
	{ "quotes \" and \\ and \\x41 stay", NULL },
	{ "bücher 中国 € עברית 💌 e\xCC\x81", NULL },
	{ "a" BAD "b", NULL },
	{ "\xC2\xA0", NULL },
	{ "\x1B[31mred\x1B[0m", "\\x1B[31mred\\x1B[0m" },
	{ "\x1B]0;title\x07", "\\x1B]0;title\\x07" },
	{ "\x01\x08\x0B\x0C\x0E\x1F\x7F",
	  "\\x01\\x08\\x0B\\x0C\\x0E\\x1F\\x7F" },
	/* C1: CSI as a character and as a byte */
	{ "\xC2\x9B"
	  "31m",
	  "\\x9B31m" },
	{ "\x9B"
	  "31m",
	  "\\x9B31m" },
	{ "\xC2\x80\xC2\x85\xC2\x9F", "\\x80\\x85\\x9F" },
	/* not UTF-8 */
	{ "caf\xE9!", "caf\\xE9!" },
	{ "\xC3", "\\xC3" },
	{ "\xE2\x82", "\\xE2\\x82" },
	{ "\xE2\x82x", "\\xE2\\x82x" },
	{ "\xF0\x9F\x92", "\\xF0\\x9F\\x92" },
	{ "\xC0\xAF", "\\xC0\\xAF" },
	{ "\xC1\x9B", "\\xC1\\x9B" },
	{ "\xE0\x80\x9B", "\\xE0\\x80\\x9B" },
	{ "\xE0\x9F\xBF", "\\xE0\\x9F\\xBF" },
	{ "\xF0\x80\x80\x9B", "\\xF0\\x80\\x80\\x9B" },
	{ "\xED\xA0\x80", "\\xED\\xA0\\x80" },
	{ "\xED\xBF\xBF", "\\xED\\xBF\\xBF" },
	{ "\xF4\x90\x80\x80", "\\xF4\\x90\\x80\\x80" },
	{ "\xF8\x88\x80\x80\x80", "\\xF8\\x88\\x80\\x80\\x80" },
	{ "\xFE\xFF", "\\xFE\\xFF" },
	/* the edges of what is UTF-8 */
	{ "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80", NULL },
	/* bidi, zero-width, separators, fillers, tags */
	{ "a\xE2\x80\xAE"
	  "b",
	  "a" BAD "b" },
	{ "\xE2\x80\x8B\xE2\x80\x8F", BAD BAD },
	{ "\xE2\x80\x8A\xE2\x80\x90", NULL },
	{ "\xE2\x80\xA8\xE2\x80\xAA", BAD BAD },
	{ "\xE2\x81\xA0\xE2\x81\xA6\xE2\x81\xA9\xE2\x81\xAF", BAD BAD BAD BAD },
	{ "\xE2\x81\x9F\xE2\x81\xB0", NULL },
	{ "\xD8\x9C\xC2\xAD\xEF\xBB\xBF", BAD BAD BAD },
	{ "\xE3\x85\xA4\xEF\xB8\x8F", BAD BAD },
	{ "\xF3\xA0\x80\xA0\xF3\xA0\x84\x80", BAD BAD },
	/* noncharacters */
	{ "\xEF\xB7\x90\xEF\xBF\xBE\xEF\xBF\xBF", BAD BAD BAD },
	{ "\xF0\x9F\xBF\xBE\xF4\x8F\xBF\xBF", BAD BAD },
	{ "\xF4\x8F\xBF\xBD", NULL },
};

static void check(const char *text, size_t len, enum clean_mode mode,
		  const char *want)
{
	struct str out = STR_INIT(STR_MAX_TEXT), again = STR_INIT(STR_MAX_TEXT);
	bool same = clean_bytes(&out, text, len, mode);

	assert_string_equal(str_text(&out), want);
	assert_int_equal(same, len == out.len && !memcmp(text, want, len));
	/* What is clean stays as it is. */
	assert_true(clean_bytes(&again, out.data, out.len, mode));
	assert_string_equal(str_text(&again), want);
	str_free(&out);
	str_free(&again);
}

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *text = cases[i].text;
		const char *want = cases[i].want ? cases[i].want : text;

		check(text, strlen(text), CLEAN_LINE, want);
		check(text, strlen(text), CLEAN_TEXT, want);
	}
}

static void test_line_ends(void **state)
{
	static const char text[] = "a\tb\r\nc\rd\n\r\n\r";

	(void)state;
	check(text, strlen(text), CLEAN_LINE,
	      "a\\x09b\\x0D\\x0Ac\\x0Dd\\x0A\\x0D\\x0A\\x0D");
	check(text, strlen(text), CLEAN_TEXT, "a\tb\nc\nd\n\n\n");
}

static void test_every_byte_alone(void **state)
{
	char text[2] = { 0 }, want[8];

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		bool plain = byte >= ' ' && byte <= '~';

		text[0] = (char)byte;
		snprintf(want, sizeof(want), plain ? "%c" : "\\x%02X", byte);
		check(text, 1, CLEAN_LINE, want);
	}
}

/* Against an independent reading of the standard: encode each code point. */
static void test_decodes_every_code_point(void **state)
{
	(void)state;
	for (int32_t c = 0; c <= 0x10FFFF; c++) {
		char text[4];
		size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;
		static const int lead[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
		size_t used;

		for (size_t i = len; i-- > 1;)
			text[i] = (char)(0x80 |
					 (c >> (6 * (len - 1 - i)) & 0x3F));
		text[0] = (char)(lead[len] | c >> (6 * (len - 1)));
		assert_int_equal(utf8_decode(text, len, &used),
				 surrogate ? -1 : c);
		assert_int_equal(used, surrogate ? 1 : len);
		if (len > 1)
			assert_int_equal(utf8_decode(text, len - 1, &used), -1);
	}
}

/* The ceiling cuts between characters and between escapes, never inside. */
static void test_ceiling(void **state)
{
	static const char text[] = "ab\xC3\xBC\x01\xE2\x80\xAE"
				   "c";
	static const struct {
		size_t max;
		const char *want;
	} steps[] = {
		{ 0, "" },
		{ 1, "a" },
		{ 2, "ab" },
		{ 3, "ab" },
		{ 4, "abü" },
		{ 7, "abü" },
		{ 8, "abü\\x01" },
		{ 10, "abü\\x01" },
		{ 11, "abü\\x01" BAD },
		{ 12, "abü\\x01" BAD "c" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		struct str out = STR_INIT(steps[i].max);
		char *dup = clean_dup(text, strlen(text), CLEAN_LINE,
				      steps[i].max);

		assert_false(clean_bytes(&out, text, strlen(text), CLEAN_LINE));
		assert_string_equal(str_text(&out), steps[i].want);
		assert_int_equal(out.overflow, steps[i].max < 12);
		assert_string_equal(dup, steps[i].want);
		free(dup);
		str_free(&out);
	}
}

static void test_adds_behind(void **state)
{
	struct str out = STR_INIT(4);

	(void)state;
	str_add(&out, "ab");
	assert_true(clean_bytes(&out, "cd", 2, CLEAN_LINE));
	assert_true(clean_bytes(&out, NULL, 0, CLEAN_LINE));
	assert_false(clean_bytes(&out, "e", 1, CLEAN_LINE));
	assert_string_equal(str_text(&out), "abcd");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_every_byte_alone),
		cmocka_unit_test(test_decodes_every_code_point),
		cmocka_unit_test(test_ceiling),
		cmocka_unit_test(test_adds_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
