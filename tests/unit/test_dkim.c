/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_dns.h"
#include "mail/base64.h"
#include "mail/dkim.h"
#include "mail/tags.h"

/* Keys that were made for these tests; nobody has their other halves. */
#define K512                                                                   \
	"MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAL2aLA/Fd1HtAutXLuxYcYDrFCeB"         \
	"SNL0nVi/2VrT3bl1+WEyedoF4ot1dyYs5ZX+jIlLo5iUBtj2P8g/hX7WBukC"         \
	"AwEAAQ=="
#define K1024                                                                  \
	"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDRo7IswQQATTIkmvg2KYGF"         \
	"s8CarR0Q3Sge8ecl3aL1rs1ufqFLFH9/tv401ptShtk/f+jLDhyIU9C1qicb"         \
	"1rVkVFNSmuorS9CdCpHN6ojAaW/tN1Om0p7SKH4UwQ9uE69USVd6BuAHHfNm"         \
	"g3P2f+LIRV2yaBJAUFaSj1+J/LgL6wIDAQAB"
#define K2048                                                                  \
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAsFgSR4IiIblsb+1r"         \
	"wTstatqUVeDQivk2wFUJxhBPj+YzkJCqSm0QEp4fmL/NPBBVjXrA6uxaRrgg"         \
	"e9/5sjLLc9B/6PWda8QIjWT126e7Cc2etBemL43f53dhD52sk9ldY/mw/zIP"         \
	"+pW3MpgQIDyS+MXk5C/GmirDDfEkQzaCSqfMp3LICjKdf8slhxKbSvegeHmU"         \
	"gbuhBkrUAwPayRBBRcb7h7GXXiFaPi4npF0zHEYvUeLNV6j+nX3g0/jmMF4T"         \
	"XENKUkxL6kaKIMvuf/skIZ4OePhf7cYkyBY3U4SDMy38fDo0FHqx5LDyAK0P"         \
	"2WQBoVqDelHqnw/EwVz4ALplcQIDAQAB"
/* The key of K1024 as RSAPublicKey. */
#define P1024                                                                  \
	"MIGJAoGBANGjsizBBABNMiSa+DYpgYWzwJqtHRDdKB7x5yXdovWuzW5+oUsU"         \
	"f3+2/jTWm1KG2T9/6MsOHIhT0LWqJxvWtWRUU1Ka6itL0J0Kkc3qiMBpb+03"         \
	"U6bSntIofhTBD24Tr1RJV3oG4Acd82aDc/Z/4shFXbJoEkBQVpKPX4n8uAvr"         \
	"AgMBAAE="
#define ED "rqq/iYYva2j05qchXxgPr7FkgsFgtBmzy5E1NLPLwqY="
/* The same wrapped like an RSA key, which RFC 8463 does not have. */
#define ED_WRAPPED                                                             \
	"MCowBQYDK2VwAyEArqq/iYYva2j05qchXxgPr7FkgsFgtBmzy5E1NLPLwqY="
#define EC                                                                     \
	"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEpwesiY4P6IWTAUvshfgo/kPU"         \
	"INA9Eq2HFs//EAnTtoa/4tsT2AeLvdJJTPTYY43gZcNLy0g0HAv0gzebIVFG"         \
	"cQ=="

