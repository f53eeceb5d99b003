/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "net/dns_plain.h"

/* Behind a header that is made of the rest: the question, then records. */
#define ASKED   "\x09voorbeeld\x02nl\0"
#define IN      "\0\x01"
#define TTL     "\0\0\x01\x2c"
#define TXT     "\0\x10" IN TTL
#define CNAME   "\0\x05" IN TTL
#define MX      "\0\x0f" IN TTL
#define SOA     "\0\x06" IN TTL
#define A       "\0\x01" IN TTL
#define TOP     "\xc0\x0c" /* to the name in the question */
#define FIRST   "\xc0\x2a" /* to the first record's data, if TOP owns it */
#define OPT     "\0\0\x29\x04\xd0\0\0\0\0\0\0"
#define X       TOP TXT "\0\x02\x01x" /* a good record */
#define NUMBERS "\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x04\0\0\0\x05"

#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *what;
	enum rr type;
	unsigned flags;
	uint16_t counts[4];
	const char *bytes; /* behind the question */
	size_t len;
	const char *value; /* of the last answer; NULL: ldns is to judge */
} CASES[] = {
	{ "no data", RR_TXT, 0x8180, { 1 }, BYTES(""), "" },
	{ "no name", RR_TXT, 0x8183, { 1 }, BYTES(""), "" },
	{ "a text", RR_TXT, 0x8180, { 1, 1 }, BYTES(X), "x" },
	{ "with OPT", RR_TXT, 0x8180, { 1, 1, 0, 1 }, BYTES(X OPT), "x" },
	{ "strings are joined",
	  RR_TXT,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP TXT "\0\x07\x02"
			"ab\0\x02"
			"cd"),
	  "abcd" },
	{ "a pointer in a name",
	  RR_CNAME,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP CNAME "\0\x04\x01"
			  "a" TOP),
	  "a.voorbeeld.nl" },
	{ "a pointer to a pointer",
	  RR_CNAME,
	  0x8180,
	  { 1, 2 },
	  BYTES(TOP CNAME "\0\x04\x01"
			  "a" TOP FIRST CNAME "\0\x04\x01"
			  "b" FIRST),
	  "b.a.voorbeeld.nl" },
	{ "an MX",
	  RR_MX,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP MX "\0\x04\0\x0a" TOP),
	  "voorbeeld.nl" },
	{ "an SOA",
	  RR_SOA,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP SOA "\0\x18" TOP TOP NUMBERS),
	  "voorbeeld.nl voorbeeld.nl 1 2 3 4 5" },

	{ "no reply", RR_TXT, 0x0180, { 1, 1 }, BYTES(X), NULL },
	{ "another opcode", RR_TXT, 0x9180, { 1, 1 }, BYTES(X), NULL },
	{ "truncated", RR_TXT, 0x8380, { 1, 1 }, BYTES(X), NULL },
	{ "a failure", RR_TXT, 0x8182, { 1, 1 }, BYTES(X), NULL },
	{ "no question", RR_TXT, 0x8180, { 0, 1 }, BYTES(X), NULL },
	{ "two questions", RR_TXT, 0x8180, { 2, 1 }, BYTES(X), NULL },
	{ "bytes behind the end", RR_TXT, 0x8180, { 1 }, BYTES(X), NULL },
	{ "fewer records", RR_TXT, 0x8180, { 1, 2 }, BYTES(X), NULL },
	{ "far fewer", RR_TXT, 0x8180, { 1, 256, 256, 256 }, BYTES(X), NULL },
	{ "far too many", RR_TXT, 0x8180, { 1, 65535 }, BYTES(X), NULL },
	{ "a pointer to itself",
	  RR_CNAME,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP CNAME "\0\x02" FIRST),
	  NULL },
	{ "two that point to each other",
	  RR_CNAME,
	  0x8180,
	  { 1, 2 },
	  BYTES(TOP CNAME "\0\x02\xc0\x38" TOP CNAME "\0\x02" FIRST),
	  NULL },
	{ "a pointer past the end",
	  RR_CNAME,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP CNAME "\0\x02\xff\xff"),
	  NULL },
	{ "half a pointer",
	  RR_CNAME,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP CNAME "\0\x01\xc0"),
	  NULL },
	{ "a name that goes on behind its record",
	  RR_CNAME,
	  0x8180,
	  { 1, 2 },
	  BYTES(TOP CNAME "\0\x02\x01"
			  "a" X),
	  NULL },
	{ "a label of another kind",
	  RR_CNAME,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP CNAME "\0\x03\x41"
			  "a\0"),
	  NULL },
	{ "a string longer than its record",
	  RR_TXT,
	  0x8180,
	  { 1, 2 },
	  BYTES(TOP TXT "\0\x02\x05"
			"a" X),
	  NULL },
	{ "a record longer than the message",
	  RR_TXT,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP TXT "\xff\xff\x01x"),
	  NULL },
	{ "an address of three octets",
	  RR_A,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP A "\0\x03\x01\x02\x03"),
	  NULL },
	{ "an SOA that is cut off",
	  RR_SOA,
	  0x8180,
	  { 1, 1 },
	  BYTES(TOP SOA "\0\x04" TOP TOP),
	  NULL },
	{ "two OPT", RR_TXT, 0x8180, { 1, 1, 0, 2 }, BYTES(X OPT OPT), NULL },
	{ "OPT in front",
	  RR_TXT,
	  0x8180,
	  { 1, 1, 0, 2 },
	  BYTES(X OPT X),
	  NULL },
	{ "OPT as the answer", RR_TXT, 0x8180, { 1, 1 }, BYTES(OPT), NULL },
	{ "OPT of version 1",
	  RR_TXT,
	  0x8180,
	  { 1, 0, 0, 1 },
	  BYTES("\0\0\x29\x04\xd0\0\x01\0\0\0\0"),
	  NULL },
	{ "an extended code",
	  RR_TXT,
	  0x8180,
	  { 1, 0, 0, 1 },
	  BYTES("\0\0\x29\x04\xd0\x01\0\0\0\0\0"),
	  NULL },
};

