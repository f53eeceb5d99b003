/* DNS hosts: who is recognised, what goes into which field, what is said.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/host_case.h"

static const struct dns_host *find(const char *id)
{
	const struct dns_host *h = *id ? host_find(list, id) : NULL;

	if (*id && !h)
		fail_msg("no host %s", id);
	return h;
}

static void test_list(void **state)
{
	size_t count;
	const struct dns_host *all = host_list_all(list, &count);

	(void)state;
	assert_true(count >= 72);
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(host_find(list, all[i].id), &all[i]);
		/* A name server of its own pattern leads to it, or to nobody
		 * when it shares the pattern. */
		for (size_t n = 0; n < all[i].nameserver_count; n++) {
			const char *ns = all[i].nameservers[n];
			const struct dns_host *found;

			if (strpbrk(ns, "*#"))
				continue;
			found = host_recognise(
				list, &(struct host_signs){ .nameservers = &ns,
							    .count = 1 });
			assert_ptr_equal(found, &all[i]);
		}
		if (all[i].own_spf)
			assert_true(all[i].own_spf_seen);
	}
	assert_null(host_find(list, "nobody"));
}

static void hosts_are_found_by_a_part_of_their_name(void **state)
{
	static const struct {
		const char *id, *word;
		int fit;
	} cases[] = {
		{ "transip", "TransIP", 3 },  { "transip", "trans ip", 3 },
		{ "transip", "trans", 2 },    { "transip", "ip", 1 },
		{ "transip", "hostnet", 0 },  { "transip", "", 1 },
		{ "hosteurope", "HostE", 2 }, { "ionos", "1&1", 1 },
		{ "all-inkl", "allinkl", 3 }, { "mijnhost", "mijn.host", 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(host_matches(find(cases[i].id), cases[i].word),
				 cases[i].fit);
}

static void domains_of_name_servers(void **state)
{
	size_t index = 0;

	(void)state;
	assert_string_equal(host_server_domain(find("transip"), &index),
			    "transip.net");
	assert_string_equal(host_server_domain(find("transip"), &index),
			    "transip.nl");
	assert_string_equal(host_server_domain(find("transip"), &index),
			    "transip.eu");
	assert_null(host_server_domain(find("transip"), &index));
	index = 0; /* the second of its patterns has a wild card */
	assert_string_equal(host_server_domain(find("squarespace"), &index),
			    "squarespacedns.com");
	assert_null(host_server_domain(find("squarespace"), &index));
	index = 0;
	assert_null(host_server_domain(find("route53"), &index));
	index = 0;
	assert_null(host_server_domain(find("plesk"), &index));
}

static const struct {
	const char *nameservers[3];
	const char *mname, *rname;
	const char *id; /* "": nobody */
} SERVERS[] = {
	{ { "ns0.transip.net", "ns1.transip.nl", "ns2.transip.eu" },
	  NULL,
	  NULL,
	  "transip" },
	{ { "docks10.rzone.de", "shades01.rzone.de" }, NULL, NULL, "strato" },
	{ { "gina.ns.cloudflare.com", "rob.ns.cloudflare.com" },
	  NULL,
	  NULL,
	  "cloudflare" },
	{ { "ns-104.awsdns-13.com", "ns-1536.awsdns-00.co.uk" },
	  NULL,
	  NULL,
	  "route53" },
	{ { "ns-x.awsdns-13.com" }, NULL, NULL, "" },
	{ { "ns-104.awsdns-13.com.evil.example" }, NULL, NULL, "" },
	{ { "ns1.your-server.de", "ns.second-ns.com", "ns3.second-ns.de" },
	  NULL,
	  NULL,
	  "hetzner-konsoleh" },
	{ { "ns1.first-ns.de", "robotns2.second-ns.de" },
	  NULL,
	  NULL,
	  "hetzner-robot" },
	{ { "dns1.p05.nsone.net", "dns2.p05.nsone.net" },
	  NULL,
	  NULL,
	  "netlify" },
	{ { "ns-cloud-a1.googledomains.com" }, NULL, NULL, "" },
	{ { "nottransip.net" }, NULL, NULL, "" },
	{ { "ns1.eigen-server.example" }, "docks10.rzone.de", NULL, "strato" },
	{ { "ns0.transip.net" }, "docks10.rzone.de", NULL, "transip" },
	{ { "ns0.transip.net", "docks10.rzone.de" }, NULL, NULL, "" },
	{ { "ns0.transip.net", "ns1.transip.nl", "docks10.rzone.de" },
	  NULL,
	  NULL,
	  "transip" },
	{ { NULL }, NULL, NULL, "" },
	/* Name servers of the customer's own name: the SOA tells, first by the
	 * server, then by the mail address. */
	{ { "ns1.voorbeeld.nl", "ns2.voorbeeld.nl" },
	  "ns1.voorbeeld.nl",
	  "dns.cloudflare.com",
	  "cloudflare" },
	{ { "ns1.voorbeeld.nl" },
	  "ns0.transip.net",
	  "dns.cloudflare.com",
	  "transip" },
	{ { "ns1.voorbeeld.nl" }, "ns1.voorbeeld.nl", "jan.voorbeeld.nl", "" },
	/* Two fit: the SOA decides between them, and never for a third. */
	{ { "ns0.transip.net", "docks10.rzone.de" },
	  "docks10.rzone.de",
	  NULL,
	  "strato" },
	{ { "ns0.transip.net", "docks10.rzone.de" },
	  "ns1.hostnet.nl",
	  "dns.cloudflare.com",
	  "" },
	{ { "ns0.transip.net", "docks10.rzone.de" },
	  "ns1.hostnet.nl",
	  "hostmaster.transip.net",
	  "transip" },
};

static void test_recognise(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SERVERS); i++) {
		size_t count = 0;

		while (count < 3 && SERVERS[i].nameservers[count])
			count++;
		const struct host_signs signs = {
			.nameservers = SERVERS[i].nameservers,
			.count = count,
			.mname = SERVERS[i].mname,
			.rname = SERVERS[i].rname,
		};
		const struct dns_host *h = host_recognise(list, &signs);
		assert_string_equal(h ? h->id : "", SERVERS[i].id);
	}
}

