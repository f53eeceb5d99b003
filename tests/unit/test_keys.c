/* Bytes in, key events out: written as one line of text for each case.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "term/keys.h"

static int utf8_locale(void **state)
{
	(void)state;
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static void describe(struct str *out, const struct key *key)
{
	static const char *const names[] = {
		[K_ENTER] = "Enter",
		[K_ESC] = "Esc",
		[K_TAB] = "Tab",
		[K_BACKTAB] = "Backtab",
		[K_BACKSPACE] = "Backspace",
		[K_DELETE] = "Delete",
		[K_UP] = "Up",
		[K_DOWN] = "Down",
		[K_LEFT] = "Left",
		[K_RIGHT] = "Right",
		[K_HOME] = "Home",
		[K_END] = "End",
		[K_PAGE_UP] = "PageUp",
		[K_PAGE_DOWN] = "PageDown",
	};

	if (out->len)
		str_add_char(out, ' ');
	if (key->name == K_CHAR)
		str_addf(out, "%lc", (wint_t)key->character);
	else if (key->name == K_CTRL)
		str_addf(out, "^%c", (char)key->character);
	else if (key->name == K_PASTE)
		str_addf(out, "paste(%.*s)%s", (int)key->text.len, key->text.at,
			 key->cut ? "cut" : "");
	else if (key->name >= K_F1)
		str_addf(out, "F%d", key->name - K_F1 + 1);
	else
		str_add(out, names[key->name]);
}

static void take(struct keys *keys, struct str *out)
{
	struct key key;

	while (keys_next(keys, &key))
		describe(out, &key);
}

/* All at once, and then byte by byte, must give the same keys. */
static void assert_keys(const char *bytes, const char *expected)
{
	for (int slowly = 0; slowly < 2; slowly++) {
		struct keys *keys = keys_new();
		struct str out = STR_INIT(10000);
		size_t len = strlen(bytes);

		for (size_t at = 0; at < len; at += slowly ? 1 : len) {
			keys_feed(keys, bytes + at, slowly ? 1 : len);
			take(keys, &out);
		}
		if (keys_is_waiting(keys)) {
			keys_settle(keys);
			take(keys, &out);
		}
		assert_false(keys_is_waiting(keys));
		assert_string_equal(str_text(&out), expected);
		str_free(&out);
		keys_free(keys);
	}
}

