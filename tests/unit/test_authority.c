/* The walk down the delegation over made-up facts: facts_get() and facts_peek()
 * are this file's own, so that any world can be tried without a network.
 *
 * SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/name.h"
#include "net/authority.h"
#include "net/dns_wire.h"
#include "unit/authority_text.h"
#include "unit/said.h"

#define FACTS_MAX 64
#define RUNS_MAX  32

/* What a server says; whatever is not listed is silent. */
struct fact_line {
	const char *server; /* "" is the resolver */
	const char *name;
	enum rr type;
	struct said said;
};

struct asked_fact {
	struct question question;
	char name[NAME_SIZE];
	struct answer answer;
	bool told; /* it was pending once, now it is known */
};

/* The one fake: struct facts is opaque to authority.c. */
struct facts {
	const struct fact_line *world;
	const char *domain;
	struct asked_fact asked[FACTS_MAX];
	size_t count;
};

static void learn(const struct facts *facts, struct asked_fact *fact)
{
	const struct question *q = &fact->question;

	fact->answer = (struct answer){ .status = ANSWER_SILENT };
	for (const struct fact_line *line = facts->world; line->name; line++) {
		struct address server = ADDRESS_RESOLVER;
		uint8_t *query, *reply;
		size_t query_len, len;

		if (line->server[0])
			assert_true(address_parse(line->server, &server));
		if (!address_equal(&server, &q->server) ||
		    line->type != q->type || !name_equal(line->name, q->name))
			continue;
		query = dns_wire_question(q, true, &query_len);
		reply = said_wire(query, query_len, &line->said, &len);
		(void)dns_wire_read(q, reply, len, &fact->answer);
		free(reply);
		free(query);
		return;
	}
}

/* Only the TLD's servers and addresses of name servers; nothing of the
 * customer. */
static void check_polite(const struct facts *facts, const struct question *q)
{
	if (q->server.family != AF_UNSPEC)
		return;
	if (q->type == RR_NS && name_label_count(q->name) == 1)
		return;
	if ((q->type == RR_A || q->type == RR_AAAA) &&
	    !name_is_under(q->name, facts->domain))
		return;
	fail_msg("the resolver was asked for %s %s", q->name, rr_name(q->type));
}

static struct asked_fact *find(const struct facts *facts,
			       const struct question *q)
{
	for (size_t i = 0; i < facts->count; i++) {
		const struct asked_fact *fact = &facts->asked[i];

		if (fact->question.type == q->type &&
		    address_equal(&fact->question.server, &q->server) &&
		    name_equal(fact->name, q->name))
			return (struct asked_fact *)fact;
	}
	return NULL;
}

const struct answer *facts_get(struct facts *facts,
			       const struct question *question,
			       enum fact_life life)
{
	struct asked_fact *fact = find(facts, question);

	assert_int_equal(life, FACT_DELEGATION);
	check_polite(facts, question);
	if (fact && fact->told)
		return &fact->answer;
	if (fact)
		return NULL;
	assert_true(facts->count < FACTS_MAX);
	fact = &facts->asked[facts->count++];
	*fact = (struct asked_fact){ .question = *question };
	(void)snprintf(fact->name, sizeof(fact->name), "%s", question->name);
	fact->question.name = fact->name;
	learn(facts, fact);
	return NULL;
}

const struct answer *facts_peek(const struct facts *facts,
				const struct question *question)
{
	const struct asked_fact *fact = find(facts, question);

	return fact && fact->told ? &fact->answer : NULL;
}

/* The loop turns: what was asked is known. Returns whether that is news. */
static bool turn(struct facts *facts, bool one_by_one)
{
	bool news = false;

	for (size_t i = 0; i < facts->count; i++) {
		news = news || !facts->asked[i].told;
		facts->asked[i].told = true;
		if (news && one_by_one)
			break;
	}
	return news;
}

#define NL_NS  "nl. NS ns1.dns.nl."
#define NL_SOA "nl. 900 IN SOA ns1.dns.nl. host.nl. 1 2 3 4 300"
#define V_SOA  "voorbeeld.nl. 900 IN SOA a. b. 1 2 3 4 300"
#define V_NS   "voorbeeld.nl. NS a.hoster.com.\nvoorbeeld.nl. NS b.hoster.com."