static void test_candidates(void **state)
{
	const char *ns = "ns-cloud-b2.googledomains.com";
	const struct host_signs signs = { .nameservers = &ns, .count = 1 };
	const struct dns_host *found[4];

	(void)state;
	assert_int_equal(host_candidates(list, &signs, found, 4), 2);
	assert_string_equal(found[0]->id, "squarespace");
	assert_string_equal(found[1]->id, "gcloud");
	assert_int_equal(host_candidates(list, &signs, found, 1), 1);
}

/* What to type in the name field for a record of voorbeeld.nl. */
static const struct {
	const char *id, *name, *typed;
} NAMES[] = {
	{ "transip", "s1._domainkey.voorbeeld.nl", "s1._domainkey" },
	{ "transip", "voorbeeld.nl", "@" },
	{ "transip", "_dmarc.mail.voorbeeld.nl", "_dmarc.mail" },
	{ "strato", "voorbeeld.nl", "" },
	{ "ionos", "voorbeeld.nl", "@" },
	{ "jweiland", "s1._domainkey.voorbeeld.nl",
	  "s1._domainkey.voorbeeld.nl" },
	{ "jweiland", "voorbeeld.nl", "voorbeeld.nl" },
	{ "directadmin", "s1._domainkey.voorbeeld.nl", "s1._domainkey" },
	{ "directadmin", "voorbeeld.nl", "voorbeeld.nl." },
	{ "cloudflare", "mail.voorbeeld.nl", "mail" },
	{ "porkbun", "voorbeeld.nl", "" },
	/* Unknown, or known by guess only: the general form. */
	{ "", "s1._domainkey.voorbeeld.nl", "s1._domainkey" },
	{ "", "voorbeeld.nl", "@" },
	{ "versio", "voorbeeld.nl", "@" },
	/* Not in the zone: nothing can be left out. */
	{ "transip", "ander.example", "ander.example" },
};

static void test_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		struct str typed = STR_INIT(1024);

		host_name_in_form(find(NAMES[i].id), NAMES[i].name,
				  "voorbeeld.nl", &typed);
		assert_string_equal(str_text(&typed), NAMES[i].typed);
		str_free(&typed);
	}
}

