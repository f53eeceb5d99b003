/* Every DNS host of the list with every kind of record that zegel asks for:
 * what has to be typed must be a way to say that record, and no other, in a
 * form such as this host's.
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
#include "tests/unit/host_case.h"

#define ZONE "voorbeeld.nl"

/* As long as a key of 2048 bits (392 characters of base64), and quotes and
 * backslashes nowhere. */
#define K49  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzKx3+"
#define K392 K49 K49 K49 K49 K49 K49 K49 K49

static const struct {
	const char *name;
	enum rr type;
	const char *value;
} RECORDS[] = {
	{ ZONE, RR_TXT, "v=spf1 include:spf.protection.outlook.com -all" },
	{ "mrsel1._domainkey." ZONE, RR_CNAME, "mrsel1.spinoffice-crm.com" },
	{ "k1._domainkey." ZONE, RR_TXT, "v=DKIM1; k=rsa; p=" K392 },
	{ "_dmarc." ZONE, RR_TXT, "v=DMARC1; p=none; rua=mailto:d@" ZONE },
	{ ZONE, RR_MX, "mx1.forwardemail.net" },
	{ "bounce." ZONE, RR_MX, "feedback-smtp.eu-west-1.amazonses.com" },
	{ "nieuws." ZONE, RR_NS, "ns1.moneybird.nl" },
	/* the domain is a name below the zone */
	{ "mail." ZONE, RR_TXT, "v=spf1 include:mailgun.org ~all" },
	{ "k1._domainkey.mail." ZONE, RR_CNAME, "k1.mailgun.org" },
	{ "_dmarc.mail." ZONE, RR_TXT, "v=DMARC1; p=none" },
};

/* What the form makes of a name: the record that would come into being. */
static void entered_name(const struct dns_host *h, const char *typed,
			 char out[NAME_SIZE])
{
	size_t len = strlen(typed);
	bool absolute = len && typed[len - 1] == '.';
	bool full = h && h->name_form == HOST_NAME_FULL;
	/* An @ that is taken literally is no way to say the domain. */
	bool at = strcmp(typed, "@") == 0 &&
		  !(h && host_has_advice(h->advice, HOST_ADVICE_NAME_NO_AT));

	if (at || !len) {
		strncpy(out, ZONE, NAME_SIZE);
		return;
	}
	if (absolute || full)
		assert_true(name_canonical(typed, len, out));
	else
		assert_true(name_join(typed, ZONE, out));
}

static void check_name(const struct dns_host *h, const char *id,
		       const char *name)
{
	struct str typed = STR_INIT(1024);
	char entered[NAME_SIZE];

	host_name_in_form(h, name, ZONE, &typed);
	entered_name(host_for_form(h), str_text(&typed), entered);
	if (!name_equal(entered, name))
		fail_msg("%s: %s becomes %s", id, str_text(&typed), entered);
	/* The domain stands in it once at most, and no blank or quote. */
	char *first = strstr(str_text(&typed), ZONE);

	assert_null(first ? strstr(first + 1, ZONE) : NULL);
	assert_null(strpbrk(str_text(&typed), " \t\"'"));
	str_free(&typed);
}

/* Reads the text of a TXT as a form does that wants quotes: its pieces make the
 * value, none is longer than 255. */
static void check_quoted(const char *id, const char *typed, const char *value)
{
	struct str joined = STR_INIT(4096);

	while (*typed) {
		size_t piece = 0;

		if (*typed++ != '"')
			fail_msg("%s: no quotation mark: %s", id, typed);
		for (; *typed && *typed != '"'; typed++, piece++) {
			typed += *typed == '\\';
			str_add_char(&joined, *typed);
		}
		assert_in_range(piece, 1, 255);
		assert_int_equal(*typed++, '"');
		typed += *typed == ' ';
	}
	assert_string_equal(str_text(&joined), value);
	str_free(&joined);
}

