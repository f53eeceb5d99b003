/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/name.h"

#define L62 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff12"
#define L63 L62 "3"
/* Three labels of 63 and one of 61: 255 octets with lengths and root. */
#define LONGEST                                                                \
	L63 "." L63 "." L63 "."                                                \
	    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1"

static const struct {
	const char *text, *want; /* NULL: refused */
	enum err err;
} canonical_cases[] = {
	{ "", "", OK },
	{ ".", "", OK },
	{ "Voorbeeld.NL", "voorbeeld.nl", OK },
	{ "voorbeeld.nl.", "voorbeeld.nl", OK },
	{ "_dmarc.Voorbeeld.nl", "_dmarc.voorbeeld.nl", OK },
	{ "*.voorbeeld.nl", "*.voorbeeld.nl", OK },
	{ "0/25.2.0.192.in-addr.arpa", "0/25.2.0.192.in-addr.arpa", OK },
	{ "a\\032b.nl", "a\\032b.nl", OK },
	{ "a\\ b.nl", "a\\032b.nl", OK },
	{ "a\\.b.nl", "a\\.b.nl", OK },
	{ "a\\046b.nl", "a\\.b.nl", OK },
	{ "a\\\\b.nl", "a\\\\b.nl", OK },
	{ "a\\092b.nl", "a\\\\b.nl", OK },
	{ "\\065\\097.nl", "aa.nl", OK },
	{ "\\A.nl", "a.nl", OK },
	{ "\\000\\255.nl", "\\000\\255.nl", OK },
	{ "a@b.nl", "a\\064b.nl", OK },
	{ "$x\\;.nl", "\\036x\\059.nl", OK },
	{ "xn--BCHER-kva.Example", "xn--bcher-kva.example", OK },
	{ "bücher.example", "xn--bcher-kva.example", OK },
	{ "BÜCHER.example", "xn--bcher-kva.example", OK },
	{ "bu\xCC\x88"
	  "cher.example",
	  "xn--bcher-kva.example", OK },
	{ "faß.de", "xn--fa-hia.de", OK },
	{ "βόλος.com", "xn--nxasmm1c.com", OK },
	{ "_dmarc.bücher.example", "_dmarc.xn--bcher-kva.example", OK },
	{ "sel._domainkey.例え。テスト",
	  "sel._domainkey.xn--r8jz45g.xn--zckzah", OK },
	{ "voorbeeld．nl", "voorbeeld.nl", OK },
	{ "voorbeeld｡nl", "voorbeeld.nl", OK },
	{ "voorbeeld。nl。", "voorbeeld.nl", OK },
	{ "ｖｏｏｒ.nl", "voor.nl", OK },
	{ "voor\xC2\xAD"
	  "beeld.nl",
	  "voorbeeld.nl", OK },
	{ L63 ".nl", L63 ".nl", OK },
	{ LONGEST, LONGEST, OK },
	{ LONGEST ".", LONGEST, OK },
	{ L63 "4.nl", NULL, ERR_TOO_LONG },
	{ LONGEST "2", NULL, ERR_TOO_LONG },
	{ "a." LONGEST, NULL, ERR_TOO_LONG },
	{ L62 "ü.nl", NULL, ERR_TOO_LONG },
	{ "ü" L63 L63 L63 L63 ".nl", NULL, ERR_TOO_LONG },
	{ "..", NULL, ERR_SYNTAX },
	{ ".nl", NULL, ERR_SYNTAX },
	{ "a..nl", NULL, ERR_SYNTAX },
	{ "a.nl..", NULL, ERR_SYNTAX },
	{ "a。.nl", NULL, ERR_SYNTAX },
	{ "。", NULL, ERR_SYNTAX },
	{ "a b.nl", NULL, ERR_SYNTAX },
	{ " voorbeeld.nl", NULL, ERR_SYNTAX },
	{ "voorbeeld.nl\n", NULL, ERR_SYNTAX },
	{ "a\x7F.nl", NULL, ERR_SYNTAX },
	{ "a\\", NULL, ERR_SYNTAX },
	{ "a\\1", NULL, ERR_SYNTAX },
	{ "a\\12", NULL, ERR_SYNTAX },
	{ "a\\1b2.nl", NULL, ERR_SYNTAX },
	{ "a\\256.nl", NULL, ERR_SYNTAX },
	{ "a\\999.nl", NULL, ERR_SYNTAX },
	{ "b\xFC"
	  "cher.nl",
	  NULL, ERR_SYNTAX },
	{ "\xC0\xAE.nl", NULL, ERR_SYNTAX },
	{ "\xE2\x80\xAEvoorbeeld.nl", NULL, ERR_SYNTAX },
	{ "ü b.nl", NULL, ERR_SYNTAX },
	{ "ü\xC2\xA0"
	  "b.nl",
	  NULL, ERR_SYNTAX },
	{ "ü\\032b.nl", NULL, ERR_SYNTAX },
	{ "ü\\097.nl", NULL, ERR_SYNTAX },
	{ "ü\\000.nl", NULL, ERR_SYNTAX },
	{ "⒈.nl", NULL, ERR_SYNTAX },
	{ "ü!.nl", NULL, ERR_SYNTAX },
	{ "-ü.nl", NULL, ERR_SYNTAX },
	{ "\xCC\x88.nl", NULL, ERR_SYNTAX },
	{ "❤.nl", NULL, ERR_SYNTAX },
};

