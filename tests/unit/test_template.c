/* Templates in every shape that the specification has: what checking says.
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
#include <unistd.h>

#include "unit/template_words.h"

/* What checking says: "" when there is nothing to say. */
static const struct {
	const char *json;
	const char *said;
} CHECKS[] = {
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"www\",\"pointsTo\":"
		   "\"192.0.2.1\",\"ttl\":600}"),
	  "" },
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"@\",\"pointsTo\":"
		   "\"198.51.100.%srv%\",\"ttl\":\"600\"}"),
	  "" },
	{ TEMPLATE("{\"type\":\"CAA\",\"host\":\"@\",\"data\":"
		   "\"0 issue \\\"ca1.example.net\\\"\",\"ttl\":1800}"),
	  "" },
	{ TEMPLATE("{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":"
		   "\"exists:%{i}._spf.example.net\"}"),
	  "" },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"@\",\"pointsTo\":\"@\","
		   "\"ttl\":\"%ttl%\",\"priority\":\"10\"}"),
	  "" },
	{ TEMPLATE("{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"_sip\","
		   "\"protocol\":\"_tls\",\"target\":\"sip.example.net\","
		   "\"ttl\":60,\"priority\":\"%p%\",\"weight\":1,\"port\":"
		   "\"443\"}"),
	  "" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"\",\"data\":\"\",\"ttl\":60,"
		   "\"txtConflictMatchingMode\":\"All\",\"essential\":"
		   "\"OnApply\",\"groupId\":\"g\"}"),
	  "" },
	{ TEMPLATE("{\"type\":\"TYPE65280\",\"host\":\"x\",\"data\":"
		   "\"\\\\# 1 00\",\"ttl\":60}"),
	  "" },
	{ TEMPLATE("{\"type\":\"cname\",\"host\":\"*.x\",\"pointsTo\":"
		   "\"a.example\",\"ttl\":60}"),
	  "" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"x\",\"ttl\":"
		   "60,\"groupId\":null}"),
	  "" },
	{ "\xef\xbb\xbf" TEMPLATE(""), "note-empty -1 records" },
	/* Odd but legal. */
	{ "{\"providerId\":\"a.example\",\"providerName\":\"A\",\"serviceId\":"
	  "\"mail\",\"serviceName\":\"M\",\"records\":[],\"x-own\":1}",
	  "note-version -1 version; note-key -1 ; note-empty -1 records" },
	{ TEMPLATE("{\"type\":\"REDIR301\",\"target\":\"https://www.%domain%/"
		   "\"}"),
	  "note-pseudo 0 type" },
	{ TEMPLATE("{\"type\":\"APEXCNAME\",\"pointsTo\":\"a.example\",\"ttl\":"
		   "60}"),
	  "note-pseudo 0 type" },
	{ TEMPLATE("{\"type\":\"ALIAS\",\"host\":\"@\",\"data\":\"a.example\","
		   "\"ttl\":60}"),
	  "note-other-type 0 type" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"v=spf1 ~all\","
		   "\"ttl\":60}"),
	  "note-spf-text 0 data" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"essential\":\"onApply\"}"),
	  "note-case 0 essential" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"essential\":\"No\"}"),
	  "note-essential 0 essential" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"www.%domain%\",\"data\":\"x\","
		   "\"ttl\":60}"),
	  "note-host-doubles 0 host" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"colour\":\"red\"}"),
	  "note-key 0 " },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"@\",\"pointsTo\":\"mail.@\","
		   "\"ttl\":60,\"priority\":10}"),
	  "note-at-inside 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"SRV\",\"name\":\"\",\"service\":\"sip\","
		   "\"protocol\":\"tcp\",\"target\":\"a.example\",\"ttl\":60,"
		   "\"priority\":1,\"weight\":1,\"port\":1}"),
	  "note-no-underscore 0 service; note-no-underscore 0 protocol" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"data\":"
		   "\"y\",\"ttl\":60}"),
	  "note-duplicate-key -1 " },
	/* Wrong. */
	{ "", "not-json -1 " },
	{ "{\"providerId\":", "not-json -1 " },
	{ "[]", "not-object -1 " },
	{ "{\"version\":\"1\",\"providerId\":\"a\",\"providerName\":\"A\","
	  "\"serviceId\":\"b\",\"records\":{}}",
	  "key-missing -1 serviceName; key-type -1 records; key-type -1 "
	  "version" },
	{ "{\"version\":1,\"providerId\":\"a b\",\"providerName\":\"A\","
	  "\"serviceId\":\"c/d\",\"serviceName\":\"M\",\"records\":[7]}",
	  "id-characters -1 providerId; id-characters -1 serviceId; "
	  "record-no-object 0 " },
	{ TEMPLATE("{\"host\":\"@\",\"data\":\"x\",\"ttl\":60}"),
	  "key-missing 0 type" },
	{ TEMPLATE("{\"type\":\"not a type!\",\"host\":\"@\",\"data\":\"x\","
		   "\"ttl\":60}"),
	  "type-unknown 0 type" },
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"x\",\"ttl\":60}"),
	  "key-missing 0 pointsTo" },
	{ TEMPLATE(
		  "{\"type\":\"CNAME\",\"host\":5,\"pointsTo\":\"a.example\"}"),
	  "key-type 0 host; key-missing 0 ttl" },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"@\",\"pointsTo\":\"a.example\","
		   "\"ttl\":1.5,\"priority\":\"ten\"}"),
	  "key-type 0 ttl; number 0 priority" },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"@\",\"pointsTo\":\"a.example\","
		   "\"ttl\":\"6%t%\",\"priority\":65536}"),
	  "variable-forbidden 0 ttl; number 0 priority" },
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"x\",\"pointsTo\":"
		   "\"2001:db8::1\",\"ttl\":-1}"),
	  "number 0 ttl; points-to 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"AAAA\",\"host\":\"x\",\"pointsTo\":"
		   "\"192.0.2.1\",\"ttl\":60}"),
	  "points-to 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"%a\",\"data\":\"%%\",\"ttl\":"
		   "60}"),
	  "variable-open 0 host; variable-open 0 data" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"a b\",\"data\":\"x\",\"ttl\":"
		   "60}"),
	  "host 0 host" },
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"a.*.b\",\"pointsTo\":"
		   "\"192.0.2.1\",\"ttl\":60}"),
	  "host 0 host" },
	{ TEMPLATE("{\"type\":\"CNAME\",\"host\":\"x\",\"pointsTo\":\"a "
		   "b\",\"ttl\":60}"),
	  "points-to 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"CNAME\",\"host\":\"@\",\"pointsTo\":"
		   "\"a.example\",\"ttl\":60}"),
	  "apex 0 host" },
	{ TEMPLATE("{\"type\":\"NS\",\"host\":\"\",\"pointsTo\":\"a.example\","
		   "\"ttl\":60}"),
	  "apex 0 host" },
	{ HEAD "\"hostRequired\":true,\"records\":[{\"type\":\"CNAME\","
	       "\"host\":\"@\",\"pointsTo\":\"a.example\",\"ttl\":60}]}",
	  "" },
	{ TEMPLATE("{\"type\":\"A\",\"host\":\"x\",\"pointsTo\":\"@\",\"ttl\":"
		   "60}"),
	  "points-to 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"NS\",\"host\":\"x\",\"pointsTo\":\"@\",\"ttl\":"
		   "60}"),
	  "points-to 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"x\",\"pointsTo\":\"\",\"ttl\":"
		   "60,\"priority\":1}"),
	  "note-empty-target 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"MX\",\"host\":\"x\",\"pointsTo\":\"192.0.2.1\","
		   "\"ttl\":60,\"priority\":1}"),
	  "note-address 0 pointsTo" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"x\",\"data\":\"x\",\"ttl\":"
		   "\"\"}"),
	  "number 0 ttl" },
	{ TEMPLATE("{\"type\":\"\",\"host\":\"x\",\"data\":\"x\",\"ttl\":60}"),
	  "type-unknown 0 type" },
	{ TEMPLATE("{\"type\":\"TYPE65536\",\"host\":\"x\",\"data\":\"x\","
		   "\"ttl\":60}"),
	  "type-unknown 0 type" },
	{ TEMPLATE("{\"type\":\"TYPE0\",\"host\":\"x\",\"data\":\"\\\\# "
		   "0\",\"ttl\":60}"),
	  "type-unknown 0 type" },
	{ TEMPLATE("{\"type\":\"ANY\",\"host\":\"x\",\"data\":\"\\\\# "
		   "0\",\"ttl\":60}"),
	  "type-unknown 0 type" },
	{ TEMPLATE("{\"type\":\"CAA\",\"host\":\"x\",\"data\":\"0 "
		   "issue\",\"ttl\":60}"),
	  "data 0 data" },
	{ TEMPLATE("{\"type\":\"CAA\",\"host\":\"x\",\"data\":\"%flags% "
		   "issue\",\"ttl\":60}"),
	  "" },
	{ TEMPLATE("{\"type\":\"CAA\",\"host\":\"x\",\"data\":\"@\",\"ttl\":"
		   "60}"),
	  "data 0 data" },
	{ TEMPLATE("{\"type\":\"TYPE65280\",\"host\":\"x\",\"data\":\"\\\\# 2 "
		   "00\",\"ttl\":60}"),
	  "data 0 data" },
	{ TEMPLATE("{\"type\":\"NAPTR\",\"host\":\"x\",\"data\":\"?\",\"ttl\":"
		   "60}"),
	  "note-data 0 data" },
	{ TEMPLATE("{\"type\":\"SPFM\",\"host\":\"x\",\"spfRules\":\"\"}"),
	  "data 0 spfRules" },
	{ TEMPLATE("{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"\","
		   "\"protocol\":\"_ftp\",\"target\":\"a.example\",\"ttl\":1,"
		   "\"priority\":1,\"weight\":1,\"port\":1}"),
	  "host 0 service; protocol 0 protocol" },
	{ TEMPLATE("{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"_a "
		   "b\",\"protocol\":\"%p%\",\"target\":\"a.example\",\"ttl\":"
		   "1,\"priority\":1,\"weight\":1,\"port\":1}"),
	  "host 0 service" },
	{ TEMPLATE("{\"type\":\"APEXCNAME\",\"host\":\"www\",\"pointsTo\":\"a."
		   "example\",\"ttl\":60}"),
	  "note-pseudo 0 type; host 0 host" },
	{ TEMPLATE("{\"type\":\"APEXCNAME\",\"host\":\"@\",\"pointsTo\":\"a."
		   "example\",\"ttl\":60},{\"type\":\"TXT\",\"host\":\"@\","
		   "\"data\":\"x\",\"ttl\":60}"),
	  "note-pseudo 0 type" },
	{ TEMPLATE("{\"type\":\"APEXCNAME\",\"pointsTo\":\"a.example\",\"ttl\":"
		   "60},{\"type\":\"APEXCNAME\",\"pointsTo\":\"b.example\","
		   "\"ttl\":60}"),
	  "note-pseudo 0 type; note-pseudo 1 type; self-conflict 1 host" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"a.b.X\",\"data\":\"x\","
		   "\"ttl\":60},{\"type\":\"NS\",\"host\":\"b.x\",\"pointsTo\":"
		   "\"ns.example\",\"ttl\":60}"),
	  "self-conflict 1 host" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"ab.x\",\"data\":\"x\",\"ttl\":"
		   "60},{\"type\":\"NS\",\"host\":\"b.x\",\"pointsTo\":\"ns."
		   "example\",\"ttl\":60}"),
	  "" },
	{ TEMPLATE("{\"type\":\"CNAME\",\"host\":\"a\",\"pointsTo\":\"a."
		   "example\",\"ttl\":60,\"groupId\":\"one\"},{\"type\":"
		   "\"TXT\",\"host\":\"a\",\"data\":\"x\",\"ttl\":60}"),
	  "self-conflict 1 host" },
	{ TEMPLATE("{\"type\":\"CNAME\",\"host\":\"a\",\"pointsTo\":\"a."
		   "example\",\"ttl\":60,\"groupId\":\"one\"},{\"type\":"
		   "\"TXT\",\"host\":\"a\",\"data\":\"x\",\"ttl\":60,"
		   "\"groupId\":\"two\"}"),
	  "" },
	{ "{\"version\":1,\"providerId\":\"\",\"providerName\":\"\","
	  "\"serviceId\":"
	  "\"b\",\"serviceName\":\"\",\"records\":[]}",
	  "key-missing -1 providerId; note-empty -1 records" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"txtConflictMatchingMode\":\"Some\"}"),
	  "txt-mode 0 txtConflictMatchingMode" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"txtConflictMatchingMode\":\"Prefix\"}"),
	  "txt-prefix 0 txtConflictMatchingPrefix" },
	{ TEMPLATE("{\"type\":\"TXT\",\"host\":\"@\",\"data\":\"x\",\"ttl\":60,"
		   "\"groupId\":\"%g%\",\"essential\":\"%e%\","
		   "\"txtConflictMatchingMode\":\"Prefix\","
		   "\"txtConflictMatchingPrefix\":\"%p%\"}"),
	  "variable-forbidden 0 groupId; variable-forbidden 0 essential; "
	  "variable-forbidden 0 txtConflictMatchingPrefix" },
	{ TEMPLATE("{\"type\":\"CNAME\",\"host\":\"x\",\"pointsTo\":"
		   "\"a.example\",\"ttl\":60},{\"type\":\"TXT\",\"host\":\"x\","
		   "\"data\":\"y\",\"ttl\":60}"),
	  "self-conflict 1 host" },
	{ TEMPLATE("{\"type\":\"REDIR302\",\"host\":\"@\",\"target\":"
		   "\"ftp://x\"}"),
	  "note-pseudo 0 type; points-to 0 target" },
	{ TEMPLATE(
		  "{\"type\":\"CAA\",\"host\":\"@\",\"data\":\"\",\"ttl\":60}"),
	  "data 0 data" },
};

