/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/name.h"
#include "base/record_ldns.h"

static ldns_rr *parse_line(const char *line)
{
	ldns_rr *rr = NULL;
	ldns_status status = ldns_rr_new_frm_str(&rr, line, 0, NULL, NULL);

	if (status != LDNS_STATUS_OK)
		fail_msg("%s: %s", line, ldns_get_errorstr_by_id(status));
	return rr;
}

/* From text to the wire and back, as an answer of a name server comes. */
static ldns_rr *through_wire(const ldns_rr *rr)
{
	uint8_t *wire = NULL;
	size_t size = 0, at = 0;
	ldns_rr *again = NULL;

	assert_int_equal(ldns_rr2wire(&wire, rr, LDNS_SECTION_ANSWER, &size),
			 LDNS_STATUS_OK);
	assert_int_equal(
		ldns_wire2rr(&again, wire, size, &at, LDNS_SECTION_ANSWER),
		LDNS_STATUS_OK);
	assert_int_equal(at, size);
	free(wire);
	return again;
}

static struct record read_line(const char *line)
{
	ldns_rr *parsed = parse_line(line);
	ldns_rr *rr = through_wire(parsed);
	struct record record = { .type = RR_NONE };

	if (!record_from_ldns(rr, &record))
		fail_msg("%s", line);
	ldns_rr_free(parsed);
	ldns_rr_free(rr);
	return record;
}

/* A line as others write it, the value as we hold it, the line as we write it
 * (NULL: as it came). */
static const struct {
	const char *line, *name;
	uint16_t priority;
	const char *value, *ours;
} line_cases[] = {
	{ "voorbeeld.nl. 300 IN A 192.0.2.1", "voorbeeld.nl", 0, "192.0.2.1",
	  NULL },
	{ "Voorbeeld.NL. 300 IN AAAA 2001:0db8::0001", "voorbeeld.nl", 0,
	  "2001:db8::1", "voorbeeld.nl. 300 IN AAAA 2001:db8::1" },
	{ "voorbeeld.nl. IN A 192.0.2.1", "voorbeeld.nl", 0, "192.0.2.1",
	  "voorbeeld.nl. 3600 IN A 192.0.2.1" },
	{ "s1._domainkey.a.nl. 60 IN CNAME S1.Domainkey.B.com.",
	  "s1._domainkey.a.nl", 0, "s1.domainkey.b.com",
	  "s1._domainkey.a.nl. 60 IN CNAME s1.domainkey.b.com." },
	{ "a\\032b.nl. 60 IN CNAME c\\.d\\\\.\\\"e.nl.", "a\\032b.nl", 0,
	  "c\\.d\\\\.\\034e.nl",
	  "a\\032b.nl. 60 IN CNAME c\\.d\\\\.\\034e.nl." },
	{ "*.a.nl. 60 IN DNAME b.nl.", "*.a.nl", 0, "b.nl", NULL },
	{ ". 60 IN NS a.root-servers.net.", "", 0, "a.root-servers.net", NULL },
	{ "1.2.0.192.in-addr.arpa. 60 IN PTR a.nl.", "1.2.0.192.in-addr.arpa",
	  0, "a.nl", NULL },
	{ "a.nl. 60 IN MX 10 MX.b.nl.", "a.nl", 10, "mx.b.nl",
	  "a.nl. 60 IN MX 10 mx.b.nl." },
	{ "a.nl. 60 IN MX 0 .", "a.nl", 0, "", NULL },
	{ "a.nl. 60 IN MX 65535 b.", "a.nl", 65535, "b", NULL },
	{ "_imaps._tcp.a.nl. 60 IN SRV 1 2 993 Imap.A.nl.", "_imaps._tcp.a.nl",
	  1, "2 993 imap.a.nl",
	  "_imaps._tcp.a.nl. 60 IN SRV 1 2 993 imap.a.nl." },
	{ "_imap._tcp.a.nl. 60 IN SRV 0 0 0 .", "_imap._tcp.a.nl", 0, "0 0 .",
	  NULL },
	{ "a.nl. 60 IN SOA NS1.a.nl. host\\.master.a.nl. 2026112101 7200 3600 "
	  "1209600 4294967295",
	  "a.nl", 0,
	  "ns1.a.nl host\\.master.a.nl 2026112101 7200 3600 1209600 4294967295",
	  "a.nl. 60 IN SOA ns1.a.nl. host\\.master.a.nl. 2026112101 7200 3600 "
	  "1209600 4294967295" },
	{ "a.nl. 60 IN SOA . . 0 0 0 0 0", "a.nl", 0, ". . 0 0 0 0 0", NULL },
	{ "a.nl. 60 IN TXT \"v=spf1 \" \"include:b.nl -all\"", "a.nl", 0,
	  "v=spf1 include:b.nl -all",
	  "a.nl. 60 IN TXT \"v=spf1 include:b.nl -all\"" },
	{ "a.nl. 60 IN TXT \"v=spf1 inc\" \"lude:b.nl -all\"", "a.nl", 0,
	  "v=spf1 include:b.nl -all",
	  "a.nl. 60 IN TXT \"v=spf1 include:b.nl -all\"" },
	{ "a.nl. 60 IN SPF \"v=spf1 -all\"", "a.nl", 0, "v=spf1 -all", NULL },
	{ "a.nl. 60 IN TXT \"\"", "a.nl", 0, "", NULL },
	{ "a.nl. 60 IN TXT unquoted", "a.nl", 0, "unquoted",
	  "a.nl. 60 IN TXT \"unquoted\"" },
	{ "a.nl. 60 IN TXT \"a\\\\b \\\"c\\\" ; ( ) $x @\"", "a.nl", 0,
	  "a\\b \"c\" ; ( ) $x @", NULL },
	{ "a.nl. 60 IN TXT \"b\\195\\188cher\"", "a.nl", 0, "bücher", NULL },
	/* a character that two strings share is one again */
	{ "a.nl. 60 IN TXT \"b\\195\" \"\\188cher\"", "a.nl", 0, "bücher",
	  "a.nl. 60 IN TXT \"b\\195\\188cher\"" },
	/* what is not safe to show stays visible as text */
	{ "a.nl. 60 IN TXT \"\\027[2J\\009\\000\\255\"", "a.nl", 0,
	  "\\x1B[2J\\x09\\x00\\xFF",
	  "a.nl. 60 IN TXT \"\\\\x1B[2J\\\\x09\\\\x00\\\\xFF\"" },
	{ "a.nl. 60 IN CAA 0 issue \"letsencrypt.org\"", "a.nl", 0,
	  "0 issue \"letsencrypt.org\"", NULL },
	{ "a.nl. 60 IN TYPE65280 \\# 4 c0000201", "a.nl", 0, "\\# 4 c0000201",
	  NULL },
};

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(line_cases); i++) {
		struct record r = read_line(line_cases[i].line);
		struct str line = STR_INIT(STR_MAX_TEXT);
		const char *ours = line_cases[i].ours ? line_cases[i].ours
						      : line_cases[i].line;
		struct record again;

		assert_string_equal(r.name, line_cases[i].name);
		assert_string_equal(r.value, line_cases[i].value);
		assert_int_equal(r.priority, line_cases[i].priority);
		record_add_zone_line(&line, &r);
		assert_string_equal(str_text(&line), ours);
		again = read_line(str_text(&line));
		assert_true(record_equal(&r, &again));
		assert_int_equal(r.ttl, again.ttl);
		assert_string_equal(r.value, again.value);
		record_free(&again);
		record_free(&r);
		str_free(&line);
	}
}