static void check_value(const struct dns_host *h, const char *id,
			const struct record *r)
{
	const struct dns_host *form = host_for_form(h);
	struct str out = STR_INIT(8192);
	const char *typed;
	size_t len;

	host_value_in_form(h, r, &out);
	typed = str_text(&out);
	len = strlen(typed);
	if (r->type == RR_TXT) {
		if (form && form->quotes == HOST_QUOTES_REQUIRED)
			check_quoted(id, typed, r->value);
		else
			assert_string_equal(typed, r->value);
	} else {
		bool dot = len && typed[len - 1] == '.';
		char *bare = xstrndup(typed, len - dot);

		assert_string_equal(bare, r->value);
		if (form && form->dot == HOST_DOT_REQUIRED)
			assert_true(dot);
		if (!form || form->dot == HOST_DOT_FORBIDDEN ||
		    form->dot == HOST_DOT_UNKNOWN)
			assert_false(dot);
		free(bare);
	}
	str_free(&out);
}

/* What is said fits what is shown. */
static void check_advice(const struct dns_host *h, const char *id,
			 const struct record *r)
{
	const struct dns_host *form = host_for_form(h);
	host_advice_set set = host_advice_for(h, r, ZONE);
	bool target = r->type != RR_TXT;
	bool apex = name_equal(r->name, ZONE);
	bool spf = strncmp(r->value, "v=spf1", 6) == 0;
	const struct {
		enum host_advice advice;
		bool may;
	} RULES[] = {
		{ HOST_ADVICE_NAME_APPENDED, !apex },
		{ HOST_ADVICE_NAME_NO_AT, apex },
		{ HOST_ADVICE_DOT_DOUBLES, target },
		{ HOST_ADVICE_DOT_SAFE, target },
		{ HOST_ADVICE_DOT_DISPUTED, target },
		{ HOST_ADVICE_QUOTES, !target },
		{ HOST_ADVICE_NO_QUOTES, !target },
		{ HOST_ADVICE_SPLIT_TXT, strlen(r->value) > 255 },
		{ HOST_ADVICE_SPF_LIST, spf && apex },
		{ HOST_ADVICE_SPF_TYPE, spf },
		{ HOST_ADVICE_SPF_THERE, spf && apex },
		{ HOST_ADVICE_SPF_TWICE, spf && apex },
		{ HOST_ADVICE_DMARC_OWN, strncmp(r->name, "_dmarc", 6) == 0 },
		{ HOST_ADVICE_PROXY_OFF, r->type == RR_CNAME },
		{ HOST_ADVICE_MX_SETTING, r->type == RR_MX },
	};

	for (size_t i = 0; i < COUNT_OF(RULES); i++) {
		if (host_has_advice(set, RULES[i].advice) && !RULES[i].may)
			fail_msg("%s: advice %d at %s %s", id, RULES[i].advice,
				 rr_name(r->type), r->name);
	}
	/* Safe and not certain cannot both be. */
	assert_false(host_has_advice(set, HOST_ADVICE_DOT_SAFE) &&
		     host_has_advice(set, HOST_ADVICE_DOT_DISPUTED));
	/* Nothing peculiar of a host that is only guessed at. */
	if (!form)
		assert_true(set == (host_advice_set)1 << HOST_ADVICE_COMPARE);
	else if (form->name_form == HOST_NAME_RELATIVE && !apex)
		assert_true(host_has_advice(set, HOST_ADVICE_NAME_APPENDED));
	/* What was not read is never said without telling so. */
	assert_true((host_unchecked(h, r, ZONE) != 0) ==
		    host_has_advice(set, HOST_ADVICE_COMPARE));
	if (form && !apex && !host_is_checked(form, HOST_FACT_NAME))
		assert_true(host_has_advice(set, HOST_ADVICE_COMPARE));
}

static void check_host(const struct dns_host *h, const char *id)
{
	for (size_t i = 0; i < COUNT_OF(RECORDS); i++) {
		struct record r = record_make(RECORDS[i].name, RECORDS[i].type,
					      RECORDS[i].value);

		check_name(h, id, r.name);
		check_value(h, id, &r);
		check_advice(h, id, &r);
		record_free(&r);
	}
}

static void every_host_takes_every_record(void **state)
{
	size_t count;
	const struct dns_host *all = host_list_all(list, &count);

	(void)state;
	assert_true(count >= 72);
	for (size_t i = 0; i < count; i++)
		check_host(&all[i], all[i].id);
	check_host(NULL, "(unknown)");
}