static const struct {
	const char *text;
	enum dkim_fault fault;
	unsigned bits;
} key_cases[] = {
	{ "v=DKIM1; k=rsa; p=" K2048, DKIM_FAULT_NONE, 2048 },
	{ "v=DKIM1;k=rsa;p=" K2048 ";", DKIM_FAULT_NONE, 2048 },
	{ "p=" K1024, DKIM_FAULT_NONE, 1024 },
	{ "k=RSA; t=s; p=" K1024, DKIM_FAULT_NONE, 1024 },
	{ "v=DKIM1; p=" P1024, DKIM_FAULT_NONE, 1024 },
	{ "v=DKIM1; p=" K512, DKIM_FAULT_NONE, 512 },
	{ "v=DKIM1; k=ed25519; p=" ED, DKIM_FAULT_NONE, 256 },
	{ "v=DKIM1; n=a \"note\" \\ caf\xC3\xA9; p=" K1024, DKIM_FAULT_NONE,
	  1024 },
	{ "v=DKIM1; x=unknown; g=*; p=" K1024, DKIM_FAULT_NONE, 1024 },
	{ "v=DKIM1; h=sha1:sha256; s=email; p=" K1024, DKIM_FAULT_NONE, 1024 },
	{ "v=DKIM1; s=tlsrpt : *; p=" K1024, DKIM_FAULT_NONE, 1024 },
	{ " v = DKIM1 ; p = " K1024, DKIM_FAULT_NONE, 1024 },
	/* blanks inside are legal (RFC 6376, 3.6.1) */
	{ "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDRo7IswQQATTIkmvg2KYGFs8Ca "
	  "rR0Q3Sge8ecl3aL1rs1ufqFLFH9/tv401ptShtk/f+jLDhyIU9C1qicb1rVkVFNSmu"
	  " orS9CdCpHN6ojAaW/tN1Om0p7SKH4UwQ9uE69USVd6BuAHHfNmg3P2f+LIRV2yaBJA"
	  "UFaSj1+J/LgL6wIDAQAB",
	  DKIM_FAULT_NONE, 1024 },
	/* padding that got lost leaves the key whole */
	{ "k=ed25519; p=rqq/iYYva2j05qchXxgPr7FkgsFgtBmzy5E1NLPLwqY",
	  DKIM_FAULT_NONE, 256 },
	/* something else */
	{ "", DKIM_FAULT_NO_KEY, 0 },
	{ "v=spf1 -all", DKIM_FAULT_NO_KEY, 0 },
	{ "s1.domainkey.u1.wl.sendgrid.example", DKIM_FAULT_NO_KEY, 0 },
	{ "v=DKIM1; k=rsa;", DKIM_FAULT_NO_KEY, 0 },
	{ K1024, DKIM_FAULT_NO_KEY, 0 },
	/* the version */
	{ "v=DKIM2; p=" K1024, DKIM_FAULT_VERSION, 1024 },
	{ "v=dkim1; p=" K1024, DKIM_FAULT_VERSION, 1024 },
	{ "k=rsa; v=DKIM1; p=" K1024, DKIM_FAULT_VERSION, 1024 },
	/* what forms do */
	{ "\"v=DKIM1; k=rsa; p=" K1024 "\"", DKIM_FAULT_QUOTES, 0 },
	{ "v=DKIM1; k=rsa; p=MIGf\"\"MA0G", DKIM_FAULT_QUOTES, 0 },
	{ "\xE2\x80\x9Cv=DKIM1; k=rsa; p=" K1024 "\xE2\x80\x9D",
	  DKIM_FAULT_QUOTES, 0 },
	{ "v=DKIM1; k=rsa; p=" K1024 "\xE2\x80\x9D", DKIM_FAULT_QUOTES, 0 },
	{ "v=DKIM1\\; k=rsa\\; p=" K1024, DKIM_FAULT_BACKSLASH, 0 },
	{ "v=DKIM1; k=rsa;\\x0Ap=" K1024, DKIM_FAULT_BACKSLASH, 0 },
	{ "v=DKIM1; k=rsa;\\010 p=" K1024, DKIM_FAULT_BACKSLASH, 0 },
	{ "v=DKIM1; k=rsa; p=MIGf\xC2\xA0MA0G", DKIM_FAULT_TAGS, 0 },
	{ "v=DKIM1; p=" K1024 "; p=" K1024, DKIM_FAULT_TAGS, 1024 },
	{ "v=DKIM1; k; p=" K1024, DKIM_FAULT_TAGS, 1024 },
	{ "v=DKIM1 k=rsa p=" K1024, DKIM_FAULT_VERSION, 0 },
	{ "v=DKIM1, k=rsa; p=" K1024, DKIM_FAULT_VERSION, 1024 },
	{ "p=migfma0gcsqgsib3dqebaquaa4gnadcbiqkbgqdro7iswqqattikmvg2kygfs8ca",
	  DKIM_FAULT_LOWERCASED, 0 },
	{ "v=dkim1; k=rsa; "
	  "p=migfma0gcsqgsib3dqebaquaa4gnadcbiqkbgqdro7iswqqattikmvg2kygfs8ca",
	  DKIM_FAULT_LOWERCASED, 0 },
	/* cut off: in the middle of base64, of the header, or of all */
	{ "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDRo7IswQQA",
	  DKIM_FAULT_TRUNCATED, 0 },
	{ "v=DKIM1; k=rsa; p=MIG", DKIM_FAULT_TRUNCATED, 0 },
	{ "k=ed25519; p=rqq/iYYva2j05qchXxgPr7FkgsFg", DKIM_FAULT_TRUNCATED,
	  0 },
	/* no key of its type */
	{ "p=" EC, DKIM_FAULT_NOT_A_KEY, 0 },
	{ "p=aGVsbG8gd29ybGQ=", DKIM_FAULT_NOT_A_KEY, 0 },
	{ "p=" ED, DKIM_FAULT_NOT_A_KEY, 0 },
	{ "k=ed25519; p=" ED_WRAPPED, DKIM_FAULT_NOT_A_KEY, 0 },
	{ "k=ed25519; p=" K1024, DKIM_FAULT_NOT_A_KEY, 0 },
	{ "p=" K1024 "AAAA", DKIM_FAULT_TRAILING, 1024 },
	{ "p=MIGf*A0G", DKIM_FAULT_BASE64, 0 },
	{ "p=" K1024 "-----END PUBLIC KEY-----", DKIM_FAULT_BASE64, 0 },
	{ "p=-", DKIM_FAULT_BASE64, 0 },
	{ "p==", DKIM_FAULT_BASE64, 0 },
	{ "k=dsa; p=" K1024, DKIM_FAULT_TYPE, 0 },
	{ "s=other; p=" K1024, DKIM_FAULT_NOT_EMAIL, 1024 },
	{ "h=sha1; p=" K1024, DKIM_FAULT_HASH, 1024 },
};