static void test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CHECKS); i++) {
		struct str said = STR_INIT(4096);
		struct template *t;
		enum err err = template_read(CHECKS[i].json,
					     strlen(CHECKS[i].json), &t);

		print_remarks(t->remarks, t->remark_count, &said);
		if (strcmp(str_text(&said), CHECKS[i].said) != 0)
			fail_msg("%s\nsaid: %s", CHECKS[i].json,
				 str_text(&said));
		assert_int_equal(err, t->problem_count ? ERR_SYNTAX : OK);
		str_free(&said);
		template_free(t);
	}
}

static void test_is_mail(void **state)
{
	static const struct {
		const char *records;
		bool mail;
	} KINDS[] = {
		{ "{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":\"a\"}",
		  true },
		{ "{\"type\":\"CNAME\",\"host\":\"s1._domainkey\","
		  "\"pointsTo\":\"a.example\",\"ttl\":1}",
		  true },
		{ "{\"type\":\"CNAME\",\"host\":\"www\",\"pointsTo\":"
		  "\"a.example\",\"ttl\":1},{\"type\":\"SPFM\",\"host\":\"@\","
		  "\"spfRules\":\"a\"}",
		  false },
		{ "{\"type\":\"A\",\"host\":\"@\",\"pointsTo\":\"192.0.2.1\","
		  "\"ttl\":1}",
		  false },
		{ "{\"type\":\"REDIR301\",\"target\":\"https://a.example\"}",
		  false },
		{ "{\"type\":\"A\",\"host\":\"webmail\",\"pointsTo\":"
		  "\"192.0.2.1\",\"ttl\":1},{\"type\":\"MX\",\"host\":\"@\","
		  "\"pointsTo\":\"mx.a.example\",\"ttl\":1,\"priority\":1}",
		  true },
		/* Of these only the service's name tells: it is "mail". */
		{ "{\"type\":\"CNAME\",\"host\":\"%h%\",\"pointsTo\":\"%v%\","
		  "\"ttl\":1}",
		  true },
	};
	static const char other[] =
		"{\"providerId\":\"a.example\",\"providerName\":\"A\","
		"\"serviceId\":\"x\",\"serviceName\":\"X\",\"records\":[{"
		"\"type\":\"CNAME\",\"host\":\"%h%\",\"pointsTo\":\"%v%\","
		"\"ttl\":1}]}";
	struct template *x;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
		char *json = xasprintf(TEMPLATE("%s"), KINDS[i].records);
		struct template *t;

		(void)!template_read(json, strlen(json), &t);
		assert_int_equal(template_is_mail(t), KINDS[i].mail);
		template_free(t);
		free(json);
	}
	assert_int_equal(template_read(other, strlen(other), &x), OK);
	assert_false(template_is_mail(x));
	template_free(x);
}