/* A row of the sources, one for each form there is. */
static const struct {
	const char *id;
	size_t record; /* of RECORDS */
	const char *name, *value;
} FORMS[] = {
	{ "transip", 1, "mrsel1._domainkey", "mrsel1.spinoffice-crm.com." },
	{ "transip", 8, "k1._domainkey.mail", "k1.mailgun.org." },
	{ "hostnet", 1, "mrsel1._domainkey", "mrsel1.spinoffice-crm.com" },
	{ "antagonist", 4, ZONE ".", "mx1.forwardemail.net." },
	{ "vimexx", 0, "@", NULL },
	{ "oxilion", 3, "_dmarc",
	  "\"v=DMARC1; p=none; rua=mailto:d@" ZONE "\"" },
	{ "combell", 0, "@", NULL },
	{ "strato", 0, "", NULL },
	{ "strato", 1, "mrsel1._domainkey", "mrsel1.spinoffice-crm.com." },
	{ "ionos", 1, "mrsel1._domainkey", "mrsel1.spinoffice-crm.com" },
	{ "netcup", 4, "@", "mx1.forwardemail.net" },
	{ "all-inkl", 0, "", NULL },
	{ "inwx", 4, "", "mx1.forwardemail.net" },
	{ "hetzner-console", 1, "mrsel1._domainkey",
	  "mrsel1.spinoffice-crm.com." },
	{ "hetzner-konsoleh", 9, "_dmarc.mail", "\"v=DMARC1; p=none\"" },
	{ "jweiland", 3, "_dmarc." ZONE, NULL },
	{ "jweiland", 7, "mail." ZONE, NULL },
	{ "desec", 4, "", "mx1.forwardemail.net." },
	{ "ovh", 8, "k1._domainkey.mail", "k1.mailgun.org." },
	{ "cloudflare", 0, "@", NULL },
	{ "namecheap", 5, "bounce", "feedback-smtp.eu-west-1.amazonses.com." },
	{ "route53", 9, "_dmarc.mail", "\"v=DMARC1; p=none\"" },
	{ "porkbun", 0, "", NULL },
	{ "azure", 0, "@", NULL },
	{ "directadmin", 0, ZONE ".", NULL },
	{ "directadmin", 7, "mail", NULL },
	{ "cpanel", 4, ZONE ".", "mx1.forwardemail.net" },
	{ "plesk", 0, "", NULL },
	{ "mailinabox", 1, "mrsel1._domainkey", "mrsel1.spinoffice-crm.com." },
	{ "bind", 6, "nieuws", "ns1.moneybird.nl." },
	{ "goneo", 0, "@", NULL }, /* a guess: the general form */
};

static void rows_as_the_sources_show_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(FORMS); i++) {
		const struct dns_host *h = host_find(list, FORMS[i].id);
		size_t n = FORMS[i].record;
		struct record r = record_make(RECORDS[n].name, RECORDS[n].type,
					      RECORDS[n].value);
		struct str name = STR_INIT(1024), value = STR_INIT(4096);

		assert_non_null(h);
		host_name_in_form(h, r.name, ZONE, &name);
		host_value_in_form(h, &r, &value);
		if (strcmp(str_text(&name), FORMS[i].name) ||
		    strcmp(str_text(&value),
			   FORMS[i].value ? FORMS[i].value : r.value))
			fail_msg("%s: %s  %s", FORMS[i].id, str_text(&name),
				 str_text(&value));
		str_free(&name);
		str_free(&value);
		record_free(&r);
	}
}

/* A key of 2048 bits fits the fields that say how much they take, or it is said
 * that it does not. */
static void long_keys_are_told_of(void **state)
{
	struct record key = record_make(RECORDS[2].name, RECORDS[2].type,
					RECORDS[2].value);
	size_t count, told = 0;
	const struct dns_host *all = host_list_all(list, &count);

	(void)state;
	assert_in_range(strlen(key.value), 400, 420);
	for (size_t i = 0; i < count; i++) {
		host_advice_set set = host_advice_for(&all[i], &key, ZONE);
		bool small = all[i].txt_max &&
			     all[i].txt_max < strlen(key.value);

		if (!host_for_form(&all[i]))
			continue;
		assert_true(host_has_advice(set, HOST_ADVICE_SHORT_TXT) ==
			    small);
		told += small;
	}
	assert_int_equal(told, 1); /* OVHcloud: 255 */
	record_free(&key);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_host_takes_every_record),
		cmocka_unit_test(rows_as_the_sources_show_them),
		cmocka_unit_test(long_keys_are_told_of),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
