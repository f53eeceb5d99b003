/* Services and records: what fills which line of a template, what a record says
 * about the services in use, and the search for a name.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/name.h"
#include "tests/unit/service_case.h"

/* Which line of its template a pasted record fills; -1: none. */
static const struct {
	const char *service;
	enum rr type;
	const char *name, *value;
	int line;
} LINES[] = {
	{ "sendgrid", RR_CNAME, "em12.voorbeeld.nl", "u1.wl2.sendgrid.net", 0 },
	{ "sendgrid", RR_CNAME, "s1._domainkey.voorbeeld.nl",
	  "s1.domainkey.u1.wl2.sendgrid.net", 1 },
	{ "sendgrid", RR_CNAME, "s1._domainkey.ander.nl",
	  "s1.domainkey.u1.wl2.sendgrid.net", -1 },
	{ "sendgrid", RR_TXT, "s1._domainkey.voorbeeld.nl", "k=rsa; p=x", -1 },
	{ "amazon-ses", RR_CNAME, "abc._domainkey.voorbeeld.nl",
	  "abc.dkim.amazonses.com", 0 },
	{ "mailgun", RR_TXT, "pic._domainkey.voorbeeld.nl", "k=rsa;p=MIIB", 1 },
	{ "brevo", RR_TXT, "voorbeeld.nl", "brevo-code:0a1b", 0 },
	{ "brevo", RR_CNAME, "brevo1._domainkey.voorbeeld.nl",
	  "B1.voorbeeld-nl.dkim.brevo.com", 1 },
	{ "brevo", RR_CNAME, "brevo1._domainkey.voorbeeld.nl",
	  "b1.ander-nl.dkim.brevo.com", -1 },
	{ "resend", RR_TXT, "send.voorbeeld.nl",
	  "v=spf1 include:amazonses.com ~all", 1 },
	{ "fastmail", RR_CNAME, "fm1._domainkey.voorbeeld.nl",
	  "fm1.voorbeeld.nl.dkim.fmhosted.com", 2 },
};

static void test_match_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(LINES); i++) {
		const struct service *s = find(LINES[i].service);
		struct template_input in = { .domain = "voorbeeld.nl" };
		struct record r = record_make(LINES[i].name, LINES[i].type,
					      LINES[i].value);
		struct template *t;

		assert_int_equal(service_template(list, s, &t), OK);
		int line = service_match_line(s, t, &in, &r, NULL);
		if (line != LINES[i].line)
			fail_msg("%s %s: line %d, not %d", LINES[i].service,
				 LINES[i].value, line, LINES[i].line);
		record_free(&r);
		template_free(t);
	}
}

/* Of two ways to do DKIM the one that was pasted counts. */
static void test_group(void **state)
{
	const struct service *s = find("brevo");
	struct template_input in = { .domain = "voorbeeld.nl" };
	struct record r = record_make("mail._domainkey.voorbeeld.nl", RR_TXT,
				      "k=rsa;p=MIGfMA0");
	struct template_expansion x;
	struct template *t;

	(void)state;
	assert_int_equal(service_template(list, s, &t), OK);
	assert_string_equal(service_group(s, t, &in, NULL, 0), "dkim-cname");
	const char *group = service_group(s, t, &in, &r, 1);
	assert_string_equal(group, "dkim-txt");
	in.groups = &group;
	in.group_count = 1;
	assert_int_equal(service_expand(s, t, &in, &x), OK);
	for (size_t i = 0; i < x.count; i++)
		assert_int_not_equal(x.records[i].record.type, RR_CNAME);
	template_expansion_free(&x);
	template_free(t);
	record_free(&r);
}

/* Values fill the lines that were left open. */
static void test_values(void **state)
{
	const struct service *s = find("sendgrid");
	const struct template_value VALUES[] = {
		{ "s1", "s1" },
		{ "user_id", "u7" },
		{ "wl", "wl8" },
	};
	struct template_input in = { .domain = "voorbeeld.nl",
				     .host = "mail",
				     .values = VALUES,
				     .value_count = COUNT_OF(VALUES) };
	struct template_expansion x;
	struct template *t;

	(void)state;
	assert_int_equal(service_template(list, s, &t), OK);
	assert_int_equal(service_expand(s, t, &in, &x), OK);
	assert_int_equal(x.count, 1);
	assert_string_equal(x.records[0].record.name,
			    "s1._domainkey.mail.voorbeeld.nl");
	assert_string_equal(x.records[0].record.value,
			    "s1.domainkey.u7.wl8.sendgrid.net");
	template_expansion_free(&x);
	template_free(t);
}