static void bytes_become_keys(void **state)
{
	static const struct {
		const char *bytes;
		const char *keys;
	} cases[] = {
		{ "aé€中", "a é € 中" },
		{ "\r", "Enter" },
		{ "\n", "Enter" },
		{ "\t\x7f\b", "Tab Backspace Backspace" },
		{ "\x03\x1a\x0c", "^C ^Z ^L" },
		{ "\033", "Esc" },
		{ "\033\033", "Esc Esc" },
		{ "\033[A\033[B\033[C\033[D", "Up Down Right Left" },
		{ "\033OA\033OB\033OC\033OD", "Up Down Right Left" },
		{ "\033[H\033[F\033OH\033OF", "Home End Home End" },
		{ "\033[1~\033[4~\033[7~\033[8~", "Home End Home End" },
		{ "\033[3~\033[5~\033[6~", "Delete PageUp PageDown" },
		{ "\033[Z", "Backtab" },
		{ "\033OP\033OQ\033[11~\033[12~", "F1 F2 F1 F2" },
		{ "\033[[A\033[[E", "F1 F5" },
		{ "\033[15~\033[17~\033[24~", "F5 F6 F12" },
		/* with a modifier: the key all the same */
		{ "\033[1;5C\033[1;2P\033[15;5~", "Right F1 F5" },
		{ "\033OM", "Enter" },
		/* Alt or a slow line */
		{ "\033x", "Esc x" },
		{ "\033\r", "Esc Enter" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_keys(cases[i].bytes, cases[i].keys);
}

static void what_is_unknown_is_swallowed(void **state)
{
	static const struct {
		const char *bytes;
		const char *keys;
	} cases[] = {
		{ "\033[I\033[Oa", "a" },              /* focus reports */
		{ "\033[<0;10;20Mq", "q" },            /* SGR mouse */
		{ "\033[M !!q", "q" },                 /* X10 mouse */
		{ "\033[2~\033[99~\033[20;1Xa", "a" }, /* Insert, others */
		{ "\033[?1;2cq", "q" },                /* device attributes */
		{ "\033]11;rgb:0000/0000/0000\aq", "q" },
		{ "\033]11;rgb:0/0/0\033\\q", "q" },
		{ "\033P1+r544e\033\\q", "q" },
		{ "\033[12\033[A", "Up" }, /* broken off */
		{ "\033[", "" },
		{ "\033O", "" },
		{ "\033]unfinished", "" },
		{ "\xff\xfe"
		  "a",
		  "a" },
		{ "\xc3"
		  "a",
		  "a" },
		{ "\xe2\x82", "" },
		{ "\xed\xa0\x80"
		  "a",
		  "a" }, /* a surrogate */
		{ "\xe2\x80\xae"
		  "a",
		  "a" }, /* U+202E: turns text */
		{ "\xe2\x80\x8b"
		  "a",
		  "a" }, /* zero-width space */
		{ "\xc2\x9b"
		  "31m",
		  "3 1 m" }, /* C1 CSI */
		{ "\x1c\x1d\x1e\x1f", "" },
		{ "\033[1111111111111111111111111111111111111111111111111111"
		  "1111111111111111111111~a",
		  "a" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_keys(cases[i].bytes, cases[i].keys);
}

static void inside_a_paste_all_is_text(void **state)
{
	static const struct {
		const char *bytes;
		const char *keys;
	} cases[] = {
		{ "\033[200~hallo\033[201~", "paste(hallo)" },
		{ "a\033[200~q\r\nq\rq\033[201~b", "a paste(q\nq\nq) b" },
		{ "\033[200~\033[201~", "paste()" },
		/* keys and other sequences inside stay text, made visible */
		{ "\033[200~x\033[Ay\003\033[201~", "paste(x\\x1B[Ay\\x03)" },
		{ "\033[200~\033\033[201~", "paste(\\x1B)" },
		{ "\033[200~\033[20\033[201~", "paste(\\x1B[20)" },
		{ "\033[200~a\033[200~b\033[201~", "paste(a\\x1B[200~b)" },
		{ "\033[200~\xe2\x80\xae\xff\033[201~",
		  "paste(\xef\xbf\xbd\\xFF)" },
		{ "\033[200~1\033[201~\033[200~2\033[201~",
		  "paste(1) paste(2)" },
		{ "\033[201~a", "a" }, /* an end without a beginning */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_keys(cases[i].bytes, cases[i].keys);
}

static void nul_bytes_in_a_paste_do_not_end_it(void **state)
{
	static const char bytes[] = "\033[200~a\0b\033[201~";
	struct keys *keys = keys_new();
	struct key key;

	(void)state;
	keys_feed(keys, bytes, sizeof(bytes) - 1);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.name, K_PASTE);
	assert_string_equal(key.text.at, "a\\x00b");
	keys_free(keys);
}

static void a_paste_has_a_ceiling(void **state)
{
	static char block[65536];
	struct keys *keys = keys_new();
	struct key key;

	(void)state;
	memset(block, 'x', sizeof(block));
	keys_feed(keys, "\033[200~", 6);
	for (size_t sent = 0; sent <= KEYS_MAX_PASTE; sent += sizeof(block)) {
		keys_feed(keys, block, sizeof(block));
		assert_false(keys_next(keys, &key));
		assert_false(keys_is_waiting(keys));
	}
	keys_feed(keys, "\033[201~q", 7);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.name, K_PASTE);
	assert_true(key.cut);
	assert_int_equal(key.text.len, KEYS_MAX_PASTE);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.character, 'q');
	keys_free(keys);
}

/* The end marker got lost: Ctrl-C inside a running paste is text, but after a
 * pause it gives the keyboard back. */
static void a_lost_paste_end_does_not_lock_up(void **state)
{
	struct keys *keys = keys_new();
	struct str out = STR_INIT(1000);

	(void)state;
	clock_set_for_test(1000, 0);
	keys_feed(keys, "\033[200~abc", 9);
	clock_set_for_test(1900, 0);
	keys_feed(keys, "\003", 1);
	take(keys, &out);
	assert_string_equal(str_text(&out), "");
	clock_set_for_test(3000, 0);
	keys_feed(keys, "\003", 1);
	keys_feed(keys, "q", 1);
	take(keys, &out);
	assert_string_equal(str_text(&out), "paste(abc\\x03) q");
	clock_set_for_test(-1, 0);
	str_free(&out);
	keys_free(keys);
}

/* Its lines are no Enter, its tabs and letters no shortcuts. */
static void a_paste_without_marks_is_text(void **state)
{
	static const char first[] =
		"Hallo,\r\rCNAME\tk1._domainkey\tk1.dkim.post.example\r\r"
		"quit\rEn verder:\r";
	static const char *const typed[] = {
		"voorbeeld.nl\r",
		"q\r",
		/* long, but one line: a name may be typed ahead */
		"a.very.long.name.that.somebody.typed.on.a.slow.line.voorbeeld."
		"nl\r",
		"\033["
		"B\rabcdefghijklmnopqrstuvwxyz\rabcdefghijklmnopqrstuvwxyz\r"
		"abcdefghijk",
	};
	struct keys *keys = keys_new();
	struct key key;

	(void)state;
	clock_set_for_test(1000, 0);
	keys_feed(keys, first, sizeof(first) - 1);
	assert_false(keys_next(keys, &key));
	assert_true(keys_is_waiting(keys));
	keys_feed(keys, "Groet\r", 6);
	assert_false(keys_next(keys, &key));
	keys_settle(keys);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.name, K_PASTE);
	assert_string_equal(
		key.text.at,
		"Hallo,\n\nCNAME\tk1._domainkey\t"
		"k1.dkim.post.example\n\nquit\nEn verder:\nGroet\n");
	assert_false(keys_next(keys, &key));
	assert_false(keys_is_waiting(keys));
	/* What comes right behind is the rest of it, later it is typed. */
	clock_set_for_test(1100, 0);
	keys_feed(keys, "q\r", 2);
	keys_settle(keys);
	assert_true(keys_next(keys, &key));
	assert_int_equal(key.name, K_PASTE);
	clock_set_for_test(9000, 0);
	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		keys_feed(keys, typed[i], strlen(typed[i]));
		while (keys_next(keys, &key))
			assert_int_not_equal(key.name, K_PASTE);
		assert_false(keys_is_waiting(keys));
	}
	clock_set_for_test(-1, 0);
	keys_free(keys);
}