/* Which variables have to be given, of the groups that are applied. */
static void test_variables_of_groups(void **state)
{
	static const char json[] = TEMPLATE(
		"{\"type\":\"TXT\",\"host\":\"%a%\",\"data\":\"x\","
		"\"ttl\":\"%b%\",\"groupId\":\"one\"},"
		"{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"_%c%\","
		"\"protocol\":\"_tcp\",\"target\":\"%d%\",\"ttl\":1,"
		"\"priority\":\"%e%\",\"weight\":1,\"port\":1,"
		"\"groupId\":\"two\"},"
		"{\"type\":\"TXT\",\"host\":\"f\",\"data\":\"%f%\",\"ttl\":1}");
	static const char *const groups[] = { "two", "none" };
	struct str all = STR_INIT(64), two = STR_INIT(64);
	struct template *t;

	(void)state;
	assert_int_equal(template_read(json, strlen(json), &t), OK);
	for (size_t i = 0; i < t->variable_count; i++) {
		const char *v = t->variables[i];

		str_add(&all, template_needs(t, v, NULL, 0) ? v : "-");
		str_add(&two, template_needs(t, v, groups, 2) ? v : "-");
	}
	assert_string_equal(str_text(&all), "abcdef");
	assert_string_equal(str_text(&two), "--cdef");
	assert_false(template_needs(t, "x", NULL, 0));
	str_free(&all);
	str_free(&two);
	template_free(t);
}