static const struct {
	enum rr type;
	const char *name, *value;
	const char *services; /* ids, apart by blanks */
} USES[] = {
	{ RR_TXT, "voorbeeld.nl",
	  "v=spf1 include:spf.protection.outlook.com include:servers.mcsv.net "
	  "-all",
	  "mailchimp microsoft-365" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 ip4:148.251.195.107 ~all",
	  "flicono" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 redirect=_spf.google.com",
	  "google-workspace" },
	{ RR_TXT, "voorbeeld.nl",
	  "v=spf1 include:558236.spf02.hubspotemail.net ~all", "hubspot" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 include:notmcsv.net ~all", "" },
	{ RR_TXT, "voorbeeld.nl", "V=SPF1 +INCLUDE:_SPF.GOOGLE.COM. ~ALL",
	  "google-workspace" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 -include:mailgun.org ~all", "" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 +mx +ip4:185.19.236.0/22 -all",
	  "kwebbl" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 include:eu.mailgun.org ~all",
	  "mailgun" },
	{ RR_TXT, "voorbeeld.nl", "v=spf1 include:u1.wl2.sendgrid.net ~all",
	  "sendgrid" },
	{ RR_TXT, "voorbeeld.nl",
	  "v=spf1 include:zoho.eu include:eu.zcsend.net ~all",
	  "zoho-campaigns zoho-mail" },
	{ RR_SPF, "voorbeeld.nl", "v=spf1 include:icloud.com ~all", "icloud" },
	{ RR_TXT, "voorbeeld.nl", "Sendinblue-code:123", "brevo" },
	{ RR_MX, "voorbeeld.nl", "voorbeeld-nl.q-v1.mx.microsoft",
	  "microsoft-365" },
	{ RR_MX, "voorbeeld.nl", "aspmx2.googlemail.com", "google-workspace" },
	{ RR_CNAME, "selector1._domainkey.voorbeeld.nl",
	  "selector1-voorbeeld-nl._domainkey.x.q-v1.dkim.mail.microsoft",
	  "microsoft-365" },
	{ RR_TXT, "voorbeeld.nl", "brevo-code:123", "brevo" },
	{ RR_TXT, "cm._domainkey.voorbeeld.nl", "k=rsa; p=x",
	  "campaign-monitor" },
	{ RR_TXT, "cm.voorbeeld.nl", "k=rsa; p=x", "" },
	{ RR_CNAME, "k2._domainkey.voorbeeld.nl", "dkim2.mcsv.net",
	  "mailchimp" },
	{ RR_CNAME, "em1.voorbeeld.nl", "u1.wl1.sendgrid.net", "sendgrid" },
	{ RR_CNAME, "www.voorbeeld.nl", "voorbeeld.nl", "" },
	{ RR_MX, "voorbeeld.nl", "voorbeeld-nl.mail.protection.outlook.com",
	  "microsoft-365" },
	{ RR_MX, "voorbeeld.nl", "mx00.ionos.de", "" },
	{ RR_A, "voorbeeld.nl", "192.0.2.1", "" },
};

static void test_recognise(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(USES); i++) {
		struct record r = record_make(USES[i].name, USES[i].type,
					      USES[i].value);
		const struct service *found[8];
		struct str ids = STR_INIT(256);
		size_t count = service_recognise(list, &r, found, 8);

		for (size_t f = 0; f < count; f++)
			str_addf(&ids, "%s%s", f ? " " : "", found[f]->id);
		if (strcmp(str_text(&ids), USES[i].services) != 0)
			fail_msg("%s: %s", USES[i].value, str_text(&ids));
		str_free(&ids);
		record_free(&r);
	}
}

/* How a pattern of the data file looks in somebody's DNS: below *. stands
 * something of his own. */
static char *seen_as(const char *pattern, const char *before)
{
	return strncmp(pattern, "*.", 2) == 0
		       ? xasprintf("%su1.%s", before, pattern + 2)
		       : xasprintf("%s%s", before, pattern);
}

static bool is_recognised(const struct service *s, enum rr type,
			  const char *name, const char *value, size_t *others)
{
	struct record r = record_make(name, type, value);
	const struct service *found[16];
	size_t count = service_recognise(list, &r, found, COUNT_OF(found));
	bool good = false;

	for (size_t i = 0; i < count; i++)
		good |= found[i] == s;
	*others = count - good;
	record_free(&r);
	return good;
}

