/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/answer.h"
#include "base/name.h"
#include "base/record.h"
#include "base/record_ldns.h"

static void test_type_names(void **state)
{
	static const struct {
		const char *text;
		enum rr type;
	} cases[] = {
		{ "A", RR_A },
		{ "txt", RR_TXT },
		{ "Cname", RR_CNAME },
		{ "SPF", RR_SPF },
		{ "CAA", RR_CAA },
		{ "SRV", RR_SRV },
		{ "DNAME", RR_DNAME },
		{ "TYPE16", RR_TXT },
		{ "type65280", (enum rr)65280 },
		{ "TYPE65535", (enum rr)65535 },
		{ "TYPE65536", RR_NONE },
		{ "TYPE", RR_NONE },
		{ "TYPE-1", RR_NONE },
		{ "TYPE1x", RR_NONE },
		{ "TYPE 1", RR_NONE },
		{ "TX", RR_NONE },
		{ "TXTX", RR_NONE },
		{ " TXT", RR_NONE },
		{ "", RR_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (rr_from_name(cases[i].text) != cases[i].type)
			fail_msg("%s", cases[i].text);
	}
	assert_string_equal(rr_name(RR_CNAME), "CNAME");
	assert_string_equal(rr_name(RR_SPF), "SPF");
	assert_string_equal(rr_name((enum rr)65280), "TYPE65280");
	for (unsigned type = 0; type <= UINT16_MAX; type++)
		assert_int_equal(rr_from_name(rr_name((enum rr)type)), type);
}

static const struct {
	enum rr type;
	const char *a, *b;
	bool equal;
} equal_cases[] = {
	{ RR_CNAME, "voorbeeld.nl", "voorbeeld.nl", true },
	{ RR_CNAME, "voorbeeld.nl", "Voorbeeld.NL.", true },
	{ RR_CNAME, "bücher.example", "xn--bcher-kva.example", true },
	{ RR_CNAME, "a\\.nl", "a.nl", false },
	{ RR_CNAME, "", ".", true },
	{ RR_CNAME, "", "nl", false },
	{ RR_NS, "ns1.nl", "ns2.nl", false },
	{ RR_MX, "mx.nl", "MX.nl.", true },
	{ RR_PTR, "a..b", "a..b", true },
	{ RR_PTR, "a..b", "a..c", false },
	{ RR_A, "192.0.2.1", "192.0.2.1", true },
	{ RR_A, "192.0.2.1", "192.0.2.2", false },
	{ RR_A, "192.0.2.1", "rubbish", false },
	{ RR_AAAA, "2001:db8::1", "2001:0DB8:0:0:0:0:0:1", true },
	{ RR_AAAA, "2001:db8::1", "2001:db8::2", false },
	{ RR_AAAA, "::ffff:192.0.2.1", "::ffff:c000:201", true },
	{ RR_TXT, "v=spf1 -all", "v=spf1 -all", true },
	{ RR_TXT, "v=spf1 -all", "v=SPF1 -all", false },
	{ RR_TXT, "v=spf1 -all", "v=spf1 -all ", false },
	{ RR_TXT, "", "", true },
	{ RR_SRV, "0 993 imap.voorbeeld.nl", "0 993 IMAP.voorbeeld.nl.", true },
	{ RR_SRV, "0 993 .", "0 993 .", true },
	{ RR_SRV, "0 993 a.nl", "0 994 a.nl", false },
	{ RR_SRV, "0 993 a.nl", "0 993", false },
	{ RR_SOA, "ns.nl host.nl 1 2 3 4 5", "NS.nl. host.nl. 1 2 3 4 5",
	  true },
	{ RR_SOA, "ns.nl host.nl 1 2 3 4 5", "ns.nl host.nl 2 2 3 4 5", false },
	{ RR_CAA, "0 issue \"a\"", "0 issue \"A\"", false },
};

static void test_value_equal(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(equal_cases); i++) {
		enum rr type = equal_cases[i].type;
		const char *a = equal_cases[i].a, *b = equal_cases[i].b;

		if (record_value_equal(type, a, b) != equal_cases[i].equal ||
		    record_value_equal(type, b, a) != equal_cases[i].equal)
			fail_msg("%s %s | %s", rr_name(type), a, b);
	}
}