#define LONG_KEY                                                               \
	"0123456789012345678901234567890123456789012345678901234567890123"     \
	"0123456789012345678901234567890123456789012345678901234567890123"     \
	"0123456789012345678901234567890123456789012345678901234567890123"     \
	"012345678901234567890123456789012345678901234567890123456789012"

static const struct {
	const char *id;
	enum rr type;
	const char *value, *typed;
} VALUES[] = {
	{ "transip", RR_CNAME, "dkim.x.example", "dkim.x.example." },
	{ "ionos", RR_CNAME, "dkim.x.example", "dkim.x.example" },
	{ "ovh", RR_CNAME, "dkim.x.example", "dkim.x.example." },
	{ "ovh", RR_MX, "mx.x.example", "mx.x.example." },
	{ "cloudflare", RR_CNAME, "dkim.x.example", "dkim.x.example" },
	{ "", RR_CNAME, "dkim.x.example", "dkim.x.example" },
	{ "transip", RR_TXT, "v=spf1 ~all", "v=spf1 ~all" },
	{ "oxilion", RR_TXT, "v=spf1 ~all", "\"v=spf1 ~all\"" },
	{ "bind", RR_TXT, "say \"x\"", "\"say \\\"x\\\"\"" },
	{ "route53", RR_TXT, LONG_KEY "x", "\"" LONG_KEY "\" \"x\"" },
	{ "ovh", RR_TXT, LONG_KEY "x", LONG_KEY "x" },
	{ "bind", RR_A, "192.0.2.1", "192.0.2.1" },
	{ "bind", RR_SRV, "1 443 sip.x.example", "1 443 sip.x.example." },
};

static void test_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(VALUES); i++) {
		struct record r = record_make("a.voorbeeld.nl", VALUES[i].type,
					      VALUES[i].value);
		struct str typed = STR_INIT(1024);

		host_value_in_form(find(VALUES[i].id), &r, &typed);
		assert_string_equal(str_text(&typed), VALUES[i].typed);
		str_free(&typed);
		record_free(&r);
	}
}

/* What is said at a record and what is not. */
static const struct {
	const char *id;
	enum rr type;
	const char *name, *value;
	enum host_advice advice;
	bool said;
} ADVICE[] = {
	{ "transip", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_NAME_APPENDED, true },
	{ "transip", RR_TXT, "voorbeeld.nl", "v=spf1 ~all",
	  HOST_ADVICE_NAME_APPENDED, false },
	/* With the dot it is right in any case: nothing to compare. */
	{ "transip", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_DOT_SAFE, true },
	{ "transip", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_DOT_DISPUTED, false },
	{ "namecheap", RR_MX, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_DOT_SAFE, true },
	{ "combell", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_DOT_DISPUTED, true },
	{ "combell", RR_TXT, "a.voorbeeld.nl", "x", HOST_ADVICE_DOT_DISPUTED,
	  false },
	{ "transip", RR_TXT, "a.voorbeeld.nl", "x", HOST_ADVICE_SAVE, true },
	{ "strato", RR_TXT, "voorbeeld.nl", "v=spf1 ~all", HOST_ADVICE_SPF_LIST,
	  true },
	{ "strato", RR_TXT, "voorbeeld.nl", "hello", HOST_ADVICE_SPF_LIST,
	  false },
	/* The list is the domain's: below it, it would change that one. */
	{ "strato", RR_TXT, "mail.voorbeeld.nl", "v=spf1 ~all",
	  HOST_ADVICE_SPF_LIST, false },
	{ "directadmin", RR_TXT, "voorbeeld.nl", "v=spf1 ~all",
	  HOST_ADVICE_SPF_THERE, true },
	{ "directadmin", RR_TXT, "mail.voorbeeld.nl", "v=spf1 ~all",
	  HOST_ADVICE_SPF_THERE, false },
	{ "strato", RR_TXT, "_dmarc.voorbeeld.nl", "v=DMARC1; p=none",
	  HOST_ADVICE_DMARC_OWN, true },
	{ "strato", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_TTL_NONE, true },
	{ "cloudflare", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_PROXY_OFF, true },
	{ "cloudflare", RR_TXT, "a.voorbeeld.nl", "x", HOST_ADVICE_PROXY_OFF,
	  false },
	{ "ovh", RR_TXT, "a.voorbeeld.nl", LONG_KEY "x", HOST_ADVICE_SHORT_TXT,
	  true },
	{ "ovh", RR_TXT, "a.voorbeeld.nl", LONG_KEY, HOST_ADVICE_SHORT_TXT,
	  false },
	/* and where it does go in */
	{ "ovh", RR_TXT, "a.voorbeeld.nl", LONG_KEY "x",
	  HOST_ADVICE_LONG_AS_TEXT, true },
	{ "ovh", RR_TXT, "a.voorbeeld.nl", LONG_KEY, HOST_ADVICE_LONG_AS_TEXT,
	  false },
	/* for some names only */
	{ "ionos", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_SUBDOMAIN_MAYBE, true },
	{ "ionos", RR_TXT, "a.voorbeeld.nl", "x", HOST_ADVICE_SUBDOMAIN_MAYBE,
	  false },
	{ "ionos", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_SUBDOMAIN_FIRST, false },
	{ "microsoft365", RR_TXT, "a.voorbeeld.nl", "x",
	  HOST_ADVICE_OWN_RECORDS, true },
	{ "route53", RR_TXT, "voorbeeld.nl", "x", HOST_ADVICE_NAME_NO_AT,
	  true },
	{ "route53", RR_TXT, "a.voorbeeld.nl", "x", HOST_ADVICE_NAME_NO_AT,
	  false },
	{ "route53", RR_TXT, "a.voorbeeld.nl", LONG_KEY "x",
	  HOST_ADVICE_SPLIT_TXT, true },
	{ "jweiland", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_NAME_FULL, true },
	/* A guess is not passed on. */
	{ "versio", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_SWITCH_DNS, false },
	{ "", RR_CNAME, "a.voorbeeld.nl", "x.example",
	  HOST_ADVICE_NAME_APPENDED, false },
};