static void test_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(key_cases); i++) {
		struct dkim_key key;

		dkim_key_parse(key_cases[i].text, &key);
		if (key.fault != key_cases[i].fault ||
		    key.bits != key_cases[i].bits)
			fail_msg("%s: fault %d, %u bits", key_cases[i].text,
				 (int)key.fault, key.bits);
		assert_false(key.revoked);
		dkim_key_free(&key);
	}
}

static const struct {
	const char *text;
	bool revoked, testing, strict;
} flag_cases[] = {
	{ "v=DKIM1; p=", true, false, false },
	{ "v=DKIM1; k=rsa; p= ;", true, false, false },
	{ "p=", true, false, false },
	{ "v=DKIM1; t=y; p=", true, true, false },
	{ "v=DKIM1; t=y:s; p=" K1024, false, true, true },
	{ "v=DKIM1; t= s ; p=" K1024, false, false, true },
	{ "v=DKIM1; t=yes; p=" K1024, false, false, false },
	{ "v=DKIM1; t=; p=" K1024, false, false, false },
};

static void test_flags(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(flag_cases); i++) {
		struct dkim_key key;

		dkim_key_parse(flag_cases[i].text, &key);
		if (key.fault != DKIM_FAULT_NONE ||
		    key.revoked != flag_cases[i].revoked ||
		    key.testing != flag_cases[i].testing ||
		    key.strict != flag_cases[i].strict)
			fail_msg("%s", flag_cases[i].text);
		dkim_key_free(&key);
	}
}