static void test_files(void **state)
{
	char folder[] = "/tmp/zegel-template-XXXXXX";
	struct template *t;

	(void)state;
	assert_non_null(mkdtemp(folder));
	char *path = xasprintf("%s/a.example.other.json", folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(TEMPLATE(""), file);
	fclose(file);
	assert_int_equal(template_load(path, &t), OK);
	assert_int_equal(t->remarks[1].code, TEMPLATE_NOTE_FILE_NAME);
	assert_string_equal(t->remarks[1].detail, "a.example.mail.json");
	template_free(t);
	file = fopen(path, "w");
	for (size_t i = 0; i <= TEMPLATE_MAX_BYTES; i++)
		fputc(' ', file);
	fclose(file);
	assert_int_equal(template_load(path, &t), ERR_TOO_LONG);
	assert_int_equal(t->remarks[0].code, TEMPLATE_TOO_LARGE);
	template_free(t);
	unlink(path);
	assert_int_equal(template_load(path, &t), ERR_NOT_FOUND);
	assert_null(t);
	assert_int_equal(template_load(folder, &t), ERR_IO);
	assert_null(t);
	rmdir(folder);
	free(path);
}

static void test_position(void **state)
{
	static const char JSON[] = "{\n \"providerId\": oops\n}";
	struct template *t;

	(void)state;
	assert_int_equal(template_read(JSON, sizeof(JSON) - 1, &t), ERR_SYNTAX);
	assert_int_equal(t->remarks[0].line, 2);
	assert_int_not_equal(t->remarks[0].column, 0);
	template_free(t);
}

/* Many records and variables stay within bounds and time. */
static void test_bounds(void **state)
{
	struct str json = STR_INIT(4 << 20);
	struct template *t;

	(void)state;
	str_add(&json, HEAD "\"records\":[");
	for (int i = 0; i < 1200; i++)
		str_addf(&json,
			 "%s{\"type\":\"TXT\",\"host\":\"h%d\","
			 "\"data\":\"%%v%d%%\",\"ttl\":60}",
			 i ? "," : "", i, i);
	str_add(&json, "]}");
	assert_int_equal(template_read(str_text(&json), json.len, &t),
			 ERR_SYNTAX);
	assert_int_equal(t->line_count, TEMPLATE_MAX_RECORDS);
	assert_int_equal(t->remarks[0].code, TEMPLATE_TOO_LARGE);
	template_free(t);
	str_free(&json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_is_mail),
		cmocka_unit_test(test_variables_of_groups),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_position),
		cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
