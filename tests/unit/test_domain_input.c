/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/name.h"

#define L63 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff123"
#define NL  "voorbeeld.nl"

/* What was read as a domain: text, from where, the domain. */
static const struct {
	const char *text;
	enum domain_source source;
	const char *domain;
} good[] = {
	{ "voorbeeld.nl", DOMAIN_TYPED, NL },
	{ "Voorbeeld.NL", DOMAIN_TYPED, NL },
	{ "  voorbeeld.nl \t\r\n", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl.", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl,", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl;", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl!", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl:", DOMAIN_TYPED, NL },
	{ "(voorbeeld.nl).", DOMAIN_TYPED, NL },
	{ "'voorbeeld.nl'", DOMAIN_TYPED, NL },
	{ "\"voorbeeld.nl\"", DOMAIN_TYPED, NL },
	{ "“voorbeeld.nl”", DOMAIN_TYPED, NL },
	{ "„voorbeeld.nl“", DOMAIN_TYPED, NL },
	{ "«voorbeeld.nl»", DOMAIN_TYPED, NL },
	{ "`voorbeeld.nl`", DOMAIN_TYPED, NL },
	{ "<voorbeeld.nl>", DOMAIN_TYPED, NL },
	{ "[voorbeeld.nl]", DOMAIN_TYPED, NL },
	{ "\xC2\xA0voorbeeld.nl\xC2\xA0", DOMAIN_TYPED, NL },
	{ "\xEF\xBB\xBFvoorbeeld.nl", DOMAIN_TYPED, NL },
	{ "\xE2\x80\x8Evoorbeeld.nl\xE2\x80\x8B", DOMAIN_TYPED, NL },
	{ "\xE2\x80\xAAvoorbeeld.nl\xE2\x80\xAC", DOMAIN_TYPED, NL },
	{ "Domein: voorbeeld.nl", DOMAIN_TYPED, NL },
	{ "Domein:\tvoorbeeld.nl", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl, voorbeeld.be", DOMAIN_TYPED, NL },
	{ "voorbeeld.nl\nvoorbeeld.be\n", DOMAIN_TYPED, NL },
	{ "mail.voorbeeld.nl", DOMAIN_TYPED, "mail.voorbeeld.nl" },
	{ "voorbeeld.example", DOMAIN_TYPED, "voorbeeld.example" },
	{ "123.nl", DOMAIN_TYPED, "123.nl" },
	{ "3-com.nl", DOMAIN_TYPED, "3-com.nl" },
	{ "voorbeeld.co.uk", DOMAIN_TYPED, "voorbeeld.co.uk" },
	{ "bücher.example", DOMAIN_TYPED, "xn--bcher-kva.example" },
	{ "BÜCHER.example", DOMAIN_TYPED, "xn--bcher-kva.example" },
	{ "XN--BCHER-KVA.example", DOMAIN_TYPED, "xn--bcher-kva.example" },
	{ "straße.de", DOMAIN_TYPED, "xn--strae-oqa.de" },
	{ "例え。テスト", DOMAIN_TYPED, "xn--r8jz45g.xn--zckzah" },
	{ "ｖｏｏｒｂｅｅｌｄ．ｎｌ", DOMAIN_TYPED, NL },
	{ "voor\xC2\xAD"
	  "beeld.nl",
	  DOMAIN_TYPED, NL },
	{ "www.nl", DOMAIN_TYPED, "www.nl" },
	{ "www.co.uk", DOMAIN_TYPED, "www.co.uk" },
	{ "www.voorbeeld", DOMAIN_TYPED, "www.voorbeeld" },
	{ "www2.voorbeeld.nl", DOMAIN_TYPED, "www2.voorbeeld.nl" },
	{ L63 ".nl", DOMAIN_TYPED, L63 ".nl" },

	{ "www.voorbeeld.nl", DOMAIN_FROM_WEB, NL },
	{ "WWW.Voorbeeld.NL.", DOMAIN_FROM_WEB, NL },
	{ "www.www.nl", DOMAIN_FROM_WEB, "www.nl" },
	{ "www.mail.voorbeeld.nl", DOMAIN_FROM_WEB, "mail.voorbeeld.nl" },
	{ "www.bücher.example", DOMAIN_FROM_WEB, "xn--bcher-kva.example" },
	{ "voorbeeld.nl/contact", DOMAIN_FROM_WEB, NL },
	{ "voorbeeld.nl/@jan", DOMAIN_FROM_WEB, NL },
	{ "voorbeeld.nl:8080", DOMAIN_FROM_WEB, NL },
	{ "voorbeeld.nl?x=jan", DOMAIN_FROM_WEB, NL },
	{ "voorbeeld.nl#top", DOMAIN_FROM_WEB, NL },
	{ "//voorbeeld.nl/x", DOMAIN_FROM_WEB, NL },
	{ "https://www.voorbeeld.nl/contact", DOMAIN_FROM_WEB, NL },
	{ "HTTPS://Voorbeeld.NL", DOMAIN_FROM_WEB, NL },
	{ "https://voorbeeld.nl:8443/a?b=c#d", DOMAIN_FROM_WEB, NL },
	{ "https://voorbeeld.nl?a=b", DOMAIN_FROM_WEB, NL },
	{ "https://voorbeeld.nl./", DOMAIN_FROM_WEB, NL },
	{ "https://jan:ge@heim@voorbeeld.nl/x", DOMAIN_FROM_WEB, NL },
	{ "https://voorbeeld.nl/@jan", DOMAIN_FROM_WEB, NL },
	{ "https://voorbeeld.nl/?to=jan@ander.nl", DOMAIN_FROM_WEB, NL },
	{ "https://www.nl/", DOMAIN_FROM_WEB, "www.nl" },
	{ "<https://voorbeeld.nl/>", DOMAIN_FROM_WEB, NL },
	{ "\"https://voorbeeld.nl/\"", DOMAIN_FROM_WEB, NL },
	{ "Onze site: https://voorbeeld.nl.", DOMAIN_FROM_WEB, NL },
	{ "ftp://voorbeeld.nl", DOMAIN_FROM_WEB, NL },
	{ "htp://voorbeeld.nl", DOMAIN_FROM_WEB, NL },
	{ "http:voorbeeld.nl", DOMAIN_FROM_WEB, NL },
	{ "http:/voorbeeld.nl", DOMAIN_FROM_WEB, NL },
	{ "https:\\\\voorbeeld.nl\\x", DOMAIN_FROM_WEB, NL },
	{ "https://bücher.example/ü", DOMAIN_FROM_WEB,
	  "xn--bcher-kva.example" },

	{ "Sales@Voorbeeld.NL", DOMAIN_FROM_ADDRESS, NL },
	{ "@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "@ voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan @ voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl.", DOMAIN_FROM_ADDRESS, NL },
	{ "<jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "Jan Jansen <info@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "\"Jan\" <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "\"Jansen, Jan\" <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "Jansen, Jan <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "J. Jansen, directeur <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "\"a<b@c.be>\" <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "\"jan@ander.be\" <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@ander.be <jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "Jan <jan@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "(jan@voorbeeld.nl)", DOMAIN_FROM_ADDRESS, NL },
	{ "\"jan@voorbeeld.nl\"", DOMAIN_FROM_ADDRESS, NL },
	{ "'jan@voorbeeld.nl'", DOMAIN_FROM_ADDRESS, NL },
	{ "“jan@voorbeeld.nl”", DOMAIN_FROM_ADDRESS, NL },
	{ "\"jan jansen\"@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "\"a@b.be\"@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "\"a\\\"@b.be\"@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "a+b=c/d@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl, piet@ander.be", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl; piet@ander.be", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl piet@ander.be", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl\npiet@ander.be", DOMAIN_FROM_ADDRESS, NL },
	{ "Jan <jan@voorbeeld.nl>, Piet <p@ander.be>", DOMAIN_FROM_ADDRESS,
	  NL },
	{ "jan@voorbeeld.nl, Piet <p@ander.be>", DOMAIN_FROM_ADDRESS, NL },
	{ "mailto:jan@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "MAILTO:jan@voorbeeld.nl?subject=hoi&cc=p@ander.be",
	  DOMAIN_FROM_ADDRESS, NL },
	{ "<mailto:jan@voorbeeld.nl>", DOMAIN_FROM_ADDRESS, NL },
	{ "[jan@voorbeeld.nl](mailto:jan@voorbeeld.nl)", DOMAIN_FROM_ADDRESS,
	  NL },
	{ "<a href=\"mailto:jan@voorbeeld.nl\">", DOMAIN_FROM_ADDRESS, NL },
	{ "E-mail: jan@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@voorbeeld.nl https://ander.be", DOMAIN_FROM_ADDRESS, NL },
	{ "27\" scherm, jan@voorbeeld.nl", DOMAIN_FROM_ADDRESS, NL },
	{ "jan@www.voorbeeld.nl", DOMAIN_FROM_ADDRESS, "www.voorbeeld.nl" },
	{ "jan@bücher.example", DOMAIN_FROM_ADDRESS, "xn--bcher-kva.example" },
	{ "jan@mail.voorbeeld.nl", DOMAIN_FROM_ADDRESS, "mail.voorbeeld.nl" },
};

static const struct {
	const char *text;
	enum domain_status status;
} bad[] = {
	{ "", DOMAIN_EMPTY },
	{ " \t\r\n", DOMAIN_EMPTY },
	{ "\xC2\xA0", DOMAIN_EMPTY },
	{ "@", DOMAIN_EMPTY },
	{ "jan@", DOMAIN_EMPTY },
	{ "https://", DOMAIN_EMPTY },
	{ "https:", DOMAIN_SINGLE_LABEL }, /* a port is to come, perhaps */
	{ "\"\"", DOMAIN_EMPTY },
	{ "nl", DOMAIN_PUBLIC_SUFFIX },
	{ "NL.", DOMAIN_PUBLIC_SUFFIX },
	{ "co.uk", DOMAIN_PUBLIC_SUFFIX },
	{ "jan@co.uk", DOMAIN_PUBLIC_SUFFIX },
	{ "https://co.uk/", DOMAIN_PUBLIC_SUFFIX },
	{ "公司.cn", DOMAIN_PUBLIC_SUFFIX },
	{ "192.0.2.1", DOMAIN_ADDRESS_LITERAL },
	{ "192.0.2.1.", DOMAIN_ADDRESS_LITERAL },
	{ "[192.0.2.1]", DOMAIN_ADDRESS_LITERAL },
	{ "192.0.2.1:25", DOMAIN_ADDRESS_LITERAL },
	{ "192.0.2.0/24", DOMAIN_ADDRESS_LITERAL },
	{ "192.0.2.300", DOMAIN_ADDRESS_LITERAL },
	{ "10.1", DOMAIN_ADDRESS_LITERAL },
	{ "１９２.０.２.１", DOMAIN_ADDRESS_LITERAL },
	{ "http://192.0.2.1/", DOMAIN_ADDRESS_LITERAL },
	{ "http://[2001:db8::1]:80/", DOMAIN_ADDRESS_LITERAL },
	{ "2001:db8::1", DOMAIN_ADDRESS_LITERAL },
	{ "2001:DB8::1", DOMAIN_ADDRESS_LITERAL },
	{ "::1", DOMAIN_ADDRESS_LITERAL },
	{ "::ffff:192.0.2.1", DOMAIN_ADDRESS_LITERAL },
	{ "2001:db8::/32", DOMAIN_ADDRESS_LITERAL },
	{ "fe80::1%eth0", DOMAIN_ADDRESS_LITERAL },
	{ "[2001:db8::1]", DOMAIN_ADDRESS_LITERAL },
	{ "jan@[192.0.2.1]", DOMAIN_ADDRESS_LITERAL },
	{ "jan@[IPv6:2001:db8::1]", DOMAIN_ADDRESS_LITERAL },
	{ "Jan <jan@[ipv6:2001:db8::1]>", DOMAIN_ADDRESS_LITERAL },
	{ "jan@192.0.2.1", DOMAIN_ADDRESS_LITERAL },
	{ "localhost", DOMAIN_SINGLE_LABEL },
	{ "voorbeeld", DOMAIN_SINGLE_LABEL },
	{ "voorbeeld.", DOMAIN_SINGLE_LABEL },
	{ "www", DOMAIN_SINGLE_LABEL },
	{ "root@localhost", DOMAIN_SINGLE_LABEL },
	{ "http://localhost:8080/", DOMAIN_SINGLE_LABEL },
	{ "12345", DOMAIN_SINGLE_LABEL },
	{ "bücher", DOMAIN_SINGLE_LABEL },
	{ L63 "4.nl", DOMAIN_TOO_LONG },
	{ "jan@" L63 "4.nl", DOMAIN_TOO_LONG },
	{ L63 "." L63 "." L63 "." L63 ".nl", DOMAIN_TOO_LONG },
	{ "ü" L63 ".nl", DOMAIN_TOO_LONG },
	{ "voor beeld.nl", DOMAIN_NONSENSE },
	{ "voor\xC2\xA0"
	  "beeld.nl",
	  DOMAIN_NONSENSE },
	{ "voorbeeld.nl voorbeeld.be", DOMAIN_NONSENSE },
	{ "dit is geen domein", DOMAIN_NONSENSE },
	{ "voorbeeld..nl", DOMAIN_NONSENSE },
	{ ".voorbeeld.nl", DOMAIN_NONSENSE },
	{ "*.voorbeeld.nl", DOMAIN_NONSENSE },
	{ "_dmarc.voorbeeld.nl", DOMAIN_NONSENSE },
	{ "voor_beeld.nl", DOMAIN_NONSENSE },
	{ "ü_b.nl", DOMAIN_NONSENSE },
	{ "-voorbeeld.nl", DOMAIN_NONSENSE },
	{ "voorbeeld-.nl", DOMAIN_NONSENSE },
	{ "voorbeeld.-nl", DOMAIN_NONSENSE },
	{ "voorbeeld.nl-", DOMAIN_NONSENSE },
	{ "voorbeeld.123", DOMAIN_NONSENSE },
	{ "jan@voorbeeld.nl@ander.be", DOMAIN_NONSENSE },
	{ "voor$beeld.nl", DOMAIN_NONSENSE },
	{ "voor=beeld.nl", DOMAIN_NONSENSE },
	{ "❤.nl", DOMAIN_NONSENSE },
	{ "a\x01"
	  "b.nl",
	  DOMAIN_NONSENSE },
	{ "\x1B[31mvoorbeeld.nl", DOMAIN_NONSENSE },
	{ "voor\xE2\x80\xAE"
	  "beeld.nl",
	  DOMAIN_NONSENSE },
	{ "\xE2\x80\xAEvoorbeeld.nl", DOMAIN_NONSENSE },
	{ "voorb\xFC"
	  "hl.nl",
	  DOMAIN_NONSENSE },
	{ "\xF0\x9F\x92", DOMAIN_NONSENSE },
};

static void test_good(void **state)
{
	struct domain_input input;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		domain_from_input(good[i].text, &input);
		if (input.status != DOMAIN_OK ||
		    input.source != good[i].source ||
		    strcmp(input.domain, good[i].domain) != 0)
			fail_msg("%s: status %d, source %d, %s", good[i].text,
				 (int)input.status, (int)input.source,
				 input.domain);
	}
}

static void test_bad(void **state)
{
	struct domain_input input;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		domain_from_input(bad[i].text, &input);
		if (input.status != bad[i].status)
			fail_msg("%s: status %d, %s", bad[i].text,
				 (int)input.status, input.domain);
		assert_int_equal(input.domain[0] != '\0',
				 bad[i].status == DOMAIN_PUBLIC_SUFFIX);
	}
}

static void test_suffix_is_named(void **state)
{
	struct domain_input input;

	(void)state;
	domain_from_input("jan@CO.UK", &input);
	assert_string_equal(input.domain, "co.uk");
	assert_int_equal(input.source, DOMAIN_FROM_ADDRESS);
}

/* A megabyte of rubbish is refused, not brooded over: every byte is looked at a
 * few times at most, also when it could open something that never closes. */
static void test_long_rubbish(void **state)
{
	static const char *const pieces[] = { "<",  "\"", ",",  "a@",
					      "ü,", "[",  "x\t" };
	size_t len = (size_t)1 << 20;
	char *text = xmalloc(len + 1);
	struct domain_input input;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		size_t piece = strlen(pieces[i]), at = 0;

		for (; at + piece <= len; at += piece)
			memcpy(text + at, pieces[i], piece);
		text[at] = '\0';
		domain_from_input(text, &input);
		assert_int_not_equal(input.status, DOMAIN_OK);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_suffix_is_named),
		cmocka_unit_test(test_long_rubbish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
