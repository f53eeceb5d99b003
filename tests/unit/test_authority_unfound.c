/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/authority_world.h"

static const struct authority_case CASES[] = {
	{ "no such domain",
	  "voorbeeld.nl",
	  "NO_DOMAIN below nl",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3, .aa = true, .authority = NL_SOA } } } },
	{ "no such domain, asked for below it",
	  "mail.voorbeeld.nl",
	  "NO_DOMAIN below nl",
	  { RESOLVER,
	    { "127.0.0.1",
	      "mail.voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3, .aa = true, .authority = NL_SOA } } } },
	{ "there, but without name servers",
	  "voorbeeld.nl",
	  "UNDELEGATED below nl",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .authority = NL_SOA } } } },
	{ "no such domain below a public suffix",
	  "voorbeeld.co.uk",
	  "NO_DOMAIN below co.uk",
	  { { "", "uk", RR_NS, { .answer = "uk. NS ns.nic.uk." } },
	    { "", "ns.nic.uk", RR_A, { .answer = "ns.nic.uk. A 127.0.0.2" } },
	    { "127.0.0.2",
	      "voorbeeld.co.uk",
	      RR_SOA,
	      { .authority = "co.uk. NS ns.co.uk.",
		.additional = "ns.co.uk. A 127.0.0.3" } },
	    { "127.0.0.3",
	      "voorbeeld.co.uk",
	      RR_SOA,
	      { .rcode = 3,
		.aa = true,
		.authority = "co.uk. SOA a. b. 1 2 3 4 5" } } } },
	{ "the servers of a public suffix are silent",
	  "voorbeeld.co.uk",
	  "UNKNOWN; silent ns.co.uk",
	  { { "",
	      "uk",
	      RR_NS,
	      { .answer = "uk. NS ns.nic.uk.",
		.additional = "ns.nic.uk. A 127.0.0.2" } },
	    { "127.0.0.2",
	      "voorbeeld.co.uk",
	      RR_SOA,
	      { .authority = "co.uk. NS ns.co.uk.",
		.additional = "ns.co.uk. A 127.0.0.3" } } } },
	{ "no such TLD",
	  "voorbeeld.bestaatniet",
	  "NO_DOMAIN",
	  { { "", "bestaatniet", RR_NS, { .rcode = 3 } } } },
	{ "the resolver is silent",
	  "voorbeeld.nl",
	  "UNKNOWN; resolver failed",
	  { { NULL, NULL, RR_NONE, { 0 } } } },
	{ "the resolver does not know NS",
	  "voorbeeld.nl",
	  "UNKNOWN; resolver failed",
	  { { "", "nl", RR_NS, { .answer = NULL } } } },
	{ "the resolver does not know addresses",
	  "voorbeeld.nl",
	  "UNKNOWN; resolver failed",
	  { { "", "nl", RR_NS, { .answer = NL_NS } },
	    { "", "ns1.dns.nl", RR_A, { .rcode = 2 } } } },
	{ "it fails at the addresses of the zone's servers",
	  "voorbeeld.nl",
	  "UNKNOWN, a.hoster.com= DZ no route, b.hoster.com= DZ no route; "
	  "resolver failed",
	  { { "",
	      "nl",
	      RR_NS,
	      { .answer = NL_NS, .additional = "ns1.dns.nl. A 127.0.0.1" } },
	    DELEGATED("voorbeeld.nl") } },
	{ "the parent is silent",
	  "voorbeeld.nl",
	  "UNKNOWN; silent ns1.dns.nl",
	  { RESOLVER } },
	{ "something answers in the parent's place",
	  "voorbeeld.nl",
	  "UNKNOWN; silent ns1.dns.nl; intercepted",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .ra = true, .answer = V_SOA } } } },
	{ "no such domain, but not authoritative",
	  "voorbeeld.nl",
	  "UNKNOWN; silent ns1.dns.nl",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3, .authority = NL_SOA } } } },
	{ "the parent answers out of a zone above itself",
	  "voorbeeld.nl",
	  "UNKNOWN; silent ns1.dns.nl",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3,
		.aa = true,
		.authority = ". SOA a. b. 1 2 3 4 5" } } } },
	{ "no such domain below a TLD that is on no list",
	  "voorbeeld.lab-intern",
	  "NO_DOMAIN below lab-intern",
	  { { "",
	      "lab-intern",
	      RR_NS,
	      { .answer = "lab-intern. NS ns.nic.nl.",
		.additional = "ns.nic.nl. A 127.0.0.2" } },
	    { "127.0.0.2",
	      "voorbeeld.lab-intern",
	      RR_SOA,
	      { .rcode = 3,
		.aa = true,
		.authority = "lab-intern. SOA a. b. 1 2 3 4 5" } } } },
	{ "parents with many addresses are not tried for ever",
	  "voorbeeld.nl",
	  "UNKNOWN; silent p1.dns.nl",
	  { { "",
	      "nl",
	      RR_NS,
	      { .answer = "nl. NS p1.dns.nl.\nnl. NS p2.dns.nl.",
		.additional = "p1.dns.nl. A 127.0.0.1\n"
			      "p1.dns.nl. A 127.0.0.2\n"
			      "p1.dns.nl. A 127.0.0.3\n"
			      "p1.dns.nl. A 127.0.0.4\n"
			      "p1.dns.nl. A 127.0.0.5\n"
			      "p2.dns.nl. A 127.0.0.6" } } } },
	{ "the first parent is silent, the next ones are asked",
	  "voorbeeld.nl",
	  "NO_DOMAIN below nl; silent p1.dns.nl; silent p2.dns.nl",
	  { { "",
	      "nl",
	      RR_NS,
	      { .answer = "nl. NS p1.dns.nl.\nnl. NS p2.dns.nl.\n"
			  "nl. NS p3.dns.nl.",
		.additional = "p1.dns.nl. A 127.0.0.1\n"
			      "p2.dns.nl. A 127.0.0.2\n"
			      "p3.dns.nl. A 127.0.0.3" } },
	    { "127.0.0.2", "voorbeeld.nl", RR_SOA, { .rcode = 5 } },
	    { "127.0.0.3",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3, .aa = true, .authority = NL_SOA } } } },
};