static void test_ttl(void **state)
{
	struct record r = record_make("a.nl", RR_TXT, "x");
	struct str line = STR_INIT(STR_MAX_TEXT);
	ldns_rr *rr = parse_line("a.nl. 60 IN A 192.0.2.1");
	struct record read;

	(void)state;
	record_add_zone_line(&line, &r);
	assert_string_equal(str_text(&line), "a.nl. IN TXT \"x\"");
	/* RFC 2181, 8: with the highest bit set it is 0. */
	ldns_rr_set_ttl(rr, 0x80000000);
	assert_true(record_from_ldns(rr, &read));
	assert_int_equal(read.ttl, 0);
	record_free(&read);
	ldns_rr_set_ttl(rr, 0x7fffffff);
	assert_true(record_from_ldns(rr, &read));
	assert_int_equal(read.ttl, 0x7fffffff);
	record_free(&read);
	record_free(&r);
	str_free(&line);
	ldns_rr_free(rr);
}

/* Whatever bytes stand in a text, the zone line brings the same ones back. */
static void assert_text_round_trips(const char *text)
{
	struct record r = record_make("a.nl", RR_TXT, text);
	struct str line = STR_INIT(STR_MAX_TEXT);
	struct str back = STR_INIT(STR_MAX_TEXT);
	ldns_rr *rr;

	record_add_zone_line(&line, &r);
	assert_false(line.overflow);
	for (size_t i = 0; i < line.len; i++)
		assert_in_range(line.data[i], ' ', '~');
	rr = parse_line(str_text(&line));
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);

		str_add_bytes(&back, (const char *)ldns_rdf_data(rdf) + 1,
			      ldns_rdf_size(rdf) - 1);
	}
	assert_string_equal(str_text(&back), text);
	ldns_rr_free(rr);
	record_free(&r);
	str_free(&line);
	str_free(&back);
}

static void test_hostile_texts_round_trip(void **state)
{
	static const char *const texts[] = {
		"",
		" ",
		"\"",
		"\\",
		"\\\"",
		"\\\\",
		"\\032",
		"\\# 4 00000000",
		"\" IN A 192.0.2.1",
		"a\nb.nl. IN A 192.0.2.1",
		"\t\r\n;(",
		"$INCLUDE /etc/passwd",
		"@",
		") (",
		"\x01\x7F\x80\xFF",
		"bücher",
		"ends in a backslash \\",
		"ends in a blank ",
	};
	char every[256], pair[3] = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		assert_text_round_trips(texts[i]);
	for (int c = 1; c < 256; c++) {
		every[c - 1] = (char)c;
		pair[0] = (char)c;
		pair[1] = '\\';
		assert_text_round_trips(pair);
		pair[0] = '\\';
		pair[1] = (char)c;
		assert_text_round_trips(pair);
	}
	every[255] = '\0';
	assert_text_round_trips(every);
}