static void put(uint8_t *at, unsigned value)
{
	at[0] = (uint8_t)(value >> 8);
	at[1] = (uint8_t)value;
}

/* As long as it is, so that a sanitizer sees every step behind its end. */
static uint8_t *message_of(size_t i, size_t *len)
{
	enum { HEADER = 12, QUESTION = sizeof(ASKED) - 1 };
	size_t front = HEADER + QUESTION + 4;
	uint8_t *bytes;

	*len = front + CASES[i].len;
	bytes = xcalloc(1, *len);
	put(bytes + 2, CASES[i].flags);
	for (size_t k = 0; k < 4; k++)
		put(bytes + 4 + 2 * k, CASES[i].counts[k]);
	memcpy(bytes + HEADER, ASKED, QUESTION);
	put(bytes + front - 4, CASES[i].type);
	put(bytes + front - 2, 1);
	memcpy(bytes + front, CASES[i].bytes, CASES[i].len);
	return bytes;
}

static bool reads(size_t i, const uint8_t *bytes, size_t len, struct answer *a)
{
	const struct question question = { .name = "voorbeeld.nl",
					   .type = CASES[i].type };
	struct dns_head head;
	bool good;

	*a = (struct answer){ .status = ANSWER_FAILED };
	good = dns_plain_read(&question, bytes, len, a, &head);
	if (!good && (a->records || a->authority || a->additional))
		fail_msg("%s: something is left", CASES[i].what);
	return good;
}

static void test_what_is_ordinary(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		size_t len;
		uint8_t *bytes = message_of(i, &len);
		struct answer a;
		bool good = reads(i, bytes, len, &a);
		const char *last = a.count ? a.records[a.count - 1].value : "";

		if (good != (CASES[i].value != NULL) ||
		    (good && strcmp(last, CASES[i].value) != 0))
			fail_msg("%s: %d, '%s'", CASES[i].what, good, last);
		answer_free(&a);
		free(bytes);
	}
}

static void test_nothing_that_is_cut_off_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		size_t len;
		uint8_t *bytes = message_of(i, &len);

		for (size_t cut = 0; CASES[i].value && cut < len; cut++) {
			uint8_t *part = xmalloc(cut + !cut);
			struct answer a;

			memcpy(part, bytes, cut);
			if (reads(i, part, cut, &a))
				fail_msg("%s: at %zu", CASES[i].what, cut);
			free(part);
		}
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_ordinary),
		cmocka_unit_test(test_nothing_that_is_cut_off_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