static void test_worlds(void **state)
{
	(void)state;
	check_cases(CASES, COUNT_OF(CASES));
}

/* One is asked, then three at once, and then it ends. */
static const struct authority_case MANY_PARENTS = {
	"many parents, all silent",
	"voorbeeld.nl",
	"UNKNOWN; silent p1.dns.nl; silent p2.dns.nl; silent p3.dns.nl; "
	"silent p4.dns.nl",
	{ { "",
	    "nl",
	    RR_NS,
	    { .answer = "nl. NS p1.dns.nl.\nnl. NS p2.dns.nl.\n"
			"nl. NS p3.dns.nl.\nnl. NS p4.dns.nl.\n"
			"nl. NS p5.dns.nl.",
	      .additional = "p1.dns.nl. A 127.0.0.1\n"
			    "p2.dns.nl. A 127.0.0.2\n"
			    "p3.dns.nl. A 127.0.0.3\n"
			    "p4.dns.nl. A 127.0.0.4\n"
			    "p5.dns.nl. A 127.0.0.5" } } }
};

static void test_parents_are_asked_together(void **state)
{
	(void)state;
	assert_int_equal(check_case(&MANY_PARENTS, false), 4);
}

/* A zone that names a thousand servers, and each of them a hundred
 * addresses. */
static void test_too_much(void **state)
{
	struct str ns = STR_INIT(STR_MAX_TEXT), glue = STR_INIT(STR_MAX_TEXT);
	struct fact_line world[] = {
		RESOLVER,
		{ "127.0.0.1", "voorbeeld.nl", RR_SOA, { 0 } },
		{ NULL, NULL, RR_NONE, { 0 } },
	};
	struct facts *facts = xcalloc(1, sizeof(*facts));
	struct authority a;

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_addf(&ns, "voorbeeld.nl. NS n%d.voorbeeld.nl.\n", i);
	for (int i = 1; i < 100; i++)
		str_addf(&glue, "n0.voorbeeld.nl. A 127.9.9.%d\n", i);
	world[COUNT_OF(world) - 2].said.authority = str_text(&ns);
	world[COUNT_OF(world) - 2].said.additional = str_text(&glue);
	facts->world = world;
	facts->domain = "voorbeeld.nl";
	do {
		authority_find(facts, "voorbeeld.nl", &a);
		if (a.status != AUTHORITY_PENDING)
			break;
		authority_free(&a);
	} while (turn(facts, false));
	assert_int_equal(a.status, AUTHORITY_FOUND);
	assert_true(a.count > 32 && a.count < 100);
	authority_free(&a);
	for (size_t i = 0; i < facts->count; i++)
		answer_free(&facts->asked[i].answer);
	free(facts);
	str_free(&ns);
	str_free(&glue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_worlds),
		cmocka_unit_test(test_parents_are_asked_together),
		cmocka_unit_test(test_too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