/* It shows that the service is used, and no other; a name that only looks like
 * it, or has it inside, shows nothing. */
static void check_pattern(const struct service *s, enum rr type,
			  const char *frame, const char *pattern)
{
	static const char *const LIKE[] = { "not%s", "%s.voorbeeld.nl",
					    "%s.evil.example" };
	size_t others;
	char *seen = seen_as(pattern, "");
	char *value = xasprintf("%s%s", frame, seen);

	if (!is_recognised(s, type, "a.voorbeeld.nl", value, &others) || others)
		fail_msg("%s: %s, and %zu others", s->id, value, others);
	free(value);
	free(seen);
	for (size_t i = 0; i < COUNT_OF(LIKE); i++) {
		const char *bare = strncmp(pattern, "*.", 2) == 0 ? pattern + 2
								  : pattern;
		struct str text = STR_INIT(512);

		str_add(&text, frame);
		for (const char *c = LIKE[i]; *c; c++) {
			if (c[0] == '%' && c++)
				str_add(&text, bare);
			else
				str_add_char(&text, *c);
		}
		if (is_recognised(s, type, "a.voorbeeld.nl", str_text(&text),
				  &others) ||
		    others)
			fail_msg("%s: %s", s->id, str_text(&text));
		str_free(&text);
	}
}

static void check_patterns(const struct service *s)
{
	for (size_t i = 0; i < s->spf_include_count; i++) {
		size_t others;

		if (!strchr(s->spf_includes[i], ':')) {
			check_pattern(s, RR_TXT,
				      "v=spf1 mx include:", s->spf_includes[i]);
			check_pattern(s, RR_TXT,
				      "v=spf1 redirect=", s->spf_includes[i]);
			continue;
		}
		char *text = xasprintf("v=spf1 mx %s ~all", s->spf_includes[i]);
		assert_true(is_recognised(s, RR_TXT, "voorbeeld.nl", text,
					  &others));
		assert_int_equal(others, 0);
		free(text);
	}
	for (size_t i = 0; i < s->target_count; i++)
		check_pattern(s, RR_CNAME, "", s->targets[i]);
	for (size_t i = 0; i < s->mx_count; i++)
		check_pattern(s, RR_MX, "", s->mx[i]);
	for (size_t i = 0; i < s->text_count; i++) {
		char *text = xasprintf("%s0a1b2c", s->texts[i]);
		char *inside = xasprintf("x %s", text);
		size_t others;

		assert_true(is_recognised(s, RR_TXT, "voorbeeld.nl", text,
					  &others));
		assert_int_equal(others, 0);
		assert_false(is_recognised(s, RR_TXT, "voorbeeld.nl", inside,
					   &others));
		free(inside);
		free(text);
	}
}

static void check_keys(const struct service *s)
{
	static const struct {
		const char *name, *value;
		bool shows;
	} CASES[] = {
		{ "%s._domainkey.voorbeeld.nl", "v=DKIM1; k=rsa; p=MIGf",
		  true },
		{ "%s._domainkey.mail.voorbeeld.nl", "p=MIGf", true },
		{ "%s._domainkey.voorbeeld.nl", "some text", false },
		{ "x%s._domainkey.voorbeeld.nl", "p=MIGf", false },
		{ "%s.voorbeeld.nl", "p=MIGf", false },
	};

	for (size_t i = 0; i < s->key_count; i++) {
		for (size_t k = 0; k < COUNT_OF(CASES); k++) {
			struct str name = STR_INIT(512);
			size_t others;

			for (const char *c = CASES[k].name; *c; c++) {
				if (c[0] == '%' && c++)
					str_add(&name, s->keys[i]);
				else
					str_add_char(&name, *c);
			}
			if (is_recognised(s, RR_TXT, str_text(&name),
					  CASES[k].value,
					  &others) != CASES[k].shows ||
			    others)
				fail_msg("%s: %s", s->id, str_text(&name));
			str_free(&name);
		}
	}
}

static void every_pattern_shows_its_service_alone(void **state)
{
	size_t count, with = 0;
	const struct service *all = service_list_all(list, &count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		check_patterns(&all[i]);
		check_keys(&all[i]);
		/* Where it is looked for, it has to be known when found. */
		assert_true(!all[i].at_count || all[i].target_count);
		with += all[i].spf_include_count || all[i].target_count;
	}
	assert_true(with >= 60);
}

