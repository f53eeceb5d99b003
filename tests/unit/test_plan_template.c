/* A template file against a zone: the conflict rules of the Domain Connect
 * specification, a case a rule. Where zegel differs on purpose, it says so.
 *
 * SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "unit/plan_case.h"
#include "unit/template_words.h"

#include <string.h>

#define HOSTED HEAD "\"hostRequired\":true,\"records\":["
#define CNAME(host, to)                                                        \
	"{\"type\":\"CNAME\",\"host\":\"" host "\",\"pointsTo\":\"" to         \
	"\",\"ttl\":600}"
#define ADDRESS(type, host, to)                                                \
	"{\"type\":\"" type "\",\"host\":\"" host "\",\"pointsTo\":\"" to      \
	"\",\"ttl\":600}"
#define MX(host, to, priority)                                                 \
	"{\"type\":\"MX\",\"host\":\"" host "\",\"pointsTo\":\"" to            \
	"\",\"ttl\":600,\"priority\":" priority "}"
#define TEXT(host, data, more)                                                 \
	"{\"type\":\"TXT\",\"host\":\"" host "\",\"data\":\"" data             \
	"\",\"ttl\":600" more "}"
#define SPFM(rules)                                                            \
	"{\"type\":\"SPFM\",\"host\":\"@\",\"spfRules\":\"" rules "\"}"
#define SRV(service, target)                                                   \
	"{\"type\":\"SRV\",\"name\":\"@\",\"service\":\"" service              \
	"\",\"protocol\":\"_tcp\",\"target\":\"" target                        \
	"\",\"ttl\":600,\"priority\":\"10\",\"weight\":\"5\",\"port\":443}"
#define NS(host, to)                                                           \
	"{\"type\":\"NS\",\"host\":\"" host "\",\"pointsTo\":\"" to            \
	"\",\"ttl\":600}"
#define APEX                                                                   \
	"voorbeeld.nl SOA ns.example h.example 1 2 3 4 5\n"                    \
	"voorbeeld.nl NS ns1.example\nvoorbeeld.nl NS ns2.example\n"

struct apply {
	const char *name;
	const char *template;
	const char *zone;
	const char *expected;
};

static void use_template(const char *json)
{
	struct template *t;

	assert_int_equal(template_read(json, strlen(json), &t), OK);
	choices_clear_services(&choices);
	choices_add(&choices,
		    own_templates_add(catalog_own_templates(catalog), t)->id);
}

static void apply_all(const struct apply *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		print_message("%s\n", cases[i].name);
		use_template(cases[i].template);
		whole_zone = true;
		make(cases[i].zone);
		assert_plan(cases[i].expected);
	}
}

static void a_cname_stands_alone(void **state)
{
	static const struct apply cases[] = {
		{ "everything at its name goes, also what is rare",
		  TEMPLATE(CNAME("a", "to.example")),
		  APEX
		  "a.voorbeeld.nl A 192.0.2.1\n"
		  "a.voorbeeld.nl AAAA 2001:db8::1\n"
		  "a.voorbeeld.nl TXT x\na.voorbeeld.nl MX 5 m.example\n"
		  "a.voorbeeld.nl CAA 0 issue \"ca.example\"\n"
		  "b.a.voorbeeld.nl TXT below\nxa.voorbeeld.nl TXT beside\n",
		  "NEW a.voorbeeld.nl CNAME to.example\n"
		  "REMOVE a.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE a.voorbeeld.nl AAAA 2001:db8::1\n"
		  "REMOVE a.voorbeeld.nl TXT x\n"
		  "REMOVE a.voorbeeld.nl MX 5 m.example\n"
		  "REMOVE a.voorbeeld.nl CAA 0 issue \"ca.example\"\n"
		  "in-the-way " },
		{ "another CNAME is changed",
		  TEMPLATE(CNAME("a", "to.example")),
		  APEX "a.voorbeeld.nl CNAME old.example\n",
		  "CHANGE a.voorbeeld.nl CNAME old.example -> to.example\n" },
		{ "the same stays", TEMPLATE(CNAME("A", "To.Example.")),
		  APEX "a.voorbeeld.nl CNAME to.example\n",
		  "KEEP a.voorbeeld.nl CNAME to.example\n" },
		{ "an address takes its place",
		  TEMPLATE(ADDRESS("A", "a", "192.0.2.1")),
		  APEX "a.voorbeeld.nl CNAME old.example\n",
		  "NEW a.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n" },
		{ "a text takes its place", TEMPLATE(TEXT("a", "x", "")),
		  APEX "a.voorbeeld.nl CNAME old.example\n",
		  "NEW a.voorbeeld.nl TXT x\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n" },
		{ "so does a type by its name",
		  TEMPLATE("{\"type\":\"CAA\",\"host\":\"a\",\"ttl\":60,"
			   "\"data\":\"0 issue \\\"ca.example\\\"\"}"),
		  APEX "a.voorbeeld.nl CNAME old.example\n",
		  "NEW a.voorbeeld.nl CAA 0 issue \"ca.example\"\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n" },
		{ "two of a template meet one CNAME once",
		  TEMPLATE(ADDRESS("A", "a", "192.0.2.1") "," TEXT("a", "x",
								   "")),
		  APEX "a.voorbeeld.nl CNAME old.example\n",
		  "NEW a.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE a.voorbeeld.nl CNAME old.example\n"
		  "NEW a.voorbeeld.nl TXT x\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

/* The two kinds of address belong together. */
static void addresses_replace_addresses(void **state)
{
	static const struct apply cases[] = {
		{ "both kinds go", TEMPLATE(ADDRESS("A", "@", "192.0.2.9")),
		  APEX "voorbeeld.nl A 192.0.2.1\nvoorbeeld.nl A 192.0.2.2\n"
		       "voorbeeld.nl AAAA 2001:db8::1\n"
		       "voorbeeld.nl MX 10 mx.example\n",
		  "CHANGE voorbeeld.nl A 192.0.2.1 -> 192.0.2.9\n"
		  "REMOVE voorbeeld.nl A 192.0.2.2\n"
		  "REMOVE voorbeeld.nl AAAA 2001:db8::1\n" },
		{ "of the template's own none goes",
		  TEMPLATE(ADDRESS("A", "w", "192.0.2.1") "," ADDRESS(
			  "A", "w", "192.0.2.2") "," ADDRESS("AAAA", "w",
							     "2001:db8::1")),
		  APEX "w.voorbeeld.nl A 192.0.2.2\n"
		       "w.voorbeeld.nl A 192.0.2.3\n",
		  "CHANGE w.voorbeeld.nl A 192.0.2.3 -> 192.0.2.1\n"
		  "KEEP w.voorbeeld.nl A 192.0.2.2\n"
		  "NEW w.voorbeeld.nl AAAA 2001:db8::1\n" },
		{ "written otherwise it is the same",
		  TEMPLATE(ADDRESS("AAAA", "w", "2001:DB8:0::1")),
		  APEX "w.voorbeeld.nl AAAA 2001:db8::1\n",
		  "KEEP w.voorbeeld.nl AAAA 2001:db8::1\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

static void mx_and_srv_replace_their_type(void **state)
{
	static const struct apply cases[] = {
		{ "MX",
		  TEMPLATE(MX("@", "mx1.new.example",
			      "\"10\"") "," MX("@", "mx2.new.example", "20")),
		  APEX "voorbeeld.nl MX 10 mx.old.example\n"
		       "voorbeeld.nl MX 20 mx2.new.example\n"
		       "voorbeeld.nl MX 30 mx3.old.example\n"
		       "w.voorbeeld.nl MX 10 mx.old.example\n",
		  "CHANGE voorbeeld.nl MX mx.old.example -> 10 "
		  "mx1.new.example\n"
		  "REMOVE voorbeeld.nl MX 30 mx3.old.example\n"
		  "KEEP voorbeeld.nl MX 20 mx2.new.example\n" },
		{ "another preference is another record",
		  TEMPLATE(MX("@", "mx.example", "5")),
		  APEX "voorbeeld.nl MX 10 mx.example\n",
		  "CHANGE voorbeeld.nl MX mx.example -> 5 mx.example\n" },
		/* An SRV's name holds its service and protocol (RFC 2782), so
		 * that of another service stays. */
		{ "SRV", TEMPLATE(SRV("_sip", "sip.new.example")),
		  APEX "_sip._tcp.voorbeeld.nl SRV 10 5 443 sip.old.example\n"
		       "_imap._tcp.voorbeeld.nl SRV 10 5 143 i.example\n",
		  "CHANGE _sip._tcp.voorbeeld.nl SRV 10 5 443 sip.old.example "
		  "-> "
		  "10 5 443 sip.new.example\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

/* The rule "NS and what lies below", both ways. */
static void a_delegation_stands_alone(void **state)
{
	static const struct apply cases[] = {
		{ "all at its name and below goes, its neighbours stay",
		  TEMPLATE(NS("bar", "ns.new.example")),
		  APEX "bar.voorbeeld.nl NS ns.old.example\n"
		       "bar.voorbeeld.nl A 192.0.2.1\n"
		       "www.bar.voorbeeld.nl TXT x\n"
		       "xbar.voorbeeld.nl A 192.0.2.1\n",
		  "CHANGE bar.voorbeeld.nl NS ns.old.example -> "
		  "ns.new.example\n"
		  "REMOVE bar.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE www.bar.voorbeeld.nl TXT x\n" },
		{ "two name servers are one delegation",
		  TEMPLATE(NS("bar", "ns1.example") "," NS("bar",
							   "ns2.example")),
		  APEX "bar.voorbeeld.nl NS ns2.example\n",
		  "NEW bar.voorbeeld.nl NS ns1.example\n"
		  "KEEP bar.voorbeeld.nl NS ns2.example\n" },
		{ "a record at it or below it undoes it",
		  TEMPLATE(TEXT("a.b.bar", "x", "")),
		  APEX "bar.voorbeeld.nl NS ns1.example\n"
		       "bar.voorbeeld.nl NS ns2.example\n"
		       "x.a.b.bar.voorbeeld.nl NS ns1.example\n",
		  "NEW a.b.bar.voorbeeld.nl TXT x\n"
		  "REMOVE bar.voorbeeld.nl NS ns1.example\n"
		  "REMOVE bar.voorbeeld.nl NS ns2.example\n" },
		{ "the domain's own name servers are never in the way",
		  TEMPLATE(TEXT("@", "x", "") "," CNAME("w", "to.example")),
		  APEX,
		  "NEW voorbeeld.nl TXT x\n"
		  "NEW w.voorbeeld.nl CNAME to.example\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

static void texts_by_their_mode(void **state)
{
#define TEXTS                                                                  \
	APEX "voorbeeld.nl TXT shm:1\nvoorbeeld.nl TXT shm:2\n"                \
	     "voorbeeld.nl TXT other\na.voorbeeld.nl TXT shm:3\n"
	static const struct apply cases[] = {
		{ "without a mode it joins the others",
		  TEMPLATE(TEXT("@", "shm:9", "")), TEXTS,
		  "NEW voorbeeld.nl TXT shm:9\n" },
		{ "None says the same",
		  TEMPLATE(TEXT("@", "shm:9",
				",\"txtConflictMatchingMode\":\"None\"")),
		  TEXTS, "NEW voorbeeld.nl TXT shm:9\n" },
		{ "All replaces every text",
		  TEMPLATE(TEXT("@", "shm:9",
				",\"txtConflictMatchingMode\":\"All\"")),
		  TEXTS,
		  "CHANGE voorbeeld.nl TXT shm:1 -> shm:9\n"
		  "REMOVE voorbeeld.nl TXT shm:2\n"
		  "REMOVE voorbeeld.nl TXT other\n" },
		{ "Prefix replaces those that begin so",
		  TEMPLATE(TEXT("@", "shm:9",
				",\"txtConflictMatchingMode\":\"Prefix\","
				"\"txtConflictMatchingPrefix\":\"shm:\"")),
		  TEXTS,
		  "CHANGE voorbeeld.nl TXT shm:1 -> shm:9\n"
		  "REMOVE voorbeeld.nl TXT shm:2\n" },
		{ "letter case counts in a prefix",
		  TEMPLATE(TEXT("@", "SHM:9",
				",\"txtConflictMatchingMode\":\"Prefix\","
				"\"txtConflictMatchingPrefix\":\"SHM:\"")),
		  TEXTS, "NEW voorbeeld.nl TXT SHM:9\n" },
		{ "a text that is there already stays",
		  TEMPLATE(TEXT("@", "other", "")), TEXTS,
		  "KEEP voorbeeld.nl TXT other\n" },
		{ "in a text letter case counts",
		  TEMPLATE(TEXT("@", "Other", "")), TEXTS,
		  "NEW voorbeeld.nl TXT Other\n" },
		{ "an @ alone is text", TEMPLATE(TEXT("@", "@", "")), APEX,
		  "NEW voorbeeld.nl TXT @\n" },
		{ "the SPF record that is merged is no other text",
		  TEMPLATE(SPFM("include:a.example") "," TEXT(
			  "@", "x", ",\"txtConflictMatchingMode\":\"All\"")),
		  APEX "voorbeeld.nl TXT v=spf1 mx -all\n"
		       "voorbeeld.nl TXT old\n",
		  "CHANGE voorbeeld.nl TXT v=spf1 mx -all -> v=spf1 mx "
		  "include:a.example -all\n"
		  "CHANGE voorbeeld.nl TXT old -> x\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
#undef TEXTS
}

/* Rule 3 of the house above the vendor's text. */
static void spf_is_merged(void **state)
{
	static const struct apply cases[] = {
		{ "a new record ends in ~all",
		  TEMPLATE(SPFM("include:a.example")), APEX,
		  "NEW voorbeeld.nl TXT v=spf1 include:a.example ~all\n"
		  "no-mx " },
		{ "what is there keeps its order and its end",
		  TEMPLATE(SPFM("a include:b.example")),
		  APEX "voorbeeld.nl A 192.0.2.1\n"
		       "voorbeeld.nl TXT v=spf1 a include:a.example -all\n",
		  "CHANGE voorbeeld.nl TXT v=spf1 a include:a.example -all -> "
		  "v=spf1 a include:a.example include:b.example -all\n" },
		{ "what is in it already stays",
		  TEMPLATE(SPFM("include:a.example")),
		  APEX "voorbeeld.nl TXT v=spf1 include:a.example -all\n",
		  "KEEP voorbeeld.nl TXT v=spf1 include:a.example -all\n" },
		{ "two services make one record",
		  TEMPLATE(SPFM("include:a.example") "," SPFM(
			  "include:b.example")),
		  APEX,
		  "NEW voorbeeld.nl TXT v=spf1 include:a.example "
		  "include:b.example ~all\nno-mx " },
		{ "an SPF record as TXT is merged too",
		  TEMPLATE(TEXT("@", "v=spf1 include:b.example -all", "")),
		  APEX "voorbeeld.nl TXT v=spf1 include:a.example ~all\n",
		  "CHANGE voorbeeld.nl TXT v=spf1 include:a.example ~all -> "
		  "v=spf1 include:a.example include:b.example ~all\n" },
		{ "one without terms is a record all the same",
		  TEMPLATE(TEXT("sub", "v=spf1 ~all", "")), APEX,
		  "NEW sub.voorbeeld.nl TXT v=spf1 ~all\n" },
		{ "and never a second", TEMPLATE(TEXT("@", "v=spf1 -all", "")),
		  APEX "voorbeeld.nl TXT v=spf1 mx ~all\n",
		  "KEEP voorbeeld.nl TXT v=spf1 mx ~all\n" },
		{ "an alias at the name goes",
		  TEMPLATE("{\"type\":\"SPFM\",\"host\":\"b\",\"spfRules\":"
			   "\"include:a.example\"}"),
		  APEX "b.voorbeeld.nl CNAME old.example\n",
		  "NEW b.voorbeeld.nl TXT v=spf1 include:a.example ~all\n"
		  "REMOVE b.voorbeeld.nl CNAME old.example\n" },
		{ "a term that is none is told as that",
		  TEMPLATE(SPFM("spf.example")), APEX,
		  "UNKNOWN voorbeeld.nl TXT spf.example\nbad-term " },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

static void dkim_and_dmarc_are_one_a_name(void **state)
{
	static const struct apply cases[] = {
		{ "a second key at a selector would break both",
		  TEMPLATE(TEXT("s1._domainkey", "v=DKIM1; p=AAAA", "")),
		  APEX "s1._domainkey.voorbeeld.nl TXT v=DKIM1; p=BBBB\n",
		  "CHANGE s1._domainkey.voorbeeld.nl TXT v=DKIM1; p=BBBB -> "
		  "v=DKIM1; p=AAAA\n" },
		{ "an alias of a key is changed without asking elsewhere",
		  TEMPLATE(CNAME("s1._domainkey", "s1.new.example")),
		  APEX "s1._domainkey.voorbeeld.nl CNAME s1.old.example\n",
		  "CHANGE s1._domainkey.voorbeeld.nl CNAME s1.old.example -> "
		  "s1.new.example\n" },
		{ "a valid policy stays",
		  TEMPLATE(TEXT("_dmarc", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.voorbeeld.nl TXT v=DMARC1; p=reject\n"
		  "dmarc-kept " },
		{ "blocking is not the vendor's to decide",
		  TEMPLATE(TEXT("_dmarc", "v=DMARC1; p=reject", "")), APEX,
		  "NEW _dmarc.voorbeeld.nl TXT v=DMARC1; p=none\n" },
		{ "one below the domain is a record of its own",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")), APEX,
		  "NEW _dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=none\n" },
		{ "a valid one stays there as well",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=reject\n",
		  "KEEP _dmarc.mail.voorbeeld.nl TXT v=DMARC1; p=reject\n" },
		{ "and a broken one does not",
		  TEMPLATE(TEXT("_dmarc.mail", "v=DMARC1; p=none", "")),
		  APEX "_dmarc.mail.voorbeeld.nl TXT v=DMARC; p=none\n",
		  "CHANGE _dmarc.mail.voorbeeld.nl TXT v=DMARC; p=none -> "
		  "v=DMARC1; p=none\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

/* What is no record is told and not planned; other types just join. */
static void other_types(void **state)
{
	static const struct apply cases[] = {
		{ "a redirect",
		  TEMPLATE("{\"type\":\"REDIR301\",\"host\":\"@\",\"target\":"
			   "\"https://www.%domain%\"}"),
		  APEX "voorbeeld.nl A 192.0.2.1\n", "outside " },
		{ "an alias at the domain",
		  TEMPLATE("{\"type\":\"APEXCNAME\",\"pointsTo\":\"a.example\","
			   "\"ttl\":60}"),
		  APEX "voorbeeld.nl A 192.0.2.1\n", "outside " },
		{ "CAA, by its name and by its number",
		  TEMPLATE("{\"type\":\"CAA\",\"host\":\"@\",\"ttl\":60,"
			   "\"data\":\"0 issue \\\"a.example\\\"\"},"
			   "{\"type\":\"TYPE257\",\"host\":\"@\",\"ttl\":60,"
			   "\"data\":\"0 issue \\\"b.example\\\"\"}"),
		  APEX "voorbeeld.nl CAA 0 issue \"b.example\"\n"
		       "voorbeeld.nl CAA 0 issue \"c.example\"\n",
		  "NEW voorbeeld.nl CAA 0 issue \"a.example\"\n"
		  "KEEP voorbeeld.nl CAA 0 issue \"b.example\"\n" },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
	use_template(cases[0].template);
	make(cases[0].zone);
	assert_string_equal(plan.outside[0].type, "REDIR301");
	assert_string_equal(plan.outside[0].name, "voorbeeld.nl");
	assert_string_equal(plan.outside[0].value, "https://www.voorbeeld.nl");
}

/* Applied to a host, a template is of that name; its own alias may take its
 * place, and one that is there does not stop anything. */
static void applied_to_a_host(void **state)
{
	static const struct apply cases[] = {
		{ "names are relative to it, or to the zone with a final dot",
		  TEMPLATE(TEXT("@", "%host%", "") "," TEXT(
			  "w", "%fqdn%", "") "," TEXT("z.%domain%.", "%domain%",
						      "")),
		  APEX,
		  "NEW mail.voorbeeld.nl TXT mail\n"
		  "NEW w.mail.voorbeeld.nl TXT mail.voorbeeld.nl\n"
		  "NEW z.voorbeeld.nl TXT voorbeeld.nl\n" },
		{ "its alias takes the place of all",
		  HOSTED CNAME("@", "to.example") "]}",
		  APEX "mail.voorbeeld.nl A 192.0.2.1\n"
		       "mail.voorbeeld.nl MX 10 mx.example\n",
		  "NEW mail.voorbeeld.nl CNAME to.example\n"
		  "REMOVE mail.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE mail.voorbeeld.nl MX 10 mx.example\nin-the-way " },
		{ "an alias that is there gives way",
		  TEMPLATE(ADDRESS("A", "@", "192.0.2.1")),
		  APEX "mail.voorbeeld.nl CNAME old.example\n",
		  "NEW mail.voorbeeld.nl A 192.0.2.1\n"
		  "REMOVE mail.voorbeeld.nl CNAME old.example\n" },
		{ "a name outside of the zone: nothing at all",
		  TEMPLATE(TEXT("@", "x", "") "," TEXT("a.example.", "x", "")),
		  APEX, "template " },
	};

	(void)state;
	snprintf(choices.domain, sizeof(choices.domain), "mail.voorbeeld.nl");
	apply_all(cases, COUNT_OF(cases));
	assert_int_equal(plan.template_problem->code, TEMPLATE_HOST);
	assert_int_equal(plan.template_problem->record, 1);
}

/* Without a host a template for hosts cannot be applied; values that are still
 * to come are something else. */
static void what_cannot_be_applied(void **state)
{
	static const struct apply cases[] = {
		{ "a host is required", HOSTED CNAME("@", "to.example") "]}",
		  APEX, "template " },
		{ "a value is still to come",
		  TEMPLATE(TEXT("a", "%code%", "") "," TEXT("b", "x", "")),
		  APEX, "NEW b.voorbeeld.nl TXT x\nno-values " },
	};

	(void)state;
	apply_all(cases, COUNT_OF(cases));
}

/* Without a master file a name is asked for what customers have. */
static void against_the_live_dns(void **state)
{
	(void)state;
	use_template(TEMPLATE(ADDRESS("A", "w", "192.0.2.9")));
	make("w.voorbeeld.nl AAAA 2001:db8::1\n");
	assert_plan("NEW w.voorbeeld.nl A 192.0.2.9\n"
		    "REMOVE w.voorbeeld.nl AAAA 2001:db8::1\n");
	make("w.voorbeeld.nl AAAA SILENT\n");
	assert_plan("UNKNOWN w.voorbeeld.nl A 192.0.2.9\nunknown ");
}

/* The time to live of a template goes along; a merged record keeps its own. */
static void times_to_live(void **state)
{
	(void)state;
	use_template(TEMPLATE(TEXT("w", "x", "") "," SPFM("a:a.example")));
	whole_zone = true;
	make(APEX);
	assert_int_equal(plan.items[0].wanted.record.ttl, 0);
	assert_int_equal(plan.items[1].wanted.record.ttl, 600);
	plan_clear();
	fake_dns_zone(&at_name, "voorbeeld.nl TXT v=spf1 mx -all\n");
	at_name.records[0].ttl = 1234;
	make_from();
	assert_int_equal(plan.items[0].action, ACTION_CHANGE);
	assert_int_equal(plan.items[0].wanted.record.ttl, 1234);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_cname_stands_alone),
		CASE(addresses_replace_addresses),
		CASE(mx_and_srv_replace_their_type),
		CASE(a_delegation_stands_alone),
		CASE(texts_by_their_mode),
		CASE(spf_is_merged),
		CASE(dkim_and_dmarc_are_one_a_name),
		CASE(other_types),
		CASE(applied_to_a_host),
		CASE(what_cannot_be_applied),
		CASE(against_the_live_dns),
		CASE(times_to_live),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
