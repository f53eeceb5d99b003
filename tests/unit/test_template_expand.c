/* Templates applied to a domain, the specification's own examples first.
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

#include "unit/template_words.h"

/* Records, applied to foo.example with this host and these values; groups and
 * values apart by commas. */
static const struct {
	const char *records;
	const char *host, *values, *groups;
	const char *made;
} CASES[] = {
	/* The specification's own examples. */
	{ "{\"type\":\"CNAME\",\"host\":\"www\",\"pointsTo\":\"@\",\"ttl\":"
	  "1800},{\"type\":\"A\",\"host\":\"@\",\"pointsTo\":\"192.0.2.1\","
	  "\"ttl\":1800}",
	  "", "", "",
	  "CNAME www.foo.example 1800 foo.example\n"
	  "A foo.example 1800 192.0.2.1\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"www\",\"pointsTo\":\"@\",\"ttl\":"
	  "1800},{\"type\":\"A\",\"host\":\"@\",\"pointsTo\":\"192.0.2.1\","
	  "\"ttl\":1800}",
	  "bar", "", "",
	  "CNAME www.bar.foo.example 1800 bar.foo.example\n"
	  "A bar.foo.example 1800 192.0.2.1\n" },
	{ "{\"type\":\"A\",\"host\":\"@\",\"pointsTo\":\"198.51.100.%srv%\","
	  "\"ttl\":600}",
	  "", "srv=2", "", "A foo.example 600 198.51.100.2\n" },
	{ "{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":\"a "
	  "include:spf.hoster.example\"}",
	  "", "", "", "SPFM foo.example 0 a include:spf.hoster.example\n" },
	{ "{\"type\":\"CAA\",\"host\":\"@\",\"data\":\"0 issue "
	  "\\\"ca1.example.net\\\"\",\"ttl\":1800}",
	  "", "", "", "CAA foo.example 1800 0 issue \"ca1.example.net\"\n" },
	/* Names. */
	{ "{\"type\":\"TXT\",\"host\":\"%fqdn%.\",\"data\":\"%host%|%domain%|"
	  "%fqdn%\",\"ttl\":1}",
	  "bar", "", "",
	  "TXT bar.foo.example 1 bar|foo.example|"
	  "bar.foo.example\n" },
	{ "{\"type\":\"TXT\",\"host\":\"_dmarc.%domain%.\",\"data\":\"x\","
	  "\"ttl\":1}",
	  "bar", "", "", "TXT _dmarc.foo.example 1 x\n" },
	{ "{\"type\":\"TXT\",\"host\":\"%domain%\",\"data\":\"x\",\"ttl\":1}",
	  "", "", "", "TXT foo.example.foo.example 1 x\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"*\",\"pointsTo\":\"A.Example.\","
	  "\"ttl\":1}",
	  "Bar", "", "", "CNAME *.bar.foo.example 1 a.example\n" },
	{ "{\"type\":\"TXT\",\"host\":\"%h%\",\"data\":\"x\",\"ttl\":1}", "",
	  "h=", "", "TXT foo.example 1 x\n" },
	{ "{\"type\":\"TXT\",\"host\":\"%h%.sub\",\"data\":\"x\",\"ttl\":1}",
	  "", "h=", "", "! host 0 host\n" },
	{ "{\"type\":\"TXT\",\"host\":\"x.other.example.\",\"data\":\"x\","
	  "\"ttl\":1}",
	  "", "", "", "! host 0 host\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"%h%\",\"pointsTo\":\"a.example\","
	  "\"ttl\":1}",
	  "", "h=@", "", "! apex 0 host\n" },
	/* Values. */
	{ "{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"%x%%y%\",\"ttl\":"
	  "\"%t%\"}",
	  "", "x=1%y%,y=50%,t=77", "", "TXT a.foo.example 77 1%y%50%\n" },
	{ "{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"@\",\"ttl\":\"%t%\"}",
	  "", "t=soon", "", "TXT a.foo.example 0 @\n" },
	{ "{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"%X%\",\"ttl\":1}", "",
	  "x=lower", "", "! value-missing 0 data\n" },
	{ "{\"type\":\"MX\",\"host\":\"\",\"pointsTo\":\"mail.%fqdn%.\","
	  "\"ttl\":1,\"priority\":\"%p%\"}",
	  "", "p=20", "", "MX foo.example 1 20 mail.foo.example\n" },
	{ "{\"type\":\"MX\",\"host\":\"\",\"pointsTo\":\"m.example\",\"ttl\":1,"
	  "\"priority\":\"%p%\"}",
	  "", "p=high", "", "! number 0 priority\n" },
	{ "{\"type\":\"A\",\"host\":\"a\",\"pointsTo\":\"%ip%\",\"ttl\":1}", "",
	  "ip=2001:db8::1", "", "! points-to 0 pointsTo\n" },
	{ "{\"type\":\"AAAA\",\"host\":\"a\",\"pointsTo\":\"%ip%\",\"ttl\":1}",
	  "", "ip=2001:DB8:0:0::1", "", "AAAA a.foo.example 1 2001:db8::1\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"a\",\"pointsTo\":\"%t%\",\"ttl\":1}",
	  "", "t=", "", "! points-to 0 pointsTo\n" },
	{ "{\"type\":\"NS\",\"host\":\"a\",\"pointsTo\":\"@\",\"ttl\":1}", "",
	  "", "", "! points-to 0 pointsTo\n" },
	{ "{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"sip\",\"protocol\":"
	  "\"_TCP\",\"target\":\"sip.example.net.\",\"ttl\":1,\"priority\":1,"
	  "\"weight\":\"2\",\"port\":\"%port%\"}",
	  "", "port=5060", "",
	  "SRV _sip._tcp.foo.example 1 1 2 5060 sip.example.net\n" },
	{ "{\"type\":\"MX\",\"host\":\"\",\"pointsTo\":\".\",\"ttl\":1,"
	  "\"priority\":0}",
	  "", "", "", "MX foo.example 1 0 .\n" },
	{ "{\"type\":\"SRV\",\"name\":\"\",\"service\":\"imap\","
	  "\"protocol\":\"tcp\",\"target\":\".\",\"ttl\":1,"
	  "\"priority\":0,\"weight\":0,\"port\":0}",
	  "", "", "", "SRV _imap._tcp.foo.example 1 0 0 0 .\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"a\",\"pointsTo\":\"%t%\","
	  "\"ttl\":1}",
	  "", "t=.", "", "! points-to 0 pointsTo\n" },
	{ "{\"type\":\"SRV\",\"name\":\"\",\"service\":\"_x\",\"protocol\":"
	  "\"%pr%\",\"target\":\"a.example\",\"ttl\":1,\"priority\":1,"
	  "\"weight\":1,\"port\":1}",
	  "", "pr=carrier", "", "! protocol 0 protocol\n" },
	{ "{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":\"%rules%\"}", "",
	  "rules=v=spf1  include:a.example -all", "",
	  "SPFM foo.example 0 include:a.example\n" },
	{ "{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"%x%\",\"ttl\":1}", "",
	  "x=a\x1b[31m\nb", "", "TXT a.foo.example 1 a\\x1B[31m\\x0Ab\n" },
	/* Groups: those and what has none. */
	{ "{\"type\":\"TXT\",\"host\":\"a\",\"data\":\"1\",\"ttl\":1,"
	  "\"groupId\":\"g1\"},{\"type\":\"TXT\",\"host\":\"b\",\"data\":\"2\","
	  "\"ttl\":1,\"groupId\":\"g2\"},{\"type\":\"TXT\",\"host\":\"c\","
	  "\"data\":\"3\",\"ttl\":1}",
	  "", "", "g2", "TXT b.foo.example 1 2\nTXT c.foo.example 1 3\n" },
	{ "{\"type\":\"CNAME\",\"host\":\"a\",\"pointsTo\":\"x.example\","
	  "\"ttl\":1,\"groupId\":\"g1\"},{\"type\":\"CNAME\",\"host\":\"a\","
	  "\"pointsTo\":\"y.example\",\"ttl\":1,\"groupId\":\"g2\"}",
	  "", "", "g1,g2",
	  "CNAME a.foo.example 1 x.example\n! self-conflict 1 host\n" },
	/* What is no DNS record. */
	{ "{\"type\":\"APEXCNAME\",\"pointsTo\":\"x.example\",\"ttl\":1},"
	  "{\"type\":\"REDIR301\",\"host\":\"old\",\"target\":"
	  "\"https://%fqdn%/\"}",
	  "", "", "",
	  "(APEXCNAME) foo.example 1 x.example\n"
	  "(REDIR301) old.foo.example 0 https://foo.example/\n" },
	{ "{\"type\":\"APEXCNAME\",\"pointsTo\":\"x.example\",\"ttl\":1}",
	  "bar", "", "", "! apex 0 host\n" },
};