static void test_long_texts_are_split(void **state)
{
	char text[1025];

	(void)state;
	for (size_t len = 250; len < sizeof(text); len += 5) {
		memset(text, 'x', len);
		text[len] = '\0';
		text[254] = len > 254 ? '"' : '\0';
		if (len > 256)
			text[255] = '\\';
		assert_text_round_trips(text);
	}
	memset(text, 'x', 510);
	text[510] = '\0';
	struct record r = record_make("a.nl", RR_TXT, text);
	struct str value = STR_INIT(STR_MAX_TEXT);

	record_add_zone_value(&value, &r);
	/* Two strings: no empty third one behind the second full one. */
	assert_int_equal(value.len, 510 + strlen("\"\" \"\""));
	assert_int_equal(value.data[256], '"');
	assert_int_equal(value.data[257], ' ');
	assert_int_equal(value.data[258], '"');
	record_free(&r);
	str_free(&value);
}

/* All octets in the labels of owner and target. */
static void test_hostile_names_round_trip(void **state)
{
	uint8_t wire[] = { 3, 'a', 0, 'b', 2, 'n', 'l', 0 };
	char name[NAME_SIZE];

	(void)state;
	for (int c = 0; c < 256; c++) {
		struct str line = STR_INIT(STR_MAX_TEXT);
		struct record r, again;

		wire[2] = (uint8_t)c;
		assert_true(name_from_wire(wire, sizeof(wire), name));
		r = record_make(name, RR_CNAME, name);
		r.ttl = 60;
		record_add_zone_line(&line, &r);
		again = read_line(str_text(&line));
		assert_string_equal(again.name, name);
		assert_string_equal(again.value, name);
		record_free(&r);
		record_free(&again);
		str_free(&line);
	}
}

/* As much text as a record can hold, of bytes that grow when cleaned. */
static void test_largest_text(void **state)
{
	ldns_rr *rr = parse_line("a.nl. 60 IN TXT \"x\"");
	uint8_t string[256];
	struct record r;

	(void)state;
	string[0] = 255;
	memset(string + 1, 0xFF, 255);
	for (int i = 0; i < 255; i++) {
		ldns_rdf *rdf = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_STR,
						      sizeof(string), string);
		assert_true(ldns_rr_push_rdf(rr, rdf));
	}
	assert_true(record_from_ldns(rr, &r));
	assert_in_range(strlen(r.value), 65535 - 3, 65535);
	assert_string_equal(r.value + strlen(r.value) - 8, "\\xFF\\xFF");
	record_free(&r);
	ldns_rr_free(rr);
}

/* Resource data that does not fit its type, and other classes. */
static void test_malformed(void **state)
{
	static const uint8_t lying[] = { 5, 'a', 'b' };
	static const enum rr types[] = { RR_A,   RR_AAAA, RR_NS,   RR_CNAME,
					 RR_MX,  RR_TXT,  RR_SPF,  RR_SRV,
					 RR_SOA, RR_PTR,  RR_DNAME };
	struct record r;
	ldns_rr *rr;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		/* without any data */
		rr = ldns_rr_new();
		ldns_rr_set_owner(rr, ldns_dname_new_frm_str("a.nl."));
		ldns_rr_set_type(rr, (ldns_rr_type)types[i]);
		ldns_rr_set_class(rr, LDNS_RR_CLASS_IN);
		assert_false(record_from_ldns(rr, &r));
		/* with data of another type */
		assert_true(ldns_rr_push_rdf(
			rr, ldns_native2rdf_int32(LDNS_RDF_TYPE_INT32, 1)));
		assert_false(record_from_ldns(rr, &r));
		ldns_rr_free(rr);
	}
	rr = ldns_rr_new();
	ldns_rr_set_owner(rr, ldns_dname_new_frm_str("a.nl."));
	ldns_rr_set_type(rr, LDNS_RR_TYPE_TXT);
	ldns_rr_set_class(rr, LDNS_RR_CLASS_IN);
	assert_true(ldns_rr_push_rdf(
		rr, ldns_rdf_new_frm_data(LDNS_RDF_TYPE_STR, sizeof(lying),
					  lying)));
	assert_false(record_from_ldns(rr, &r));
	ldns_rr_free(rr);
	rr = parse_line("version.bind. 0 CH TXT \"x\"");
	assert_false(record_from_ldns(rr, &r));
	ldns_rr_free(rr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_ttl),
		cmocka_unit_test(test_hostile_texts_round_trip),
		cmocka_unit_test(test_long_texts_are_split),
		cmocka_unit_test(test_hostile_names_round_trip),
		cmocka_unit_test(test_largest_text),
		cmocka_unit_test(test_malformed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