static void names_to_look_at(void **state)
{
	char name[NAME_SIZE];
	size_t index = 0, count = 0, mailchimp = 0, google = 0;

	(void)state;
	while (service_list_next_name(list, &index, name)) {
		char canonical[NAME_SIZE];

		assert_true(name_canonical(name, strlen(name), canonical));
		assert_string_equal(name, canonical);
		mailchimp += strcmp(name, "k2._domainkey") == 0;
		google += strcmp(name, "google._domainkey") == 0;
		count++;
	}
	assert_int_equal(mailchimp, 1);
	assert_int_equal(google, 1);
	/* Each costs a question for a domain that is looked at. */
	assert_in_range(count, 40, 60);
}

static void slips_of_the_fingers(void **state)
{
	static const struct {
		const char *id, *word;
		bool near;
	} WORDS[] = {
		{ "spinoffice", "spinofice", true },
		{ "spinoffice", "spinoffcie", true },
		{ "spinoffice", "Spin-Ofice CRM", true },
		{ "mailchimp", "mailchip", true },
		{ "mailchimp", "mialchimp", true },
		{ "mailchimp", "mailxxxmp", false },
		{ "salesdock", "salesdok", true },
		{ "salesdock", "slaesdcok", true },
		{ "salesdock", "dock", false },
		{ "yuki", "yuky", true },
		{ "yuki", "yuk", false }, /* too short to be unlike */
		{ "e-boekhouden", "eboekhuoden", true },
		{ "boekhouden", "eboekhuoden", false },
		{ "onfact", "onfakt", true },
		{ "onfact", "", false },
		{ "onfact", "---", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		if (service_is_near(find(WORDS[i].id), WORDS[i].word) !=
		    WORDS[i].near)
			fail_msg("%s for %s", WORDS[i].word, WORDS[i].id);
	}
}

static void test_search(void **state)
{
	static const struct {
		const char *id, *word;
		int fit;
	} WORDS[] = {
		{ "spinoffice", "spin", 2 },
		{ "spinoffice", "SpinOffice CRM", 3 },
		{ "spinoffice", "Spin-Office", 3 },
		{ "e-boekhouden", "eboekhouden", 3 },
		{ "e-boekhouden", "e-Boekhouden", 3 },
		{ "e-boekhouden", "boekhouden", 1 },
		{ "boekhouden", "boekhouden", 3 },
		{ "boekhouden", "e-boekhouden", 0 },
		{ "brevo", "Sendinblue", 3 },
		{ "microsoft-365", "office 365", 3 },
		{ "billit", "bíllit", 3 },
		{ "mailchimp", "chimp", 1 },
		{ "mailchimp", "xyz", 0 },
		{ "mailchimp", "", 1 },
		{ "spotler", "mail+", 2 },
		/* what it was called before, and what people call it */
		{ "simply-com", "UnoEuro", 3 },
		{ "microsoft-365", "M365", 3 },
		{ "google-workspace", "Google Apps", 3 },
		{ "maileon", "IONOS E-Mail-Marketing", 1 },
		/* its maker's address, as it stands in the browser or a mail */
		{ "onfact", "onfact.be", 2 },
		{ "onfact", "https://www.onfact.be/nl?x=1", 2 },
		{ "onfact", "Info@OnFact.be", 2 },
		{ "salesdock", "support.salesdock.nl", 2 },
		{ "spinoffice", "spinoffice-crm.com", 2 },
		{ "flicono", "Flicono.net", 2 },
		{ "boekhouden", "boekhouden.nl", 3 },
		{ "e-boekhouden", "https://www.e-boekhouden.nl/", 2 },
		{ "boekhouden", "https://www.e-boekhouden.nl/", 0 },
		{ "mailbox-org", "mailbox.org", 3 },
		{ "mailchimp", "chimp.example", 0 },
		{ "onfact", "www.", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		int fit = service_matches(find(WORDS[i].id), WORDS[i].word);

		if (fit != WORDS[i].fit)
			fail_msg("%s for %s: %d", WORDS[i].word, WORDS[i].id,
				 fit);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_match_line),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_recognise),
		cmocka_unit_test(every_pattern_shows_its_service_alone),
		cmocka_unit_test(names_to_look_at),
		cmocka_unit_test(test_search),
		cmocka_unit_test(slips_of_the_fingers),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