/* Wherever a key is cut off, it is truncated, and the length is told. */
static void test_truncated_anywhere(void **state)
{
	const char *whole = "v=DKIM1; k=rsa; p=" K2048;

	(void)state;
	for (size_t len = strlen("v=DKIM1; k=rsa; p=MII"); len < strlen(whole);
	     len++) {
		char *text = xstrndup(whole, len);
		struct dkim_key key;

		dkim_key_parse(text, &key);
		if (key.fault != DKIM_FAULT_TRUNCATED || key.at != len)
			fail_msg("cut at %zu: fault %d at %zu", len,
				 (int)key.fault, key.at);
		if (len > 30 && (key.missing > strlen(whole) - len + 2 ||
				 key.missing + 3 < strlen(whole) - len))
			fail_msg("cut at %zu: %zu missing", len, key.missing);
		dkim_key_free(&key);
		free(text);
	}
}

static void test_places(void **state)
{
	struct dkim_key key;

	(void)state;
	dkim_key_parse("v=DKIM1; k=rsa; p=MIGf\"MA0G", &key);
	assert_int_equal(key.at, 22);
	dkim_key_free(&key);
	dkim_key_parse("k=rsa; p=MIGf*A0G", &key);
	assert_int_equal(key.at, 13);
	dkim_key_free(&key);
	dkim_key_parse("v=DKIM1\\; p=" K1024, &key);
	assert_int_equal(key.at, 7);
	dkim_key_free(&key);
	dkim_key_parse("v=DKIM1; p=MIGf\xC2\xA0MA0G", &key);
	assert_int_equal(key.at, 15);
	dkim_key_free(&key);
}

static const struct {
	const char *a, *b;
	bool equal;
} equal_cases[] = {
	{ "v=DKIM1; k=rsa; p=" K1024, "p=" K1024 ";", true },
	{ "p=" K1024, "v=DKIM1; t=y; p=" K1024, true },
	{ "p=" K1024, "p=" P1024, true },
	{ "p=" K1024, "p=" K2048, false },
	{ "k=ed25519; p=" ED, "p=" ED, false },
	{ "p=", "v=DKIM1; p=", true },
	{ "p=", "p=" K1024, false },
	{ "v=spf1 -all", "v=spf1 -all", true },
	{ "v=spf1 -all", "hello", false },
};

static void test_equal(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(equal_cases); i++) {
		if (dkim_text_equal(equal_cases[i].a, equal_cases[i].b) !=
		    equal_cases[i].equal)
			fail_msg("%s and %s", equal_cases[i].a,
				 equal_cases[i].b);
	}
}