static void test_advice(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ADVICE); i++) {
		struct record r = record_make(ADVICE[i].name, ADVICE[i].type,
					      ADVICE[i].value);
		host_advice_set set = host_advice_for(find(ADVICE[i].id), &r,
						      "voorbeeld.nl");

		if (host_has_advice(set, ADVICE[i].advice) != ADVICE[i].said)
			fail_msg("%s %s: advice %d", ADVICE[i].id,
				 ADVICE[i].value, ADVICE[i].advice);
		record_free(&r);
	}
}

static void test_ttl_minimum(void **state)
{
	struct record r = record_make("a.voorbeeld.nl", RR_TXT, "x");

	(void)state;
	r.ttl = 300;
	assert_true(host_has_advice(
		host_advice_for(find("desec"), &r, "voorbeeld.nl"),
		HOST_ADVICE_TTL_MINIMUM));
	r.ttl = 3600;
	assert_false(host_has_advice(
		host_advice_for(find("desec"), &r, "voorbeeld.nl"),
		HOST_ADVICE_TTL_MINIMUM));
	record_free(&r);
}

static void test_facts(void **state)
{
	const struct dns_host *transip = find("transip");
	const struct dns_host *strato = find("strato");

	(void)state;
	assert_string_equal(transip->path[HOST_NL],
			    "Domeinen > (domein) > DNS");
	assert_null(transip->path[HOST_DE]);
	assert_true(host_is_checked(transip, HOST_FACT_NAME));
	assert_false(host_is_checked(transip, HOST_FACT_DOT));
	assert_false(host_is_checked(NULL, HOST_FACT_NAME));
	assert_int_equal(transip->delay_s, 600);
	assert_string_equal(strato->name_word[HOST_DE], "Präfix");
	assert_int_equal(strato->ttl_field, HOST_NO);
	assert_true(find("plesk")->is_panel);
	assert_null(host_for_form(find("goneo")));
	assert_ptr_equal(host_for_form(strato), strato);
	assert_string_equal(find("telekom-homepagecenter")->own_spf,
			    "include:_spf.hier-im-netz.de");
	assert_null(transip->own_spf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(hosts_are_found_by_a_part_of_their_name),
		cmocka_unit_test(domains_of_name_servers),
		cmocka_unit_test(test_recognise),
		cmocka_unit_test(test_candidates),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_advice),
		cmocka_unit_test(test_ttl_minimum),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