/* The resolver knows nl with glue, and the hoster's servers. */
#define RESOLVER                                                               \
	{ "",                                                                  \
	  "nl",                                                                \
	  RR_NS,                                                               \
	  { .answer = NL_NS, .additional = "ns1.dns.nl. A 127.0.0.1" } },      \
		{ "",                                                          \
		  "a.hoster.com",                                              \
		  RR_A,                                                        \
		  { .answer = "a.hoster.com. A 127.0.1.1" } },                 \
		{ "", "a.hoster.com", RR_AAAA, { .answer = NULL } },           \
		{ "",                                                          \
		  "b.hoster.com",                                              \
		  RR_A,                                                        \
		  { .answer = "b.hoster.com. A 127.0.1.2" } },                 \
	{                                                                      \
		"", "b.hoster.com", RR_AAAA,                                   \
		{                                                              \
			.answer = NULL                                         \
		}                                                              \
	}

#define DELEGATED(name)                                                        \
	{                                                                      \
		"127.0.0.1", name, RR_SOA,                                     \
		{                                                              \
			.authority = V_NS                                      \
		}                                                              \
	}

#define BOTH ", a.hoster.com=127.0.1.1 DZ, b.hoster.com=127.0.1.2 DZ"

static const struct {
	const char *what;
	const char *domain;
	const char *expected;
	struct fact_line world[20];
} CASES[] = {
	{ "the usual",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "the first server is silent",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "all of its servers are silent",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER, DELEGATED("voorbeeld.nl") } },
	{ "all of its servers are lame",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1", "voorbeeld.nl", RR_SOA, { .rcode = 5 } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = ". NS a.root-servers.net." } } } },
	{ "they refer back up, or to themselves",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1", "voorbeeld.nl", RR_SOA, { .authority = NL_NS } },
	    { "127.0.1.2", "voorbeeld.nl", RR_SOA, { .authority = V_NS } } } },
	{ "a cache answers in place of the first",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .ra = true, .answer = V_SOA } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "parent and zone differ",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, a.hoster.com=127.0.1.1 D, "
	  "b.hoster.com=127.0.1.2 DZ, c.hoster.com=127.0.1.3Z",
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.2",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true,
		.answer = "voorbeeld.nl. NS C.hoster.com.\n"
			  "voorbeeld.nl. NS B.Hoster.com." } },
	    { "",
	      "c.hoster.com",
	      RR_A,
	      { .answer = "c.hoster.com. A 127.0.1.3" } },
	    { "", "c.hoster.com", RR_AAAA, { .rcode = 3 } } } },
	{ "a name inside the zone",
	  "mail.voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("mail.voorbeeld.nl"),
	    { "127.0.1.1",
	      "mail.voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .authority = V_SOA } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "a name that is not there yet, inside the zone",
	  "x.voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("x.voorbeeld.nl"),
	    { "127.0.1.1",
	      "x.voorbeeld.nl",
	      RR_SOA,
	      { .rcode = 3, .aa = true, .authority = V_SOA } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "a CNAME inside the zone",
	  "c.d.voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("c.d.voorbeeld.nl"),
	    { "127.0.1.1",
	      "c.d.voorbeeld.nl",
	      RR_SOA,
	      { .aa = true,
		.answer = "c.d.voorbeeld.nl. CNAME x.example.",
		.authority = "example. SOA a. b. 1 2 3 4 5" } },
	    { "127.0.1.1",
	      "d.voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .authority = V_SOA } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "a CNAME at the domain itself",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl" BOTH,
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = "voorbeeld.nl. CNAME x.example." } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = "voorbeeld.nl. CNAME x.example." } } } },
	{ "delegated once more",
	  "sub.voorbeeld.nl",
	  "FOUND sub.voorbeeld.nl below voorbeeld.nl, "
	  "ns.sub.voorbeeld.nl=127.0.2.1 DZ",
	  { RESOLVER,
	    DELEGATED("sub.voorbeeld.nl"),
	    { "127.0.1.1",
	      "sub.voorbeeld.nl",
	      RR_SOA,
	      { .authority = "sub.voorbeeld.nl. NS ns.sub.voorbeeld.nl.",
		.additional = "ns.sub.voorbeeld.nl. A 127.0.2.1" } },
	    { "127.0.2.1",
	      "sub.voorbeeld.nl",
	      RR_SOA,
	      { .aa = true,
		.answer = "sub.voorbeeld.nl. SOA a. b. 1 2 3 4 5" } },
	    { "127.0.2.1",
	      "sub.voorbeeld.nl",
	      RR_NS,
	      { .aa = true,
		.answer = "sub.voorbeeld.nl. NS ns.sub.voorbeeld.nl." } } } },
	{ "parent and zone on the same servers",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl" BOTH,
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true, .answer = V_NS } } } },
	{ "glue of both families and more in the zone",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, ns.voorbeeld.nl=127.0.2.1 DZ, "
	  "ns.voorbeeld.nl=127.0.2.2 DZ, ns.voorbeeld.nl=::1 DZ",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = "voorbeeld.nl. NS ns.voorbeeld.nl.",
		.additional = "ns.voorbeeld.nl. A 127.0.2.1\n"
			      "ns.voorbeeld.nl. AAAA ::1\n"
			      "elders.nl. A 127.0.9.9" } },
	    { "127.0.2.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.2.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true,
		.answer = "voorbeeld.nl. NS ns.voorbeeld.nl.",
		.additional = "ns.voorbeeld.nl. A 127.0.2.2\n"
			      "ns.voorbeeld.nl. A 127.0.2.1" } } } },
	{ "a server that only the zone names, inside it",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, a.hoster.com=127.0.1.1 DZ, "
	  "b.hoster.com=127.0.1.2 D, ns.voorbeeld.nl=127.0.2.7Z",
	  { RESOLVER,
	    DELEGATED("voorbeeld.nl"),
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_NS,
	      { .aa = true,
		.answer = "voorbeeld.nl. NS ns.voorbeeld.nl.\n"
			  "voorbeeld.nl. NS a.hoster.com." } },
	    { "127.0.1.1",
	      "ns.voorbeeld.nl",
	      RR_A,
	      { .aa = true, .answer = "ns.voorbeeld.nl. A 127.0.2.7" } },
	    { "127.0.1.1",
	      "ns.voorbeeld.nl",
	      RR_AAAA,
	      { .aa = true, .authority = V_SOA } } } },
	{ "inside the zone and no glue: nobody can find it",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, ns.voorbeeld.nl= DZ no route",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = "voorbeeld.nl. NS ns.voorbeeld.nl." } } } },
	{ "a server whose name is not there",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, a.hoster.com=127.0.1.1 DZ, "
	  "weg.example= DZ no route",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = "voorbeeld.nl. NS a.hoster.com.\n"
			     "voorbeeld.nl. NS weg.example." } },
	    { "", "weg.example", RR_A, { .rcode = 3 } },
	    { "", "weg.example", RR_AAAA, { .rcode = 3 } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } } } },
	{ "a server without route is listed and not asked",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, x.hoster.com=255.255.255.255 DZ no "
	  "route, a.hoster.com=127.0.1.1 DZ",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = "voorbeeld.nl. NS x.hoster.com.\n"
			     "voorbeeld.nl. NS a.hoster.com." } },
	    { "",
	      "x.hoster.com",
	      RR_A,
	      { .answer = "x.hoster.com. A 255.255.255.255" } },
	    { "", "x.hoster.com", RR_AAAA, { .rcode = 3 } },
	    { "255.255.255.255",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true,
		.answer = "voorbeeld.nl. SOA forbidden. b. 1 2 3 4 5" } },
	    { "127.0.1.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .aa = true, .answer = V_SOA } } } },
	{ "a CNAME as name server",
	  "voorbeeld.nl",
	  "FOUND voorbeeld.nl below nl, c.hoster.com=127.0.1.1 DZ",
	  { RESOLVER,
	    { "127.0.0.1",
	      "voorbeeld.nl",
	      RR_SOA,
	      { .authority = "voorbeeld.nl. NS c.hoster.com." } },
	    { "",
	      "c.hoster.com",
	      RR_A,
	      { .answer = "c.hoster.com. CNAME a.hoster.com.\n"
			  "a.hoster.com. A 127.0.1.1" } },
	    { "", "c.hoster.com", RR_AAAA, { .rcode = 3 } } } },
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

static void check(size_t index, bool one_by_one)
{
	struct facts facts = { .world = CASES[index].world,
			       .domain = CASES[index].domain };
	struct str text = STR_INIT(STR_MAX_TEXT);
	struct authority a;
	int runs = 0;

	for (;;) {
		authority_find(&facts, CASES[index].domain, &a);
		assert_true(runs++ < (one_by_one ? FACTS_MAX : RUNS_MAX));
		if (a.status != AUTHORITY_PENDING)
			break;
		assert_null(a.zone);
		authority_free(&a);
		/* Pending means that something was asked. */
		assert_true(turn(&facts, one_by_one));
	}
	authority_add_text(&a, &text);
	if (strcmp(str_text(&text), CASES[index].expected) != 0)
		fail_msg("%s:\n  %s\n  %s", CASES[index].what,
			 CASES[index].expected, str_text(&text));
	str_free(&text);
	authority_free(&a);
	for (size_t i = 0; i < facts.count; i++)
		answer_free(&facts.asked[i].answer);
}

static void test_worlds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		check(i, false);
}

/* Answers that come one at a time lead to the same end. */
static void test_worlds_slowly(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		check(i, true);
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
		cmocka_unit_test(test_worlds_slowly),
		cmocka_unit_test(test_too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
