/* A template file against a zone: the conflict rules of the Domain Connect
 * specification, a case a rule. Where zegel differs on purpose, it says so.
 *
 * SPDX-License-Identifier: MIT */
#include <stddef.h>

#include "unit/template_apply.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_cname_stands_alone),
		CASE(addresses_replace_addresses),
		CASE(mx_and_srv_replace_their_type),
		CASE(a_delegation_stands_alone),
		CASE(texts_by_their_mode),
		CASE(other_types),
		CASE(applied_to_a_host),
		CASE(what_cannot_be_applied),
		CASE(against_the_live_dns),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