static void test_canonical(void **state)
{
	char out[NAME_SIZE], again[NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(canonical_cases); i++) {
		const char *text = canonical_cases[i].text;
		const char *want = canonical_cases[i].want;
		enum err err = name_parse(text, strlen(text), out);

		if (err != canonical_cases[i].err)
			fail_msg("%s: error %d", text, (int)err);
		assert_string_equal(out, want ? want : "");
		assert_int_equal(name_canonical(text, strlen(text), out),
				 want != NULL);
		/* What is canonical stays as it is. */
		if (!want)
			continue;
		assert_true(name_canonical(out, strlen(out), again));
		assert_string_equal(again, out);
	}
}

/* The length counts, not a NUL behind it. */
static void test_canonical_reads_a_slice(void **state)
{
	char out[NAME_SIZE];

	(void)state;
	assert_true(name_canonical("voorbeeld.nlX", 12, out));
	assert_string_equal(out, "voorbeeld.nl");
	assert_false(name_canonical("a\\032", 4, out));
	assert_false(name_canonical("b\xC3\xBC", 2, out));
	assert_false(name_canonical("a\0b", 3, out));
}

#define WIRE(bytes) (const uint8_t *)(bytes), sizeof(bytes) - 1

static void test_from_wire(void **state)
{
	uint8_t wire[257] = { 0 };
	char out[NAME_SIZE];

	(void)state;
	assert_true(name_from_wire(WIRE("\0"), out));
	assert_string_equal(out, "");
	assert_true(name_from_wire(WIRE("\4Mail\2NL\0"), out));
	assert_string_equal(out, "mail.nl");
	assert_true(name_from_wire(WIRE("\5a b.c\2nl\0"), out));
	assert_string_equal(out, "a\\032b\\.c.nl");
	assert_true(name_from_wire(WIRE("\4\0\\\"\xFF\0"), out));
	assert_string_equal(out, "\\000\\\\\\034\\255");
	assert_false(name_from_wire(WIRE(""), out));
	assert_false(name_from_wire(WIRE("\2nl"), out));
	assert_false(name_from_wire(WIRE("\3nl\0"), out));
	assert_false(name_from_wire(WIRE("\2nl\0\0"), out));
	assert_false(name_from_wire(WIRE("\2nl\xC0\0"), out));
	assert_false(name_from_wire(WIRE("\x40nl\0"), out));
	assert_string_equal(out, "");

	/* The longest: 255 octets, each of which needs four characters. */
	for (size_t at = 0; at < 254; at += 64)
		wire[at] = at == 192 ? 61 : 63;
	assert_true(name_from_wire(wire, 255, out));
	assert_int_equal(strlen(out), 4 * (3 * 63 + 61) + 3);
	wire[192] = 62;
	assert_false(name_from_wire(wire, 256, out));
}