static void test_look(void **state)
{
	static const char zone[] =
		"one._domainkey.d.example TXT v=DKIM1; p=" K1024 "\n"
		"two._domainkey.d.example TXT v=DKIM1; p=" K1024 "\n"
		"two._domainkey.d.example TXT p=" K1024 "\n"
		"two._domainkey.d.example TXT a note beside it\n"
		"many._domainkey.d.example TXT a note\n"
		"many._domainkey.d.example TXT v=DKIM1; p=" K1024 "\n"
		"many._domainkey.d.example TXT v=DKIM1; p=" K2048 "\n"
		"text._domainkey.d.example TXT hello\n"
		"cname._domainkey.d.example CNAME hop.s.example\n"
		"hop.s.example CNAME key.s.example\n"
		"key.s.example TXT k=rsa; p=" K1024 "\n"
		"dead._domainkey.d.example CNAME gone.s.example\n"
		"loop._domainkey.d.example CNAME loop2.s.example\n"
		"loop2.s.example CNAME loop._domainkey.d.example\n"
		"fail._domainkey.d.example TXT SERVFAIL\n";
	static const struct {
		const char *selector;
		enum dkim_status status;
		const char *text, *where;
		size_t txt;
	} cases[] = {
		{ "one", DKIM_FOUND, "v=DKIM1; p=" K1024,
		  "one._domainkey.d.example", 1 },
		{ "two", DKIM_FOUND, "v=DKIM1; p=" K1024,
		  "two._domainkey.d.example", 3 },
		{ "many", DKIM_SEVERAL, "v=DKIM1; p=" K1024,
		  "many._domainkey.d.example", 3 },
		{ "text", DKIM_FOUND, "hello", "text._domainkey.d.example", 1 },
		{ "cname", DKIM_FOUND, "k=rsa; p=" K1024, "key.s.example", 1 },
		{ "dead", DKIM_NOTHING, NULL, "gone.s.example", 0 },
		{ "loop", DKIM_NOTHING, NULL, NULL, 0 },
		{ "none", DKIM_NOTHING, NULL, "none._domainkey.d.example", 0 },
		{ "fail", DKIM_UNKNOWN, NULL, "fail._domainkey.d.example", 0 },
	};

	(void)state;
	for (size_t i = 0; i < 2 * COUNT_OF(cases); i++) {
		struct fake_dns dns = { .held = true, .stingy = i % 2 == 1 };
		struct lookup lookup = fake_dns_lookup(&dns);
		char *name = xasprintf("%s._domainkey.d.example",
				       cases[i / 2].selector);
		struct dkim_lookup l;

		fake_dns_zone(&dns, zone);
		l = dkim_look(name, &lookup);
		assert_int_equal(l.status, DKIM_PENDING);
		while (l.status == DKIM_PENDING) {
			assert_true(fake_dns_deliver(&dns) > 0);
			l = dkim_look(name, &lookup);
		}
		if (l.status != cases[i / 2].status ||
		    l.txt_count != cases[i / 2].txt)
			fail_msg("%s: %d", name, (int)l.status);
		if (cases[i / 2].text)
			assert_string_equal(l.text, cases[i / 2].text);
		else
			assert_null(l.text);
		if (cases[i / 2].where)
			assert_string_equal(l.where, cases[i / 2].where);
		assert_int_equal(l.second != NULL, l.status == DKIM_SEVERAL);
		free(name);
		fake_dns_free(&dns);
	}
}

static void test_base64(void **state)
{
	static const struct {
		const char *text, *want; /* NULL: refused */
		size_t bad;
	} cases[] = {
		{ "aGVsbG8=", "hello", 0 },
		{ "aGVsbG8", "hello", 0 },
		{ "aGV sb\tG8=", "hello", 0 },
		{ "aGVsbA==", "hell", 0 },
		{ "aGVsbA", "hell", 0 },
		{ "aGVsbA==x", NULL, 8 },
		{ "aGV!sb", NULL, 3 },
		{ "", NULL, 0 },
		{ "=", NULL, 0 },
		{ "a", NULL, 0 },
		{ "aG", "h", 0 },
		{ "aGVsb-8=", NULL, 5 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t len, bad;
		uint8_t *data = base64_decode(slice_of(cases[i].text), &len,
					      &bad);

		if ((data != NULL) != (cases[i].want != NULL))
			fail_msg("%s", cases[i].text);
		if (data) {
			assert_int_equal(len, strlen(cases[i].want));
			assert_memory_equal(data, cases[i].want, len);
		} else {
			assert_int_equal(bad, cases[i].bad);
		}
		free(data);
	}
	assert_int_equal(base64_length(3), 4);
	assert_int_equal(base64_length(4), 6);
	assert_int_equal(base64_length(5), 7);
}

static void test_tags(void **state)
{
	struct tag_reader reader = tags_of(" a = b c ;; d=e=f;g; =h ; ");
	static const struct {
		const char *name, *value;
		size_t offset, len;
		bool has_equals;
	} want[] = {
		{ "a", "b c", 1, 7, true },
		{ "d", "e=f", 12, 5, true },
		{ "g", "", 18, 1, false },
		{ "", "h", 21, 2, true },
	};
	struct tag tag;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_true(tags_next(&reader, &tag));
		assert_true(slice_is(tag.name, want[i].name));
		assert_true(slice_is(tag.value, want[i].value));
		assert_int_equal(tag.offset, want[i].offset);
		assert_int_equal(tag.len, want[i].len);
		assert_int_equal(tag.has_equals, want[i].has_equals);
	}
	assert_false(tags_next(&reader, &tag));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_truncated_anywhere),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_look),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