static void terminfo_can_add_sequences(void **state)
{
	struct keys *keys = keys_new();
	struct str out = STR_INIT(1000);

	(void)state;
	keys_define(keys, NULL, K_UP);
	keys_define(keys, "\033", K_UP); /* would shadow Esc */
	keys_define(keys, "x", K_UP);    /* would shadow typing */
	keys_define(keys, "\033[25~", K_F3);
	keys_define(keys, "\033?x", K_F2);
	/* The NUL at its end is no key, and no part of a sequence. */
	keys_feed(keys, "\033[25~x\033?x\033", 11);
	take(keys, &out);
	assert_string_equal(str_text(&out), "F3 x F2 Esc");
	assert_false(keys_is_waiting(keys));
	str_free(&out);
	keys_free(keys);
}

/* Whatever comes, decoding ends and never reads beyond the bytes. */
static void random_bytes_do_no_harm(void **state)
{
	static const char *const parts[] = {
		"\033", "[",         "O",         "]",   "\a", "~",
		"200~", "\033[200~", "\033[201~", "1;5", "M",  "<",
		"\xe2", "\x82",      "\xac",      "q",   "\r", "\003"
	};
	struct keys *keys = keys_new();
	struct key key;

	(void)state;
	srand(20261121);
	for (int i = 0; i < 200000; i++) {
		const char *part = parts[(size_t)rand() % COUNT_OF(parts)];

		keys_feed(keys, part, strlen(part));
		while (keys_next(keys, &key))
			assert_true(key.name <= K_F12);
		if (keys_is_waiting(keys) && rand() % 4 == 0)
			keys_settle(keys);
	}
	keys_free(keys);
}

static void the_mouse_counts_when_asked_for(void **state)
{
	static const struct {
		const char *bytes;
		enum key_name name;
		int row, col;
	} cases[] = {
		{ "\033[<0;10;20M", K_CLICK, 19, 9 },
		{ "\033[<0;1;1M", K_CLICK, 0, 0 },
		{ "\033[<64;3;4M", K_UP, 0, 0 },
		{ "\033[<65;3;4M", K_DOWN, 0, 0 },
		/* let go, another button, nonsense: nothing */
		{ "\033[<0;10;20mq", K_CHAR, 0, 0 },
		{ "\033[<2;10;20Mq", K_CHAR, 0, 0 },
		{ "\033[<0;0;20Mq", K_CHAR, 0, 0 },
		{ "\033[<0;10Mq", K_CHAR, 0, 0 },
		{ "\033[<0;99999;1Mq", K_CHAR, 0, 0 },
		{ "\033[<M"
		  "q",
		  K_CHAR, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct keys *keys = keys_new();
		struct key key;

		keys_take_mouse(keys);
		keys_feed(keys, cases[i].bytes, strlen(cases[i].bytes));
		assert_true(keys_next(keys, &key));
		assert_int_equal(key.name, cases[i].name);
		if (key.name == K_CLICK) {
			assert_int_equal(key.row, cases[i].row);
			assert_int_equal(key.col, cases[i].col);
		}
		assert_false(keys_next(keys, &key));
		keys_free(keys);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_keys),
		cmocka_unit_test(what_is_unknown_is_swallowed),
		cmocka_unit_test(inside_a_paste_all_is_text),
		cmocka_unit_test(nul_bytes_in_a_paste_do_not_end_it),
		cmocka_unit_test(a_paste_has_a_ceiling),
		cmocka_unit_test(a_lost_paste_end_does_not_lock_up),
		cmocka_unit_test(a_paste_without_marks_is_text),
		cmocka_unit_test(the_mouse_counts_when_asked_for),
		cmocka_unit_test(terminfo_can_add_sequences),
		cmocka_unit_test(random_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, utf8_locale, NULL);
}