static void test_equal_takes_canonical_names(void **state)
{
	(void)state;
	assert_true(name_equal("voorbeeld.nl", "voorbeeld.nl"));
	assert_true(name_equal("", ""));
	assert_false(name_equal("voorbeeld.nl", "voorbeeld.n"));
	assert_false(name_equal("a\\.nl", "a.nl"));
}

static const struct {
	const char *name, *zone;
	bool under;
	const char *relative;
} under_cases[] = {
	{ "voorbeeld.nl", "voorbeeld.nl", true, "@" },
	{ "a.b.voorbeeld.nl", "voorbeeld.nl", true, "a.b" },
	{ "voorbeeld.nl", "", true, "voorbeeld.nl" },
	{ "", "", true, "@" },
	{ "", "nl", false, NULL },
	{ "mijnvoorbeeld.nl", "voorbeeld.nl", false, NULL },
	{ "nl", "voorbeeld.nl", false, NULL },
	{ "voorbeeld.nl", "a.voorbeeld.nl", false, NULL },
	{ "x\\.voorbeeld.nl", "voorbeeld.nl", false, NULL },
	{ "x\\\\.voorbeeld.nl", "voorbeeld.nl", true, "x\\\\" },
	{ "x\\.voorbeeld.nl", "nl", true, "x\\.voorbeeld" },
};

static void test_under_and_relative(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(under_cases); i++) {
		const char *name = under_cases[i].name;
		const char *zone = under_cases[i].zone;
		char *relative = name_relative(name, zone);

		if (name_is_under(name, zone) != under_cases[i].under)
			fail_msg("%s under %s", name, zone);
		if (under_cases[i].relative) {
			assert_non_null(relative);
			assert_string_equal(relative, under_cases[i].relative);
		} else {
			assert_null(relative);
		}
		free(relative);
	}
}

static void test_labels(void **state)
{
	const char *name = "a\\.b.mail.voorbeeld.nl";

	(void)state;
	assert_int_equal(name_label_count(""), 0);
	assert_int_equal(name_label_count("nl"), 1);
	assert_int_equal(name_label_count(name), 4);
	assert_int_equal(name_label_count("\\\\.nl"), 2);
	assert_int_equal(name_label_count("\\046.nl"), 2);
	assert_string_equal(name_parent(name), "mail.voorbeeld.nl");
	assert_string_equal(name_parent("nl"), "");
	assert_string_equal(name_parent(""), "");
	assert_string_equal(name_last_labels(name, 2), "voorbeeld.nl");
	assert_string_equal(name_last_labels(name, 0), "");
	assert_ptr_equal(name_last_labels(name, 9), name);
}

static void test_join(void **state)
{
	char out[NAME_SIZE];

	(void)state;
	assert_true(name_join("_dmarc", "voorbeeld.nl", out));
	assert_string_equal(out, "_dmarc.voorbeeld.nl");
	assert_true(name_join("", "voorbeeld.nl", out));
	assert_string_equal(out, "voorbeeld.nl");
	assert_true(name_join("nl", "", out));
	assert_string_equal(out, "nl");
	assert_true(name_join("", "", out));
	assert_string_equal(out, "");
	assert_true(name_join(LONGEST, "", out));
	assert_false(name_join("a", LONGEST, out));
	assert_true(name_join("a", &LONGEST[2], out));
	assert_string_equal(out + 2, &LONGEST[2]);
	assert_false(name_join("ab", &LONGEST[2], out));
	assert_string_equal(out, "");
	/* 4 * 62 + 5 letters and 2 lengths make 255 with the root; a blank is
	 * one octet although it is written with four characters. */
	assert_true(name_join(L63 "." L63 "." L63 "." L62 "\\.", "", out) ==
		    false);
	assert_true(name_join("\\032\\032", L63 "." L63 "." L63 "." L62, out) ==
		    false);
	assert_true(name_join("\\032\\032", L63 "." L63 "." L62, out));
	assert_int_equal(name_label_count(out), 4);
}

