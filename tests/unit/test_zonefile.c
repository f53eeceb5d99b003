/* Master files as people and programs write them.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/zonefile.h"

static const struct {
	const char *text;
	const char *origin; /* that is asked for, or NULL */
	enum err err;
	int bad_line;
	const char *zone;
	const char *records; /* "name ttl type value" a line */
} FILES[] = {
	{ "$ORIGIN example.com.\n"
	  "@ 3600 IN SOA ns11.example.net. support.example.net. 2017050817 "
	  "7200 1800 1209600 3600\n"
	  "@ 3600 IN MX 10 mx1.example.net.\n"
	  "www 3600 IN CNAME other.host.example\n",
	  NULL, OK, 0, "example.com",
	  "example.com 3600 SOA ns11.example.net support.example.net "
	  "2017050817 7200 1800 1209600 3600\n"
	  "example.com 3600 MX 10 mx1.example.net\n"
	  "www.example.com 3600 CNAME other.host.example.example.com\n" },
	{ "$TTL 300\n"
	  "@ TXT ( \"v=spf1 a \" ; comment\n"
	  "        \"include:spf.example.org ~all\" )\n"
	  "  TXT \"second\"\n"
	  "a\\.b A 192.0.2.1\n",
	  "voorbeeld.nl", OK, 0, "voorbeeld.nl",
	  "voorbeeld.nl 300 TXT v=spf1 a include:spf.example.org ~all\n"
	  "voorbeeld.nl 300 TXT second\n"
	  "a\\.b.voorbeeld.nl 300 A 192.0.2.1\n" },
	/* The line ends of Windows, a byte order mark, no last newline. */
	{ "\xef\xbb\xbf@ 60 IN A 192.0.2.1\r\nWWW 60 IN CNAME @", "example.com",
	  OK, 0, "example.com",
	  "example.com 60 A 192.0.2.1\nwww.example.com 60 CNAME "
	  "example.com\n" },
	{ "", "example.com", OK, 0, "example.com", "" },
	{ "; nothing\n\n", "example.com", OK, 0, "example.com", "" },
	{ "x 60 IN TYPE65280 \\# 2 abcd\n", "example.com", OK, 0, "example.com",
	  "x.example.com 60 TYPE65280 \\# 2 abcd\n" },
	/* The zone is where the SOA stands, whatever $ORIGIN says last. */
	{ "@ 60 IN SOA a. b. 1 2 3 4 5\n$ORIGIN sub.example.com.\nx 60 IN A "
	  "192.0.2.1\n",
	  "example.com", OK, 0, "example.com",
	  "example.com 60 SOA a b 1 2 3 4 5\nx.sub.example.com 60 A "
	  "192.0.2.1\n" },
	{ "www 60 IN A 192.0.2.1\nwww 60 IN A 192.0.2\n", "example.com",
	  ERR_SYNTAX, 2, "example.com", "www.example.com 60 A 192.0.2.1\n" },
	{ "$INCLUDE /etc/passwd\n", "example.com", ERR_SYNTAX, 1, "example.com",
	  "" },
	/* Without one, where the file begins. */
	{ "$ORIGIN example.com.\nx 60 A 192.0.2.1\n$ORIGIN "
	  "_domainkey.example.com.\ns 60 TXT k\n",
	  "mail.example.com", OK, 0, "example.com",
	  "x.example.com 60 A 192.0.2.1\ns._domainkey.example.com 60 TXT "
	  "k\n" },
	{ "$ORIGIN .\nexample.com 60 A 192.0.2.1\n$ORIGIN example.com.\n", NULL,
	  OK, 0, "example.com", "example.com 60 A 192.0.2.1\n" },
	/* Quotes, comments, escapes and parentheses inside of each other. */
	{ "a 60 TXT \"(;\" ; \"(\nb 60 TXT \\( \\\" ; )\n$TTL 1h30m ; x\n"
	  "c\\032d TXT (\n\"x\"\n)\n",
	  "example.com", OK, 0, "example.com",
	  "a.example.com 60 TXT (;\nb.example.com 60 TXT (\"\n"
	  "c\\032d.example.com 5400 TXT x\n" },
	{ "a 60 TXT x\nb 60 TXT \"x\nc 60 TXT \"x\"\n", "example.com",
	  ERR_SYNTAX, 2, "example.com", "" },
	{ "a 60 TXT x\nb 60 TXT ( x\nc 60 TXT x\n", "example.com", ERR_SYNTAX,
	  2, "example.com", "" },
	{ "a 60 TXT x )\n", "example.com", ERR_SYNTAX, 1, "example.com", "" },
	{ "\n$TTL soon\n", "example.com", ERR_SYNTAX, 2, "example.com", "" },
	{ "$ORIGIN ; none\n", "example.com", ERR_SYNTAX, 1, "example.com", "" },
	{ "a 60 TXT x\n$GENERATE 1-9 h$ A 192.0.2.$\n", "example.com",
	  ERR_SYNTAX, 2, "example.com", "" },
	{ "a 60 CH TXT x\n", "example.com", ERR_SYNTAX, 1, "example.com", "" },
	{ "\n\nthis is no zone file\n", "example.com", ERR_SYNTAX, 3,
	  "example.com", "" },
};

static void print(const struct zonefile *z, struct str *out)
{
	for (size_t i = 0; i < z->count; i++) {
		const struct record *r = &z->records[i];

		str_addf(out, "%s %u %s", r->name, r->ttl, rr_name(r->type));
		if (r->type == RR_MX)
			str_addf(out, " %u", r->priority);
		str_addf(out, " %s\n", r->value);
	}
}

static enum err read_text(const char *file, const char *origin,
			  struct zonefile *out)
{
	struct str text = STR_INIT(ZONEFILE_MAX_BYTES);
	enum err err;

	str_add(&text, file);
	err = zonefile_read(&text, origin, out);
	str_free(&text);
	return err;
}

static void test_files(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FILES); i++) {
		struct str records = STR_INIT(1 << 16);
		struct zonefile z;

		enum err err = read_text(FILES[i].text, FILES[i].origin, &z);

		print(&z, &records);
		if (err != FILES[i].err || z.bad_line != FILES[i].bad_line)
			fail_msg("file %zu: %d, line %d: %d", i, err,
				 z.bad_line, z.problem);
		assert_int_equal(z.problem != ZONEFILE_GOOD, err == ERR_SYNTAX);
		assert_string_equal(z.origin, FILES[i].zone);
		assert_string_equal(str_text(&records), FILES[i].records);
		str_free(&records);
		zonefile_free(&z);
	}
}

/* Control characters in a zone come out clean. */
static void test_hostile(void **state)
{
	struct zonefile z;

	(void)state;
	assert_int_equal(
		read_text("x 60 IN TXT \"a\\027[31m\\226\\128\\174b\"\n",
			  "example.com", &z),
		OK);
	assert_null(strchr(z.records[0].value, '\x1b'));
	assert_null(strstr(z.records[0].value, "\xe2\x80\xae"));
	zonefile_free(&z);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
