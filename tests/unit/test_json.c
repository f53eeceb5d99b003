/* The JSON writer: whatever goes in, what comes out is JSON in valid UTF-8, and
 * reads back as it was.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "commands/json.h"

struct memory {
	FILE *file;
	char *text;
	size_t len;
};

static struct json_writer begin(struct memory *m)
{
	*m = (struct memory){ .text = NULL };
	m->file = open_memstream(&m->text, &m->len);
	assert_non_null(m->file);
	return json_writer_to(m->file);
}

static const char *text_of(struct memory *m)
{
	assert_int_equal(fclose(m->file), 0);
	return m->text;
}

static void structure_is_as_it_was_written(void **state)
{
	struct memory m;
	struct json_writer j = begin(&m);

	(void)state;
	json_write_object(&j, NULL);
	json_write_text(&j, "domain", "voorbeeld.nl");
	json_write_text(&j, "absent", NULL);
	json_write_time(&j, "never", 0);
	json_write_bool(&j, "visible", false);
	json_write_array(&j, "records");
	json_write_object(&j, NULL);
	json_write_number(&j, "have", 0);
	json_write_number(&j, "of", -2);
	json_write_end(&j);
	json_write_object(&j, NULL);
	json_write_end(&j);
	json_write_array(&j, NULL);
	json_write_text(&j, NULL, "a");
	json_write_text(&j, NULL, NULL);
	json_write_number(&j, NULL, 7);
	json_write_end(&j);
	json_write_end(&j);
	json_write_null(&j, "id");
	json_write_time(&j, "at", 1795291200);
	json_write_end(&j);
	json_write_object(&j, NULL); /* a second line */
	json_write_end(&j);
	assert_string_equal(text_of(&m),
			    "{\"domain\":\"voorbeeld.nl\",\"visible\":false,"
			    "\"records\":[{\"have\":0,\"of\":-2},{},[\"a\",7]],"
			    "\"id\":null,\"at\":\"2026-11-21T20:00:00Z\"}\n"
			    "{}\n");
	free(m.text);
}

static void texts_are_escaped(void **state)
{
	static const struct {
		const char *text, *written;
	} cases[] = {
		{ "", "" },
		{ "\"\\/", "\\\"\\\\/" },
		{ "a\nb\tc", "a\\nb\\tc" },
		{ "\x01\x1b[2J\x7f", "\\u0001\\u001b[2J\\u007f" },
		{ "b\xc3\xbc"
		  "cher",
		  "b\xc3\xbc"
		  "cher" },
		{ "\xe2\x9c\x93 \xf0\x9f\x98\x80",
		  "\xe2\x9c\x93 \xf0\x9f\x98\x80" },
		/* no UTF-8: a lone byte, cut off, overlong, a surrogate */
		{ "a\xffz", "a\xef\xbf\xbdz" },
		{ "a\xc3", "a\xef\xbf\xbd" },
		{ "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd" },
		{ "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct memory m;
		struct json_writer j = begin(&m);
		char *wanted = xasprintf("[\"%s\"]\n", cases[i].written);

		json_write_array(&j, NULL);
		json_write_text(&j, NULL, cases[i].text);
		json_write_end(&j);
		assert_string_equal(text_of(&m), wanted);
		free(wanted);
		free(m.text);
	}
}

/* Keys and values of every byte, read back by a reader that is strict. */
static void any_bytes_make_json(void **state)
{
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct memory m;
		struct json_writer j = begin(&m);
		char text[64];
		json_error_t error;
		json_t *read;
		size_t len;

		random = random * 1664525 + 1013904223;
		len = random >> 26;
		for (size_t i = 0; i < len && i < sizeof(text) - 1; i++) {
			random = random * 1664525 + 1013904223;
			text[i] = (char)(1 + (random >> 24) % 255);
		}
		text[len < sizeof(text) ? len : sizeof(text) - 1] = '\0';
		json_write_object(&j, NULL);
		json_write_text(&j, text, text);
		json_write_end(&j);
		read = json_loads(text_of(&m), JSON_REJECT_DUPLICATES, &error);
		if (!read)
			fail_msg("round %d: %s: %s", round, error.text, m.text);
		json_decref(read);
		free(m.text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(structure_is_as_it_was_written),
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(any_bytes_make_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
