/* One mail written out: headers that nobody can add to, letters of any kind,
 * lines that every server takes.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "mail/mail_address.h"
#include "mail/message.h"

static void test_addresses(void **state)
{
	static const struct {
		const char *text, *address;
	} cases[] = {
		{ "jan@voorbeeld.nl", "jan@voorbeeld.nl" },
		{ "Jan.de-Vries+x@Voorbeeld.NL",
		  "Jan.de-Vries+x@voorbeeld.nl" },
		{ "info@b\xc3\xbc"
		  "cher.example",
		  "info@xn--bcher-kva.example" },
		{ "root@localhost", "root@localhost" },
		{ "o'hara@voorbeeld.nl.", "o'hara@voorbeeld.nl" },
		{ "", NULL },
		{ "jan", NULL },
		{ "@voorbeeld.nl", NULL },
		{ "jan@", NULL },
		{ "jan@.", NULL },
		{ "jan@@voorbeeld.nl", NULL },
		{ "a@b@voorbeeld.nl", NULL },
		{ ".jan@voorbeeld.nl", NULL },
		{ "jan.@voorbeeld.nl", NULL },
		{ "jan..de@voorbeeld.nl", NULL },
		{ "jan de@voorbeeld.nl", NULL },
		{ "\"jan de\"@voorbeeld.nl", NULL },
		{ "Jan <jan@voorbeeld.nl>", NULL },
		{ "jan@voorbeeld.nl,piet@voorbeeld.nl", NULL },
		{ "jan@voorbeeld.nl\nBcc: piet@voorbeeld.nl", NULL },
		{ "jan\r\n@voorbeeld.nl", NULL },
		{ "jan@voor beeld.nl", NULL },
		{ "jan@voor/beeld.nl", NULL },
		{ "jan@*.nl", NULL },
		{ "jan@[192.0.2.1]", NULL },
		{ "j\xc3\xa4n@voorbeeld.nl", NULL },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "901234@a.nl",
		  "1234567890123456789012345678901234567890123456789012345678"
		  "901234@a.nl" },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "9012345@a.nl",
		  NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char *address = mail_address_read(cases[i].text);

		if (!cases[i].address && address)
			fail_msg("%s", cases[i].text);
		if (cases[i].address)
			assert_string_equal(address, cases[i].address);
		free(address);
	}
}

static void test_headers(void **state)
{
	static const struct {
		const char *text, *header;
	} cases[] = {
		{ "", "Subject:\r\n" },
		{ "voorbeeld.nl is wrong",
		  "Subject: voorbeeld.nl is wrong\r\n" },
		{ "Gr\xc3\xbc\xc3\x9f"
		  "e, 1=2?",
		  "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe=2C_1=3D2=3F?=\r\n" },
		/* Nobody begins a header of his own. */
		{ "a\r\nBcc: x@y.nl", "Subject: a Bcc: x@y.nl\r\n" },
		{ "a\nb\tc\x7f", "Subject: a b c\r\n" },
		{ "a\xe2\x80\xa8"
		  "b\xff",
		  "Subject: =?UTF-8?Q?a=EF=BF=BDb=5CxFF?=\r\n" },
		/* What looks like an encoded word is none. */
		{ "=?UTF-8?Q?x?=",
		  "Subject: =?UTF-8?Q?=3D=3FUTF-8=3FQ=3Fx=3F=3D?=\r\n" },
		{ "one two three four five six seven eight nine ten eleven "
		  "twelve thirteen fourteen",
		  "Subject: one two three four five six seven eight nine ten "
		  "eleven twelve\r\n thirteen fourteen\r\n" },
		/* Divided between characters only. */
		{ "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		  "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
		  "Subject: =?UTF-8?Q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9"
		  "=C3=A9=C3=A9=C3=A9?=\r\n =?UTF-8?Q?=C3=A9=C3=A9?=\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		message_add_header(&out, "Subject", cases[i].text);
		assert_string_equal(str_text(&out), cases[i].header);
		str_free(&out);
	}
}

static void test_long_words_are_encoded_to_fit(void **state)
{
	struct str out = STR_INIT(STR_MAX_TEXT);
	char word[501];
	struct slice rest, line;

	(void)state;
	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = 0;
	message_add_header(&out, "Subject", word);
	rest = slice_of(str_text(&out));
	while (slice_next_line(&rest, &line))
		assert_in_range(line.len, 1, 76);
	str_free(&out);
}

static void test_texts(void **state)
{
	static const struct {
		const char *text, *quoted;
	} cases[] = {
		{ "", "" },
		{ "a", "a\r\n" },
		{ "a\n\nb\n", "a\r\n\r\nb\r\n" },
		{ "1=2 \xe2\x9c\x93", "1=3D2 =E2=9C=93\r\n" },
		{ "blank \ntab\t\n", "blank=20\r\ntab=09\r\n" },
		{ ".\n.x\n", "=2E\r\n=2Ex\r\n" },
		{ "From me\nFromage", "=46rom me\r\nFromage\r\n" },
		{ "a\rb\x01", "a=0Db=01\r\n" },
		/* 76 characters at most, the "=" of the break among them. */
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "90123456789012345",
		  "1234567890123456789012345678901234567890123456789012345678"
		  "90123456789012345\r\n" },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "901234567890123456",
		  "1234567890123456789012345678901234567890123456789012345678"
		  "90123456789012345=\r\n6\r\n" },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "901234567890123=",
		  "1234567890123456789012345678901234567890123456789012345678"
		  "901234567890123=\r\n=3D\r\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str out = STR_INIT(STR_MAX_TEXT);

		message_add_quoted(&out, cases[i].text);
		assert_string_equal(str_text(&out), cases[i].quoted);
		str_free(&out);
	}
}

static void test_a_whole_message(void **state)
{
	static const struct mail_message m = {
		.from = "zegel@voorbeeld.nl",
		.from_name = "zegel, 1",
		.to = "jan@muster.example",
		.subject = "Twee",
		.text = "Regel\n",
		.language = "nl",
		.unique = "abc123",
		.date = 1798000000,
		.automatic = true,
	};
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	setenv("TZ", "UTC-5:30", 1); /* east of Greenwich, says POSIX */
	tzset();
	message_add(&out, &m);
	assert_string_equal(
		str_text(&out),
		"Date: Wed, 23 Dec 2026 09:56:40 +0530\r\n"
		"From: =?UTF-8?Q?zegel=2C_1?=\r\n <zegel@voorbeeld.nl>\r\n"
		"To: <jan@muster.example>\r\n"
		"Subject: Twee\r\n"
		"Message-ID: <abc123@voorbeeld.nl>\r\n"
		"Auto-Submitted: auto-generated\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\n"
		"Content-Language: nl\r\n"
		"\r\n"
		"Regel\r\n");
	str_free(&out);
}

static void test_a_message_that_a_person_sends(void **state)
{
	static const struct mail_message m = {
		.from = "zegel@voorbeeld.nl",
		.subject = "x",
		.text = "y",
		.unique = "1",
	};
	struct str out = STR_INIT(STR_MAX_TEXT);

	(void)state;
	setenv("TZ", "PST8:30", 1);
	tzset();
	message_add(&out, &m);
	assert_non_null(strstr(str_text(&out), " -0830\r\n"));
	assert_non_null(
		strstr(str_text(&out), "From: <zegel@voorbeeld.nl>\r\n"));
	assert_null(strstr(str_text(&out), "To:"));
	assert_null(strstr(str_text(&out), "Auto-Submitted"));
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_long_words_are_encoded_to_fit),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_a_whole_message),
		cmocka_unit_test(test_a_message_that_a_person_sends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
