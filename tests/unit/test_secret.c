/* A key in memory: what is one, what is left of it afterwards.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/secret.h"

static void only_a_key_is_good(void **state)
{
	static const struct {
		const char *typed;
		bool good;
		const char *text;
	} cases[] = {
		{ "", false, "" },
		{ "1234567", false, "1234567" },
		{ "12345678", true, "12345678" },
		{ "  SG.ab-cd_ef==\r\n", true, "SG.ab-cd_ef==" },
		{ "\t~!@#$%^&*()\n", true, "~!@#$%^&*()" },
		{ "12345678 9", false, "12345678" },
		{ "1234\n5678", false, "1234" },
		{ "12345678\x7f", false, "12345678" },
		{ "12345678\x1b[A", false, "12345678[A" },
		{ "1234567\xc3\xab", false, "1234567" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct secret *s = secret_new();

		secret_add(s, cases[i].typed, strlen(cases[i].typed));
		assert_int_equal(secret_is_good(s), cases[i].good);
		assert_string_equal(secret_text(s), cases[i].text);
		secret_free(s);
	}
}

static void a_password_may_be_anything(void **state)
{
	static const struct {
		const char *typed;
		bool good;
		const char *text;
	} cases[] = {
		{ "", false, "" },
		{ "\n", false, "" },
		{ "1", true, "1" },
		{ "abcd efgh ijkl\r\n", true, "abcd efgh ijkl" },
		{ " x ", true, " x " },
		{ "caf\xc3\xa9", true, "caf\xc3\xa9" },
		{ "a\nb", false, "a" },
		{ "a\x1b[A", false, "a[A" },
		{ "a\x7f", false, "a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct secret *s = secret_new_password();

		secret_add(s, cases[i].typed, strlen(cases[i].typed));
		assert_int_equal(secret_is_good(s), cases[i].good);
		assert_string_equal(secret_text(s), cases[i].text);
		secret_free(s);
	}
}

static void a_key_has_its_limits(void **state)
{
	struct secret *s = secret_new();

	(void)state;
	for (int i = 0; i < SECRET_MAX; i++)
		secret_add(s, "a", 1);
	assert_true(secret_is_good(s));
	secret_add(s, "a", 1);
	assert_false(secret_is_good(s));
	for (int i = 0; i < 10000; i++)
		secret_add(s, "a", 1);
	assert_false(secret_is_good(s));
	assert_true(strlen(secret_text(s)) < 4096);
	secret_clear(s);
	assert_true(secret_is_empty(s));
	secret_free(s);
}

static void what_was_typed_is_taken_back(void **state)
{
	struct secret *s = secret_new();

	(void)state;
	secret_take_back(s);
	assert_true(secret_is_empty(s));
	secret_add(s, "123456789", 9);
	secret_take_back(s);
	assert_string_equal(secret_text(s), "12345678");
	/* Nobody sees which byte is the wrong one: it begins anew. */
	secret_add(s, "\x01", 1);
	secret_take_back(s);
	assert_true(secret_is_empty(s));
	secret_free(s);
}

static void the_environment_does_not_keep_it(void **state)
{
	char pair[] = "ZEGEL_TEST_KEY=geheim-0123456789";
	struct secret *s;

	(void)state;
	assert_null(secret_from_environment("ZEGEL_TEST_KEY"));
	putenv(pair);
	s = secret_from_environment("ZEGEL_TEST_KEY");
	assert_string_equal(secret_text(s), "geheim-0123456789");
	assert_null(getenv("ZEGEL_TEST_KEY"));
	assert_null(strstr(pair, "geheim"));
	assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
	secret_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_key_is_good),
		cmocka_unit_test(a_password_may_be_anything),
		cmocka_unit_test(a_key_has_its_limits),
		cmocka_unit_test(what_was_typed_is_taken_back),
		cmocka_unit_test(the_environment_does_not_keep_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