static void test_record_equal(void **state)
{
	struct record a = record_make("voorbeeld.nl", RR_MX, "mx.nl");
	struct record b = record_copy(&a);

	(void)state;
	assert_true(record_equal(&a, &b));
	b.ttl = 300;
	assert_true(record_equal(&a, &b));
	b.priority = 10;
	assert_false(record_equal(&a, &b));
	a.priority = 10;
	assert_true(record_equal(&a, &b));
	b.type = RR_NS;
	assert_false(record_equal(&a, &b));
	record_free(&b);
	b = record_make("VOORBEELD.nl.", RR_MX, "MX.nl");
	b.priority = 10;
	assert_true(record_equal(&a, &b));
	record_free(&b);
	b = record_make("www.voorbeeld.nl", RR_MX, "mx.nl");
	b.priority = 10;
	assert_false(record_equal(&a, &b));
	record_free(&a);
	record_free(&b);
	record_free(&b);
}

static void test_copy_takes_everything(void **state)
{
	struct record r = record_make("a.nl", RR_SRV, "1 2 b.nl");
	struct record copy;

	(void)state;
	assert_int_equal(r.ttl, 0);
	assert_int_equal(r.priority, 0);
	r.ttl = 3600;
	r.priority = 7;
	copy = record_copy(&r);
	record_free(&r);
	assert_null(r.name);
	assert_string_equal(copy.name, "a.nl");
	assert_string_equal(copy.value, "1 2 b.nl");
	assert_int_equal(copy.type, RR_SRV);
	assert_int_equal(copy.ttl, 3600);
	assert_int_equal(copy.priority, 7);
	record_free(&copy);
}

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

static void test_zone_value_alone(void **state)
{
	struct record r = record_make("a.nl", RR_MX, "mx.nl");
	struct str value = STR_INIT(STR_MAX_TEXT);

	(void)state;
	r.priority = 10;
	record_add_zone_value(&value, &r);
	assert_string_equal(str_text(&value), "10 mx.nl.");
	record_free(&r);
	str_free(&value);
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

static void test_answer(void **state)
{
	struct answer a = { .status = ANSWER_RECORDS, .count = 3 };
	size_t index = 0;

	(void)state;
	a.records = xcalloc(3, sizeof(*a.records));
	a.records[0] = record_make("a.nl", RR_CNAME, "b.nl");
	a.records[1] = record_make("b.nl", RR_TXT, "one");
	a.records[2] = record_make("b.nl", RR_TXT, "two");
	a.authority = xcalloc(1, sizeof(*a.authority));
	a.authority_count = 1;
	a.authority[0] = record_make("nl", RR_NS, "ns.nl");

	assert_string_equal(answer_next(&a, RR_TXT, &index)->value, "one");
	assert_string_equal(answer_next(&a, RR_TXT, &index)->value, "two");
	assert_null(answer_next(&a, RR_TXT, &index));
	assert_null(answer_next(&a, RR_TXT, &index));
	assert_string_equal(answer_first(&a, RR_CNAME)->value, "b.nl");
	assert_null(answer_first(&a, RR_NS));

	for (int status = ANSWER_RECORDS; status <= ANSWER_CANCELLED;
	     status++) {
		a.status = (enum answer_status)status;
		assert_int_equal(answer_is_definite(&a),
				 status <= ANSWER_NO_NAME);
	}
	answer_free(&a);
	assert_int_equal(a.count, 0);
	assert_false(answer_is_definite(&a));
	answer_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_type_names),
		cmocka_unit_test(test_value_equal),
		cmocka_unit_test(test_record_equal),
		cmocka_unit_test(test_copy_takes_everything),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_ttl),
		cmocka_unit_test(test_zone_value_alone),
		cmocka_unit_test(test_hostile_texts_round_trip),
		cmocka_unit_test(test_long_texts_are_split),
		cmocka_unit_test(test_hostile_names_round_trip),
		cmocka_unit_test(test_largest_text),
		cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