static size_t split(char *text, char separator, char **parts, size_t max)
{
	size_t count = 0;

	while (*text && count < max) {
		parts[count++] = text;
		text = strchr(text, separator);
		if (!text)
			break;
		*text++ = '\0';
	}
	return count;
}

static void print_record(const struct template_record *r, struct str *out)
{
	if (r->pseudo)
		str_addf(out, "(%s)", r->pseudo);
	else
		str_add(out, r->spf_merge ? "SPFM" : rr_name(r->record.type));
	str_addf(out, " %s %u", r->record.name, r->record.ttl);
	if (r->record.type == RR_MX || r->record.type == RR_SRV)
		str_addf(out, " %u", r->record.priority);
	str_addf(out, " %s\n", r->record.value);
}

static void expand_case(size_t i, struct str *out)
{
	char *json = xasprintf(TEMPLATE("%s"), CASES[i].records);
	char *values = xstrdup(CASES[i].values);
	char *groups = xstrdup(CASES[i].groups), *parts[8];
	const char *group_names[8];
	struct template_value pairs[8];
	struct template_expansion x;
	struct template *t;
	size_t count = split(values, ',', parts, 8);

	for (size_t v = 0; v < count; v++) {
		char *equals = strchr(parts[v], '=');

		*equals = '\0';
		pairs[v] = (struct template_value){ parts[v], equals + 1 };
	}
	size_t group_count = split(groups, ',', (char **)group_names, 8);
	struct template_input in = {
		.domain = "foo.example",
		.host = CASES[i].host,
		.values = pairs,
		.value_count = count,
		.groups = group_names,
		.group_count = group_count,
	};
	(void)!template_read(json, strlen(json), &t);
	enum err err = template_expand(t, &in, &x);
	for (size_t r = 0; r < x.count; r++)
		print_record(&x.records[r], out);
	for (size_t r = 0; r < x.remark_count; r++)
		str_addf(out, "! %s %d %s\n", TEMPLATE_CODES[x.remarks[r].code],
			 x.remarks[r].record, x.remarks[r].field);
	assert_int_equal(err, x.remark_count ? ERR_SYNTAX : OK);
	template_expansion_free(&x);
	template_free(t);
	free(json);
	free(values);
	free(groups);
}