static const struct {
	const char *name, *text;
} people_cases[] = {
	{ "", "" },
	{ "voorbeeld.nl", "voorbeeld.nl" },
	{ "xn--bcher-kva.example", "bücher.example" },
	{ "_dmarc.xn--fa-hia.de", "_dmarc.faß.de" },
	{ "xn--4dbc.xn--fiqs8s", "אב.中国" },
	{ "a\\.b.xn--bcher-kva.nl", "a\\.b.bücher.nl" },
	/* no IDNA, no Punycode, or a control character in disguise */
	{ "xn--i-7iq.ws", "xn--i-7iq.ws" },
	{ "xn--zzzzzzzz.nl", "xn--zzzzzzzz.nl" },
	{ "xn--.nl", "xn--.nl" },
	{ "xn--a.nl", "xn--a.nl" },
	/* not what the U-label would be registered as */
	{ "xn--bcher-kva-.nl", "xn--bcher-kva-.nl" },
	{ "xn--abc-.nl", "xn--abc-.nl" },
	/* Cyrillic a and o between Latin letters */
	{ "xn--pple-43d.com", "xn--pple-43d.com" },
	{ "xn--ggle-55da.com", "xn--ggle-55da.com" },
	/* one script only */
	{ "xn--e1afmkfd.xn--p1ai", "пример.рф" },
};

static void test_for_people(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(people_cases); i++) {
		char *text = name_for_people(people_cases[i].name);

		assert_string_equal(text, people_cases[i].text);
		free(text);
	}
}

static const struct {
	const char *name, *registered;
	bool suffix;
} suffix_cases[] = {
	{ "nl", "nl", true },
	{ "co.uk", "co.uk", true },
	{ "voorbeeld.nl", "voorbeeld.nl", false },
	{ "a.b.voorbeeld.nl", "voorbeeld.nl", false },
	{ "mail.voorbeeld.co.uk", "voorbeeld.co.uk", false },
	{ "voorbeeld.example", "voorbeeld.example", false },
	{ "a.b.voorbeeld.example", "voorbeeld.example", false },
	{ "example", "example", false },
	{ "localhost", "localhost", false },
	{ "", "", false },
	/* the private part of the list does not count */
	{ "github.io", "github.io", false },
	{ "jan.github.io", "github.io", false },
	/* a rule with * and its exception */
	{ "foo.ck", "foo.ck", true },
	{ "a.foo.ck", "a.foo.ck", false },
	{ "x.www.ck", "www.ck", false },
	{ "xn--55qx5d.cn", "xn--55qx5d.cn", true },
	{ "a.xn--55qx5d.cn", "a.xn--55qx5d.cn", false },
	/* a dot inside a label ends no label */
	{ "x\\.co.uk", "x\\.co.uk", false },
	{ "x\\.ck", "x\\.ck", false },
	{ "_dmarc.x\\.y.nl", "x\\.y.nl", false },
};

static void test_suffixes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(suffix_cases); i++) {
		const char *name = suffix_cases[i].name;

		if (name_is_public_suffix(name) != suffix_cases[i].suffix)
			fail_msg("%s is a public suffix?", name);
		assert_string_equal(name_registered(name),
				    suffix_cases[i].registered);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_canonical),
		cmocka_unit_test(test_canonical_reads_a_slice),
		cmocka_unit_test(test_from_wire),
		cmocka_unit_test(test_equal_takes_canonical_names),
		cmocka_unit_test(test_under_and_relative),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_for_people),
		cmocka_unit_test(test_suffixes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
