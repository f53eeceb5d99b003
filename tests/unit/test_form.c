/* Editing: scripts of keys on a one-line field, a box and a list.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "term/form.h"

static int utf8_locale(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

/* What a script of bytes makes of the text, with | where the cursor is. */
struct edit_case {
	const char *text; /* the cursor stands behind it */
	const char *bytes;
	const char *result;
};

#define LEFT        "\033[D"
#define RIGHT       "\033[C"
#define UP          "\033[A"
#define DOWN        "\033[B"
#define HOME        "\033[H"
#define END         "\033[F"
#define DEL         "\033[3~"
#define BACK        "\x7f"
#define PASTE(text) "\033[200~" text "\033[201~"

static void with_cursor(struct str *out, const char *text, size_t at)
{
	str_add_bytes(out, text, at);
	str_add_char(out, '|');
	str_add(out, text + at);
}

static void field_edits_whole_characters(void **state)
{
	static const struct edit_case cases[] = {
		{ "", "abc", "abc|" },
		{ "abc", BACK, "ab|" },
		{ "", BACK DEL LEFT RIGHT, "|" },
		{ "abc", LEFT LEFT "x", "ax|bc" },
		{ "abc", HOME "x" END "y", "xabcy|" },
		{ "abc", HOME DEL, "|bc" },
		{ "Grüße", LEFT LEFT BACK, "Gr|ße" },
		{ "中文", BACK, "中|" },
		{ "e\xcc\x81", BACK, "|" }, /* with its combining accent */
		{ "ae\xcc\x81z", LEFT LEFT DEL, "a|z" },
		{ "een twee", "\027", "een |" }, /* Ctrl-W */
		{ "een twee", "\027\027\027", "|" },
		{ "een twee", LEFT LEFT "\013", "een tw|" }, /* Ctrl-K */
		{ "een twee", LEFT LEFT "\025", "|ee" },     /* Ctrl-U */
		{ "", PASTE(" jan@voorbeeld.nl \r\n"), "jan@voorbeeld.nl|" },
		{ "ab", LEFT PASTE("1\r2\t3"), "a1 2 3|b" },
		{ "", PASTE("a\033[Ab"), "a\\x1B[Ab|" },
		/* 20 bytes fit; what does not is not taken, not even in part */
		{ "12345678901234567", "abcd", "12345678901234567abc|" },
		{ "1234567890123456789", "é", "1234567890123456789|" },
		{ "123456789012345", PASTE("abcdef"), "123456789012345|" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char buffer[21];
		struct field field;
		struct keys *keys = keys_new();
		struct str out = STR_INIT(200);
		struct key key;

		memcpy(buffer, cases[i].text, strlen(cases[i].text) + 1);
		field_bind(&field, buffer, sizeof(buffer));
		keys_feed(keys, cases[i].bytes, strlen(cases[i].bytes));
		while (keys_next(keys, &key))
			assert_true(field_event(&field, &key));
		with_cursor(&out, buffer, field.at);
		assert_string_equal(str_text(&out), cases[i].result);
		str_free(&out);
		keys_free(keys);
	}
}

static void field_leaves_other_keys_alone(void **state)
{
	static const enum key_name others[] = { K_ENTER, K_ESC,     K_TAB,
						K_UP,    K_DOWN,    K_F1,
						K_F5,    K_PAGE_UP, K_BACKTAB };
	char buffer[10] = "abc";
	struct field field;

	(void)state;
	field_bind(&field, buffer, sizeof(buffer));
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_false(field_event(&field,
					 &(struct key){ .name = others[i] }));
	assert_false(field_event(
		&field, &(struct key){ .name = K_CTRL, .character = 'C' }));
	assert_string_equal(buffer, "abc");
}

static void box_edits_lines(void **state)
{
	static const struct edit_case cases[] = {
		{ "", "a\rb", "a\nb|" },
		{ "", PASTE("a\r\nb\rc\n"), "a\nb\nc\n|" },
		{ "een\ntwee", UP "x", "eenx|\ntwee" },
		{ "twee\neen", UP "x", "twex|e\neen" },
		{ "een\n\ntwee", UP UP UP "x", "x|een\n\ntwee" },
		{ "een\ntwee", HOME BACK, "een|twee" },
		{ "een\ntwee", UP END DEL, "een|twee" },
		{ "een\ntwee", UP DOWN "x", "een\ntwex|e" },
		{ "een\ntwee", DOWN "x", "een\ntweex|" },
		{ "een\ntwee", "\025", "een\n|" },
		{ "中文\nabcd", UP "x", "中文x|\nabcd" },
		{ "abcd\n中文", UP BACK, "abc|\n中文" },
		/* 30 bytes fit */
		{ "123456789012345678901234567", PASTE("abcd"),
		  "123456789012345678901234567|" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str text = STR_INIT(30);
		struct box box;
		struct keys *keys = keys_new();
		struct str out = STR_INIT(200);
		struct key key;

		str_add(&text, cases[i].text);
		box_bind(&box, &text);
		keys_feed(keys, cases[i].bytes, strlen(cases[i].bytes));
		while (keys_next(keys, &key))
			assert_true(box_event(&box, &key));
		with_cursor(&out, str_text(&text), box.at);
		assert_string_equal(str_text(&out), cases[i].result);
		str_free(&out);
		str_free(&text);
		keys_free(keys);
	}
}

static void list_keeps_its_cursor_inside(void **state)
{
	struct list list = { 0 };
	const struct key up = { .name = K_UP };
	const struct key down = { .name = K_DOWN };
	const struct key end = { .name = K_END };

	(void)state;
	assert_true(list_event(&list, &down));
	assert_true(list_event(&list, &end));
	assert_int_equal(list.at, 0);
	list_resize(&list, 3);
	list_event(&list, &up);
	assert_int_equal(list.at, 0);
	for (int i = 0; i < 5; i++)
		list_event(&list, &down);
	assert_int_equal(list.at, 2);
	list_resize(&list, 2);
	assert_int_equal(list.at, 1);
	list_resize(&list, 0);
	assert_int_equal(list.at, 0);
	assert_false(list_event(&list, &(struct key){ .name = K_ENTER }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(field_edits_whole_characters),
		cmocka_unit_test(field_leaves_other_keys_alone),
		cmocka_unit_test(box_edits_lines),
		cmocka_unit_test(list_keeps_its_cursor_inside),
	};

	return cmocka_run_group_tests(tests, utf8_locale, NULL);
}