static void test_expand(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct str made = STR_INIT(4096);

		expand_case(i, &made);
		if (strcmp(str_text(&made), CASES[i].made) != 0)
			fail_msg("%s\nmade: %s", CASES[i].records,
				 str_text(&made));
		str_free(&made);
	}
}

static void test_details(void **state)
{
	static const char JSON[] = TEMPLATE(
		"{\"type\":\"TXT\",\"host\":\"%b%\",\"data\":\"%a%%b%%fqdn%\","
		"\"ttl\":60,\"txtConflictMatchingMode\":\"Prefix\","
		"\"txtConflictMatchingPrefix\":\"v=X1\",\"groupId\":\"one\","
		"\"essential\":\"OnApply\"}");
	const struct template_value VALUES[] = { { "a", "1" }, { "b", "x" } };
	const struct template_input in = { .domain = "foo.example",
					   .values = VALUES,
					   .value_count = 2 };
	struct template_expansion x;
	struct template *t;

	(void)state;
	assert_int_equal(template_read(JSON, sizeof(JSON) - 1, &t), OK);
	assert_int_equal(t->variable_count, 2);
	assert_string_equal(t->variables[0], "b");
	assert_string_equal(t->variables[1], "a");
	assert_int_equal(t->group_count, 1);
	assert_string_equal(t->groups[0], "one");
	assert_int_equal(template_expand(t, &in, &x), OK);
	assert_int_equal(x.records[0].txt_mode, TEMPLATE_TXT_PREFIX_MODE);
	assert_string_equal(x.records[0].txt_prefix, "v=X1");
	assert_false(x.records[0].essential);
	assert_string_equal(x.records[0].group, "one");
	template_expansion_free(&x);
	template_free(t);
}

static void test_host_required(void **state)
{
	static const char JSON[] = HEAD
		"\"hostRequired\":true,\"records\":[{\"type\":\"TXT\","
		"\"host\":\"@\",\"data\":\"x\",\"ttl\":60}]}";
	struct template_input in = { .domain = "foo.example", .host = "@" };
	struct template_expansion x;
	struct template *t;

	(void)state;
	assert_int_equal(template_read(JSON, sizeof(JSON) - 1, &t), OK);
	assert_int_equal(template_expand(t, &in, &x), ERR_SYNTAX);
	assert_int_equal(x.remarks[0].code, TEMPLATE_HOST_REQUIRED);
	template_expansion_free(&x);
	in.host = "mail";
	assert_int_equal(template_expand(t, &in, &x), OK);
	assert_string_equal(x.records[0].record.name, "mail.foo.example");
	template_expansion_free(&x);
	template_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_expand),
		cmocka_unit_test(test_details),
		cmocka_unit_test(test_host_required),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
